"""Bookmarks (`m` letter, `'` letter) and jump mode (`f`, then the label of what one wants to be at)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.tui.letters import Jump, Letter
from slough_tui.tui.standing import Standing, go, standing
from slough_tui.tui.verbs.verb import Verb, verb

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

GROUP = "Move"
BOTH = "table record"


def _known(session: Session) -> dict[str, str]:
    return {letter: _said(there) for letter, there in session.bookmarks.items()}


def _said(there: Standing) -> str:
    view = there.view
    return "  ".join(
        part for part in (there.record or "", view.place, view.filter and f"& {view.filter}") if part
    )


@verb("bookmark", "m", "bookmark this record and view under a letter", group=GROUP, modes=BOTH)
def bookmark(session: Session) -> None:
    """Ask for the letter."""
    session.sheets.append(Letter("Bookmark under which letter?", _known(session), _put))


def _put(session: Session, letter: str) -> None:
    if not letter.isalnum():
        raise UsageError(f"{letter!r} is no letter", hint="bookmarks have a letter or a digit")
    here = standing(session, dated=True)
    if session.record is not None and session.record.table == session.place.name:
        here = Standing(here.view, session.record.id)
    session.bookmarks[letter] = here
    session.say(f"Bookmarked as {letter}: {_said(here)}")


@verb("to-bookmark", "'", "go to a bookmark", group=GROUP, modes=BOTH)
def to_bookmark(session: Session) -> None:
    """Ask for the letter."""
    if not session.bookmarks:
        raise UsageError("there is no bookmark yet", hint="m and a letter make one")
    session.sheets.append(Letter("Go to which bookmark?", _known(session), _go))


def _go(session: Session, letter: str) -> None:
    if letter not in session.bookmarks:
        raise UsageError(
            f"there is no bookmark {letter}", hint=f"there are {' '.join(sorted(session.bookmarks))}"
        )
    go(session, session.bookmarks[letter])


@verb(
    "jump", "f", "jump: a label appears at each row or link; press it", group=GROUP, modes=BOTH, footer="jump"
)
def jump(session: Session) -> None:
    """Put labels on what is on the screen."""
    record, table = session.record, session.table
    if record is not None:
        window = record.page.links[record.top : record.top + record.rows]
        numbers = [link for link in dict.fromkeys(window) if link is not None]
        if not numbers:
            raise UsageError("no link is on the screen", hint="Tab goes to the next one")
    elif table is not None and table.height:
        numbers = list(table.in_sight())
    else:
        raise UsageError("there is no row here")
    made = Jump(numbers)
    session.sheets.append(made)
    (record or table).labels = made.of  # type: ignore[union-attr]


def leap(session: Session, jump_: Jump, label: str) -> None:
    """A label has been pressed."""
    _unlabel(session)
    if label not in jump_.labels:
        session.say(f"No row has the label {label}.")
        return
    number = jump_.labels[label]
    if session.record is not None:
        session.record.link = number
        session.guard(lambda: _follow(session))
    elif session.table is not None:
        session.table.go(number)


def _unlabel(session: Session) -> None:
    session.sheets.pop()
    for labelled in (session.record, session.table):
        if labelled is not None:
            labelled.labels = {}


def _follow(session: Session) -> None:
    from slough_tui.tui.verbs.opening import follow

    follow.run(session)


@verb("no-letter", "escape", "give it up", group="Decide", modes="letter jump", footer="back", palette=False)
def no_letter(session: Session) -> None:
    """Back to what was there."""
    _unlabel(session)


VERBS: tuple[Verb, ...] = (bookmark, to_bookmark, jump, no_letter)
