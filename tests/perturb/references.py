"""References numbered otherwise, and everything that points to them changed with them."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .blocks import Block

DECIMAL = re.compile(r"0\.(\d{1,2})")
DIRECTION = re.compile(r"(\d{1,2})([a-z]?)")
CITED = re.compile(r"\bOR ?(\d{1,2})((?: ?/ ?\d{1,2})*)\b")
DECLARED = re.compile(r"(?<=Ofsted recommendations: )[\d, ]+")
NUMBERED = re.compile(r"^(\d{1,2})\. (.+)$")
RECOMMENDATION = re.compile(r"\b([Rr])ecommendation (\d{1,2})\b")


def renumbered(blocks: list[Block], kind: str, chance: Random) -> dict[str, str]:
    """Renumber in place; returns old ref to new, as they are read (0.1 for 0.10 counts as 0.10)."""
    change = {"tracker": _tracker, "board": _board, "pack": _pack, "progress": _progress}.get(kind)
    return change(blocks, chance) if change else {}


def _tracker(blocks: list[Block], chance: Random) -> dict[str, str]:
    """0.01 to 0.30 become 6.01 to 6.30 or the like; a lost nought stays lost."""
    whole = chance.randint(2, 9)
    new: dict[str, str] = {}
    for row in _rows(blocks):
        found = DECIMAL.fullmatch(row[0].strip())
        if found:
            part = found[1].ljust(2, "0")
            new[f"0.{part}"] = f"{whole}.{part}"
            row[0] = f"{whole}.{found[1]}"
    return new


def _board(blocks: list[Block], chance: Random) -> dict[str, str]:
    """3a becomes 7a or the like, in the first column and where one direction points to another."""
    more = chance.randint(2, 20)
    new: dict[str, str] = {}
    for block in blocks:
        if not any("irection" in cell for row in block.rows[:1] for cell in row):
            continue
        for row in block.rows:
            found = DIRECTION.fullmatch(row[0].strip())
            if found:
                new[row[0]] = f"{int(found[1]) + more}{found[2]}"
                row[0] = new[row[0]]
            for place, cell in enumerate(row[1:], start=1):
                row[place] = re.sub(r"(?<=see direction )\d{1,2}", lambda m: str(int(m[0]) + more), cell)
    return new


def _pack(blocks: list[Block], chance: Random) -> dict[str, str]:
    """OR5 becomes IR9 or the like; the annex is put into the new order, so that it counts from 1 again."""
    slots = _annex(blocks)
    count, prefix = len(slots), chance.choice(("IR", "AR", "RR"))
    turn = chance.randint(1, max(1, count - 1))

    def moved(old: str) -> str:
        return str((int(old) - 1 + turn) % count + 1) if count else old

    def cited(match: re.Match[str]) -> str:
        space = " " if match[0][2] == " " else ""
        return f"{prefix}{space}{moved(match[1])}" + re.sub(r"\d+", lambda m: moved(m[0]), match[2])

    def declared(match: re.Match[str]) -> str:
        return ", ".join(sorted((moved(n) for n in re.findall(r"\d+", match[0])), key=int))

    texts = {NUMBERED.match(block.lines[at])[1]: NUMBERED.match(block.lines[at])[2] for block, at in slots}  # type: ignore[index]
    back = {moved(old): text for old, text in texts.items()}
    for number, (block, at) in enumerate(slots, start=1):
        block.lines[at] = f"{number}. {back[str(number)]}"
    for block in blocks:
        block.rows = [[CITED.sub(cited, cell) for cell in row] for row in block.rows]
        block.lines = [DECLARED.sub(declared, CITED.sub(cited, line)) for line in block.lines]
    return {f"OR{old}": f"{prefix}{moved(old)}" for old in texts}


def _annex(blocks: list[Block]) -> list[tuple[Block, int]]:
    """Where the numbered lines of the annex stand, from its heading to the next appendix."""
    slots, inside = [], False
    for block in blocks:
        for at, line in enumerate(block.lines):
            if line.startswith("Annex"):
                inside = True
            elif line.startswith("Appendix"):
                inside = False
            elif inside and NUMBERED.match(line):
                slots.append((block, at))
    return slots


def _progress(blocks: list[Block], chance: Random) -> dict[str, str]:
    """Recommendation 1 becomes Recommendation 24 or the like, as if an earlier report had the first ones."""
    more = chance.randint(3, 40)
    new: dict[str, str] = {}

    def moved(match: re.Match[str]) -> str:
        new[match[2]] = str(int(match[2]) + more)
        return f"{match[1]}ecommendation {new[match[2]]}"

    for block in blocks:
        block.lines = [RECOMMENDATION.sub(moved, line) for line in block.lines]
    return new


def _rows(blocks: list[Block]) -> list[list[str]]:
    return [row for block in blocks for row in block.rows]
