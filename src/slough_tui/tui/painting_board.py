"""The overview as lines of spans: the spot under the cursor in reverse video."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.views.spans import EMPTY, Line, Span, fit, marked, plain, width_of

if TYPE_CHECKING:
    from slough_tui.tui.session import Session


def board_lines(session: Session, width: int, height: int) -> list[Line]:
    """The part of the board in the window: exactly `height` lines."""
    state = session.board
    if session.overview is None:
        waiting = Span("Counting what needs attention ...")
        return (
            [fit(EMPTY, width)] * 2 + [fit((Span("  "), waiting), width)] + [fit(EMPTY, width)] * (height - 3)
        )
    here = state.here
    lines: list[Line] = []
    for number, line in enumerate(state.board.lines[state.top : state.top + height], state.top):
        if here is not None and here.line == number:
            lines.append(fit(_chosen(line, here.start, here.width), width))
        else:
            said = tuple(part for span in line for part in marked(span.text, session.searched, span.role))
            lines.append(fit(said, width, "head" if line and line[0].role == "head" else ""))
    return (lines + [fit(EMPTY, width)] * height)[:height]


def _chosen(line: Line, start: int, width: int) -> Line:
    """The line with the cells of the spot in the role of the cursor; spots begin and end within one span."""
    out: list[Span] = []
    x = 0
    for span in line:
        size = width_of(span.text)
        if x <= start < x + size:
            lead = start - x
            out += [
                Span(span.text[:lead], span.role),
                Span(span.text[lead : lead + width], "cursor"),
                Span(span.text[lead + width :], span.role),
            ]
        else:
            out.append(span)
        x += size
    return tuple(span for span in out if plain((span,)))
