"""The log: which commits there are, read in order and checked link by link.

`State` is one moment of it, immutable: whoever holds one sees the same register for as long as they
like, while others commit.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from slough_tui.errors import CorruptError, RegisterError, TooNewError
from slough_tui.store.slot import Slot, decode, digest, stamp

if TYPE_CHECKING:
    from slough_tui.store.disk import Disk

VERSION = 1
"""Version of the folder's layout, in FORMAT. It goes up when an older slough-tui could not read it."""

FOLDERS = ("log", "tables", "changes", "runs", "tmp")
_WHAT = "slough-tui register"


@dataclass(frozen=True, slots=True)
class Label:
    """What FORMAT says: the register's name, and the hash that the first commit names."""

    name: str
    created: str
    sha256: str


@dataclass(frozen=True, slots=True)
class State:
    """The log up to commit `seq`, whose hash is `head`; `base` names the folder of open commits."""

    base: int
    seq: int
    head: str
    slots: tuple[Slot, ...] = ()

    def plus(self, slot: Slot, sha: str) -> State:
        """The state after one more commit."""
        return replace(self, seq=slot.seq, head=sha, slots=(*self.slots, slot))


def folder_of(base: int) -> str:
    """Where the commits after a base lie."""
    return f"log/{base:08d}"


def name_of(base: int, seq: int) -> str:
    """The name of one commit."""
    return f"{folder_of(base)}/{seq:08d}.json"


def label_bytes(name: str, created: datetime) -> bytes:
    """The content of FORMAT."""
    plain = {"what": _WHAT, "version": VERSION, "name": name, "created": stamp(created)}
    return json.dumps(plain, ensure_ascii=False, indent=2).encode() + b"\n"


def read_label(disk: Disk) -> Label:
    """FORMAT, or a clear refusal: no register, not ours, damaged, too new."""
    where = str(disk.path)
    try:
        raw = disk.read("FORMAT")
    except (FileNotFoundError, NotADirectoryError):
        raise RegisterError(
            "there is no register here", where=where, hint="make one with `slough init DIR`"
        ) from None
    except OSError as error:
        raise RegisterError(f"the register cannot be read ({error.strerror})", where=where) from error
    try:
        plain = json.loads(raw)
        what, version = plain["what"], plain["version"]
        label = Label(str(plain["name"]), str(plain["created"]), digest(raw))
    except (ValueError, TypeError, KeyError) as error:
        raise CorruptError("FORMAT is damaged", where=str(disk.path / "FORMAT")) from error
    if what != _WHAT or not isinstance(version, int):
        raise CorruptError("FORMAT is not that of a register", where=str(disk.path / "FORMAT"))
    if version > VERSION:
        raise TooNewError(
            f"this register has format {version}, and this slough-tui reads up to {VERSION}",
            where=where,
            hint="update slough-tui",
        )
    return label


def load(disk: Disk, label: Label) -> State:
    """All commits, each checked against the one before it; a gap in their numbers is noticed."""
    state = advance(disk, State(base=0, seq=0, head=label.sha256))
    numbers = [int(m[1]) for n in disk.names(folder_of(state.base)) if (m := re.fullmatch(r"(\d+)\.json", n))]
    if numbers and max(numbers) > state.seq:
        state = advance(disk, state)  # it may have come while we were listing
        if max(numbers) > state.seq:
            raise CorruptError("a commit is missing", where=place(disk, name_of(state.base, state.seq + 1)))
    return state


def advance(disk: Disk, state: State) -> State:
    """The state with the commits that came since; the same object if there are none (one failed open)."""
    while True:
        name = name_of(state.base, state.seq + 1)
        try:
            raw = disk.read(name)
        except (FileNotFoundError, NotADirectoryError):
            return state
        except OSError as error:
            raise RegisterError(
                f"a commit cannot be read ({error.strerror})", where=place(disk, name)
            ) from error
        slot, sha = decode(raw, place(disk, name))
        if slot.seq != state.seq + 1 or slot.prev != state.head:
            raise CorruptError("this commit does not follow from the one before it", where=place(disk, name))
        state = state.plus(slot, sha)


def place(disk: Disk, name: str) -> str:
    """A file of the register, as errors name it."""
    return str(Path(disk.path) / name)
