"""Separated values (`.csv`, `.tsv`): the separator is found out, quotes are mended, no row is lost."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.importers.readers.decoding import decode
from slough_tui.importers.readers.grids import grid_pieces
from slough_tui.importers.readers.pieces import Piece, PieceRow, assemble, settled
from slough_tui.importers.readers.protocol import CELLS, too_many_cells
from slough_tui.model.document import BlockKind, Document, Mending, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.importers.readers.protocol import Progress

SEPARATORS = ",\t;|"
_NAMES = {",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe"}
_DECLARED = re.compile(r"\s*\"?sep=([,;|\t])\"?\s*", re.IGNORECASE)
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
SAMPLE = 500
"""So many lines are looked at to find the separator."""
STEP = 5_000
"""Rows between two reports of progress."""


@dataclass(frozen=True, slots=True)
class SeparatedReader:
    """Reads tables of separated values; titles above a table become headings, blank rows part tables."""

    name: str = "csv"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".tab")
    extra: str | None = None

    def read(self, data: bytes, *, name: str, sha256: str, progress: Progress | None = None) -> Document:
        """Blocks whose `line` is the physical line on which a row begins. Raises DocumentError."""
        decoded = decode(data, name=name)
        lines = [line for line in _LINES.findall(decoded.text) if line]
        declared = _DECLARED.fullmatch(lines[0]) if lines else None
        separator = declared[1] if declared else find_separator(lines[:SAMPLE])
        mendings = list(decoded.mendings)
        if separator != "," and not name.lower().endswith((".tsv", ".tab")):
            mendings.append(
                Mending("separator", separator, ",", f"its columns stand apart by a {_NAMES[separator]}")
            )
        rows: list[PieceRow] = []
        cells = 0
        for row in _rows(lines, separator, mendings, first=int(bool(declared))):
            rows.append(row)
            cells += len(row.cells)
            if cells > CELLS:
                raise too_many_cells(name)
            if progress is not None and len(rows) % STEP == 0:
                progress(row.line or 0, len(lines))
        pieces = list(grid_pieces(rows, one_column=all(len(row.cells) == 1 for row in rows)))
        if declared:
            pieces.insert(0, Piece.of_text(BlockKind.FURNITURE, lines[0].strip(), line=1))
        if progress is not None:
            progress(len(lines), len(lines))
        notes = {"encoding": decoded.encoding, "separator": _NAMES[separator], "lines": str(len(lines))}
        blocks = assemble(pieces, name=name)
        return Document(name, sha256, self.name, blocks, settled(mendings, blocks), notes)


def find_separator(lines: list[str]) -> str:
    """The separator that gives most rows the same number of columns; a comma where none does."""
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        widths = Counter(
            len(row.cells) for row in _rows(lines, separator, []) if any(c.strip() for c in row.cells)
        )
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
        score = count / widths.total() * (1 - 1 / width)
        if score > best_score:
            best, best_score = separator, score
    return best


def looks_separated(text: str) -> bool:
    """Whether a text is a table of commas or semicolons under another name.

    Three lines at least, nine in ten of them of the same four columns or more, and no tab among them.
    """
    lines = [line for line in _LINES.findall(text) if line.strip()][:SAMPLE]
    if len(lines) < 3 or any("\t" in line or line.lstrip().startswith("|") for line in lines):
        return False
    separator = find_separator(lines)
    widths = Counter(len(row.cells) for row in _rows(lines, separator, []))
    width, count = widths.most_common(1)[0]
    return width >= 4 and count >= 0.9 * widths.total()


def _rows(lines: list[str], separator: str, mendings: list[Mending], *, first: int = 0) -> Iterator[PieceRow]:
    """Rows with the physical line on which they begin.

    A record whose quotes do not fit is read up to its line's end and its quotes taken as signs, with a
    mending; the next line begins a new row.
    """
    limit = csv.field_size_limit(1 << 31)
    try:
        start = first
        while start < len(lines):
            offset = start
            reader = csv.reader(_from(lines, offset), delimiter=separator, strict=True)
            try:
                for row in reader:
                    yield PieceRow(row or [""], start + 1)
                    start = offset + reader.line_num
            except csv.Error:
                cells, mended = _broken(lines[start], separator)
                if mended:
                    mendings.append(_unbalanced(start + 1))
                yield PieceRow(cells, start + 1)
                start += 1
    finally:
        csv.field_size_limit(limit)


def _from(lines: list[str], start: int) -> Iterator[str]:
    for index in range(start, len(lines)):
        yield lines[index]


def _broken(line: str, separator: str) -> tuple[list[str], bool]:
    """The cells of a line that strict reading refuses, and whether its quotes had to be taken as signs."""
    text = line.rstrip("\r\n")
    if text.count('"') % 2 == 0:
        return next(csv.reader([text], delimiter=separator), [""]), False
    return text.split(separator), True


def _unbalanced(line: int) -> Mending:
    why = "a quotation mark has no partner; the line was read as one row and its marks as text"
    return Mending("quotes", '"', '"', why, Place(0, 0, 0, line=line))
