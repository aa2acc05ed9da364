"""A commit taken back by a new one: nothing is erased, and what stood before stands again.

Edits are undone by the inverse edits on the date that they spoke of, checked like any other. An import is
undone by a newer reading of the same paper: the one that stood before it, or one that says nothing, by which
the paper is withdrawn. An undo is a commit like any other and is undone in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.errors import ConflictError, UsageError
from slough_tui.store import editing, importing, replay
from slough_tui.store.commits import Commit, Edit
from slough_tui.store.parts import ON, SAID, SEQ, fields_of, to_parquet
from slough_tui.store.schema import table_named
from slough_tui.store.slot import Slot, Written
from slough_tui.store.values import PRESENT
from slough_tui.store.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from slough_tui.model.batch import Author
    from slough_tui.model.table import Table
    from slough_tui.store.history import History
    from slough_tui.store.log import State

    Gone = Callable[[str, str], bool]

WITHDRAWN = "withdrawn:"
"""How the key of a reading begins that says nothing; the number of the commit that it takes back follows."""


def draft(history: History, state: State, seq: int, author: Author, recorded_at: datetime) -> Draft | None:
    """The commit that takes commit `seq` back; None if that changes nothing.

    Raises UsageError for a commit that there is not, and ConflictError where somebody built upon it.
    """
    slots = history.slots(state)
    slot = next((s for s in slots if s.seq == seq and s.commit.kind in {"edit", "import"}), None)
    if slot is None:
        raise UsageError(
            f"there is no commit {seq} that could be undone", hint="`slough log` lists the commits"
        )
    about = f": {slot.commit.message}" if slot.commit.message else ""
    commit = slot.commit._replace(
        seq=state.seq + 1,
        author=author,
        recorded_at=recorded_at,
        message=f"undo {seq}{about}",
        counts={},
    )
    later = [s for s in slots if s.seq > seq]
    if slot.commit.kind == "import":
        return _reading_before(history, state, slot, commit)
    return _inverse(history, state, slot, commit, later)


# ---------------------------------------------------------------- edits


def inverse_of(edits: Sequence[Written]) -> list[Edit]:
    """The edits that take these back, the last first."""
    return [Edit(e.table, e.id, e.field, e.new, e.old) for e in reversed(edits)]


def _inverse(
    history: History, state: State, slot: Slot, commit: Commit, later: Sequence[Slot]
) -> Draft | None:
    edits = inverse_of(slot.edits)
    ended = {(e.table, e.id) for e in edits if e.field == PRESENT.name and not e.new}
    _refuse_if_built_upon(later, slot, lambda table, name: (table, name) in ended, own=slot.edits)
    written, counts = editing.checked_against(history, state, edits, commit.effective_on)
    if not written:
        return None
    return Draft(Slot(commit._replace(counts=counts), state.head, edits=written))


def _refuse_if_built_upon(
    later: Sequence[Slot],
    slot: Slot,
    gone: Gone,
    own: Sequence[Written] = (),
) -> None:
    """ConflictError if people's later edits of lines that would go still tell something (or notes on them do)."""
    mine = {(e.table, e.id, e.field) for e in own}
    first: dict[tuple[str, str, str], Any] = {}
    last: dict[tuple[str, str, str], tuple[Slot, Written]] = {}
    for other in later:
        for edit in other.edits:
            about_gone = edit.table == "updates" and edit.field == "record" and _is_gone(edit, gone)
            key = edit.table, edit.id, edit.field
            if (gone(edit.table, edit.id) or about_gone) and key not in mine:
                first.setdefault(key, edit.old)
                last[key] = other, edit
    for key, (other, edit) in last.items():
        if edit.new != first[key]:
            raise _conflict(slot, other.commit, edit)


def _is_gone(edit: Written, gone: Gone) -> bool:
    from slough_tui.model.kinds import table_of

    table = table_of(edit.new) if isinstance(edit.new, str) else None
    return table is not None and gone(table.name, edit.new)


def _conflict(slot: Slot, by: Commit, edit: Written) -> ConflictError:
    old, new = (editing.shown(value) for value in (edit.old, edit.new))
    return ConflictError(
        f"{edit.field} was made {new} (it was {old}) by {by.author.name} at {by.recorded_at:%Y-%m-%d %H:%M} UTC,"
        f" after commit {slot.seq}",
        where=edit.id,
        hint=f"undo commit {by.seq} first",
    )


