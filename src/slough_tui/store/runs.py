"""Results of batch checks: each a file of its own under `runs/`, never changed, named by a commit of kind check.

What a run holds is the engine's business; here it is a frame. Folding leaves runs alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.store.commits import Commit
from slough_tui.store.parts import read_parquet, to_parquet
from slough_tui.store.slot import RUNS, Slot
from slough_tui.store.writing import Draft

if TYPE_CHECKING:
    from datetime import date, datetime

    import polars as pl

    from slough_tui.model.batch import Author
    from slough_tui.store.disk import Disk
    from slough_tui.store.history import History
    from slough_tui.store.log import State
    from slough_tui.store.slot import PartRef


def draft(
    state: State, frame: pl.DataFrame, author: Author, recorded_at: datetime, effective_on: date, message: str
) -> Draft:
    """The run as a commit on top of this state."""
    commit = Commit(state.seq + 1, "check", recorded_at, effective_on, author, message)
    return Draft(Slot(commit, state.head), {RUNS: (to_parquet(frame), frame.height)})


def newest(disk: Disk, history: History, state: State, known_at: datetime | None) -> pl.DataFrame | None:
    """The run that was recorded last; None if there is none. `CorruptError` names its file."""
    ref = _newest_of(state.slots, known_at)
    if ref is None and disk.names(RUNS):
        ref = _newest_of(history.slots(state), known_at)
    return None if ref is None else read_parquet(disk, ref.name, ref.sha256)


def _newest_of(slots: tuple[Slot, ...], known_at: datetime | None) -> PartRef | None:
    for slot in reversed(slots):
        if slot.commit.kind == "check" and (known_at is None or slot.commit.recorded_at <= known_at):
            ref: PartRef = slot.parts[0]
            return ref
    return None
