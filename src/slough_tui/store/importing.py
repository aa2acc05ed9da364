"""A paper's batch on its way into the register: checked, cut into parts, and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.errors import UsageError
from slough_tui.model.table import Column, Table
from slough_tui.store import replay
from slough_tui.store.commits import Commit
from slough_tui.store.parts import ON, SAID, SEQ, fields_of, part_of, to_parquet, widen
from slough_tui.store.schema import DTYPES, table_named
from slough_tui.store.slot import Full, Slot
from slough_tui.store.values import PRESENT, checked
from slough_tui.store.writing import Draft

if TYPE_CHECKING:
    from slough_tui.model.batch import Author, Batch, Values
    from slough_tui.store.history import History
    from slough_tui.store.log import State

PLACE = frozenset({"document", "page", "line", "as_at"})
"""Where and when a paper says it: a record that only moved in the paper has not changed."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What a batch says about one table: the rows, and the date that each speaks of."""

    table: Table
    rows: Sequence[Values]
    ons: Sequence[date]

    def part(self, seq: int) -> pl.DataFrame:
        """The rows as a part of commit `seq`, in the order of their ids."""
        rows = [{**row, PRESENT.name: True} for row in self.rows]
        return part_of(self.table, rows, [seq] * len(rows), self.ons).sort("id")


def lines_of(batch: Batch) -> list[Lines]:
    """The batch table by table, in the order of `model.kinds`; `UsageError` where it cannot be."""
    found = []
    for name in sorted(set(batch.rows) | set(batch.full)):
        table, rows = table_named(name), batch.rows.get(name, ())
        ids = [row.get("id") for row in rows]
        if not all(isinstance(i, str) and i for i in ids):
            raise UsageError(f"a line of {name} has no id", where=batch.document)
        if len(set(ids)) < len(ids):
            twice = next(i for i in ids if ids.count(i) > 1)
            raise UsageError(f"{name} has {twice} twice", where=batch.document)
        found.append(Lines(table, rows, [_speaks_of(row, batch) for row in rows]))
    return found


def _speaks_of(row: Values, batch: Batch) -> date:
    if row.get("as_at") is None:
        return batch.effective_on
    as_at: date = checked(Column("as_at", "date"), row["as_at"], f"{batch.document} {row['id']}")
    return as_at


def full_of(batch: Batch, lines: Sequence[Lines]) -> tuple[Full, ...]:
    """The series for which this paper is the full register, and the date that it is full as of."""
    full = []
    for each in lines:
        for series in sorted(batch.full.get(each.table.name, ())):
            if not any(c.name == "series" for c in each.table.columns):
                raise UsageError(f"{each.table.name} has no series to be full of", where=batch.document)
            ons = [on for row, on in zip(each.rows, each.ons, strict=True) if row.get("series") == series]
            full.append(Full(each.table.name, series, max(ons, default=batch.effective_on)))
    return tuple(full)


def draft(
    history: History, state: State, batch: Batch, author: Author, recorded_at: datetime
) -> Draft | None:
    """The import as a commit on top of this state; None if the paper's newest reading is this one already."""
    if reading_of(history.slots(state), batch) == batch.key:
        return None
    lines, seq = lines_of(batch), state.seq + 1
    parts = {each.table.name: each.part(seq) for each in lines if each.rows}
    parts |= {name: framed(table_named(name), batch, seq) for name in batch.frames}
    full = full_of(batch, lines)
    commit = Commit(
        seq=seq,
        kind="import",
        recorded_at=recorded_at,
        effective_on=batch.effective_on,
        author=author,
        message=batch.message,
        source=batch.document,
        key=batch.key,
        sha256=batch.sha256,
    )
    slot = Slot(commit, state.head, full=full)
    spoken = pl.concat([part[ON] for part in parts.values()]).max() if parts else None
    as_of = max(batch.effective_on, spoken) if isinstance(spoken, date) else batch.effective_on
    counts = counts_of(history, state, slot, parts, as_of)
    slot = slot._replace(commit=commit._replace(counts=counts))
    return Draft(slot, {name: (to_parquet(part), part.height) for name, part in parts.items()})


