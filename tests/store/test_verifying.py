"""Damage is noticed, the file is named, the rest is read, and what can be repaired is repaired to the byte."""

from __future__ import annotations

import errno
import os
import random
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.errors import CorruptError, RegisterError
from slough_tui.model.batch import Author
from slough_tui.store import Edit, Register, folding, log
from slough_tui.store.disk import OLD, Disk
from slough_tui.store.repairing import repair
from slough_tui.store.rescue import Rescue, flipped_back, mend_sealed
from slough_tui.store.slot import digest, seal
from slough_tui.store.verifying import Problem, verify

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("every_past_kept")

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
JAN, FEB = date(2023, 1, 10), date(2023, 2, 10)
ONE = "act:plan/1"


@pytest.fixture
def filled(register: Register, bring: Callable[..., Any]) -> Register:
    """Two folds, a run, and open commits of each kind after them."""
    bring("p", JAN, {"plan_actions": [{"id": ONE, "series": "plan", "lead": "a"}], "cells": [{"id": "p/1"}]})
    register.record_run(pl.DataFrame({"fingerprint": ["f"]}), author=CLERK, recorded_at=AT, effective_on=JAN)
    register.compact()
    edit(register, "a", "b")
    register.compact()
    edit(register, "b", "c")
    return register


def edit(register: Register, old: str, new: str) -> None:
    change = Edit("plan_actions", ONE, "lead", old, new)
    register.commit([change], author=CLERK, recorded_at=AT, effective_on=FEB)


def damage(register: Register, name: str, data: bytes) -> None:
    (register.path / name).chmod(0o600)
    (register.path / name).write_bytes(data)


def flip(register: Register, name: str, bit: int) -> None:
    data = bytearray((register.path / name).read_bytes())
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    damage(register, name, bytes(data))


def files(register: Register) -> list[str]:
    found = [p for p in register.path.rglob("*") if p.is_file() and p.name != "LOCK"]
    return sorted(str(p.relative_to(register.path)) for p in found)


def problems(register: Register) -> list[Problem]:
    return list(register.doctor().problems)


def repaired(register: Register) -> dict[str, str]:
    disk = Rescue(register.path)
    _, state = disk.open()
    return {problem.file: done for problem, done in repair(disk, state, verify(disk, state).problems)}


def leads(register: Register) -> list[str]:
    found: list[str] = register.frame("plan_actions")["lead"].to_list()
    return found


def test_a_sound_register_has_no_problems(filled: Register) -> None:
    report = filled.doctor()
    assert report.problems == ()
    assert (report.seq, report.files > 10) == (filled.seq, True)
    assert Register.rescue(filled.path).damage == ()


def test_a_flipped_bit_in_any_file_is_told_of_that_file_and_of_no_other(filled: Register) -> None:
    dice = random.Random(11)
    before = {name: (filled.path / name).read_bytes() for name in files(filled)}
    for name, data in before.items():
        flip(filled, name, dice.randrange(len(data) * 8))
        assert [problem.file for problem in problems(filled)] == [name]
        damage(filled, name, data)


def test_a_flipped_bit_in_the_log_hides_nothing_and_is_flipped_back(filled: Register) -> None:
    dice = random.Random(12)
    before = {name: (filled.path / name).read_bytes() for name in files(filled)}
    for name in ["FORMAT", *(name for name in before if name.startswith("log/"))]:
        flip(filled, name, dice.randrange(len(before[name]) * 8))
        rescued = Register.rescue(filled.path)
        assert leads(rescued) == ["c"]
        assert rescued.read_only
        assert [error.where for error in rescued.damage] == [str(filled.path / name)]
        assert repaired(filled) == {name: "the flipped bit is flipped back"}
        assert (filled.path / name).read_bytes() == before[name]
    assert problems(filled) == []


def test_tables_and_facts_are_made_again_to_the_byte(filled: Register) -> None:
    before = {name: (filled.path / name).read_bytes() for name in files(filled)}
    base = filled._newest().base
    derived = [*(ref.name for ref in base.tables.values()), *(ref.name for ref in base.facts)]
    for number, name in enumerate(derived):
        if number % 2:
            (filled.path / name).unlink()
        else:
            flip(filled, name, 999)
    assert repaired(filled) == dict.fromkeys(sorted(derived), "made again from the commits")
    assert {name: (filled.path / name).read_bytes() for name in files(filled)} == before


def test_what_only_one_file_knew_cannot_be_repaired_and_costs_only_its_table(filled: Register) -> None:
    (part,) = [ref.name for ref in filled._newest().base.parts if ref.table == "cells"]
    damage(filled, part, b"PAR1")
    assert repaired(filled) == {}
    assert [problem.file for problem in problems(filled)] == [part]
    rescued = Register.rescue(filled.path)
    assert leads(rescued) == ["c"]
    with pytest.raises(CorruptError, match=Path(part).name):
        rescued.frame("cells", as_of=date(2023, 1, 1))


