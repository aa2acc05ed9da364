"""Excel workbooks (`.xlsx`, `.xlsm`): every sheet, its stacked tables, its merged cells, its addresses.

openpyxl reads them (`sheets.py`); here the cells of a sheet become titles and tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.importers.readers.archives import opened
from slough_tui.importers.readers.colours import painted, why
from slough_tui.importers.readers.grids import grid_pieces
from slough_tui.importers.readers.pieces import Piece, PieceRow, assemble, settled
from slough_tui.importers.readers.protocol import CELLS, library, too_many_cells
from slough_tui.model.document import BlockKind, Document, Mending, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from slough_tui.importers.readers.protocol import Progress
    from slough_tui.importers.readers.sheets import SheetCells, SheetPart


@dataclass(frozen=True, slots=True)
class WorkbookReader:
    """Reads workbooks; hidden sheets and rows too, with a note, for people forget what they hid."""

    name: str = "xlsx"
    suffixes: tuple[str, ...] = (".xlsx", ".xlsm")
    extra: str | None = "excel"

    def read(self, data: bytes, *, name: str, sha256: str, progress: Progress | None = None) -> Document:
        """A level-1 heading per sheet, then its titles and tables, each cell with its address.

        Dates are ISO dates, numbers as their format shows them. Raises DocumentError and MissingExtraError.
        """
        library("openpyxl", "excel", name=name)
        from slough_tui.importers.readers.sheets import book_of

        pieces: list[Piece] = []
        mendings: list[Mending] = []
        notes: dict[str, str] = {}
        budget = _Budget(name)
        with opened(data, name=name), book_of(data, name=name) as book:
            sheets = book.sheets()
            step = _stepper(progress, sum(sheet.size for sheet in sheets))
            for sheet in sheets:
                cells = book.cells(sheet, spend=budget.spend, step=step)
                pieces.append(Piece.of_text(BlockKind.HEADING, sheet.title, level=1, address=sheet.quoted))
                pieces.extend(_sheet_pieces(cells, mendings, budget))
                _note(notes, sheet, cells)
        notes["sheets"] = ", ".join(sheet.title for sheet in sheets)
        blocks = assemble(pieces, name=name)
        return Document(name, sha256, self.name, blocks, settled(mendings, blocks), notes)


class _Budget:
    """Counts cells, so that a sheet made to fill the memory is refused while it is read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = CELLS

    def spend(self, cells: int = 1) -> None:
        self._left -= cells
        if self._left < 0:
            raise too_many_cells(self._name)


def _stepper(progress: Progress | None, total: int) -> Callable[[int], None] | None:
    if progress is None:
        return None
    done = 0

    def step(size: int) -> None:
        nonlocal done
        done += size
        progress(done, total)

    return step


def _note(notes: dict[str, str], sheet: SheetPart, cells: SheetCells) -> None:
    def add(key: str, text: str) -> None:
        notes[key] = f"{notes[key]}, {text}" if key in notes else text

    if sheet.hidden:
        add("hidden sheets", sheet.title)
    if cells.hidden_rows:
        add("hidden rows", f"{sheet.title}: {cells.hidden_rows}")
    if cells.empty_formulas:
        add("formulas without a value", f"{sheet.title}: {cells.empty_formulas}")
    if cells.merges:
        add("merged", f"{sheet.title}: {' '.join(merge.coord for merge in cells.merges[:100])}")


def _sheet_pieces(cells: SheetCells, mendings: list[Mending], budget: _Budget) -> Iterator[Piece]:
    """Titles and tables. Rows that a merge from above covers part no table."""
    group: list[int] = []
    covered = _covered(cells)
    for row in sorted(cells.rows):
        if group and any(r not in covered for r in range(group[-1] + 1, row)):
            yield from _table(cells, group, mendings, budget)
            group = []
        group.append(row)
    if group:
        yield from _table(cells, group, mendings, budget)


def _covered(cells: SheetCells) -> set[int]:
    """Blank rows inside a range merged downwards from a filled cell."""
    covered: set[int] = set()
    last = max(cells.rows, default=0)
    for merge in cells.merges:
        if merge.min_col in cells.rows.get(merge.min_row, {}):
            below = range(merge.min_row + 1, min(merge.max_row, last) + 1)
            covered.update(row for row in below if row not in cells.rows)
    return covered


def _table(cells: SheetCells, group: list[int], mendings: list[Mending], budget: _Budget) -> Iterator[Piece]:
    _fill_down(cells, group, mendings)
    _paint(cells, group, mendings)
    left = min(min(cells.rows[row]) for row in group)
    right = max(max(cells.rows[row]) for row in group)
    budget.spend(len(group) * (right - left + 1) - sum(len(cells.rows[row]) for row in group))
    rows = [
        PieceRow(
            [cells.rows[row].get(column, "") for column in range(left, right + 1)],
            addresses=[cells.address(row, column) for column in range(left, right + 1)],
        )
        for row in group
    ]
    one_column = all(set(row) == {left} for row in cells.rows.values())
    yield from grid_pieces(rows, titles_only=True, one_column=one_column)


def _paint(cells: SheetCells, group: list[int], mendings: list[Mending]) -> None:
    """Write the rating that only a colour tells into its blank cell."""
    width = max(
        (column for row in group for column in (*cells.rows[row], *cells.fills.get(row, ()))), default=0
    )
    columns = range(1, width + 1) if any(row in cells.fills for row in group) else range(0)
    texts = [[cells.rows[row].get(c, "") for c in columns] for row in group]
    fills = [[cells.fills.get(row, {}).get(c) for c in columns] for row in group]
    for at, column, word in painted(texts, fills):
        cells.rows[group[at]][column + 1] = word
        place = Place(0, 0, 0, address=cells.address(group[at], column + 1))
        mendings.append(Mending("colour", "", word, why(word), place))


def _fill_down(cells: SheetCells, group: list[int], mendings: list[Mending]) -> None:
    """Write a value merged over several rows into each of them; headers keep what they show."""
    rows = set(group)
    header = next((row for row in group if len(cells.rows[row]) > 1), group[0])
    for merge in cells.merges:
        value = cells.rows.get(merge.min_row, {}).get(merge.min_col)
        if value is None or merge.min_row not in rows or merge.min_row <= header:
            continue
        for row in range(merge.min_row + 1, min(merge.max_row, group[-1]) + 1):
            if row in rows and merge.min_col not in cells.rows[row]:
                cells.rows[row][merge.min_col] = value
                place = Place(0, 0, 0, address=cells.address(row, merge.min_col))
                merged = f"{merge.coord} is one merged cell"
                mendings.append(Mending("merged cell", "", value, merged, place))
