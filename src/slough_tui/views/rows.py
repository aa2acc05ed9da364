"""Looking things up in the tables that were read: the rows of a table that have certain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

Frames = Mapping[str, "pl.DataFrame"]
"""Table name to frame; a table that is missing has no rows."""

MOST_ROWS = 200


def rows(frames: Frames, table: str, most: int = MOST_ROWS, **where: Any) -> list[dict[str, Any]]:
    """The first rows of a table with these values; none where no value is given."""
    frame = frames.get(table)
    if frame is None or not frame.height:
        return []
    import polars as pl

    tests = [pl.col(column) == value for column, value in where.items() if value is not None]
    return frame.filter(*tests).head(most).to_dicts() if tests else []
