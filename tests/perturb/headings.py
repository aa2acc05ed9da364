"""Finding header rows, and putting another council's headings into them."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from .synonyms import Synonyms, folded

if TYPE_CHECKING:
    from .blocks import Block


def is_header(row: list[str], known: Synonyms) -> bool:
    """Whether a row is a header: two known headings at least, and as many as unknown cells."""
    cells = [folded(cell) for cell in row if cell.strip()]
    hits = sum(cell in known for cell in cells)
    return hits >= 2 and hits * 2 >= len(cells)


def is_second_header(row: list[str], known: Synonyms) -> bool:
    """Whether a row right under a header names the parts of its columns (`Curr.` and `Trend` under `RAG`)."""
    cells = {folded(cell) for cell in row if cell.strip()}
    return bool(cells) and (cells <= known.keys() or cells <= {"high", "medium", "low"})


def header_rows(block: Block, known: Synonyms) -> list[int]:
    """Numbers of the header rows of a table, first and second levels."""
    found = []
    for number, row in enumerate(block.rows):
        below = number > 0 and number - 1 in found
        if is_header(row, known) or (below and is_second_header(row, known)):
            found.append(number)
    return found


def renamed(blocks: list[Block], known: Synonyms, chance: Random) -> dict[str, str]:
    """Give every known heading another name, the same in the whole paper; returns old to new."""
    chosen = {old: chance.choice(new) for old, new in known.items()}
    used: dict[str, str] = {}
    for block in blocks:
        for number in header_rows(block, known):
            block.rows[number] = [_renamed(cell, chosen, used) for cell in block.rows[number]]
        for row in block.rows:
            # a lone known heading under a table's title: `1 | Actions`
            filled = [folded(cell) for cell in row if cell.strip()]
            if filled[1:] == ["actions"] or filled == ["actions"]:
                row[:] = [_renamed(cell, chosen, used) for cell in row]
    return used


def _renamed(cell: str, chosen: dict[str, str], used: dict[str, str]) -> str:
    old = folded(cell)
    if old not in chosen:
        return cell
    used[old] = chosen[old]
    return chosen[old]
