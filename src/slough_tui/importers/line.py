"""A line of a table: one record's cells by field, however many printed rows they stood on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slough_tui.model.document import Cell, Row


@dataclass(slots=True)
class Line:
    """One record's cells by field; `extra` by unknown heading; `groups` the headings above it, outermost first.

    `now` holds a cell's text where it was mended before it could be read (column bleed); `part` is the
    number of the part of the grid (page) it starts on.
    """

    fields: dict[str, list[Cell]]
    extra: dict[str, list[Cell]]
    groups: tuple[Cell, ...]
    part: int
    own_header: bool
    carried: dict[str, list[Cell]] = field(default_factory=dict)

    def cells(self, name: str) -> list[Cell]:
        """The filled cells of a field, in order."""
        return [c for c in self.fields.get(name, ()) if c]

    def raw(self, name: str) -> str:
        """A field's text as printed, joined where it ran over a page."""
        return " ".join(c.text for c in self.cells(name))

    def row_cells(self) -> list[Cell]:
        """Every filled cell, from left to right."""
        cells = [c for each in (*self.fields.values(), *self.extra.values()) for c in each if c]
        return sorted(cells, key=lambda c: (c.place.block, c.place.row, c.place.column))

    @property
    def sums_up(self) -> bool:
        """Whether it only counts the lines over it: a total, and beside it nothing but numbers."""
        texts = [c.text for c in self.row_cells()]
        return is_total(texts[:1]) and all(_NUMBER.match(t) for t in texts[1:])

    @property
    def first(self) -> Cell:
        """The first filled cell."""
        return self.row_cells()[0]


@dataclass(slots=True)
class MappedRow:
    """A printed row with its cells laid to fields; `top` on a page, `own` under a header on this page."""

    fields: dict[str, Cell]
    extra: dict[str, Cell]
    row: Row
    part: int
    top: bool
    own: bool


_TOTAL = re.compile(r"\b(?:sub-?)?totals?\b", re.IGNORECASE)
_TOTAL_OF = re.compile(r"^\W*(?:grand |sub-?)?total\s+[£$]?\d", re.IGNORECASE)
_NUMBER = re.compile(r"^\W*\d[\d,.]*\W*$")
TOTAL_WORDS = 6


def is_total(texts: Sequence[str]) -> bool:
    """Whether a row sums up others rather than being one: it starts with a total, or has `Total 1,096`."""
    first = next((t for t in texts if t), "")
    named = bool(_TOTAL.search(first)) and len(first.split()) <= TOTAL_WORDS
    return named or any(_TOTAL_OF.match(t) and len(t.split()) <= TOTAL_WORDS for t in texts)
