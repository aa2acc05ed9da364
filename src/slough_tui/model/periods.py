"""Printed periods: a month, a range of months, a quarter, a season or school term, a financial or calendar year.

A period becomes its last month (`Reading.month`, no day); nothing here invents a day. Choices that the words
leave open are noted on the reading: a quarter of a single year is the calendar's, spring ends in May, winter in
February of the year after, the autumn, spring and summer terms in December, March and July.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.model.dateforms import (
    MONTH,
    NOT_INSIDE,
    ORDINAL,
    Manner,
    Reading,
    compiled,
    month_notes,
    month_number,
    year_after,
)
from slough_tui.model.dates import MONTH_NAMES, Precision, full_year, month_days

if TYPE_CHECKING:
    import re

_SECOND_YEAR = r"(?:[0-9]{4}|[0-9]{2})(?![0-9])"
_ANY_YEAR = (
    r"(?:fy\s{0,2}'?(?P<f>20[0-9]{2}|[0-9]{2})(?![0-9]|\s?[-/]\s?[0-9])"
    r"|(?:fy|financial\syear|municipal\syear|year)?\s{0,2}"
    rf"(?:(?P<a>20[0-9]{{2}}|19[0-9]{{2}})(?![0-9])(?:\s?[-/]\s?(?P<b>{_SECOND_YEAR}))?"
    r"|(?P<c>[0-9]{2})\s?[-/]\s?(?P<e>[0-9]{2})(?![0-9])))"
)
_LINK = r"[\s,(/\-]{0,3}(?:(?:of|in)\s{1,2})?(?:the\s)?"
_QUARTER_MARK = r"(?:q|qtr\.?\s{0,2}|quarter\s{1,2})(?P<q>[1-4])(?![0-9])"
_QUARTER_WORDS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4, "last": 4,
}  # fmt: skip
_NO_DATE_BEHIND = rf"(?![0-9]|[-/.][0-9]|{ORDINAL}?\s{{0,3}}{MONTH})"

MONTH_YEAR = compiled(rf"(?<![\w'])(?P<mon>{MONTH})")
MONTH_RANGE = compiled(
    rf"(?<!\w)(?P<first>{MONTH})(?:[\s,\-]{{1,2}}(?P<y>(?:19|20)[0-9]{{2}}))?"
    rf"\s{{0,2}}(?:-|/|to|until|through)\s{{0,2}}(?P<mon>{MONTH})"
)
MONTH_DIGITS = compiled(
    r"(?<![\w/.\-£$€])(?P<m>[0-9]{1,2})(?P<s>[-/.])(?P<y>(?:19|20)[0-9]{2})(?![\w/\-]|[.,:][0-9])"
)
YEAR_MONTH = compiled(r"(?<![\w/.\-£$€])(?P<y>(?:19|20)[0-9]{2})-(?P<m>[0-9]{2})(?![\w/\-]|[.,:][0-9])")
QUARTER = compiled(
    rf"(?<!\w)(?:{_QUARTER_MARK}|(?P<w>{'|'.join(_QUARTER_WORDS)})\s(?:quarter|qtr)(?![a-z]))(?:{_LINK}{_ANY_YEAR})?"
)
YEAR_QUARTER = compiled(rf"(?<![\w/.\-£]){_ANY_YEAR}[\s,(\-]{{0,3}}{_QUARTER_MARK}")
SEASON = compiled(
    rf"(?<!\w)(?P<season>spring|summer|autumn|winter)(?P<term>\s{{1,2}}term)?(?:{_LINK}{_ANY_YEAR})?(?!\w)"
)
FINANCIAL = compiled(
    r"(?<![\w/.\-£$€])(?P<fy>fy\s{0,2}|financial\syear\s{1,2})?(?P<a>(?:19|20)[0-9]{2})\s{0,2}[-/]\s{0,2}"
    rf"(?P<b>{_SECOND_YEAR}){_NO_DATE_BEHIND}"
)
FINANCIAL_SHORT = compiled(
    rf"{NOT_INSIDE}(?P<fy>fy\s{{0,2}}|financial\syear\s{{1,2}})?(?P<a>[0-9]{{2}})(?P<s>[-/])(?P<b>[0-9]{{2}})"
    rf"{_NO_DATE_BEHIND}(?!\s?%|\w)"
)
FINANCIAL_END = compiled(r"(?<!\w)fy\s{0,2}'?(?P<a>20[0-9]{2}|[0-9]{2})(?![0-9/\-])")
YEAR = compiled(r"(?<![\w/.\-£$€,])(?P<y>(?:19|20)[0-9]{2})(?![\w/\-%]|[.,:][0-9])")

_SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}
_TERM_ENDS = {"autumn": 12, "spring": 3, "summer": 7}
_LEADS_TO_YEAR = compiled(
    r"(?:^|[>\n]|(?<![a-z])(?:and|before|by|completed?|date|during|early|end|from|in|late|mid|now|of|ongoing|original"
    r"|originally|review|revised|since|target|throughout|to|until|was|year)|[0-9]{4}\s?[-,&/])[\s:(\-]{0,3}$"
)
_MODAL = compiled(
    r"may\s+(?:also|be|change|depend|extend|have|move|need|not|require|slip|take|vary|well)(?![a-z])"
)


def read_month_year(match: re.Match[str], text: str, how: Manner) -> Reading | None:
    """September 2016, Mar-23, Dec 22; in a cell also a month alone."""
    word = match["mon"]
    month, tail = month_number(word), year_after(text, match.end(), month_number(word), how, lone=True)
    if tail is None:
        return _bare_month(match, text) if how.comments or not how.prose else None
    if how.prose and tail.kind != "long" and not word[0].isupper():
        return None
    notes = month_notes(word) + tail.notes
    day = tail.year % 100
    if tail.kind == "spaced" and 1 <= day <= month_days(month):
        notes += (f"could be {day} {MONTH_NAMES[month - 1]} too",)
    return Reading(match.start(), tail.end, month, None, tail.year, Precision.MONTH, "month", notes=notes)


def _bare_month(match: re.Match[str], text: str) -> Reading | None:
    word = match["mon"]
    alone = text.strip(" .") == word.strip(" .")
    if (word.islower() and not alone) or _MODAL.match(text, match.start()):
        return None
    end = match.end() - (word[-1] == ".")
    return Reading(
        match.start(), end, month_number(word), None, None, Precision.MONTH, "bare month",
        notes=month_notes(word),
    )  # fmt: skip


def read_month_range(match: re.Match[str], text: str, how: Manner) -> Reading | None:
    """April to June 2023, Nov/Dec 2023: the last month counts, the first is where it begins."""
    month, first = month_number(match["mon"]), month_number(match["first"])
    tail = year_after(text, match.end(), month, how)
    if tail is None or (how.prose and not match["first"][0].isupper()):
        return None
    began = int(match["y"]) if match["y"] else tail.year - (first > month)
    notes = (f"a range from {MONTH_NAMES[first - 1]} {began}", *month_notes(match["mon"]), *tail.notes)
    return Reading(
        match.start(), tail.end, month, None, tail.year, Precision.MONTH, "month", (None, first, began),
        notes=notes,
    )  # fmt: skip


def read_month_digits(match: re.Match[str], _text: str, how: Manner) -> Reading | None:
    """10/2023, and in a cell 10-2023 and 10.2023."""
    month, year = int(match["m"]), int(match["y"])
    impossible = not 1 <= month <= 12
    if how.prose and (match["s"] != "/" or impossible):
        return None
    refusal = f"there is no month {month}" if impossible else None
    return Reading(*match.span(), month, None, year, Precision.MONTH, "month", refusal=refusal)


def read_year_month(match: re.Match[str], _text: str, how: Manner) -> Reading | None:
    """2023-10; but 2011-12 is a financial year, and prose has spans such as 2023-27."""
    month, year = int(match["m"]), int(match["y"])
    if how.prose or not 1 <= month <= 12 or month == (year + 1) % 100:
        return None
    return Reading(*match.span(), month, None, year, Precision.MONTH, "month")


def read_quarter(match: re.Match[str], _text: str, how: Manner) -> Reading | None:
    """Q2 2023/24, Qtr 1, Quarter 2 of 22/23, first quarter 2024: of the financial year unless one year stands."""
    groups: dict[str, str | None] = match.groupdict()
    number = int(groups["q"] or _QUARTER_WORDS[(groups["w"] or "").lower()])
    years = _years(groups)
    if how.prose and not years:
        return None
    month = (6, 9, 12, 3)[number - 1]
    year: int | None = None
    notes: tuple[str, ...] = ()
    if years and years[1] is not None:
        if not _consecutive(*years):
            return None
        year = years[0] + (number == 4)
    elif years:
        year, month = years[0], number * 3
        notes = (f"quarter {number} of the calendar year; of the financial year it would be another",)
    return Reading(*match.span(), month, None, year, Precision.QUARTER, "period", notes=notes)


def read_season(match: re.Match[str], _text: str, how: Manner) -> Reading | None:
    """Spring 2024, autumn term 2023, Winter 2023/24: the last month of the season or term."""
    season, years = match["season"].lower(), _years(match.groupdict())
    if not years and (how.prose or (match["season"].islower() and not match["term"])):
        return None
    term = bool(match["term"]) and season in _TERM_ENDS
    month = _TERM_ENDS[season] if term else _SEASON_ENDS[season]
    year = None
    if years and years[1] is not None:
        if not _consecutive(*years):
            return None
        year = years[0] + (season in {"winter", "spring"} or (term and season == "summer"))
    elif years:
        year = years[0] + (season == "winter")
    notes = (f"{season}{' term' if term else ''} taken to end with {MONTH_NAMES[month - 1]}",)
    return Reading(*match.span(), month, None, year, Precision.QUARTER, "period", notes=notes)


def read_financial(match: re.Match[str], _text: str, how: Manner) -> Reading | None:
    """2023/24, 2016 -17, 2023-2024: to 31 March; 2023-27 is several years and no date."""
    first = int(match["a"])
    second = _century(match["b"], first)
    if _consecutive(first, second):
        return Reading(*match.span(), 3, None, first + 1, Precision.YEAR, "period", notes=("financial year",))
    if how.prose or second <= first:
        return None
    refusal = f"{first} to {second} are several years"
    return Reading(*match.span(), 3, None, second, Precision.YEAR, "period", refusal=refusal)


def read_financial_short(match: re.Match[str], text: str, how: Manner) -> Reading | None:
    """22/23, FY23/24; two numbers that can be a day and a month are left to that reading."""
    first, second = int(match["a"]), int(match["b"])
    if (first + 1) % 100 != second or (not match["fy"] and second <= 12):
        return None
    alone = not how.prose and text.strip() == match[0].strip()
    if not match["fy"] and match["s"] == "-" and not alone:
        return None
    year = full_year(first) + 1
    return Reading(*match.span(), 3, None, year, Precision.YEAR, "period", notes=("financial year",))


def read_financial_end(match: re.Match[str], _text: str, _how: Manner) -> Reading | None:
    """FY24: the financial year that ends in March 2024."""
    year = int(match["a"]) if len(match["a"]) == 4 else full_year(int(match["a"]))
    notes = (f"financial year taken to end in March {year}",)
    return Reading(*match.span(), 3, None, year, Precision.YEAR, "period", notes=notes)


def read_year(match: re.Match[str], text: str, how: Manner) -> Reading | None:
    """2016 in a cell, alone or behind a word that leads to a date: to the end of the calendar year.

    Behind anything else it may be the rest of a date that nobody read (31 mars 2024), so it is left alone.
    """
    if how.prose or not _LEADS_TO_YEAR.search(text[max(0, match.start() - 24) : match.start()]):
        return None
    return Reading(*match.span(), 12, None, int(match["y"]), Precision.YEAR, "period")


def _years(groups: dict[str, str | None]) -> tuple[int, int | None] | None:
    """The printed year, or the two of a financial year; None when there is none."""
    if groups["f"]:
        last = int(groups["f"]) if len(groups["f"]) == 4 else full_year(int(groups["f"]))
        return last - 1, last
    if groups["a"]:
        first = int(groups["a"])
        return first, _century(groups["b"], first) if groups["b"] else None
    if groups["c"] and groups["e"]:
        first = full_year(int(groups["c"]))
        return first, _century(groups["e"], first)
    return None


def _century(digits: str, first: int) -> int:
    """'24' behind 2023 is 2024, and '00' behind 1999 is 2000."""
    if len(digits) == 4:
        return int(digits)
    return first - first % 100 + int(digits) + (100 if int(digits) < first % 100 and first % 100 == 99 else 0)


def _consecutive(first: int, second: int | None) -> bool:
    return second == first + 1
