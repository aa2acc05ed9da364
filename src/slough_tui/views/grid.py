"""A table as a person sees it: which rows, in which order, under which columns, as text for the lines on the screen.

The frame is never copied: a filter and an order make an index of row numbers, and only the rows that
are looked at become strings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from slough_tui.views import conditions, ordering, shown_columns, sifting
from slough_tui.views.coded import TYPES, Coded
from slough_tui.views.filed import Filed, numbers_of
from slough_tui.views.overdue import is_late
from slough_tui.views.values import role_of, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    import polars as pl

    from slough_tui.model.table import Column
    from slough_tui.views.columns import Wanted
    from slough_tui.views.filed import Frame
    from slough_tui.views.ordering import Key
    from slough_tui.views.places import Place
    from slough_tui.views.shown_columns import Measured

KEPT_ROWS = 4096
QUICK = 150_000
"""Rows that are put in order within a key's time, once their columns are known."""
LATE = "!"
"""Stands behind the due date of what is overdue."""


class RowText(NamedTuple):
    """One row as text, cell by cell (neither safe nor cut yet), and what each value means (`red`, `done`)."""

    texts: tuple[str, ...]
    roles: tuple[str, ...]


class StaleError(Exception):
    """Nobody wants the answer any more."""


class Arranged(NamedTuple):
    """A filter and an order, and what comes of them: which rows are kept (Boolean), all rows in order, and the
    shown rows (UInt32 numbers of the frame); None: all, as they stand.
    """

    filter: str
    keys: tuple[Key, ...]
    mask: pl.Series | None
    order: pl.Series | None
    shown: pl.Series | None


def _index(mask: pl.Series | None, order: pl.Series | None) -> pl.Series | None:
    if order is None:
        return None if mask is None else mask.arg_true()
    return order if mask is None else order.filter(mask.gather(order))