# ---------------------------------------------------------------- imports


def _reading_before(history: History, state: State, slot: Slot, commit: Commit) -> Draft | None:
    """The reading of the paper that stood before this one, or a reading that says nothing."""
    slots = history.slots(state)
    readings = [s for s in slots if s.commit.kind == "import" and s.commit.sha256 == slot.commit.sha256]
    newest = readings[-1]
    if newest.seq != slot.seq:
        raise ConflictError(
            f"commit {slot.seq} is no longer what the register holds of this paper: commit {newest.seq}"
            f" ({newest.commit.message}) by {newest.commit.author.name}"
            f" at {newest.commit.recorded_at:%Y-%m-%d %H:%M} UTC replaced it",
            where=slot.commit.source or "",
            hint=f"undo commit {newest.seq} first",
        )
    before = readings[-2] if len(readings) > 1 else None
    parts = {} if before is None else _parts_again(history, state, before, commit.seq)
    full = () if before is None else before.full
    key = f"{WITHDRAWN}{slot.seq}" if before is None else before.commit.key
    on = slot.commit.effective_on if before is None else before.commit.effective_on
    new = Slot(commit._replace(key=key, effective_on=on), state.head, full=full)
    _refuse_if_edited(history, state, slot, new, parts)
    counts = importing.counts_of(history, state, new, parts, _latest(history, state, slot, parts))
    new = new._replace(commit=new.commit._replace(counts=counts))
    return Draft(new, {name: (to_parquet(part), part.height) for name, part in parts.items()})


def _parts_again(history: History, state: State, reading: Slot, seq: int) -> dict[str, pl.DataFrame]:
    """What a reading says, table by table, as parts of commit `seq`."""
    parts = {}
    for name in sorted({part.table for part in reading.parts}):
        table = table_named(name)
        said = history.said(table, state).filter(pl.col(SEQ) == reading.seq)
        if said.height:
            parts[name] = _narrow(table, said, seq)
    return parts


def _narrow(table: Table, said: pl.DataFrame, seq: int) -> pl.DataFrame:
    """The way back from `parts.widen`: the columns that were said, and for each row which."""
    columns = [c.name for c in fields_of(table) if said["?" + c.name].any()]
    spoken = pl.concat_list(
        pl.when("?" + name).then(pl.lit(name)).otherwise(pl.lit(None, dtype=pl.String)) for name in columns
    ).list.drop_nulls()
    whole = pl.all_horizontal(*("?" + name for name in columns))
    unsaid = pl.lit(None, dtype=pl.List(pl.String))
    return said.select(
        "id",
        pl.lit(seq, dtype=pl.Int64).alias(SEQ),
        ON,
        pl.when(whole).then(unsaid).otherwise(spoken).alias(SAID),
        *columns,
    ).sort("id")


def _latest(history: History, state: State, slot: Slot, parts: dict[str, pl.DataFrame]) -> date:
    """The newest date that the reading taken back, or the one brought back, speaks of."""
    days: list[Any] = [slot.commit.effective_on, *(part[ON].max() for part in parts.values())]
    for name in {part.table for part in slot.parts}:
        said = history.said(table_named(name), state)
        days.append(said.filter(pl.col(SEQ) == slot.seq)[ON].max())
    newest: date = max(day for day in days if day is not None)
    return newest


def _refuse_if_edited(
    history: History, state: State, slot: Slot, new: Slot, parts: dict[str, pl.DataFrame]
) -> None:
    """ConflictError if records that only this reading brought were edited by people since."""
    slots = history.slots(state)
    standing = replay.standing([*slots, new])
    known: dict[str, set[str]] = {}

    def gone(table: str, name: str) -> bool:
        """Whether the reading brought this line and no other paper that stands has it."""
        if table not in known:
            said = history.said(table_named(table), state)
            others = said.filter(pl.col(SEQ).is_in([s.seq for s in standing if s.commit.kind == "import"]))
            kept = set(others["id"].to_list()) | set(parts[table]["id"].to_list() if table in parts else ())
            known[table] = set(said.filter(pl.col(SEQ) == slot.seq)["id"].to_list()) - kept
        return name in known[table]

    _refuse_if_built_upon([s for s in slots if s.seq > slot.seq], slot, gone)
