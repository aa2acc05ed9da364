"""An open record: its page, how far it is scrolled, and which of its links is under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.views.detail import detail
from slough_tui.views.pages import Page, page
from slough_tui.views.places import BY_NAME
from slough_tui.views.rows import rows
from slough_tui.views.spans import plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from slough_tui.views.rows import Frames
    from slough_tui.views.sections import Detail


class RecordState:
    """A record on a page of `width` cells, seen through a window of `rows` lines."""

    def __init__(self, table: str, found: Detail) -> None:
        self.table = table
        self.detail = found
        self.width, self.rows = 80, 20
        self.top = 0
        self.link = -1
        self.labels: Mapping[int, str] = {}
        self.page: Page = page(found, self.width)

    @classmethod
    def of(cls, table: str, record: str, frames: Frames, today: date | None = None) -> RecordState | None:
        """The record with this id, as it stands `today`; None if the table does not hold it."""
        found = _look_up(table, record, frames, today)
        return None if found is None else cls(table, found)

    @property
    def id(self) -> str:
        """The record's id."""
        return self.detail.id

    def refresh(self, frames: Frames, today: date | None = None) -> None:
        """More is known by now, or a newer commit was read."""
        found = _look_up(self.table, self.id, frames, today)
        if found is not None and found != self.detail:
            self.detail = found
            self.page = page(found, self.width)
            self.scroll(0)

    def resize(self, width: int, rows: int) -> None:
        """The window has a new size."""
        if width != self.width:
            self.width = width
            self.page = page(self.detail, width)
        self.rows = max(rows, 1)
        self.scroll(0)

    @property
    def last_top(self) -> int:
        """The window's lowest place."""
        return max(len(self.page.lines) - self.rows, 0)

    def scroll(self, by: int) -> None:
        """So many lines down, or up."""
        self.top = max(0, min(self.top + by, self.last_top))

    def turn(self, by: float) -> None:
        """So many windows down, or up."""
        self.scroll(round(max(self.rows - 1, 1) * by))

    def next_link(self, by: int) -> bool:
        """Go to the next link, or the one before; False if there is none."""
        links = self.detail.links
        if not links:
            return False
        self.link = (self.link + by) % len(links) if self.link >= 0 or by > 0 else len(links) - 1
        line = self.page.line_of_link(self.link)
        if not self.top <= line < self.top + self.rows:
            self.top = max(0, min(line - self.rows // 2, self.last_top))
        return True

    def find(self, words: str, *, back: bool = False, again: bool = False) -> bool:
        """Scroll to the next line with `words` in it, going round; False if there is none."""
        wanted = words.lower()
        hits = [i for i, line in enumerate(self.page.lines) if wanted in plain(line).lower()]
        if not hits:
            return False
        start = self.top + (int(again) if not back else 0)
        if back:
            found = next((i for i in reversed(hits) if i < start), hits[-1])
        else:
            found = next((i for i in hits if i >= start), hits[0])
        self.top = min(found, self.last_top)
        return True


def _look_up(table: str, record: str, frames: Frames, today: date | None) -> Detail | None:
    found = rows(frames, table, 1, id=record) if table in BY_NAME else []
    return detail(BY_NAME[table].table, found[0], frames, today) if found else None
