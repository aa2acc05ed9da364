"""Forms and the pages that lie over the table, as lines of spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.form import Blank, Form
from slough_tui.views.pages import wrap
from slough_tui.views.spans import EMPTY, Line, Span, cut, fit, pad, width_of

if TYPE_CHECKING:
    from slough_tui.tui.preview import Sheet
    from slough_tui.tui.prompt import Prompt

LABEL = 14
MARGIN = 2
LEAST_OFFERS = 3


def sheet_lines(sheet: Form | Sheet, width: int, height: int) -> list[Line]:
    """Whatever lies over the table: exactly `height` lines of `width` cells."""
    lines = form_lines(sheet, width, height) if isinstance(sheet, Form) else page_lines(sheet, width, height)
    return (lines + [fit(EMPTY, width)] * height)[:height]


def page_lines(sheet: Sheet, width: int, height: int) -> list[Line]:
    """A page with its title, scrolled to where the person is."""
    inner = max(width - 2 * MARGIN, 20)
    window = sheet.window(inner, max(height - 2, 1))
    more = sheet.height > sheet.rows
    where = f"{min(sheet.top + sheet.rows, sheet.height)} of {sheet.height} lines " if more else ""
    title = fit((Span(f" {cut(sheet.title, width - len(where) - 2)} ", "head"),), width - len(where), "head")
    body = [fit((Span(" " * MARGIN), *line), width) for line in window]
    return [(*title, Span(where, "head")), fit(EMPTY, width), *body]


def form_lines(form: Form, width: int, height: int) -> list[Line]:
    """Title, what it is about, the blanks with how each is read, and what could stand in the one with the cursor."""
    lines = [fit((Span(f" {cut(form.title, width - 2)} ", "head"),), width, "head")]
    lines += [fit((Span("  "), Span(cut(text, width - 4), "quiet")), width) for text in form.about]
    lines.append(fit(EMPTY, width))
    blocks = [_blank_lines(form, blank, width, here=n == form.at) for n, blank in enumerate(form.blanks)]
    offers = form.offers()
    lines += _about(blocks, form.at, height - len(lines) - (LEAST_OFFERS + 1 if offers else 0))
    room = height - len(lines) - 1
    if offers and room >= LEAST_OFFERS:
        lines.append(fit(EMPTY, width))
        lines += _offer_lines(form, offers, width, room)
    return [fit(line, width) for line in lines]


def _about(blocks: list[list[Line]], at: int, room: int) -> list[Line]:
    """The blanks about the one with the cursor, as many as there is room for."""
    first, last = at, at + 1
    used = len(blocks[at])
    while True:
        above = first > 0 and used + len(blocks[first - 1]) <= room
        below = last < len(blocks) and used + len(blocks[last]) <= room
        if not above and not below:
            return [line for block in blocks[first:last] for line in block]
        if below and (not above or last - at <= at - first):
            used += len(blocks[last])
            last += 1
        else:
            first -= 1
            used += len(blocks[first])


def _blank_lines(form: Form, blank: Blank, width: int, *, here: bool) -> list[Line]:
    room = max(width - LABEL - 3, 10)
    label = Span(f" {'>' if here else ' '}{pad(blank.label, LABEL)} ", "key" if here else "label")
    typed = typed_line(blank.line, room) if here else (Span(cut(blank.line.text, room), "typed"),)
    lines: list[Line] = [(label, *typed)]
    reading, fine = form.reading(blank)
    said, role = (reading, "quiet" if fine else "amber") if blank.line.text or here else ("", "")
    if here and not said:
        said, role = blank.hint, "quiet"
    if not fine and not here and not blank.line.text:
        said = ""
    indent = " " * (LABEL + 3)
    lines += [(Span(indent), Span(text, role)) for text in (wrap(said, room)[:2] if said else ())]
    return lines


def typed_line(line: Prompt, room: int) -> Line:
    """What is being typed, with the cursor, moved so that the cursor is seen."""
    before, under, after = line.text[: line.at], line.text[line.at : line.at + 1], line.text[line.at + 1 :]
    while width_of(before) > room - 2:
        before = before[max(len(before) // 8, 1) :]
    rest = cut(after, max(room - width_of(before) - 1, 0))
    return (Span(cut(before, room), "typed"), Span(cut(under, 2) or " ", "caret"), Span(rest, "typed"))


def _offer_lines(form: Form, offers: tuple[str, ...], width: int, room: int) -> list[Line]:
    """What Tab would put there, beneath each other; the one that stands there now is marked."""
    now = form.here.line.text
    at = offers.index(now) if now in offers else 0
    first = max(0, min(at - room // 2, len(offers) - room))
    shown = offers[first : first + room]
    lines: list[Line] = []
    for offer in shown:
        text = cut(offer, max(width - LABEL - 6, 8))
        lines.append((Span(" " * (LABEL + 3)), Span(text, "here" if offer == now else "quiet")))
    if first + room < len(offers):
        lines[-1] = (Span(" " * (LABEL + 3)), Span(f"and {len(offers) - first - room + 1} more", "quiet"))
    return lines
