"""The line that says plainly that this is not the present, or which two dates are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.views.changes import summary
from slough_tui.views.rows import held
from slough_tui.views.spans import Line, Span, cut, fit, line_width
from slough_tui.views.values import day

if TYPE_CHECKING:
    from slough_tui.tui.reading import Reading

MOST_SAID = 40
"""Cells for the words that say which part is compared."""


def banner(reading: Reading) -> Line | None:
    """What stands in it; None where there is nothing to say."""
    if reading.place.name == "changes" and reading.compared is not None:
        return _compared(reading)
    if reading.as_of == reading.home and reading.known_at is None:
        return None
    word = "THE FUTURE" if reading.as_of > reading.home else "THE PAST"
    known = (
        f", as known on {day(reading.known_at.date()).strip()} at {reading.known_at:%H:%M} UTC"
        if reading.known_at
        else ""
    )
    return (
        Span(f" {word} ", "banner strong"),
        Span(
            f" as of {day(reading.as_of).strip()}{known}.  t Enter comes back to {day(reading.home).strip()}",
            "banner",
        ),
    )


def _compared(reading: Reading) -> Line:
    assert reading.compared is not None
    first, last = (day(one).strip() for one in (reading.compared.start, reading.compared.end))
    frame = held(reading.frames, "changes")
    told = (
        "comparing ..."
        if frame is None
        else "  ".join(f"{word} {n:,}" for word, n in summary(frame)) or "no difference"
    )
    part = reading.compared.part
    only = () if part is None else (
        Span(f" only {cut(part.said, MOST_SAID)}", "banner strong"), Span(" (z= all) ", "banner"),
    )  # fmt: skip
    return (Span(f" {first} > {last} ", "banner strong"), *only, Span(f" {told}", "banner"))


def banner_line(reading: Reading, width: int) -> Line:
    """The banner, as wide as the screen."""
    line = banner(reading) or ()
    short = tuple(
        Span(cut(span.text, width - line_width(line[:i])), span.role) for i, span in enumerate(line)
    )
    return fit(short, width, "banner")
