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
"""The least that labels have."""
MARGIN = 2
LEAST_OFFERS = 3
MOST_SAID = 2
"""Lines below a blank that say how it is read."""


def sheet_lines(sheet: Form | Sheet, width: int, height: int) -> list[Line]:
    """Whatever lies over the table: exactly `height` lines of `width` cells."""
    lines = form_lines(sheet, width, height) if isinstance(sheet, Form) else page_lines(sheet, width, height)
    return (lines + [fit(EMPTY, width)] * height)[:height]


def page_lines(sheet: Sheet, width: int, height: int) -> list[Line]:
    """A page with its title, scrolled to where the person is."""
    inner = max(width - 2 * MARGIN, 20)
    window = sheet.window(inner, max(height - 2, 1))
    more = sheet.height > sheet.rows
    where = f"{min(sheet.top + sheet.rows, sheet.height):,} of {sheet.height:,} lines " if more else ""
    title = fit((Span(f" {cut(sheet.title, width - len(where) - 2)} ", "head"),), width - len(where), "head")
    body = [fit((Span(" " * MARGIN), *line), width) for line in window]
    return [(*title, Span(where, "head")), fit(EMPTY, width), *body]


def form_lines(form: Form, width: int, height: int) -> list[Line]:
    """Title, what it is about, the blanks with how each is read, and what could stand in the one with the cursor."""
    lines = [EMPTY]
    lines += [fit((Span("  "), Span(cut(text, width - 4), "quiet")), width) for text in form.about]
    lines.append(fit(EMPTY, width))
    label = label_width(form, width)
    blocks = [
        _blank_lines(form, blank, label, width, here=n == form.at) for n, blank in enumerate(form.blanks)
    ]
    offers = form.offers()
    first, last = _about(blocks, form.at, height - len(lines) - (LEAST_OFFERS + 1 if offers else 0))
    lines += [line for block in blocks[first:last] for line in block]
    lines[0] = _title(form, width, whole=last - first == len(blocks))
    room = height - len(lines) - 1
    if offers and room >= LEAST_OFFERS:
        lines.append(fit(EMPTY, width))
        lines += _offer_lines(form, offers, label, width, room)
    return [fit(line, width) for line in lines]


def label_width(form: Form, width: int) -> int:
    """Cells for the labels: as many as they need where there is room for them."""
    longest = max((width_of(blank.label) for blank in form.blanks), default=0)
    return max(LABEL, min(longest, width // 5))


def _title(form: Form, width: int, *, whole: bool) -> Line:
    """The form's title; where not all of its lines are seen, on which of them one is."""
    where = "" if whole else f"line {form.at + 1} of {len(form.blanks)} "
    title = fit((Span(f" {cut(form.title, width - len(where) - 2)} ", "head"),), width - len(where), "head")
    return (*title, Span(where, "head"))


def _about(blocks: list[list[Line]], at: int, room: int) -> tuple[int, int]:
    """The first of the blanks about the one with the cursor, as many as there is room for, and where they end."""
    first, last = at, at + 1
    used = len(blocks[at])
    while True:
        above = first > 0 and used + len(blocks[first - 1]) <= room
        below = last < len(blocks) and used + len(blocks[last]) <= room
        if not above and not below:
            return first, last
        if below and (not above or last - at <= at - first):
            used += len(blocks[last])
            last += 1
        else:
            first -= 1
            used += len(blocks[first])


def _blank_lines(form: Form, blank: Blank, label: int, width: int, *, here: bool) -> list[Line]:
    room = max(width - label - 3, 10)
    name = Span(f" {'>' if here else ' '}{pad(blank.label, label)} ", "key" if here else "label")
    typed = typed_line(blank.line, room) if here else (Span(cut(blank.line.text, room), "typed"),)
    lines: list[Line] = [(name, *typed)]
    reading, fine = form.reading(blank)
    said = reading if blank.line.text or here else ""
    if here and not said:
        said = blank.hint
    role = "quiet" if fine or not blank.line.text else "amber"
    indent = " " * (label + 3)
    lines += [(Span(indent), Span(text, role)) for text in (_few_lines(said, room) if said else ())]
    return lines


def _few_lines(text: str, width: int) -> list[str]:
    """At most two lines; the second says whether there would be more."""
    lines = wrap(text, width)
    return (
        lines
        if len(lines) <= MOST_SAID
        else [*lines[: MOST_SAID - 1], cut(" ".join(lines[MOST_SAID - 1 :]), width)]
    )


def typed_line(line: Prompt, room: int) -> Line:
    """What is being typed, with the cursor, moved so that the cursor is seen."""
    before, under, after = line.text[: line.at], line.text[line.at : line.at + 1], line.text[line.at + 1 :]
    while width_of(before) > room - 2:
        before = before[max(len(before) // 8, 1) :]
    rest = cut(after, max(room - width_of(before) - 1, 0))
    return (Span(cut(before, room), "typed"), Span(cut(under, 2) or " ", "caret"), Span(rest, "typed"))


def _offer_lines(form: Form, offers: tuple[str, ...], label: int, width: int, room: int) -> list[Line]:
    """What Tab would put there, beneath each other; the one that stands there now is marked."""
    now = form.here.line.text
    at = offers.index(now) if now in offers else 0
    first = max(0, min(at - room // 2, len(offers) - room))
    shown = offers[first : first + room]
    lines: list[Line] = []
    for offer in shown:
        text = cut(offer, max(width - label - 6, 8))
        lines.append((Span(" " * (label + 3)), Span(text, "here" if offer == now else "quiet")))
    if first + room < len(offers):
        lines[-1] = (Span(" " * (label + 3)), Span(f"and {len(offers) - first - room + 1} more", "quiet"))
    return lines
