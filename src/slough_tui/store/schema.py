"""The Arrow side of `model.kinds`: which Polars type each column of each table has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from slough_tui.errors import UsageError
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from slough_tui.model.table import Table

DTYPES: dict[str, pl.DataType] = {
    "str": pl.String(),
    "date": pl.Date(),
    "int": pl.Int64(),
    "float": pl.Float64(),
    "bool": pl.Boolean(),
    "list": pl.List(pl.String()),
    "json": pl.String(),
}
"""The words of `model.table` to Polars types; JSON objects are kept as text."""


def table_named(name: str) -> Table:
    """The table of this name; `UsageError` if there is none."""
    table = TABLES.get(name)
    if table is None:
        raise UsageError(f"there is no table {name!r}", hint=f"the tables are {', '.join(TABLES)}")
    return table


def schema_of(table: str) -> dict[str, pl.DataType]:
    """Column to Polars type of one table, in the order of `model.kinds`; `UsageError` for a wrong name."""
    return {column.name: DTYPES[column.type] for column in table_named(table).columns}


def empty(table: str) -> pl.DataFrame:
    """A frame of this table without rows."""
    return pl.DataFrame(schema=schema_of(table))
