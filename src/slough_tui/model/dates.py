"""Calendar nouns: how precise a printed date is, what a due cell says, and the arithmetic of days, months, years.

Nothing here reads text. An impossible day is never bent into a nearby one: `why_impossible` says what is wrong.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LONGEST_GAP_BETWEEN_LEAP_DAYS = 8  # 1896 to 1904; also 2096 to 2104


class Precision(StrEnum):
    """How much of a date was printed; `NONE` exactly when there is no date."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Due:
    """What a due, timescale or date cell says, beside the cell as it was given.

    `on` is the day itself, or the last day of the printed month, quarter or year; it is None exactly when
    `precision` is NONE. `refusal` may stand beside a date when a part of the cell could not be read; `impossible`
    says that the refused part is a printed date which the calendar does not have (31 September).
    """

    raw: str
    on: date | None
    precision: Precision
    original: date | None = None
    schedule: str | None = None
    refusal: str | None = None
    inferred: str | None = None
    others: tuple[date, ...] = ()
    notes: tuple[str, ...] = ()
    impossible: bool = False

    @property
    def year_inferred(self) -> bool:
        """Whether the year was not printed; `inferred` may merely say that a month's last day stands for it."""
        return "year from" in (self.inferred or "")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date in running text: `text[start:end] == raw`, and what it says."""

    start: int
    end: int
    raw: str
    due: Due


def month_days(month: int, year: int | None = None) -> int:
    """Days of a month; of February without a year, the 29 it can have."""
    return 29 if year is None and month == 2 else monthrange(year or 2023, month)[1]


def last_day(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, month_days(month, year))


def full_year(two_digits: int) -> int:
    """Year meant by two digits: 00 to 69 are 2000 to 2069, 70 to 99 are 1970 to 1999."""
    return two_digits + (2000 if two_digits <= 69 else 1900)


def why_impossible(day: int | None, month: int, year: int | None) -> str | None:
    """Why there is no such day, in plain words; None when there is one (29 February without a year is one)."""
    if year is not None and not MINYEAR <= year <= MAXYEAR:
        return f"there is no year {year:04d}"
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if day is None:
        return None
    if day < 1:
        return "there is no day 0"
    days = month_days(month, year)
    if day <= days:
        return None
    if day > 31:
        return f"there is no day {day}"
    if month == 2:
        return f"February {year} has {days} days" if year is not None else "February has at most 29 days"
    return f"{MONTH_NAMES[month - 1]} has {days} days"


def period_end(day: int | None, month: int, year: int) -> date:
    """The day, or without one the last day of the month. ValueError when there is no such day."""
    return last_day(year, month) if day is None else date(year, month, day)


def _years_down(day: int | None, month: int, year: int) -> date | None:
    for candidate in range(year, max(MINYEAR, year - LONGEST_GAP_BETWEEN_LEAP_DAYS) - 1, -1):
        if why_impossible(day, month, candidate) is None:
            return period_end(day, month, candidate)
    return None


def infer_year(day: int, month: int, *, not_after: date) -> date:
    """Latest such day not after `not_after`; 29 February goes back to a leap year.

    ValueError when no year has such a day (31 September), or none before `not_after` is in the calendar.
    """
    impossible = why_impossible(day, month, None)
    if impossible:
        raise ValueError(impossible)
    year = not_after.year if (month, day) <= (not_after.month, not_after.day) else not_after.year - 1
    found = _years_down(day, month, year)
    if found is None:
        message = f"no {day} {MONTH_NAMES[month - 1]} on or before {not_after}"
        raise ValueError(message)
    return found


def latest_begun(day: int | None, month: int, *, not_after: date) -> date | None:
    """As `infer_year`, but for a month too: the last one that had begun. None instead of an error."""
    try:
        first = infer_year(day or 1, month, not_after=not_after)
    except ValueError:
        return None
    return period_end(day, month, first.year)


def earliest_from(day: int | None, month: int, *, not_before: date) -> date | None:
    """Earliest such day (or end of such a month) on or after `not_before`."""
    last = min(MAXYEAR, not_before.year + LONGEST_GAP_BETWEEN_LEAP_DAYS + 1)
    for year in range(not_before.year, last + 1):
        if why_impossible(day, month, year) is None and period_end(day, month, year) >= not_before:
            return period_end(day, month, year)
    return None


def nearest(day: int | None, month: int, *, to: date, weekday: int | None = None) -> date | None:
    """Such a day nearest to `to`, before or after, a tie goes to the earlier; a weekday (0 is Monday) decides first."""
    around = (latest_begun(day, month, not_after=to), earliest_from(day, month, not_before=to))
    return min(
        (d for d in around if d),
        key=lambda d: (weekday is not None and d.weekday() != weekday, abs((d - to).days)),
        default=None,
    )


def in_words(on: date) -> str:
    """23 July 2019."""
    return f"{on.day} {MONTH_NAMES[on.month - 1]} {on.year}"


def weekday_note(on: date, printed: int) -> str | None:
    """A remark when the printed weekday (0 is Monday) is not that day's."""
    if on.weekday() == printed:
        return None
    return f"{in_words(on)} was a {DAY_NAMES[on.weekday()]}, not {DAY_NAMES[printed]}"
