"""Changing a register in the real program: edit, somebody quicker, undo, a saved view, and the next start."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import polars as pl
import pytest

from slough_tui.model.batch import Author
from slough_tui.store import Edit, Register
from tests.tui.sample_register import build
from tests.tui.terminal_program import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = "rec:scrutiny/0.01"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    build(tmp_path / "r")
    return tmp_path / "r"


@pytest.fixture
def terminal(path: Path, tmp_path: Path) -> Iterator[Terminal]:
    made = opened(path, tmp_path)
    yield made
    made.close()


def opened(path: Path, home: Path) -> Terminal:
    env = {
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "SLOUGH_MEMORY": "1",
    }
    argv = [sys.executable, "-m", "slough_tui", "--register", str(path), "--as-of", "2023-11-23"]
    return Terminal(argv, env=env)


def lead(path: Path) -> str:
    frame = Register.open(path).frame("recommendations").filter(pl.col("id") == FIRST)
    return str(frame["lead"][0])


def test_edit_conflict_and_undo_reach_the_register_and_the_next_start_is_where_one_left(
    terminal: Terminal, path: Path, tmp_path: Path
) -> None:
    terminal.wait("1 of 33")
    terminal.press("elead\rHead of Legal\rfor a test\r\r")
    terminal.wait("Head of Children's services -> Head of Legal")
    assert lead(path) == "Head of Children's services"
    terminal.press("\r")
    terminal.wait("Commit 3: set lead, note")
    assert lead(path) == "Head of Legal"

    terminal.press("elead\rMine\x13")
    terminal.wait("Head of Legal -> Mine")
    theirs = Edit("recommendations", FIRST, "lead", "Head of Legal", "Theirs")
    Register.open(path).commit(
        [theirs],
        author=Author(7, "Grace", "elsewhere"),
        recorded_at=datetime(2023, 11, 24, 10, tzinfo=UTC),
        effective_on=date(2023, 11, 23),
    )
    terminal.press("\r")
    shown = terminal.wait("Somebody was quicker")
    assert "by Grace" in shown
    assert lead(path) == "Theirs"
    terminal.press("m")
    terminal.wait("Commit 6")  # theirs and mine are of two months, so a fold came between
    assert lead(path) == "Mine"
    terminal.press("u")
    terminal.wait("Took back commit 6")
    assert lead(path) == "Theirs"

    terminal.press("&Libraries\r")
    terminal.wait("& Libraries")
    terminal.press("Sshelves\r5\r\r")
    terminal.wait("Kept as shelves on 5")
    terminal.press("gd")
    terminal.wait("1 of 15")
    terminal.press("Q")
    assert terminal.end() == 0
    again = opened(path, tmp_path)
    try:
        again.wait("1 of 15")
        again.press("5")
        again.wait("& Libraries")
        again.press("Q")
        assert again.end() == 0
    finally:
        again.close()
