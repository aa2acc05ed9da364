"""The printed forms of a date: patterns for months, days and years, and readers that turn a match into a `Reading`.

Patterns run over text that `normalise` has made plain without moving a character. Every repetition in them is
bounded, so that a hostile cell of 100 KB costs no more than its length. Periods have their forms in `periods`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.model.dates import MONTH_NAMES, Precision, full_year, why_impossible

if TYPE_CHECKING:
    from datetime import date

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\ufe63\uff0d"
_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000"
)
_PLAIN = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_SPACES, " ")}
    | {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u2044": "/",
        "\u2215": "/",
        "\uff0f": "/",
        "\uff0e": ".",
        "\\": "/",
    }
    | {"\u017f": "s", "\u212a": "k", "\u0130": "i", "\u0131": "i"}  # re.IGNORECASE takes them for s, k and i
    | {chr(0xFF10 + n): str(n) for n in range(10)}
)

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|{misspelt})(?![a-z])\.?"
)
_MISSPELT = {
    "janurary": 1, "januray": 1, "febuary": 2, "feburary": 2, "februrary": 2, "febraury": 2, "apirl": 4,
    "arpil": 4, "agust": 8, "augest": 8, "setember": 9, "septmber": 9, "septemeber": 9, "ocotber": 10,
    "octobor": 10, "novmber": 11, "novemeber": 11, "decmber": 12, "decemeber": 12,
}  # fmt: skip
MONTH = MONTH.replace("{misspelt}", "|".join(_MISSPELT))
WEEKDAY = (
    r"(?:mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
ORDINAL = rf"(?:\s{{0,2}}(?:<sup>\s?)?(?:st|nd|rd|th)(?:(?![a-z])|(?={MONTH}))(?:\s?</sup>)?)"
NOT_INSIDE = r"(?<![\w£$€#])(?<![0-9][/.:])"  # a number or word that does not go on to the left
COUNTED = "".join(
    rf"(?<!\b{word}\s)" for word in ("phase", "stage", "step", "part", "week", "wave", "tranche", "priority")
)
"""A number behind such a word counts it and is no day: `Phase 2 - Sept 2024`."""
_OF = r"(?:\s{0,3}(?:of\s{1,2}(?:the\s)?)?|\s?[-/.,]\s?)"


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read: prose is stricter (a bare month or year is no date there), a cell is taken at its word."""

    reference: date | None = None
    day_first: bool = True
    prose: bool = False
    comments: bool = False  # prose that begins with dates, as dated commentary does
    single: bool = False  # a cell that should hold one date


@dataclass(frozen=True, slots=True)
class Reading:
    """A place in the text that is meant as a date: its parts as printed, and why it is none if it is none.

    `begins` is (day, month, year) of the beginning of a printed range. `form` is 'numeric', 'words', 'month',
    'bare month' or 'period'.
    """

    start: int
    end: int
    month: int
    day: int | None = None
    year: int | None = None
    precision: Precision = Precision.DAY
    form: str = "words"
    begins: tuple[int | None, int, int | None] | None = None
    weekday: int | None = None
    stated_end: bool = False
    refusal: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def impossible(self) -> bool:
        """Whether the calendar has no such day."""
        return why_impossible(self.day, self.month, self.year) is not None


def normalise(text: str) -> str:
    """The same text with plain spaces, hyphens, slashes, apostrophes and digits; every character stays in place."""
    return text.translate(_PLAIN)


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern over normalised text: case does not matter, digits are 0 to 9."""
    return re.compile(pattern, re.IGNORECASE)


def month_number(word: str) -> int:
    """Number of a month's name, abbreviation or well-known misspelling."""
    word = word.lower().rstrip(".")
    return _MISSPELT.get(word) or next(
        n for n, name in enumerate(MONTH_NAMES, 1) if name.lower().startswith(word[:3])
    )


def month_notes(word: str) -> tuple[str, ...]:
    """A remark on a month that is misspelt."""
    bad = word.lower().rstrip(".") in _MISSPELT
    return (f"'{word.rstrip('.')}' read as {MONTH_NAMES[month_number(word) - 1]}",) if bad else ()


