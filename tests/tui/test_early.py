from __future__ import annotations

import os
import re
import sys
import termios
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.tui.early import lines
from slough_tui.tui.kept_page import file_of, keep, load
from slough_tui.views.spans import width_of
from tests.tui.sample_register import TODAY, build, recommendation
from tests.tui.terminal_program import Terminal
from tests.tui.test_terminal import HOSTILE
from tests.views.test_first_page import packed

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.views.first_page import FirstPage

PARTS = re.compile("\x1b\\[2m(.*)\x1b\\[m", re.DOTALL)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    build(tmp_path / "r")
    return tmp_path / "r"


def page(register: Path, **own: Any) -> FirstPage:
    from slough_tui.store.newest import token

    keep(register, packed(head=token(register), **own))
    found = load(register, as_of=TODAY, ascii_only=False)
    assert found is not None
    return found


def test_a_page_is_kept_for_its_owner_alone_and_found_again(register: Path) -> None:
    assert load(register, as_of=TODAY, ascii_only=False) is None
    page(register)
    assert file_of(register).stat().st_mode & 0o777 == 0o600
    assert not [file for file in file_of(register).parent.iterdir() if file.suffix != ".json"]


def test_a_cache_that_cannot_be_written_or_read_costs_nothing_else(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(register / "FORMAT"))
    keep(register, "{}")
    assert load(register, as_of=TODAY, ascii_only=False) is None


@pytest.mark.parametrize(("width", "height"), [(80, 24), (200, 50), (60, 15), (20, 5)])
def test_the_page_fits_every_terminal(register: Path, width: int, height: int) -> None:
    drawn = lines(page(register), width, height, ascii_only=False)
    assert len(drawn) == height - 1
    texts = [PARTS.fullmatch(line) for line in drawn]
    assert all(text is not None and width_of(text[1]) <= width for text in texts)
    assert "0.01" in drawn[2]


def test_what_a_paper_says_is_shown_and_not_obeyed(register: Path) -> None:
    wanted = [["ref", "Ref", "str", 5, False, False], ["text", "Text", "str", 400, True, False]]
    drawn = lines(
        page(register, wanted=wanted, rows=[[["1", HOSTILE[:300]], ["", ""]]]), 80, 24, ascii_only=False
    )
    for line in drawn:
        text = PARTS.fullmatch(line)
        assert text is not None
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", text[1])
    assert "OWNED" in "".join(
        lines(
            page(register, wanted=wanted, rows=[[["1", HOSTILE[:300]], ["", ""]]]), 300, 24, ascii_only=False
        )
    )


def test_the_second_start_shows_the_rows_before_textual_is_there(tmp_path: Path, register: Path) -> None:
    argv = [sys.executable, "-m", "slough_tui", "--register", str(register), "--as-of", "2023-11-23"]
    first = Terminal(argv, env={"SLOUGH_MEMORY": "1"})
    first.wait("1 of 33")
    first.press("q")
    assert first.end() == 0
    first.close()
    seen = {}
    # one comes back to the row on which one was: each time two rows further
    for what, there in (("the same", "3 of 33"), ("another commit", "5 of 34")):
        if what == "another commit":
            from datetime import UTC, datetime

            from slough_tui.model.batch import Batch
            from slough_tui.store import Register
            from tests.tui.sample_register import AUTHOR

            batch = Batch("doc:new", "n" * 64, "9" * 64, TODAY, {"recommendations": [recommendation(40)]})
            Register.open(register).import_batch(
                batch, author=AUTHOR, recorded_at=datetime(2023, 11, 22, tzinfo=UTC)
            )
        terminal = Terminal(argv, env={"SLOUGH_MEMORY": "1"})
        before = termios.tcgetattr(terminal.fd)
        terminal.press("jj")
        terminal.wait(there)
        seen[what] = terminal.raw.split(b"\x1b[?1004h")[0]  # what was written before Textual began
        assert re.search(rb"\x1b\[[0-9;]*m", terminal.raw)
        terminal.press("q")
        while terminal.alive:
            terminal.read(0.1)
        after = termios.tcgetattr(terminal.fd)
        assert after[:4] == before[:4], "the terminal is left as it was found"
        assert terminal.status == 0
        os.close(terminal.fd)
    assert b"Housing repairs" in seen["the same"]
    assert b"Housing repairs" not in seen["another commit"]
