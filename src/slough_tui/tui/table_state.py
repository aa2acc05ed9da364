"""Where a person stands in a table: the row and column under the cursor, and which part of it is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from slough_tui.tui.effects import Later
from slough_tui.tui.looking import Look
from slough_tui.tui.marked_rows import MarkedRows
from slough_tui.views.columns import HOME, Slot, arrange, in_room, left_to_show
from slough_tui.views.grid import RowText
from slough_tui.views.ordering import Key, toggled
from slough_tui.views.tall_rows import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from slough_tui.model.table import Column
    from slough_tui.views.grid import Arranged, Grid

T = TypeVar("T")

LARGE = 20_000
"""Rows from which on a filter or a sort may take longer than a key should wait."""


class TableState(MarkedRows):
    """A cursor over a grid, and the window of `rows` by `width` cells through which it is seen.

    The cursor is always on a shown row (0 if there is none) and inside the window.
    """

    def __init__(
        self, grid: Grid, *, rows: int = 20, width: int = 80, later: Callable[[Later], None] | None = None
    ) -> None:
        super().__init__(grid, rows)
        self.width = width
        self.numbered = False
        self.column = 0
        self.left = HOME
        self.settling = False
        self._later = later
        self._turn = 0
        self._look = Look(later)
        self._folds: dict[int, tuple[RowText, ...]] = {}
        self._folded_at: tuple[object, ...] = ()
        self._slots: tuple[Slot, ...] = ()

    @property
    def here(self) -> Column | None:
        """The column under the cursor."""
        return self.grid.columns[self.column] if self.grid.columns else None

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
        """Cells at the left for marks and row numbers; none while nothing is marked or numbered."""
        return self.mark_room + self.number_room

    @property
    def number_room(self) -> int:
        """Cells for the row numbers, the same whatever is filtered away."""
        return len(f"{self.grid.total:,}") + 1 if self.numbered else 0

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
        more = bool(slots) and slots[-1].number < len(self.grid.wanted) - 1  # which has a sign of its own
        return arrange(self.grid.wanted, self.room - 2, self.left) if more else slots

    def resize(self, rows: int, width: int) -> None:
        """The window has a new size; the cursor stays in it."""
        self.rows, self.width = max(rows, 1), max(width, 1)
        self.left = HOME
        self._follow_column()

    def lay(self, *, tall: int | None = None, numbered: bool | None = None) -> None:
        """Give a row at most so many lines, and show row numbers or not; None: as it is."""
        self.tall = self.tall if tall is None else tall
        self.numbered = self.numbered if numbered is None else numbered
        self._follow_column()

    def folded(self, row: int) -> tuple[RowText, ...]:
        """A shown row as the lines that it takes."""
        at = (self.grid, self.grid.turn, self.left, self.width, self.gutter, self.tall, self.rows)
        if at != self._folded_at:
            self._folded_at, self._folds = at, {}
            self._slots = self.slots()
        if row not in self._folds:
            self.grid.rows(max(row - self.rows, 0), row + self.rows)  # its neighbours will be asked for, too
            blank = ("",) * len(self.grid.wanted)  # a page from the last start does not know every row
            text = next(iter(self.grid.rows(row, row + 1)), RowText(blank, blank))
            self._folds[row] = folded(self._short(text), self._slots, min(self.tall, self.rows))
        return self._folds[row]

    def _short(self, row: RowText) -> RowText:
        texts = list(row.texts)
        for number, _, width in self._slots:
            texts[number] = in_room(texts[number], self.grid.wanted[number], width)
        return RowText(tuple(texts), row.roles)

    def seen(self) -> list[tuple[int, tuple[RowText, ...]]]:
        """The rows on the screen, each with its number and the lines that it takes."""
        sight = self.in_sight()
        if self.tall == 1:
            texts = self.grid.rows(sight.start, sight.stop)
            return [(row, (text,)) for row, text in zip(sight, texts, strict=False)]
        return [(row, self.folded(row)) for row in sight]

    def lines_of(self, row: int) -> int:
        """Lines that a shown row takes."""
        return 1 if self.tall == 1 or not self.height else len(self.folded(row))

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

    def go(self, row: int) -> None:
        """Put the cursor on a row; what is looked for is given up."""
        self._look.give_up()
        super().go(row)

    def look_for(
        self, words: str, start: int, then: Callable[[int | None], None], *, back: bool = False
    ) -> None:
        """`then` gets the next row with `words` in it; in a large table later, unless one has moved by then."""
        self._look.find(self.grid, words, start, then, back=back, at_once=self.grid.total < LARGE)

    def find_out(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """`then` gets what `work` finds out from the shown rows; in a large table later, beside the screen."""
        if self._later is None or self.grid.total < LARGE:
            then(work())
        elif self.settling:  # other rows will be shown when everything that was asked before is answered
            self._later(Later(lambda _: None, lambda _: self.find_out(work, then)))
        else:
            self._later(Later(lambda _: work(), then))

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
        self.column = min(self.column, max(len(grid.columns) - 1, 0))
        self.to_column(name)

    def _rearrange(self, text: str, keys: Sequence[Key], *, back: bool = True, top: bool = False) -> None:
        """Show what a filter keeps in an order; then the cursor is `back` on its record, or at the `top`.

        In a large table that takes longer than a key may wait, so it is found out beside the screen, and a
        newer wish makes an older one stale.
        """
        grid = self.grid
        turn = self._turn = self._turn + 1
        self._look.give_up()
        self.anchor = None
        at_once = grid.is_at_hand(text, keys) or grid.is_quick(text)
        if self._later is None or grid.total < LARGE or at_once:
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
        self.column = min(self.column, max(len(self.grid.columns) - 1, 0))
        row = None if number is None else self.grid.row_at(number)
        self.go(row if row is not None else 0 if top else self.cursor)

    def warm(self) -> None:
        """It is looked at: have found out what filters and sorts of a large table will need."""
        grid = self.grid
        if self._later is not None and grid.total >= LARGE:
            self._later(Later(grid.warm, lambda _: None))

    def cool(self) -> None:
        """It is not looked at any more: what filters and sorts need is forgotten."""
        self.grid.cool()

    def _follow_column(self) -> None:
        self.left = left_to_show(self.grid.wanted, self.room - 2, self.left, self.column)
        self._follow()
