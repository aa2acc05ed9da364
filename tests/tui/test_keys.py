from __future__ import annotations

import pytest

from slough_tui.tui.keys import name_of


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("j", "j", "j"),
        ("G", "G", "G"),
        ("upper_g", "G", "G"),
        ("left_square_bracket", "[", "["),
        ("question_mark", "?", "?"),
        ("grave_accent", "`", "`"),
        ("space", " ", " "),
        ("é", "é", "é"),
        ("down", None, "down"),
        ("ctrl+f", "\x06", "ctrl+f"),
        ("enter", "\r", "enter"),
        ("ctrl+m", "\r", "enter"),
        ("ctrl+j", "\n", "enter"),
        ("tab", "\t", "tab"),
        ("ctrl+i", "\t", "tab"),
        ("escape", "\x1b", "escape"),
        ("backspace", "\x7f", "backspace"),
        ("ctrl+h", "\x08", "backspace"),
        ("f1", None, "f1"),
    ],
)
def test_keys_have_the_names_of_the_verbs(key: str, character: str | None, name: str) -> None:
    assert name_of(key, character) == name
