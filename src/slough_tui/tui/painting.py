"""The state of the screen as lines of spans: bars and status. No terminal here, no colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.views.places import PLACES
from slough_tui.views.spans import Line, Span, cut, fit, line_width
from slough_tui.views.values import day

if TYPE_CHECKING:
    from slough_tui.tui.session import Session
    from slough_tui.tui.table_state import TableState


LEAST_NAME = 8
"""Where the status line has fewer cells for the register's name, it is left out."""
MOST_CRUMBS = 2


def place_bar(session: Session, width: int) -> Line:
    """The main places, the present one marked; shorter titles where there is little room."""
    for pad, short, counts in (
        (" ", False, True),
        (" ", False, False),
        ("", True, True),
        (" ", True, False),
        ("", True, False),
    ):
        line = _places(session, pad=pad, short=short, counts=counts)
        if line_width(line) <= width:
            return fit(line, width, "bar")
    return fit(_around(line, width), width, "bar")


def _places(session: Session, *, pad: str, short: bool, counts: bool) -> Line:
    spans: list[Span] = []
    listed = [place for place in PLACES if place.main or place is session.place]
    for place in listed:
        here = place is session.place
        title = place.short if short else place.title
        frame = session.frames.get(place.name) if counts else None
        count = f" {frame.height:,}" if frame is not None else ""
        spans.append(Span(f" {title}{count}{pad}", "bar here" if here else "bar"))
    return tuple(spans)


def _around(line: Line, width: int) -> Line:
    """As many whole places as fit, always with the present one."""
    here = next(i for i, span in enumerate(line) if "here" in span.role)
    first = 0
    while first < here and line_width(line[first : here + 1]) > width - 2:
        first += 1
    last = here + 1
    while last < len(line) and line_width(line[first : last + 1]) <= width - 2:
        last += 1
    return (
        Span("‹" if first else "", "bar"),
        *line[first:last],
        Span("›" if last < len(line) else "", "bar"),
    )


def status_line(session: Session, width: int) -> Line:
    """Where one is: row, filter and order at the left; register, date and warnings at the right."""
    left = [Span(f" {text} ", role) for text, role in _left(session)]
    right = _right(session, width - line_width(tuple(left)))
    room = width - line_width(right)
    spans: list[Span] = []
    for span in left:
        text = cut(span.text, room - line_width(tuple(spans)))
        if text:
            spans.append(Span(text, f"status {span.role}".strip()))
    filled = fit(tuple(spans), max(room, 0), "status")
    return fit((*filled, *right), width, "status")


def _left(session: Session) -> list[tuple[str, str]]:
    table = session.table
    if session.failure is not None:
        return [("The register cannot be read.", "red")]
    if table is None and session.preview is not None and session.preview.grid.place is session.place:
        return [
            (f"{session.preview.height:,} rows", "strong"),
            ("from the last start; reading ...", "notice"),
        ]
    if session.place.name == "overview":
        return [("What needs attention" if session.overview else "Counting ...", "strong")]
    if session.place.name == "changes" and table is None:
        return [("Comparing ..." if session.compared else "Nothing compared yet", "")]
    if table is None:
        return [("Checking the rules ..." if session.place.name == "findings" else "Reading ...", "")]
    if session.record is not None and session.record.table and not session.room.beside:
        return [(" > ".join(crumbs(session)), "strong")]
    grid = table.grid
    row = min(table.cursor + 1, table.height)
    of = f"{row:,} of {table.height:,}"
    parts = [(of if table.height == grid.total else f"{of} ({grid.total:,} in all)", "strong")]
    if table.marks.count or table.anchor is not None:
        parts.append((_marked(table), "strong"))
    if grid.filter:
        parts.append((f"& {grid.filter}", "set"))
    if table.settling:
        parts.append(("...", "quiet"))
    if grid.keys:
        arrows = ("v", "^") if session.ascii_only else ("↓", "↑")
        parts.append(
            ("sort " + ", ".join(f"{k.column}{arrows[0 if k.descending else 1]}" for k in grid.keys), "set")
        )
    return parts


def crumbs(session: Session) -> list[str]:
    """The place, the records that one came through (the last two), and the open one."""
    if session.record is None:
        return [session.place.title]
    seen = [record for _, record in session.back[session.entered :] if record != session.record.id]
    came = seen[-MOST_CRUMBS:]
    return [session.place.short, *came, session.record.id]


def _marked(table: TableState) -> str:
    if table.anchor is None:
        return f"{table.marks.count:,} marked"
    return f"range of {abs(table.cursor - table.anchor) + 1:,}"


def _right(session: Session, room: int) -> Line:
    """What stands at the right; the register's name gives way to what is filtered and sorted."""
    parts: list[tuple[str, str]] = []
    if session.desk.task is not None:
        parts.append((session.desk.task.what, "notice"))
    if session.outdated and session.place.name == "findings":
        parts.append(("found before the newest commit", "notice"))
    if session.checking and (session.progress or session.place.name != "findings"):
        done = "checking {} of {}".format(*session.progress) if session.progress else "checking"
        parts.append((done, "quiet"))
    if session.newer:
        parts.append(("newer commits: F5 reads them", "notice"))
    if session.read_only:
        parts.append(("read-only", "notice"))
    as_of = f"as of {day(session.as_of).strip()}"
    others = sum(len(text) + 2 for text, _ in parts) + len(as_of) + 2
    most = max(session.room.width // 3, 20)
    name = min(room - others - 2, most)
    parts += [(cut(session.name, name), "")] if name >= LEAST_NAME else []
    parts.append((as_of, "strong"))
    return tuple(Span(f" {text} ", f"status {role}".strip()) for text, role in parts)
