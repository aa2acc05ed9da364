"""Excel workbooks (`.xlsx`, `.xlsm`): every sheet, its stacked tables, its merged cells, its addresses.

The parts are read with Python's own zipfile and expat: no library that is fit for the rest tells where a
sheet's cells stand, how a number is shown and which cells are merged.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.errors import DocumentError
from slough_tui.importers.readers.archives import local, opened, parse_part
from slough_tui.importers.readers.grids import grid_pieces
from slough_tui.importers.readers.pieces import Piece, PieceRow, assemble, settled
from slough_tui.importers.readers.protocol import CELLS, too_many_cells
from slough_tui.importers.readers.sheets import (
    Attributes,
    Book,
    SharedStrings,
    SheetCells,
    column_letters,
    formats_of,
)
from slough_tui.model.document import BlockKind, Document, Mending, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zipfile import ZipFile

    from slough_tui.importers.readers.protocol import Progress

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_SHEET_TYPES = ("/worksheet",)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet's name, its part in the archive, and whether Excel hides it."""

    title: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class WorkbookReader:
    """Reads workbooks; hidden sheets and rows too, with a note, for people forget what they hid."""

    name: str = "xlsx"
    suffixes: tuple[str, ...] = (".xlsx", ".xlsm")
    extra: str | None = None

    def read(self, data: bytes, *, name: str, sha256: str, progress: Progress | None = None) -> Document:
        """A level-1 heading per sheet, then its titles and tables, each cell with its address.

        Dates are ISO dates, numbers as their format shows them. Raises DocumentError.
        """
        pieces: list[Piece] = []
        mendings: list[Mending] = []
        notes: dict[str, str] = {}
        budget = _Budget(name)
        with opened(data, name=name) as archive:
            book, sheets = _book(archive, name)
            total = sum(archive.getinfo(sheet.part).file_size for sheet in sheets)
            step = _stepper(progress, total)
            for sheet in sheets:
                cells = SheetCells(book, budget.spend)
                parse_part(archive, sheet.part, cells, name=name, step=step)
                pieces.append(
                    Piece.of_text(BlockKind.HEADING, sheet.title, level=1, address=_quoted(sheet.title))
                )
                pieces.extend(_sheet_pieces(cells, sheet.title, mendings, budget))
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


def _book(archive: ZipFile, name: str) -> tuple[Book, list[SheetPart]]:
    """Strings, formats and the list of sheets in the order of their tabs."""
    wanted = Attributes(frozenset({"sheet", "workbookPr"}))
    parse_part(archive, "xl/workbook.xml", wanted, name=name)
    relations = _relations(archive, name)
    book = Book()
    if any(a.get("date1904") in {"1", "true"} for a in wanted.of("workbookPr")):
        book.use_1904()
    names = set(archive.namelist())
    for kind, part in relations.values():
        if kind.endswith("/sharedStrings") and part in names:
            strings = SharedStrings()
            parse_part(archive, part, strings, name=name)
            book.strings = strings.strings
        elif kind.endswith("/styles") and part in names:
            styles = Attributes(frozenset({"numFmt", "cellXfs/xf"}))
            parse_part(archive, part, styles, name=name)
            book.formats = formats_of(styles)
    sheets = []
    for attributes in wanted.of("sheet"):
        kind, part = relations.get(local(attributes, "id") or "", ("", ""))
        if kind.endswith(_SHEET_TYPES) and part in names:
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(SheetPart(attributes.get("name", ""), part, hidden))
    if not sheets:
        raise DocumentError("there is no sheet in it", where=name, hint="open it in Excel and save it again")
    return book, sheets


def _relations(archive: ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """Id to type and part."""
    found = Attributes(frozenset({"Relationship"}))
    parse_part(archive, "xl/_rels/workbook.xml.rels", found, name=name)
    relations = {}
    for attributes in found.of("Relationship"):
        target = attributes.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        relations[attributes.get("Id", "")] = (attributes.get("Type", ""), part)
    return relations


def _quoted(title: str) -> str:
    return title if _PLAIN_NAME.fullmatch(title) else "'" + title.replace("'", "''") + "'"


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
        add("merged", f"{sheet.title}: {' '.join(str(merge) for merge in cells.merges[:100])}")


def _sheet_pieces(cells: SheetCells, title: str, mendings: list[Mending], budget: _Budget) -> Iterator[Piece]:
    """Titles and tables. Rows that a merge from above covers part no table."""
    group: list[int] = []
    covered = _covered(cells)
    for row in sorted(cells.rows):
        if group and any(r not in covered for r in range(group[-1] + 1, row)):
            yield from _table(cells, group, title, mendings, budget)
            group = []
        group.append(row)
    if group:
        yield from _table(cells, group, title, mendings, budget)


def _covered(cells: SheetCells) -> set[int]:
    """Blank rows inside a range merged downwards from a filled cell."""
    covered: set[int] = set()
    last = max(cells.rows, default=0)
    for merge in cells.merges:
        if merge.is_vertical and merge.left in cells.rows.get(merge.top, {}):
            covered.update(
                r for r in range(merge.top + 1, min(merge.bottom, last) + 1) if r not in cells.rows
            )
    return covered


def _table(
    cells: SheetCells, group: list[int], title: str, mendings: list[Mending], budget: _Budget
) -> Iterator[Piece]:
    _fill_down(cells, group, title, mendings)
    left = min(min(cells.rows[row]) for row in group)
    right = max(max(cells.rows[row]) for row in group)
    budget.spend(len(group) * (right - left + 1) - sum(len(cells.rows[row]) for row in group))
    letters = [column_letters(column) for column in range(left, right + 1)]
    rows = [
        PieceRow(
            [cells.rows[row].get(column, "") for column in range(left, right + 1)],
            addresses=[f"{_quoted(title)}!{letter}{row}" for letter in letters],
        )
        for row in group
    ]
    one_column = all(set(row) == {left} for row in cells.rows.values())
    yield from grid_pieces(rows, titles_only=True, one_column=one_column)


def _fill_down(cells: SheetCells, group: list[int], title: str, mendings: list[Mending]) -> None:
    """Write a value merged over several rows into each of them; headers keep what they show."""
    rows = set(group)
    header = next((row for row in group if len(cells.rows[row]) > 1), group[0])
    for merge in cells.merges:
        value = cells.rows.get(merge.top, {}).get(merge.left)
        if not merge.is_vertical or value is None or merge.top not in rows or merge.top <= header:
            continue
        for row in range(merge.top + 1, merge.bottom + 1):
            if row in rows and merge.left not in cells.rows[row]:
                cells.rows[row][merge.left] = value
                address = f"{_quoted(title)}!{column_letters(merge.left)}{row}"
                why = f"{merge} is one merged cell"
                mendings.append(Mending("merged cell", "", value, why, Place(0, 0, 0, address=address)))
