"""From what the terminal shows to what it should show, in as few bytes as are worth looking for.

Sequences used: CR LF, CUP, CHA and CUF (go there), SGR (look), EL (erase to the end of the line), DECSTBM with DL and
IL (move lines up or down): all of the VT220, so that xterm, screen, tmux and the Linux console know them.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from operator import ne
from typing import TYPE_CHECKING

from slough_tui.tui.wire.cells import BLANK, Row, erasable, is_simple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

GAP = 4
"""Bytes of what did not change that cost no more to write than to jump over it."""
INDENT = 3
"""The same at the beginning of a line, in cells."""
TAIL = 3
"""Blanks at the end of a line from which on erasing is shorter."""
LEAST_LINES = 3
COLOURS = {*map(str, range(30, 38)), *map(str, range(90, 98))}
"""Looks of which one takes the place of another."""


def changes(shown: list[Row], wanted: Sequence[Row], lines: Collection[int]) -> str:
    """What to write so that the terminal that shows `shown` shows `wanted`; `shown` is brought in line.

    Only these `lines` may differ. Starts from and ends in the plain look; the cursor is left anywhere.
    """
    differing = sorted(y for y in lines if shown[y] != wanted[y])
    ways = [_written(shown, wanted, differing)]
    moved = _scrolled(shown, wanted, differing) if len(differing) >= LEAST_LINES else None
    if moved is not None:
        sequence, then = moved
        ways.append(sequence + _written(then, wanted, [y for y in range(len(then)) if then[y] != wanted[y]]))
    for y in differing:
        shown[y] = list(wanted[y])
    return min(ways, key=len)


def _written(shown: list[Row], wanted: Sequence[Row], differing: Sequence[int]) -> str:
    """What differs, line by line."""
    pen = Pen()
    for y in differing:
        _line(pen, y, shown[y], wanted[y])
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
        if (self.y, self.x) != (y, x):
            ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"]
            if self.y == y:
                ways.append(f"\x1b[{x + 1}G")
                ways += [_ahead(x - self.x)] if 0 <= self.x < x else []
            elif self.y == y - 1 >= 0:
                ways.append("\r\n" + _ahead(x))
            self.out.append(min(ways, key=len))
        self.y, self.x = y, x

    def dress(self, look: str) -> None:
        """Write in this look."""
        if look != self.look:
            self.out.append(_change(self.look, look))
            self.look = look

    def write(self, cells: Row) -> None:
        """Write these cells; a blank takes any look in which it is one."""
        run: list[str] = []
        for cell in cells:
            if cell[1] != self.look and not (cell == BLANK and erasable(self.look)):
                self.out.append("".join(run))
                run.clear()
                self.dress(cell[1])
            run.append(cell[0])
        self.out.append("".join(run))
        self.x += len(cells)


def _ahead(cells: int) -> str:
    """So many cells to the right."""
    return f"\x1b[{cells}C" if cells > 1 else "\x1b[C" if cells else ""


@lru_cache(maxsize=4096)
def _change(old: str, new: str) -> str:
    """From one look to another: what is added where nothing has to go, else from plain on."""
    had, has = old.split(";") if old else [], new.split(";") if new else []
    replaced = COLOURS if COLOURS & set(has) else set()
    if {"38", "48"}.isdisjoint(had + has) and set(had) <= {*has, *replaced}:
        return f"\x1b[{';'.join(code for code in has if code not in had)}m"
    return f"\x1b[0;{new}m" if new else "\x1b[m"


def _line(pen: Pen, y: int, old: Row, new: Row) -> None:
    """Write what differs of a line."""
    width = len(new)
    if not (is_simple(new) and is_simple(old)):
        _afresh(pen, y, new)
        return
    end = width
    while old[end - 1] == new[end - 1]:
        end -= 1
    tail = end
    while tail and new[tail - 1] == BLANK:
        tail -= 1
    if end - tail <= TAIL or any(cell != BLANK for cell in new[end:]):
        tail = end
    x = 0
    while x < end:
        if old[x] == new[x]:
            x += 1
        elif x >= tail:
            pen.go(y, x)
            pen.dress(pen.look if erasable(pen.look) else "")
            pen.out.append("\x1b[K")
            return
        else:
            stop = _run_end(old, new, x, tail)
            if x <= INDENT and pen.y == y - 1 and {look for _, look in new[:x]} <= {new[x][1]}:
                x = 0
            pen.go(y, x)
            pen.write(new[x:stop])
            x = stop
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
    gap = 0
    while at < limit and gap <= GAP:
        cell = new[at]
        if old[at] != cell:
            end, gap = at + 1, 0
            look = look if cell == BLANK else cell[1]
        elif cell[1] != look and cell != BLANK:
            break
        else:
            gap += 1 if cell[0].isascii() else 3
        at += 1
    return end


def _scrolled(
    shown: list[Row], wanted: Sequence[Row], differing: Sequence[int]
) -> tuple[str, list[Row]] | None:
    """How to move lines that are wanted a few lines higher or lower, and what the terminal shows then."""
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
        return None
    by = votes.most_common(1)[0][0]
    same = [y for y in differing if places.get(tuple(wanted[y])) == y + by]
    top, bottom = min(same[0], same[0] + by), max(same[-1], same[-1] + by)
    wider = [(top, bottom), (max(top - 1, 0), bottom), (top, min(bottom + 1, len(shown) - 1))]
    regions = {
        region: _after(shown, by, *region) for region in wider
    }  # a line at the edge may differ a little
    top, bottom = min(regions, key=lambda region: _cost(regions[region], wanted))
    lines = abs(by) if abs(by) > 1 else ""
    move = f"\x1b[{top + 1};{bottom + 1}r\x1b[{top + 1}H\x1b[{lines}{'M' if by > 0 else 'L'}\x1b[r"
    return move, regions[top, bottom]


def _after(shown: list[Row], by: int, top: int, bottom: int) -> list[Row]:
    """The screen when the lines from `top` to `bottom` were moved."""
    window = shown[top : bottom + 1]
    empty = [[BLANK] * len(window[0]) for _ in range(abs(by))]
    return shown[:top] + (window[by:] + empty if by > 0 else empty + window[:by]) + shown[bottom + 1 :]


def _cost(have: Sequence[Row], want: Sequence[Row]) -> int:
    """Cells that differ."""
    return sum(sum(map(ne, a, b)) for a, b in zip(have, want, strict=True) if a is not b and a != b)
