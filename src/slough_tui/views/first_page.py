"""The first rows of a place as text, kept from one start to the next, so that they can be shown before anything is read.

A page is true for one state of the register, which its `head` names; whoever shows it compares that first.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from slough_tui.views.columns import Wanted
from slough_tui.views.grid import Grid, RowText
from slough_tui.views.places import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = 2
MOST_ROWS = 80
"""As many rows are kept; a higher terminal shows the rest a moment later."""
MOST_CHARACTERS = 400
"""No more of a text is kept: no cell of a first screen is wider."""


class FirstPage(Grid):
    """A grid that knows the rows from `top` on, and nothing but their text. It can be looked at, not asked."""

    def __init__(
        self,
        place: str,
        total: int,
        wanted: Sequence[Wanted],
        rows: Sequence[RowText],
        *,
        read_only: bool,
        name: str,
        top: int = 0,
        cursor: int = 0,
        height: int | None = None,
    ) -> None:
        self.place = BY_NAME[place]
        self.total = total
        self.wanted = tuple(wanted)
        self.names = tuple(column.name for column in wanted)
        self.columns = tuple(self.place.table.column(column) for column in self.names)
        self.filter = ""
        self.chosen: tuple[str, ...] = ()
        self.widths: dict[str, int] = {}
        self.keys = ()
        self.read_only = read_only
        self.name = name
        self._index = None
        self._texts = tuple(rows)
        self._height = total if height is None else height
        self.top, self.cursor = top, cursor

    @property
    def height(self) -> int:
        """How many rows were shown."""
        return self._height

    def rows(self, start: int, stop: int) -> list[RowText]:
        """The rows that are known of these."""
        return list(self._texts[max(start - self.top, 0) : max(min(stop, self._height) - self.top, 0)])

    def number(self, row: int) -> int:
        """Rows stand as they stand in the register."""
        return row


def pack(
    grid: Grid,
    *,
    head: str,
    as_of: date,
    lasting: bool,
    read_only: bool,
    name: str,
    top: int = 0,
    cursor: int = 0,
) -> str:
    """A grid's first rows as JSON. `lasting`: no fact of the register speaks of a later date than `as_of`."""
    rows = grid.rows(top, min(top + MOST_ROWS, grid.height))
    until = grid.next_due(top, top + len(rows))
    return json.dumps({
        "version": VERSION, "head": head, "as_of": as_of.isoformat(), "lasting": lasting, "until": until and until.isoformat(),
        "ascii": grid.ascii_only,
        "place": grid.place.name, "total": grid.total, "height": grid.height, "top": top, "cursor": cursor, "read_only": read_only, "name": name, "wanted": [list(w) for w in grid.wanted],
        "rows": [[[text[:MOST_CHARACTERS] for text in row.texts], row.roles] for row in rows],
    })  # fmt: skip


def unpack(text: str, *, head: str, as_of: date, ascii_only: bool) -> FirstPage | None:
    """The page, if it shows what this state of the register holds as of this date; None for every other text."""
    try:
        kept: dict[str, Any] = json.loads(text)
        if (kept["version"], kept["head"], kept["ascii"]) != (VERSION, head, ascii_only):
            return None
        made_on = date.fromisoformat(kept["as_of"])
        until = date.fromisoformat(kept["until"]) if kept["until"] else as_of
        if made_on != as_of and not (kept["lasting"] and made_on < as_of <= until):
            return None
        wanted = [Wanted(*each) for each in kept["wanted"]]
        rows = [RowText(tuple(texts), tuple(roles)) for texts, roles in kept["rows"]]
        if any(
            len(row.texts) != len(wanted) or not all(isinstance(t, str) for t in row.texts + row.roles)
            for row in rows
        ):
            return None
        top, cursor, height = (int(kept[name]) for name in ("top", "cursor", "height"))
        return FirstPage(
            kept["place"], int(kept["total"]), wanted, rows, read_only=bool(kept["read_only"]), name=str(kept["name"]),
            top=top, cursor=cursor, height=height,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return None
