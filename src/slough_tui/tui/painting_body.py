"""The state of the screen as lines of spans: the table, the record, the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.letters import Jump
from slough_tui.tui.painting_board import board_lines
from slough_tui.tui.painting_keys import next_strokes, said_lines
from slough_tui.tui.painting_sheet import sheet_lines
from slough_tui.views.columns import in_room
from slough_tui.views.pages import wrap
from slough_tui.views.places import COMPUTED
from slough_tui.views.spans import EMPTY, Line, Span, cut, fit, head, marked, pad
from slough_tui.views.values import in_sentence

if TYPE_CHECKING:
    from slough_tui.tui.chooser import Choice, Chooser
    from slough_tui.tui.record_state import RecordState
    from slough_tui.tui.session import Session
    from slough_tui.tui.table_state import TableState
    from slough_tui.views.columns import Slot
    from slough_tui.views.grid import RowText

NUMERIC = frozenset({"int", "float"})


def body(session: Session, width: int, height: int) -> list[Line]:
    """What stands between the places and the status, at the left or alone: exactly `height` lines."""
    if session.room.too_small:
        return _message(_small(session), width, height)
    lines = _body(session, width, height)
    offered = next_strokes(session, width, height) or said_lines(session, width, height)
    return lines[: height - len(offered)] + offered if offered else lines


def _body(session: Session, width: int, height: int) -> list[Line]:
    if session.chooser is not None:
        return chooser_lines(session.chooser, width, height)
    if session.sheet is not None and not isinstance(session.sheet, Jump):
        return sheet_lines(session.sheet, width, height)
    if session.record is not None and not session.room.beside:
        return record_lines(session.record, session.searched, width, height)
    if session.failure is not None:
        text = f"{session.failure}\n\nF5 tries again, q quits."
        return _message(text, width, height)
    if session.table is None and session.preview is not None and session.preview.grid.place is session.place:
        return table_lines(session, session.preview, width, height)
    if session.place.name == "overview":
        return board_lines(session, width, height)
    if session.table is None:
        return _message(_waiting(session), width, height)
    return table_lines(session, session.table, width, height)


def _small(session: Session) -> str:
    from slough_tui.tui.room import LEAST_HEIGHT, LEAST_WIDTH

    here = f"{session.room.width}x{session.room.height}"
    return f"This terminal is too small: {here}.\n{LEAST_WIDTH}x{LEAST_HEIGHT} is the least. Q quits."


def _waiting(session: Session) -> str:
    name = session.place.name
    if name in COMPUTED and session.check_note:
        return f"{session.check_note}\n\nF5 tries again."
    if name == "changes" and session.compared is not None:
        return "Comparing ..."
    if name == "changes":
        return "No two dates were compared yet.\n= compares this date with another: what appeared, closed, moved, slipped, worsened."
    if name in {"findings", "rules", "call_in"}:
        return "The rules are being checked ..."
    if name in {"assessments", "plugins"}:
        return "The assessors are being asked ..."
    return f"Reading {in_sentence(session.place.title)} ..."


def _message(text: str, width: int, height: int) -> list[Line]:
    """Text in the upper third of an otherwise empty pane."""
    lines = [fit((Span("  "), Span(part)), width) for part in wrap(text, max(width - 4, 8))]
    above = min(2, max(height - len(lines), 0))
    filled = [fit(EMPTY, width)] * above + lines
    return (filled + [fit(EMPTY, width)] * height)[:height]


def table_lines(session: Session, table: TableState, width: int, height: int) -> list[Line]:
    """Headings and rows of a table; what to do where there are none."""
    slots = table.slots()
    if not table.height:
        empty = (
            session.place.empty()
            if not table.grid.total
            else (f"Nothing matches {cut(table.grid.filter, 60)}\nEsc clears the filter.")
        )
        return [heading_line(session, table, slots, width), *_message(empty, width, height - 1)]
    needle = session.prompt.text if session.prompt and session.prompt.kind == "search" else session.searched
    lines = [(*fit(EMPTY, table.gutter, "head"), *heading_line(session, table, slots, width - table.gutter))]
    for row, parts in table.seen():
        chosen = row == table.cursor
        for number, part in enumerate(parts):
            line = row_line(table, part, slots, width - table.gutter, needle, chosen=chosen)
            lines.append((*gutter(table, row, chosen=chosen, first=not number), *line))
    return (lines + [fit(EMPTY, width)] * height)[:height]


def heading_line(session: Session, table: TableState, slots: tuple[Slot, ...], width: int) -> Line:
    """Headings with the arrows of the order; the heading of the cursor's column is marked."""
    up, down = ("^", "v") if session.ascii_only else ("↑", "↓")
    arrows = {key.column: (down if key.descending else up) for key in table.grid.keys}
    numbers = {key.column: i for i, key in enumerate(table.grid.keys, 1)} if len(arrows) > 1 else {}
    spans: list[Span] = []
    x = 0
    for slot in slots:
        wanted = table.grid.wanted[slot.number]
        mark = f"{arrows[wanted.name]}{numbers.get(wanted.name, '')}" if wanted.name in arrows else ""
        room = max(slot.width - len(mark), 1)
        text = (head(wanted.heading, room) if mark else cut(wanted.heading, room)) + mark
        here = slot.number == table.column
        spans.append(Span(" " * (slot.x - x), "head"))
        spans.append(
            Span(pad(text, slot.width, right=wanted.type in NUMERIC), "head here" if here else "head")
        )
        x = slot.x + slot.width
    more = bool(slots) and slots[-1].number < len(table.grid.wanted) - 1
    if more:
        return (*fit(tuple(spans), width - 1, "head"), Span(">" if session.ascii_only else "›", "head"))
    return fit(tuple(spans), width, "head")


