"""Waiting for one character: bookmarks, and labels on what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.preview import Sheet
from slough_tui.views.spans import Line, Span, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from slough_tui.tui.session import Session

LABELS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM1234567890"
"""Characters in the order of how near they lie under the fingers."""


class Letter(Sheet):
    """A page that waits for a character and gives it to `run`; what the characters mean is listed."""

    typing = True

    def __init__(self, title: str, known: Mapping[str, str], run: Callable[[Session, str], None]) -> None:
        super().__init__("letter", title, self._paint)
        self.known = dict(known)
        self.run = run

    def take(self, session: Session, letter: str) -> None:
        """The character has been pressed."""
        session.sheets.pop()
        session.guard(lambda: self.run(session, letter))

    def _paint(self, width: int) -> list[Line]:
        if not self.known:
            return [(Span("No letter is taken yet.", "quiet"),)]
        return [
            (Span(f"{letter}  ", "key"), Span(cut(text, width - 3)))
            for letter, text in sorted(self.known.items())
        ]


class Jump:
    """Labels on the lines of the table or the links of a record that are on the screen: label to number."""

    mode = "jump"
    typing = True

    def __init__(self, numbers: list[int]) -> None:
        self.labels = dict(zip(LABELS, numbers, strict=False))
        self.of = {number: label for label, number in self.labels.items()}

    def scroll(self, by: int) -> None:
        """It stays as long as it waits."""
