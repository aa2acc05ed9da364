"""The log: which commits there are, read in order and checked link by link.

`State` is one moment of it, immutable: whoever holds one sees the same register for as long as they
like, while others commit. Commits lie in `log/<epoch>/<seq>.json`. The last commit of a folded epoch is a
seal, after which the log goes on in a folder of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from slough_tui.errors import CorruptError, RegisterError
from slough_tui.store import bundles, manifest
from slough_tui.store.disk import unreadable
from slough_tui.store.slot import Slot, decode

if TYPE_CHECKING:
    from slough_tui.store.disk import Disk
    from slough_tui.store.label import Label
    from slough_tui.store.manifest import Base

FOLDERS = ("log", "tables", "changes", "runs", "tmp")
_TRIES = 20


@dataclass(frozen=True, slots=True)
class State:
    """The log up to commit `seq`, whose hash is `head`.

    `slots` are the commits after the base; `epoch` names the folder in which the next one will lie.
    """

    label: Label
    base: Base
    epoch: int
    seq: int
    head: str
    slots: tuple[Slot, ...] = ()

    @property
    def is_past(self) -> bool:
        """Whether the base holds commits that this state does not show; see `at`."""
        return self.seq < self.base.seq

    def at(self, seq: int) -> State:
        """This log as it was at an earlier commit, to be read and not built upon: the base may be newer."""
        return replace(self, seq=seq, slots=tuple(slot for slot in self.slots if slot.seq <= seq))

    def plus(self, slot: Slot, sha: str) -> State:
        """The state after one more commit."""
        epoch = slot.seq if slot.commit.kind == "seal" else self.epoch
        return replace(self, epoch=epoch, seq=slot.seq, head=sha, slots=(*self.slots, slot))


def folder_of(epoch: int) -> str:
    """Where the commits of an epoch lie."""
    return f"log/{epoch:08d}"


def name_of(epoch: int, seq: int) -> str:
    """The name of one commit."""
    return f"{folder_of(epoch)}/{seq:08d}.json"


def manifest_of(epoch: int) -> str:
    """The name of the manifest of the base that an epoch begins with."""
    return f"{folder_of(epoch)}/base.json"


def beginning(label: Label, base: Base | None = None) -> State:
    """The state that is all in its base; without one, that of a new register."""
    base = base or manifest.Base(0, label.sha256, label.sha256, {})
    return State(label, base, base.seq, base.seq, base.head)


def load(disk: Disk, label: Label) -> State:
    """The newest base and all commits after it; a gap in their numbers is noticed."""
    for _ in range(_TRIES):
        state = _follow(disk, beginning(label, _newest_base(disk, label)))
        if state is not None:
            return _without_gap(disk, state)
    raise RegisterError("the register is folded faster than it can be read", where=str(disk.path))


def advance(disk: Disk, state: State) -> State:
    """The state with the commits that came since; the same object if there are none."""
    newer = _follow(disk, state)
    if newer is not None and not _is_folded(disk, newer):
        return newer
    newer = load(disk, state.label)
    if newer.seq < state.seq:
        raise CorruptError("commits that were there are missing", where=disk.place(folder_of(state.epoch)))
    return newer


def _is_folded(disk: Disk, state: State) -> bool:
    """Whether there is a newer base than the one that the state stands on."""
    if state.epoch == state.base.seq:
        return False
    seals = (slot.seq for slot in state.slots if slot.commit.kind == "seal")
    return any((disk.path / manifest_of(seal)).exists() for seal in seals)


def bundle(disk: Disk, state: State) -> None:
    """Copy the newest commits into one file, if there are so many since the last copy."""
    if state.seq > state.epoch and (state.seq - state.epoch) % bundles.SIZE == 0:
        names = [name_of(state.epoch, seq) for seq in range(state.seq - bundles.SIZE + 1, state.seq + 1)]
        bundles.written(disk, folder_of(state.epoch), names)


def _newest_base(disk: Disk, label: Label) -> Base | None:
    epochs = sorted((int(name) for name in disk.names("log") if name.isdecimal()), reverse=True)
    for epoch in epochs:
        if epoch == 0:
            break
        try:
            raw = disk.read(manifest_of(epoch))
        except FileNotFoundError:
            continue  # sealed but not folded yet, or folded meanwhile
        except OSError as error:
            raise unreadable(error, disk.place(manifest_of(epoch))) from error
        base = manifest.decode(raw, disk.place(manifest_of(epoch)))
        if base.label != label.sha256:
            raise CorruptError(
                "FORMAT is not what it was when the register was folded", where=disk.place("FORMAT")
            )
        return base
    return None


def _follow(disk: Disk, state: State) -> State | None:
    """The state at the end of its log; None if an epoch on the way was folded and taken away."""
    slots: list[Slot] = []
    epoch, seq, head = state.epoch, state.seq, state.head
    while True:
        at_copy = (seq - epoch) % bundles.SIZE == 0 and (slots or seq == epoch)  # a look for news needs none
        if at_copy and (several := bundles.read(disk, folder_of(epoch), seq, head)):
            slots += several[0]
            seq, head = slots[-1].seq, several[1]
            epoch = seq if slots[-1].commit.kind == "seal" else epoch
            continue
        name = name_of(epoch, seq + 1)
        try:
            raw = disk.read(name)
        except (FileNotFoundError, NotADirectoryError):
            if slots:
                state = replace(state, epoch=epoch, seq=seq, head=head, slots=(*state.slots, *slots))
            gone = not disk.has_folder(folder_of(epoch))
            return None if gone and not _never_used(disk, state) else state
        except OSError as error:
            raise unreadable(error, disk.place(name)) from error
        slot, sha = decode(raw, disk.place(name))
        if seq == 0 and slot.prev != head:
            raise CorruptError("FORMAT is not what the first commit says it is", where=disk.place("FORMAT"))
        if slot.seq != seq + 1 or slot.prev != head:
            raise CorruptError("this commit does not follow from the one before it", where=disk.place(name))
        slots.append(slot)
        epoch = slot.seq if slot.commit.kind == "seal" else epoch
        seq, head = slot.seq, sha


def _never_used(disk: Disk, state: State) -> bool:
    """A register without commits: whoever carried it here may have left the empty folder behind."""
    return state.seq == 0 and not disk.names("log")


def _without_gap(disk: Disk, state: State) -> State:
    """The state, or `CorruptError` if commits lie beyond the last that could be reached."""
    newest = next(
        (n for n in reversed(disk.names(folder_of(state.epoch))) if re.fullmatch(r"\d+\.json", n)), "0."
    )
    last = int(newest.partition(".")[0])  # they have as many digits, so that the last name is the last commit
    if last > state.seq:
        state = advance(disk, state)  # they may have come while we were listing
        if last > state.seq and (disk.path / name_of(state.epoch, last)).exists():
            raise CorruptError("a commit is missing", where=disk.place(name_of(state.epoch, state.seq + 1)))
    return state
