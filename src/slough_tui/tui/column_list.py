"""The columns of a table as a list in which they are hidden, moved and made wider; the table follows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.preview import Sheet
from slough_tui.views.spans import Line, Span, pad

if TYPE_CHECKING:
    from slough_tui.model.table import Column
    from slough_tui.tui.table_state import TableState

LEAST, MOST = 3, 200


class ColumnList(Sheet):
    """Every column of a place's table, the shown ones first, in their order."""

    def __init__(self, table: TableState) -> None:
        super().__init__("columns", "Columns", self._paint)
        self.table = table
        grid = table.grid
        self.before = (grid.chosen, dict(grid.widths))
        known = [c for c in grid.place.table.columns if c.name in grid.frame.columns]
        shown = [c for name in grid.names for c in known if c.name == name]
        self.columns: list[Column] = [*shown, *(c for c in known if c not in shown)]
        self.shown = {c.name for c in shown}
        self.widths = dict(grid.widths)
        self.cursor = min(table.column, len(self.columns) - 1)

    @property
    def here(self) -> Column:
        """The column under the cursor."""
        return self.columns[self.cursor]

    def scroll(self, by: int) -> None:
        """Lines are columns here."""
        self.cursor = max(0, min(self.cursor + by, len(self.columns) - 1))
        self.top = max(min(self.top, self.cursor), self.cursor - self.rows + 1, 0)

    def toggle(self) -> bool:
        """Hide or show the column; False if it is the last one that is shown."""
        if self.shown == {self.here.name}:
            return False
        self.shown ^= {self.here.name}
        self._apply()
        return True

    def move(self, by: int) -> None:
        """Move the column up or down."""
        to = max(0, min(self.cursor + by, len(self.columns) - 1))
        self.columns.insert(to, self.columns.pop(self.cursor))
        self.cursor = to
        self.scroll(0)
        self._apply()

    def widen(self, by: int) -> None:
        """Give the column more cells, or fewer."""
        now = self.widths.get(self.here.name) or self._width()
        self.widths[self.here.name] = max(LEAST, min(now + by, MOST))
        self._apply()

    def as_usual(self) -> None:
        """The columns of the place, in their own order and width."""
        self.table.show((), {})
        before = self.before
        self.__init__(self.table)  # type: ignore[misc]
        self.before = before

    def restore(self) -> None:
        """What held before holds again."""
        self.table.show(*self.before)

    def _apply(self) -> None:
        names = tuple(c.name for c in self.columns if c.name in self.shown)
        widths = {name: width for name, width in self.widths.items() if name in self.shown}
        self.table.show(names, widths)

    def _width(self) -> int:
        for slot in self.table.slots():
            if self.table.grid.wanted[slot.number].name == self.here.name:
                return slot.width
        return 10

    def _paint(self, width: int) -> list[Line]:
        lines: list[Line] = []
        names = min(max(len(c.heading) for c in self.columns), width // 2)
        for number, column in enumerate(self.columns):
            mark = "x" if column.name in self.shown else " "
            wide = f"{self.widths[column.name]} wide" if column.name in self.widths else ""
            text = f"[{mark}] {pad(column.heading, names)}  {pad(column.name, 20)}  {wide}"
            role = "cursor" if number == self.cursor else "" if column.name in self.shown else "quiet"
            lines.append((Span(pad(text, width), role),))
        return lines
