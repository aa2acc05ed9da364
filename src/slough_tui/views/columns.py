"""Which columns stand beside each other in how many cells, for a table of a given width.

The first column (the ref) stays when one moves to the right. At home, one flexible column stands beside
it whatever comes between, then the columns that come before others; it takes what they leave.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from slough_tui.views.spans import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2
MOST = {"date": 12, "int": 7, "float": 12, "bool": 4, "list": 24, "json": 30}
MOST_TEXT = 32
MOST_FIRST = 14
MOST_HEADING = 10
LEAST_FLEXIBLE = 24
FLEXIBLE_SHARE = 0.4
MOST_INITIALS = 6
MOST_IN_TURN = 12
SHARE_IN_TURN = 8
"""A column that comes before others takes no more than so many cells from them, or than one of so many."""
HOME = 0
"""The `left` of a table that nobody has moved to the right: the flexible column is on the screen."""


class Wanted(NamedTuple):
    """One column that could be shown: what it is called, how wide its values are, whether it may stretch.

    `fixed` is the width that a person gave it; 0: as wide as its values and the room have it. `turn`: at home it comes
    before others (0), those with a smaller one first. `initials` is how wide the initials of its names are, where they may stand for them (0: they may not). `sampled`: values that nobody
    looked at may be wider than `widest`.
    """

    name: str
    heading: str
    type: str
    widest: int
    flexible: bool = False
    coded: bool = False
    fixed: int = 0
    turn: int = 0
    initials: int = 0
    sampled: bool = False


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

    Column 0 always stands first; then come the columns from number `left` on, as many as fit, a text
    cut if it must be. At `HOME` the flexible column is always among them, then those that are to be seen
    first, for which it gives way, and the others have what is left.
    """
    if not wanted or width <= 0:
        return ()
    sizes = [ideal(column, width, first=i == 0) for i, column in enumerate(wanted)]
    for i, column in enumerate(wanted):
        if column.flexible and not column.fixed:
            sizes[i] = _least(column, sizes[i], width) if len(wanted) > 1 else width
    chosen = {0}
    room = width - min(sizes[0], width)
    if left == HOME:
        room = _at_home(wanted, sizes, chosen, room)
    for i in range(max(left, 1), len(wanted)):
        if i in chosen:
            continue
        if sizes[i] + GAP > room and wanted[i].initials:
            sizes[i] = wanted[i].initials
        if sizes[i] + GAP > room:
            alone = len(chosen) == 1 and room > GAP
            if alone or (_is_text(wanted[i]) and room >= GAP + MOST_IN_TURN):
                chosen.add(i)
                sizes[i] = room - GAP
            break
        chosen.add(i)
        room -= sizes[i] + GAP
    return _placed(wanted, sorted(chosen), sizes, width)


def _at_home(wanted: Sequence[Wanted], sizes: list[int], chosen: set[int], room: int) -> int:
    """Choose the flexible column and those that come before others; what room is left then."""
    flexible = next((i for i, column in enumerate(wanted) if column.flexible and i), None)
    first = [i for i, column in enumerate(wanted) if column.turn and i and i != flexible]
    most = max(MOST_IN_TURN, (room + sizes[0]) // SHARE_IN_TURN)
    first.sort(key=lambda i: wanted[i].turn)
    for i in first:  # words are cut before they are left out; what is not needed comes back to them
        sizes[i] = sizes[i] if wanted[i].fixed else min(sizes[i], most)
    if flexible is not None and not wanted[flexible].fixed:
        left = room - sum(sizes[i] + GAP for i in first) - GAP
        sizes[flexible] = min(sizes[flexible], max(left, LEAST_FLEXIBLE))
    for i in (*(() if flexible is None else (flexible,)), *first):
        if sizes[i] + GAP <= room:
            chosen.add(i)
            room -= sizes[i] + GAP
    return room


def _is_text(column: Wanted) -> bool:
    """Whether a beginning of it is worth seeing."""
    return column.type == "str" and not (column.coded or column.fixed)


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
        if sizes[i] <= wanted[i].initials and more < need - sizes[i]:
            continue  # initials are whole already
        sizes[i] += more
        spare -= more
    if flexible and spare > 0 and wanted[flexible[0]].sampled:
        sizes[flexible[0]] += spare
    out: list[Slot] = []
    x = 0
    for i in chosen:
        size = min(sizes[i], max(width - x, 0))
        out.append(Slot(i, x, size))
        x += size + GAP
    return tuple(out)


def left_to_show(wanted: Sequence[Wanted], width: int, left: int, column: int) -> int:
    """The `left` with which `column` is on the screen: the present one or home if they will do, else the nearest to it."""
    if column >= len(wanted):
        return left
    for near in (left, HOME) if column >= left else (HOME,):
        if any(slot.number == column for slot in arrange(wanted, width, near)):
            return near
    left = min(max(left, 1), column)
    while left < column and all(slot.number != column for slot in arrange(wanted, width, left)):
        left += 1
    return left


_WORD = re.compile(r"[^\W\d_][\w'’]*|/")
SMALL = frozenset({"of", "and", "the", "for", "to", "in", "on", "at", "with"})


def initials(name: str) -> str:
    """The initials of a person or an office (`HF/HA` for Head of Finance/ Head of Audit); one word stands as it is."""
    words = [word for word in _WORD.findall(name) if word.lower() not in SMALL]
    return (
        "".join(word[0].upper() for word in words)[:MOST_INITIALS] if len(words) > 1 else name[:MOST_INITIALS]
    )


def in_room(text: str, column: Wanted, width: int) -> str:
    """What stands for a text of a column in `width` cells: itself, to be cut there, or initials."""
    short = column.initials and width <= column.initials and width_of(text) > width
    return initials(text) if short else text
