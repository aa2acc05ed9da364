"""Other figures of internal audit that still add up, with every sentence that speaks of them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .blocks import Block

TITLE = re.compile(r"Total (\d\d/\d\d)")
AS_OF = re.compile(r"As of (\d{1,2} \w+ \d{4})")
YEAR = re.compile(r"^(\d\d/\d\d) internal audits:")
SHARE = re.compile(r"(\d+)((?: actions)?(?: have been raised)?(?: or (\d+)%)?)")

Key = tuple[str, str, str, str]
"""Year, as-of date as printed, status, priority (or Total)."""


def altered(blocks: list[Block], chance: Random) -> dict[Key, int]:
    """Change the audit tables, their totals, and the sentences; returns what the tables say now.

    The same number is added to a cell at both dates, so what moved between them stays what it was. What
    this year's totals gain is added to one review's findings, so that actions still equal findings.
    """
    tables = _tables(blocks)
    years = sorted({year for year, _, _ in tables})
    added = {(y, p): chance.randint(1, 9) for y in years for p in range(3)}
    status = {y: "Overdue" if y != years[-1] else "Not Due" for y in years}
    old, new = {}, {}
    for year, on, block in tables:
        old.update(_read(year, on, block))
        _add(block, status[year], [added[year, p] for p in range(3)])
        new.update(_read(year, on, block))
    if years:
        _add_to_reviews(blocks, [added[years[-1], p] for p in range(3)])
        _sentences(blocks, old, new, years)
    return new


def _tables(blocks: list[Block]) -> list[tuple[str, str, Block]]:
    found, on = [], ""
    for block in blocks:
        for line in block.lines:
            if match := AS_OF.match(line.strip()):
                on = match[1]
        if block.rows and (title := TITLE.fullmatch(block.rows[0][0].strip())):
            found.append((title[1], on, block))
    return found


def _read(year: str, on: str, block: Block) -> dict[Key, int]:
    head = block.rows[1]
    return {
        (year, on, row[0], column): int(cell)
        for row in block.rows[2:]
        for column, cell in zip(head[1:], row[1:], strict=True)
    }


def _add(block: Block, status: str, more: list[int]) -> None:
    for row in block.rows[2:]:
        if row[0] in {status, "Totals"}:
            row[1] = str(int(row[1]) + sum(more))
            row[2:] = [str(int(cell) + extra) for cell, extra in zip(row[2:], more, strict=True)]


def _add_to_reviews(blocks: list[Block], more: list[int]) -> None:
    """The first review of the table and the total of its quarter."""
    for block in blocks:
        if not any(re.fullmatch(r"Q\d Total", row[0]) for row in block.rows):
            continue
        first = next(row for row in block.rows if row[-1].isdigit())
        total = next(row for row in block.rows if row[0].startswith("Q"))
        for row in (first, total):
            row[-3:] = [str(int(cell) + extra) for cell, extra in zip(row[-3:], more, strict=True)]


def _sentences(blocks: list[Block], old: dict[Key, int], new: dict[Key, int], years: list[str]) -> None:
    year = ""
    for block in blocks:
        if block.rows and (title := TITLE.fullmatch(block.rows[0][0].strip())):
            year = title[1]
        for at, line in enumerate(block.lines):
            if match := YEAR.match(line.strip()):
                year = match[1]
            if year in years and ("%" in line or "overdue audit actions has" in line):
                block.lines[at] = _sentence(line, _now(old, new, year), _total(new, year))


def _now(old: dict[Key, int], new: dict[Key, int], year: str) -> dict[int, int]:
    """Old number of a year's Total column to the new one; those that two cells share must agree."""
    found: dict[int, int] = {}
    for key, was in old.items():
        if key[0] == year and key[3] == "Total" and was:
            found.setdefault(was, new[key])
    return found


def _total(new: dict[Key, int], year: str) -> int:
    """The year's total at the later date: the tables print it first."""
    return next(value for key, value in new.items() if key[0] == year and key[2:] == ("Totals", "Total"))


def _sentence(line: str, now: dict[int, int], total: int) -> str:
    def changed(match: re.Match[str]) -> str:
        number = now.get(int(match[1]), int(match[1]))
        share = int((Decimal(number) * 100 / total).quantize(Decimal(1), ROUND_HALF_UP))
        return f"{number}" + re.sub(r"\d+(?=%)", str(share), match[2])

    return re.sub(r"(?<![\d/])" + SHARE.pattern + r"(?![\d/%])", changed, line)
