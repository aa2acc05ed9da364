"""A paper: what was read of it, mended and refused, and the paper itself, cell by cell, with what each cell became."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from slough_tui.model.kinds import TABLES
from slough_tui.views.printed import MOST_CELLS
from slough_tui.views.rows import Frames, pick, rows
from slough_tui.views.sections import Detail, Field, Section, pairs
from slough_tui.views.values import shown, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MOST_TOLD = 100
HEAD = ("name", "body", "date", "date_source", "marking", "format", "layouts", "council", "sha256")


def document_page(document: Mapping[str, Any], frames: Frames) -> Detail:
    """One line of the table `documents` as a page; the text can be searched like any other page."""
    name = str(document["id"])
    table = TABLES["documents"]
    head = tuple(
        Field(table.column(column).heading, shown(document.get(column), table.column(column)).strip())
        for column in HEAD
    )
    repairs, mended = pick(frames, "repairs", MOST_TOLD, document=name)
    refusals, refused = pick(frames, "refusals", MOST_TOLD, document=name)
    sections = (
        Section("Paper", tuple(field for field in head if field.value)),
        Section("Balance: what became of its cells", pairs(document.get("balance"))),
        Section(f"Not understood: {refused:,}", tuple(_told(refusals, refused, "amber"))),
        Section(f"Mended: {mended:,}", tuple(_told(repairs, mended, ""))),
        Section("The paper, line by line", tuple(_lines(rows(frames, "cells", MOST_CELLS, document=name)))),
    )
    title = str(document.get("title") or document.get("name") or name)
    return Detail(
        name, f"Paper {document.get('name') or name}", title, tuple(s for s in sections if s.fields)
    )


def _told(found: Iterable[Mapping[str, Any]], count: int, role: str) -> Iterator[Field]:
    for one in found:
        place = f"line {one['line']}" if one.get("line") else str(one.get("address") or "")
        became = f" \u2192 {one['now']}" if one.get("now") else ""
        what = words(str(one.get("what") or ""))
        yield Field(
            place,
            f"{what}: {one.get('raw') or '(nothing)'}{became}. {one.get('why') or ''}".strip(),
            role=role,
            link=str(one.get("record") or ""),
        )
    if count > MOST_TOLD:
        yield Field("", f"and {count - MOST_TOLD:,} more: g m and g n list all of them")


def _lines(cells: list[dict[str, Any]]) -> Iterator[Field]:
    """A field for each line of the paper: its cells with bars between them; those of a record lead to it."""
    keys = ("block", "row", "column")
    cells.sort(key=lambda cell: tuple(cell.get(key) or 0 for key in keys))
    page = None
    for (block, row), several in groupby(cells, key=lambda cell: (cell.get("block"), cell.get("row"))):
        line = list(several)
        first = line[0]
        if first.get("page") != page:
            page = first.get("page")
            yield Field(f"page {page}", "", role="heading")
        record = next((str(cell["record"]) for cell in line if cell.get("record")), "")
        use = str(first.get("use") or "")
        label = f"{first['line']}" if first.get("line") else str(first.get("address") or f"{block}.{row}")
        text = " | ".join(" ".join(str(cell.get("raw") or "").split()) for cell in line)
        role = {"refusal": "amber", "header": "strong", "context": "quiet"}.get(use, "")
        yield Field(
            f"{label} {use}" if use in {"header", "refusal"} else label,
            text,
            role=role or "plain",
            link=record,
        )
    if len(cells) == MOST_CELLS:
        yield Field("", f"The first {MOST_CELLS:,} cells are shown; slough query reads all of them.")