# --- the year behind a day and month -------------------------------------------------------------------------

_YEAR_LONG = compiled(r"(?:\s{0,3}of|\s{0,2}[,.\-/]|)[\s']{0,3}(1[6-9][0-9]{2}|2[01][0-9]{2})(?![0-9])")
_NOT_BEHIND_YEAR = r"(?![0-9]|[-/.:][0-9]|\s?%|(?:st|nd|rd|th|am|pm)(?![a-z]))"
_YEAR_TIGHT = compiled(rf"(?:[-/.]'?|\s?'|)([0-9]{{2}}){_NOT_BEHIND_YEAR}")
_YEAR_SPACED = compiled(rf"(?:[\s,]{{1,3}}|\s?[-/]\s?)([0-9]{{2}}){_NOT_BEHIND_YEAR}(?!\s[ap]m(?![a-z]))")
_MONTH_FOLLOWS = compiled(rf"\s{{0,3}}[-/]?\s{{0,2}}(?:of\s)?{MONTH}")
_FINANCIAL_TAIL = compiled(r"[-/]([0-9]{2})(?![0-9])")
_ENDS_HERE = compiled(r"\s{0,3}(?:$|[.,;:!?)\]\n\r<]|-\s)")
_NEAR, _NEAR_IN_CELL = 5, 15  # years between a two-digit year behind a space and the reference


@dataclass(frozen=True, slots=True)
class YearTail:
    """A year read behind a month: where it ends, and how it was printed ('long', 'tight', 'spaced')."""

    year: int
    end: int
    kind: str
    notes: tuple[str, ...] = ()


def year_after(text: str, at: int, month: int, how: Manner, *, lone: bool = False) -> YearTail | None:
    """The year that belongs to a month which ends at `at`; None when there is none to be trusted.

    Behind a `lone` month, one without a day, two digits may as well be a day: the year must be nearer.
    """
    if match := _YEAR_LONG.match(text, at):
        return _long_year(text, match, month)
    for pattern, kind in ((_YEAR_TIGHT, "tight"), (_YEAR_SPACED, "spaced")):
        match = pattern.match(text, at)
        if not match or _MONTH_FOLLOWS.match(text, match.end()):
            continue
        year = full_year(int(match[1]))
        if kind == "tight" or _plausible(year, text, match, how, lone):
            return YearTail(year, match.end(), kind)
    return None


def _long_year(text: str, match: re.Match[str], month: int) -> YearTail:
    year, tail = int(match[1]), _FINANCIAL_TAIL.match(text, match.end())
    if tail is None or int(tail[1]) != (year + 1) % 100:
        return YearTail(year, match.end(), "long")
    inside = year if month >= 4 else year + 1
    return YearTail(inside, tail.end(), "long", (f"in the financial year {match[1]}/{tail[1]}",))


def _plausible(year: int, text: str, match: re.Match[str], how: Manner, lone: bool) -> bool:
    """Whether two digits behind a space are a year and not a count: near the reference, or nothing follows."""
    ends = bool(_ENDS_HERE.match(text, match.end()))
    if not ends and ("-" in match[0] or text[match.start() - 1] == "."):
        return False
    if how.reference:
        near = _NEAR if how.prose or lone else _NEAR_IN_CELL
        return abs(year - how.reference.year) <= near
    return (ends or not how.prose) and (2010 <= year <= 2029 if lone else 2000 <= year <= 2049)


# --- readers ------------------------------------------------------------------------------------------------

