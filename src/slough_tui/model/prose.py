"""Dates in running text. A room of its own for those who read prose alone: the forms of cells take as long to prepare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.model.dateforms import Manner
from slough_tui.model.dates import Due, FoundDate
from slough_tui.model.datescan import scan
from slough_tui.model.years import settle

if TYPE_CHECKING:
    from datetime import date


def find_dates(text: str, *, reference: date | None = None, day_first: bool = True) -> list[FoundDate]:
    """Every date in running text, in order, the impossible ones with their refusal.

    Months, quarters, seasons and financial years are found when they carry a year (look at the precision);
    a month or a year alone is not a date in prose. A day without a year takes the one nearest to `reference`.
    """
    how = Manner(reference, day_first, prose=True)
    found = []
    for one in settle(scan(text, how), text, how):
        raw = text[one.reading.start : one.reading.end]
        due = Due(
            raw,
            one.on,
            one.precision,
            refusal=one.refusal,
            inferred=one.inferred,
            others=(one.begins,) if one.begins else (),
            notes=one.notes,
            impossible=one.reading.impossible,
        )
        found.append(FoundDate(one.reading.start, one.reading.end, raw, due))
    return found
