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

from slough_tui.store.overlay import replaced
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
    return counted(table, said, slots, as_of).filter(pl.col(RANK).is_not_null()).sort(_ORDER)


def counted(
    table: Table, said: pl.DataFrame, slots: Sequence[Slot], as_of: date | None = None
) -> pl.DataFrame:
    """The same in no order, and what does not count is only marked: `_rank` and `_person` are null."""
    order = order_of(slots)
    numbers, newest = said[SEQ], said.select(pl.col(SEQ).max()).item() or 0
    every = pl.DataFrame({SEQ: range(newest + 1)}, schema={SEQ: pl.Int64})
    ranks = every.join(order, on=SEQ, how="left", maintain_order="left")
    said = said.with_columns(ranks[RANK].gather(numbers), ranks[PERSON].gather(numbers))
    full = [(slot.seq, full) for slot in slots for full in slot.full if full.table == table.name]
    if full:
        said = pl.concat([said, _ends(said, order, full)], how="diagonal")
    if as_of is not None:
        said = said.with_columns(pl.when(pl.col(ON) <= as_of).then(pl.col(RANK, PERSON)))
    return said


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
    """The table as what is `counted` leaves it: the records that are present, in the natural order of their ids.

    `order` has ids in that order already, to save finding it again; it helps if all of the table's are there.
    """
    names = [column.name for column in fields_of(table)]
    decisions = _decisions(said, names)
    groups = _spoken_together(said, names)
    last = _last(said, [mask for mask, _ in groups])
    places = next((str(i) for i, (_, those) in enumerate(groups) if PRESENT.name in those), None)
    present = said[PRESENT.name].gather(last[places]) if places else [None] * last.height
    last = last.with_columns(pl.Series(PRESENT.name, present, dtype=pl.Boolean))
    last = _in_order(_amended(last, decisions).filter(pl.col(PRESENT.name)), order)
    found = [last.select("id")]
    for i, (_, those) in enumerate(groups):
        rows = last[str(i)]
        found.append(said.select(pl.col(n).gather(rows) for n in those if n != PRESENT.name))
    told = pl.concat([frame for frame in found if frame.width], how="horizontal")
    nothing = [pl.lit(None, dtype=said.schema[n]).alias(n) for n in names if n not in told.columns]
    return _amended(told.with_columns(nothing), decisions).select(table.names)


def _decisions(said: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame | None:
    """The records of which people spoke, and what is news last of every field that people spoke of.

    Where only papers spoke, the last news is what was said last.
    """
    if not said[PERSON].any():
        return None
    people = said.filter(pl.col(PERSON))
    decided = [name for name in names if people["?" + name].any()]
    ids = people.select(pl.col("id").unique())
    columns = (column for name in decided for column in (name, "?" + name))
    about = said.select(*_ORDER, SEQ, PERSON, *columns).filter(pl.col(RANK).is_not_null())
    about = about.join(ids, on="id", how="semi").sort(_ORDER)
    for name in decided:
        won = news(about, name).group_by("id").agg(pl.col(name).last())
        ids = ids.join(won, on="id", how="left")
    return ids


def _amended(frame: pl.DataFrame, decisions: pl.DataFrame | None) -> pl.DataFrame:
    """The frame with what was decided in the columns that it has."""
    if decisions is None:
        return frame
    mine = decisions.select(c for c in decisions.columns if c in frame.columns)
    there = frame["id"].is_in(mine["id"].to_list()).arg_true()
    new = frame.select("id")[there].join(mine, on="id", how="left", maintain_order="left")
    return frame.with_columns(replaced(frame[name], there, new[name]) for name in mine.columns[1:])


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
    rows = rows.with_columns(mask.alias(str(i)) for i, mask in enumerate(masks))
    rows = rows.filter(pl.col(_MOMENT).is_not_null()).sort(_MOMENT)
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
