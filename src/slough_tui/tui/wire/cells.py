"""A line of the screen as cells: the character in each, and its look as the parameters of an SGR sequence."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.cells import split_graphemes
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.color import ColorSystem
    from rich.style import Style

Cell = tuple[str, str]
"""Character with the marks that combine with it (empty: the right half of a wide one) and look (`1;31`, empty: plain)."""
Row = list[Cell]

CHARACTER = itemgetter(0)
ONE = {1}
SINGLE = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2193\u2500-\u257f]*")
"""Text in which every character takes exactly one cell, as nearly all text is."""
UNKNOWN: Cell = ("\0", "")
"""What nobody knows: it differs from every cell that can be written."""
BLANK: Cell = (" ", "")
INVISIBLE_ON_BLANK = frozenset({"1", "2", "3"} | {str(n) for n in (*range(30, 38), *range(90, 98))})
"""Parameters that leave an empty cell as it is: it may be erased instead of written."""


@lru_cache(maxsize=1024)
def look_of(style: Style | None, system: ColorSystem) -> str:
    """A style as SGR parameters; the terminal's own colours are left out, since every look starts from plain."""
    if style is None:
        return ""
    codes = Strip.render_ansi(style, system).split(";")
    return ";".join(code for code in codes if code not in {"39", "49"})


@lru_cache(maxsize=1024)
def erasable(look: str) -> bool:
    """Whether a blank in this look cannot be told from an erased cell, whatever the terminal erases with."""
    return not look or set(look.split(";")) <= INVISIBLE_ON_BLANK


def is_simple(row: Row) -> bool:
    """Whether every cell holds exactly one character, so that all terminals agree where each stands."""
    return {*map(len, map(CHARACTER, row))} == ONE


def put(strips: Iterable[Strip], row: Row, x: int, system: ColorSystem) -> None:
    """Write strips into `row` from cell `x` on; what stands beyond its end is cut."""
    width = len(row)
    for strip in strips:
        for text, style, control in strip:
            if control:
                continue
            look = look_of(style, system)
            if text.isascii() or SINGLE.fullmatch(text):
                row[x : x + len(text)] = (
                    [(char, look) if char != " " else BLANK for char in text]
                    if erasable(look)
                    else [(char, look) for char in text]
                )
                x += len(text)
                continue
            for start, end, size in split_graphemes(text)[0]:
                if size:
                    row[x : x + size] = [(text[start:end], look), *[("", look)] * (size - 1)]
                    x += size
                elif 0 < x <= width:  # a mark at the beginning of a piece belongs to what stands before it
                    at = x - 2 if x > 1 and not row[x - 1][0] else x - 1
                    row[at] = (row[at][0] + text[start:end], row[at][1])
    del row[width:]
