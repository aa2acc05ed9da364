"""One commit onto the disk: its files first, then the next free number of the log.

A commit ends in one of three ways. It returns: the commit is durable. It raises `RefusedError`: nothing
was written. It raises `UncertainError`: the number was taken, but the disk did not confirm it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from slough_tui.errors import CorruptError, RefusedError, UncertainError
from slough_tui.store.log import State, bundle, folder_of, name_of
from slough_tui.store.slot import RUNS, PartRef, Slot, digest, encode

if TYPE_CHECKING:
    from slough_tui.store.disk import Disk


@dataclass(frozen=True, slots=True)
class Draft:
    """A commit made against one state of the log; `files` is table to Parquet bytes and number of rows."""

    slot: Slot
    files: Mapping[str, tuple[bytes, int]] = field(default_factory=dict)


class _TakenError(Exception):
    """Somebody else took the number, or folded the log meanwhile."""


def append(disk: Disk, newest: Callable[[], State], draft: Callable[[State], Draft | None]) -> State | None:
    """Commit what `draft` makes of the newest state, and return the state after it.

    `draft` is asked again whenever somebody else took the number; None means that there is nothing to
    commit. `newest` rereads the log. Raises what `draft` raises, and see the module's docstring.
    """
    with disk.lock():
        while True:
            state = newest()
            try:
                ready = draft(state)
            except CorruptError:
                if newest().base.seq == state.base.seq:
                    raise
                continue  # somebody folded the files away meanwhile
            if ready is None:
                return None
            with suppress(_TakenError):
                return _publish(disk, state, ready)


def _publish(disk: Disk, state: State, draft: Draft) -> State:
    """The state after the commit, or `_TakenError`. See the module's docstring for the rest."""
    brought: list[PartRef] = []
    try:
        _bring(disk, draft, brought)
        slot = draft.slot._replace(parts=tuple(brought))
        raw, sha = encode(slot)
        _take(disk, state, slot.seq, raw)
    except BaseException as error:
        for part in brought:
            disk.remove(part.name)
        if isinstance(error, OSError):
            raise refusal(disk, error) from error
        raise
    try:
        disk.sync(folder_of(state.epoch))
    except OSError as error:
        raise UncertainError(
            f"the disk did not confirm commit {slot.seq} ({error.strerror})",
            where=str(disk.path),
            hint="read the register again before you repeat it",
        ) from error
    after = state.plus(slot, sha)
    bundle(disk, after)
    return after


def refusal(disk: Disk, error: OSError) -> RefusedError:
    """What a failed call of the system means to people: nothing was written."""
    return RefusedError(
        f"nothing was written: {error.strerror or error}",
        where=str(disk.path),
        hint="make room or ask for the right to write, then try again",
    )


def _take(disk: Disk, state: State, seq: int, raw: bytes) -> None:
    """Give the commit its number, or raise `_TakenError`."""
    folder = folder_of(state.epoch)
    if state.seq == 0 and not (disk.path / folder).is_dir():
        disk.make("log")
        disk.make(folder)
    try:
        disk.publish(name_of(state.epoch, seq), raw)
    except FileExistsError:
        raise _TakenError from None
    except FileNotFoundError:
        if (disk.path / folder).is_dir():
            raise
        raise _TakenError from None


def _bring(disk: Disk, draft: Draft, brought: list[PartRef]) -> None:
    """Publish the draft's files, adding each to `brought` as soon as it is there."""
    if not draft.files:
        return
    seq = f"{draft.slot.seq:08d}"
    stems = {
        table: f"runs/{seq}" if table == RUNS else f"changes/{seq}-{seq}.{table}" for table in draft.files
    }
    folders = sorted({stem.partition("/")[0] for stem in stems.values()})
    for folder in folders:
        if not (disk.path / folder).is_dir():
            disk.make(folder)
    for table, (data, rows) in sorted(draft.files.items()):
        name = _publish_free(disk, stems[table], data)
        brought.append(PartRef(table, name, digest(data), rows))
    for folder in folders:
        disk.sync(folder)


def _publish_free(disk: Disk, stem: str, data: bytes) -> str:
    """Publish under this name, or with `~2`, `~3` where a dead or rival writer left one of the same number."""
    number = 1
    while True:
        name = f"{stem}.parquet" if number == 1 else f"{stem}~{number}.parquet"
        with suppress(FileExistsError):
            disk.publish(name, data)
            return name
        number += 1
