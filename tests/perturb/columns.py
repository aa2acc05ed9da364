"""Another order of columns: the same for a table on all its pages."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from .headings import header_rows
from .synonyms import Synonyms, folded

if TYPE_CHECKING:
    from .blocks import Block

PERMUTED: dict[str, tuple[tuple[str, ...], ...]] = {
    "tracker": (("detail of recommendation:",),),
    "board": (("direction", "member (political)"), ("name of review", "classification")),
    "pack": (),
    "progress": (),
    "plan": (("objective", "what ofsted told us"), ("objective", "timescale for delivery"), ("comment",)),
}
"""By kind, headings that mark a table whose columns may change places.

Not the pack's: its columns shift from page to page already, so no one order is right for all of them. Not
tables of two columns, whose order is their meaning.
"""

CUT_OFF: dict[str, int] = {"tracker": 11}
"""Width of a table without a header that has lost columns at its end, and otherwise follows the header."""


def permuted(blocks: list[Block], kind: str, known: Synonyms, chance: Random) -> dict[str, tuple[int, ...]]:
    """Change the order of columns of every table that is marked; returns the mark and the new order.

    A table without a header goes with the one before it if it is as wide, or cut off as `CUT_OFF` says: it
    is the same table on the next page. A label that stands alone in the first cell of a row stays there. Columns that share a heading
    (a blank cell beside it, with names of its parts below) stay together.
    """
    orders: dict[str, tuple[int, ...]] = {}
    current: tuple[int, ...] | None = None
    for block in blocks:
        if not block.is_table:
            continue
        heads = header_rows(block, known)
        if heads:
            mark = _mark(block.rows[heads[0]], kind)
            current = None
            if mark is not None:
                if mark not in orders:
                    orders[mark] = _order([block.rows[number] for number in heads], chance)
                current = orders[mark]
        if current is not None and block.width in {len(current), CUT_OFF.get(kind)}:
            order = tuple(number for number in current if number < block.width)
            block.rows = [_reordered(row, order) for row in block.rows]
    return orders


def _mark(header: list[str], kind: str) -> str | None:
    cells = {folded(cell) for cell in header}
    for marks in PERMUTED[kind]:
        if cells.issuperset(marks):
            return " + ".join(marks)
    return None


def _order(heads: list[list[str]], chance: Random) -> tuple[int, ...]:
    """A new order of groups of columns; a group is a heading and the blank headings to its right.

    Half of the time the first column stays the first, as most councils have it. Columns at the end that no
    header names are what a trailing tab makes: they stay at the end, behind the numbers of findings by
    grade, which every council prints at the right.
    """
    width = max(len(row) for row in heads)
    named = 1 + max(at for row in heads for at, cell in enumerate(row) if cell.strip())
    groups: list[list[int]] = []
    for number, cell in enumerate(heads[0][:named]):
        if cell.strip() or not groups:
            groups.append([number])
        else:
            groups[-1].append(number)
    kept = groups[:1] if chance.random() < 0.5 else []
    graded = [group for group in groups if _is_graded(heads, group)]
    rest = [group for group in groups[len(kept) :] if group not in graded]
    shuffled = rest[:]
    while shuffled == rest and len(rest) > 1:
        chance.shuffle(shuffled)
    return (*(number for group in kept + shuffled + graded for number in group), *range(named, width))


def _is_graded(heads: list[list[str]], group: list[int]) -> bool:
    """Whether High, Medium and Low stand under a heading."""
    return len(heads) > 1 and "high" in {folded(heads[1][number]) for number in group}


def _reordered(row: list[str], order: tuple[int, ...]) -> list[str]:
    """The cells of a row in the new order; a label (`Q1 Total`) stays at the left whatever stands beside it."""
    if row[0].strip() and not any(cell.strip() for cell in row[1:]):
        return row
    cells = row + [""] * (len(order) - len(row))
    moved = [cells[number] for number in order]
    if row[0].endswith("Total") and not moved[0].strip():
        moved[0], moved[order.index(0)] = row[0], ""
    return moved
