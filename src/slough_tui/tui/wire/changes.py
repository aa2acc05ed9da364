"""From what the terminal shows to what it should show, in as few bytes as are worth looking for.

Sequences used: CUP and CHA (go there), SGR (look), EL (erase to the end of the line), DECSTBM with DL and IL
(move lines up or down): all of the VT220, so that xterm, screen, tmux and the Linux console know them.
"""

from __future__ import annotations

from collections import Counter
from operator import ne
from typing import TYPE_CHECKING

from slough_tui.tui.wire.cells import BLANK, Row, erasable, is_simple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

GAP = 4
"""Cells that did not change but cost no more to write than to jump over."""
TAIL = 4
"""Blanks at the end of a line from which on erasing is shorter."""
SCROLL_COST = 24
"""Bytes of moving lines, roughly: it must save more than that."""
LEAST_LINES = 3


def changes(shown: list[Row], wanted: Sequence[Row], lines: Collection[int]) -> str:
    """What to write so that the terminal that shows `shown` shows `wanted`; `shown` is brought in line.

    Only these `lines` may differ. Starts from and ends in the plain look; the cursor is left anywhere.
    """
    differing = sorted(y for y in lines if shown[y] != wanted[y])
    pen = Pen()
    if len(differing) >= LEAST_LINES:
        pen.out.append(_scrolled(shown, wanted, differing))
        differing = [y for y in range(len(shown)) if shown[y] != wanted[y]]
    for y in differing:
        _line(pen, y, shown[y], wanted[y])
        shown[y] = list(wanted[y])
    pen.dress("")
    return "".join(pen.out)


class Pen:
    """Where the terminal writes next, and in which look."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.look = ""
        self.y = self.x = -1

    def go(self, y: int, x: int) -> None:
        """Write from here on."""
        if self.y != y:
            self.out.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        elif self.x != x:
            self.out.append(f"\x1b[{x + 1}G")
        self.y, self.x = y, x

    def dress(self, look: str) -> None:
        """Write in this look."""
        if look != self.look:
            reset = "0;" if self.look and look else ""
            self.out.append(f"\x1b[{reset}{look}m")
            self.look = look

    def write(self, cells: Row) -> None:
        """Write these cells."""
        start = 0
        for at, (_, look) in enumerate(cells):
            if look != cells[start][1]:
                self._run(cells[start:at])
                start = at
        self._run(cells[start:])

    def _run(self, cells: Row) -> None:
        self.dress(cells[0][1])
        self.out.append("".join([char for char, _ in cells]))
        self.x += len(cells)


def _line(pen: Pen, y: int, old: Row, new: Row) -> None:
    """Write what differs of a line."""
    width = len(new)
    if not (is_simple(new) and is_simple(old)):
        _afresh(pen, y, new)
        return
    look = new[-1][1]
    blank = (" ", look)
    tail = width
    if erasable(look):
        while tail and new[tail - 1] == blank:
            tail -= 1
    x = 0
    while x < width:
        if old[x] == new[x]:
            x += 1
        elif x >= tail and width - x > TAIL:
            pen.go(y, x)
            pen.dress(look)
            pen.out.append("\x1b[K")
            return
        else:
            end = _run_end(old, new, x, tail if width - tail > TAIL else width)
            pen.go(y, x)
            pen.write(new[x:end])
            x = end
    if pen.x >= width:  # terminals disagree where the cursor stands after the last cell
        pen.y = -1


def _afresh(pen: Pen, y: int, new: Row) -> None:
    """Write a whole line in which terminals may count cells otherwise than we do.

    What stood there is erased, and after such characters the next place is named, so that the rest of the
    line stands right however wide they came out.
    """
    pen.dress("")
    pen.go(y, 0)
    pen.out.append("\x1b[K")
    start = 0
    while start < len(new):
        end = start
        while end < len(new) and len(new[end][0]) == 1 and (end + 1 == len(new) or new[end + 1][0]):
            end += 1
        while end < len(new) and not (len(new[end][0]) == 1 and (end + 1 == len(new) or new[end + 1][0])):
            end += 1
        pen.go(y, start)
        pen.write(new[start:end])
        start = end
        pen.x = -1
    pen.y = -1


def _run_end(old: Row, new: Row, start: int, limit: int) -> int:
    """Where to stop writing: before a gap that is worth a jump, or before the blank tail."""
    end = at = start
    look = new[start][1]
    while at < limit and at - end <= GAP:
        if old[at] != new[at]:
            end = at + 1
            look = new[at][1]
        elif new[at][1] != look:
            break
        at += 1
    return end


def _scrolled(shown: list[Row], wanted: Sequence[Row], differing: Sequence[int]) -> str:
    """Move lines that are wanted a few lines higher or lower, if that saves writing; `shown` is moved, too."""
    top, bottom = differing[0], differing[-1]
    places: dict[tuple[tuple[str, str], ...], int] = {}
    for y in range(top, bottom + 1):
        places.setdefault(tuple(shown[y]), y)
    votes: Counter[int] = Counter()
    for y in differing:
        found = places.get(tuple(wanted[y]))
        if found is not None and found != y:
            votes[found - y] += 1
    if not votes:
        return ""
    by = votes.most_common(1)[0][0]
    same = [y for y in differing if places.get(tuple(wanted[y])) == y + by]
    top, bottom = min(same[0], same[0] + by), max(same[-1], same[-1] + by)
    window, target = shown[top : bottom + 1], wanted[top : bottom + 1]
    empty = [[BLANK] * len(window[0]) for _ in range(abs(by))]
    moved = window[by:] + empty if by > 0 else empty + window[:by]
    if _cost(moved, target) + SCROLL_COST >= _cost(window, target):
        return ""
    shown[top : bottom + 1] = moved
    return f"\x1b[{top + 1};{bottom + 1}r\x1b[{top + 1}H\x1b[{abs(by)}{'M' if by > 0 else 'L'}\x1b[r"


def _cost(have: Sequence[Row], want: Sequence[Row]) -> int:
    """Cells that differ."""
    return sum(sum(map(ne, a, b)) for a, b in zip(have, want, strict=True) if a != b)
