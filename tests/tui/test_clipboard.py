from __future__ import annotations

import base64
import re

from slough_tui.tui.clipboard import MOST_BYTES, osc52, refused, told


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
    assert told("a\nb", "2 rows") == "Copied 2 rows (2 lines)."


def test_half_a_character_does_not_stop_a_copy() -> None:
    assert osc52("\ud800") is not None
