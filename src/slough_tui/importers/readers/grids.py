"""A sheet of cells becomes tables and their titles: blank rows part stacked tables, lone cells are titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.importers.readers.pieces import Piece, PieceRow
from slough_tui.importers.readers.titles import HEADING_CHARS, is_title
from slough_tui.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def grid_pieces(
    rows: Iterable[PieceRow], *, titles_only: bool = False, one_column: bool = False
) -> Iterator[Piece]:
    """Pieces of a sheet or file, in order; blank rows are not kept.

    Rows above a table with one filled cell are its titles: headings if they read like one, else
    paragraphs (`titles_only`: headings unless they are long or end like a sentence, as in a workbook). A row with one filled cell inside or
    below the table is a row of the table. `one_column` says that all there is is one column: a table.
    """
    group: list[PieceRow] = []
    for row in rows:
        if any(cell.strip() for cell in row.cells):
            group.append(row)
        elif group:
            yield from _group(group, titles_only=titles_only, one_column=one_column)
            group = []
    if group:
        yield from _group(group, titles_only=titles_only, one_column=one_column)


def _group(group: list[PieceRow], *, titles_only: bool, one_column: bool) -> Iterator[Piece]:
    above = next((i for i, row in enumerate(group) if _filled(row) > 1), len(group))
    if one_column and len(group) > 1:
        yield Piece(BlockKind.TABLE, group)
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
    kind = BlockKind.HEADING if is_title(raw) or (titles_only and _is_short(raw)) else BlockKind.PARAGRAPH
    address = row.addresses[column] if row.addresses else None
    return Piece.of_text(kind, raw, line=row.line, page=row.page, address=address)


def _is_short(raw: str) -> bool:
    return len(raw) <= HEADING_CHARS and not raw.rstrip().endswith(".")
