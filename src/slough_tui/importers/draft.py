"""The lines one paper will assert, while layouts are still writing them.

A layout says what each cell is for (`use`), opens records (`record`), and reports what it mended
(`repair`) and did not understand (`refuse`). Nothing becomes a fact before `importers.finish` gives the
records their ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from slough_tui.importers import mend
from slough_tui.model.vocabulary import USE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from slough_tui.model.document import Cell, Document, Place


@dataclass(slots=True)
class RecordDraft:
    """One record in the making. `values` has the columns of its table; `extra` what had an unknown heading.

    `ref` is the reference as read, `ref_raw` as printed; `id_ref` is what the id is made from where the
    reference alone is not unique by design (the second action that answers OR5 is `OR5-2`).
    """

    table: str
    series: str
    ref: str | None
    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    ref_raw: str | None = None
    id_ref: str | None = None
    as_at: date | None = None
    id: str = ""


@dataclass(slots=True)
class Used:
    """What a cell is for; `record` and `field` where it feeds a record, `value` as it was read."""

    use: str
    record: RecordDraft | None = None
    field: str | None = None
    value: str | None = None


@dataclass(slots=True)
class Note:
    """One repair or refusal."""

    what: str
    raw: str
    now: str | None
    why: str
    place: Place | None
    record: RecordDraft | None = None
    field: str | None = None


@dataclass(slots=True)
class Line:
    """One line of a table that holds no records (update, figure, reading, link); `record` is its subject."""

    table: str
    values: dict[str, Any]
    place: Place | None
    record: RecordDraft | None = None
    to: RecordDraft | None = None


Key = tuple[int, int, int]


def key(place: Place) -> Key:
    """A cell's address in its document."""
    return (place.block, place.row, place.column)


class Draft:
    """Everything that is known so far of one paper."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.records: list[RecordDraft] = []
        self.lines: list[Line] = []
        self.repairs: list[Note] = []
        self.refusals: list[Note] = []
        self.uses: dict[Key, Used] = {}
        self.full: dict[str, set[str]] = {}
        self.layouts: list[str] = []
        self.as_at: date | None = None
        """The date that the paper's own lines say they describe, where they do."""

    # -- cells

    def use(
        self,
        cell: Cell,
        use: str,
        record: RecordDraft | None = None,
        field: str | None = None,
        value: str | None = None,
    ) -> None:
        """Say what a cell is for; the last word counts, but a refusal stays one."""
        if use not in USE:
            raise ValueError(f"{use!r} is not one of {USE}")
        if not cell:
            return
        before = self.uses.get(key(cell.place))
        if before is None or before.use != "refusal":
            self.uses[key(cell.place)] = Used(use, record, field, value)

    def is_used(self, cell: Cell) -> bool:
        """Whether a layout has claimed this cell."""
        return key(cell.place) in self.uses

    def context(self, cells: Sequence[Cell]) -> None:
        """Cells that a layout read for what they say about others (titles, legends, preambles)."""
        for cell in cells:
            if not self.is_used(cell):
                self.use(cell, "context")

    # -- records

    def record(
        self,
        table: str,
        series: str,
        place: Place,
        *,
        ref: str | None = None,
        ref_raw: str | None = None,
        **values: Any,
    ) -> RecordDraft:
        """Open a record; `series` is a slug. Its id is given at the end."""
        made = RecordDraft(table, series, ref or None, place, dict(values), ref_raw=ref_raw or ref or None)
        self.records.append(made)
        return made

    def of(self, table: str) -> list[RecordDraft]:
        """The records of one table, in the paper's order."""
        return [r for r in self.records if r.table == table]

    def text(self, cell: Cell, record: RecordDraft | None = None, field: str | None = None) -> str:
        """A cell's text, mended; each mending is reported."""
        now, mends = mend.prose(cell.raw)
        for made in mends:
            self.repair(made.what, cell, made.raw, made.now, made.why, record, field)
        return now

    # -- lines of other tables

    def add(
        self, table: str, place: Place | None, *, record: RecordDraft | None = None, **values: Any
    ) -> Line:
        """A line of `figures`, `readings` or `updates`; `record` is the record it speaks of."""
        line = Line(table, dict(values), place, record)
        self.lines.append(line)
        return line

    def link(self, source: RecordDraft, to: RecordDraft, relation: str) -> None:
        """A reference that the paper prints from one of its records to another."""
        values = {"relation": relation, "state": "printed", "confidence": 1.0, "by": "paper"}
        self.lines.append(Line("links", values, source.place, source, to))

    # -- what went wrong

    def repair(
        self,
        what: str,
        cell: Cell | None,
        raw: str,
        now: str,
        why: str,
        record: RecordDraft | None = None,
        field: str | None = None,
    ) -> None:
        """One thing mended: what kind of fault, as printed, as it now reads, and why we think so."""
        self.repairs.append(Note(what, raw, now, why, cell.place if cell else None, record, field))

    def refuse(
        self,
        what: str,
        cell: Cell | None,
        raw: str,
        why: str,
        record: RecordDraft | None = None,
        field: str | None = None,
    ) -> None:
        """One thing not understood; the cell is kept as printed and counts as refused."""
        self.refusals.append(Note(what, raw, None, why, cell.place if cell else None, record, field))
        if cell:
            self.use(cell, "refusal", record, field)

    def full_register(self, table: str, series: str) -> None:
        """This paper lists every record of the series: those that it leaves out have ended."""
        self.full.setdefault(table, set()).add(series)
