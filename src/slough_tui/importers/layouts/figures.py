"""Tables of numbers that are not records: every printed number becomes a figure with its labels.

Also the movements that papers state in words ("has decreased from 12 to 7"), so that they can be held
against the tables.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers.mend import is_placeholder
from slough_tui.importers.records import parse_number
from slough_tui.model.document import Block, BlockKind
from slough_tui.model.due import find_dates

if TYPE_CHECKING:
    from datetime import date

    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Cell, Row

MOSTLY = 0.5
"""A table is one of figures from this share of numbers among its filled cells on (labels aside)."""

_MOVED = re.compile(
    r"(?P<what>[A-Z][^.;:]{3,120}?)\s+(?:has|have)?\s*(?:been\s+)?"
    r"(?P<verb>increased|decreased|risen|fallen|reduced|gone (?:up|down)|rose|fell|dropped|grown)\s+from\s+"
    r"(?P<before>[\d,]+)\s+to\s+(?P<now>[\d,]+)"
)
_DOWN_FROM = re.compile(
    r"(?P<now>\d[\d,]*)\s+(?P<what>[a-z][^.;:,]{3,100}?),?\s+(?P<verb>down|up)\s+from\s+(?P<before>[\d,]+)"
)


class Figures:
    """Reads what no other layout has claimed and is mostly numbers; so it comes last."""

    name = "figures"
    version = 1
    shapes: tuple[Shape, ...] = ()

    def read(self, paper: Paper, _grids: list[Grid], draft: Draft) -> None:
        """Unclaimed tables of numbers, then movements stated in prose."""
        for index, block in whole_tables(paper):
            if not any(draft.is_used(c) for c in block.cells()) and is_figures(block):
                self._table(index, block, paper, draft)
        for cell in paper.prose:
            self._movements(cell, paper, draft)

    def _table(self, index: int, block: Block, paper: Paper, draft: Draft) -> None:
        rows = [row for row in block.rows if any(row)]
        heads, body = split_header(rows)
        title, own = _title(heads)
        title_cell = paper.title_of(index)
        over = " ".join(c.text for c in paper.headings_over(index, most=2))
        title = title or (title_cell.text if title_cell else over)
        as_at = as_at_date(paper, index)
        labels = column_labels(own, max(len(r) for r in rows))
        for row in heads:
            for cell in row:
                draft.use(cell, "header")
        for row in body:
            named = leading_labels(row)
            label = " ".join(row[i].text for i in named)
            for i in named:
                draft.use(row[i], "context")
            for column, cell in enumerate(row):
                if not cell or column in named:
                    continue
                value = parse_number(cell.text)
                if value is None:
                    draft.use(cell, "context")
                    continue
                column_label = labels.get(column) or f"column {column + 1}"
                draft.add(
                    "figures",
                    cell.place,
                    table_title=title,
                    row_label=label,
                    column_label=column_label,
                    value=value,
                    value_raw=cell.text,
                    unit=unit_of(f"{column_label} {title} {cell.text}"),
                    as_at=as_at,
                )
                draft.use(cell, "figure", value=cell.text)

    def _movements(self, cell: Cell, paper: Paper, draft: Draft) -> None:
        if len(cell.raw) > 2000 or not re.search(r"from\s+\d", cell.raw):
            return
        for pattern in (_MOVED, _DOWN_FROM):
            for match in pattern.finditer(cell.text):
                title = " ".join(c.text for c in paper.headings_over(cell.place.block, most=1)) or paper.title
                what = re.sub(r"^The (?:total )?(?:number of )?", "", match["what"])
                for word in ("before", "now"):
                    draft.add(
                        "figures",
                        cell.place,
                        table_title=f"stated movement: {title}",
                        row_label=what,
                        column_label=word,
                        value=parse_number(match[word]),
                        value_raw=match[word],
                        as_at=as_at_date(paper, cell.place.block),
                    )
                draft.use(cell, "figure")


def whole_tables(paper: Paper) -> list[tuple[int, Block]]:
    """Every table with the number of its block; one of numbers that goes on over a page is one table."""
    found: list[tuple[int, Block]] = []
    last = -1
    for index, block in paper.document.tables():
        between = paper.blocks[last + 1 : index]
        alone = all(b.kind is BlockKind.FURNITURE or not b.text for b in between)
        if found and alone and _goes_on(found[-1][1], block):
            found[-1] = (found[-1][0], Block(BlockKind.TABLE, (*found[-1][1].rows, *block.rows)))
        else:
            found.append((index, block))
        last = index
    return found


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a table of numbers without headings of its own is of the width of the one before it."""
    rows = [row for row in block.rows if any(row)]
    headless = bool(rows) and bool(rows[0][0]) and not split_header(rows)[0]
    return headless and len(rows[0]) == len(before.rows[0]) and is_figures(before) and is_figures(block)


