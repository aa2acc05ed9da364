"""Dates as they are typed into a filter or a prompt: a day, a month, a year, or so many days from today.

Small on purpose: what papers print is read by `model.dates`; here a person types, and is told at once
when it cannot be a date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_WORDS = re.compile(r"(?:(\d{1,2})\s*)?([a-z]{3,9})\s*(\d{4}|\d{2})")
_RELATIVE = re.compile(r"(today|yesterday|tomorrow)?\s*(?:([+-])\s*(\d{1,6})\s*d?)?")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

Period = tuple[date, date]
"""First and last day, both included."""


def period(text: str, today: date) -> Period | None:
    """The days that `text` names; None if it names none (31 September, or no date at all)."""
    wanted = text.strip().lower()
    if not wanted:
        return None
    try:
        return _fixed(wanted) or _relative(wanted, today)
    except (ValueError, OverflowError):
        return None


def _fixed(wanted: str) -> Period | None:
    if match := _ISO.fullmatch(wanted):
        year, month, day_ = (int(part) if part else None for part in match.groups())
        return _span(year or 0, month, day_)
    if match := _BRITISH.fullmatch(wanted):
        return _span(_year(match[3]), int(match[2]), int(match[1]))
    if (match := _WORDS.fullmatch(wanted)) and match[2][:3] in _MONTHS:
        month = _MONTHS.index(match[2][:3]) + 1
        return _span(_year(match[3]), month, int(match[1]) if match[1] else None)
    return None


def _relative(wanted: str, today: date) -> Period | None:
    match = _RELATIVE.fullmatch(wanted)
    if match is None:
        return None
    days = int(match[3] or 0) * (-1 if match[2] == "-" else 1)
    found = today + timedelta(days=_NEAR.get(match[1] or "today", 0) + days)
    return found, found


def _span(year: int, month: int | None, day: int | None) -> Period:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    return date(year, month, day), date(year, month, day)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
