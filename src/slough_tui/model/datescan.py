"""Every date in a text, in order: all forms are tried, overlaps go to the earliest and then the longest reading.

What stands just before a date belongs to it too: a weekday, or "end of", "mid", "week beginning".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from slough_tui.model import dateforms, periods
from slough_tui.model.dateforms import WEEKDAY, compiled, normalise
from slough_tui.model.dates import DAY_NAMES, Precision

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

    from slough_tui.model.dateforms import Manner, Reading

    Reader = Callable[[re.Match[str], str, Manner], Reading | None]

FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (dateforms.ISO, dateforms.read_iso),
    (dateforms.NUMERIC, dateforms.read_numeric),
    (dateforms.DAY_RANGE, dateforms.read_day_range),
    (dateforms.DAY_MONTH, dateforms.read_day_month),
    (dateforms.MONTH_DAY, dateforms.read_month_day),
    (periods.MONTH_RANGE, periods.read_month_range),
    (periods.MONTH_YEAR, periods.read_month_year),
    (periods.MONTH_DIGITS, periods.read_month_digits),
    (periods.YEAR_MONTH, periods.read_year_month),
    (periods.YEAR_QUARTER, periods.read_quarter),
    (periods.QUARTER, periods.read_quarter),
    (periods.SEASON, periods.read_season),
    (periods.FINANCIAL, periods.read_financial),
    (periods.FINANCIAL_SHORT, periods.read_financial_short),
    (periods.FINANCIAL_END, periods.read_financial_end),
    (periods.YEAR, periods.read_year),
    (dateforms.DAY_MONTH_DIGITS, dateforms.read_day_month_digits),
)

_WEEKDAY_BEFORE = compiled(rf"(?<![a-z])({WEEKDAY})\.?[,\s]{{1,3}}(?:the\s)?$")
_WEEKDAY_BEHIND = compiled(rf"\s{{0,2}}\(({WEEKDAY})\.?\)")
_PART_BEFORE = compiled(
    r"(?<![a-z])(end|early|mid|middle|late|start|beginning|w/?[ce]|week\s(?:beginning|commencing|ending)|from|since)"
    r"(?:\sof)?(?:\sthe)?[\s\-]{0,2}$"
)
_COUNTED_BEFORE = compiled(
    r"(?<!\w)[a-z0-9]{1,9}[\s\-](?:working\s)?(?:day|week|month|year)s?\s(?:of|from|after|following|before|prior\sto)"
    r"\s(?:the\s)?$"
)
_LOOK_BACK = 48


def scan(text: str, how: Manner) -> list[Reading]:
    """The readings of a text in order, never overlapping; offsets are those of the text as given."""
    plain = normalise(text)
    chosen = _without_overlaps(
        reading
        for pattern, reader in FORMS
        for match in pattern.finditer(plain)
        if (reading := reader(match, plain, how))
    )
    return [_with_what_stands_before(reading, plain, floor, how) for reading, floor in chosen]


def _without_overlaps(readings: Iterable[Reading]) -> list[tuple[Reading, int]]:
    """The readings that stand, each with the end of the one before it."""
    kept: list[tuple[Reading, int]] = []
    floor = 0
    for reading in sorted(readings, key=lambda r: (r.start, -r.end)):
        if reading.start >= floor:
            kept.append((reading, floor))
            floor = reading.end
    return kept


def _with_what_stands_before(reading: Reading, text: str, floor: int, how: Manner) -> Reading:
    """Take in a weekday; note the part of the period that is named. `floor` is where the last date ended."""
    before = text[max(floor, reading.start - _LOOK_BACK) : reading.start]
    if reading.precision is Precision.DAY and (found := _WEEKDAY_BEHIND.match(text, reading.end)):
        return replace(reading, end=found.end(), weekday=weekday_number(found[1]))
    if found := _WEEKDAY_BEFORE.search(before):
        start = reading.start - len(before) + found.start()
        return replace(reading, start=start, weekday=weekday_number(found[1]))
    if not how.prose and not reading.refusal and _COUNTED_BEFORE.search(before):
        return replace(reading, refusal="a span counted from a day is not read")
    found = _PART_BEFORE.search(before)
    if found is None:
        return reading
    part = " ".join(found[1].lower().split())
    if part == "end":
        return replace(reading, stated_end=reading.precision is not Precision.DAY)
    return replace(reading, notes=(*reading.notes, part))


def weekday_number(word: str) -> int:
    """0 for Monday, from a weekday's name or abbreviation."""
    return next(n for n, name in enumerate(DAY_NAMES) if name.lower().startswith(word[:3].lower()))
