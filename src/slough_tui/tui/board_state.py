"""Where a person stands on a board: the spot under the cursor, and the lines in the window."""

from __future__ import annotations

from slough_tui.views.board import Board, Goal, Spot
from slough_tui.views.spans import plain


class BoardState:
    """A cursor over the spots of a board, seen through a window of `rows` lines; it is always in the window."""

    def __init__(self) -> None:
        self.board = Board((), ())
        self.rows = 20
        self.cursor = 0
        self.top = 0

    def take(self, board: Board) -> None:
        """Show another board; the cursor stays with what it leads to, where that is still there."""
        before = self.goal
        self.board = board
        self.cursor = next(
            (i for i, spot in enumerate(board.spots) if spot.goal == before),
            min(self.cursor, max(len(board.spots) - 1, 0)),
        )
        self._follow()

    def resize(self, rows: int) -> None:
        """The window has a new size."""
        self.rows = max(rows, 1)
        self._follow()

    @property
    def here(self) -> Spot | None:
        """The spot under the cursor."""
        return self.board.spots[self.cursor] if self.board.spots else None

    @property
    def goal(self) -> Goal | None:
        """Where the spot under the cursor leads."""
        return self.here.goal if self.here else None

    def down(self, by: int) -> None:
        """So many lines with spots down, or up, to the spot that stands nearest below."""
        if self.here is None:
            return
        lines = sorted({spot.line for spot in self.board.spots})
        at = lines.index(self.here.line)
        line, x = lines[max(0, min(at + by, len(lines) - 1))], self.here.start
        among = [i for i, spot in enumerate(self.board.spots) if spot.line == line]
        self.cursor = min(among, key=lambda i: abs(self.board.spots[i].start - x))
        self._follow()

    def along(self, by: int) -> None:
        """So many spots on in the order of reading, or back."""
        self.cursor = max(0, min(self.cursor + by, len(self.board.spots) - 1))
        self._follow()

    def turn(self, by: float) -> None:
        """So many windows down, or up; the cursor comes along."""
        step = round(max(self.rows - 1, 1) * by)
        self.top = max(0, min(self.top + step, self.last_top))
        inside = [
            i for i, spot in enumerate(self.board.spots) if self.top <= spot.line < self.top + self.rows
        ]
        if inside and self.cursor not in inside:
            self.cursor = inside[0] if by > 0 else inside[-1]

    @property
    def last_top(self) -> int:
        """The window's lowest place."""
        return max(len(self.board.lines) - self.rows, 0)

    def find(self, words: str, *, back: bool = False) -> bool:
        """Go to the next line with `words` in it, going round; False if there is none."""
        hits = [i for i, line in enumerate(self.board.lines) if words.lower() in plain(line).lower()]
        if not hits:
            return False
        at = self.here.line if self.here else self.top
        line = next(
            (i for i in (reversed(hits) if back else hits) if (i < at if back else i > at)),
            hits[-1 if back else 0],
        )
        spots = self.board.spots
        if spots:
            self.cursor = min(range(len(spots)), key=lambda i: (abs(spots[i].line - line), spots[i].start))
        self._follow()
        return True

    def _follow(self) -> None:
        line = self.here.line if self.here else 0
        if line <= self.top:
            self.top = max(line - 1, 0)  # the heading above comes along
        elif line >= self.top + self.rows:
            self.top = line - self.rows + 1
        self.top = max(0, min(self.top, self.last_top))
