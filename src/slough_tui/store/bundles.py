"""Copies of commits, many in one file, so that opening a register does not open hundreds of files.

`log/<epoch>/<a>-<b>.jsonl` repeats commits a to b byte by byte. Nobody rests on it: every commit in it is
checked like the one in a file of its own, and where a copy is missing or is not whole those are read instead.
So it is written after the commit stands, without waiting for the disk, and whoever fails at it says nothing.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from slough_tui.errors import RegisterError
from slough_tui.store.slot import decode_all, digest

if TYPE_CHECKING:
    from slough_tui.store.disk import Disk
    from slough_tui.store.slot import Slot

SIZE = 64
"""Commits in a copy."""


def bundle_of(folder: str, first: int) -> str:
    """The name of the copy that begins with this commit."""
    return f"{folder}/{first:08d}-{first + SIZE - 1:08d}.jsonl"


def is_bundle(name: str) -> bool:
    """Whether this name (in the register) is that of a copy."""
    return re.fullmatch(r"log/\d+/\d+-\d+\.jsonl", name) is not None


def span_of(name: str) -> tuple[str, int, int]:
    """The folder, the first and the last commit of a copy."""
    folder, _, file = name.rpartition("/")
    first, _, last = file.removesuffix(".jsonl").partition("-")
    return folder, int(first), int(last)


def written(disk: Disk, folder: str, names: list[str]) -> None:
    """Copy the commits of these names; they are as many as a copy has."""
    first = int(names[0].rpartition("/")[2].partition(".")[0])
    with suppress(OSError):
        disk.publish(bundle_of(folder, first), b"".join(map(disk.read, names)), durable=False)


def read(disk: Disk, folder: str, seq: int, head: str) -> tuple[list[Slot], str] | None:
    """The commits after commit `seq` of this hash, and the hash of the last; None without a sound copy."""
    name = bundle_of(folder, seq + 1)
    try:
        lines = disk.read(name).split(b"\n")
        bodies, hashes = lines[:-1:2], [sha.decode("ascii") for sha in lines[1::2]]
        if len(lines) != 2 * SIZE + 1 or lines[-1] or any(map(_is_wrong, bodies, hashes)):
            return None
        slots = decode_all(bodies, disk.place(name))
    except (OSError, RegisterError, UnicodeDecodeError):
        return None
    expected = zip(range(seq + 1, seq + SIZE + 1), [head, *hashes], strict=False)
    if [(slot.seq, slot.prev) for slot in slots] != list(expected):
        return None
    return slots, hashes[-1]


def _is_wrong(body: bytes, sha: str) -> bool:
    return digest(body) != sha
