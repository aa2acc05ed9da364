"""A row of a table on several lines: what does not fit into its column goes on below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.views.grid import RowText
from slough_tui.views.pages import wrap
from slough_tui.views.spans import CELLS_TO_CHARS, cut, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slough_tui.views.columns import Slot

HEIGHTS = (1, 2, 3, 5, 99)
"""How many lines a row may take, one after the other; the last means the whole text, as far as the screen holds it."""
WHOLE = HEIGHTS[-1]


def next_height(tall: int) -> int:
    """The height after this one; after the last comes the first."""
    return next((height for height in HEIGHTS if height > tall), HEIGHTS[0])


def folded(row: RowText, slots: Sequence[Slot], most: int) -> tuple[RowText, ...]:
    """A row as one to `most` rows that stand below each other; cells that are not in `slots` are empty.

    What does not fit even so ends in an ellipsis.
    """
    if most == 1:
        return (row,)
    cells = {slot.number: _lines(row.texts[slot.number], slot.width, most) for slot in slots}
    count = max((len(lines) for lines in cells.values()), default=1)
    numbers = range(len(row.texts))
    return tuple(
        RowText(tuple(_at(cells.get(number, ()), line) for number in numbers), row.roles)
        for line in range(count)
    )


def _at(lines: Sequence[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _lines(text: str, width: int, most: int) -> list[str]:
    """No more of a text is looked at than could be shown, however long it is."""
    if "\n" not in text and len(text) <= width and width_of(text) <= width:
        return [text]
    lines = wrap(text[: max(width, 1) * CELLS_TO_CHARS * (most + 1)], width)
    return [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width)] if len(lines) > most else lines
