"""Copies of commits make opening quick, and nothing rests on them: wrong, missing or half, the commits are read."""

from __future__ import annotations

import errno
import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import CorruptError
from slough_tui.model.batch import Author
from slough_tui.store import Edit, Register, bundles, folding
from slough_tui.store.disk import Disk
from slough_tui.store.repairing import repair
from slough_tui.store.rescue import Rescue
from slough_tui.store.verifying import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
JAN = date(2023, 1, 1)
EDITS = 8


@pytest.fixture
def filled(register: Register, bring: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> Register:
    """Nine commits, of which copies hold the first eight."""
    monkeypatch.setattr(bundles, "SIZE", 4)
    monkeypatch.setattr(folding, "is_due", lambda state: False)
    bring("p", JAN, {"plan_actions": [{"id": "act:x/1", "series": "x", "lead": "0"}]})
    for number in range(EDITS):
        change = Edit("plan_actions", "act:x/1", "lead", str(number), str(number + 1))
        register.commit([change], author=CLERK, recorded_at=AT, effective_on=JAN)
    return register


def copies(register: Register) -> list[Path]:
    return sorted((register.path / "log").glob("*/*.jsonl"))


def opened(register: Register, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """What a new session shows, and how many files of the log it reads for that."""
    reads: list[str] = []
    real = Disk.read

    def read(disk: Disk, name: str) -> bytes:
        raw = real(disk, name)
        reads.append(name)
        return raw

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "read", read)
        frame = Register.open(register.path).frame("plan_actions")
    return frame["lead"][0], sum(name.startswith("log/") for name in reads)


def test_opening_reads_copies_instead_of_commits(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [path.name for path in copies(filled)] == ["00000001-00000004.jsonl", "00000005-00000008.jsonl"]
    assert opened(filled, monkeypatch) == ("8", 3)
    assert Register.open(filled.path)._state == filled._state


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 500, b"half", b"flipped", b"gone", b"swapped", b"not utf-8"]
)
def test_a_copy_that_is_not_whole_is_not_believed(
    filled: Register, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    first, second = copies(filled)
    whole = first.read_bytes()
    first.unlink()
    made = {
        b"half": whole[: len(whole) // 2],
        b"flipped": whole.replace(b'"lead"', b'"lfad"', 1),
        b"swapped": second.read_bytes(),
        b"not utf-8": whole[:-3] + b"\xff" + whole[-2:],
    }
    if content != b"gone":
        first.write_bytes(made.get(content, content))
    assert opened(filled, monkeypatch)[0] == "8"
    disk = Rescue(filled.path)
    _, state = disk.open()
    problems = verify(disk, state).problems
    assert [problem.file for problem in problems] == (
        [] if content == b"gone" else [str(first.relative_to(filled.path))]
    )
    assert len(list(repair(disk, state, problems))) == len(problems)
    assert copies(filled) == [second]


def test_a_copy_hides_no_damage_from_the_doctor(filled: Register) -> None:
    commit = filled.path / "log/00000000/00000002.json"
    commit.unlink()
    commit.write_bytes(b"x")
    assert Register.open(filled.path).seq == filled.seq
    assert "log/00000000/00000002.json" in {problem.file for problem in filled.doctor().problems}
    for path in copies(filled):
        path.unlink()
    with pytest.raises(CorruptError, match=commit.name):
        Register.open(filled.path)


def test_an_edit_stands_where_its_copy_cannot_be_written(
    filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Disk.publish

    def publish(disk: Disk, name: str, data: bytes, *, durable: bool = True) -> None:
        if name.endswith(".jsonl"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(disk, name, data, durable=durable)

    before = copies(filled)
    monkeypatch.setattr(Disk, "publish", publish)
    for number in range(EDITS, EDITS + 4):
        change = Edit("plan_actions", "act:x/1", "lead", str(number), str(number + 1))
        assert filled.commit([change], author=CLERK, recorded_at=AT, effective_on=JAN).seq == number + 2
    assert copies(filled) == before
