"""The records that a form is about, as the screen knows them: what stands in their fields, and what else could stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.views.filed import numbers_of
from slough_tui.views.rows import held

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.model.table import Column, Table
    from slough_tui.tui.session import Session

MOST_KNOWN = 100
COUNTED = 50_000
"""Rows of a table among which common texts are looked for; of a larger one, so many that stand evenly apart."""


class ChosenRecords:
    """Records of one table by their ids; looked up once, and again only when the table was read anew."""

    def __init__(self, session: Session, table: Table, ids: list[str]) -> None:
        self.table, self.ids = table, ids
        self._session = session
        self._frame: pl.DataFrame | None = None
        self._numbers: pl.Series | None = None
        self._values: dict[str, list[Any]] = {}
        self._common: dict[str, list[str]] = {}

    def records(self, most: int) -> list[dict[str, Any]] | None:
        """The first of them in the order of the table, with all columns; None if it was not read."""
        self._look()
        if self._frame is None or self._numbers is None:
            return None
        return [self._frame.row(number, named=True) for number in self._numbers.head(most)]

    def values(self, column: Column) -> list[Any]:
        """The different values in a column, each once; None alone where nothing is known."""
        self._look()
        if self._frame is None or self._numbers is None or column.name not in self._frame.columns:
            return [None]
        if column.name not in self._values:
            found = self._frame.get_column(column.name).gather(self._numbers)
            several = len(found) > 1
            self._values[column.name] = (found.unique(maintain_order=True) if several else found).to_list()
        return self._values[column.name]

    def common(self, column: Column) -> list[str]:
        """The texts that stand in a column of the whole table, the most frequent first."""
        import polars as pl

        self._look()
        if self._frame is None or column.name not in self._frame.columns:
            return []
        if column.name not in self._common:
            every = self._frame.height // COUNTED + 1
            texts = self._frame.get_column(column.name).gather_every(every).drop_nulls()
            counts = texts.value_counts(sort=True)
            self._common[column.name] = (
                counts.head(MOST_KNOWN).get_column(column.name).cast(pl.String).to_list()
            )
        return self._common[column.name]

    def _look(self) -> None:
        frame = held(self._session.frames, self.table.name)
        if frame is not self._frame:
            self._frame = frame
            self._numbers = None if frame is None else numbers_of(frame, "id", self.ids)
            self._values, self._common = {}, {}
