"""A table as a person sees it: which rows, in which order, under which columns, as text for the lines on the screen.

The frame is never copied: a filter and an order make an index of row numbers, and only the rows that
are looked at become strings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from slough_tui.views import conditions, ordering, sifting
from slough_tui.views.columns import Wanted
from slough_tui.views.values import role_of, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import polars as pl

    from slough_tui.model.table import Column
    from slough_tui.views.ordering import Key
    from slough_tui.views.places import Place

SAMPLE = 512
"""Widths are taken from this many rows: the first paint may not depend on the height of the table."""
KEPT_ROWS = 4096
NOTHING_NEW = frozenset({"series", "council"})
"""Columns that are left out where every row has the same in them."""


class RowText(NamedTuple):
    """One row as text, cell by cell (neither safe nor cut yet), and what each value means (`red`, `done`)."""

    texts: tuple[str, ...]
    roles: tuple[str, ...]


class Grid:
    """One place's rows over one frame.

    `height` is the number of rows shown, `total` of all. Row numbers of the methods count shown rows.
    """

    def __init__(self, place: Place, frame: pl.DataFrame, today: date, *, ascii_only: bool = False) -> None:
        self.place = place
        self.frame = frame
        self.today = today
        self.ascii_only = ascii_only
        self.total: int = frame.height
        self.chosen: tuple[str, ...] = ()
        self.widths: dict[str, int] = {}
        self.columns: tuple[Column, ...] = self._columns()
        self.names: tuple[str, ...] = tuple(c.name for c in self.columns)
        self.wanted: tuple[Wanted, ...] = self._wanted()
        self.filter = ""
        self.keys: tuple[Key, ...] = ()
        self._order: pl.Series | None = None
        self._mask: pl.Series | None = None
        self._index: pl.Series | None = None
        self._haystack: pl.Series | None = None
        self._rows: dict[int, RowText] = {}

    def show(self, names: Sequence[str], widths: Mapping[str, int]) -> None:
        """Show these columns in this order (none: the place's own), some as wide as a person wants; unknown ones are left out."""
        known = [name for name in names if name in self.place.table.names and name in self.frame.columns]
        self.chosen = tuple(dict.fromkeys(known))
        self.widths = {name: width for name, width in widths.items() if name in self.frame.columns}
        self.columns = self._columns()
        self.names = tuple(c.name for c in self.columns)
        self.wanted = self._wanted()
        self._haystack = None
        self._rows.clear()

    def _columns(self) -> tuple[Column, ...]:
        """The chosen columns; else the place's that hold anything that tells rows apart, the flexible one always."""
        table = self.place.table
        if self.chosen:
            return tuple(table.column(name) for name in self.chosen)
        names = [name for name in table.shown if name in self.frame.columns]
        if not self.total:
            return tuple(table.column(name) for name in names)
        counts = self.frame.select(names).null_count().row(0)
        keep = [n for n, empty in zip(names, counts, strict=True) if empty < self.total and not self._same(n)]
        if self.place.flexible not in keep and self.place.flexible in names:
            keep.insert(min(1, len(keep)), self.place.flexible)
        return tuple(table.column(name) for name in keep)

    def _same(self, name: str) -> bool:
        """Whether a column of this kind says the same on every row, and so nothing."""
        return name in NOTHING_NEW and self.total > 1 and self.frame.get_column(name).n_unique() == 1

    def _wanted(self) -> tuple[Wanted, ...]:
        sample = self.frame.head(SAMPLE).select(self.names)
        out: list[Wanted] = []
        for column in self.columns:
            values = sample.get_column(column.name).to_list()
            texts = (shown(value, column) for value in values)
            widest = max((min(len(text), 500) for text in texts), default=0)
            flexible = column.name == self.place.flexible
            out.append(
                Wanted(
                    column.name,
                    column.heading,
                    column.type,
                    widest,
                    flexible,
                    bool(column.vocabulary),
                    self.widths.get(column.name, 0),
                )
            )
        return tuple(out)

    @property
    def height(self) -> int:
        """How many rows are shown."""
        return self.total if self._index is None else len(self._index)

    def sift(self, text: str) -> None:
        """Keep the rows that the filter `text` keeps. UsageError leaves everything as it was."""
        words, sql, _ = conditions.parted(text)
        mask = sifting.mask(self.frame, self.place.table, words, self.today, self._words)
        held = conditions.mask(self.frame, sql, self.today)
        self._mask = held if mask is None else mask if held is None else mask & held
        self.filter = text
        self._reindex()

    def sort(self, keys: Sequence[Key]) -> None:
        """Order the rows by `keys`; none: as they stand in the register."""
        self._order = ordering.order(self.frame, self.place.table, keys)
        self.keys = tuple(keys)
        self._reindex()

    def _words(self) -> pl.Series:
        if self._haystack is None:
            self._haystack = sifting.haystack(self.frame, sifting.searched(self.place.table, self.names))
        return self._haystack

    def _reindex(self) -> None:
        self._rows.clear()
        if self._order is None:
            self._index = None if self._mask is None else self._mask.arg_true()
        elif self._mask is None:
            self._index = self._order
        else:
            self._index = self._order.filter(self._mask.gather(self._order))

    def number(self, row: int) -> int:
        """The row's number in the frame."""
        return row if self._index is None else int(self._index[row])

    def numbers(self) -> Sequence[int]:
        """The numbers in the frame of all shown rows, in the order in which they are shown."""
        return range(self.total) if self._index is None else self._index.to_list()

    def record(self, row: int) -> dict[str, Any]:
        """All values of one row, by column."""
        return self.frame.row(self.number(row), named=True)

    def value(self, row: int, column: str) -> Any:
        """One value."""
        return self.frame.item(self.number(row), column)

    def id(self, row: int) -> str:
        """The row's id."""
        return str(self.value(row, "id"))

    def row_of(self, record: str) -> int | None:
        """The shown row whose id this is; None if it is not shown."""
        import polars as pl

        found = self.frame.select((pl.col("id") == record).arg_true()).to_series()
        if not len(found):
            return None
        number = int(found[0])
        if self._index is None:
            return number
        at = (self._index == number).arg_true()
        return int(at[0]) if len(at) else None

    def rows(self, start: int, stop: int) -> list[RowText]:
        """The shown rows from `start` to before `stop` as text."""
        stop = min(stop, self.height)
        missing = [row for row in range(start, stop) if row not in self._rows]
        if missing:
            self._read(missing[0], missing[-1] + 1)
        return [self._rows[row] for row in range(start, stop)]

    def _read(self, start: int, stop: int) -> None:
        if len(self._rows) > KEPT_ROWS:
            self._rows.clear()
        piece = self.frame.select(self.names)
        piece = piece.slice(start, stop - start) if self._index is None else piece[self._index[start:stop]]
        for row, values in enumerate(piece.iter_rows(), start):
            pairs = list(zip(values, self.columns, strict=True))
            texts = tuple(shown(value, column, ascii_only=self.ascii_only) for value, column in pairs)
            self._rows[row] = RowText(texts, tuple(role_of(value, column) for value, column in pairs))

    def find(self, words: str, start: int, *, back: bool = False) -> int | None:
        """The next shown row from `start` on (or back from it) with `words` in it, going round; None if none."""
        hits = self.hits(words)
        if not len(hits):
            return None
        at = int(hits.search_sorted(start, side="right" if back else "left")) if start >= 0 else 0
        return int(hits[at - 1]) if back else int(hits[at % len(hits)])

    def hits(self, words: str) -> pl.Series:
        """Every shown row with `words` (any case) in a text column: row numbers, ascending."""
        import polars as pl

        if not words:
            return pl.Series([], dtype=pl.UInt32)
        quoted = words.replace('"', '""')
        found = sifting.mask(self.frame, self.place.table, f'"{quoted}"', self.today, self._words)
        assert found is not None
        return (found if self._index is None else found.gather(self._index)).arg_true()
