"""Which year a printed date means when it does not say: its neighbour's in the cell, else the nearest to a reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.model.dateforms import compiled, normalise
from slough_tui.model.dates import (
    Precision,
    earliest_from,
    latest_begun,
    nearest,
    period_end,
    weekday_note,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from slough_tui.model.dateforms import Manner, Reading

FROM_REFERENCE = "year from the report's date"
FROM_NEIGHBOUR = "year from the date beside it"
_PERIODS = {Precision.MONTH: "month", Precision.QUARTER: "quarter", Precision.YEAR: "year"}
_LINKED = compiled(r"\s{0,3}(?:-|to|until|till|and|&|/|,)\s{0,3}$")


@dataclass(frozen=True, slots=True)
class Settled:
    """A reading with its year decided: the day it means (`on`), or why there is none (`refusal`)."""

    reading: Reading
    on: date | None = None
    refusal: str | None = None
    inferred: str | None = None
    begins: date | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """The reading's remarks, and one on a weekday that is not that day's."""
        weekday = self.reading.weekday
        wrong = weekday_note(self.on, weekday) if self.on and weekday is not None else None
        return (*self.reading.notes, wrong) if wrong else self.reading.notes

    @property
    def precision(self) -> Precision:
        """What was printed, or NONE without a date."""
        return self.reading.precision if self.on else Precision.NONE


def settle(readings: Sequence[Reading], text: str, how: Manner) -> list[Settled]:
    """Decide each reading. In prose only dates joined by 'to', 'and' or a dash lend each other a year."""
    own = [_own(reading) for reading in readings]
    settled: list[Settled] = []
    before: int | None = None
    after = _next_dated(own)
    for place, reading in enumerate(readings):
        if own[place]:
            before = place
        lenders = [n for n in (after[place], before) if n is not None]
        if how.prose:
            lenders = [n for n in lenders if _joined(reading, readings[n], text)]
        settled.append(_settle_one(reading, own, place, lenders, text, how))
    return settled


def _own(reading: Reading) -> date | None:
    if reading.refusal or reading.year is None:
        return None
    return period_end(reading.day, reading.month, reading.year)


def _next_dated(own: Sequence[date | None]) -> list[int | None]:
    """For each place, the next later place that has a date of its own."""
    following: list[int | None] = [None] * len(own)
    for place in range(len(own) - 2, -1, -1):
        following[place] = place + 1 if own[place + 1] else following[place + 1]
    return following


def _joined(one: Reading, other: Reading, text: str) -> bool:
    left, right = sorted((one, other), key=lambda r: r.start)
    gap = text[left.end : right.start]
    return len(gap) < 12 and bool(_LINKED.match(normalise(gap)))


def _settle_one(
    reading: Reading, own: Sequence[date | None], place: int, lenders: list[int], text: str, how: Manner
) -> Settled:
    printed = text[reading.start : reading.end]
    if reading.refusal:
        return Settled(reading, refusal=reading.refusal)
    on, source = own[place], None
    if on is None:
        on, source = _lent(reading, own, place, lenders, how.reference)
    if on is None:
        return Settled(reading, refusal=f"no year in '{printed}'")
    inferred = "; ".join(part for part in (source, _end_of_period(reading)) if part)
    return Settled(reading, on, None, inferred or None, _beginning(reading, on))


def _lent(
    reading: Reading, own: Sequence[date | None], place: int, lenders: list[int], reference: date | None
) -> tuple[date | None, str | None]:
    """A year from a neighbour (not after a later one, not before an earlier one), else the reference's nearest."""
    for lender in lenders:
        there = own[lender]
        if there is None:
            continue
        if lender > place:
            return latest_begun(reading.day, reading.month, not_after=there), FROM_NEIGHBOUR
        return earliest_from(reading.day, reading.month, not_before=there), FROM_NEIGHBOUR
    if reference is None:
        return None, None
    return nearest(reading.day, reading.month, to=reference, weekday=reading.weekday), FROM_REFERENCE


def _end_of_period(reading: Reading) -> str | None:
    if reading.precision is Precision.DAY or reading.stated_end:
        return None
    financial = "financial " if reading.precision is Precision.YEAR and reading.month == 3 else ""
    return f"day: end of the {financial}{_PERIODS[reading.precision]}"


def _beginning(reading: Reading, on: date) -> date | None:
    if reading.begins is None:
        return None
    day, month, year = reading.begins
    return period_end(day, month, year) if year is not None else latest_begun(day, month, not_after=on)
