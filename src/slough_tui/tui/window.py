"""The part of a table that is on the screen, and how cursor and pages move it. Rows may take several lines each.

Nothing here looks at more rows than a screen holds, whatever the height of the table.
"""

from __future__ import annotations

from abc import ABC, abstractmethod


class Window(ABC):
    """`rows` lines, through which rows are seen from `top` on; the cursor's row is always among them.

    `tall` is how many lines a row may take at most.
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.tall = 1
        self.cursor = 0
        self.top = 0

    @property
    @abstractmethod
    def height(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def lines_of(self, row: int) -> int:
        """Lines that a row takes, at least 1 and at most `rows`."""

    def go(self, row: int) -> None:
        """Put the cursor on a row (the last or first one if there is no such row)."""
        self.cursor = max(0, min(row, self.height - 1))
        self._follow()

    def move(self, by: int) -> None:
        """So many rows down, or up."""
        self.go(self.cursor + by)

    def page(self, by: float) -> None:
        """So many windows down, or up; the line of the cursor on the screen stays, as far as it can."""
        step = round(self._whole() * by) if abs(by) < 1 else self._leaf(down=by > 0)
        self.top = max(0, min(self.top + step, self._last_top()))
        self.go(self.cursor + step)

    def scroll(self, by: int) -> None:
        """Move the window by rows, and the cursor only if it would leave it."""
        self.top = max(0, min(self.top + by, self._last_top()))
        last = min(self.top + self._whole() - 1, max(self.height - 1, 0))
        self.cursor = max(self.top, min(self.cursor, last))

    def centre(self) -> None:
        """The cursor's row in the middle of the window."""
        above = self._top_above(self.cursor, self.rows // 2 + self.lines_of(self.cursor))
        self.top = max(0, min(above, self._last_top()))

    def in_sight(self) -> range:
        """The rows on the screen, the last of them perhaps in part."""
        if self.tall == 1:
            return range(self.top, min(self.top + self.rows, self.height))
        return range(self.top, min(self.top + self._whole() + 1, self.height))

    def row_on(self, line: int) -> int | None:
        """The row on a line of the window; None where there is none."""
        end = 0
        for row in self.in_sight():
            end += self.lines_of(row)
            if line < end:
                return row
        return None

    def _whole(self) -> int:
        """How many rows the window shows whole, at least 1; with one line each, as many as there is room for."""
        if self.tall == 1:
            return self.rows
        row, used = self.top, 0
        while row < self.height and (used := used + self.lines_of(row)) <= self.rows:
            row += 1
        return max(row - self.top, 1)

    def _leaf(self, *, down: bool) -> int:
        """Rows to the next page, or the one before: one row of this page stays in sight."""
        if down:
            return max(self._whole() - 1, 1)
        return min(self._top_above(self.top, self.rows) - self.top, -1)

    def _top_above(self, row: int, lines: int) -> int:
        """The first row from which `row` still ends within so many lines; it may be less than 0."""
        if self.tall == 1:
            return row - lines + 1
        used = self.lines_of(row)
        while row > 0 and (used := used + self.lines_of(row - 1)) <= lines:
            row -= 1
        return row

    def _last_top(self) -> int:
        return max(self._top_above(self.height - 1, self.rows), 0) if self.height else 0

    def _follow(self) -> None:
        if self.cursor < self.top:
            self.top = self.cursor
        else:
            self.top = max(self.top, self._top_above(self.cursor, self.rows))
        self.top = max(0, min(self.top, self._last_top()))
