"""Tables found, told apart by shape, and followed over pages.

`find_grids` walks a document once. A table's header (one to three lines, anywhere in a block) decides
its shape; what follows without a header of its own, page furniture aside, is the same table going on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from slough_tui.importers import align
from slough_tui.importers.headings import Holds, Match, Shape, fits, is_period, match, means
from slough_tui.importers.names import looks_like_ref
from slough_tui.model.document import BlockKind
from slough_tui.model.due import Precision, parse_due

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slough_tui.model.document import Block, Cell, Document, Row

HEADING_LENGTH = 90
"""A longer cell is not a column heading."""
TITLE_LENGTH = 400
LOYALTY = 0.2
"""By so much another shape must fit better than the one the table has had so far."""
TITLE_CELLS = 3
"""A number with fewer cells beside it is a theme's, printed over the headings."""
SENTENCE = 6
"""So many words that end in a full stop are a sentence of a record."""
HEADINGS = 12
"""So many headings above a table are kept, the nearest first."""


@dataclass(slots=True)
class Header:
    """A header as found: which column is which field, its cells, and the titles printed in or over it."""

    shape: Shape
    fields: dict[int, str]
    unknown: dict[int, str]
    width: int
    rows: list[Row]
    titles: list[Cell]
    matches: list[Match]
    """One a column, in order, with heading and confidence."""


@dataclass(slots=True)
class Part:
    """Lines of one block under one header. `own` says whether the header stands in this very block."""

    block: int
    header: Header
    own: bool
    rows: list[Row] = field(default_factory=list)
    heading: Cell | None = None
    """The heading that stands right over this block, behind the block before it."""


@dataclass(slots=True)
class Grid:
    """One table of a known shape, over all the blocks it runs over."""

    shape: Shape
    over: list[Cell]
    parts: list[Part] = field(default_factory=list)

    headed: bool = False
    """Whether the tables of this shape stand under headings of their own, which then group their lines."""


def find_grids(document: Document, shapes: Sequence[Shape]) -> list[Grid]:
    """Every table of a known shape, in order."""
    grids: list[Grid] = []
    current: Grid | None = None
    between = 0
    headings: list[Cell] = []
    fresh: Cell | None = None
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.FURNITURE or not block.rows:
            continue
        if block.kind is not BlockKind.TABLE:
            between += 1
            if block.kind is BlockKind.HEADING:
                headings = [block.cell, *headings][:HEADINGS]
                fresh = block.cell
            continue
        if current is not None and (between > 1 or (between and not _goes_on(block, current))):
            current = None
        current = _read_block(index, block, shapes, grids, current, headings)
        if current is not None and (first := next((p for p in current.parts if p.block == index), None)):
            first.heading = fresh
        between, fresh = 0, None
    for grid in grids:
        alike = [part for other in grids if other.shape is grid.shape for part in other.parts if part.own]
        over = [part.heading.text for part in alike if part.heading]
        grid.headed = len(over) > 1 and len(set(over)) == len(over)
    return grids


def _goes_on(block: Block, current: Grid) -> bool:
    """Whether a table behind a heading still looks like the one before: its columns hold the same kinds."""
    shape, header = current.shape, current.parts[-1].header
    fields = [shape.field(header.fields[c]) for c in sorted(header.fields)]
    rows = [[c.text for c in row] for row in block.rows]
    if len(fields) > 2 and align.stands(rows, fields, header.fields):
        return True
    laid = align.columns_to_fields(rows, fields)
    filled = {c for row in block.rows for c, cell in enumerate(row) if cell}
    anchored = any(shape.field(name).holds is not Holds.TEXT for name in laid.values())
    wanted = {shape.body, shape.key} - {""}
    return anchored and wanted <= set(laid.values()) and len(filled) - len(laid) <= 1 and len(laid) > 3


def _read_block(
    index: int,
    block: Block,
    shapes: Sequence[Shape],
    grids: list[Grid],
    current: Grid | None,
    headings: list[Cell],
) -> Grid | None:
    part: Part | None = None
    position = 0
    rows = block.rows
    while position < len(rows):
        header = header_at(rows, position, shapes, current.shape if current else None)
        if header:
            if current is None or header.shape is not current.shape:
                current = Grid(header.shape, list(headings))
                grids.append(current)
            part = Part(index, header, own=True)
            current.parts.append(part)
            position += len(header.rows)
            continue
        if current is not None:
            if part is None:
                part = Part(index, current.parts[-1].header, own=False)
                current.parts.append(part)
            part.rows.append(rows[position])
        position += 1
    return current


