"""The sheets of a workbook as openpyxl reads them: filled cells as shown, what is merged, what is hidden.

openpyxl has two ways to open a workbook. The ordinary one makes an object of every cell of a merged or
linked range (a merge over a whole sheet is 17 thousand million), and builds charts, pivots and filters
on the way, each of which may fail. The read-only one tells neither merges nor hidden rows. So the workbook is
opened read-only, and its sheets are given row by row to the parser that both ways share.
"""

from __future__ import annotations

import re
import warnings
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import FORMULA_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.worksheet.merge import MergeCells
from openpyxl.xml.functions import iterparse

from slough_tui.errors import DocumentError
from slough_tui.importers.readers.colours import word_of
from slough_tui.importers.readers.displayed import GENERAL, NumberFormat, day_and_time, number_format, shown
from slough_tui.importers.readers.protocol import too_many_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
ELEMENTS = 2_000_000
"""So many elements of a sheet may be in memory at once: one for each row read, and all of the row at hand."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet's name, its part in the archive and the bytes of it, and whether Excel hides it."""

    title: str
    part: str
    size: int
    hidden: bool

    @property
    def quoted(self) -> str:
        """The name as an address writes it."""
        return self.title if _PLAIN_NAME.fullmatch(self.title) else str(quote_sheetname(self.title))


@dataclass
class SheetCells:
    """The filled cells of a sheet, `rows[row][column]` counted from 1, and what was merged or hidden.

    `merges` are openpyxl's cell ranges: `min_row`, `min_col`, `max_row`, `max_col`, `coord`.
    """

    sheet: SheetPart
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Any] = field(default_factory=list)
    fills: dict[int, dict[int, str]] = field(default_factory=dict)
    """The colours of the cells of rows with a text, where they are red, amber, green or blue."""
    hidden_rows: int = 0
    empty_formulas: int = 0

    def address(self, row: int, column: int) -> str:
        """`Sheet1!A3`."""
        return f"{self.sheet.quoted}!{get_column_letter(column)}{row}"


@contextmanager
def book_of(data: bytes, *, name: str) -> Iterator[Book]:
    """The workbook, while it is read. Raises DocumentError for what openpyxl cannot make sense of."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of every part that it would lose in saving
            reader = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            with closing(reader.archive):
                reader.read()
                yield Book(reader, name)
    except (AttributeError, IndexError, OSError, OverflowError, TypeError, ValueError) as error:
        raise DocumentError(
            "it is damaged, or written in a way that no Excel writes",
            where=name,
            hint="open it in Excel and save it again",
        ) from error


class Book:
    """An open workbook: its sheets in the order of their tabs, and what their cells show."""

    def __init__(self, reader: Any, name: str) -> None:
        self._reader = reader
        self._name = name
        self._forms: dict[int, NumberFormat] = {}
        self._fills: dict[int, str | None] = {}

    def sheets(self) -> list[SheetPart]:
        """Sheets with cells; charts are none. Raises DocumentError if there is not one."""
        found = [
            SheetPart(sheet.name, relation.target, self._size(relation.target), sheet.state != "visible")
            for sheet, relation in self._reader.parser.find_sheets()
            if relation.Type.endswith("/worksheet") and relation.target in self._reader.valid_files
        ]
        if not found:
            raise DocumentError(
                "there is no sheet in it",
                where=self._name,
                hint="open it in Excel and save it again as Excel workbook (.xlsx)",
            )
        return found

    def cells(
        self, sheet: SheetPart, *, spend: Callable[[], None], step: Callable[[int], None] | None = None
    ) -> SheetCells:
        """All of a sheet. `spend` is called for each filled cell, `step` is told bytes read."""
        found = SheetCells(sheet)
        parser = WorkSheetParser(None, self._reader.shared_strings, data_only=True)
        with self._reader.archive.open(sheet.part) as stream:
            for element in self._elements(_Counted(stream, step)):
                if element.tag == MERGE_TAG:
                    found.merges.extend(MergeCells.from_tree(element).mergeCell)
                    continue
                row, cells = parser.parse_row(element)
                found.empty_formulas += sum(map(_is_empty_formula, element, cells))
                fills: dict[int, str] = {}
                for cell in cells:
                    text = self._text(cell["value"], cell["style_id"])
                    if text.strip():
                        spend()
                        found.rows.setdefault(row, {})[cell["column"]] = text
                    if colour := self._fill(cell["style_id"]):
                        fills[cell["column"]] = colour
                if fills and row in found.rows:
                    found.fills[row] = fills
        hidden = [about.get("hidden") in {"1", "true"} for about in parser.row_dimensions.values()]
        found.hidden_rows = sum(hidden)
        return found

    def _size(self, part: str) -> int:
        size: int = self._reader.archive.getinfo(part).file_size
        return size

    def _elements(self, stream: _Counted) -> Iterator[Any]:
        """Rows, then merged ranges: nothing else of a sheet is read, so nothing else can be wrong with it."""
        held = rows = 0
        for event, element in iterparse(stream, ("start", "end")):
            if event == "start":
                held += 1
                if held > ELEMENTS:
                    raise too_many_cells(self._name)
            elif element.tag in {ROW_TAG, MERGE_TAG}:
                yield element
                element.clear()
                rows += 1
                held = rows

    def _text(self, value: Any, style: int) -> str:
        """A cell's value as the sheet shows it."""
        if value is None:
            return ""
        if isinstance(value, str):
            return str(unescape(value))
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int | float):
            return shown(value, self._form(style), epoch=self._reader.wb.epoch)
        return day_and_time(value) if isinstance(value, datetime) else str(value)

    def _form(self, style: int) -> NumberFormat:
        if style not in self._forms:
            cell = ReadOnlyCell(self._reader.wb.worksheets[0], 1, 1, None, style_id=style)
            try:
                self._forms[style] = number_format(cell.number_format)
            except IndexError:  # a style or a format that the workbook does not hold
                self._forms[style] = GENERAL
        return self._forms[style]

    def _fill(self, style: int) -> str | None:
        """The colour, as a word, with which cells of a style are filled."""
        if style not in self._fills:
            cell = ReadOnlyCell(self._reader.wb.worksheets[0], 1, 1, None, style_id=style)
            try:
                fill = cell.fill
                solid = fill is not None and fill.fill_type == "solid"
                self._fills[style] = word_of(_rgb(fill.fgColor)) if solid else None
            except (AttributeError, IndexError, TypeError):
                self._fills[style] = None
        return self._fills[style]


_THEME = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
"""The colours of a workbook's usual theme, by number."""


def _rgb(colour: Any) -> str | None:
    """A colour as `AARRGGBB`; of a theme's, the usual theme's."""
    if colour.type == "rgb":
        return str(colour.rgb)
    if colour.type == "theme" and colour.theme < len(_THEME):
        return _THEME[colour.theme]
    return str(COLOR_INDEX[colour.indexed]) if colour.type == "indexed" else None


class _Counted:
    """A stream that tells how many bytes were read from it."""

    def __init__(self, stream: IO[bytes], step: Callable[[int], None] | None) -> None:
        self._stream = stream
        self._step = step

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        if self._step is not None and data:
            self._step(len(data))
        return data


def _is_empty_formula(element: Any, cell: dict[str, Any]) -> bool:
    """A formula that no program has computed; one whose value is an empty text has been."""
    return cell["value"] is None and cell["data_type"] != "str" and element.find(FORMULA_TAG) is not None
