"""Looking things up in the tables that were read: the rows of a table that have certain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from slough_tui.views.filed import Filed, Frame, holding

if TYPE_CHECKING:
    import polars as pl

Frames = Mapping[str, Frame]
"""Table name to frame; a table that is missing has no rows."""

MOST_ROWS = 200


def held(frames: Frames, table: str) -> pl.DataFrame | None:
    """A table that is held as a whole; None if it is missing."""
    frame = frames.get(table)
    return None if isinstance(frame, Filed) else frame


def rows(frames: Frames, table: str, most: int = MOST_ROWS, **where: Any) -> list[dict[str, Any]]:
    """The first rows of a table with these values; none where no value is given."""
    frame = frames.get(table)
    if frame is None or not frame.height:
        return []
    import polars as pl

    where = {column: value for column, value in where.items() if value is not None}
    if isinstance(frame, Filed) and (known := frame.indexed.intersection(where)):
        column = min(known)
        frame = holding(frame, column, [where.pop(column)])
    elif not where:
        return []
    tests = [pl.col(column) == value for column, value in where.items()]
    return frame.lazy().filter(*tests).head(most).collect().to_dicts()