def header_at(
    rows: Sequence[Row], position: int, shapes: Sequence[Shape], before: Shape | None = None
) -> Header | None:
    """The header that starts at this line, if one does: the best shape over one, two or three lines."""
    best: tuple[float, Header] | None = None
    for size in (1, 2, 3):
        zone = rows[position : position + size]
        if len(zone) < size or not _could_be_header(zone):
            break
        for shape in (each for each in shapes if _speaks_of(zone, each)):
            found = _as_header(zone, shape) or _under_groups(zone, shape)
            if found and (
                best is None or found[0] > best[0] + (0.02 if shape is not best[1].shape else 0.01)
            ):
                if best and best[1].shape is before is not shape and found[0] < best[0] + LOYALTY:
                    continue
                best = found
    return _with_subheadings(rows, position, best[1]) if best else None


def _with_subheadings(rows: Sequence[Row], position: int, header: Header) -> Header:
    """The header with the line under it that names the parts of its wider headings (`RAG` over `Nov` and `Feb`)."""
    size = len(header.rows)
    zone = rows[position : position + size + 1]
    if len(zone) == size or not _could_be_header(zone) or not _parts_headings(zone[-2], zone[-1]):
        return header
    found = _as_header(zone, header.shape)
    return found[1] if found else header


def _parts_headings(above: Row, below: Row) -> bool:
    """Whether every cell of a line stands under a heading that is wider than its column."""
    wide = {c for c in range(len(above)) if _spans(above, below, c)}
    filled = {c for c, cell in enumerate(below) if cell}
    under = {c for c in filled if c < len(above) and not above[c] and _parent(above, c) in wide}
    return bool(under) and filled <= under | wide


def _spans(above: Row, below: Row, column: int) -> bool:
    """Whether the heading in this column is printed over the next column too, and each has a part of its own."""
    right = column + 1
    return bool(
        right < min(len(above), len(below))
        and above[column]
        and not above[right]
        and below[column]
        and below[right]
    )


def _parent(above: Row, column: int) -> int | None:
    """The nearest filled column, at or to the left of this one."""
    return next((c for c in range(min(column, len(above) - 1), -1, -1) if above[c]), None)


def _speaks_of(zone: Sequence[Row], shape: Shape) -> bool:
    """Whether two columns (or all that the shape needs) have a word of its fields; most rows of records have none."""
    columns = {i for row in zone for i, c in enumerate(row) if c and means(c.text, shape)}
    return len(columns) >= min(2, len(shape.needs))


def _could_be_header(zone: Sequence[Row]) -> bool:
    filled = [c for c in zone[-1] if c]
    if len(filled) == 1:
        return len(filled[0].raw) <= TITLE_LENGTH
    return bool(filled) and all(len(c.raw) <= HEADING_LENGTH for c in filled) and not _is_record(zone[-1])


def _is_record(row: Row) -> bool:
    """Whether a short row is a record and no header: it starts with a reference, or one of its cells is a day or an amount."""
    first, *others = [c.text for c in row if c]
    theme = len(others) == 1 and others[0].isdigit()
    if not theme and any(_DAY_OR_AMOUNT.search(t) and not _is_period(t) for t in others):
        return True
    if others and any(t.endswith(".") and len(t.split()) >= SENTENCE for t in (first, *others)):
        return True
    numbered = any(c.isdigit() for c in first) and looks_like_ref(first) and not _is_period(first)
    return numbered and len(others) >= TITLE_CELLS


_DAY_OR_AMOUNT = re.compile(
    r"^(?![£$]\s?0)\(?-?[£$]?\d{1,3}(?:,\d{3})*(?:\.\d+)?\s?%?\)?$|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{4}-\d\d-\d\d$|"
    r"^\d{1,2}(?:st|nd|rd|th)?\s[A-Za-z]{3,9}\s\d{2,4}$"
)


def _is_period(text: str) -> bool:
    """Whether a short text names a month, quarter or year, as columns of values are headed."""
    return parse_due(text).precision in {Precision.MONTH, Precision.QUARTER, Precision.YEAR}


