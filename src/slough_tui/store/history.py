"""What the commits say, loaded once: the parts of each table, and the frames made of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.store import replay
from slough_tui.store.parts import ON, load_part, part_of, widen

if TYPE_CHECKING:
    from slough_tui.model.table import Table
    from slough_tui.store.disk import Disk
    from slough_tui.store.log import State
    from slough_tui.store.slot import Slot

_FRAMES_KEPT = 64


class History:
    """Reads the parts that commits name and keeps them; a part never changes, so it is read once."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._said: dict[str, tuple[int, pl.DataFrame]] = {}
        self._frames: OrderedDict[tuple[Any, ...], pl.DataFrame] = OrderedDict()

    def frame(
        self, table: Table, state: State, as_of: date | None, known_at: datetime | None
    ) -> pl.DataFrame:
        """The table as of a date, as known at a moment; from memory if nothing has touched it since."""
        said = self.said(table, state)
        if as_of is not None and said.height and as_of >= said[ON].max():  # type: ignore[operator]
            as_of = None  # every date after the last fact shows the same
        key = (table.name, touched(table.name, state), as_of, known_at)
        if key not in self._frames:
            slots = replay.standing(state.slots, known_at)
            self._frames[key] = replay.state(table, replay.sayings(table, said, slots, as_of))
            if len(self._frames) > _FRAMES_KEPT:
                self._frames.popitem(last=False)
        self._frames.move_to_end(key)
        return self._frames[key]

    def said(self, table: Table, state: State) -> pl.DataFrame:
        """Everything that the commits of this state say about a table, widened, in the order of commits."""
        upto, said = self._said.get(table.name, (0, None))
        if said is None or upto > state.seq:
            upto, said = 0, widen(table, part_of(table, [], [], []))
        slots = [slot for slot in state.slots if slot.seq > upto]
        parts = [load_part(self._disk, table, p) for s in slots for p in s.parts if p.table == table.name]
        edits = edited(table, slots)
        if parts or edits is not None:
            said = pl.concat([said, *parts, *([] if edits is None else [edits])])
        self._said[table.name] = (state.seq, said)
        return said


def edited(table: Table, slots: Iterable[Slot]) -> pl.DataFrame | None:
    """The edits of these commits as a part, one row per commit and record; None if there are none."""
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    ons: dict[tuple[int, str], date] = {}
    for slot in slots:
        for edit in slot.edits:
            if edit.table == table.name:
                key = slot.seq, edit.id
                rows.setdefault(key, {"id": edit.id})[edit.field] = edit.new
                ons[key] = slot.commit.effective_on
    if not rows:
        return None
    return widen(table, part_of(table, list(rows.values()), [seq for seq, _ in rows], list(ons.values())))


def touched(table: str, state: State) -> int:
    """The newest commit that may have changed a table. An import may: it can replace what its paper said."""
    return max((s.seq for s in state.slots if touches(s, table)), default=0)


def touches(slot: Slot, table: str) -> bool:
    """Whether a commit may change a table."""
    return slot.commit.kind == "import" or any(e.table == table for e in slot.edits)


def of_ids(said: pl.DataFrame, ids: Sequence[str]) -> pl.DataFrame:
    """What is said about these records only."""
    return said.filter(pl.col("id").is_in(ids))
