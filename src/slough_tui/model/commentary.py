"""A cell of dated comments ("14/11 - Update ... 11/10 - Action plan ...") cut into its comments.

A prefix is a date at the start of the cell, of a paragraph, or behind the end of a sentence, and followed by a dash, a
colon or a capital letter. A date inside a sentence never cuts. Prefixes mostly print no year: it is the latest that
is not after the paper's date, and goes back a year where the order of the comments passes a new year.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from slough_tui.model.dateforms import MONTH, Manner, compiled, normalise
from slough_tui.model.dates import Precision, latest_begun, period_end
from slough_tui.model.datescan import scan

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence
    from datetime import date

    from slough_tui.model.dateforms import Reading


@dataclass(frozen=True, slots=True)
class DatedComment:
    """One comment: `source[start:end]` is all of it with its prefix and markup, `text` what it says without them.

    `precision` is that of the prefix, even when `on` is None because no year could be inferred; `raw` is the
    prefix's date as printed (None for text before the first prefix). `inferred` is True for an inferred year.
    `refusal` says why a printed date is none.
    """

    on: date | None
    precision: Precision
    inferred: bool
    raw: str | None
    text: str
    start: int
    end: int
    refusal: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Prefix:
    """Where a comment begins, its date, and where its words begin."""

    start: int
    reading: Reading
    words: int


_TAG = compiled(r"<[/!]?[a-z][^<>]{0,300}>")
_BORDER = compiled(r"</?(?:p|li|br|div|ul|ol|td|tr)(?:\s[^<>]{0,300})?/?>|[\n\r\u2028\u2029]")
_SENTENCE_END = compiled(r"[.!?;][\"'\u201d)\]]{0,2}(?:\s|<[^<>]{1,40}>){0,9}$")
_BLANK = r"[^\S\n\r]"
_OPENING = compiled(
    rf"(?:[*_(\[\u2022\u25cf]|{_BLANK}|-\s|(?:further\s|latest\s)?(?:update|position|status)d?"
    rf"(?:\s(?:at|on|for|as\s(?:at|of)))?(?:{_BLANK}|:)|as\s(?:at|of)\s){{0,8}}$"
)
_CLOSING = compiled(r"(?:\s{0,2}[)\]])?[*_]{0,2}(?:</[a-z]{1,6}>)?(?:\s{1,2}update(?![a-z]))?")
_LINE_ENDS = compiled(r"\s{0,3}(?:$|[\n\r]|</?(?:p|li|br|div|td|tr)(?:\s[^<>]{0,300})?/?>)")
_MARK = compiled(r"\s{0,3}(?:[-:]+\s{0,3}){1,3}")
_MONTH = compiled(MONTH)
_LOOK_BACK = 340
_HALF_A_YEAR = 183


def split_dated_comments(text: str, *, not_after: date | None) -> list[DatedComment]:
    """Cut a cell into its dated comments, in order; together the pieces cover the text.

    `not_after` is the date of the paper; without it a prefix without a year has `on` None. Text before the first
    prefix is a piece with neither `raw` nor `on`. An empty text has no pieces.
    """
    prefixes = _prefixes(text)
    days = _days([prefix.reading for prefix in prefixes], not_after)
    starts = [prefix.start for prefix in prefixes]
    pieces = []
    if text and not (prefixes and not _words(text[: starts[0]])):
        head = starts[0] if starts else len(text)
        pieces.append(DatedComment(None, Precision.NONE, False, None, _words(text[:head]), 0, head))
    elif starts:
        starts[0] = 0
    ends = [*starts[1:], len(text)] if starts else []
    for prefix, on, start, end in zip(prefixes, days, starts, ends, strict=True):
        pieces.append(_comment(text, prefix, on, start, end))
    return pieces


def _comment(text: str, prefix: _Prefix, on: date | None, start: int, end: int) -> DatedComment:
    reading = prefix.reading
    return DatedComment(
        on,
        reading.precision,
        on is not None and reading.year is None,
        text[reading.start : reading.end],
        _words(text[prefix.words : end]),
        start,
        end,
        reading.refusal,
        reading.notes,
    )


def _words(piece: str) -> str:
    """The words without markup; paragraphs become lines."""
    lines = _TAG.sub(" ", _BORDER.sub("\n", piece)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _prefixes(text: str) -> list[_Prefix]:
    plain = normalise(text)
    found, floor = [], 0
    for reading in scan(plain, Manner(prose=True, comments=True)):
        prefix = _as_prefix(reading, plain, floor)
        floor = reading.end
        if prefix:
            found.append(prefix)
    return found


def _as_prefix(reading: Reading, text: str, floor: int) -> _Prefix | None:
    """The reading as the beginning of a comment, or None when it stands inside a sentence."""
    if reading.precision is Precision.YEAR:
        return None
    before = text[max(floor, reading.start - _LOOK_BACK) : reading.start]
    opening = _OPENING.search(before)
    start = reading.start - (len(opening[0].lstrip()) if opening else 0)
    after_border = _begins_paragraph(text, start, floor)
    if not after_border and not _SENTENCE_END.search(text[max(floor, start - _LOOK_BACK) : start]):
        return None
    closing = _CLOSING.match(text, reading.end)
    after = closing.end() if closing else reading.end
    mark = _MARK.match(text, after)
    follows = (
        _mark_counts(reading, text, mark) if mark else _capital_counts(reading, text, after, after_border)
    )
    return _Prefix(start, reading, mark.end() if mark else after) if follows else None


def _begins_paragraph(text: str, start: int, floor: int) -> bool:
    """Whether nothing but markup stands between the cell's start or a paragraph border and `start`."""
    low = max(floor, start - _LOOK_BACK)
    before = text[low:start]
    borders = list(_BORDER.finditer(before))
    if not borders and low > 0:
        return False
    return not _TAG.sub("", before[borders[-1].end() :] if borders else before).strip()


