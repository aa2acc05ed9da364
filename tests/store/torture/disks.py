"""A disk as it may look after the power failed: a small file system that forgets.

The operations of a workload are replayed up to some point. What was synced is there for certain. Of the
rest, the content of each file may be whole, as it was at its last sync, half written (either half), or as
long as it should be but zero; and any subset of the unsynced changes of names may have happened.
Syncing a folder makes the names in it durable, syncing a file only its content. A rename is one change and
durable when one of its two folders was synced, as on a journalling file system.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

ROOT = 0
"""The number of the folder in which everything happens."""


@dataclass(frozen=True)
class Write:
    """Bytes written to a file at an offset."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    """A file was cut or stretched to this length."""

    file: int
    length: int


@dataclass(frozen=True)
class Names:
    """Changes of names that happen together: (folder, name, file or folder, None for none)."""

    changes: tuple[tuple[int, str, int | None], ...]


@dataclass(frozen=True)
class Folder:
    """A number that is a folder's."""

    number: int


@dataclass(frozen=True)
class Sync:
    """A file's content, or a folder's names, became durable."""

    number: int


@dataclass(frozen=True)
class Acknowledged:
    """The program said that it had finished this step."""

    step: int


Op = Write | Cut | Names | Folder | Sync | Acknowledged
Tree = dict[int, dict[str, int]]


@lru_cache(maxsize=4096)
def digest(data: bytes) -> bytes:
    """A hash of a file's content; contents recur in thousands of images."""
    return hashlib.sha256(data).digest()


def _half(now: bytes, then: bytes) -> bytes:
    """The first half of what came since the last sync."""
    kept = len(then) if now.startswith(then) else 0
    return now[: kept + (len(now) - kept) // 2]


def _other_half(now: bytes, then: bytes) -> bytes:
    """The second half only: blocks reach the disk in any order."""
    kept = len(then) if now.startswith(then) else 0
    middle = kept + (len(now) - kept) // 2
    return now[:kept] + bytes(middle - kept) + now[middle:]


def _zero(now: bytes, then: bytes) -> bytes:
    """The length was written, the content was not."""
    kept = then if now.startswith(then) else b""
    return kept + bytes(len(now) - len(kept))


FATES: tuple[Callable[[bytes, bytes], bytes], ...] = (
    lambda now, then: now,
    lambda now, then: then,
    _half,
    _other_half,
    _zero,
)
"""What may become of content that was not synced: (now, at the last sync) to what the disk has."""


@dataclass
class Image:
    """One possible disk: the tree of names and the content of the files."""

    tree: Tree
    content: dict[int, bytes]

    def walk(self, folder: int = ROOT, at: str = "") -> Iterator[tuple[str, int]]:
        """Every path that can be reached from the root, folders before what is in them."""
        for name, number in sorted(self.tree[folder].items()):
            path = f"{at}{name}"
            yield path, number
            if number in self.tree:
                yield from self.walk(number, path + "/")

    def key(self) -> bytes:
        """A hash that is the same for disks that look the same."""
        whole = hashlib.sha256()
        for path, number in self.walk():
            what = b"/" if number in self.tree else digest(self.content.get(number, b""))
            whole.update(path.encode() + b"\0" + what)
        return whole.digest()

    def lay_out(self, folder: Path) -> None:
        """Make it so in an empty folder."""
        for path, number in self.walk():
            if number in self.tree:
                (folder / path).mkdir()
            else:
                (folder / path).write_bytes(self.content.get(number, b""))


@dataclass
class Memory:
    """The disk while operations are applied: what it surely has, and what is under way to it."""

    now: dict[int, bytes] = field(default_factory=dict)
    synced: dict[int, bytes] = field(default_factory=dict)
    folders: set[int] = field(default_factory=lambda: {ROOT})
    settled: Tree = field(default_factory=lambda: {ROOT: {}})
    pending: list[tuple[Names, bool]] = field(default_factory=list)

    def apply(self, op: Op) -> None:
        """One operation more."""
        if isinstance(op, Write):
            was = self.now.get(op.file, b"").ljust(op.offset, b"\0")
            self.now[op.file] = was[: op.offset] + op.data + was[op.offset + len(op.data) :]
        elif isinstance(op, Cut):
            self.now[op.file] = self.now.get(op.file, b"")[: op.length].ljust(op.length, b"\0")
        elif isinstance(op, Folder):
            self.folders.add(op.number)
        elif isinstance(op, Names):
            self.pending.append((op, False))
        elif isinstance(op, Sync) and op.number in self.folders:
            self._settle(op.number)
        elif isinstance(op, Sync):
            self.synced[op.number] = self.now.get(op.number, b"")

    def _settle(self, folder: int) -> None:
        self.pending = [
            (names, durable or any(change[0] == folder for change in names.changes))
            for names, durable in self.pending
        ]
        while self.pending and self.pending[0][1]:
            _rename(self.settled, self.pending.pop(0)[0])

    def image(self, happened: Callable[[int], bool], fate: Callable[[int, bytes, bytes], bytes]) -> Image:
        """The disk if those unsynced changes of names happened, and the files met their fate."""
        tree = {folder: dict(names) for folder, names in self.settled.items()}
        for number, (names, durable) in enumerate(self.pending):
            if durable or happened(number):
                _rename(tree, names)
        for folder in self.folders:
            tree.setdefault(folder, {})
        content = {}
        for file, now in self.now.items():
            then = self.synced.get(file, b"")
            content[file] = now if now == then else fate(file, now, then)
        return Image(tree, content)

    def images(self, dice: random.Random, many: int) -> Iterator[Image]:
        """The extreme disks, and a random sample of the others."""
        for fate in FATES:
            yield self.image(lambda _: True, lambda _file, now, then, fate=fate: fate(now, then))  # type: ignore[misc]
        yield self.image(lambda _: False, lambda _file, _now, then: then)
        for _ in range(many):
            fates: dict[int, Callable[[bytes, bytes], bytes]] = {}
            happened = self._some(dice)

            def met(
                file: int, now: bytes, then: bytes, fates: dict[int, Callable[[bytes, bytes], bytes]] = fates
            ) -> bytes:
                return fates.setdefault(file, dice.choice(FATES))(now, then)

            yield self.image(happened.__contains__, met)

    def _some(self, dice: random.Random) -> set[int]:
        """Unsynced names: sometimes the first few, as a journal has them, sometimes any."""
        numbers = range(len(self.pending))
        if dice.random() < 0.4:
            return set(numbers[: dice.randint(0, len(numbers))])
        likely = dice.choice((0.2, 0.5, 0.8))
        return {number for number in numbers if dice.random() < likely}


def _rename(tree: Tree, names: Names) -> None:
    for folder, name, number in names.changes:
        there = tree.setdefault(folder, {})
        if number is None:
            there.pop(name, None)
        else:
            there[name] = number
