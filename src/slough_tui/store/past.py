"""Tables as they stood at the ends of past months: what committees ask for is read, not replayed.

Folding writes them for tables of records of which much was said, and nobody rests on them: they only repeat what the
commits say, and where one is missing or damaged the commits are replayed instead.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.model.dates import last_day
from slough_tui.model.kinds import RECORD_TABLES
from slough_tui.store.manifest import PastRef
from slough_tui.store.parts import ON, SEQ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from slough_tui.model.table import Table
    from slough_tui.store.history import History
    from slough_tui.store.log import State
    from slough_tui.store.manifest import FileRef

    Keep = Callable[[str, pl.DataFrame], FileRef]

MONTHS = 13
"""How many past month ends are kept: a year, and the month before it to compare with."""

LEAST = 4_096
"""Lines said about a table up to which replaying them takes no longer than reading a file."""


def ref_of(table: str, state: State, as_of: date) -> PastRef | None:
    """The file that has a table as it stood on this day; None if there is none, or if newer commits speak of that day."""
    if state.is_past:
        return None
    for slot in state.slots:
        commit = slot.commit
        if table in commit.counts and (commit.kind == "import" or commit.effective_on <= as_of):
            return None
    return next((ref for ref in state.base.past if ref.table == table and ref.covers(as_of)), None)


def kept(
    history: History, state: State, table: Table, counted: pl.DataFrame, keep: Keep
) -> Iterator[PastRef]:
    """What a new base keeps of the past of a table; `keep` publishes a frame under the end of a name.

    `counted` is all that counts (see `replay.sayings`). Files of the old base are taken over where the new commits
    speak of later days only.
    """
    days: list[date] = counted[ON].unique().sort().to_list()
    if counted.height < LEAST or table.name not in RECORD_TABLES:
        return
    unchanged_before = _first_news(history, state, table)
    for since, until in _at_month_ends(days):
        old = _old(state, table.name, since) if since < unchanged_before else None
        if old is None:
            frame = history.replayed(table, state, since)
            file = keep(since.isoformat(), frame)
            old = file.name, file.sha256, frame.height
        yield PastRef(table.name, *old, since, until)


def _at_month_ends(days: list[date]) -> list[tuple[date, date]]:
    """The spans between days on which something is said that hold the last day of a month; the newest `MONTHS`."""
    return [(since, until) for since, until in pairwise(days) if last_day(since.year, since.month) < until][
        -MONTHS:
    ]


def _old(state: State, table: str, day: date) -> tuple[str, str, int] | None:
    """The old base's file of the table as it stood on a day: name, SHA-256 and rows."""
    ref = next((ref for ref in state.base.past if ref.table == table and ref.covers(day)), None)
    if ref is not None:
        return ref.name, ref.sha256, ref.rows
    newest = state.base.tables.get(table)
    if newest is not None and newest.latest is not None and newest.latest <= day:
        return newest.name, newest.sha256, newest.rows
    return None


def _first_news(history: History, state: State, table: Table) -> date:
    """The earliest day of which the open commits may say something else than the base does about a table."""
    slots = history.slots(state)
    folded = {s.commit.sha256 for s in slots if s.seq <= state.base.seq and s.commit.kind == "import"}
    if any(s.commit.kind == "import" and s.commit.sha256 in folded for s in state.slots):
        return date.min  # another reading of a paper: what the former one said is gone
    told = history.said(table, state).filter(pl.col(SEQ) > state.base.seq)[ON].min()
    ends = [full.effective_on for s in state.slots for full in s.full if full.table == table.name]
    return min([*ends, *([told] if isinstance(told, date) else [])], default=date.max)
