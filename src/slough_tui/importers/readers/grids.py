"""A sheet of cells becomes tables and their titles: blank rows part stacked tables, lone cells are titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.importers.readers.pieces import Piece, PieceRow
from slough_tui.importers.readers.titles import is_title
from slough_tui.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def grid_pieces(rows: Iterable[PieceRow], *, titles_only: bool = False) -> Iterator[Piece]:
    """Pieces of a sheet or file, in order; blank rows are not kept.

    Rows above a table with one filled cell are its titles: headings if they read like one, else
    paragraphs (`titles_only`: always headings, as in a workbook). A row with one filled cell inside or
    below the table is a row of the table.
    """
    group: list[PieceRow] = []
    for row in rows:
        if any(cell.strip() for cell in row.cells):
            group.append(row)
        elif group:
            yield from _group(group, titles_only=titles_only)
            group = []
    if group:
        yield from _group(group, titles_only=titles_only)


def _group(group: list[PieceRow], *, titles_only: bool) -> Iterator[Piece]:
    above = next((i for i, row in enumerate(group) if _filled(row) > 1), len(group))
    if above == len(group) and len(group) > 1 and all(len(row.cells) == 1 for row in group):
        yield Piece(BlockKind.TABLE, group)  # a file of one column
        return
    for row in group[:above]:
        yield _title(row, titles_only=titles_only)
    if above < len(group):
        yield Piece(BlockKind.TABLE, group[above:])


def _filled(row: PieceRow) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _title(row: PieceRow, *, titles_only: bool) -> Piece:
    column = next(i for i, cell in enumerate(row.cells) if cell.strip())
    raw = row.cells[column]
    kind = BlockKind.HEADING if titles_only or is_title(raw) else BlockKind.PARAGRAPH
    address = row.addresses[column] if row.addresses else None
    return Piece.of_text(kind, raw, line=row.line, page=row.page, address=address)
