"""Where a person stands in a table: the row and column under the cursor, and which part of it is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.tui.effects import Later
from slough_tui.tui.marks import Marks
from slough_tui.views.columns import HOME, Slot, arrange, left_to_show
from slough_tui.views.ordering import Key, toggled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from slough_tui.model.table import Column
    from slough_tui.views.grid import Arranged, Grid

GUTTER = 2
LARGE = 20_000
"""Rows from which on a filter or a sort may take longer than a key should wait."""


class TableState:
    """A cursor over a grid, and the window of `rows` by `width` cells through which it is seen.

    The cursor is always on a shown row (0 if there is none) and inside the window.
    """

    def __init__(
        self, grid: Grid, *, rows: int = 20, width: int = 80, later: Callable[[Later], None] | None = None
    ) -> None:
        self.grid = grid
        self.rows = rows
        self.width = width
        self.cursor = 0
        self.top = 0
        self.column = 0
        self.left = HOME
        self.marks = Marks(grid.total)
        self.anchor: int | None = None
        self.labels: Mapping[int, str] = {}
        self.settling = False
        self._later = later
        self._turn = 0
        self._warm()

    @property
    def height(self) -> int:
        """How many rows are shown."""
        return self.grid.height

    @property
    def here(self) -> Column | None:
        """The column under the cursor."""
        return self.grid.columns[self.column] if self.grid.columns else None

    @property
    def id(self) -> str | None:
        """The id of the record under the cursor; None where no row is shown."""
        return self.grid.id(self.cursor) if self.height else None

    @property
    def record(self) -> dict[str, Any] | None:
        """The record under the cursor."""
        return self.grid.record(self.cursor) if self.height else None

    @property
    def value(self) -> Any:
        """The value under the cursor."""
        return self.grid.value(self.cursor, self.here.name) if self.height and self.here else None

    @property
    def gutter(self) -> int:
        """Cells at the left for the marks; none while nothing is marked."""
        return GUTTER if self.marks.count or self.anchor is not None or self.labels else 0

    @property
    def room(self) -> int:
        """Cells for the columns."""
        return max(self.width - self.gutter, 1)

    def value_of(self, column: str) -> Any:
        """A value of the record under the cursor; None where no row is shown."""
        return self.grid.value(self.cursor, column) if self.height else None

    def slots(self) -> tuple[Slot, ...]:
        """The columns on the screen, from the gutter on."""
        slots = arrange(self.grid.wanted, self.room, self.left)
        if (
            slots and slots[-1].number < len(self.grid.wanted) - 1
        ):  # leave a cell for the sign that there is more
            return arrange(self.grid.wanted, self.room - 2, self.left)
        return slots

    def resize(self, rows: int, width: int) -> None:
        """The window has a new size; the cursor stays in it."""
        self.rows, self.width = max(rows, 1), max(width, 1)
        self.left = HOME
        self._follow()
        self._follow_column()

    def go(self, row: int) -> None:
        """Put the cursor on a row (the last or first one if there is no such row)."""
        self.cursor = max(0, min(row, self.height - 1))
        self._follow()

    def move(self, by: int) -> None:
        """So many rows down, or up."""
        self.go(self.cursor + by)

    def page(self, by: float) -> None:
        """So many windows down, or up; the line of the cursor on the screen stays, as far as it can."""
        step = round(self.rows * by) if abs(by) < 1 else round((self.rows - 1) * by)
        last_top = max(self.height - self.rows, 0)
        self.top = max(0, min(self.top + step, last_top))
        self.go(self.cursor + step)

    def scroll(self, by: int) -> None:
        """Move the window, and the cursor only if it would leave it."""
        self.top = max(0, min(self.top + by, max(self.height - self.rows, 0)))
        self.cursor = max(self.top, min(self.cursor, self.top + self.rows - 1, max(self.height - 1, 0)))

    def centre(self) -> None:
        """The cursor's row in the middle of the window."""
        self.top = max(0, min(self.cursor - self.rows // 2, max(self.height - self.rows, 0)))

    def across(self, by: int) -> None:
        """So many columns to the right, or left."""
        self.column = max(0, min(self.column + by, len(self.grid.columns) - 1))
        self._follow_column()

    def to_column(self, name: str) -> bool:
        """Put the cursor on the column of this name; False if it is not shown."""
        if name not in self.grid.names:
            return False
        self.column = self.grid.names.index(name)
        self._follow_column()
        return True

    def show(self, names: Sequence[str], widths: Mapping[str, int]) -> None:
        """Show these columns (none: the place's own); the cursor stays on its column where that is shown."""
        name = self.here.name if self.here else ""
        self.grid.show(names, widths)
        self.column = min(self.column, max(len(self.grid.columns) - 1, 0))
        self.left = HOME
        self.to_column(name)
        self._follow_column()

    def sift(self, text: str) -> None:
        """Filter, with the cursor kept on its record where it is still shown. UsageError changes nothing."""
        self.grid.check(text)
        self._rearrange(text, self.grid.keys)

    def sort(self, keys: Sequence[Key]) -> None:
        """Order by `keys` and show what comes first."""
        self._rearrange(self.grid.filter, keys, back=False, top=True)

    def sort_here(self, *, descending: bool, add: bool) -> None:
        """Order by the column under the cursor; the same again takes it off."""
        if self.here:
            self.sort(toggled(self.grid.keys, Key(self.here.name, descending), add=add))

    def go_to(self, record: str) -> bool:
        """Put the cursor on a record; False if it is not shown."""
        row = self.grid.row_of(record)
        if row is None:
            return False
        self.go(row)
        return True

    def take(self, grid: Grid) -> None:
        """A newer state of the same table: filter, order, column and record stay where they can."""
        record, name = self.id, self.here.name if self.here else ""
        old, self.grid = self.grid, grid
        self.marks, self.anchor = self.marks.carried(old, grid), None
        if old.chosen or old.widths:
            grid.show(old.chosen, old.widths)
        row = None if record is None else grid.row_of(record)
        self.cursor = self.cursor if row is None else row
        self._rearrange(old.filter, old.keys, back=row is not None)
        self._warm()
        self.column = min(self.column, max(len(grid.columns) - 1, 0))
        self.to_column(name)

    def _rearrange(self, text: str, keys: Sequence[Key], *, back: bool = True, top: bool = False) -> None:
        """Show what a filter keeps in an order; then the cursor is `back` on its record, or at the `top`.

        In a large table that takes longer than a key may wait, so it is found out beside the screen, and a
        newer wish makes an older one stale.
        """
        grid = self.grid
        self._turn += 1
        turn = self._turn
        self.anchor = None
        if self._later is None or grid.total < LARGE or grid.is_at_hand(text, keys):
            self._arranged(grid.arranged(text, keys), back=back, top=top)
            return
        self.settling = True
        grid.filter, grid.keys = text, tuple(keys)
        self._later(
            Later(
                lambda _: grid.arranged(text, keys, stale=lambda: turn != self._turn),
                lambda found: self._arranged(found, back=back, top=top) if turn == self._turn else None,
            )
        )

    def _arranged(self, arranged: Arranged, *, back: bool, top: bool) -> None:
        number = self.grid.number(self.cursor) if back and self.cursor < self.height else None
        self.settling = False
        self.grid.accept(arranged)
        row = None if number is None else self.grid.row_at(number)
        self.go(row if row is not None else 0 if top else self.cursor)

    def _warm(self) -> None:
        grid = self.grid
        if self._later is not None and grid.total >= LARGE:
            self._later(Later(grid.warm, lambda _: None))

    # ------------------------------------------------------------ marks

    def mark_here(self) -> None:
        """Mark the record under the cursor, or take its mark off."""
        number = self.grid.number(self.cursor)
        self.marks.put([number], marked=not self.marks.has(number))

    def in_range(self, row: int) -> bool:
        """Whether a shown row is between the beginning of the range and the cursor."""
        return self.anchor is not None and min(self.anchor, self.cursor) <= row <= max(
            self.anchor, self.cursor
        )

    def mark_range(self) -> int:
        """Mark from the beginning of the range to the cursor; how many these are."""
        first, last = sorted((self.cursor if self.anchor is None else self.anchor, self.cursor))
        self.marks.put(self.grid.number(row) for row in range(first, last + 1))
        self.anchor = None
        return last + 1 - first

    def mark_shown(self) -> bool:
        """Mark all shown rows, or take their marks off where all have one; whether they are marked now."""
        numbers = self.grid.numbers()
        marked = not all(self.marks.has(number) for number in numbers)
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

    def _follow(self) -> None:
        if self.cursor < self.top:
            self.top = self.cursor
        elif self.cursor >= self.top + self.rows:
            self.top = self.cursor - self.rows + 1
        self.top = max(0, min(self.top, max(self.height - self.rows, 0)))

    def _follow_column(self) -> None:
        self.left = left_to_show(self.grid.wanted, self.room - 2, self.left, self.column)
