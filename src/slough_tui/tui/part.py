"""The part of the register that one looks at: the records that are marked in a table, else those that are filtered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from slough_tui.model.kinds import RECORD_TABLES
from slough_tui.views.grid import Grid
from slough_tui.views.latest import with_latest
from slough_tui.views.places import BY_NAME
from slough_tui.views.values import in_sentence

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from slough_tui.tui.session import Session
    from slough_tui.views.filed import Frame


@dataclass(frozen=True, slots=True)
class Part:
    """Records by their ids, or those that a filter keeps on the day in question; of one `table`, or of all (empty).

    `word` says how they were chosen, `said` which they are. `records` gives the ids; of many that takes long.
    """

    word: str
    said: str
    today: date
    table: str = ""
    filter: str = ""
    records: Callable[[], frozenset[str]] = frozenset

    def has(self, table: str) -> bool:
        """Whether it may hold records of a table."""
        return self.table in {"", table}

    def ids(self, table: str, at: Callable[[str], pl.DataFrame]) -> set[str]:
        """The ids of this part in a table; `at` gives the tables of a day."""
        if not self.filter:
            return set(self.records())
        frame = at(table)
        if table == "kpis":
            frame = with_latest(frame, at("readings"))
        grid = Grid(BY_NAME[table], frame, self.today)
        grid.sift(self.filter)
        return set(frame.get_column("id").gather(grid.numbers()).to_list())


def part_of(session: Session) -> Part | None:
    """The part that is marked or filtered here; among changes that of which they are; None: the whole register."""
    table, place = session.table, session.place
    if table is None:
        return None
    marked, filter_, today = table.marks.count, table.grid.filter, session.today
    if not marked and not filter_:
        return session.compared.part if place.name == "changes" and session.compared else None
    word = "marked" if marked else "filtered"
    title = in_sentence(place.title, marked or 2)
    said = f"{marked:,} marked {title}" if marked else f"{title} & {filter_}"
    if place.name in RECORD_TABLES and not marked:
        return Part(word, said, today, place.name, filter_)
    own = place.name in RECORD_TABLES
    column = "id" if own else "record"
    if column not in table.grid.frame.columns:
        return None
    numbers = table.marks.numbers() if marked else table.grid.numbers()
    ids = cache(partial(_ids, table.grid.frame, column, numbers))
    return Part(word, said, today, place.name if own else "", records=ids)


def _ids(frame: Frame, column: str, numbers: pl.Series) -> frozenset[str]:
    return frozenset(frame.get_column(column).gather(numbers).drop_nulls())
