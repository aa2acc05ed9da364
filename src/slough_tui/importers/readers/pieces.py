"""Pieces of a paper on their way to blocks: what was found, before its number in the document is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from slough_tui.importers.readers.protocol import CELLS, too_many_cells
from slough_tui.model.document import Block, BlockKind, Cell, Mending, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(slots=True)
class PieceRow:
    """The cells of one row as printed, where the row begins, and each cell's address in a workbook."""

    cells: list[str]
    line: int | None = None
    page: int | None = None
    addresses: list[str] | None = None


@dataclass(slots=True)
class Piece:
    """A block to be: kinds may still change (a repeated heading turns out to be page furniture).

    `alone` means blank lines (or the file's ends) stand above and below; `breaks` counts the form feeds
    right before it.
    """

    kind: BlockKind
    rows: list[PieceRow] = field(default_factory=list)
    level: int = 0
    marker: str = ""
    alone: bool = False
    breaks: int = 0

    @classmethod
    def of_text(
        cls,
        kind: BlockKind,
        raw: str,
        *,
        line: int | None = None,
        page: int | None = None,
        level: int = 0,
        marker: str = "",
        address: str | None = None,
    ) -> Piece:
        """A piece of one cell."""
        row = PieceRow([raw], line, page, None if address is None else [address])
        return cls(kind, [row], level=level, marker=marker)

    @property
    def raw(self) -> str:
        """The only cell of a heading, paragraph or list entry; the first of a table."""
        return self.rows[0].cells[0] if self.rows and self.rows[0].cells else ""

    @property
    def is_table(self) -> bool:
        """Whether it has rows and columns."""
        return self.kind is BlockKind.TABLE

    @property
    def line(self) -> int | None:
        """Where it begins."""
        return self.rows[0].line if self.rows else None


def assemble(pieces: Iterable[Piece], *, name: str) -> tuple[Block, ...]:
    """Blocks whose cells know their place. Raises DocumentError beyond `CELLS` cells."""
    blocks: list[Block] = []
    budget = CELLS
    for piece in pieces:
        budget -= sum(len(row.cells) for row in piece.rows)
        if budget < 0:
            raise too_many_cells(name)
        number = len(blocks)
        rows = tuple(_row(number, index, row) for index, row in enumerate(piece.rows))
        blocks.append(Block(piece.kind, rows, level=piece.level, marker=piece.marker))
    return tuple(blocks)


def settled(mendings: Sequence[Mending], blocks: Sequence[Block]) -> tuple[Mending, ...]:
    """Mendings whose place is known by address or line only, given the place of that cell or row."""
    if not any(mending.place for mending in mendings):
        return tuple(mendings)
    places: dict[str | int, Place] = {}
    for block in blocks:
        for cell in block.cells():
            key = cell.place.address or cell.place.line
            if key is not None:
                places.setdefault(key, cell.place)
    return tuple(
        replace(m, place=places.get(m.place.address or m.place.line or 0, m.place)) if m.place else m
        for m in mendings
    )


def _row(block: int, index: int, row: PieceRow) -> tuple[Cell, ...]:
    addresses: Sequence[str | None] = row.addresses or [None] * len(row.cells)
    return tuple(
        Cell(raw, Place(block, index, column, page=row.page, line=row.line, address=address))
        for column, (raw, address) in enumerate(zip(row.cells, addresses, strict=True))
    )
