"""Printed rows put together to lines, one after another.

A row can open a line, continue the one before (split over a page), stand before its own record (a
fragment), head a group, repeat what was said, or be a total. What was done is told to the draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.importers import align, mend
from slough_tui.importers.headings import Holds
from slough_tui.importers.line import Line, MappedRow, is_total
from slough_tui.importers.names import looks_like_ref

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.model.document import Cell

GROUP_WORDS = 14
"""A longer single cell is text going on, not a group's heading."""
SHIFTED_WORDS = 4
"""So many words may be a text that slid into the next column; fewer are a name that belongs there."""


class Assembly:
    """Rows to lines, one after another; keeps what the next row depends on."""

    def __init__(self, shape: Shape, rows: list[MappedRow], draft: Draft, grid: Grid) -> None:
        self.shape = shape
        self.rows = rows
        self.draft = draft
        self.lines: list[Line] = []
        self.groups: tuple[Cell, ...] = ()
        self.carried: dict[str, list[Cell]] = {}
        self.waiting: MappedRow | None = None
        self.heading_key: Cell | None = None
        self.seen: dict[tuple[str, ...], Line] = {}
        self._part = -1
        keyed = any(shape.key in row.fields for row in rows)
        self._opening = shape.opens if keyed or not shape.key else (*shape.opens, shape.body)
        """Where no row has a key, a text opens a line."""
        for position, row in enumerate(rows):
            self._enter(grid, row)
            after = rows[position + 1] if position + 1 < len(rows) else None
            self._take(row, after)
        self._finish()

    def _finish(self) -> None:
        """A fragment at the very end is a line of its own."""
        if self.waiting is not None:
            self._open(self.waiting)

    def _enter(self, grid: Grid, row: MappedRow) -> None:
        """A part with its own titles in the header starts a new outer group."""
        if row.part == self._part:
            return
        for number in range(self._part + 1, row.part + 1):
            part = grid.parts[number]
            titles = [t for t in part.header.titles if not t.text.strip(".").isdigit()] if part.own else []
            if titles:
                self.groups = tuple(titles[:1])
            elif grid.headed and part.own and part.heading:
                self.groups = (part.heading,)
                self.draft.use(part.heading, "context")
        self._part = row.part

    # -- what kind of row

    def _take(self, row: MappedRow, after: MappedRow | None) -> None:
        last = self.lines[-1] if self.lines else None
        if self._repeats(row):
            return
        if is_total([cell.text for cell in row.row if cell]):
            self._open(row)
        elif self._is_fragment(row, after, last):
            self.waiting = row
        elif self.waiting is None and last is not None and self._continues(row, last, after):
            self._join(row, last)
        elif self._heads_group(row, after):
            self._group(row)
        elif self._opens(row) or last is None:
            self._open(row)
        else:
            self._join(row, last)

    def _filled(self, row: MappedRow) -> dict[str, str]:
        return {name: cell.text for name, cell in row.fields.items() if cell}

    def _opens(self, row: MappedRow) -> bool:
        """A line needs one of its opening fields, and a text, a key or an objective: a date alone is none."""
        told = {self.shape.body, self.shape.key, *self.shape.carries}
        return any(n in row.fields for n in self._opening) and any(n in told for n in row.fields)

    def _repeats(self, row: MappedRow) -> bool:
        """A row printed again at the top of a page is said once."""
        texts = tuple(cell.text for cell in row.row if cell)
        if not (row.top and len(texts) > 2 and sum(map(len, texts)) > 80):
            return False
        known = next((line for shown, line in self.seen.items() if set(texts) <= set(shown)), None)
        if known is None:
            return False
        for cell in row.row:
            self.draft.use(cell, "repair")
        cell = next(c for c in row.row if c)
        self.draft.repair("row repeated", cell, cell.text, "", "the same row stands on the page before")
        return True

    def _continues(self, row: MappedRow, last: Line, after: MappedRow | None) -> bool:
        filled = self._filled(row)
        if is_total([c.text for c in last.row_cells()]):
            return False
        if not filled:
            return bool(row.extra)
        key = self.shape.key
        if key and key in filled and looks_like_ref(filled[key]):
            return False
        joins = [n for n, text in filled.items() if mend.goes_on(text)]
        if (
            row.top
            and not row.own
            and joins
            and 2 * len(joins) >= len([n for n in filled if len(filled[n]) > 3])
        ):
            return True
        if row.top and (self.shape.body in joins or any(n in joins for n in self.shape.carries)):
            return True
        if self._anchored(filled):
            return False
        open_ended = any(mend.unfinished(last.cells(n)[-1].text) for n in filled if last.cells(n))
        if not open_ended and self._heads_group(row, after):
            return False
        if row.top and (open_ended or self._left_open(last)) and not self._newly_opens(filled):
            return True
        return any(mend.goes_on(t) for t in filled.values()) and not any(n in filled for n in self._anchors)

    @property
    def _anchors(self) -> list[str]:
        """The short fields (date, person, code, number) that a continuation seldom has."""
        short = {Holds.DATE, Holds.WHO, Holds.CODE, Holds.NUMBER}
        return [f.name for f in self.shape.fields if f.holds in short]

    def _anchored(self, filled: dict[str, str]) -> bool:
        return any(n in filled for n in self._anchors) and self.shape.body in filled

    def _newly_opens(self, filled: dict[str, str]) -> bool:
        return any(n in filled for n in self.shape.carries)

    @staticmethod
    def _left_open(last: Line) -> bool:
        return any(
            mend.unfinished(cells[-1].text)
            for cells in last.fields.values()
            if cells and len(cells[-1].text) > align.LONG
        )

    def _heads_group(self, row: MappedRow, after: MappedRow | None) -> bool:
        filled = [cell for cell in row.row if cell]
        if not filled or len(filled) > 2 or len(filled[-1].text.split()) > GROUP_WORDS:
            return False
        text = filled[-1].text
        if len(filled) == 2:
            key = row.fields.get(self.shape.key) if self.shape.key else None
            heading = key is filled[0] and looks_like_ref(key.text) and len(text.split()) <= 5
            unkeyed = after is not None and self.shape.key not in after.fields and self._opens(after)
            return bool(heading and unkeyed and not text.endswith("."))
        if text.endswith((".", ";", ",")) or mend.goes_on(text) or text[:1] in "•○-":
            return False
        names = list(row.fields)
        if names and names[0] == self.shape.key and looks_like_ref(text):
            return False
        if self.shape.bare and names and names[0] == self.shape.body:
            return False
        return not any(n in row.fields for n in self._anchors)

    def _is_fragment(self, row: MappedRow, after: MappedRow | None, last: Line | None) -> bool:
        """A row without a key whose text runs into the row after it, which has one."""
        key, body = self.shape.key, self.shape.body
        if not key or key in row.fields or body not in row.fields or after is None or key not in after.fields:
            return False
        if after.part != row.part or body not in after.fields:
            return False
        if last is not None and last.cells(body) and mend.unfinished(last.cells(body)[-1].text):
            return False
        return not mend.goes_on(row.fields[body].text) and mend.unfinished(row.fields[body].text)

    # -- what becomes of it

    def _group(self, row: MappedRow) -> None:
        filled = [cell for cell in row.row if cell]
        if len(filled) == 2:
            self.heading_key = filled[0]
        for cell in filled:
            self.draft.use(cell, "context")
        for name in self.shape.carries:
            if name in row.fields:
                self.carried[name] = [row.fields[name]]
        outer = self.groups[:1] if self.groups and self._is_header_title(self.groups[0]) else ()
        self.groups = (*outer, filled[-1])

    def _is_header_title(self, cell: Cell) -> bool:
        used = self.draft.uses.get((cell.place.block, cell.place.row, cell.place.column))
        return used is not None and used.use == "header"

    def _open(self, row: MappedRow) -> None:
        fields = {name: [cell] for name, cell in row.fields.items()}
        if self.waiting is not None and self.waiting is not row:
            for name, cell in self.waiting.fields.items():
                if name == self.shape.body:
                    fields[name] = [cell, *fields.get(name, [])]
                    why = "this row has no reference and its sentence ends in the next"
                    self.draft.repair("row joined", cell, cell.text, "joined to the next row", why)
                    self.draft.use(cell, "continuation")
                else:
                    self.draft.refuse(
                        "stray cell",
                        cell,
                        cell.text,
                        "it stands beside a fragment of the next row",
                        None,
                        name,
                    )
            self.waiting = None
        if self.heading_key is not None:
            if self.shape.key not in fields:
                fields[self.shape.key] = [self.heading_key]
                why = "the heading above carries the row's reference"
                self.draft.repair("reference", self.heading_key, "", self.heading_key.text, why)
            self.heading_key = None
        self._shift(fields)
        for name in self.shape.carries:
            if name in fields:
                self.carried[name] = fields[name]
        line = Line(fields, {h: [c] for h, c in row.extra.items()}, self.groups, row.part, row.own)
        line.carried = {n: c for n, c in self.carried.items() if n not in fields}
        self.lines.append(line)
        self.seen[tuple(cell.text for cell in row.row if cell)] = line
        self.waiting = None

    def _shift(self, fields: dict[str, list[Cell]]) -> None:
        """A record without its text, but with the text column after it: the text slid one column."""
        body = self.shape.body
        if body in fields or any(n in fields for n in self.shape.carries):
            return
        if is_total([cells[0].text for cells in fields.values()]):
            return
        texts = [
            f.name
            for f in self.shape.fields
            if f.holds is Holds.TEXT
            and f.name in fields
            and len(fields[f.name][0].text.split()) >= SHIFTED_WORDS
        ]
        if texts and len(fields) > 1:
            cells = fields.pop(texts[0])
            fields[body] = cells
            why = f"the {body} is missing and a text stands in the next column"
            self.draft.repair("realigned", cells[0], f"in the column of {texts[0]}", f"read as {body}", why)

    def _join(self, row: MappedRow, last: Line) -> None:
        first = next((c for c in row.row if c), None)
        for name, cell in row.fields.items():
            carried = last.carried.get(name) if name not in last.fields else None
            (carried if carried is not None else last.fields.setdefault(name, [])).append(cell)
            self.draft.use(cell, "continuation")
        for heading, cell in row.extra.items():
            last.extra.setdefault(heading, []).append(cell)
            self.draft.use(cell, "continuation")
        if first is not None:
            why = (
                "the row before goes on over the page"
                if row.top
                else "this row only continues the one before"
            )
            self.draft.repair("row joined", first, first.text, "joined to the row before", why)
