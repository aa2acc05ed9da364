"""The committee's movement table: how many records stood where on two days, and the sentence that says so.

It is counted from records. Where a paper only prints the counts (as figures with the date that each speaks
of), `printed` gives the same table from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.engine.history.diff import between, group_column
from slough_tui.engine.history.orders import rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    import polars as pl

    from slough_tui.model.table import Table

TOTAL = "total"
UNSAID = "not stated"
NAMED = 5
"""How many records a sentence names that appeared or are no longer listed."""

_CODED = ("status", "rag", "verdict_stated", "accepted", "opinion", "grade")
"""What may be counted; of two columns that as many records speak of, the first."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a group had a value before and after."""

    value: str
    before: int
    after: int

    @property
    def change(self) -> int:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Movement:
    """One group's table: its counts, the total last. `appeared` and `ended` are the ids behind the total."""

    table: str
    group: str
    field: str
    noun: str
    counts: tuple[Count, ...]
    appeared: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()

    def sentences(self, start: date, end: date) -> list[str]:
        """What a committee reads below the table: each count that changed, the overdue ones first."""
        moved = [c for c in self.counts[:-1] if c.change or (c.value == "overdue" and c.before)]
        moved.sort(key=lambda c: c.value != "overdue")
        said = [
            f"The number of {subject(self.field, c.value, self.noun)} {_went(c)}, {between(start, end)}."
            for c in moved
        ]
        total = self.counts[-1]
        if self.appeared or self.ended or total.change:
            listed = [_listed(self.appeared, "new"), _listed(self.ended, "no longer listed")]
            why = "; ".join(part for part in listed if part)
            said.append(f"The total {_went(total)}{': ' + why if why else ''}.")
        return said


def subject(field: str, value: str, noun: str) -> str:
    """Records of one value as a committee would name them: `recommendations that were partly accepted`."""
    words = value.replace("_", " ")
    if value == UNSAID:
        return f"{noun} {_UNSAID.get(field, 'with nothing stated')}"
    told = _TOLD.get(field, {}).get(value) or _ANY.get(field, "{value} {noun}")
    return told.format(value=words, noun=noun)


_TOLD: dict[str, dict[str, str]] = {
    "status": {
        "not_due": "{noun} that are not yet due",
        "not_allocated": "{noun} that are not allocated to anybody",
        "not_started": "{noun} that have not been started",
        "in_progress": "{noun} in progress",
    },
    "rag": {"complete": "complete {noun}"},
    "verdict_stated": {
        "satisfactory": "{noun} whose progress is satisfactory",
        "further_work": "{noun} that need further work",
    },
    "accepted": {
        "yes": "{noun} that were accepted",
        "no": "{noun} that were not accepted",
        "partial": "{noun} that were partly accepted",
    },
}
"""How a value of a vocabulary is said; the others stand before the noun: `overdue actions`."""
_ANY = {
    "rag": "{noun} rated {value}",
    "opinion": "{noun} with the opinion {value}",
    "grade": "{noun} graded {value}",
}
_UNSAID = {
    "status": "without a status",
    "rag": "without a rating",
    "verdict_stated": "without a verdict",
    "accepted": "without a decision",
    "opinion": "without an opinion",
    "grade": "without a grade",
}


def _went(count: Count) -> str:
    if not count.change:
        return f"stayed at {count.after}"
    return f"{'increased' if count.change > 0 else 'decreased'} from {count.before} to {count.after}"


def _listed(ids: Sequence[str], what: str) -> str:
    if not ids:
        return ""
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return f"{', '.join(ids[:NAMED])}{more} {'is' if len(ids) == 1 else 'are'} {what}"


def movements(table: Table, before: pl.DataFrame, after: pl.DataFrame) -> list[Movement]:
    """The groups of a record table in which anything moved, by series or year."""
    import polars as pl

    field = _counted_field(table, before, after)
    group = group_column(table)
    if field is None or group is None:
        return []
    found = []
    for name in sorted({*before[group].unique(), *after[group].unique()}, key=lambda n: n or ""):
        was, now = (frame.filter(pl.col(group).eq_missing(pl.lit(name))) for frame in (before, after))
        one = _movement(table, name or "", field, was, now)
        if any(count.change for count in one.counts) or one.appeared or one.ended:
            found.append(one)
    return found


