"""Which columns stand beside each other in how many cells, for a table of a given width.

The first column (the ref) stays when one moves to the right. At home, one flexible column stands beside
it whatever comes between; it takes what the others leave, and never less than half of the width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slough_tui.views.spans import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2
MOST = {"date": 11, "int": 7, "float": 12, "bool": 4, "list": 24, "json": 30}
MOST_TEXT = 32
MOST_FIRST = 14
MOST_HEADING = 10
LEAST_FLEXIBLE = 24
FLEXIBLE_SHARE = 0.5
HOME = 0
"""The `left` of a table that nobody has moved to the right: the flexible column is on the screen."""


class Wanted(NamedTuple):
    """One column that could be shown: what it is called, how wide its values are, whether it may stretch.

    `fixed` is the width that a person gave it; 0: as wide as its values and the room have it.
    """

    name: str
    heading: str
    type: str
    widest: int
    flexible: bool = False
    coded: bool = False
    fixed: int = 0


class Slot(NamedTuple):
    """One column on the screen: its number among the wanted ones, its first cell, its width."""

    number: int
    x: int
    width: int


def ideal(column: Wanted, width: int, *, first: bool) -> int:
    """Cells that a column would like: its values, or the beginning of its heading if that is wider."""
    if column.fixed:
        return column.fixed
    most_text = max(min(MOST_TEXT, width // 4), MOST_FIRST)
    most = MOST_FIRST if first and not column.flexible else MOST.get(column.type, most_text)
    heading = min(width_of(column.heading), MOST_HEADING)
    return max(min(column.widest, most), heading, 3)


def arrange(wanted: Sequence[Wanted], width: int, left: int = HOME) -> tuple[Slot, ...]:
    """Where each column stands in `width` cells.

    Column 0 always stands first; then come the columns from number `left` on, as many as fit, the first
    of them cut if it must be. At `HOME` the flexible column is always among them, and the others have
    what it leaves.
    """
    if not wanted or width <= 0:
        return ()
    sizes = [ideal(column, width, first=i == 0) for i, column in enumerate(wanted)]
    for i, column in enumerate(wanted):
        if column.flexible and not column.fixed:
            sizes[i] = _least(column, sizes[i], width) if len(wanted) > 1 else width
    chosen = {0}
    room = width - min(sizes[0], width)
    flexible = next((i for i, column in enumerate(wanted) if column.flexible and i), None)
    if left == HOME and flexible is not None and sizes[flexible] + GAP <= room:
        chosen.add(flexible)
        room -= sizes[flexible] + GAP
    for i in range(max(left, 1), len(wanted)):
        if i in chosen:
            continue
        if sizes[i] + GAP > room:
            if len(chosen) == 1 and room > GAP:
                chosen.add(i)
                sizes[i] = room - GAP
            break
        chosen.add(i)
        room -= sizes[i] + GAP
    return _placed(wanted, sorted(chosen), sizes, width)


def _least(column: Wanted, size: int, width: int) -> int:
    floor = max(LEAST_FLEXIBLE, round(width * FLEXIBLE_SHARE))
    return min(max(column.widest, size) if column.widest < floor else floor, width)


def _placed(wanted: Sequence[Wanted], chosen: list[int], sizes: list[int], width: int) -> tuple[Slot, ...]:
    spare = width - sum(sizes[i] for i in chosen) - GAP * (len(chosen) - 1)
    flexible = [i for i in chosen if wanted[i].flexible and not wanted[i].fixed]
    others = [i for i in chosen if not wanted[i].flexible and not wanted[i].fixed]
    for i in (*flexible, *others):  # what is cut gets room: text before headings
        need = wanted[i].widest if wanted[i].flexible else max(wanted[i].widest, width_of(wanted[i].heading))
        more = max(min(need - sizes[i], spare), 0)
        sizes[i] += more
        spare -= more
    if flexible and spare > 0:
        sizes[flexible[0]] += spare
    out: list[Slot] = []
    x = 0
    for i in chosen:
        size = min(sizes[i], max(width - x, 0))
        out.append(Slot(i, x, size))
        x += size + GAP
    return tuple(out)


def left_to_show(wanted: Sequence[Wanted], width: int, left: int, column: int) -> int:
    """The `left` with which `column` is on the screen: home if that will do, else nearest to the present one."""
    if column >= len(wanted):
        return left
    if any(slot.number == column for slot in arrange(wanted, width)):
        return HOME
    left = min(max(left, 1), column)
    while left < column and all(slot.number != column for slot in arrange(wanted, width, left)):
        left += 1
    return left
