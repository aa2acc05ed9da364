"""Pages that end elsewhere: breaks taken out between whole rows, breaks put in, other running heads."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

from .blocks import Block
from .headings import header_rows

if TYPE_CHECKING:
    from .synonyms import Synonyms

HEADS: dict[str, str] = {
    "Delivering the Vision for Children and Young People in Slough (Appendix A)": "Putting Residents First: "
    "One Plan for the Borough (Appendix A)",
}
"""Running heads that are worded otherwise in a twin; they stay the same on all pages of the twin."""

TITLED = ("Directions Progress Summary",)
PAGE_NUMBER = re.compile(r"\d{1,3}")


def moved(blocks: list[Block], kind: str, known: Synonyms, chance: Random) -> tuple[list[Block], int, int]:
    """The paper with other page breaks; the number of breaks taken out and put in.

    A break is taken out where the next page goes on with a whole row of a table as wide. It is put in
    between two whole rows, with what the paper prints there: running head, title and header, or a number.
    """
    joined, out = _joined(blocks, kind, known, chance)
    split, put_in = _split(joined, kind, known, chance)
    _reworded(split)
    return split, out, put_in


def _reworded(blocks: list[Block]) -> None:
    for block in blocks:
        block.lines = [HEADS.get(line, line) for line in block.lines]


def _joined(blocks: list[Block], kind: str, known: Synonyms, chance: Random) -> tuple[list[Block], int]:
    done: list[Block] = []
    out = 0
    for block in blocks:
        gap = done[-1] if done else None
        before = done[-2] if len(done) > 1 else None
        if (
            before is not None
            and gap is not None
            and _is_break(gap, kind)
            and _goes_on(before, block, kind, known)
            and chance.random() < 0.5
        ):
            done.pop()
            before.rows += block.rows[len(header_rows(block, known)) :]
            out += 1
        else:
            done.append(block)
    return done, out


def _is_break(gap: Block, kind: str) -> bool:
    """Whether between two tables there is nothing but what a page break prints."""
    words = [line.strip() for line in gap.lines if line.strip()]
    if kind == "plan":
        return not words
    return bool(words) and all(w in HEADS or w in TITLED for w in words)


def _goes_on(before: Block, after: Block, kind: str, known: Synonyms) -> bool:
    """Whether the second table is more of the first: as wide, same header or none, and no torn row."""
    if not after.is_table or not before.is_table or before.width != after.width:
        return False
    heads = header_rows(after, known)
    if kind == "pack":
        return not heads and bool(after.rows[0][0].strip()) and _is_cited(before) and _is_cited(after)
    same = [before.rows[n] for n in header_rows(before, known)] == [after.rows[n] for n in heads]
    first = after.rows[len(heads)] if len(heads) < len(after.rows) else [""]
    return bool(heads) and same and bool(first[0].strip())


def _is_cited(block: Block) -> bool:
    """Whether the last row begins with a ref, as the rows of a delivery plan do."""
    return bool(re.match(r"[A-Z]{2} ?\d", block.rows[-1][0]))


def _split(blocks: list[Block], kind: str, known: Synonyms, chance: Random) -> tuple[list[Block], int]:
    done: list[Block] = []
    put_in = 0
    for block in blocks:
        heads = header_rows(block, known) if block.is_table else []
        at = _place(block, heads, kind, chance)
        if at is None:
            done.append(block)
            continue
        first, second = block.rows[:at], block.rows[at:]
        repeated = [row[:] for row in block.rows[: len(heads)]] if kind in {"board", "plan"} else []
        gap = _gap(kind, put_in)
        done += [Block([], first), Block(gap, []), Block([], repeated + second)]
        put_in += 1
    return done, put_in


def _place(block: Block, heads: list[int], kind: str, chance: Random) -> int | None:
    """Before which row to break a table of records; None to leave it whole."""
    if kind == "progress" or not block.is_table or (kind in {"board", "plan"} and not heads):
        return None
    if kind == "board" and len(block.rows[0]) != 9:
        return None
    if kind == "plan" and len(block.rows[0]) != 4:
        return None
    if kind == "pack" and not (len(block.rows[0]) == 6 and _is_cited(block)):
        return None
    start = (heads[-1] + 1 if heads else 0) + 1
    # not before a torn-off row nor between it and its record, and a label stays with what it heads
    free = [
        n
        for n in range(start, len(block.rows))
        if block.rows[n][0].strip() and sum(bool(c.strip()) for c in block.rows[n - 1]) > 2
    ]
    return chance.choice(free) if free and chance.random() < 0.6 else None


def _gap(kind: str, number: int) -> list[str]:
    if kind == "tracker":
        return ["", str(number + 2), ""]
    if kind == "board":
        return ["", TITLED[0], ""]
    if kind == "pack":
        return ["", next(iter(HEADS)), ""]
    return [""]
