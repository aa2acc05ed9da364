"""What the commits say, loaded once: the commits, the parts of each table, and the frames made of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.errors import RegisterError
from slough_tui.store import overlay, past, replay
from slough_tui.store.parts import edited, load_part, part_of, read_parquet, widen
from slough_tui.store.schema import empty, schema_of
from slough_tui.store.slot import Slot, decode_all
from slough_tui.store.values import speakable

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from slough_tui.model.table import Table
    from slough_tui.store.disk import Disk
    from slough_tui.store.log import State

_FRAMES_KEPT = 64
_FEW = 64
"""Records up to which looking each up is quicker than looking through the table once."""


class History:
    """Reads the files that commits name and keeps what it read; a file never changes, so it is read once."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._archive: tuple[int, tuple[Slot, ...]] = (0, ())
        self._said: dict[str, tuple[int, pl.DataFrame]] = {}
        self._frames: OrderedDict[tuple[Any, ...], pl.DataFrame] = OrderedDict()
        self._hashes: dict[str, tuple[int, pl.Series, pl.Series]] = {}

    def frame(
        self, table: Table, state: State, as_of: date | None, known_at: datetime | None
    ) -> pl.DataFrame:
        """The table as of a date, as known at a moment; from memory if nothing has touched it since."""
        key = _key(table, state, as_of, known_at)
        _, _, as_of, known_at = key
        if key not in self._frames:
            self._frames[key] = self._make(table, state, as_of, known_at)
            if len(self._frames) > _FRAMES_KEPT:
                self._frames.popitem(last=False)
        self._frames.move_to_end(key)
        return self._frames[key]

    def some(
        self, table: Table, state: State, as_of: date | None, known_at: datetime | None, where: pl.Expr | None
    ) -> pl.DataFrame:
        """The rows of `frame` for which `where` holds (None: all); of a file that says it all, only those are read."""
        if where is None:
            return self.frame(table, state, as_of, known_at)
        key = _key(table, state, as_of, known_at)
        ref = state.base.tables.get(table.name)
        says_all = key == (table.name, state.base.seq, None, None) and not state.is_past
        if key in self._frames or ref is None or not says_all:
            return self.frame(table, state, as_of, known_at).filter(where)
        return self._table(table, ref.name, ref.sha256, where).filter(where)

    def _make(
        self, table: Table, state: State, as_of: date | None, known_at: datetime | None
    ) -> pl.DataFrame:
        if known_at is None and as_of is None and overlay.is_simple(table.name, state):
            return overlay.current(table, self.folded(table, state), state)
        kept = past.ref_of(table.name, state, as_of) if as_of is not None and known_at is None else None
        if kept is not None:
            with suppress(
                RegisterError
            ):  # the commits say the same; the doctor tells what is wrong with the file
                return self._table(table, kept.name, kept.sha256)
        return self.replayed(table, state, as_of, known_at)

    def replayed(
        self, table: Table, state: State, as_of: date | None, known_at: datetime | None = None
    ) -> pl.DataFrame:
        """The table as of a date from all that the commits say, whatever files have it already."""
        said = self.said(table, state)
        slots = replay.standing(self.slots(state), known_at)
        return replay.state(table, replay.counted(table, said, slots, as_of), self._order(table, state))

    def records(
        self, table: Table, state: State, ids: Collection[str], as_of: date
    ) -> dict[str, dict[str, Any]]:
        """These records by id as of a date, as known now; those that are not present are left out."""
        if overlay.is_simple(table.name, state) and overlay.is_newest(table.name, state, as_of):
            found = overlay.records(table, self._candidates(table, state, ids), state, ids)
            return {name: record for name, record in found.items() if record["_present"]}
        said = of_ids(self.said(table, state), list(ids))
        frame = replay.state(table, replay.counted(table, said, replay.standing(self.slots(state)), as_of))
        return {record["id"]: record for record in frame.to_dicts()}

    def _candidates(self, table: Table, state: State, ids: Collection[str]) -> pl.DataFrame:
        """Few rows of the base, among which all of these records are.

        Who edits one record edits another one soon, so the hashes of the ids are sorted once.
        """
        folded = self.folded(table, state)
        if len(ids) > _FEW:
            return folded.filter(pl.col("id").is_in(list(ids)))
        seq, hashes, places = self._hashes.get(table.name, (-1, None, None))
        if hashes is None or places is None or seq != state.base.seq:
            hashes = folded["id"].hash()
            places = hashes.arg_sort()
            hashes = hashes.gather(places)
            self._hashes[table.name] = (state.base.seq, hashes, places)
        found: set[int] = set()
        for wanted in pl.Series(list(ids), dtype=pl.String).hash():
            first = bisect_left(hashes, wanted)  # by itself for each: a query of Polars costs more
            found.update(places[first : bisect_right(hashes, wanted, lo=first)])
        return folded[sorted(found)]

    def folded(self, table: Table, state: State) -> pl.DataFrame:
        """The table as the base has it."""
        key = (table.name, "base", state.base.seq)
        if key not in self._frames:
            ref = state.base.tables.get(table.name)
            self._frames[key] = empty(table.name) if ref is None else self._table(table, ref.name, ref.sha256)
        return self._frames[key]

    def _order(self, table: Table, state: State) -> pl.Series | None:
        """The ids in the natural order that the base has them in; None if it cannot tell: the past does not need it."""
        ref = state.base.tables.get(table.name)
        kept = self._frames.get((table.name, "base", state.base.seq))
        if kept is not None:
            return kept["id"]
        with suppress(RegisterError):
            return read_parquet(self._disk, ref.name, ref.sha256, ["id"])["id"] if ref else None
        return None

    def _table(self, table: Table, name: str, sha256: str, where: pl.Expr | None = None) -> pl.DataFrame:
        """A table's file, without other rows than those for which `where` holds if it can; a missing column is null."""
        frame = read_parquet(self._disk, name, sha256, where=where)
        if frame.schema == schema_of(table.name):
            return frame
        there = set(frame.columns)
        return frame.select(
            (pl.col(c) if c in there else pl.lit(None)).cast(dtype).alias(c)
            for c, dtype in schema_of(table.name).items()
        )

    def slots(self, state: State) -> tuple[Slot, ...]:
        """Every commit up to the state's, the folded ones too."""
        if self._archive[0] != state.base.seq:
            slots: list[Slot] = []
            for ref in state.base.commits:
                lines = self._disk.checked(ref.name, ref.sha256).split(b"\n")
                slots += decode_all(lines[:-1:2], self._disk.place(ref.name))
            self._archive = (state.base.seq, tuple(slots))
        if state.is_past:
            return tuple(slot for slot in self._archive[1] if slot.seq <= state.seq)
        return (*self._archive[1], *state.slots)

    def said(self, table: Table, state: State) -> pl.DataFrame:
        """Everything that the commits of this state (and of its base) say about a table, widened."""
        upto, said = self._said.get(table.name, (-1, None))
        parts, newest = [], max(state.seq, state.base.seq)
        if said is None or not state.base.seq <= upto <= newest:
            upto, said = state.base.seq, widen(table, part_of(table, [], [], []))
            parts = [load_part(self._disk, table, p) for p in state.base.parts if p.table == table.name]
        slots = [slot for slot in state.slots if slot.seq > upto]
        parts += [load_part(self._disk, table, p) for s in slots for p in s.parts if p.table == table.name]
        edits = edited(table, slots)
        if edits is not None:
            parts.append(widen(table, edits))
        if parts:
            said = pl.concat([said, *parts])
        self._said[table.name] = (newest, said)
        return said


def _key(
    table: Table, state: State, as_of: date | None, known_at: datetime | None
) -> tuple[str, int, date | None, datetime | None]:
    """What a frame is kept under: the same for all dates that show the same."""
    if known_at is None and overlay.is_newest(table.name, state, as_of):
        as_of = None  # every date after the last fact shows the same
    if as_of is not None and known_at is None and (kept := past.ref_of(table.name, state, as_of)):
        as_of = kept.since  # and so does every date of a span in which nothing is said
    return table.name, touched(table.name, state), as_of, known_at


def touched(table: str, state: State) -> int:
    """The newest commit that may have changed a table."""
    if state.is_past:
        return state.seq
    return max((s.seq for s in state.slots if s.touches(table)), default=state.base.seq)


def of_ids(said: pl.DataFrame, ids: list[str]) -> pl.DataFrame:
    """What is said about these records only."""
    return said.filter(pl.col("id").is_in([speakable(name) for name in ids]))
