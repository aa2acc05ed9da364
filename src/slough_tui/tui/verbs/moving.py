"""Moving: rows and columns of a table, lines of a record, choices of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.verbs.verb import Verb, verb

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

GROUP = "Move"
ALL = "table record board chooser preview conflict question columns paper papers groups"
FAR = 10**9


def _rows(session: Session, by: int) -> None:
    """So many rows, lines or choices down, in whatever has the keys."""
    if session.chooser is not None:
        session.chooser.move(by)
    elif session.sheet is not None:
        session.sheet.scroll(by)
    elif session.record is not None:
        session.record.scroll(by)
    elif session.mode == "board":
        session.board.down(by)
    elif session.table is not None:
        session.table.move(by)


def _windows(session: Session, by: float) -> None:
    """So many windows down."""
    if session.chooser is not None:
        session.chooser.move(round(session.room.body * by))
    elif session.sheet is not None:
        session.sheet.scroll(round((session.room.body - 3) * by))
    elif session.record is not None:
        session.record.turn(by)
    elif session.mode == "board":
        session.board.turn(by)
    elif session.table is not None:
        session.table.page(by)


def _columns(session: Session, by: int) -> None:
    if session.table is not None:
        session.table.across(by)


@verb("down", "j , down", "down one row", group=GROUP, modes=ALL, palette=False)
def down(session: Session) -> None:
    """Next row."""
    _rows(session, 1)


@verb("up", "k , up", "up one row", group=GROUP, modes=ALL, palette=False)
def up(session: Session) -> None:
    """Row before."""
    _rows(session, -1)


@verb("left", "h , left", "one column to the left", group=GROUP, palette=False)
def left(session: Session) -> None:
    """Column before."""
    _columns(session, -1)


@verb("right", "l , right", "one column to the right", group=GROUP, palette=False)
def right(session: Session) -> None:
    """Next column."""
    _columns(session, 1)


@verb("first-column", "0 , ^", "first column", group=GROUP, palette=False)
def first_column(session: Session) -> None:
    """First column."""
    _columns(session, -FAR)


@verb("last-column", "$", "last column", group=GROUP, palette=False)
def last_column(session: Session) -> None:
    """Last column."""
    _columns(session, FAR)


@verb("first", "g g , home", "first row", group=GROUP, modes=ALL)
def first(session: Session) -> None:
    """First row."""
    _rows(session, -FAR)


@verb("last", "G , end", "last row", group=GROUP, modes=ALL)
def last(session: Session) -> None:
    """Last row."""
    _rows(session, FAR)


@verb("page-down", "ctrl+f , pagedown", "one page down", group=GROUP, modes=ALL, palette=False)
def page_down(session: Session) -> None:
    """One window down."""
    _windows(session, 1)


@verb("read-on", "space", "on to the next page", group=GROUP, modes="record", palette=False)
def read_on(session: Session) -> None:
    """One window down, as in every pager."""
    _windows(session, 1)


@verb("page-up", "ctrl+b , pageup", "one page up", group=GROUP, modes=ALL, palette=False)
def page_up(session: Session) -> None:
    """One window up."""
    _windows(session, -1)


@verb("half-down", "ctrl+d", "half a page down", group=GROUP, modes=ALL, palette=False)
def half_down(session: Session) -> None:
    """Half a window down."""
    _windows(session, 0.5)


@verb("half-up", "ctrl+u", "half a page up", group=GROUP, modes=ALL, palette=False)
def half_up(session: Session) -> None:
    """Half a window up."""
    _windows(session, -0.5)


@verb("centre", "z z", "this row into the middle of the screen", group=GROUP, palette=False)
def centre(session: Session) -> None:
    """Cursor's row into the middle."""
    if session.table is not None:
        session.table.centre()


VERBS: tuple[Verb, ...] = (
    down, up, left, right, first_column, last_column, first, last,
    page_down, read_on, page_up, half_down, half_up, centre,
)  # fmt: skip
