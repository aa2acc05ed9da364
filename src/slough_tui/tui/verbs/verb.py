"""What a verb is: one thing that can be done, with its keys, its name, its help. Everything else is made from these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.model.safe_text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.tui.session import Session

SHOWN_KEYS = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    " ": "Space",
    "f1": "F1",
    "f5": "F5",
}


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be done.

    `keys` are strokes with a space between those of one sequence (`g g`); `modes` where it can be done;
    `footer` a word for the line of keys at the bottom; `at_once`: does not wait for the place to load.
    """

    name: str
    keys: tuple[str, ...]
    help: str
    group: str
    modes: tuple[str, ...]
    run: Callable[[Session], None]
    footer: str = ""
    needs_rows: bool = False
    at_once: bool = False
    palette: bool = True

    def strokes(self) -> tuple[tuple[str, ...], ...]:
        """Every key or sequence that does it, stroke by stroke."""
        return tuple((" ",) if key == "space" else tuple(key.split(" ")) for key in self.keys)


def display(strokes: tuple[str, ...], *, ascii_only: bool = False) -> str:
    """A key or sequence as people read it: `gg`, `Ctrl-F`."""
    return "".join(_display(stroke, ascii_only=ascii_only) for stroke in strokes)


def shown_key(*strokes: str) -> str:
    """Keys that were pressed, as people read them; safe to print."""
    return clean(display(strokes), limit=40)


def _display(stroke: str, *, ascii_only: bool) -> str:
    if stroke.startswith("ctrl+"):
        return f"Ctrl-{stroke[5:].upper()}"
    shown = SHOWN_KEYS.get(stroke, stroke)
    return stroke.capitalize() if ascii_only and not shown.isascii() else shown


def verb(
    name: str,
    keys: str,
    help_: str,
    *,
    group: str,
    modes: str = "table",
    footer: str = "",
    needs_rows: bool = False,
    at_once: bool = False,
    palette: bool = True,
) -> Callable[[Callable[[Session], None]], Verb]:
    """Make a verb of a function; `keys` and `modes` are words with ` , ` and a space between them."""

    def made(run: Callable[[Session], None]) -> Verb:
        return Verb(
            name,
            tuple(key for key in keys.split(" , ") if key),
            help_,
            group,
            tuple(modes.split()),
            run,
            footer,
            needs_rows,
            at_once,
            palette,
        )

    return made
