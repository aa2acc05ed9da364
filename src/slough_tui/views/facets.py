"""The values of one column with how often each stands in the rows that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slough_tui.views.grid import Grid

MOST = 500


def facets(grid: Grid, column: str) -> list[tuple[Any, int]]:
    """(value, rows) of the column over the shown rows, the most frequent first; at most `MOST`; None is no value."""
    import polars as pl

    values = grid.frame.get_column(column)
    if grid.height < grid.total:
        values = values.gather(grid.numbers())
    if values.dtype == pl.List(pl.String):
        values = values.list.join(", ", ignore_nulls=True)
    counts = values.value_counts(sort=True, name="rows").head(MOST)
    return list(zip(counts.get_column(column).to_list(), counts.get_column("rows").to_list(), strict=True))
