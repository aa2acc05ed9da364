"""The state of today without a replay: a base, and the edits that came after it.

Only where it is certain to give what a replay gives: no paper came since, and every edit speaks of a date on
or after the last that the base knows, so that it can only win. `replay` handles everything else.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.store.values import PRESENT

if TYPE_CHECKING:
    from collections.abc import Collection

    from slough_tui.model.table import Table
    from slough_tui.store.log import State
    from slough_tui.store.slot import Slot

Record = dict[str, Any]


def is_simple(table: str, state: State) -> bool:
    """Whether the base and the edits after it are enough to know the state of a table."""
    if state.is_past:
        return False
    latest = _latest(table, state)
    for slot in state.slots:  # every edit asks this of up to 256 of them
        commit = slot.commit
        if table not in commit.counts:
            continue
        if commit.kind != "edit" or commit.effective_on < latest:
            return False
        for edit in slot.edits:
            if edit.field == PRESENT.name and edit.new and edit.table == table:
                return False
    return True


def is_newest(table: str, state: State, as_of: date | None) -> bool:
    """Whether no fact of the table speaks of a later date than `as_of`; no if an import since the base may."""
    commits = [slot.commit for slot in state.slots if table in slot.commit.counts]
    if as_of is None or state.is_past or any(commit.kind == "import" for commit in commits):
        return as_of is None
    return as_of >= max([_latest(table, state), *[commit.effective_on for commit in commits]])


def _latest(table: str, state: State) -> date:
    ref = state.base.tables.get(table)
    return ref.latest if ref and ref.latest else date.min


def records(table: Table, rows: pl.DataFrame, state: State, ids: Collection[str]) -> dict[str, Record]:
    """These records by id as the edits leave them, `_present` among their fields; unknown ids are left out.

    `rows` are the base's rows of these ids, and may be of some others.
    """
    wanted = set(ids)
    found: dict[str, Record] = {
        row["id"]: {**row, PRESENT.name: True} for row in rows.to_dicts() if row["id"] in wanted
    }
    told = [slot for slot in state.slots if not found.keys().isdisjoint([edit.id for edit in slot.edits])]
    for slot in sorted(told, key=_in_time):
        for edit in slot.edits:
            if edit.table == table.name and edit.id in found:
                found[edit.id][edit.field] = edit.new
    return found


def current(table: Table, folded: pl.DataFrame, state: State) -> pl.DataFrame:
    """The base's rows with the edits applied, in the order of the base; only what was edited is looked at."""
    told: dict[str, dict[str, Any]] = {}
    for slot in sorted(state.slots, key=_in_time):
        for edit in slot.edits:
            if edit.table == table.name:
                told.setdefault(edit.field, {})[edit.id] = edit.new
    if not told:
        return folded
    ids = {name for values in told.values() for name in values}
    there = folded["id"].is_in(pl.Series(list(ids), dtype=pl.String).implode()).arg_true()
    edited = list(zip(there, folded["id"].gather(there), strict=True))
    columns = []
    for field, values in told.items():
        places = [(row, values[name]) for row, name in edited if name in values]
        if field != PRESENT.name and places:
            rows, new = zip(*places, strict=True)
            column = folded[field]
            columns.append(replaced(column, pl.Series(rows), pl.Series(new, dtype=column.dtype)))
    frame = folded.with_columns(columns)
    gone = [name for name, present in told.get(PRESENT.name, {}).items() if not present]
    return frame.filter(~pl.col("id").is_in(gone)) if gone else frame


def _in_time(slot: Slot) -> tuple[date, int]:
    """Edits of one day stand in the order in which they were committed."""
    return slot.commit.effective_on, slot.commit.seq


def replaced(column: pl.Series, places: pl.Series, new: pl.Series) -> pl.Series:
    """The column with these values, of the same type, in these places."""
    if column.dtype != pl.List:
        return column.clone().scatter(places, new)
    order = pl.int_range(len(column), eager=True)  # Polars puts no lists into places
    order = order.scatter(places, range(len(column), len(column) + len(new)))
    return pl.concat([column, new.alias(column.name)]).gather(order)
