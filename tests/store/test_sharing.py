"""A team's folder: modes that do not hang on anybody's umask, links that are refused, versions, read-only mounts."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import CorruptError, ReadOnlyError, RegisterError
from slough_tui.model.batch import Author
from slough_tui.store import Edit, Register, label

if TYPE_CHECKING:
    from collections.abc import Callable

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
JAN = date(2023, 1, 10)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_no_umask_keeps_the_team_out_of_a_new_register(tmp_path: Path, paper: Callable[..., Any]) -> None:
    before = os.umask(0o077)
    try:
        register = Register.create(tmp_path / "team", name="Team", at=AT)
        register.import_batch(paper("p", JAN, {"cells": [{"id": "p/1"}]}), author=CLERK, recorded_at=AT)
        register.compact()
    finally:
        os.umask(before)
    assert mode(register.path) == 0o2770
    for one in register.path.rglob("*"):
        assert mode(one) == (0o2770 if one.is_dir() else 0o660 if one.name == "LOCK" else 0o440), one


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir(mode=0o700)
    Register.create(tmp_path / "mine", name="Mine", at=AT)
    assert mode(tmp_path / "mine") == 0o700


@pytest.mark.parametrize("part", ["log", "tables", "changes", "runs", "tmp", "log/00000000"])
def test_a_part_that_is_a_link_is_refused(register: Register, tmp_path: Path, part: str) -> None:
    away = tmp_path / "away"
    (register.path / part).rename(away)
    (register.path / part).symlink_to(away)
    with pytest.raises(RegisterError, match=f"{part}: a part of the register is a symbolic link"):
        Register.open(register.path)


def test_a_register_may_be_reached_over_a_link(register: Register, tmp_path: Path) -> None:
    (tmp_path / "shortcut").symlink_to(register.path)
    assert Register.open(tmp_path / "shortcut").name == "Testshire"


def test_a_commit_that_is_a_link_or_a_pipe_is_refused_at_once(register: Register, tmp_path: Path) -> None:
    commit = register.path / "log/00000000/00000001.json"
    commit.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RegisterError, match=commit.name):
        Register.open(register.path)
    commit.unlink()
    os.mkfifo(commit)
    with pytest.raises(RegisterError, match=r"00000001\.json.*no plain file"):
        Register.open(register.path)


def test_an_older_format_is_migrated_and_one_that_never_was_is_refused(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(label, "VERSION", 2)
    with pytest.raises(CorruptError, match="FORMAT"):
        Register.open(register.path)
    monkeypatch.setitem(label.MIGRATIONS, 1, lambda plain: {**plain, "name": plain["name"].upper()})
    assert Register.open(register.path).name == "TESTSHIRE"
    assert json.loads((register.path / "FORMAT").read_bytes())["version"] == 1


def test_a_read_only_mount_is_read_in_full_and_not_written(
    register: Register, bring: Any, root: Path
) -> None:
    bring("p", JAN, {"plan_actions": [{"id": "act:x/1", "series": "x", "lead": "a"}]})
    code = (
        "import sys; from pathlib import Path; from slough_tui.store import Register\n"
        "r = Register.open(Path(sys.argv[1]))\n"
        "print(r.read_only, r.frame('plan_actions').height, r.facts('act:x/1').height > 0, r.poll())\n"
    )
    path, python = str(register.path), sys.executable
    script = (
        f'mount --bind "{path}" "{path}" && mount -o remount,ro,bind "{path}" && "{python}" -c "$0" "{path}"'
    )
    ran = subprocess.run(
        ["unshare", "-m", "sh", "-c", script, code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
    )
    if ran.returncode and ("mount" in ran.stderr or "unshare" in ran.stderr):
        pytest.skip(f"nothing can be mounted here: {ran.stderr.strip()[:80]}")
    assert ran.stdout == "True 1 True False\n", ran.stderr


def test_a_reader_of_a_read_only_register_is_told_so(register: Register, bring: Any) -> None:
    bring("p", JAN, {"plan_actions": [{"id": "act:x/1", "series": "x", "lead": "a"}]})
    reader = Register.open(register.path, read_only=True)
    change = [Edit("plan_actions", "act:x/1", "lead", "a", "b")]
    for write in (
        lambda: reader.commit(change, author=CLERK, recorded_at=AT, effective_on=JAN),
        lambda: reader.undo(1, author=CLERK, recorded_at=AT),
        reader.compact,
    ):
        with pytest.raises(ReadOnlyError):
            write()
    assert reader.frame("plan_actions").height == 1