def _counted_field(table: Table, *frames: pl.DataFrame) -> str | None:
    """The coded column that most records speak of; None if they speak of none."""
    said = {name: sum(frame[name].count() for frame in frames) for name in _CODED if name in table.names}
    most = max(said, key=said.__getitem__, default=None)
    return most if most and said[most] else None


def _movement(table: Table, group: str, field: str, was: pl.DataFrame, now: pl.DataFrame) -> Movement:
    counts = [_tally(frame[field].to_list()) for frame in (was, now)]
    known = next(c.vocabulary for c in table.columns if c.name == field) or ()
    values = [value for value in (*known, *counts[0], *counts[1]) if value in counts[0] or value in counts[1]]
    ordered = sorted(dict.fromkeys(values), key=lambda v: _place(table.name, field, v))
    lines = [Count(value, *(tally.get(value, 0) for tally in counts)) for value in ordered]
    return Movement(
        table.name,
        group,
        field,
        _noun(table.title),
        (*lines, Count(TOTAL, was.height, now.height)),
        tuple(now.join(was, on="id", how="anti", maintain_order="left")["id"]),
        tuple(was.join(now, on="id", how="anti", maintain_order="left")["id"]),
    )


def _tally(values: Iterable[str | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value in values:
        found[value or UNSAID] = found.get(value or UNSAID, 0) + 1
    return found


def _place(table: str, field: str, value: str) -> tuple[int, int, str]:
    """The worst first, as committees want them; what has no rank after them, what is not stated last."""
    place = rank(table, field, value)
    return (2 if value == UNSAID else 1 if place is None else 0, -(place or 0), value)


def _noun(title: str) -> str:
    last = title.rsplit(maxsplit=1)[-1]
    return last if last[:2].isupper() else last.lower()


def printed(
    figures: pl.DataFrame, start: date, end: date, counted: Iterable[Movement] = ()
) -> list[Movement]:
    """Movements that papers print: tables of figures that are there as at two days.

    `figures` is the table of that name as of `end`. Of each day the newest figures up to it count; a table that has
    none up to `start`, or none after it, did not move. One Movement per table and column of it. A table whose counts
    are those of one that was `counted` from records is left out, all its columns with it.
    """
    import polars as pl

    cell = ["table_title", "column_label", "row_label"]
    whole = pl.col("as_at").is_not_null() & pl.col("value").is_not_null() & pl.col("row_label").is_not_null()
    dated = figures.filter(whole & (pl.col("as_at") <= end)).sort("as_at", maintain_order=True)
    was = dated.filter(pl.col("as_at") <= start).unique(cell, keep="last", maintain_order=True)
    now = dated.filter(pl.col("as_at") > start).unique(cell, keep="last", maintain_order=True)
    both = now.join(was, on=cell, how="inner", suffix=" was", maintain_order="left")
    both = both.filter((pl.col("value") % 1 == 0) & (pl.col("value was") % 1 == 0))
    found = []
    for (title, column), lines in both.group_by(cell[:2], maintain_order=True):
        counts = [
            Count("_".join(str(label).lower().split()), int(old), int(new))
            for label, old, new in lines.select("row_label", "value was", "value").iter_rows()
        ]
        totals = [count for count in counts if count.value in {"total", "totals"}]
        if totals and any(count.change for count in counts):
            rest = [count for count in counts if count not in totals]
            last = Count(TOTAL, totals[-1].before, totals[-1].after)
            name = f"{title}, {column}" if column and str(column).lower() != TOTAL else str(title)
            found.append((title, Movement("figures", name, "row_label", "actions", (*rest, last))))
    known = [_telling(one) for one in counted]
    told = {title for title, one in found if _telling(one) in known}
    return [one for title, one in found if title not in told]


def _telling(one: Movement) -> dict[str, tuple[int, int]]:
    return {count.value: (count.before, count.after) for count in one.counts if count.before or count.after}
