"""What can follow a key that was pressed, as a panel above the status: letters need not be remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.verbs import prefixes, verbs
from slough_tui.tui.verbs.verb import display
from slough_tui.views.pages import wrap
from slough_tui.views.spans import EMPTY, Line, Span, cut, fit, pad, width_of

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

FEW = 4
"""So many continuations still fit into the line of keys; more get a panel."""
GAP = 3


def next_strokes(session: Session, width: int, height: int) -> list[Line]:
    """The lines of the panel, at most half of `height`; none where the line of keys has room for all."""
    offers = continuations(session)
    if len(offers) <= FEW:
        return []
    keys = max(width_of(key) for key, _ in offers)
    columns = max(width // 26, 1)
    rows = min(-(-len(offers) // columns), max(height // 2, 1))
    each = width // columns
    lines: list[Line] = [fit((Span(f" {display(session.pending)} then", "head"),), width, "head")]
    for row in range(rows):
        spans: list[Span] = []
        for key, text in offers[row::rows][:columns]:
            spans += [Span(f"  {pad(key, keys, right=True)}", "key"), Span(f" {pad(text, each - keys - 3)}")]
        lines.append(fit(tuple(spans) or EMPTY, width))
    return lines


def said_lines(session: Session, width: int, height: int) -> list[Line]:
    """What is to be said, where it is longer than the line at the bottom: at most half of `height`."""
    room = width - 2
    if width_of(session.note) <= (room if session.prompt is None else room // 2) and "\n" not in session.note:
        return []
    lines: list[str] = []
    for line in session.note.split("\n"):
        lines += [line] if width_of(line) <= room else wrap(line, room)
    shown = [fit((Span(" "), Span(cut(line, room), session.note_role)), width) for line in lines]
    return [fit(EMPTY, width), *shown][: max(height // 2, 1)]


def continuations(session: Session) -> list[tuple[str, str]]:
    """Every key that can follow those pressed, and what it does."""
    if not session.pending:
        return []
    done = len(session.pending)
    found: list[tuple[str, str]] = []
    for verb in verbs():
        for strokes in verb.strokes() if session.mode in verb.modes else ():
            if strokes[:done] == session.pending and strokes not in prefixes(session.mode):
                found.append((display(strokes[done:]), short_help(verb.help)))  # noqa: PERF401
    return found


def short_help(text: str) -> str:
    """The first part of a help text."""
    return text.partition(":")[0].partition(";")[0]
