"""A text paper as tables and the prose between them, and back, without losing a character."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

Rows = list[list[str]]


@dataclass(slots=True)
class Block:
    """Lines without a tab (`lines`) or lines with one (`rows`); the other is empty."""

    lines: list[str]
    rows: Rows

    @property
    def is_table(self) -> bool:
        return bool(self.rows)

    @property
    def width(self) -> int:
        """Cells of the widest row."""
        return max((len(row) for row in self.rows), default=0)


def taken_apart(text: str) -> list[Block]:
    """Tables are runs of lines with tabs; all other lines are prose, blank ones too."""
    blocks = []
    for tabbed, group in groupby(text.split("\n"), key=lambda line: "\t" in line):
        lines = list(group)
        blocks.append(Block([], [line.split("\t") for line in lines]) if tabbed else Block(lines, []))
    return blocks


def put_together(blocks: list[Block]) -> str:
    """The inverse of `taken_apart`."""
    return "\n".join(
        line for block in blocks for line in (["\t".join(row) for row in block.rows] or block.lines)
    )
