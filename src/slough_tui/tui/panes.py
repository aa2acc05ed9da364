"""What the screen is made of: a pane for each part of it, and how much room each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui import painting, painting_body, painting_foot
from slough_tui.tui.banner import banner_line
from slough_tui.tui.pane import Pane

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.tui.session import Session
    from slough_tui.views.spans import Line

STYLESHEET = """
TheScreen { background: ansi_default; color: ansi_default; overflow: hidden hidden; }
#places, #status, #foot, #banner { height: 1; }
#middle { height: 1fr; }
#body { width: 1fr; }
#rule { width: 2; }
#rule, #record, #banner { display: none; }
"""


def panes(session: Session) -> tuple[list[Pane], list[Pane], list[Pane]]:
    """Those above, those beside each other in the middle, and those below; each by name."""

    def of(name: str, paint: Callable[[int, int], list[Line]]) -> Pane:
        return Pane(paint, name=name, ascii_only=session.ascii_only)

    def line(name: str, paint: Callable[[Session, int], Line]) -> Pane:
        return of(name, lambda width, _: [paint(session, width)])

    return (
        [line("places", painting.place_bar), line("banner", banner_line)],
        [
            of("body", lambda width, height: painting_body.body(session, width, height)),
            of("rule", lambda _, height: painting_body.rule(height)),
            of("record", lambda width, height: painting_body.beside(session, width, height)),
        ],
        [line("status", painting.status_line), line("foot", painting_foot.foot_line)],
    )


def widths(session: Session) -> dict[str, int | None]:
    """Which panes are there, and how wide (None: not there; 0: as wide as there is room)."""
    bars = None if session.room.too_small else 0
    covered = session.chooser is not None or session.covered
    split = session.record is not None and session.room.beside and not covered
    wide = session.room.record_width if split else None
    over = bars if session.room.banner else None
    return {"places": bars, "banner": over, "status": bars, "foot": bars, "rule": wide and 0, "record": wide}
