"""A commit is whole or not at all and tells the truth, whatever the disk, the machine and other people do."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import ConflictError, RefusedError, SloughError, UncertainError
from slough_tui.model.batch import Author, Batch
from slough_tui.store import Edit, Register, folding

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
JAN = date(2023, 1, 1)
IDS = ["act:plan/1", "act:plan/2", "act:plan/3"]


def batch(name: str, lead: str) -> Batch:
    rows = [{"id": i, "series": "plan", "lead": lead, "ref": i[-1]} for i in IDS]
    return Batch(name, name, f"sha-{name}", JAN, {"plan_actions": rows, "cells": [{"id": f"{name}/1"}]})


def leads(register: Register) -> list[Any]:
    return register.frame("plan_actions")["lead"].to_list()


def set_all(register: Register, old: str, new: str) -> None:
    edits = [Edit("plan_actions", i, "lead", old, new) for i in IDS]
    register.commit(edits, author=CLERK, recorded_at=AT, effective_on=JAN)


@pytest.fixture
def filled(register: Register) -> Register:
    register.import_batch(batch("p", "k0"), author=CLERK, recorded_at=AT)
    return register


# ---------------------------------------------------------------- faults of the disk

CALLS = ("open", "write", "fsync", "fchmod", "link", "unlink", "close", "mkdir")


def injected(monkeypatch: pytest.MonkeyPatch, code: int | None, at: int) -> Callable[[], str | None]:
    """The `at`-th call of the system fails (None: writes only half); returns which call it was."""
    real = {name: getattr(os, name) for name in CALLS}
    calls = 0
    hit: str | None = None

    def wrap(name: str) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            nonlocal calls, hit
            calls += 1
            if calls != at:
                return real[name](*args, **more)
            hit = name
            if code is None:
                return (
                    real[name](args[0], bytes(args[1])[:7]) if name == "write" else real[name](*args, **more)
                )
            if name == "close":
                real[name](*args)
            raise OSError(code, os.strerror(code))

        return call

    for name in CALLS:
        monkeypatch.setattr(os, name, wrap(name))
    return lambda: hit


def every_fault(register: Register, change: Callable[[Register], None]) -> Iterator[tuple[str, str]]:
    """Make `change` once for every call that can fail in it; the call, and how the change ended."""
    for code in (errno.ENOSPC, errno.EIO, None):
        for at in range(1, 200):
            with pytest.MonkeyPatch.context() as patch:
                hit = injected(patch, code, at)
                try:
                    change(register)
                    end = "committed"
                except UncertainError:
                    end = "uncertain"
                except SloughError:
                    end = "refused"
            yield hit() or "nothing", end
            register.poll()
            if hit() is None:
                assert end == "committed"
                break


def test_every_fault_of_the_disk_during_an_edit_is_told_truly(filled: Register) -> None:
    tried, number = 0, 0
    old = "k0"

    def change(register: Register) -> None:
        set_all(register, old, f"k{number + 1}")

    for call, end in every_fault(filled, change):
        tried += 1
        seen = set(leads(Register.open(filled.path)))
        allowed = {"committed": {f"k{number + 1}"}, "refused": {old}, "uncertain": {old, f"k{number + 1}"}}[
            end
        ]
        assert len(seen) == 1, f"{call} tore a commit"
        assert seen <= allowed, f"{call} failed, the commit was {end}, and the register says {seen}"
        old, number = seen.pop(), number + 1
    assert tried > 20


def test_every_fault_of_the_disk_during_an_import_is_told_truly(
    filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "is_due", lambda state: False)
    tried = 0

    def change(register: Register) -> None:
        register.import_batch(batch(f"q{tried}", f"q{tried:03d}"), author=CLERK, recorded_at=AT)

    for call, end in every_fault(filled, change):
        fresh = Register.open(filled.path)
        there = fresh.has_import(f"q{tried}")
        assert there or end != "committed", f"{call} lost a commit"
        assert not there or end != "refused", f"{call} failed, and a refused commit is there"
        assert (f"q{tried}/1" in fresh.frame("cells")["id"].to_list()) == there
        tried += 1
    assert tried > 40


def test_a_refused_import_leaves_no_file_behind(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(p for p in filled.path.rglob("*") if p.is_file())
    real = os.link

    def link(source: Any, target: Any, **more: Any) -> None:
        if str(target).endswith(".json"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(source, target, **more)

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(RefusedError, match="nothing was written: No space left"):
        filled.import_batch(batch("q", "x"), author=CLERK, recorded_at=AT)
    assert sorted(p for p in filled.path.rglob("*") if p.is_file()) == before


def test_a_disk_without_hard_links_is_written_all_the_same(
    filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*args: Any, **more: Any) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_link)
    other = Register.open(filled.path)
    set_all(filled, "k0", "k1")
    with pytest.raises(ConflictError):
        set_all(other, "k0", "k2")
    assert leads(Register.open(filled.path)) == ["k1"] * 3


def test_what_a_dead_writer_left_is_in_nobody_s_way(filled: Register) -> None:
    seq = filled.seq + 1
    (filled.path / f"changes/{seq:08d}-{seq:08d}.cells.parquet").write_bytes(b"half a file")
    (filled.path / f"tmp/{os.getpid()}-99999999").write_bytes(b"half a file")
    filled.import_batch(batch("q", "k1"), author=CLERK, recorded_at=AT)
    assert Register.open(filled.path).frame("cells").height == 2


# ---------------------------------------------------------------- many hands

WRITER = """
    import sys
    from contextlib import nullcontext
    from datetime import UTC, date, datetime
    from pathlib import Path
    from slough_tui.errors import ConflictError
    from slough_tui.model.batch import Author
    from slough_tui.store import Edit, Register
    from slough_tui.store.disk import Disk

    path, me, number, locked = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4] == "locked"
    if not locked:
        Disk.lock = lambda self: nullcontext()
    register = Register.open(path)
    for n in range(number):
        while True:
            register.poll()
            old = register.frame("plan_actions")["lead"][0]
            edits = [
                Edit("plan_actions", f"act:plan/{i}", "lead", old, f"{old} {me}{n}") for i in (1, 2, 3)
            ]
            try:
                register.commit(
                    edits,
                    author=Author(1, me, "hall"),
                    recorded_at=datetime(2024, 1, 1, tzinfo=UTC),
                    effective_on=date(2023, 1, 1),
                )
                print(f"{me}{n}", flush=True)
                break
            except ConflictError:
                continue
        if n % 7 == 6:
            register.compact()
