"""The disk that forgets, and the trace that feeds it: a simulation that is too kind would prove nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.store.torture import trace
from tests.store.torture.disks import ROOT, Cut, Folder, Memory, Names, Op, Sync, Write

FILE, SUB = 1, 2


def looks(*ops: Op, seed: int = 1) -> set[tuple[tuple[str, bytes | None], ...]]:
    """Everything that the disk may look like after these operations, as far as 200 samples show it."""
    memory = Memory()
    for op in ops:
        memory.apply(op)
    found = set()
    for image in memory.images(random.Random(seed), 200):
        look = [(path, None if n in image.tree else image.content.get(n, b"")) for path, n in image.walk()]
        found.add(tuple(look))
    return found


def name(folder: int, called: str, number: int | None) -> Names:
    return Names(((folder, called, number),))


def test_what_was_not_synced_may_be_whole_half_zero_or_gone() -> None:
    found = looks(name(ROOT, "f", FILE), Sync(ROOT), Write(FILE, 0, b"abcd"))
    assert found == {(("f", b),) for b in (b"abcd", b"", b"ab", b"\0\0cd", b"\0\0\0\0")}


def test_what_was_synced_is_there() -> None:
    ops: list[Op] = [name(ROOT, "f", FILE), Write(FILE, 0, b"abcd"), Sync(FILE), Sync(ROOT)]
    assert looks(*ops) == {(("f", b"abcd"),)}


def test_a_synced_file_without_a_synced_name_may_be_gone() -> None:
    assert looks(name(ROOT, "f", FILE), Write(FILE, 0, b"a"), Sync(FILE)) == {(("f", b"a"),), ()}


def test_syncing_another_folder_does_not_help() -> None:
    made: list[Op] = [Folder(SUB), name(ROOT, "d", SUB), name(SUB, "f", FILE)]
    assert looks(*made, Sync(SUB)) == {(), (("d", None), ("d/f", b""))}
    assert looks(*made, Sync(ROOT)) == {(("d", None),), (("d", None), ("d/f", b""))}


def test_names_change_in_any_subset_but_each_change_is_whole() -> None:
    start: list[Op] = [name(ROOT, "a", FILE), Sync(ROOT)]
    moved = Names(((ROOT, "a", None), (ROOT, "b", FILE)))
    assert looks(*start, moved, name(ROOT, "c", FILE)) == {
        (("a", b""),),
        (("b", b""),),
        (("a", b""), ("c", b"")),
        (("b", b""), ("c", b"")),
    }


def test_a_cut_that_was_not_synced_may_not_have_happened() -> None:
    start: list[Op] = [name(ROOT, "f", FILE), Write(FILE, 0, b"abcd"), Sync(FILE), Sync(ROOT)]
    assert {(("f", b"abcd"),), (("f", b"a"),)} <= looks(*start, Cut(FILE, 1))


def test_disks_that_look_the_same_have_the_same_key(tmp_path: Path) -> None:
    memory = Memory()
    for op in (Folder(SUB), name(ROOT, "d", SUB), name(SUB, "f", FILE), Write(FILE, 0, b"x"), Sync(FILE)):
        memory.apply(op)
    images = list(memory.images(random.Random(1), 20))
    assert len({image.key() for image in images}) == 3
    images[0].lay_out(tmp_path)
    assert (tmp_path / "d/f").read_bytes() == b"x"


PROGRAM = """
import os, sys
os.chdir(sys.argv[1])
fd = os.open(sys.argv[1] + "/a", os.O_CREAT | os.O_WRONLY)
os.write(fd, b"one"); os.write(fd, b"two"); os.fsync(fd); os.close(fd)
os.mkdir(sys.argv[1] + "/d"); os.link(sys.argv[1] + "/a", sys.argv[1] + "/d/b"); os.unlink(sys.argv[1] + "/a")
os.write(1, b"ACK 7\\n")
"""


def test_a_trace_tells_what_a_program_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if why := trace.can_trace():
        pytest.skip(why)
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    folder = tmp_path / "there"
    folder.mkdir()
    monkeypatch.setattr(trace, "CHECKOUT", tmp_path)
    ops = trace.operations(["program", str(folder)], folder)
    assert [type(op).__name__ for op in ops] == (
        "Names Write Write Sync Folder Names Names Names Acknowledged".split()
    )
    memory = Memory()
    for op in ops:
        memory.apply(op)
    whole = next(memory.images(random.Random(1), 0))
    assert [path for path, _ in whole.walk()] == ["d", "d/b"]
    assert whole.content[whole.tree[whole.tree[ROOT]["d"]]["b"]] == b"onetwo"
