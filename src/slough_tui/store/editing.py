"""People's edits on their way into the register: checked against the tables and against what is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from slough_tui.errors import ConflictError, UnknownRecordError, UsageError
from slough_tui.store import replay
from slough_tui.store.commits import Commit, Counts, Edit
from slough_tui.store.history import History, of_ids
from slough_tui.store.schema import table_named
from slough_tui.store.slot import Slot, Written
from slough_tui.store.values import PRESENT, checked
from slough_tui.store.writing import Draft

if TYPE_CHECKING:
    from slough_tui.model.batch import Author
    from slough_tui.store.log import State

Record = dict[str, Any]


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
        taken.append(Edit(edit.table, edit.id, edit.field, expected, new))
    return taken


def _names(names: Sequence[str]) -> str:
    return ", ".join(name for name in names if name != "id")


def checked_against(
    history: History, state: State, edits: Sequence[Edit], effective_on: date
) -> tuple[tuple[Written, ...], Counts]:
    """What the edits change as of the date they speak of; `ConflictError` or `UnknownRecordError` if they cannot.

    An edit that changes nothing is left out.
    """
    now = _records(history, state, edits, effective_on)
    written = []
    for edit in edits:
        record = now[edit.table].get(edit.id)
        born = any(
            (e.table, e.id, e.field, e.new) == (edit.table, edit.id, PRESENT.name, True) for e in edits
        )
        if record is None and not born and not (edit.field == PRESENT.name and edit.expected):
            raise UnknownRecordError(
                f"there is no record {edit.id!r} in {edit.table} on {effective_on:%Y-%m-%d}", where=edit.table
            )
        current = record.get(edit.field) if record else (False if edit.field == PRESENT.name else None)
        if current != edit.expected:
            raise _conflict(state, edit, current)
        if current != edit.new:
            written.append(Written(edit.table, edit.id, edit.field, current, edit.new))
    return tuple(written), _counts(written)


def _records(
    history: History, state: State, edits: Sequence[Edit], as_of: date
) -> dict[str, dict[str, Record]]:
    """The records that are edited, by table and id, as of a date."""
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for edit in edits:
        ids[edit.table].add(edit.id)
    slots = replay.standing(state.slots)
    found: dict[str, dict[str, Record]] = {}
    for name, wanted in ids.items():
        table = table_named(name)
        said = of_ids(history.said(table, state), sorted(wanted))
        frame = replay.state(table, replay.sayings(table, said, slots, as_of))
        found[name] = {record["id"]: {**record, PRESENT.name: True} for record in frame.to_dicts()}
    return found


def _conflict(state: State, edit: Edit, current: Any) -> ConflictError:
    """Who changed the value first, and when."""
    by = _last_touch(state, edit)
    who = f", changed by {by.commit.author.name} at {by.commit.recorded_at:%Y-%m-%d %H:%M}" if by else ""
    source = f" from {by.commit.source}" if by and by.commit.source else ""
    return ConflictError(
        f"{edit.field} is {_shown(current)} now, not {_shown(edit.expected)}{who}{source}",
        where=edit.id,
        hint=f"look at it again before you make it {_shown(edit.new)}",
    )


def _last_touch(state: State, edit: Edit) -> Slot | None:
    """The newest commit that edited the field, else the newest import that brought its table."""
    where = (edit.table, edit.id, edit.field)
    for slot in reversed(state.slots):
        if any((e.table, e.id, e.field) == where for e in slot.edits):
            return slot
    return next((s for s in reversed(state.slots) if any(p.table == edit.table for p in s.parts)), None)


def _shown(value: Any) -> str:
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
