"""What verbs that change something act on, and the way from a wish to a commit: look, then do, then tell."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from slough_tui.errors import ConflictError, ReadOnlyError, SloughError, UncertainError, UsageError
from slough_tui.model.kinds import TABLES, table_of
from slough_tui.tui.effects import Run
from slough_tui.tui.preview import Conflict, Preview
from slough_tui.tui.task import Task
from slough_tui.views.filed import holding

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.engine.history.planning import Plan
    from slough_tui.model.table import Table
    from slough_tui.store import Receipt, Register
    from slough_tui.tui.session import Session

MOST_CHOSEN = 5_000
"""Marked rows up to which a verb that changes something takes them: a commit that nobody can look through helps nobody."""
READ_ONLY_HINT = (
    "slough demo opens a private copy of the sample, slough init DIR makes a register of your own"
)


def begin(session: Session, task: Task) -> None:
    """Give the worker something to do; keys wait until it is done. UsageError while it is busy."""
    if session.desk.task is not None:
        raise UsageError(f"still {session.desk.task.what}", hint="Esc gives it up where that is possible")
    session.desk.task = task
    session.effects.append(Run(task))


def must_write(session: Session) -> None:
    """ReadOnlyError, which says how to get a copy, if this register cannot be changed."""
    if session.read_only:
        raise ReadOnlyError("this register is read-only", hint=READ_ONLY_HINT)


def chosen(session: Session) -> tuple[str, list[str]]:
    """The place's name and the ids that a verb acts on: the open record, else the marked ones, else the one here.

    UsageError if there is none, or more than `MOST_CHOSEN`.
    """
    record = session.record
    if session.helping:
        raise UsageError("the help is no record", hint="Esc goes back to the table")
    if record is not None:
        return record.table, [record.id]
    if not session.has_rows:
        raise UsageError("there is no row here")
    if session.table is not None and session.table.marks.count > MOST_CHOSEN:
        count = f"{session.table.marks.count:,}"
        raise UsageError(
            f"{count} are marked, and no more than {MOST_CHOSEN:,} are taken at once", hint="mark fewer"
        )
    if session.table is None or not session.table.chosen:
        raise UsageError("no record is chosen here", hint="go to one with j and k, or mark some with Space")
    return session.place.name, session.table.chosen


ABOUT_RECORDS = {"findings": "these findings", "assessments": "these verdicts"}
"""Places whose rows are about records; who changes something there changes those."""


def changes_here(session: Session) -> bool:
    """Whether the chosen records can be changed, as far as the place says."""
    place = session.place.name if session.record is None else session.record.table
    return place in TABLES or place in ABOUT_RECORDS


def chosen_records(session: Session) -> tuple[Table, list[str]]:
    """The chosen records and their table; of findings and verdicts, the records they are about. UsageError if none."""
    place, ids = chosen(session)
    if place in ABOUT_RECORDS:
        found = holding(session.frames[place], "id", ids).get_column("record").drop_nulls()
        ids = list(dict.fromkeys(found.to_list()))
        tables = {table for name in ids if (table := table_of(name)) is not None}
        if len(tables) != 1:
            said = "are about records of several tables" if tables else "are about no record"
            raise UsageError(
                f"{ABOUT_RECORDS[place]} {said}", hint="open the record with Enter and edit it there"
            )
        return tables.pop(), ids
    if not changes_here(session):
        raise UsageError("nothing can be changed here", hint="go to a record first")
    return TABLES[place], ids


def look(session: Session, title: str, make: Callable[[Register], Plan]) -> None:
    """Make a plan and show what it would change."""
    begin(session, Task("looking at what would change", make, partial(_show, title=title)))


def _show(session: Session, plan: Plan, *, title: str) -> None:
    if plan.edits:
        session.sheets.append(Preview(title, plan))
    else:
        session.say(f"Nothing changes{', and' if plan.remarks else ''}: it says so already.", "amber")


def do(session: Session, plan: Plan) -> None:
    """Commit a plan, and show who was quicker if somebody was."""
    from slough_tui import clock
    from slough_tui.engine.history import planning
    from slough_tui.engine.history.author import author

    must_write(session)

    def run(register: Register) -> Any:
        try:
            return planning.commit(register, plan, at=clock.now(), author=author())
        except ConflictError:
            if found := planning.clashes(register, plan):
                return found
            rest = planning.but_for_the_same(register, plan)
            return planning.commit(register, rest, at=clock.now(), author=author())

    begin(session, Task("committing", run, partial(_committed, plan=plan), _uncertain, writes=True))


def _committed(session: Session, result: Any, *, plan: Plan) -> None:
    if isinstance(result, tuple):
        session.sheets.append(Conflict(plan, result))
        return
    receipt: Receipt = result
    session.sheets.clear()
    if receipt.seq is None:
        session.say("Nothing new: it says so already.")
        return
    session.desk.commits.append(receipt.seq)
    session.desk.undone.clear()
    session.reload(session.as_of)
    session.say(f"Commit {receipt.seq}: {plan.message}. u takes it back.", "green")


def _uncertain(session: Session, error: SloughError) -> None:
    """Nobody knows whether it was written: what is there is read again, and the person looks."""
    if isinstance(error, UncertainError):
        session.sheets.clear()
        session.reload(session.as_of)
    session.say(str(error), "red")