def _as_header(zone: Sequence[Row], shape: Shape) -> tuple[float, Header] | None:
    width = max(len(row) for row in zone)
    choices = [_headings(zone, column) for column in range(width)]
    longest = max(len(c) for c in choices)
    tries = [[c[min(k, len(c) - 1)] if c else "" for c in choices] for k in range(longest)]
    merged: dict[int, Match] = {}
    taken: set[str] = set()
    found = [m for heads in tries for m in match(heads, shape) if m.field]
    for m in sorted(found, key=lambda m: -m.confidence):
        if m.column not in merged and m.field and m.field not in taken:
            merged[m.column] = m
            taken.add(m.field)
    matches = [
        merged.get(c) or Match(c, choices[c][0] if choices[c] else "", None, 0.0, "") for c in range(width)
    ]
    titles, unknown = _unmatched(zone, merged)
    for column in unknown:
        if choices[column] and not any(t.text in choices[column][0] for t in titles):
            unknown[column] = choices[column][0]
    counted = [m for m in matches if m.field or m.column in unknown]
    value = fits(counted, shape)
    contributing = all(
        any(c and column in merged and c.text in merged[column].heading for column, c in enumerate(row))
        or sum(1 for c in row if c) <= 2
        for row in zone
    )
    if (
        not value
        or not contributing
        or not any(c and i in merged and c.text in merged[i].heading for i, c in enumerate(zone[-1]))
    ):
        return None
    fields = {c: m.field for c, m in merged.items() if m.field}
    return value, Header(shape, fields, unknown, width, list(zone), titles, matches)


def _under_groups(zone: Sequence[Row], shape: Shape) -> tuple[float, Header] | None:
    """The header under a line that only groups its columns (`Action` over ref and text, `Follow-up` over status and comment)."""
    filled = [sum(1 for c in row if c) for row in zone]
    if len(zone) < 2 or not TITLE_CELLS <= filled[0] < filled[1]:
        return None
    found = _as_header(zone[1:], shape)
    return (found[0], replace(found[1], rows=list(zone))) if found else None


def _headings(zone: Sequence[Row], column: int) -> list[str]:
    """What a column's heading could be: its own lowest text, with its parent's, its upper text."""
    own = [row[column].text for row in zone if column < len(row) and row[column]]
    if len(zone) == 1 or not own:
        return own
    top = zone[0]
    over = _parent(top, column)
    lower = own[-1]
    if over is not None and len(own) > (over == column) and is_period(top[over].text):
        return [
            f"{top[over].text} {lower}"
        ]  # `Q1` over `Actual` and `RAG`: neither means the same in all quarters
    if over == column and len(own) > 1:
        return [f"{own[0]} {lower}", lower, *([] if _spans(top, zone[1], column) else [own[0]])]
    return [f"{top[over].text} {lower}", lower] if over not in {None, column} else [lower]


def _unmatched(zone: Sequence[Row], merged: dict[int, Match]) -> tuple[list[Cell], dict[int, str]]:
    """Titles in the header's lines, and unknown headings by column."""
    titles: list[Cell] = []
    unknown: dict[int, str] = {}
    for row in zone:
        known = [c for i, c in enumerate(row) if c and i in merged and c.text in merged[i].heading]
        for column, cell in enumerate(row):
            if not cell or cell in known:
                continue
            if len(zone) > 1 and (not known or column == 0 or column in merged):
                titles.append(cell)
            else:
                unknown[column] = cell.text
    return titles, unknown


def key_column(rows: Sequence[Row], header: Header) -> int | None:
    """The unheaded column that holds the references, where the shape has a key that no heading named."""
    shape = header.shape
    if not shape.key or any(shape.field(name).holds is Holds.REF for name in header.fields.values()):
        return None
    for column in range(header.width):
        if column in header.fields:
            continue
        texts = [row[column].text for row in rows if column < len(row) and row[column]]
        refs = [t for t in texts if looks_like_ref(t) and not _is_period(t)]
        if column in header.unknown:  # it may stand over codes: a reference has a digit
            refs = [t for t in refs if any(c.isdigit() for c in t) and parse_due(t).on is None]
        if texts and len(refs) >= 0.6 * len(texts):
            return column
    return None
