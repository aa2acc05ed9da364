"""Finding, filtering, keeping and dropping, sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.tui.prompt import Prompt
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.conditions import joined, parted
from slough_tui.views.terms import written

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

GROUP = "Find and sift"
BOTH = "table record board"


def ask(session: Session, kind: str, mark: str, text: str = "", before: str = "") -> None:
    """Open the line at the bottom."""
    memory = session.memories.setdefault(kind, [])
    session.prompt = Prompt(kind, mark, text, before, memory=memory)


@verb(
    "find",
    "/",
    "find words: as you type; Enter stays there, Esc goes back",
    group=GROUP,
    modes=BOTH,
    footer="find",
)
def find(session: Session) -> None:
    """Open the search line."""
    at = session.record.top if session.record is not None else session.table.cursor if session.table else 0
    ask(session, "search", "/", before=str(at))


def search(session: Session, words: str, *, back: bool = False, start: int | None = None) -> None:
    """Go to the next place with `words` in it, after the cursor or from `start` on; say so if there is none."""
    if not words:
        session.say("Nothing was looked for yet: / finds")
        return
    if session.record is not None:
        if start is not None:
            session.record.top = start
        if not session.record.find(words, back=back, again=start is None):
            session.say(f"Nothing here has {words!r} in it.", "amber")
        return
    if session.place.name == "overview":
        if not session.board.find(words, back=back):
            session.say(f"Nothing here has {words!r} in it.", "amber")
        return
    table = session.table
    if table is None:
        return
    origin = start if start is not None else table.cursor + (0 if back else 1)

    def found(row: int | None) -> None:
        if row is None:
            session.say(f"No row has {words!r} in it.", "amber")
            return
        if start is None and (row > table.cursor) is back and row != table.cursor:
            session.say("Search went round.")
        table.go(row)

    table.look_for(words, origin - int(back and start is None), found, back=back)


@verb("find-next", "n", "next place with the words", group=GROUP, modes=BOTH)
def find_next(session: Session) -> None:
    """Next hit."""
    search(session, session.searched)


@verb("find-before", "N", "place with the words before this one", group=GROUP, modes=BOTH)
def find_before(session: Session) -> None:
    """Hit before."""
    search(session, session.searched, back=True)


@verb(
    "filter",
    "&",
    "filter as you type: words, !word, status:overdue, due<2023-12-01; where and an SQL condition",
    group=GROUP,
    footer="filter",
)
def filter_rows(session: Session) -> None:
    """Open the filter line."""
    text = session.table.grid.filter if session.table is not None else ""
    ask(session, "filter", "&", text, before=text)
    if session.prompt is not None and session.table is not None:
        session.prompt.record = session.table.id or ""


def _by_value(session: Session, *, negated: bool) -> None:
    table = session.table
    if table is not None and table.here is not None:
        keep_value(session, table.here.name, table.value, negated=negated)


def keep_value(session: Session, column: str, value: Any, *, negated: bool) -> None:
    """Keep, or drop, the rows with this value in a column, beside what is filtered already."""
    table = session.table
    if table is None:
        return
    term = written(column, _stored(value), negated=negated)
    words, sql, _ = parted(table.grid.filter)
    table.sift(joined(f"{words} {term}".strip(), sql))
    verb_ = "Dropped" if negated else "Kept"
    session.say(f"{verb_} {term.lstrip('!')}: {table.height:,} of {table.grid.total:,} rows. Esc shows all.")


def _stored(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple) or hasattr(value, "to_list"):
        return ", ".join(str(part) for part in value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@verb("keep", "+", "keep only rows with this cell's value", group=GROUP, needs_rows=True)
def keep(session: Session) -> None:
    """Keep rows like this one."""
    _by_value(session, negated=False)


@verb("drop", "-", "drop rows with this cell's value", group=GROUP, needs_rows=True)
def drop(session: Session) -> None:
    """Drop rows like this one."""
    _by_value(session, negated=True)


def _sort(session: Session, *, descending: bool, add: bool) -> None:
    table = session.table
    if table is None:
        return
    table.sort_here(descending=descending, add=add)
    if not table.grid.keys:
        session.say("In the order of the register again.")


@verb("sort-up", "[", "sort by this column, smallest first; again: unsorted", group=GROUP, footer="sort")
def sort_up(session: Session) -> None:
    """Ascending."""
    _sort(session, descending=False, add=False)


@verb("sort-down", "]", "sort by this column, largest first; again: unsorted", group=GROUP)
def sort_down(session: Session) -> None:
    """Descending."""
    _sort(session, descending=True, add=False)


@verb("then-sort-up", "z [", "then by this column, smallest first", group=GROUP)
def then_sort_up(session: Session) -> None:
    """Ascending, after the others."""
    _sort(session, descending=False, add=True)


@verb("then-sort-down", "z ]", "then by this column, largest first", group=GROUP)
def then_sort_down(session: Session) -> None:
    """Descending, after the others."""
    _sort(session, descending=True, add=True)


VERBS: tuple[Verb, ...] = (
    find, find_next, find_before, filter_rows, keep, drop,
    sort_up, sort_down, then_sort_up, then_sort_down,
)  # fmt: skip
