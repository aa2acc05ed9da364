"""What a line on the screen is made of: pieces of safe text that know what they mean, measured in cells.

A role says what a piece is (`label`, `red`, `match`), never how it looks; several roles stand with a
space between them. Every text that comes from a paper is made safe here, before anything else sees it.
"""

from __future__ import annotations

from typing import NamedTuple

from slough_tui.model.safe_text import clean

ELLIPSIS = "…"
CELLS_TO_CHARS = 4
"""No more characters than this for each cell: a heap of combining marks does not make a line heavy."""


class Span(NamedTuple):
    """One piece of a line: text that is safe to print, and its roles."""

    text: str
    role: str = ""


Line = tuple[Span, ...]

EMPTY: Line = ()


def width_of(text: str) -> int:
    """Cells that `text` takes on a terminal (East Asian characters take two, combining marks none)."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int, *, ellipsis: str = ELLIPSIS) -> str:
    """`text`, safe and on one line, in at most `width` cells; what is cut ends in an ellipsis."""
    if width <= 0:
        return ""
    safe = clean(text, limit=width * CELLS_TO_CHARS)
    if width_of(safe) <= width:
        return safe
    room = width - width_of(ellipsis)
    return head(safe, room).rstrip() + ellipsis if room > 0 else head(safe, width)


def head(text: str, width: int) -> str:
    """The longest beginning of `text` that fits into `width` cells, and into a sane number of characters."""
    if text.isascii():
        return text[:width]
    from rich.cells import get_character_cell_size

    most = width * CELLS_TO_CHARS
    used = 0
    for position, char in enumerate(text):
        used += get_character_cell_size(char)
        if used > width or position >= most:
            return text[:position]
    return text


def pad(text: str, width: int, *, right: bool = False) -> str:
    """`text` cut or filled with spaces to exactly `width` cells; `right` sets it against the right edge."""
    short = cut(text, width)
    space = " " * max(width - width_of(short), 0)
    return space + short if right else short + space


def line_width(line: Line) -> int:
    """Cells of a whole line."""
    return sum(width_of(span.text) for span in line)


def plain(line: Line) -> str:
    """The text of a line without its roles."""
    return "".join(span.text for span in line)


def fit(line: Line, width: int, role: str = "") -> Line:
    """`line` cut or filled to exactly `width` cells; the filling has `role`."""
    out: list[Span] = []
    left = width
    for span in line:
        size = width_of(span.text)
        if size > left:
            short = head(span.text, left)
            out.append(Span(short, span.role))
            left -= width_of(short)
            break
        out.append(span)
        left -= size
    if left > 0:
        out.append(Span(" " * left, role))
    return tuple(out)


def marked(text: str, needle: str, role: str, *, match: str = "match") -> Line:
    """`text` with every occurrence of `needle` (any case) in the role `match`, the rest in `role`."""
    folded, wanted = text.lower(), needle.lower()
    if not wanted or len(folded) != len(text) or wanted not in folded:
        return (Span(text, role),)
    out: list[Span] = []
    done = 0
    while (found := folded.find(wanted, done)) >= 0:
        if found > done:
            out.append(Span(text[done:found], role))
        end = found + len(wanted)
        out.append(Span(text[found:end], f"{role} {match}".strip()))
        done = end
    if done < len(text):
        out.append(Span(text[done:], role))
    return tuple(out)
