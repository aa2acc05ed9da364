"""Looking for words in a table: in a large one beside the screen, so that no key waits for a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.effects import Later

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.views.grid import Grid


class Look:
    """The newest search; it is given up when one looks for something else or goes elsewhere.

    `later` takes what is to be found out beside the screen; None: everything is found at once.
    """

    def __init__(self, later: Callable[[Later], None] | None) -> None:
        self._later = later
        self._turn = 0

    def give_up(self) -> None:
        """Whatever is still looked for is of no use any more."""
        self._turn += 1

    def find(
        self,
        grid: Grid,
        words: str,
        start: int,
        then: Callable[[int | None], None],
        *,
        back: bool,
        at_once: bool,
    ) -> None:
        """`then` gets the next row from `start` on (or back from it) with `words` in it, None if there is none."""
        self.give_up()
        turn = self._turn
        if self._later is None or at_once or grid.has_hits(words):
            then(grid.find(words, start, back=back))
            return

        def found(_: object) -> None:
            if turn == self._turn:
                then(grid.find(words, start, back=back))

        self._later(Later(lambda _: grid.hits(words, lambda: turn != self._turn), found))
