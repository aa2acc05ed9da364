"""People's edits on their way into the register: checked against the tables and against what is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.errors import ConflictError, UnknownRecordError, UsageError
from slough_tui.store import timeline
from slough_tui.store.commits import Commit, Counts, Edit
from slough_tui.store.schema import table_named
from slough_tui.store.slot import Slot, Written
from slough_tui.store.values import PRESENT, checked, speakable
from slough_tui.store.writing import Draft

if TYPE_CHECKING:
    from slough_tui.model.batch import Author
    from slough_tui.store.history import History
    from slough_tui.store.log import State


def draft(
    history: History,
    state: State,
    edits: Sequence[Edit],
    author: Author,
    recorded_at: datetime,
    effective_on: date,
    message: str,
) -> Draft | None:
    """The edits as a commit on top of this state; None if they change nothing. They come from `normalised`."""
    written, counts = checked_against(history, state, edits, effective_on)
    if not written:
        return None
    commit = Commit(
        seq=state.seq + 1,
        kind="edit",
        recorded_at=recorded_at,
        effective_on=effective_on,
        author=author,
        message=message,
        counts=counts,
    )
    return Draft(Slot(commit, state.head, edits=written))


def normalised(edits: Sequence[Edit]) -> list[Edit]:
    """The edits with their values as the columns hold them; `UsageError` for what cannot be."""
    seen: set[tuple[str, str, str]] = set()
    taken = []
    for edit in edits:
        table, where = table_named(edit.table), f"{edit.table} {edit.id}"
        if edit.field == "id" or edit.field not in (*table.names, PRESENT.name):
            raise UsageError(
                f"{edit.table} has no field {edit.field!r} to edit",
                where=where,
                hint=f"it has {_names(table.names)}",
            )
        if (edit.table, edit.id, edit.field) in seen:
            raise UsageError(f"{edit.field} is edited twice in one commit", where=where)
        seen.add((edit.table, edit.id, edit.field))
        column = PRESENT if edit.field == PRESENT.name else table.column(edit.field)
        expected, new = checked(column, edit.expected, where), checked(column, edit.new, where)
        if column.vocabulary and new is not None and new not in column.vocabulary:
            raise UsageError(
                f"{edit.field} cannot be {new!r}",
                where=where,
                hint=f"it is one of {_names(column.vocabulary)}",
            )
        if column is PRESENT:
            expected, new = bool(expected), bool(new)
        taken.append(Edit(edit.table, speakable(edit.id), edit.field, expected, new))
    return taken


def _names(names: Sequence[str]) -> str:
    return ", ".join(name for name in names if name != "id")


def checked_against(
    history: History, state: State, edits: Sequence[Edit], effective_on: date
) -> tuple[tuple[Written, ...], Counts]:
    """What the edits change as of the date they speak of; `ConflictError` or `UnknownRecordError` if they cannot.

    An edit that changes nothing is left out.
    """
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for edit in edits:
        ids[edit.table].add(edit.id)
    now = {
        name: history.records(table_named(name), state, found, effective_on) for name, found in ids.items()
    }
    births = {(e.table, e.id) for e in edits if e.field == PRESENT.name and e.new}
    written = []
    for edit in edits:
        record = now[edit.table].get(edit.id)
        born = (edit.table, edit.id) in births
        if record is None and not born and not (edit.field == PRESENT.name and edit.expected):
            raise UnknownRecordError(
                f"there is no record {edit.id!r} in {edit.table} on {effective_on:%Y-%m-%d}", where=edit.table
            )
        is_present = edit.field == PRESENT.name
        current = record is not None if is_present else record and record.get(edit.field)
        if current != edit.expected:
            raise _conflict(history, state, edit, current, effective_on)
        if current != edit.new:
            written.append(Written(edit.table, edit.id, edit.field, current, edit.new))
    return tuple(written), _counts(written)


def _conflict(history: History, state: State, edit: Edit, current: Any, effective_on: date) -> ConflictError:
    """What is there now, who made it so, and when."""
    facts = timeline.facts(history, state, [edit.table], edit.id, None)
    facts = facts.filter((pl.col("field") == edit.field) & (pl.col("effective_on") <= effective_on))
    by = ""
    if facts.height:
        fact = facts.row(-1, named=True)
        source = f" from {fact['source']}" if fact["source"] else ""
        by = f", changed by {fact['author']}{source} at {fact['recorded_at']:%Y-%m-%d %H:%M} UTC"
    return ConflictError(
        f"{edit.field} is {shown(current)} now, not {shown(edit.expected)}{by}",
        where=edit.id,
        hint=f"look at it again before you make it {shown(edit.new)}",
    )


def shown(value: Any) -> str:
    """A value as errors say it."""
    return "empty" if value is None else repr(str(value))


def _counts(written: Sequence[Written]) -> Counts:
    """(added, changed, ended) by table."""
    counts: dict[str, tuple[int, int, int]] = {}
    for table in sorted({w.table for w in written}):
        born = {w.id for w in written if w.table == table and w.field == PRESENT.name and w.new}
        gone = {w.id for w in written if w.table == table and w.field == PRESENT.name and not w.new}
        others = {w.id for w in written if w.table == table} - born - gone
        counts[table] = len(born), len(others), len(gone)
    return counts