class Grid:
    """One place's rows over one frame.

    `height` is the number of rows shown, `total` of all. Row numbers of the methods count shown rows.
    `turn` counts how often other rows or columns came to be shown. Filters take `today` for today, what is overdue is
    marked as of `reference`.
    """

    turn = 0

    def __init__(
        self,
        place: Place,
        frame: Frame,
        today: date,
        *,
        ascii_only: bool = False,
        reference: date | None = None,
    ) -> None:
        self.place = place
        self.frame = frame
        self.today = today
        self.reference = reference or today
        self.ascii_only = ascii_only
        self.total: int = frame.height
        self.chosen: tuple[str, ...] = ()
        self.widths: dict[str, int] = {}
        self.filter = ""
        self.keys: tuple[Key, ...] = ()
        self._usual = shown_columns.usual(place, frame)
        self._laid: object = None
        self._measured: dict[str, Measured] = {}
        self.columns: tuple[Column, ...] = ()
        self.names: tuple[str, ...] = ()
        self.wanted: tuple[Wanted, ...] = ()
        self._lay()
        self._arranged = Arranged("", (), None, None, None)
        self._index: pl.Series | None = None
        self._hits: tuple[Arranged, str, pl.Series | None] = (self._arranged, "", None)
        self._codes: dict[str, Coded | None] = {}
        self._is_warm = False
        self._rows: dict[int, RowText] = {}

    def show(self, names: Sequence[str], widths: Mapping[str, int]) -> None:
        """Show these columns in this order (none: the place's own), some as wide as a person wants; unknown ones are left out."""
        known = [name for name in names if name in self.place.table.names and name in self.frame.columns]
        self.chosen = tuple(dict.fromkeys(known))
        self.widths = {name: width for name, width in widths.items() if name in self.frame.columns}
        self._laid = None
        self._lay()
        self.turn += 1
        self._rows.clear()

    def _lay(self) -> None:
        """Take up the columns: those chosen, else the usual ones and those that an order or a filter names."""
        asked = shown_columns.asked_for(self.place.table, self.filter, self.keys)
        names = self.chosen or (*self._usual, *(n for n in asked if n in self.frame.columns))
        turns = shown_columns.turns(self._usual, asked, chosen=bool(self.chosen))
        if (names, turns) == self._laid:
            return
        self._laid = (names, turns)
        self.columns = tuple(self.place.table.column(name) for name in dict.fromkeys(names))
        self.names = tuple(c.name for c in self.columns)
        new = [column for column in self.columns if column.name not in self._measured]
        if new:
            self._measured |= shown_columns.measured(self.place, self.frame, new)
        sampled = self.frame.height > shown_columns.SAMPLE
        self.wanted = shown_columns.wanted(
            self.place, self.columns, self._measured, self.widths, turns, sampled=sampled
        )

    @property
    def _marks_late(self) -> bool:
        return "due" in self.names and shown_columns.is_marked(self.place, "due")

    @property
    def height(self) -> int:
        """How many rows are shown."""
        return self.total if self._index is None else len(self._index)

    def sift(self, text: str) -> None:
        """Keep the rows that the filter `text` keeps. UsageError leaves everything as it was."""
        self.accept(self.arranged(text, self.keys))

    def sort(self, keys: Sequence[Key]) -> None:
        """Order the rows by `keys`; none: as they stand in the register."""
        self.accept(self.arranged(self.filter, keys))

    def arranged(
        self, text: str, keys: Sequence[Key], *, stale: Callable[[], bool] = lambda: False
    ) -> Arranged:
        """Which rows a filter and an order show; nothing changes yet, so that another thread may find it out.

        Raises UsageError for a filter that cannot be, and StaleError as soon as nobody wants to know any more.
        """
        now = self._arranged
        mask, order = now.mask, now.order
        if text != now.filter:
            mask = self._kept(text, stale)
        if tuple(keys) != now.keys:
            order = ordering.order(self.frame, self.place.table, keys, self._ranks)
        if stale():
            raise StaleError
        return Arranged(text, tuple(keys), mask, order, _index(mask, order))

    def accept(self, arranged: Arranged) -> None:
        """Show these rows in this order."""
        self._arranged = arranged
        self.filter, self.keys, self._index = arranged.filter, arranged.keys, arranged.shown
        self._lay()
        self.turn += 1
        self._rows.clear()

    def is_at_hand(self, text: str, keys: Sequence[Key]) -> bool:
        """Whether nothing has to be found out to show this filter and order."""
        now = self._arranged
        return text in {"", now.filter} and tuple(keys) in {(), now.keys}

    def is_quick(self, text: str) -> bool:
        """Whether any order under this filter is found out within a key's time."""
        known = text in {"", self._arranged.filter}
        return known and self._is_warm and self.total <= QUICK and not isinstance(self.frame, Filed)

    def check(self, text: str) -> None:
        """Raise what `sift` would raise; nothing is looked for."""
        words, sql, _ = conditions.parted(text)
        sifting.conditions(self.place.table, words, self.today)
        conditions.mask(self.frame.head(0), sql, self.today)

    def _kept(self, text: str, stale: Callable[[], bool]) -> pl.Series | None:
        words, sql, _ = conditions.parted(text)
        held = conditions.mask(self.frame, sql, self.today)
        mask = sifting.mask(
            self.frame, self.place.table, words, self.today, lambda word: self._having(word, stale)
        )
        return held if mask is None else mask if held is None else mask & held

    def warm(self, stale: Callable[[], bool] = lambda: False) -> None:
        """Find out what filters and sorts of the shown columns will need, before anybody asks."""
        for column in (*sifting.searched(self.place.table, self.names), *self.columns):
            codes = None if stale() else self._code(column)
            if codes is None:
                continue
            codes.warm()
            if column in self.columns:
                codes.order()
        self._is_warm = not stale()

    def cool(self) -> None:
        """Forget what was found out for filters, sorts and searches: it can be found out again."""
        self._codes.clear()
        self._is_warm = False
        self._hits = (self._arranged, "", None)

    def _code(self, column: Column) -> Coded | None:
        if column.name not in self._codes:
            usable = column.type in TYPES and column.name in self.frame.columns
            self._codes[column.name] = Coded(self.frame.get_column(column.name), column) if usable else None
        return self._codes[column.name]

    def _having(self, word: str, stale: Callable[[], bool]) -> pl.Series:
        """The rows with a lower-case text in a searched column."""
        import polars as pl

        found: pl.Series | None = None
        rest: list[Column] = []
        for column in sifting.searched(self.place.table, self.names):
            if stale():
                raise StaleError
            codes = self._code(column)
            if codes is None:
                rest.append(column)
            elif (has := codes.having(word)) is not None:
                found = has if found is None else found | has
        if rest:
            also = sifting.looked_through(self.frame, rest, word)
            found = also if found is None else found | also
        return pl.repeat(value=False, n=self.total, eager=True) if found is None else found

    def _ranks(self, column: Column) -> pl.Series | None:
        codes = self._code(column)
        return None if codes is None else codes.order()

    def number(self, row: int) -> int:
        """The row's number in the frame."""
        return row if self._index is None else int(self._index[row])

    def numbers(self, start: int = 0, stop: int | None = None) -> pl.Series:
        """The numbers in the frame (UInt32) of the shown rows from `start` to before `stop`, as they are shown."""
        import polars as pl

        stop = self.height if stop is None else min(stop, self.height)
        if self._index is None:
            return pl.int_range(start, stop, dtype=pl.UInt32, eager=True)
        return self._index.slice(start, stop - start)

    def record(self, row: int) -> dict[str, Any]:
        """All values of one row, by column."""
        return self.frame.row(self.number(row), named=True)

    def value(self, row: int, column: str) -> Any:
        """One value."""
        number = self.number(row)
        if isinstance(self.frame, Filed):
            return self.frame.row(number, named=True)[column]
        return self.frame.item(number, column)

    def id(self, row: int) -> str:
        """The row's id."""
        return str(self.value(row, "id"))

    def row_of(self, record: str) -> int | None:
        """The shown row whose id this is; None if it is not shown."""
        found = numbers_of(self.frame, "id", [record])
        return self.row_at(int(found[0])) if len(found) else None

    def row_at(self, number: int) -> int | None:
        """The shown row that is the frame's row `number`; None if it is not shown."""
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
        late = self._late(start, stop)
        for row, values in enumerate(self._values(start, stop), start):
            pairs = list(zip(values, self.columns, strict=True))
            texts = [shown(value, column, ascii_only=self.ascii_only) for value, column in pairs]
            roles = [role_of(value, column) for value, column in pairs]
            if late and late[row - start]:
                at = self.names.index("due")
                texts[at], roles[at] = texts[at] + LATE, "red"
            self._rows[row] = RowText(tuple(texts), tuple(roles))

    def lines(self, numbers: pl.Series, columns: Sequence[Column]) -> list[tuple[str, ...]]:
        """Rows of the frame by their numbers, what stands in these columns as text; another thread may ask for many."""
        frame = self.frame
        values: Iterable[Sequence[Any]]
        if isinstance(frame, Filed):
            values = ([row[column.name] for column in columns] for row in frame.rows(numbers))
        else:
            values = zip(*(frame.get_column(c.name).gather(numbers).to_list() for c in columns), strict=True)
        return [
            tuple(shown(value, c, ascii_only=self.ascii_only) for value, c in zip(row, columns, strict=True))
            for row in values
        ]

    def _values(self, start: int, stop: int) -> Iterable[Sequence[Any]]:
        """Row by row what stands in the shown columns of these shown rows."""
        if isinstance(self.frame, Filed):
            rows = self.frame.rows(self.numbers(start, stop))
            return ([row[name] for name in self.names] for row in rows)
        return zip(*(self._slice(name, start, stop) for name in self.names), strict=True)

    def _slice(self, name: str, start: int, stop: int) -> list[Any]:
        """A column of these shown rows, by itself: a query of Polars costs more."""
        values = self.frame.get_column(name)
        index = self._index
        return (
            values.slice(start, stop - start) if index is None else values.gather(index[start:stop])
        ).to_list()

    def _late(self, start: int, stop: int) -> list[bool]:
        """Which of these shown rows are overdue; nothing where no due date is shown."""
        if not self._marks_late:
            return []
        known = [
            self._slice(name, start, stop) if name in self.frame.columns else [None] * (stop - start)
            for name in ("due", "status", "rag")
        ]
        return [is_late(due, status, rag, self.reference) for due, status, rag in zip(*known, strict=True)]

    def next_due(self, start: int, stop: int) -> date | None:
        """The first day on which one of these shown rows is due and after which it may be overdue; None if none is."""
        if not self._marks_late:
            return None
        days = self._slice("due", start, stop)
        return min((day for day in days if day is not None and day >= self.reference), default=None)

    def find(self, words: str, start: int, *, back: bool = False) -> int | None:
        """The next shown row from `start` on (or back from it) with `words` in it, going round; None if none."""
        hits = self.hits(words)
        if not len(hits):
            return None
        at = bisect_right(hits, start) if back else bisect_left(hits, start)
        return int(hits[at - 1]) if back else int(hits[at % len(hits)])

    def has_hits(self, words: str) -> bool:
        """Whether the hits of `words` are known already."""
        arranged, known, _ = self._hits
        return arranged is self._arranged and known == words

    def hits(self, words: str, stale: Callable[[], bool] = lambda: False) -> pl.Series:
        """Every shown row with `words` (any case) in a text column: row numbers, ascending.

        Another thread may find them out; it gets a StaleError as soon as nobody wants to know any more.
        """
        import polars as pl

        now, (arranged, known, hits) = self._arranged, self._hits
        if hits is None or arranged is not now or known != words:
            if not words:
                return pl.Series([], dtype=pl.UInt32)
            found = self._having(words.lower(), stale)
            hits = (found if now.shown is None else found.gather(now.shown)).arg_true()
            self._hits = (now, words, hits)
        return hits
