"""Dates that a person types to go there: council dates, `yesterday`, `-1m`; and two of them to compare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.views.periods import period

if TYPE_CHECKING:
    from datetime import date

HINT = "write 31/10/2023, 31 Oct 2023, Oct 2023, yesterday, -30, -2w, -1m or -1y"
_BACK = re.compile(r"(?:today|now)?\s*([+-])\s*(\d{1,4})\s*(d|w|m|y)?[a-z]*")
_BETWEEN = re.compile(r"\s+(?:to|and|with|until)\s+|\s*\.\.+\s*|\s+-\s+")


def moment(text: str, today: date) -> date:
    """The day that `text` names, the last one of a month or year. UsageError says how a date is written."""
    wanted = " ".join(text.lower().split())
    if wanted in {"now", "today"}:
        return today
    match = _BACK.fullmatch(wanted)
    if match:
        return _back(int(f"{match[1]}{match[2]}"), match[3] or "d", today)
    days = period(wanted, today)
    if days is not None:
        return days[1]
    from slough_tui.model.due import parse_date

    printed = parse_date(text, reference=today)
    if printed.on is None:
        raise UsageError(f"{text.strip() or 'nothing'} is no date", hint=HINT)
    return printed.on


def _back(count: int, unit: str, today: date) -> date:
    from datetime import timedelta

    from slough_tui.model.dates import last_day

    try:
        if unit in "dw":
            return today + timedelta(days=count * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
        end = last_day(months // 12, months % 12 + 1)
        return end.replace(day=min(today.day, end.day))
    except (ValueError, OverflowError) as error:
        raise UsageError(
            "that is before the first or after the last day of the calendar", hint=HINT
        ) from error


def two_dates(text: str, as_of: date, today: date) -> tuple[date, date]:
    """The earlier and the later day of a comparison: `text` names one (the other is `as_of`) or two.

    Nothing is a month back. UsageError if it names no date.
    """
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    found = [moment(part, today if len(parts) > 1 else as_of) for part in parts[:2]] or [
        _back(-1, "m", as_of)
    ]
    days = sorted(found if len(found) > 1 else [*found, as_of])
    return days[0], days[1]
