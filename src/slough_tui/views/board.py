"""A page of places to go to: lines in which some pieces lead somewhere, and how one moves from piece to piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from slough_tui.views.spans import EMPTY, Line, Span, fit, width_of


class Goal(NamedTuple):
    """Where a piece leads: a place with a filter, or the record of a link."""

    place: str = ""
    filter: str = ""
    link: str = ""


class Spot(NamedTuple):
    """A piece that leads somewhere: its line, its first cell, its width."""

    line: int
    start: int
    width: int
    goal: Goal


@dataclass(frozen=True, slots=True)
class Board:
    """Lines and the spots on them, in the order of reading."""

    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]


@dataclass
class Drawing:
    """A board that is being put together, line by line."""

    lines: list[Line] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def put(self, *pieces: tuple[str, str, Goal | None]) -> None:
        """A line of pieces: text, role, and where it leads (None: nowhere)."""
        spans: list[Span] = []
        x = 0
        for text, role, goal in pieces:
            spans.append(Span(text, role))
            size = width_of(text)
            if goal is not None:
                lead = size - len(text.lstrip())
                self.spots.append(Spot(len(self.lines), x + lead, max(size - lead, 1), goal))
            x += size
        self.lines.append(tuple(spans))

    def gap(self) -> None:
        """An empty line."""
        self.lines.append(EMPTY)

    def heading(self, text: str, more: str = "") -> None:
        """A heading, and after it something quieter."""
        self.put((f" {text}", "heading", None), (f"  {more}" if more else "", "quiet", None))

    def board(self) -> Board:
        """What was drawn."""
        return Board(tuple(self.lines), tuple(self.spots))


def side_by_side(left: Board, right: Board, width: int) -> Board:
    """Two boards beside each other, the left one `width` cells wide; spots are read line by line."""
    height = max(len(left.lines), len(right.lines))
    lines = []
    for y in range(height):
        one = left.lines[y] if y < len(left.lines) else EMPTY
        other = right.lines[y] if y < len(right.lines) else EMPTY
        lines.append((*fit(one, width), *other))
    moved = [spot._replace(start=spot.start + width) for spot in right.spots]
    return Board(tuple(lines), tuple(sorted((*left.spots, *moved), key=lambda s: (s.line, s.start))))


def stacked(*boards: Board) -> Board:
    """Boards below each other, with an empty line between them."""
    drawing = Drawing()
    for board in boards:
        if drawing.lines:
            drawing.gap()
        below = len(drawing.lines)
        drawing.lines += board.lines
        drawing.spots += [spot._replace(line=spot.line + below) for spot in board.spots]
    return drawing.board()