def _mark_counts(reading: Reading, text: str, mark: re.Match[str]) -> bool:
    """A dash or colon cuts, but not the dash of a range: '10/11-12/11', 'October - December'."""
    if reading.form == "bare month" and _MONTH.match(text, mark.end()):
        return False
    return not (mark[0] in {"-", ":"} and text[mark.end() : mark.end() + 1].isdigit())


def _capital_counts(reading: Reading, text: str, after: int, after_border: bool) -> bool:
    """Without a mark a capital must follow; behind a sentence only digits are trusted that far, and months never.

    A date that is a line of its own heads what follows.
    """
    if after_border and reading.form != "bare month" and _LINE_ENDS.match(text, after):
        return True
    rest = text[after : after + 4]
    if reading.precision is not Precision.DAY or not rest[:1].isspace() or not rest.strip()[:1].isupper():
        return False
    return after_border or reading.form == "numeric"


def _days(readings: Sequence[Reading], not_after: date | None) -> list[date | None]:
    """The day of each prefix. Comments stand in order, so a jump against it of half a year is another year."""
    days = [_day(reading, not_after) for reading in readings]
    known = [day for day in days if day]
    falls = sum(one > other for one, other in pairwise(known))
    rises = sum(one < other for one, other in pairwise(known))
    if falls > rises:
        return _wound_back(readings, days)
    return _wound_back(readings[::-1], days[::-1])[::-1]


def _day(reading: Reading, not_after: date | None) -> date | None:
    if reading.refusal:
        return None
    if reading.year is not None:
        return period_end(reading.day, reading.month, reading.year)
    return latest_begun(reading.day, reading.month, not_after=not_after) if not_after else None


def _wound_back(readings: Sequence[Reading], days: Sequence[date | None]) -> list[date | None]:
    """From the newest to the oldest: an inferred day half a year after the one before goes back behind it."""
    wound: list[date | None] = []
    newer: date | None = None
    for reading, day in zip(readings, days, strict=True):
        on = day
        if day and newer and reading.year is None and (day - newer).days > _HALF_A_YEAR:
            on = latest_begun(reading.day, reading.month, not_after=newer)
        newer = on or newer
        wound.append(on)
    return wound