def gutter(table: TableState, row: int, *, chosen: bool, first: bool = True) -> Line:
    """What stands at the left of a row's first line: `*` if it is marked, `+` if it is in the range that is being
    chosen, and its number.
    """
    if not table.gutter:
        return EMPTY
    over = "cursor" if chosen else ""
    if not first:
        return fit(EMPTY, table.gutter, over)
    number = pad(f"{row + 1:,}", table.number_room - 1, right=True) + " " if table.numbered else ""
    if table.labels:
        mark = Span(table.labels.get(row, " "), "key here")
    else:
        sign = "+" if table.in_range(row) else "*" if table.marks.has(table.grid.number(row)) else " "
        mark = Span(sign, over or "strong")
    marked_ = fit((mark,), table.mark_room, "" if table.labels else over) if table.mark_room else EMPTY
    return (*marked_, Span(number, over or "quiet")) if number else marked_


def row_line(
    table: TableState, row: RowText, slots: tuple[Slot, ...], width: int, needle: str, *, chosen: bool
) -> Line:
    """One row; of the chosen one the first cell and the cell under the cursor are in reverse video.

    More of it would be painted twice with each row that one goes down.
    """
    spans: list[Span] = []
    x = 0
    for slot in slots:
        wanted = table.grid.wanted[slot.number]
        role = row.roles[slot.number]
        if chosen and slot.number in (0, table.column):
            role = "cursor cell" if slot.number else "cursor"
        text = in_room(row.texts[slot.number], wanted, slot.width)
        text = pad(text, slot.width, right=wanted.type in NUMERIC)
        if slot.x > x:
            spans.append(Span(" " * (slot.x - x)))
        spans.extend(marked(text, needle, role) if needle else (Span(text, role),))
        x = slot.x + slot.width
    return fit(tuple(spans), width)


def record_lines(record: RecordState, searched: str, width: int, height: int) -> list[Line]:
    """An open record: its title with how far one has read, then the part of its page in the window."""
    shown = record.page.lines[record.top : record.top + height - 1]
    links = record.page.links[record.top : record.top + height - 1]
    of = len(record.page.lines)
    where = "" if of <= height - 1 else f"{min(record.top + height - 1, of):,} of {of:,} lines "
    title = fit(
        (Span(f" {cut(record.detail.title, max(width - len(where) - 2, 8))} ", "head"),),
        width - len(where),
        "head",
    )
    lines: list[Line] = [(*title, Span(where, "head"))]
    lines_of: set[int | None] = set()
    for line, link in zip(shown, links, strict=True):
        chosen = link is not None and link == record.link
        spans = tuple(
            Span(s.text, f"{s.role} here".strip()) if chosen and s.role != "label" and s.text.strip() else s
            for s in line
        )
        label = record.labels.get(link) if link is not None else None
        if label and link not in lines_of:
            spans = (Span(label, "key here"), Span(" "), *spans[1:])
        lines_of.add(link)
        if searched:
            spans = tuple(part for span in spans for part in marked(span.text, searched, span.role))
        lines.append(fit(spans, width))
    return (lines + [fit(EMPTY, width)] * height)[:height]


def chooser_lines(chooser: Chooser, width: int, height: int) -> list[Line]:
    """A list: its title and what was typed, then its choices under their headings."""
    typed = (
        (Span(" / ", "key"), Span(cut(chooser.typed, 40), "typed"), Span(" ", "caret"))
        if chooser.typing
        else ()
    )
    count = "counting\u2026 " if chooser.waits else f"{len(chooser.shown)} of {len(chooser.choices)} "
    title = fit((Span(f" {chooser.title} ", "head"), *typed), width - len(count), "head")
    lines: list[Line] = [(*title, Span(count, "head"))]
    rows, at = _choice_rows(chooser, width)
    room = height - 1
    if at < chooser.top:
        chooser.top = max(at - 1, 0)
    elif at >= chooser.top + room:
        chooser.top = at - room + 1
    lines += rows[chooser.top : chooser.top + room]
    if not rows:
        lines += _message("Nothing has these words. Backspace takes one back, Esc closes.", width, room)
    return (lines + [fit(EMPTY, width)] * height)[:height]


def _choice_rows(chooser: Chooser, width: int) -> tuple[list[Line], int]:
    """Lines of the list, and the number of the line on which the cursor stands."""
    rows: list[Line] = []
    at = 0
    keys = min(max((len(c.key) for c in chooser.shown), default=0), 24) + 2
    group = ""
    for i, choice in enumerate(chooser.shown):
        if choice.group != group and not chooser.typed:
            group = choice.group
            if rows:
                rows.append(fit(EMPTY, width))
            rows.append(fit((Span(f" {group}", "heading"),), width))
        if i == chooser.cursor:
            at = len(rows)
        rows.append(_choice(choice, keys, width, chosen=i == chooser.cursor))
    return rows, at


def _choice(choice: Choice, keys: int, width: int, *, chosen: bool) -> Line:
    over = "cursor" if chosen else ""
    key = Span(f"  {pad(choice.key, keys)}", over or "key")
    return fit((key, Span(cut(choice.text, max(width - keys - 3, 8)), over)), width, over)


def beside(session: Session, width: int, height: int) -> list[Line]:
    """The record that stands beside the table."""
    if session.record is None:
        return [fit(EMPTY, width)] * height
    return record_lines(session.record, session.searched, width, height)


def rule(height: int) -> list[Line]:
    """The line between a table and the record beside it."""
    return [(Span(" │", "quiet"),)] * height
