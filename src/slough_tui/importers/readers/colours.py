"""A rating that is told by colour alone: a blank cell under `RAG`, filled with red.

Only blank cells count, only in columns whose heading speaks of a rating, and only where no cell with a text beside
them is filled alike: other shading is ornament.
"""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RATED = re.compile(r"\b(?:b?ragg?|ratings?|rated|status|traffic lights?|colours?|health)\b", re.IGNORECASE)
LONGEST = 40
"""A longer text is no heading of a column of colours."""
PALE, DARK = 0.12, 0.25
"""Less saturated, or darker, is grey, white or black."""
_HUES = ((15, "Red"), (68, "Amber"), (175, "Green"), (265, "Blue"), (330, None), (360, "Red"))
"""Up to which degree of the colour circle which word holds; violet is none of them."""


def word_of(rgb: str | None) -> str | None:
    """Red, Amber, Green or Blue for a colour as `RRGGBB` (or `AARRGGBB`); None for any other, and for white, grey and black."""
    if not rgb or not re.fullmatch(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", rgb):
        return None
    red, green, blue = (int(rgb[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < PALE or value < DARK:
        return None
    return next(word for up_to, word in _HUES if hue * 360 <= up_to)


def why(word: str) -> str:
    """What a repair says of a rating read from a colour."""
    return f"the cell is filled with {word.lower()} and holds no text"


def painted(
    rows: Sequence[Sequence[str]], fills: Sequence[Sequence[str | None]]
) -> Iterator[tuple[int, int, str]]:
    """Row, column and word of each blank cell that tells its rating by colour; `fills` are the words of all cells."""
    heads: set[int] = set()
    for number, (row, colours) in enumerate(zip(rows, fills, strict=True)):
        for column, text in enumerate(row):
            if text.strip():
                if len(text) <= LONGEST and _RATED.search(text):
                    heads.add(column)
                continue
            word = colours[column] if column in heads and column < len(colours) else None
            if word and not any(t.strip() and c == word for t, c in zip(row, colours, strict=False)):
                yield number, column, word
