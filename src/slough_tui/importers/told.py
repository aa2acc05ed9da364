"""Column headings that a person explained: read as if the paper printed a heading that layouts know.

What the paper prints is kept: the cells of an import hold the printed heading, and each explanation that was used is
a repair.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from slough_tui.importers.headings import normal
from slough_tui.model.document import Block, BlockKind, Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from slough_tui.importers.layouts.protocol import Layout
    from slough_tui.model.batch import Batch
    from slough_tui.model.document import Document

HEAD_ROWS = 4
"""Headings are looked for in so many rows of a table."""
EXTRA = "extra"
"""The field of cells whose heading nobody knows."""


@dataclass(frozen=True, slots=True)
class Told:
    """One heading that was explained: the cell as printed, the field it means, the heading it was read as."""

    cell: Cell
    field: str
    now: str


def fields_of(layouts: Iterable[Layout]) -> dict[str, str]:
    """Every field that a column can be, with a heading by which all shapes that have it know it."""
    names: dict[str, Counter[str]] = {}
    for layout in layouts:
        for shape in layout.shapes:
            for one in shape.fields:
                plain = [name for name in one.names if "*" not in name]
                names.setdefault(one.name, Counter()).update(plain)
    return {name: found.most_common(1)[0][0] for name, found in sorted(names.items()) if found}


def explained(
    document: Document, headings: Mapping[str, str], layouts: Iterable[Layout]
) -> tuple[Document, tuple[Told, ...]]:
    """The document with the explained headings (printed heading to field) as layouts know them, and which these were."""
    known = fields_of(layouts)
    wanted = {normal(printed): field for printed, field in headings.items() if field in known}
    if not wanted:
        return document, ()
    told: list[Told] = []
    blocks = tuple(_block(block, wanted, known, told) for block in document.blocks)
    return replace(document, blocks=blocks), tuple(told)


def _block(block: Block, wanted: Mapping[str, str], known: Mapping[str, str], told: list[Told]) -> Block:
    if block.kind is not BlockKind.TABLE:
        return block
    rows = list(block.rows)
    for number, row in enumerate(rows[:HEAD_ROWS]):
        cells = []
        for cell in row:
            field = wanted.get(normal(cell.text)) if cell else None
            if field is not None:
                told.append(Told(cell, field, known[field]))
            cells.append(cell if field is None else replace(cell, raw=known[field]))
        rows[number] = tuple(cells)
    return replace(block, rows=tuple(rows))


def as_printed(batch: Batch, told: Sequence[Told]) -> Batch:
    """The batch whose `cells` hold the printed headings again."""
    if not told:
        return batch
    printed = {(t.cell.place.block, t.cell.place.row, t.cell.place.column): t.cell.raw for t in told}
    cells = [
        {**line, "raw": printed.get((line["block"], line["row"], line["column"]), line["raw"])}
        for line in batch.rows["cells"]
    ]
    return replace(batch, rows={**batch.rows, "cells": cells})


def headings_in(document: Document, cells: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Each heading of the paper's tables, with the field that its column was read as (empty: nobody knows it)."""
    found: dict[str, str] = {}
    for index, _ in document.tables():
        mine = [line for line in cells if line["block"] == index]
        heads = [line for line in mine if line["use"] == "header"]
        if not heads:
            heads = [line for line in mine if line["row"] == 0]
        for head in heads:
            column = Counter(
                str(line["field"])
                for line in mine
                if line["column"] == head["column"] and line["use"] == "record" and line["field"]
            )
            field = column.most_common(1)[0][0] if column else ""
            text = " ".join(str(head["raw"]).split())
            if text:
                found.setdefault(text, "" if field == EXTRA else field)
    return found
