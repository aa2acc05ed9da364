from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest

from slough_tui.tui.clipboard import MOST_BYTES, hand_to, osc52, refused, told, tool

if TYPE_CHECKING:
    from pathlib import Path


def test_text_goes_to_the_terminal_s_clipboard() -> None:
    sequence = osc52("Überfällig ✓")
    assert sequence is not None
    data = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert data
    assert base64.b64decode(data[1]).decode() == "Überfällig ✓"


def test_inside_tmux_it_is_passed_on_to_the_terminal_too() -> None:
    plain, wrapped = osc52("x"), osc52("x", tmux=True)
    assert plain is not None
    assert wrapped == f"{plain}\x1bPtmux;\x1b{plain}\x1b\\"


def test_what_is_too_much_is_refused_and_not_cut() -> None:
    assert osc52("x" * (MOST_BYTES // 4 * 3)) is not None
    assert osc52("x" * MOST_BYTES) is None
    assert "too much" in refused("x" * 100_000, "33 rows")


def test_what_was_copied_is_told() -> None:
    assert told("abc", "the id") == "Copied the id (3 characters)."
    assert told("a\nb", "2 rows", terminal=True) == "Copied 2 rows (2 lines to the terminal)."


def test_half_a_character_does_not_stop_a_copy() -> None:
    assert osc52("\ud800") is not None


@pytest.fixture
def desktop(tmp_path: Path) -> dict[str, str]:
    """A desktop with one tool that keeps what it is given."""
    xclip = tmp_path / "xclip"
    xclip.write_text(f"#!/bin/sh\n[ \"$*\" = '-selection clipboard' ] && cat > '{tmp_path}/kept'\n")
    xclip.chmod(0o755)
    return {"PATH": f"{tmp_path}:/usr/bin:/bin", "DISPLAY": ":0"}


def test_the_desktop_s_tool_is_used_where_there_is_a_desktop(
    desktop: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    argv = tool(desktop)
    assert argv == ("xclip", "-selection", "clipboard")
    monkeypatch.setenv("PATH", desktop["PATH"])
    assert hand_to(argv, "Überfällig")
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "Überfällig"


@pytest.mark.parametrize("name", ["SSH_TTY", "SSH_CONNECTION"])
def test_over_ssh_the_desktop_would_be_the_wrong_one(desktop: dict[str, str], name: str) -> None:
    assert tool({**desktop, name: "yes"}) is None


def test_without_a_desktop_there_is_no_tool(desktop: dict[str, str]) -> None:
    assert tool({"PATH": desktop["PATH"]}) is None


@pytest.mark.parametrize("argv", [("no-such-tool-here",), ("false",)])
def test_a_tool_that_fails_is_told_so_that_the_terminal_can_be_tried(argv: tuple[str, ...]) -> None:
    assert hand_to(argv, "x") is False
