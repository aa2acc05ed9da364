"""Opening a register, and everything that can be wrong with its files."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import CorruptError, ReadOnlyError, RegisterError, TooNewError
from slough_tui.model.batch import Author
from slough_tui.model.kinds import TABLES
from slough_tui.store import Edit, Register
from slough_tui.store.slot import seal

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.store import Receipt

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
JAN = date(2023, 1, 1)
LINES = [{"id": f"rec:a/{n}", "ref": str(n), "series": "a", "lead": "A"} for n in range(3)]


@pytest.fixture
def filled(register: Register, bring: Callable[..., Receipt]) -> Register:
    """A folded paper, an edit after it, and a second paper that is not folded."""
    bring("p1", JAN, {"recommendations": LINES, "cells": [{"id": f"p1/{n}", "raw": "x"} for n in range(40)]})
    edit(register, "A", "B")
    bring("p2", JAN, {"updates": [{"id": "p2/1", "text": "hello"}]})
    return register


def edit(register: Register, expected: str, new: str) -> Receipt:
    change = Edit("recommendations", "rec:a/1", "lead", expected, new)
    return register.commit([change], author=CLERK, recorded_at=AT, effective_on=JAN)


def files(register: Register) -> list[Path]:
    return sorted(p for p in register.path.rglob("*") if p.is_file() and p.name != "LOCK")


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(data)


def read_all(path: Path) -> None:
    register = Register.open(path, read_only=True)
    for table in TABLES:
        register.frame(table)
        register.frame(table, as_of=JAN, known_at=AT)
    register.facts()
    register.commits()


def test_a_register_has_the_files_that_the_design_names(filled: Register) -> None:
    names = {str(p.relative_to(filled.path)) for p in files(filled)}
    assert {"FORMAT", "tables/recommendations-00000002.parquet", "log/00000002/base.json"} <= names
    assert {"log/00000002/00000003.json", "log/00000002/00000004.json"} <= names
    assert {"changes/00000001-00000002.jsonl", "changes/00000001-00000002.parquet"} <= names
    assert {"changes/00000004-00000004.updates.parquet"} <= names
    assert not list((filled.path / "tmp").iterdir())


def test_each_commit_names_the_hash_of_the_one_before_it(filled: Register) -> None:
    bodies = (filled.path / "changes/00000001-00000002.jsonl").read_bytes().split(b"\n")
    slots = [(filled.path / f"log/00000002/0000000{n}.json").read_bytes().split(b"\n") for n in (3, 4)]
    chain = [
        (json.loads(body), sha.decode()) for body, sha in [(bodies[0], bodies[1]), (bodies[2], bodies[3])]
    ]
    chain += [(json.loads(slot[0]), slot[1].decode()) for slot in slots]
    for (_, before), (body, _) in itertools.pairwise(chain):
        assert body["prev"] == before


@pytest.mark.parametrize("how", ["flipped", "cut", "emptied", "gone"])
def test_damage_to_any_file_is_noticed_and_the_file_named(filled: Register, tmp_path: Path, how: str) -> None:
    read_all(filled.path)
    not_read = {
        "changes/00000001-00000002.parquet",  # written for other tools
        "tables/updates-00000002.parquet",  # a paper came since
    }
    if how == "gone":
        not_read.add("log/00000002/00000004.json")  # nobody can know that the last commit was taken away
    for path in files(filled):
        name = str(path.relative_to(filled.path))
        if name in not_read:
            continue
        shutil.copytree(filled.path, tmp_path / "copy")
        broken = tmp_path / "copy" / name
        data = broken.read_bytes()
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 4]) + data[middle + 1 :]
        if how == "gone":
            broken.unlink()
        else:
            overwrite(broken, {"flipped": flipped, "cut": data[:-7], "emptied": b""}[how])
        where = ""
        try:
            read_all(tmp_path / "copy")
        except RegisterError as error:
            where = error.where
        assert name in where or (where and how == "gone"), f"{name} was {how}, and {where!r} was named"
        shutil.rmtree(tmp_path / "copy")


def test_a_damaged_file_leaves_the_other_tables_readable(filled: Register) -> None:
    overwrite(filled.path / "tables/cells-00000002.parquet", b"PAR1")
    again = Register.open(filled.path)
    assert again.frame("recommendations").height == 3
    with pytest.raises(CorruptError, match="cells-00000002"):
        again.frame("cells")


def test_a_newer_format_or_commit_is_refused_in_words(filled: Register) -> None:
    slot = filled.path / "log/00000002/00000005.json"
    last = json.loads((filled.path / "log/00000002/00000004.json").read_bytes().split(b"\n")[0])
    slot.write_bytes(seal({**last, "v": 99})[0])
    with pytest.raises(TooNewError, match="newer slough-tui"):
        Register.open(filled.path)
    label = json.loads((filled.path / "FORMAT").read_bytes())
    overwrite(filled.path / "FORMAT", json.dumps({**label, "version": 99}).encode())
    with pytest.raises(TooNewError, match="format 99"):
        Register.open(filled.path)


@pytest.mark.parametrize(
    "wrong",
    [
        {"files": [{"table": "kpis", "name": "../../../etc/passwd", "sha256": "0", "rows": 1}]},
        {"files": [{"table": "kpis", "name": "/etc/passwd", "sha256": "0", "rows": 1}]},
        {"recorded_at": "yesterday"},
        {"counts": None},
        {"edits": [["kpis", "x"]]},
        {"author": "me"},
        {"kind": ["edit"]},
    ],
)
def test_a_commit_made_by_hand_breaks_nothing(filled: Register, wrong: dict[str, Any]) -> None:
    raw = (filled.path / "log/00000002/00000004.json").read_bytes().split(b"\n")
    last = {**json.loads(raw[0]), "seq": 5, "prev": raw[1].decode()}
    (filled.path / "log/00000002/00000005.json").write_bytes(seal({**last, **wrong})[0])
    with pytest.raises(RegisterError, match="00000005"):
        Register.open(filled.path)


def test_a_symbolic_link_is_not_followed(filled: Register, tmp_path: Path) -> None:
    part = filled.path / "changes/00000004-00000004.updates.parquet"
    part.rename(tmp_path / "elsewhere.parquet")
    part.symlink_to(tmp_path / "elsewhere.parquet")
    with pytest.raises(RegisterError, match="updates"):
        Register.open(filled.path).frame("updates")


def test_a_read_only_register_is_read_and_not_written(filled: Register) -> None:
    before = {p: p.stat().st_mtime_ns for p in filled.path.rglob("*")}
    again = Register.open(filled.path, read_only=True)
    read_all(filled.path)
    assert again.read_only
    with pytest.raises(ReadOnlyError):
        edit(again, "B", "C")
    with pytest.raises(RegisterError, match="read-only"):
        again.table_path("updates")
    assert again.table_path("cells").is_file()
    assert {p: p.stat().st_mtime_ns for p in filled.path.rglob("*")} == before


READER = """
import importlib, os, pkgutil, sys
from pathlib import Path
import slough_tui.store as store
for module in pkgutil.iter_modules(store.__path__):  # this Python may lie where nobody else may read it
    importlib.import_module(f"slough_tui.store.{module.name}")