@pytest.mark.parametrize("content", [b"", b"\0" * 300, None])
def test_a_lost_commit_ends_what_is_believed_and_the_rest_is_read(
    filled: Register, content: bytes | None
) -> None:
    edit(filled, "c", "d")
    edit(filled, "d", "e")
    lost = max(name for name in files(filled) if name.startswith("log/") and "base" not in name)
    lost = lost.replace(f"{filled.seq:08d}.json", f"{filled.seq - 1:08d}.json")
    if content is None:
        (filled.path / lost).unlink()
    else:
        damage(filled, lost, content)
    with pytest.raises(CorruptError, match=Path(lost).name):
        Register.open(filled.path)
    rescued = Register.rescue(filled.path)
    assert (leads(rescued), rescued.seq) == (["c"], filled.seq - 2)
    report = filled.doctor()
    assert lost in {problem.file for problem in report.problems if problem.kind == "damaged"}
    assert lost not in repaired(filled)


def test_what_dead_writers_left_is_taken_away_when_it_is_old(filled: Register) -> None:
    left = [
        "tmp/999-1",
        "tmp/999-2/00000001.json",
        "changes/00000099-00000099.cells.parquet",
        "runs/00000099.parquet",
    ]
    for name in left:
        (filled.path / name).parent.mkdir(exist_ok=True)
        (filled.path / name).write_bytes(b"half")
    left.append("tmp/999-2")
    assert problems(filled) == []
    for name in left:
        os.utime(filled.path / name, (time.time() - OLD - 1,) * 2)
    assert {problem.kind for problem in problems(filled)} == {"left over"}
    assert sorted(repaired(filled)) == sorted(left)
    assert problems(filled) == []
    assert leads(Register.open(filled.path)) == ["c"]


def test_a_fold_that_was_cut_short_is_finished(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_power(*args: Any, **more: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(folding, "finish", no_power)
        with pytest.raises(KeyboardInterrupt):
            filled.compact()
    fresh = Register.open(filled.path)
    assert [problem.kind for problem in problems(fresh)] == ["unfinished"]
    assert list(repaired(fresh).values()) == ["the fold is finished"]
    assert problems(fresh) == []
    assert leads(Register.open(filled.path)) == ["c"]


def test_links_pipes_and_files_that_everybody_may_write_are_told(filled: Register, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x", encoding="utf-8")
    (filled.path / "changes/link.parquet").symlink_to(secret)
    os.mkfifo(filled.path / "runs/pipe")
    (filled.path / "FORMAT").chmod(0o666)
    told = {problem.file: problem.what for problem in problems(filled)}
    assert "symbolic link" in told["changes/link.parquet"]
    assert "neither a file" in told["runs/pipe"]
    assert "everybody" in told["FORMAT"]
    assert list(repaired(filled)) == ["FORMAT"]
    assert (filled.path / "FORMAT").stat().st_mode & 0o777 == 0o440


def test_a_folder_that_everybody_may_change_is_told_and_closed(filled: Register) -> None:
    for name in ("log", "."):
        (filled.path / name).chmod(0o777)
    assert [problem.file for problem in problems(filled)] == [".", "log"]
    assert list(repaired(filled)) == [".", "log"]
    assert (filled.path / "log").stat().st_mode & 0o7777 == 0o2770
    assert problems(filled) == []


def test_a_file_of_a_stranger_is_told(filled: Register) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    os.chown(filled.path, 4711, 4712)
    os.chown(filled.path / "FORMAT", 4713, 4714)
    os.chown(filled.path / "log", 4713, 4712)  # of the team
    (problem,) = problems(filled)
    assert (problem.file, "user 4713" in problem.what) == ("FORMAT", True)
    assert repaired(filled) == {}


def test_a_block_that_the_disk_cannot_give_back_is_damage_and_the_rest_is_read(
    filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(filled, "c", "d")
    bad = log.name_of(filled._newest().epoch, filled.seq)
    real = Disk.read

    def read(disk: Disk, name: str) -> bytes:
        if name == bad:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(disk, name)

    monkeypatch.setattr(Disk, "read", read)
    with pytest.raises(CorruptError, match=bad):
        Register.open(filled.path)
    assert leads(Register.rescue(filled.path)) == ["c"]
    assert bad in {problem.file for problem in problems(filled)}


def test_nothing_is_made_of_a_folder_without_a_register(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="no register here"):
        Register.rescue(tmp_path)


@given(st.binary(min_size=1, max_size=60), st.integers(min_value=0))
def test_any_flipped_bit_is_found(data: bytes, bit: int) -> None:
    wrong = bytearray(data)
    wrong[bit // 8 % len(data)] ^= 1 << bit % 8
    assert flipped_back(bytes(wrong), digest(data)) == data


@given(st.dictionaries(st.text(max_size=5), st.integers(), max_size=4), st.integers(min_value=0))
def test_any_flipped_bit_of_a_sealed_line_is_mended(plain: dict[str, int], bit: int) -> None:
    data, _ = seal({"v": 1, **plain})
    wrong = bytearray(data)
    wrong[bit // 8 % len(data)] ^= 1 << bit % 8
    assert mend_sealed(bytes(wrong)) == data


def test_two_flipped_bits_are_not_guessed_at() -> None:
    data, _ = seal({"v": 1, "x": "y" * 40})
    wrong = bytearray(data)
    wrong[3] ^= 1
    wrong[9] ^= 1
    assert mend_sealed(bytes(wrong)) is None
