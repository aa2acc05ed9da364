"""PDF (`.pdf`): ruled tables, and the text outside them as lines for the same logic as text.

What a page repeats in its margins is furniture; lines set in bold or large type stand alone; a gap
between lines is a blank line.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from statistics import median
from typing import TYPE_CHECKING, Any

from slough_tui.errors import DocumentError
from slough_tui.importers.readers.broken import words_of
from slough_tui.importers.readers.furniture import mark_repeats
from slough_tui.importers.readers.pieces import Piece, PieceRow, assemble
from slough_tui.importers.readers.prose import Line, pieces_of
from slough_tui.importers.readers.protocol import library
from slough_tui.importers.readers.ruled import mend_cells
from slough_tui.model.document import BlockKind, Document, Mending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.importers.readers.protocol import Progress

PAGES = 5_000
MARGIN = 0.08
"""This share of a page's height at its top and foot is where running heads stand."""
GAP = 0.6
"""A gap of more than this share of a line's height, beyond the usual one, is a blank line."""
LARGE = 1.15
FULL, HALF = 0.85, 0.5
"""A line is full if it ends near the right edge of the text and beyond the middle of the page."""
_UNREADABLE = re.compile(r"\(cid:\d+\)")


@dataclass(slots=True)
class TextLine:
    """A line of text and where it stands, in points from the page's top."""

    text: str
    top: float
    bottom: float
    right: float
    size: float
    bold: bool


@dataclass(slots=True)
class PageText:
    """What stands on a page: lines outside tables, and tables with their top."""

    number: int
    height: float
    width: float
    lines: list[TextLine] = field(default_factory=list)
    tables: list[tuple[float, list[list[str]]]] = field(default_factory=list)
    mendings: list[Mending] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PdfReader:
    """Reads PDFs that have text. A scan is refused: there is no text in it to read."""

    name: str = "pdf"
    suffixes: tuple[str, ...] = (".pdf",)
    extra: str | None = "pdf"

    def read(self, data: bytes, *, name: str, sha256: str, progress: Progress | None = None) -> Document:
        """Blocks with real page numbers; `line` counts the lines of a page. Raises DocumentError."""
        pdfplumber = library("pdfplumber", "pdf", name=name)
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its warnings go to the screen
        with _opened(pdfplumber, data, name) as pdf:
            pages = _read_pages(pdf, name, progress)
        notes = {"pages": str(len(pages))}
        silent = [str(page.number) for page in pages if not page.lines and not page.tables]
        _check_text(pages, name)
        if silent:
            notes["pages without text"] = ", ".join(silent)
        mendings = [made for page in pages for made in page.mendings]
        blocks = assemble(_pieces(pages), name=name)
        return Document(name, sha256, self.name, blocks, tuple(dict.fromkeys(mendings)), notes)


def _read_pages(pdf: Any, name: str, progress: Progress | None) -> list[PageText]:
    """All pages. Whatever the library throws at a damaged one names the page instead."""
    pages: list[PageText] = []
    try:
        total = len(pdf.pages)
        _check_pages(total, name)
        for page in pdf.pages:
            pages.append(_page(page))
            page.close()
            if progress is not None:
                progress(len(pages), total)
    except DocumentError:
        raise
    except Exception as error:
        raise DocumentError(
            f"its page {len(pages) + 1} is damaged",
            where=name,
            hint="fetch it again, or print it to a new PDF",
        ) from error
    return pages


def _check_pages(total: int, name: str) -> None:
    if total > PAGES:
        raise DocumentError(f"it has {total:,} pages", where=name, hint="split it")


def _opened(pdfplumber: Any, data: bytes, name: str) -> Any:
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfdocument import PDFTextExtractionNotAllowed as NotAllowed

    try:
        return pdfplumber.open(BytesIO(data))
    except Exception as error:
        causes = {type(error), type(error.__context__), *(type(argument) for argument in error.args)}
        if causes & {PDFPasswordIncorrect, NotAllowed}:
            raise DocumentError(
                "it is protected by a password",
                where=name,
                hint="open it with the password and save it without",
            ) from error
        raise DocumentError(
            "it is damaged, or no PDF", where=name, hint="fetch it again, or print it to a new PDF"
        ) from error


def _check_text(pages: list[PageText], name: str) -> None:
    text = "".join(line.text for page in pages for line in page.lines)
    tables = any(cell for page in pages for _, rows in page.tables for row in rows for cell in row)
    if not text and not tables:
        raise DocumentError("there is no text in it: it is a scan", where=name, hint="run OCR over it first")
    hidden = sum(len(match[0]) for match in _UNREADABLE.finditer(text))
    if hidden > 0.3 * len(text) and not tables:
        raise DocumentError(
            "its fonts do not tell which letters they draw", where=name, hint="run OCR over it first"
        )