path = Path(sys.argv[1])
store.Register.open(path, read_only=True).frame("recommendations")
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
register = store.Register.open(path)
print(register.read_only, register.frame("recommendations").height, register.poll())
"""


def test_who_has_no_right_to_write_can_read(filled: Register) -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        Path(folder).chmod(0o755)
        shared = Path(folder) / "shared"
        shutil.copytree(filled.path, shared)
        (shared / "LOCK").unlink(missing_ok=True)
        for path in [*shared.rglob("*"), shared]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        code = [sys.executable, "-B", "-c", READER, str(shared)]
        out = subprocess.run(code, capture_output=True, text=True, check=False)
        assert out.stdout == "True 3 False\n", out.stderr
        assert not (shared / "LOCK").exists()
        for path in [shared, *shared.rglob("*")]:
            path.chmod(0o755)


def test_empty_folders_may_get_lost_on_the_way(filled: Register, tmp_path: Path) -> None:
    carried = tmp_path / "carried"
    for path in files(filled):
        target = carried / path.relative_to(filled.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    again = Register.open(carried)
    assert again.frame("recommendations").equals(filled.frame("recommendations"))
    assert edit(again, "B", "C").status == "committed"


def test_a_register_without_commits_may_be_nothing_but_its_format(register: Register, tmp_path: Path) -> None:
    carried = tmp_path / "carried"
    carried.mkdir()
    shutil.copyfile(register.path / "FORMAT", carried / "FORMAT")
    again = Register.open(carried)
    born = Edit("waivers", "w", "_present", False, True)
    again.commit([born], author=CLERK, recorded_at=AT, effective_on=JAN)
    assert Register.open(carried).frame("waivers").height == 1


def test_the_store_is_named_without_loading_polars() -> None:
    code = (
        "import sys, slough_tui.store; print('polars' in sys.modules, hasattr(slough_tui.store, 'Nothing'))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout == "False False\n"
