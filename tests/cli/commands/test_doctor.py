"""slough doctor: which file is at fault, what can still be read, and what was repaired."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import Exit
from tests.cli.conftest import make_register

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def register(here: Path) -> Path:
    return make_register(here / "register")


def states(run: Run, *more: str) -> tuple[int, dict[str, str]]:
    ran = run("doctor", "--output-format", "json", *more)
    return ran.code, {one["what"]: one["state"] for one in json.loads(ran.out)}


def spoil(file: Path, data: bytes | None = None) -> str:
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 4
    file.chmod(0o600)
    file.write_bytes(bytes(whole) if data is None else data)
    return f"{file.parent.name}/{file.name}"


def test_a_damaged_table_is_named_repaired_and_sound_again(run: Run, register: Path) -> None:
    (file,) = (register / "tables").glob("kpis-*")
    name = spoil(file)
    code, found = states(run)
    assert (code, found["register"], found[name]) == (Exit.UNREADABLE, "wrong", "wrong")
    assert (found["kpis"], found["recommendations"]) == ("wrong", "ok")
    code, found = states(run, "--repair")
    assert (code, found["register"], found[name], found["kpis"]) == (Exit.DONE, "ok", "repaired", "ok")
    code, found = states(run)
    assert code == Exit.DONE
    assert name not in found


def test_a_damaged_commit_is_named_and_the_tables_are_read_all_the_same(run: Run, register: Path) -> None:
    run("set", "aud:2023/A-1", "status=complete")
    commits = sorted(p for p in (register / "log").glob("*/*.json") if p.name != "base.json")
    file = commits[-1]
    spoil(file, b"nothing of it is left")
    listed = run("list", "audit_actions", "--output-format", "json")
    assert listed.code == Exit.UNREADABLE
    assert file.name in listed.err
    assert [one["status"] for one in json.loads(listed.out)] == ["overdue"]  # as before the lost commit
    assert run("set", "aud:2023/A-1", "status=not_due").code == Exit.UNREADABLE
    code, found = states(run, "--repair")
    assert code == Exit.UNREADABLE
    assert found[str(file.relative_to(register))] == "wrong"
    assert found["audit_actions"] == "ok"


def test_what_cannot_be_repaired_stays_and_says_so(run: Run, register: Path) -> None:
    (part,) = [p for p in (register / "changes").iterdir() if ".kpis." in p.name]
    name = spoil(part)
    for repair in ((), ("--repair",)):
        code, found = states(run, *repair)
        assert (code, found[name]) == (Exit.UNREADABLE, "wrong")


def test_the_sample_is_verified_and_not_repaired(run: Run) -> None:
    assert run("doctor").code == Exit.DONE
    assert run("doctor", "--repair").code == Exit.USAGE
