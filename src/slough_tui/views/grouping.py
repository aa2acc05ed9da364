"""Findings in groups: those that are shown, by the rule that found them, by who leads, by directorate, or by severity."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.views.grid import Grid

GROUPINGS = ("rule", "lead", "directorate", "severity")
"""Columns of `computed.FINDINGS` by which findings are grouped, one after the other."""
MOST_MEMBERS = 500
"""So many findings of a group are listed; a filter shows them all."""


class Group(NamedTuple):
    """Findings with the same `value` (None: none): what a rule says, how many there are, how many are errors, how many new."""

    value: str | None
    title: str
    size: int
    errors: int
    new: int


Member = tuple[str, str, str, str]
"""A finding of a group: id, severity, ref and message."""


def groups(grid: Grid, column: str) -> list[Group]:
    """The groups of the shown findings: those with errors first, the largest of them first."""
    import polars as pl

    said = pl.col("title").first() if column == "rule" else pl.lit("")
    found = (
        _shown(grid, column, *(["title"] if column == "rule" else []), "severity", "standing")
        .group_by(column)
        .agg(
            said.alias("said"),
            pl.len().alias("size"),
            (pl.col("severity") == "error").sum().alias("errors"),
            (pl.col("standing") == "new").sum().alias("new"),
        )
        .sort("errors", "size", column, descending=[True, True, False], nulls_last=True)
    )
    return [Group(value, said or "", *counts) for value, said, *counts in found.rows()]


def members(grid: Grid, column: str, value: str | None) -> list[Member]:
    """The first `MOST_MEMBERS` shown findings of a group."""
    import polars as pl

    one = _shown(grid, column).select(pl.col(column).eq_missing(pl.lit(value)).arg_true().head(MOST_MEMBERS))
    rows = grid.frame[grid.numbers().gather(one.to_series())]
    told = rows.select(pl.col("id", "severity", "ref", "message").fill_null("")).rows()
    return [(str(a), str(b), str(c), str(d)) for a, b, c, d in told]


def _shown(grid: Grid, *columns: str) -> pl.DataFrame:
    found = grid.frame.select(*dict.fromkeys(columns))
    return found if grid.height == grid.total and not grid.keys else found[grid.numbers()]