# ---------------------------------------------------------------- one page


def _page(page: Any) -> PageText:
    found = PageText(page.page_number, float(page.height), float(page.width))
    boxes = []
    known = words_of(page.extract_text() or "")
    for table in page.find_tables():
        rows = [[(cell or "").strip() for cell in row] for row in table.extract()]
        found.mendings += mend_cells(rows, table, page, known)
        if sum(bool(cell) for row in rows for cell in row) > 1 and max(map(len, rows)) * len(rows) > 1:
            boxes.append(table.bbox)
            found.tables.append((float(table.bbox[1]), rows))
    outside = page.filter(lambda thing: not _is_inside(thing, boxes)) if boxes else page
    for line in outside.extract_text_lines(strip=True):
        chars = [char for char in line["chars"] if not char["text"].isspace()]
        if not chars or not line["text"].strip():
            continue
        found.lines.append(
            TextLine(
                line["text"].strip(),
                float(line["top"]),
                float(line["bottom"]),
                float(line["x1"]),
                median(float(char["size"]) for char in chars),
                sum("bold" in str(char["fontname"]).casefold() for char in chars) > 0.9 * len(chars),
            )
        )
    found.lines.sort(key=lambda line: line.top)
    return found


def _is_inside(thing: Any, boxes: list[tuple[float, float, float, float]]) -> bool:
    if thing.get("object_type") != "char":
        return False
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


# ---------------------------------------------------------------- all pages


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text is set: the size of most of it, the usual gap between lines, where long lines end."""

    size: float
    gap: float
    edge: float

    @classmethod
    def of(cls, pages: list[PageText]) -> Setting:
        """Measured over all lines outside tables."""
        lines = [line for page in pages for line in page.lines]
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        gaps = [b.top - a.bottom for page in pages for a, b in zip(page.lines, page.lines[1:], strict=False)]
        near = [gap for gap in gaps if -5 < gap < 10]
        ends = sorted(line.right for line in lines)
        return cls(
            sizes.most_common(1)[0][0] if sizes else 0.0,
            max(median(near), 0.0) if near else 0.0,
            ends[int(0.95 * (len(ends) - 1))] if ends else 0.0,
        )

    def line(self, number: int, line: TextLine, page: PageText) -> Line:
        """A line for the logic of text: set apart by its type or not, full or not."""
        return Line(
            line.text.replace("\t", " "),
            number,
            page.number,
            strong=line.bold or line.size > LARGE * self.size,
            full=line.right > max(FULL * self.edge, HALF * page.width),
        )

    def is_apart(self, above: TextLine, below: TextLine) -> bool:
        """Whether the gap between two lines is wider than between lines of one paragraph."""
        return below.top - above.bottom > self.gap + GAP * (below.bottom - below.top)


def _pieces(pages: list[PageText]) -> list[Piece]:
    setting = Setting.of(pages)
    pieces: list[Piece] = []
    margins: set[int] = set()
    for page in pages:
        for piece, at_margin in _page_pieces(page, setting):
            if at_margin:
                margins.add(len(pieces))
            pieces.append(piece)
    mark_repeats(pieces, margins, pages=len(pages))
    return pieces


def _page_pieces(page: PageText, setting: Setting) -> Iterator[tuple[Piece, bool]]:
    """Pieces in reading order, and whether each stands in the page's margin."""
    numbered = list(enumerate(page.lines, start=1))
    margin = {number: _is_margin(line, page) for number, line in numbered}
    for top, rows in [*sorted(page.tables, key=lambda table: table[0]), (float("inf"), [])]:
        above = [(number, line) for number, line in numbered if line.top < top]
        numbered = numbered[len(above) :]
        for piece in pieces_of(list(_lines(above, page, margin, setting)), width=None):
            yield piece, not piece.is_table and margin.get(piece.line or 0, False)
        if rows:
            yield Piece(BlockKind.TABLE, [PieceRow(row, page=page.number) for row in rows]), False


def _is_margin(line: TextLine, page: PageText) -> bool:
    return line.bottom < MARGIN * page.height or line.top > (1 - MARGIN) * page.height


def _lines(
    numbered: list[tuple[int, TextLine]], page: PageText, margin: dict[int, bool], setting: Setting
) -> Iterator[Line]:
    """Lines with a blank one wherever the page leaves a gap, or its margin begins or ends."""
    last: TextLine | None = None
    for number, line in numbered:
        if last is not None and (setting.is_apart(last, line) or margin[number] != margin[number - 1]):
            yield Line("", number, page.number)
        yield setting.line(number, line, page)
        last = line
