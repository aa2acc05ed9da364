"""Recurrences in a due cell ("every 3 months", "bi-annually", "each Executive meeting") in a normal form.

The normal forms: daily, weekly, fortnightly, monthly, quarterly, termly, annually; every N days|weeks|months|
years; twice a year, N times a year (month, week, term); each meeting; ongoing; as required; rolling: mar,jun,...
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.model.dateforms import MONTH, compiled, month_number, normalise
from slough_tui.model.dates import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = rf"(?:[0-9]{{1,2}}|{'|'.join(_WORDS)})"
_UNIT = r"day|week|fortnight|month|quarter|term|year"
_PER = r"(?:per|an?|each|every|in\san?)"
_ADVERBS = {
    "day": "daily", "week": "weekly", "fortnight": "fortnightly", "month": "monthly", "quarter": "quarterly",
    "term": "termly", "year": "annually", "annum": "annually",
}  # fmt: skip
_MEETINGS = r"meetings?|board|committee|panel|cabinet|council|cycle"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One recurrence as printed: where it stands, its normal form, and a remark when the word is ambiguous."""

    start: int
    end: int
    form: str
    note: str | None = None


def number(word: str) -> int:
    """3 for '3' and for 'three'."""
    return int(word) if word.isdigit() else _WORDS.index(word.lower()) + 1


def _fixed(form: str, note: str | None = None) -> Callable[[re.Match[str]], tuple[str, str | None]]:
    return lambda _match: (form, note)


def _every(match: re.Match[str]) -> tuple[str, str | None]:
    unit = match["unit"].lower()
    count = number(match["n"]) if match["n"] else 2 if match["other"] else 1
    return (_ADVERBS[unit] if count == 1 else f"every {count} {unit}s"), None


def _numbered_adverb(match: re.Match[str]) -> tuple[str, str | None]:
    unit = {"day": "day", "dai": "day", "yea": "year"}.get(match["unit"][:3].lower(), match["unit"].lower())
    count = number(match["n"])
    return (_ADVERBS[unit] if count == 1 else f"every {count} {unit}s"), None


def _times(match: re.Match[str]) -> tuple[str, str | None]:
    word, unit = match["n"].lower(), match["unit"].lower()
    unit = "year" if unit in {"annum", "annually", "yearly"} else unit
    count = {"once": 1, "twice": 2, "thrice": 3}.get(word) or number(word)
    if count == 1:
        return _ADVERBS[unit], None
    return (f"twice a {unit}" if count == 2 else f"{count} times a {unit}"), None


def _adverb(match: re.Match[str]) -> tuple[str, str | None]:
    word = match[0].lower()
    return ("annually" if word.startswith(("ann", "per", "year")) else word), None


def _each_month_of_the_year(match: re.Match[str]) -> tuple[str, str | None]:
    return rolling_form([month_number(match["mon"])]), None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, str | None]]], ...] = (
    (
        compiled(
            rf"(?<!\w)(?:every|each)\s{{1,3}}(?:(?P<n>{_NUMBER})\s{{1,3}}|(?P<other>other\s|second\s))?"
            rf"(?P<unit>{_UNIT})s?(?!\w)"
        ),
        _every,
    ),
    (compiled(rf"(?<!\w)(?P<n>{_NUMBER})[\s\-]{{0,2}}(?P<unit>week|month|year)ly(?!\w)"), _numbered_adverb),
    (
        compiled(
            rf"(?<!\w)(?P<n>once|twice|thrice|{_NUMBER}(?=\stimes))(?:\stimes)?\s{{1,2}}"
            rf"(?:{_PER}\s{{1,2}}(?P<unit>{_UNIT}|annum)|(?P<flat>annually|yearly))(?!\w)"
        ),
        lambda m: _times(m) if m["unit"] else ("twice a year" if m["n"].lower() == "twice" else "annually", None),
    ),
    (compiled(r"(?<!\w)(?:half[\s\-]?yearly|semi[\s\-]?annual(?:ly)?)(?!\w)"), _fixed("twice a year")),
    (
        compiled(r"(?<!\w)bi[\s\-]?annual(?:ly)?(?!\w)"),
        _fixed("twice a year", "bi-annually read as twice a year"),
    ),
    (compiled(r"(?<!\w)biennial(?:ly)?(?!\w)"), _fixed("every 2 years")),
    (
        compiled(r"(?<!\w)bi[\s\-]?monthly(?!\w)"),
        _fixed("every 2 months", "bi-monthly read as every 2 months"),
    ),
    (
        compiled(r"(?<!\w)bi[\s\-]?weekly(?!\w)"),
        _fixed("fortnightly", "bi-weekly read as every 2 weeks"),
    ),
    (
        compiled(
            r"(?<!\w)(?:daily|weekly|fortnightly|monthly|quarterly|termly|annual(?:ly)?|yearly|per\sannum)(?!\w)"
        ),
        _adverb,
    ),
    (
        compiled(rf"(?<!\w)(?:each|every|all|per)\s{{1,3}}(?:[\w&]{{1,20}}\s{{1,3}}){{0,4}}?(?:{_MEETINGS})(?!\w)"),
        _fixed("each meeting"),
    ),
    (compiled(rf"(?<!\w)(?:each|every)\s{{1,2}}(?P<mon>{MONTH})"), _each_month_of_the_year),
    (
        compiled(
            r"(?<!\w)(?:on[\s\-]{0,2}going|continu(?:ous|ously|al|ally|ing)|rolling\sprogramme"
            r"|business[\s\-]as[\s\-]usual|bau|throughout\sthe\syear)(?!\w)"
        ),
        _fixed("ongoing"),
    ),
    (
        compiled(r"(?<!\w)(?:as\s(?:and\swhen|required|needed|necessary)|when\s(?:required|needed)|ad[\s\-]?hoc)(?!\w)"),
        _fixed("as required"),
    ),
)  # fmt: skip
_DURATION = compiled(
    rf"(?<!\w)(?:(?:with)?in|over|for|after)?\s{{0,2}}(?:the\s)?(?:next\s|first\s)?{_NUMBER}[\s\-]{{1,3}}"
    r"(?:working\s)?(?:day|week|month|year)s?(?!\w)"
)
ROLLING = compiled(r"(?<!\w)(?:rolling|recurring|cyclical)(?!\w)")


def find_recurrences(text: str) -> list[Recurrence]:
    """Every recurrence of a text in order, never overlapping; of two at one place the longer."""
    plain = normalise(text)
    found = [
        Recurrence(match.start(), match.end(), *meant(match))
        for pattern, meant in _FORMS
        for match in pattern.finditer(plain)
    ]
    kept: list[Recurrence] = []
    for one in sorted(found, key=lambda r: (r.start, -r.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def rolling_form(months: list[int]) -> str:
    """'rolling: mar,jun,sep,dec' for months that come round every year, in the order of the calendar."""
    return "rolling: " + ",".join(MONTH_NAMES[month - 1][:3].lower() for month in sorted(set(months)))


def find_duration(text: str) -> str | None:
    """A span without a beginning, such as 'within 2 months', as printed; None when there is none."""
    match = _DURATION.search(normalise(text))
    return text[match.start() : match.end()].strip() if match else None