ISO = compiled(
    r"(?<![\w/.\-])(?P<y>[0-9]{4})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9]|[-/.][0-9])"
    r"(?:[T ]\s?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?:\s?Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
NUMERIC = compiled(
    r"(?<![\w£$€#])(?P<d>[0-9]{1,2})\s?(?P<s>[-/.])\s?(?P<m>[0-9]{1,2})\s?(?P<t>[-/.])\s?"
    r"(?P<y>[0-9]{4}|'?[0-9]{2})(?![0-9]|(?P=t)[0-9]|[/.][0-9])"
)
DAY_MONTH_DIGITS = compiled(
    rf"{NOT_INSIDE}(?P<d>[0-9]{{1,2}})(?P<s>[/.])(?P<m>[0-9]{{1,2}})(?![0-9%]|[/.][0-9]|\s?[ap]m(?![a-z]))"
)
DAY_MONTH = compiled(
    rf"{NOT_INSIDE}{COUNTED}(?P<d>[0-9]{{1,2}}|[li](?=st)){ORDINAL}?(?P<of>{_OF})(?P<mon>{MONTH})"
)
DAY_RANGE = compiled(
    rf"{NOT_INSIDE}(?P<d1>[0-9]{{1,2}}){ORDINAL}?\s{{0,2}}(?P<by>-|to|until|and|&)\s{{0,2}}"
    rf"(?:{WEEKDAY}[,\s]{{1,2}})?(?P<d>[0-9]{{1,2}}){ORDINAL}?(?P<of>{_OF})(?P<mon>{MONTH})"
)
MONTH_DAY = compiled(rf"(?<!\w)(?P<mon>{MONTH})\s{{1,2}}(?P<d>[0-9]{{1,2}})(?![0-9/.:%])(?P<ord>{ORDINAL})?")


def read_iso(match: re.Match[str], _text: str, how: Manner) -> Reading | None:
    """2023-10-31, 2023/10/31, with or without a time of day."""
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    refusal = why_impossible(day, month, year)
    if refusal and how.prose and (month > 12 or not 1 <= day <= 31):
        return None
    return Reading(*match.span(), month, day, year, form="numeric", refusal=refusal)


def read_numeric(match: re.Match[str], text: str, how: Manner) -> Reading | None:
    """31/09/16, 31.8.16, 30-04-2016: the day first, unless the caller says otherwise."""
    at, mixed = match.start(), match["s"] != match["t"]
    if at >= 2 and text[at - 1] == match["s"] and text[at - 2].isdigit():
        return None
    if mixed and " " in match[0]:
        return None
    if how.prose and (mixed or _is_paragraph_number(match, text)):
        return None
    day, month = int(match["d"]), int(match["m"])
    if not how.day_first:
        day, month = month, day
    digits = match["y"].lstrip("'")
    year = int(digits) if len(digits) == 4 else full_year(int(digits))
    refusal = why_impossible(day, month, year)
    if refusal and month > 12 and why_impossible(month, day, year) is None:
        other = "month/day/year" if how.day_first else "day/month/year"
        refusal += f"; read as {other} it would be {month} {MONTH_NAMES[day - 1]} {year}"
    elif refusal and how.prose and (month > 12 or not 1 <= day <= 31):
        return None
    notes = ("mixed separators",) if mixed else ()
    return Reading(*match.span(), month, day, year, form="numeric", refusal=refusal, notes=notes)


def _is_paragraph_number(match: re.Match[str], text: str) -> bool:
    """Whether 2.10.11 at the start of a line rather numbers a paragraph."""
    before = text[max(0, match.start() - 6) : match.start()].rsplit("\n", 1)
    starts_line = (len(before) == 2 or match.start() < 6) and not before[-1].strip(" -*#\t")
    short = len(match["d"]) == 1 or len(match["m"]) == 1
    return match["s"] == "." and len(match["y"]) < 4 and starts_line and short


def read_day_month_digits(match: re.Match[str], text: str, how: Manner) -> Reading | None:
    """14/11 without a year; in prose both must have two digits, and 24/7 or 21/22 are none."""
    first, second = int(match["d"]), int(match["m"])
    short = len(match["d"] + match["m"]) < 4
    if (match["s"] == "." and (short or not how.comments)) or (short and how.prose and not how.comments):
        return None
    day, month = (first, second) if how.day_first else (second, first)
    if month > 12 and not how.prose and match["s"] == "/" and text.strip() == match[0]:
        return _month_and_short_year(match, first, second, how)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    doubtful = not how.prose and second == first + 1 and len(match["d"]) == 2
    notes = ("could be a financial year",) if doubtful else ()
    refusal = why_impossible(day, month, None)
    return Reading(*match.span(), month, day, form="numeric", refusal=refusal, notes=notes)


def _month_and_short_year(match: re.Match[str], month: int, digits: int, how: Manner) -> Reading | None:
    """03/24 as a whole cell: there is no month 24, so it is March 2024 if that is near."""
    year = full_year(digits)
    near = abs(year - how.reference.year) <= _NEAR_IN_CELL if how.reference else 2000 <= year <= 2049
    if not near or month > 12 or month < 1:
        return None
    return Reading(*match.span(), month, None, year, Precision.MONTH, "month", notes=("read as month/year",))


def read_day_month(match: re.Match[str], text: str, how: Manner) -> Reading | None:
    """31-Jan-23, 1st Feb 2023, 19TH JULY, 2016, 26 th June 2016, 24 October."""
    digits = match["d"].isdigit()
    day, month = int(match["d"]) if digits else 1, month_number(match["mon"])
    tail = year_after(text, match.end(), month, how)
    if how.prose and not _is_prose_date(match, tail):
        return None
    if day > 31 and (how.prose or text[: match.start()].strip()):
        return None
    end, year = (tail.end, tail.year) if tail else (match.end(), None)
    end = _without_full_stop(text, end) if not tail else end
    notes = month_notes(match["mon"]) + (tail.notes if tail else ())
    if not digits:
        notes = (f"'{match['d']}st' read as 1st", *notes)
    return Reading(
        match.start(), end, month, day, year, refusal=why_impossible(day, month, year), notes=notes
    )


def _is_prose_date(match: re.Match[str], tail: YearTail | None) -> bool:
    """Not '5. March' of a list, 'section 3 - May', nor 'age 24 may be'."""
    loose = match["of"] in {" - ", ". ", ", ", " / "}
    certain = tail is not None and tail.kind == "long"
    return not loose and (certain or match["mon"][0].isupper())


def _without_full_stop(text: str, end: int) -> int:
    """A full stop behind a month may end the sentence; it is not part of the date."""
    return end - 1 if text[end - 1] == "." else end


def read_day_range(match: re.Match[str], text: str, how: Manner) -> Reading | None:
    """10th - 12th November, 11 and 12 November: due at the end, begun at the beginning."""
    first, reading = int(match["d1"]), read_day_month(match, text, how)
    if reading is None or reading.refusal or reading.day is None or not 1 <= first < reading.day:
        return None
    return _ranged(reading, (first, reading.month, reading.year), f"{first} {MONTH_NAMES[reading.month - 1]}")


def _ranged(reading: Reading, begins: tuple[int | None, int, int | None], what: str) -> Reading:
    notes = (*reading.notes, f"a range from {what}")
    return Reading(
        reading.start, reading.end, reading.month, reading.day, reading.year, reading.precision,
        reading.form, begins, notes=notes,
    )  # fmt: skip


def read_month_day(match: re.Match[str], text: str, how: Manner) -> Reading | None:
    """October 24 2023, October 24th: the month first; without an ordinal a whole year must follow."""
    month, day = month_number(match["mon"]), int(match["d"])
    tail = year_after(text, match.end(), month, how)
    if not match["ord"] and (tail is None or tail.kind != "long"):
        month_year = year_after(text, match.end("mon"), month, how, lone=True)
        if how.prose or month_year or not _ENDS_HERE.match(text, match.end()):
            return None
    if (how.prose and not match["mon"][0].isupper()) or day > 31:
        return None
    end, year = (tail.end, tail.year) if tail else (match.end(), None)
    notes = ("month before day", *month_notes(match["mon"]), *(tail.notes if tail else ()))
    return Reading(
        match.start(), end, month, day, year, refusal=why_impossible(day, month, year), notes=notes
    )
