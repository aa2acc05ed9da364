"""A grid's rows laid to fields: where columns slid, bled or lost their heading, by what they hold.

The rows of each page then become lines (`assembly`), one for each record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.importers import align, mend
from slough_tui.importers.assembly import Assembly
from slough_tui.importers.grid import Grid, Part, key_column
from slough_tui.importers.line import Line, MappedRow, is_total
from slough_tui.importers.together import take_apart
from slough_tui.model.document import Cell

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft
    from slough_tui.model.document import Row


SAME = 2.0
"""Where rows are as wide as the header, other places for its fields must explain their cells so many times better."""


def read_lines(grid: Grid, draft: Draft) -> list[Line]:
    """The lines of a grid in order; header cells, groups, continuations and repairs are told to `draft`."""
    rows: list[MappedRow] = []
    widths: dict[int, dict[int, str]] = {}
    keyed: int | None = None
    for number, part in enumerate(grid.parts):
        if part.own:
            widths = {}
            _use_header(part, draft)
            keyed = _find_key(part, keyed)
        rows += _mapped(part, number, widths, draft)
    lines = Assembly(grid.shape, rows, draft, grid).lines
    take_apart(lines, grid.parts, draft)
    return lines


def _find_key(part: Part, before: int | None) -> int | None:
    """The unheaded column of references; where this page has too few rows to tell, the one of the page before."""
    header = part.header
    rows = [row for row in part.rows if any(row)]
    column = key_column(rows, header)
    if column is None and before is not None and header.shape.key not in header.fields.values():
        headed = before in header.fields or before in header.unknown
        told = any(len(row) > before and row[before] for row in rows)
        column = None if headed or told else before
    if column is not None:
        header.fields[column] = header.shape.key
        header.unknown.pop(column, None)
    return column if column is not None else before


def _use_header(part: Part, draft: Draft) -> None:
    for row in part.header.rows:
        for cell in row:
            draft.use(cell, "header")
    for m in part.header.matches:
        if m.field and m.how == "likeness":
            cell = next(r[m.column] for r in part.header.rows if m.column < len(r) and r[m.column])
            why = f"the heading is {m.confidence:.0%} like one that means this"
            draft.repair("heading", cell, m.heading, m.field, why)


def _mapped(part: Part, number: int, widths: dict[int, dict[int, str]], draft: Draft) -> list[MappedRow]:
    """Each row of a part with its cells laid to fields."""
    header = part.header
    at = dict(header.fields)
    rows = [row for row in part.rows if any(row)]
    plain: dict[int, list[Row]] = {}
    unbled = {id(row): _unbleed(row, draft) for row in rows}
    for row in rows:
        if not is_total([c.text for c in row if c]):
            plain.setdefault(len(row), []).append(unbled[id(row)])
    lay: dict[int, dict[int, str]] = {}
    for width, alike in plain.items():
        lay[width] = _layout_of(width, alike, part, at, widths)
    out: list[MappedRow] = []
    for position, row in enumerate(rows):
        texts = [c.text for c in row]
        if mend.is_rule([t for t in texts if t]):
            draft.context([c for c in row if c])
            continue
        now = unbled[id(row)]
        where = at if is_total([t for t in texts if t]) else lay[len(row)]
        fields = {where[c]: cell for c, cell in enumerate(now) if c in where and cell}
        extra = {
            header.unknown.get(c, f"column {c + 1}"): cell
            for c, cell in enumerate(now)
            if c not in where and cell
        }
        out.append(MappedRow(fields, extra, now, number, position == 0, part.own))
    return out


def _unbleed(row: Row, draft: Draft) -> Row:
    """A row with dates that ran over into the next column put back."""
    cells = list(row)
    for left in range(len(cells) - 1):
        found = align.bled(cells[left].text, cells[left + 1].text)
        if not found:
            continue
        joined, rest, stray = found
        printed = f"{cells[left].text} | {cells[left + 1].text}"
        now = f"{joined} | {rest}"
        draft.repair("column bleed", cells[left], printed, now, "the date ran over into the next column")
        if stray:
            why = f"{stray!r} stands where a hyphen or the column's line was"
            draft.repair("look-alike", cells[left + 1], cells[left + 1].text, rest, why)
        cells[left] = Cell(joined, cells[left].place)
        cells[left + 1] = Cell(rest, cells[left + 1].place)
    return tuple(cells)


def _layout_of(
    width: int, rows: list[Row], part: Part, at: dict[int, str], widths: dict[int, dict[int, str]]
) -> dict[int, str]:
    """Where the fields are in rows of this width: where the header has them, unless the cells say otherwise."""
    header = part.header
    body = [r for r in rows if sum(1 for c in r if c) > 1] or rows
    filled = {c for r in body for c, cell in enumerate(r) if cell}
    if part.own and max(filled) < header.width:
        return at
    fields = [header.shape.field(at[c]) for c in sorted(at)]
    texts = [[c.text for c in r] for r in body]
    for known in (at, widths.get(width)):
        if known and align.stands(texts, fields, known):
            return known
    found = align.columns_to_fields(texts, fields)
    if width == header.width and SAME * align.explains(texts, fields, at) >= align.explains(
        texts, fields, found
    ):
        return at
    if max(filled) < header.width and align.explains(texts, fields, at) >= align.explains(
        texts, fields, found
    ):
        return at
    widths[width] = found
    return found
