"""A record laid out on lines of a given width: labels in a margin, long text wrapped, nothing wider than the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.model.safe_text import clean_lines
from slough_tui.views.spans import CELLS_TO_CHARS, EMPTY, Line, Span, head, pad, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.views.sections import Detail, Field

MARGIN = 2
LABEL = 20
LEAST_LABEL = 10
JOINTS = "_-/:"
"""After these a name is parted."""


@dataclass(frozen=True, slots=True)
class Page:
    """Lines, and for each line the number of the link that stands on it (None for most)."""

    lines: tuple[Line, ...]
    links: tuple[int | None, ...]

    def line_of_link(self, link: int) -> int:
        """The first line on which a link stands."""
        return self.links.index(link) if link in self.links else 0


def wrap(text: str, width: int) -> list[str]:
    """`text`, safe, on as many lines of at most `width` cells as it needs, broken between words where it can be."""
    out: list[str] = []
    for paragraph in clean_lines(text).split("\n"):
        out.extend(_wrapped(paragraph, max(width, 1)))
    return out or [""]


def _wrapped(paragraph: str, width: int) -> list[str]:
    words = paragraph.split()
    if width_of(whole := " ".join(words)) <= width and len(whole) <= width * CELLS_TO_CHARS:
        return [whole]
    cells = len if whole.isascii() else width_of  # a paper has many words
    lines: list[str] = []
    line, used = "", 0
    for word in words:
        size = cells(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        while size > width or len(word) > width * CELLS_TO_CHARS:
            piece = _beginning(word, width)
            lines.append(piece)
            word = word[len(piece) :]  # noqa: PLW2901
            size = cells(word)
        line, used = word, size
    return [*lines, line] if line or not lines else lines


def _beginning(word: str, width: int) -> str:
    """What of a word that is too long stands on a line: to its last joint there, if that is not far from the end."""
    piece = head(word, width) or word[:1]
    joint = max(piece.rfind(mark) for mark in JOINTS) + 1
    return piece[:joint] if joint > len(piece) // 2 else piece


def page(detail: Detail, width: int) -> Page:
    """The record on lines of at most `width` cells."""
    lines: list[Line] = []
    links: list[int | None] = []
    margin = min(MARGIN, width // 20)
    inner = max(width - 2 * margin, 8)
    label = max(min(LABEL, inner // 3), LEAST_LABEL)
    left = Span(" " * margin)

    def put(line: Line, link: int | None = None) -> None:
        lines.append((left, *line) if line else EMPTY)
        links.append(link)

    for text in wrap(detail.text, inner):
        put((Span(text, "strong"),))
    if detail.state:
        put(_state_line(detail, inner))
    number = 0
    for section in detail.sections:
        put(EMPTY)
        put((Span(section.heading, "heading"),))
        for field in section.fields:
            link = None
            if field.link:
                link, number = number, number + 1
            for line in field_lines(field, label, inner):
                put(line, link)
    return Page(tuple(lines), tuple(links))


def _state_line(detail: Detail, width: int) -> Line:
    """The words of the state with dots between them; what has no room is left out whole."""
    spans: list[Span] = []
    used = 0
    for text, role in detail.state:
        gap = "  \u00b7  " if spans else ""
        safe = clean_lines(text).replace("\n", " ")
        if used + width_of(gap) + width_of(safe) > width:
            break
        spans += [Span(gap, "quiet"), Span(safe, role)] if gap else [Span(safe, role)]
        used += width_of(gap) + width_of(safe)
    return tuple(spans)


def field_lines(field: Field, label: int, width: int) -> Iterator[Line]:
    """One field: its label in the margin, its value beside it, what was printed under it."""
    room = max(width - label, 4)
    names = wrap(field.label, label - 2) if field.label else [""]
    role = field.role or ("link" if field.link else "")
    values: list[Line] = [(Span(text, role),) for text in wrap(field.value, room)] if field.value else []
    if field.mark:
        values = list(_marked(field, room))
    if field.raw:
        printed = [Span(text, "printed") for text in wrap(f"as printed: {field.raw}", room)]
        together = sum(width_of(line[0].text) for line in values) + 3 + width_of(printed[0].text)
        if len(values) == len(printed) == 1 and together <= room:
            values = [(*values[0], Span("   "), printed[0])]
        else:
            values += [(span,) for span in printed]
    for i in range(max(len(names), len(values))):
        name = Span(pad(names[i] if i < len(names) else "", label), "label")
        yield (name, *values[i]) if i < len(values) else (name,)


def _marked(field: Field, room: int) -> Iterator[Line]:
    """The value with a word before it that has the role alone."""
    mark = wrap(field.mark, room)[0]
    first, *rest = wrap(f"{mark} {field.value}", room)
    yield Span(first[: len(mark)], field.role), Span(first[len(mark) :])
    yield from ((Span(text),) for text in rest)
