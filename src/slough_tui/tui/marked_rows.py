"""The rows of a grid in a window, some of them marked: what a verb acts on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.marks import Marks
from slough_tui.tui.window import Window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slough_tui.views.grid import Grid

GUTTER = 2


class MarkedRows(Window):
    """A cursor over a grid with marks; `anchor` is the row at which a range was begun, `labels` those of a jump."""

    def __init__(self, grid: Grid, rows: int) -> None:
        super().__init__(rows)
        self.grid = grid
        self.marks = Marks(grid.total)
        self.anchor: int | None = None
        self.labels: Mapping[int, str] = {}

    @property
    def height(self) -> int:
        """How many rows are shown."""
        return self.grid.height

    @property
    def id(self) -> str | None:
        """The id of the record under the cursor; None where no row is shown."""
        return self.grid.id(self.cursor) if self.height else None

    @property
    def mark_room(self) -> int:
        """Cells for the marks."""
        return GUTTER if self.marks.count or self.anchor is not None or self.labels else 0

    def mark_here(self) -> None:
        """Mark the record under the cursor, or take its mark off."""
        here = self.grid.numbers(self.cursor, self.cursor + 1)
        self.marks.put(here, marked=not self.marks.have(here))

    def in_range(self, row: int) -> bool:
        """Whether a shown row is between the beginning of the range and the cursor."""
        return self.anchor is not None and min(self.anchor, self.cursor) <= row <= max(
            self.anchor, self.cursor
        )

    def mark_range(self) -> int:
        """Mark from the beginning of the range to the cursor; how many these are."""
        first, last = sorted((self.cursor if self.anchor is None else self.anchor, self.cursor))
        self.marks.put(self.grid.numbers(first, last + 1))
        self.anchor = None
        return last + 1 - first

    def mark_shown(self) -> bool:
        """Mark all shown rows, or take their marks off where all have one; whether they are marked now."""
        numbers = self.grid.numbers()
        marked = not self.marks.have(numbers)
        self.marks.put(numbers, marked=marked)
        self.anchor = None
        return marked

    def unmark(self) -> None:
        """Take all marks off."""
        self.marks.clear()
        self.anchor = None

    @property
    def chosen(self) -> list[str]:
        """The ids that a verb acts on: the marked ones, else the one under the cursor, else none."""
        if self.marks.count:
            return self.marks.ids(self.grid.frame)
        return [self.id] if self.id is not None else []
