"""Which action moved from which status to which between two dates, worked out from totals alone.

An action only ever moves forward: not allocated, not due, overdue, complete. Line up the actions of one
priority by how far they had come at the first date, and beside them, lined up the same way, what the
second date needs. If any forward assignment exists, pairing the two line by line is one (were a pair to
go backwards, too few actions would have come far enough for what the second date needs).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .audit_tables import AFTER, BEFORE, PRIORITIES, TOTALS

STAGES = ("Not Allocated", "Not Due", "Overdue", "Complete")

Move = tuple[str, str | None]
"""Status at the first date and at the second; None where the action is no longer there."""


def moves(year: str, priority: str) -> list[Move]:
    """One move per action of this year and priority, least advanced first.

    What the second date has no place for is taken from the least advanced. Raises ValueError if the totals
    cannot be reached by forward moves alone.
    """
    before, after = (list(_lined_up(year, priority, on)) for on in (BEFORE, AFTER))
    gone = len(before) - len(after)
    if gone < 0:
        raise ValueError(f"{year} {priority}: {-gone} actions appear from nowhere")
    pairs: list[Move] = [(status, None) for status in before[:gone]]
    for was, now in zip(before[gone:], after, strict=True):
        if STAGES.index(now) < STAGES.index(was):
            raise ValueError(f"{year} {priority}: an action would go back from {was} to {now}")
        pairs.append((was, now))
    return pairs


def _lined_up(year: str, priority: str, on: date) -> Iterator[str]:
    totals = TOTALS[year, on]
    for status in STAGES:
        yield from [status] * totals[status][PRIORITIES.index(priority)]
