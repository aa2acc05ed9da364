"""A working day in the real program on a real terminal: from the overdue actions of one directorate to a shared file."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from slough_tui.settings import bundled
from slough_tui.store import Register
from tests.tui.terminal_program import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CTRL_S = "\x13"
CTRL_U = "\x15"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Terminal]]:
    """Starts the program on a copy of the sample register, as often as one likes."""
    shutil.copytree(bundled("sample_data") / "register", tmp_path / "r")
    env = {
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "SLOUGH_MEMORY": "1",
    }
    argv = [sys.executable, "-m", "slough_tui", "--register", str(tmp_path / "r"), "--as-of", "2023-11-23"]
    started: list[Terminal] = []

    def begin() -> Terminal:
        started.append(Terminal(argv, env=env))
        return started[-1]

    yield begin
    for terminal in started:
        terminal.close()


def now(path: Path, table: str) -> pl.DataFrame:
    """A table as it stands in the register."""
    return Register.open(path).frame(table)


def test_a_working_day(start: Callable[[], Terminal], tmp_path: Path) -> None:
    path = tmp_path / "r"
    terminal = start()
    terminal.wait("1 of 57")

    # the overdue high-priority actions of one directorate
    terminal.press("1")
    terminal.wait("1 of 22 (618 in all)")
    terminal.press('& directorate:"hou\t\r')
    terminal.wait("1 of 3 (618 in all)")

    # compared with the month before, and back
    terminal.press("=3/10/2023 to 31/10/2023\r")
    shown = terminal.wait("closed   Status")
    assert "3 Oct 2023 > 31 Oct 2023  only audit actions" in shown
    terminal.press("`")
    terminal.wait("1 of 3 (618 in all)")

    # why a rule fired, down to the paper's line
    terminal.press("\r")
    terminal.wait("AUD001")
    terminal.press("\t\r")
    terminal.wait("Why the rule looks for it")
    terminal.press("G")
    assert "audit-actions-2023-10-31.csv" in terminal.wait("line 456")

    # waived with a reason
    terminal.press("wThe auditor agreed a later day\rHead of Audit\rtoday+30\r")
    assert "23 Dec 2023" in terminal.wait("1 finding is set aside")
    terminal.press("\r")
    terminal.wait("Commit 12: waive AUD001 IA22-128")
    waived = now(path, "waivers").row(0, named=True)
    assert (waived["reason"], waived["owner"]) == ("The auditor agreed a later day", "Head of Audit")
    assert waived["until"] == date(2023, 12, 23)

    # three marked, a new due date with a note, taken back
    before = now(path, "audit_actions").sort("id")
    terminal.press("q")
    terminal.wait("As read")
    terminal.press("q")
    terminal.wait("1 of 3 (618 in all)")
    terminal.press("   ")
    terminal.wait("3 marked")
    terminal.press(f"e{CTRL_U}due\r31/3/2024\rAgreed with the board\r{CTRL_S}")
    terminal.wait("3 records change, 3 notes are added")
    terminal.press("\r")
    terminal.wait("Commit 13: set due, note of 3 records")
    moved = now(path, "audit_actions").filter(pl.col("due") == date(2024, 3, 31))
    assert set(moved["id"]) >= {"aud:2022-23/IA22-128", "aud:2021-22/IA21-151", "aud:2022-23/IA22-099"}
    terminal.press("u")
    terminal.wait("Took back commit 13")
    assert now(path, "audit_actions").sort("id").equals(before)

    # the view on a key, and what it shows in a file
    terminal.press(f"S{CTRL_U}mine\r5\r\r")
    terminal.wait("Kept as mine on 5")
    terminal.press(f"X{tmp_path / 'mine.csv'}{CTRL_S}")
    terminal.wait("3 rows in")
    written = pl.read_csv(tmp_path / "mine.csv")
    assert sorted(written.get_column(written.columns[0])) == ["IA21-151", "IA22-099", "IA22-128"]

    # the next day
    terminal.press("gr")
    terminal.wait("of 57")
    terminal.press("Q")
    assert terminal.end() == 0
    again = start()
    again.wait("of 57")
    again.press("5")
    shown = again.wait("1 of 3 (618 in all)")
    assert all(ref in shown for ref in ("IA21-151", "IA22-099", "IA22-128"))
    again.press("Q")
    assert again.end() == 0