def framed(table: Table, batch: Batch, seq: int) -> pl.DataFrame:
    """A table that came as one frame, as a part; `UsageError` where it cannot be."""
    frame: pl.DataFrame = batch.frames[table.name]
    dtypes = {c.name: DTYPES[c.type] for c in (*table.columns, PRESENT)}
    if table.name in batch.rows or any(dtypes.get(name) != dtype for name, dtype in frame.schema.items()):
        raise UsageError(f"the columns of this frame are not those of {table.name}", where=batch.document)
    if frame.select(pl.col("id").is_duplicated().any() | pl.col("id").is_null().any()).item():
        raise UsageError(f"{table.name} has an id twice, or a line without one", where=batch.document)
    spoken = pl.col("as_at").fill_null(batch.effective_on) if "as_at" in frame.columns else batch.effective_on
    heads = [
        pl.lit(seq, pl.Int64).alias(SEQ),
        pl.lit(spoken).alias(ON) if isinstance(spoken, date) else spoken.alias(ON),
    ]
    said = pl.lit(None, pl.List(pl.String)).alias(SAID)
    there = [c.name for c in fields_of(table) if c.name in frame.columns]
    return frame.select("id", *heads, said, pl.lit(value=True).alias(PRESENT.name), *there).sort("id")


def reading_of(slots: Sequence[Slot], batch: Batch) -> str | None:
    """The key under which this paper was read last; None if it never was."""
    keys = (s.commit.key for s in reversed(slots) if s.commit.sha256 == batch.sha256)
    return next(keys, None)


def counts_of(
    history: History, state: State, new: Slot, parts: Mapping[str, pl.DataFrame], as_of: date
) -> dict[str, tuple[int, int, int]]:
    """(added, changed, ended) by table, as of the newest date that the import speaks of."""
    slots = history.slots(state)
    before, after = replay.standing(slots), replay.standing([*slots, new])
    stays = {slot.seq for slot in after}
    replaced = [slot for slot in before if slot.seq not in stays]
    tables = {*parts, *(part.table for slot in replaced for part in slot.parts)}
    tables |= {full.table for slot in (new, *replaced) for full in slot.full}
    counts = {}
    for name in sorted(tables):
        table = table_named(name)
        part = parts[name] if name in parts else part_of(table, [], [], [])
        said, mine = history.said(table, state), widen(table, part)
        said = said.filter(_concerned(mine, (new, *replaced), name, said))
        if said.height == 0:
            counts[name] = (mine.height, 0, 0)
            continue
        was = replay.state(table, replay.counted(table, said, before, as_of))
        now = replay.state(table, replay.counted(table, pl.concat([said, mine]), after, as_of))
        counts[name] = count(table, was, now)
    return counts


def _concerned(mine: pl.DataFrame, slots: Sequence[Slot], table: str, said: pl.DataFrame) -> pl.Expr:
    """The rows about records that the import, or a reading which it replaces, may change."""
    spoken_of = said.filter(pl.col(SEQ).is_in([slot.seq for slot in slots]))["id"].unique()
    series = [full.series for slot in slots for full in slot.full if full.table == table]
    listed = said.filter(pl.col("series").is_in(series))["id"].unique() if series else spoken_of
    return pl.col("id").is_in([*mine["id"], *spoken_of, *listed])


def count(table: Table, before: pl.DataFrame, after: pl.DataFrame) -> tuple[int, int, int]:
    """(added, changed, ended) between two frames of a table."""
    added = after.join(before, on="id", how="anti").height
    ended = before.join(after, on="id", how="anti").height
    told = [c.name for c in fields_of(table)[1:] if c.name not in PLACE]
    both = before.join(after, on="id", how="inner", suffix=" now")
    differs = [pl.col(name).ne_missing(pl.col(name + " now")) for name in told]
    changed = both.filter(pl.any_horizontal(differs)).height if told else 0
    return added, changed, ended
