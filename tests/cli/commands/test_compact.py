"""slough compact and slough path: few files, the same content, and a Parquet file that any tool reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import Exit
from tests.cli.conftest import make_register

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ACTION = "aud:2023/A-1"


@pytest.fixture
def register(here: Path) -> Path:
    return make_register(here / "register")


def test_compacting_changes_nothing_that_can_be_read(run: Run, register: Path) -> None:
    for status in ("complete", "not_due", "overdue"):
        run("set", ACTION, f"status={status}")
    before = run("log", ACTION, "--output-format", "json").out
    ran = run("compact")
    assert (ran.code, ran.out[:20]) == (Exit.DONE, "folded up to commit ")
    assert run("log", ACTION, "--output-format", "json").out == before
    assert run("compact").out.startswith("folded already")
    assert len(list((register / "log").iterdir())) == 1


def test_the_sample_is_not_compacted(run: Run) -> None:
    assert run("compact").code == Exit.USAGE


def test_duckdb_and_pyarrow_read_what_path_prints(run: Run, register: Path) -> None:
    import duckdb
    import pyarrow.parquet as pq

    run("set", ACTION, "status=complete")
    path = run("path", "audit_actions").out.strip()
    assert pq.read_table(path).column("status").to_pylist() == ["complete"]
    assert duckdb.execute(f"SELECT id, status FROM '{path}'").fetchall() == [(ACTION, "complete")]
    changes = register / "changes"
    facts = duckdb.execute(
        f"SELECT old, new, author FROM '{changes}/*-????????.parquet' WHERE field = 'status' ORDER BY seq"
    ).fetchall()
    assert [(json.loads(old), json.loads(new)) for old, new, _ in facts if new != "null"] == [
        (None, "overdue"),
        ("overdue", "complete"),
    ]
