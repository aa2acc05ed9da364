"""Tables that stand as HTML among lines of text, as converters of PDFs write those that Markdown has no form for."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from slough_tui.importers.readers.pieces import Piece, PieceRow
from slough_tui.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slough_tui.importers.readers.prose import Line

LONGEST = 20_000
"""A table that is not closed within so many lines is none."""
WIDEST = 200
"""A cell spans no more columns than this, and no more rows."""
_BREAKS = frozenset(("br", "p", "li", "div", "ul", "ol", "h1", "h2", "h3", "h4"))
_KEPT = frozenset(("del", "s", "strike"))
"""What is struck out stays marked: a date may have taken the place of another."""


def around_tables(lines: Sequence[Line]) -> Iterator[tuple[bool, Sequence[Line]]]:
    """The lines in turns: those of an HTML table (True), those between (False); none is left out."""
    start = position = 0
    while position < len(lines):
        end = _end(lines, position) if "<table" in lines[position].text.lower() else 0
        if end:
            yield False, lines[start:position]
            yield True, lines[position:end]
            start = end
        position = end or position + 1
    yield False, lines[start:]


def _end(lines: Sequence[Line], start: int) -> int:
    for position in range(start, min(start + LONGEST, len(lines))):
        if "</table" in lines[position].text.lower():
            return position + 1
    return 0


def tagged_tables(lines: Sequence[Line]) -> list[Piece]:
    """The tables in these lines, and what is printed around them on the same lines as paragraphs."""
    parser = _Tables(lines)
    parser.feed("\n".join(line.text for line in lines))
    parser.close()
    parser.end()
    return [piece for piece in parser.pieces if piece.rows]


class _Tables(HTMLParser):
    """A cell that spans columns is followed by empty ones, one that spans rows has empty ones below it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._lines = lines
        self._depth = 0
        self._text: list[str] = []
        self._row: PieceRow | None = None
        self._span = 1
        self._below: dict[int, int] = {}
        """How many rows more a cell above takes, by column."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A row or a cell begins; a table within a cell is text of it."""
        if tag == "table":
            self.end()
            self._depth += 1
            if self._depth == 1:
                self.pieces.append(Piece(BlockKind.TABLE))
                self._below = {}
        elif self._depth == 1 and tag == "tr":
            self._end_row()
            line = self._lines[min(self.getpos()[0], len(self._lines)) - 1]
            self._row = PieceRow([], line.number, line.page)
        elif self._depth == 1 and tag in {"td", "th"} and self._row is not None:
            self._end_cell()
            self._fill(self._row)
            spans = dict(attrs)
            self._span = _count(spans.get("colspan"))
            for column in range(len(self._row.cells), len(self._row.cells) + self._span):
                self._below[column] = _count(spans.get("rowspan"))
            self._row.cells.append("")
            self._text = []
        elif tag in _BREAKS:
            self._text.append("\n")
        elif tag in _KEPT:
            self._text.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """A cell, a row or the table ends."""
        if tag == "table":
            self._depth = max(self._depth - 1, 0)
            if not self._depth:
                self._end_row()
                self._text = []
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif tag in _KEPT:
            self._text.append(f"</{tag}>")
        elif tag in _BREAKS:
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        """What is printed: a line end in the source is a space, as in a browser."""
        self._text.append(data.replace("\n", " "))

    def end(self) -> None:
        """What was printed outside of a table becomes a paragraph."""
        text = "".join(self._text).strip()
        if self._depth:
            return
        if text:
            line = self._lines[min(self.getpos()[0], len(self._lines)) - 1]
            self.pieces.append(Piece.of_text(BlockKind.PARAGRAPH, text, line=line.number, page=line.page))
        self._text = []

    def _fill(self, row: PieceRow) -> None:
        """Empty cells where cells of the rows above reach down."""
        while self._below.get(len(row.cells), 1) > 1:
            self._below[len(row.cells)] -= 1
            row.cells.append("")

    def _end_cell(self) -> None:
        if self._row is not None and self._row.cells and self._span:
            parts = (" ".join(part.split()) for part in "".join(self._text).split("\n"))
            self._row.cells[-1] = "\n".join(part for part in parts if part)
            self._row.cells += [""] * (self._span - 1)
            self._span = 0
        self._text = []

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None and self._row.cells:
            self._fill(self._row)
            self.pieces[-1].rows.append(self._row)
        self._row = None


def _count(value: str | None) -> int:
    """A span as it is written; 1 for none or nonsense."""
    return min(max(int(value), 1), WIDEST) if value and value.strip().isdecimal() else 1
