"""The mouse, where SLOUGH_MOUSE=1 asked for it: the wheel scrolls, a click chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui import painting
from slough_tui.views.places import find_place
from slough_tui.views.spans import width_of

if TYPE_CHECKING:
    from slough_tui.tui.session import Session


def touch(session: Session, pane: str, line: int, column: int, wheel: int) -> None:
    """A click (`wheel` 0) or a turn of the wheel over a line of a pane."""
    if session.room.too_small or session.prompt is not None:
        return
    if session.chooser is not None:
        if wheel:
            session.chooser.move(1 if wheel > 0 else -1)
    elif pane == "places" and not wheel:
        _place(session, column)
    elif session.record is not None and (pane == "record" or not session.room.beside):
        session.record.scroll(wheel)
    elif pane == "body" and session.table is not None:
        if wheel:
            session.table.scroll(wheel)
        elif line > 0 and (row := session.table.row_on(line - 1)) is not None:
            session.table.go(row)


def _place(session: Session, column: int) -> None:
    x = 0
    for span in painting.place_bar(session, session.room.width):
        x += width_of(span.text)
        if column < x:
            title = span.text.strip().rstrip("0123456789,").strip()
            place = find_place(title) if title else None
            if place is not None:
                session.enter(place)
            return