"""


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(filled: Register) -> Iterator[Start]:
    """Starts a process that commits `number` times to `filled` and says so; none outlives its test."""
    writers = []

    def run(name: str, number: int, locked: str = "locked") -> subprocess.Popen[str]:
        code = [sys.executable, "-c", textwrap.dedent(WRITER), str(filled.path), name, str(number), locked]
        writers.append(subprocess.Popen(code, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return writers[-1]

    yield run
    for writer in writers:
        writer.kill()
        writer.communicate()


@pytest.mark.parametrize("locked", ["locked", "unlocked"])
def test_people_who_write_at_once_lose_nothing(filled: Register, start: Start, locked: str) -> None:
    writers = [start(name, 15, locked) for name in "abc"]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors
    fresh = Register.open(filled.path)
    (history,) = set(leads(fresh))
    words = history.split()[1:]
    assert sorted(words) == sorted(f"{name}{n}" for name in "abc" for n in range(15))
    for name in "abc":
        assert [w for w in words if w[0] == name] == [f"{name}{n}" for n in range(15)]
    assert len(fresh.commits()) == 46
    filled.poll()
    assert leads(filled) == leads(fresh)


def test_kill_9_loses_no_acknowledged_commit_and_tears_none(filled: Register, start: Start) -> None:
    dice = random.Random(7)
    acknowledged: list[str] = []
    for generation in range(5):
        writer = start(f"g{generation}n", 10_000)
        assert writer.stdout
        acknowledged.append(writer.stdout.readline().strip())
        try:
            writer.wait(timeout=dice.random() * 0.3)
        except subprocess.TimeoutExpired:
            writer.send_signal(signal.SIGKILL)
        rest, _ = writer.communicate()
        acknowledged += rest.split()
        fresh = Register.open(filled.path)
        (history,) = set(leads(fresh))
        words = history.split()[1:]
        assert [w for w in words if w in set(acknowledged)] == acknowledged
        assert len(words) <= len(acknowledged) + generation + 1
    assert len(acknowledged) >= 5


def test_a_session_sees_a_commit_whole_or_not_at_all(filled: Register, start: Start) -> None:
    writer = start("w", 40)
    reader = Register.open(filled.path)
    seen = 0
    while writer.poll() is None:
        seen += reader.poll()
        assert len(set(leads(reader))) == 1
    assert writer.returncode == 0
    reader.poll()
    assert seen
    assert leads(reader)[0].endswith("w39")
