"""Marking records: verbs that change, copy or write records act on the marked ones, or on the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.verbs.verb import Verb, verb

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

GROUP = "Mark"


@verb("mark", "space", "mark this record and go down; again: take the mark off", group=GROUP,
      needs_rows=True, footer="mark")  # fmt: skip
def mark(session: Session) -> None:
    """Mark, or take the mark off; at the end of a range, mark the range."""
    table = session.table
    if table is None:
        return
    if table.anchor is not None:
        mark_range.run(session)
        return
    table.mark_here()
    table.move(1)


@verb("mark-range", "v", "mark a range: v, move, v again (Esc gives it up)", group=GROUP, needs_rows=True)
def mark_range(session: Session) -> None:
    """Begin a range, or mark it."""
    table = session.table
    if table is None:
        return
    if table.anchor is None:
        table.anchor = table.cursor
        session.say("Move to the other end and press v again; Esc gives it up.")
    else:
        count = table.mark_range()
        session.say(f"{count:,} {'record' if count == 1 else 'records'} marked.")


@verb("mark-all", "*", "mark all shown records; again: take these marks off", group=GROUP, needs_rows=True)
def mark_all(session: Session) -> None:
    """All shown rows."""
    table = session.table
    if table is not None:
        marked = table.mark_shown()
        session.say(f"{table.height:,} shown records {'marked' if marked else 'are no longer marked'}.")


@verb("unmark-all", "U", "take all marks off", group=GROUP)
def unmark_all(session: Session) -> None:
    """Nothing is marked."""
    if session.table is not None:
        session.table.unmark()
        session.say("Nothing is marked.")


VERBS: tuple[Verb, ...] = (mark, mark_range, mark_all, unmark_all)
