"""Textual's names of keys in the words of the verbs: a character is itself, everything else has a name."""

from __future__ import annotations

SAME = {
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "return": "enter",
    "ctrl+i": "tab",
    "ctrl+left_square_bracket": "escape",
    "ctrl+h": "backspace",
    "ctrl+@": "ctrl+space",
    "shift+enter": "enter",
}
NOT_TEXT = frozenset({"enter", "tab", "escape", "backspace", "delete"})


def name_of(key: str, character: str | None) -> str:
    """`j`, `[`, ` `, `down`, `ctrl+f`."""
    key = SAME.get(key, key)
    if key not in NOT_TEXT and character is not None and len(character) == 1 and character.isprintable():
        return character
    return " " if key == "space" else key
