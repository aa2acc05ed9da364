"""Messy council dates: due and timescale cells, dates in prose, dated commentary. The public face of our parser.

British, the day first. A month or quarter is never given a day: `Due.on` is the period's last day and
`Due.precision` says what was printed. An impossible day (31 September) is refused with its reason, never bent into
a nearby one. Every function here but `infer_year` is total over strings and takes time in proportion to them.

The rooms behind it: `dates` (nouns, calendar), `dateforms` and `periods` (printed forms), `datescan` (finding them),
`years` (a year that is not printed), `prose` (dates in running text), `schedule` (recurrences), `picking` and `timescale`
(a whole cell), `commentary` (a cell of dated comments).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from slough_tui.model.commentary import DatedComment, split_dated_comments
from slough_tui.model.dateforms import Manner
from slough_tui.model.dates import Due, FoundDate, Precision, infer_year
from slough_tui.model.prose import find_dates
from slough_tui.model.timescale import read_cell

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "DatedComment",
    "Due",
    "FoundDate",
    "Precision",
    "find_dates",
    "infer_year",
    "parse_date",
    "parse_due",
    "split_dated_comments",
]


def parse_due(
    raw: str, *, reference: date | None = None, day_first: bool = True, excel_serial: bool = False
) -> Due:
    """Read a due, timescale or meeting-date cell.

    `reference` is the date of the paper; without it a date without a year, and with no dated neighbour in the cell,
    is refused. With `excel_serial` a cell of five digits is a day number of Excel's 1900 calendar.
    """
    return read_cell(raw, Manner(reference, day_first), excel_serial=excel_serial)


def parse_date(
    raw: str, *, reference: date | None = None, day_first: bool = True, excel_serial: bool = False
) -> Due:
    """Read a cell that should hold one date: of several the first printed counts, and that is noted."""
    due = read_cell(raw, Manner(reference, day_first, single=True), excel_serial=excel_serial)
    return replace(due, schedule=None)
