"""References as a series: what one number lost is known from its neighbours.

A spreadsheet drops a trailing zero (0.10 becomes 0.1), so that 0.1 stands between 0.09 and 0.11. A paper
that begins its numbers again holds two series.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers.names import normal_ref

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft, RecordDraft
    from slough_tui.model.document import Cell

_DECIMAL = re.compile(r"^(\D*)(\d+)\.(\d+)$")


class SeriesOf:
    """The records of one numbered list, in the order printed; mends and splits the numbering at the end."""

    def __init__(self, slug: str, draft: Draft) -> None:
        self.slug = slug
        self.draft = draft
        self.members: list[tuple[RecordDraft, Cell]] = []

    def add(self, record: RecordDraft, cell: Cell) -> None:
        """The next record and the cell of its reference."""
        self.members.append((record, cell))

    def finish(self) -> None:
        """Normal forms, trailing zeros, and a second series where the numbering begins again."""
        for record, _ in self.members:
            record.ref = normal_ref(record.ref or "")
        self._trailing_zeros()
        self._second_series()

    def _trailing_zeros(self) -> None:
        """`0.1` after `0.09`, or before `0.11`, is 0.10: the digit that a number format took away."""
        width = max((len(m[3]) for r, _ in self.members if (m := _DECIMAL.match(r.ref or ""))), default=0)
        if width < 2:
            return
        refs = {r.ref for r, _ in self.members}
        for at, (record, cell) in enumerate(self.members):
            match = _DECIMAL.match(record.ref or "")
            if not match or len(match[3]) >= width:
                continue
            padded = f"{match[1]}{match[2]}.{match[3].ljust(width, '0')}"
            if padded in refs or not self._between(at, padded, width):
                continue
            why = f"{record.ref} stands where {padded} belongs in its series: a number format took the last zero"
            self.draft.repair("reference", cell, record.ref or "", padded, why, record, "ref")
            record.ref = padded

    def _between(self, at: int, padded: str, width: int) -> bool:
        """Whether `padded` follows the reference before it or is followed by the one after it."""
        match = _DECIMAL.match(padded)
        value = int(match[3]) if match else 0
        for other, step in ((at - 1, -1), (at + 1, 1)):
            if 0 <= other < len(self.members):
                near = _DECIMAL.match(self.members[other][0].ref or "")
                if near and match and near[2] == match[2] and int(near[3].ljust(width, "0")) == value + step:
                    return True
        return False

    def _second_series(self) -> None:
        """A number of another form or that was seen before begins a second series: `cisc-2`."""
        number = 1
        seen: set[str] = set()
        form = ""
        for record, cell in self.members:
            ref = record.ref or ""
            shape = re.sub(r"\d+", "9", ref)
            restart = bool(form) and shape != form and _whole(ref) and not _whole_form(form)
            if ref and (restart or (ref in seen and _first_of(ref))):
                number += 1
                seen = set()
                why = "the numbering begins again: a second series in one register"
                self.draft.repair("second series", cell, ref, f"{self.slug}-{number}", why, record, "series")
            form = shape if ref else form
            seen.add(ref)
            record.series = self.slug if number == 1 else f"{self.slug}-{number}"


def _whole(ref: str) -> bool:
    return ref.isdigit() and int(ref) <= 2


def _whole_form(form: str) -> bool:
    return form == "9"


def _first_of(ref: str) -> bool:
    digits = re.findall(r"\d+", ref)
    return bool(digits) and int(digits[-1]) <= 1