def is_figures(block: Block) -> bool:
    """Whether most filled cells beside the first of each row are numbers, and most rows have a label in words."""
    cells = [c for row in block.rows for c in row[1:] if c]
    numbers = sum(parse_number(c.text) is not None for c in cells)
    first = [c for row in block.rows for c in row if c and any(row[1:]) and c is row[0]]
    labels = sum(parse_number(c.text) is None for c in first)
    mostly = numbers >= MOSTLY * len(cells) and labels > MOSTLY * len(first)
    return bool(cells) and numbers > 1 and mostly


def split_header(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Leading rows without a number in a column of values (titles and headings), and the rest."""
    for at, row in enumerate(rows):
        values = [c for c in row[1:] if c]
        if values and sum(parse_number(c.text) is not None for c in values) >= MOSTLY * len(values):
            return list(rows[:at]), list(rows[at:])
    return list(rows[:1]), list(rows[1:])


def leading_labels(row: Row) -> list[int]:
    """The columns that name a row: its first words, and those right after them (`2022/23 | High | 3`)."""
    at = next((i for i, c in enumerate(row) if c and parse_number(c.text) is None), 0)
    named = [at]
    for i, cell in enumerate(row[at + 1 :], at + 1):
        if cell and (parse_number(cell.text) is not None or is_placeholder(cell.text)):
            break
        if cell:
            named.append(i)
    return named if any(c and i > named[-1] for i, c in enumerate(row)) else [at]


def _title(heads: list[Row]) -> tuple[str, list[Row]]:
    """A first header row of one cell is the table's title; the rest are column headings."""
    if heads and sum(1 for c in heads[0] if c) == 1 and len(heads) > 1:
        return next(c.text for c in heads[0] if c), heads[1:]
    return "", heads


def column_labels(heads: list[Row], width: int) -> dict[int, str]:
    """A label for each column from one or more heading rows; a heading spans the blanks to its right."""
    parts: dict[int, list[str]] = {}
    for number, row in enumerate(heads):
        spanning = ""
        last = number == len(heads) - 1
        for column in range(width):
            text = row[column].text if column < len(row) else ""
            if text:
                spanning = text
            if column and (text or (spanning and not last)):
                parts.setdefault(column, []).append(text or spanning)
    return {column: " ".join(dict.fromkeys(texts)) for column, texts in parts.items()}


def as_at_date(paper: Paper, index: int) -> date | None:
    """The date in the nearest heading above (`As of 31 October 2023`), else none: the paper's own counts."""
    for cell in paper.headings_over(index, most=2):
        if re.search(r"\bas (?:at|of|on)\b", cell.text, re.IGNORECASE):
            found = find_dates(cell.text, reference=paper.reference)
            if found and found[0].due.on:
                return found[0].due.on
    return None


def unit_of(text: str) -> str | None:
    """The unit that a heading or cell names: £k, £m, £ or %."""
    low = text.lower()
    if re.search(r"£\s*(?:000|k\b)|£'?000", low) or "£k" in low:
        return "£k"
    if re.search(r"£\s*m\b|£m", low):
        return "£m"
    if "%" in low:
        return "%"
    return "£" if "£" in low else None
