"""A paper, read but not yet understood: blocks whose cells know where they stand.

Every reader (text, Markdown, CSV, Excel, Word, PDF, Parquet) gives the same `Document`; every layout
reads only this. A heading or a paragraph is a block of one row; a table is a block of several. A
paragraph block holds one cell per paragraph, list entries included (their marker kept in `raw`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is on paper."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    """One entry of a bulleted or numbered list."""
    TABLE = "table"
    FURNITURE = "furniture"
    """Running heads, page numbers, rules under headings: what a page repeats and nobody reads."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: block, row and column count from 0; page and line from 1.

    `page` is None where the format has no pages; in text it is counted from form feeds, running heads
    and page numbers. `address` is the cell's address in a workbook (`Sheet1!B7`).
    """

    block: int
    row: int
    column: int
    page: int | None = None
    line: int | None = None
    address: str | None = None

    def __str__(self) -> str:
        """`page 3, line 120` or `Sheet1!B7`, for messages."""
        if self.address:
            return self.address
        parts = [f"page {self.page}" if self.page else "", f"line {self.line}" if self.line else ""]
        return ", ".join(p for p in parts if p) or f"block {self.block + 1}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, or one heading or paragraph: the text as printed, and its place."""

    raw: str
    place: Place

    @property
    def text(self) -> str:
        """The text with runs of white space folded to one space; nothing else is changed."""
        return " ".join(self.raw.split())

    def __bool__(self) -> bool:
        """Whether anything is printed here."""
        return bool(self.raw.strip())


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list entry, table or piece of page furniture.

    `level` is a heading's depth (1 is the highest; 0 where unknown). `marker` is a list entry's number
    or bullet as printed (`1.`, `-`, `2.13`), taken off nothing: `raw` still has it.
    """

    kind: BlockKind
    rows: tuple[Row, ...]
    level: int = 0
    marker: str = ""

    @property
    def text(self) -> str:
        """Heading, paragraph or list entry as one line; a table's first row joined with ` | `."""
        return " | ".join(c.text for c in self.rows[0] if c) if self.rows else ""

    @property
    def cell(self) -> Cell:
        """The only cell of a heading or paragraph (the first cell of a table)."""
        return self.rows[0][0]

    def cells(self) -> Iterator[Cell]:
        """Every cell, row by row."""
        for row in self.rows:
            yield from row


@dataclass(frozen=True, slots=True)
class Mending:
    """A repair that a reader made while taking a file apart (encoding, line ends, separator)."""

    what: str
    raw: str
    now: str
    why: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as blocks.

    `name` is the file's name without its folder; `sha256` of the bytes; `format` the reader's name
    (text, markdown, csv, xlsx, docx, pdf, parquet); `notes` are the reader's remarks (encoding, sheets).
    """

    name: str
    sha256: str
    format: str
    blocks: tuple[Block, ...]
    mendings: tuple[Mending, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)

    def tables(self) -> Iterator[tuple[int, Block]]:
        """Index and block of every table, in order."""
        for index, block in enumerate(self.blocks):
            if block.kind is BlockKind.TABLE:
                yield index, block

    def cells(self) -> Iterator[Cell]:
        """Every cell of every block, blank ones too."""
        for block in self.blocks:
            yield from block.cells()
