"""Internal audit's actions: year by status by priority, what moved since, and who is overdue.

The tables are counted from records. The sentences rest on the same `Movement` that `slough diff` prints.
Where the register has no records of audit actions, the tables that papers print are shown as printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.hooks.api import Asked, report
from slough_tui.model.kinds import TABLES
from slough_tui.model.report import Heading, Part, Report, ReportTable, Section
from slough_tui.model.vocabulary import AUDIT_STATUS, PRIORITY
from slough_tui.report.moved import moved_since
from slough_tui.report.printed_tables import as_printed
from slough_tui.report.words import code, day, many, nothing, papers, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import polars as pl

    from slough_tui.engine.history.movement import Movement

NOTES = (
    "Counted from the records of audit actions; a share is rounded half up to a whole per cent.",
    "An action that is no longer listed is not taken for complete.",
)
UNSAID = "not stated"


@report()
def audit_actions(asked: Asked) -> Report:
    """Internal audit actions: year by status by priority, with what moved since."""
    now = asked.table("audit_actions")
    title = "Internal audit actions"
    if now.is_empty():
        sections, behind = as_printed(asked, AUDIT_STATUS)
        if not sections:
            return Report(title, (Section("Actions", (nothing("audit actions", asked.as_of),)),))
        said = "The register holds no records of audit actions; these are the tables that papers print."
        return Report(title, (Section("As printed", (said,)), *sections), documents=behind)
    was = asked.table("audit_actions", asked.start) if asked.start else None
    sections = (*_years(asked, now, was), *_overdue(asked, now))
    return Report(title, sections, NOTES, papers(now, *(() if was is None else (was,))))


# ---------------------------------------------------------------- the years


def _years(asked: Asked, now: pl.DataFrame, was: pl.DataFrame | None) -> Iterator[Section]:
    import polars as pl

    from slough_tui.engine.history.movement import movements

    moved: dict[str, Movement] = {}
    if was is not None:
        moved = {one.group: one for one in movements(TABLES["audit_actions"], was, now)}
    both = now if was is None else pl.concat([now, was])
    statuses = _said(both["status"], AUDIT_STATUS)
    priorities = _said(both["priority"], PRIORITY, always=PRIORITY)
    for year in sorted(set(both["audit_year"].to_list()), key=lambda y: (y is None, y)):
        name = year or "year not stated"
        mine = now.filter(pl.col("audit_year").eq_missing(year))
        parts: list[Part] = [_shares(mine), _table(f"Total {name}", asked.as_of, mine, statuses, priorities)]
        if was is not None and asked.start:
            before = was.filter(pl.col("audit_year").eq_missing(year))
            one = moved.get(year or "")
            parts += moved_since(one, asked.start) if one else [_stayed(mine, asked.start)]
            parts.append(_table(f"Total {name}", asked.start, before, statuses, priorities))
        yield Section(f"{name} internal audits", tuple(part for part in parts if part))


def _said(values: pl.Series, known: Sequence[str], always: Sequence[str] = ()) -> list[str | None]:
    """The words that are used, in the order of the vocabulary; None last where something is not stated."""
    used = set(values.to_list())
    words: list[str | None] = [word for word in known if word in used or word in always]
    return [*words, *([None] if None in used else [])]


def _shares(now: pl.DataFrame) -> str:
    """Such as `40 actions have been raised. By status: 10 or 25% overdue, 30 or 75% complete.`."""
    counts = dict(now["status"].value_counts().rows())
    said = [
        f"{counts[status]} or {share(counts[status], now.height)} {code(status) or UNSAID}"
        for status in ("overdue", "complete", "not_due", "not_allocated", "closed", None)
        if counts.get(status)
    ]
    raised = f"{many(now.height, 'action')} {'has' if now.height == 1 else 'have'} been raised."
    return f"{raised} By status: {', '.join(said)}." if said else raised


def _table(
    name: str,
    on: date,
    frame: pl.DataFrame,
    statuses: Sequence[str | None],
    priorities: Sequence[str | None],
) -> ReportTable:
    counts = {row[:2]: row[2] for row in frame.group_by("status", "priority").len().iter_rows()}

    def line(label: str, wanted: Sequence[str | None]) -> tuple[str | int, ...]:
        numbers = [sum(counts.get((status, p), 0) for status in wanted) for p in priorities]
        return (label, sum(numbers), *numbers)

    rows = [line((code(status) or UNSAID).title(), [status]) for status in statuses]
    heads = [Heading("Status"), Heading("Total", "number")]
    heads += [Heading((priority or UNSAID).title(), "number") for priority in priorities]
    rows.append(line("Totals", statuses))
    return ReportTable(f"{name}, as of {day(on)}", tuple(heads), tuple(rows), total=True)


def _stayed(now: pl.DataFrame, start: date) -> str:
    late = now.filter(now["status"].eq_missing("overdue")).height
    return f"The number of overdue audit actions has stayed at {late} since {day(start)}."


# ---------------------------------------------------------------- overdue


def _overdue(asked: Asked, now: pl.DataFrame) -> Iterator[Section]:
    import polars as pl

    late = now.filter(pl.col("status") == "overdue")
    if late.is_empty():
        yield Section("Overdue actions", (f"No action is overdue as of {day(asked.as_of)}.",))
        return
    yield Section("Overdue actions by directorate", (_by_directorate(asked, late),))
    high = late.filter(pl.col("priority") == "high").sort("due", nulls_last=True, maintain_order=True)
    if high.is_empty():
        yield Section("High-priority actions overdue", ("No action of high priority is overdue.",))
        return
    heads = (
        Heading("Ref"),
        Heading("Action", wide=True),
        Heading("Review"),
        Heading("Directorate"),
        Heading("Lead"),
        Heading("Due", "date"),
        Heading("Days overdue", "number"),
    )
    rows = [
        (
            row["ref"] or row["id"],
            row["text"],
            row["review"],
            row["directorate"],
            row["lead"],
            row["due"],
            (asked.today - row["due"]).days if row["due"] else None,
        )
        for row in high.iter_rows(named=True)
    ]
    caption = f"High-priority actions overdue on {day(asked.today)}, the longest overdue first"
    yield Section("High-priority actions overdue", (ReportTable(caption, heads, tuple(rows)),))


def _by_directorate(asked: Asked, late: pl.DataFrame) -> ReportTable:
    years = sorted({year or UNSAID for year in late["audit_year"]})
    counts: dict[tuple[str, str], int] = {}
    for directorate, year in late.select("directorate", "audit_year").iter_rows():
        key = (directorate or UNSAID, year or UNSAID)
        counts[key] = counts.get(key, 0) + 1
    names = sorted(
        {name for name, _ in counts}, key=lambda n: (-sum(counts.get((n, y), 0) for y in years), n)
    )

    def line(label: str, wanted: Sequence[str]) -> tuple[str | int, ...]:
        numbers = [sum(counts.get((name, year), 0) for name in wanted) for year in years]
        return (label, *numbers, sum(numbers))

    rows = [line(name, [name]) for name in names]
    heads = (Heading("Directorate"), *(Heading(y, "number") for y in years), Heading("Total", "number"))
    caption = f"Overdue actions by directorate and audit year, as of {day(asked.as_of)}"
    return ReportTable(caption, heads, (*rows, line("Totals", names)), total=True)
