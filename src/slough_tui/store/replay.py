"""From what papers and people said to what is so: the state of a table as of a date.

What is said about one field of one record forms two voices, each in the order of the dates spoken of.
Papers of one date stand in the order of their SHA-256, so that it never matters which was imported
first; people stand after them. A paper that repeats what the paper before it said is no news, so a
person's decision stays until the printed value changes; nor is it news that a paper leaves blank what no
paper had filled. The last news counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.store.parts import ON, SEQ, fields_of
from slough_tui.store.values import PRESENT

if TYPE_CHECKING:
    from slough_tui.model.table import Table
    from slough_tui.store.slot import Full, Slot

RANK, PERSON = "_rank", "_person"
_ORDER = ("id", ON, RANK)
_ROW, _MOMENT = "_row", "_moment"


def standing(slots: Iterable[Slot], known_at: datetime | None = None) -> list[Slot]:
    """The commits that count: recorded by then, and of each paper only its newest reading."""
    known = [slot for slot in slots if known_at is None or slot.commit.recorded_at <= known_at]
    newest = {slot.commit.sha256: slot.seq for slot in known if slot.commit.kind == "import"}
    return [s for s in known if s.commit.kind != "import" or newest[s.commit.sha256] == s.seq]


def order_of(slots: Sequence[Slot]) -> pl.DataFrame:
    """`_seq`, `_rank` (ties of one date go to the higher), `_person`; one row per commit that counts."""
    ranked = sorted(slots, key=lambda s: (s.commit.kind != "import", s.commit.sha256 or "", s.seq))
    return pl.DataFrame(
        {
            SEQ: [s.seq for s in ranked],
            RANK: range(len(ranked)),
            PERSON: [s.commit.kind != "import" for s in ranked],
        },
        schema={SEQ: pl.Int64, RANK: pl.Int64, PERSON: pl.Boolean},
    )


def sayings(
    table: Table, said: pl.DataFrame, slots: Sequence[Slot], as_of: date | None = None
) -> pl.DataFrame:
    """Everything that counts up to a date, in order; also the ends that full registers imply."""
    return counted(table, said, slots, as_of).sort(_ORDER)


def counted(
    table: Table, said: pl.DataFrame, slots: Sequence[Slot], as_of: date | None = None
) -> pl.DataFrame:
    """The same in no order, which is all that `state` needs."""
    order = order_of(slots)
    ranks = said.select(SEQ).join(order, on=SEQ, how="left", maintain_order="left")
    said = said.with_columns(ranks[RANK], ranks[PERSON])
    full = [(slot.seq, full) for slot in slots for full in slot.full if full.table == table.name]
    if full:
        said = said.filter(pl.col(RANK).is_not_null())
        said = pl.concat([said, _ends(said, order, full)], how="diagonal")
    if as_of is not None:
        said = said.filter(pl.col(ON) <= as_of, pl.col(RANK).is_not_null())
    return said.filter(pl.col(RANK).is_not_null()) if said[RANK].null_count() else said


def _ends(said: pl.DataFrame, order: pl.DataFrame, full: Sequence[tuple[int, Full]]) -> pl.DataFrame:
    """`_present` is false for the printed records of a series that a full register of it does not list.

    A record that the paper lists under another series has not ended either.
    """
    registers = pl.DataFrame(
        {
            SEQ: [seq for seq, _ in full],
            "series": [f.series for _, f in full],
            ON: [f.effective_on for _, f in full],
        },
        schema={SEQ: pl.Int64, "series": pl.String, ON: pl.Date},
    )
    printed = said.filter(~pl.col(PERSON)).select("id", SEQ, "series")
    gone = registers.join(printed.select("id", "series").unique(), on="series").join(
        printed, on=["id", SEQ], how="anti"
    )
    return gone.join(order, on=SEQ).select(
        "id",
        SEQ,
        ON,
        RANK,
        PERSON,
        pl.lit(value=False).alias(PRESENT.name),
        pl.lit(value=True).alias("?" + PRESENT.name),
    )


def news(said: pl.DataFrame, field: str) -> pl.DataFrame:
    """`id`, `_seq`, `_effective_on`, `_rank`, `_person` and the field, without what only repeats a paper."""
    told = said.filter(pl.col("?" + field)).select(*_ORDER, SEQ, PERSON, field)
    nothing = pl.lit(value=False) if field == PRESENT.name else None  # before its birth a record is not there
    before = pl.when(pl.col("id") == pl.col("id").shift(1)).then(pl.col(field).shift(1)).otherwise(nothing)
    fresh = pl.col(field).ne_missing(before)
    papers = told.filter(~pl.col(PERSON)).filter(fresh)
    people = told.filter(pl.col(PERSON))
    return pl.concat([papers, people]).sort(_ORDER) if people.height else papers


def state(table: Table, said: pl.DataFrame, order: pl.Series | None = None) -> pl.DataFrame:
    """The table as what counts leaves it: the records that are present, in the natural order of their ids.

    `order` has ids in that order already, to save finding it again; it helps if all of the table's are there.
    """
    names = [c.name for c in fields_of(table)]
    voices = said.filter(pl.col(PERSON)) if said[PERSON].any() else said.clear()
    decided = [n for n in names if voices["?" + n].any()]
    groups = _spoken_together(said, [n for n in names if n not in decided])
    last = _last(said, [mask for mask, _ in groups])
    if decided:
        columns = (column for n in decided for column in (n, "?" + n))
        ordered = said.select(*_ORDER, SEQ, PERSON, *columns).sort(_ORDER)
        for name in decided:
            won = news(ordered, name).group_by("id", maintain_order=True).agg(pl.col(name).last())
            last = last.join(won, on="id", how="left")
    if PRESENT.name not in decided:
        places = next((str(i) for i, (_, those) in enumerate(groups) if PRESENT.name in those), None)
        present = said[PRESENT.name].gather(last[places]) if places else [None] * last.height
        last = last.with_columns(pl.Series(PRESENT.name, present, dtype=pl.Boolean))
    last = _in_order(last.filter(pl.col(PRESENT.name)), order)
    found = [last.select("id", *(n for n in decided if n != PRESENT.name))]
    for i, (_, those) in enumerate(groups):
        found.append(said.select(pl.col(n).gather(last[str(i)]) for n in those if n != PRESENT.name))
    told = pl.concat([frame for frame in found if frame.width], how="horizontal")
    nothing = [pl.lit(None, dtype=said.schema[n]).alias(n) for n in names if n not in told.columns]
    return told.with_columns(nothing).select(table.names)


def _spoken_together(said: pl.DataFrame, names: Sequence[str]) -> list[tuple[pl.Series, list[str]]]:
    """The fields by who speaks of them, and that mask; those of which nobody does are left out.

    Papers fill the same columns on every line, so that there are few such groups, and what is found out for
    one field of a group need not be found out for the others.
    """
    groups: list[tuple[pl.Series, list[str]]] = []
    for name in names:
        mask = said["?" + name].fill_null(value=False)
        if not mask.any():
            continue
        those = next((those for other, those in groups if mask.equals(other)), None)
        if those is None:
            groups.append((mask, [name]))
        else:
            those.append(name)
    return groups


def _last(said: pl.DataFrame, masks: Sequence[pl.Series]) -> pl.DataFrame:
    """Every `id`, and for each mask (named by its number) the row of `said` that spoke last, or null."""
    moment = pl.col(ON).to_physical().cast(pl.Int64) * (1 << 32) + pl.col(RANK)
    rows = said.select("id", moment.alias(_MOMENT)).with_row_index(_ROW)
    rows = rows.with_columns(mask.alias(str(i)) for i, mask in enumerate(masks)).sort(_MOMENT)
    spoken = (pl.col(_ROW).filter(pl.col(str(i))).last().alias(str(i)) for i in range(len(masks)))
    return rows.group_by("id").agg(spoken)


def _in_order(frame: pl.DataFrame, order: pl.Series | None) -> pl.DataFrame:
    """The frame in the natural order of its ids."""
    if order is None:
        return in_natural_order(frame)
    known = order.to_frame("id").with_row_index(_ROW)
    places = frame.select("id").join(known, on="id", how="left", maintain_order="left")[_ROW]
    return in_natural_order(frame) if places.null_count() else frame[places.arg_sort()]


def in_natural_order(frame: pl.DataFrame) -> pl.DataFrame:
    """By id, its runs of digits as numbers: 0.2 before 0.10, 3 before 3a before 10."""
    run = pl.element()
    padded = pl.when(run.str.contains(r"^\d")).then(run.str.zfill(20)).otherwise(run)
    return frame.sort(pl.col("id").str.extract_all(r"\d+|\D+").list.eval(padded).list.join(""), "id")
