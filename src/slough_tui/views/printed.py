"""Which cells of papers the page of a line shows: no more is read of a table that may have a million of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

AROUND = 3
"""Lines of the paper before and after a record's own that are shown with it."""
MOST_AROUND = 100
"""Cells of these lines that are shown."""
MOST_CELLS = 4000
"""Cells of a paper that its page shows."""
IN_PAPER = ("line", "block", "row", "column")
"""The order in which cells stand in a paper."""


@dataclass(frozen=True, slots=True)
class Printed:
    """All of a line's `own` cells, and the first `most` of those `near` them, as conditions on the table `cells`."""

    own: pl.Expr
    near: pl.Expr
    most: int

    @classmethod
    def of(cls, table: str, line: Mapping[str, Any]) -> Self:
        """Those of a record, or the one that a line is about, and those around it; of a paper all are near."""
        import polars as pl

        none = pl.lit(value=False)
        document, at = line.get("document"), line.get("line")
        if table == "documents":
            return cls(none, pl.col("document") == line["id"], MOST_CELLS)
        known = {"record": line["id"], "id": line.get("cell")}
        own = reduce(or_, [pl.col(name) == value for name, value in known.items() if value])
        around = pl.col("line").is_between((at or 0) - AROUND, (at or 0) + AROUND)
        near = (pl.col("document") == document) & around if document and at else none
        return cls(own, near, MOST_AROUND)

    @property
    def where(self) -> pl.Expr:
        """Which cells have to be read."""
        return self.own | self.near

    def few(self, cells: pl.DataFrame) -> pl.DataFrame:
        """Of these cells as many as are shown."""
        import polars as pl

        own = cells.filter(self.own)
        rest = cells.filter(self.near & ~self.own.fill_null(value=False))
        return pl.concat([own, rest.sort(IN_PAPER, maintain_order=True).head(self.most)])
