"""A list that one types into and takes something from: the keys of this screen, the palette, the places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.tui.session import Session

MOST_NEAR = 12
NEAR = 65
"""How alike (of 100) a choice must be to what was typed where nothing has the very words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a chooser: the key at its left, what it does, the heading it stands under, what taking it does."""

    key: str
    text: str
    group: str
    run: Callable[[Session], None]
    words: str = ""


@dataclass
class Chooser:
    """A titled list of choices, narrowed by what is typed; the cursor is always on a shown choice.

    `typing`: letters are typed into the list rather than pressed. `waits`: the choices are still being found out.
    """

    title: str
    choices: tuple[Choice, ...]
    typed: str = ""
    cursor: int = 0
    top: int = 0
    typing: bool = False
    waits: bool = False
    shown: tuple[Choice, ...] = field(default=())

    def __post_init__(self) -> None:
        self.narrow(self.typed)

    def narrow(self, typed: str) -> None:
        """Show the choices that have every typed word in them, those that begin with it first; else what is near."""
        self.typed = typed
        wanted = typed.lower().split()
        found = [c for c in self.choices if all(word in _haystack(c) for word in wanted)]
        if not found and wanted:
            found = _near(typed, self.choices)
        elif wanted:
            found.sort(key=lambda c: not (c.key == typed or c.words.startswith(wanted[0])))
        self.shown = tuple(found)
        self.cursor = self.top = 0

    def fill(self, choices: tuple[Choice, ...]) -> None:
        """The choices have been found out."""
        self.choices, self.waits = choices, False
        self.narrow(self.typed)

    def move(self, by: int) -> None:
        """So many choices down, or up."""
        self.cursor = max(0, min(self.cursor + by, len(self.shown) - 1))

    @property
    def here(self) -> Choice | None:
        """The choice under the cursor."""
        return self.shown[self.cursor] if self.shown else None


def _near(typed: str, choices: tuple[Choice, ...]) -> list[Choice]:
    """The choices in which something like the typed words stands, the most alike first."""
    from rapidfuzz import fuzz, process

    texts = [_haystack(choice) for choice in choices]
    wanted = typed.lower().strip()
    found = process.extract(wanted, texts, scorer=fuzz.partial_ratio, limit=MOST_NEAR, score_cutoff=NEAR)
    return [choices[index] for _, _, index in found]


def _haystack(choice: Choice) -> str:
    return f"{choice.key} {choice.text} {choice.group} {choice.words}".lower()
