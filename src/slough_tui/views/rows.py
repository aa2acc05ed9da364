"""Looking things up in the tables that were read: the rows of a table that have certain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from slough_tui.model.kinds import table_of
from slough_tui.views.filed import Filed, Frame, numbers_of

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
    """The first rows of a table with these values (in a list of texts: among them); none where no value is given."""
    return pick(frames, table, most, **where)[0]


def records(frames: Frames, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Those of these records that there are, by id."""
    wanted: dict[str, list[str]] = {}
    for name in ids:
        if (table := table_of(name)) is not None:
            wanted.setdefault(table.name, []).append(name)
    found: dict[str, dict[str, Any]] = {}
    for table_name, names in wanted.items():
        if (frame := held(frames, table_name)) is not None:
            there = (frame.row(number, named=True) for number in numbers_of(frame, "id", names))
            found |= {row["id"]: row for row in there}
    return found


def pick(frames: Frames, table: str, most: int = MOST_ROWS, **where: Any) -> tuple[list[dict[str, Any]], int]:
    """What `rows` gives, and how many rows there are with these values.

    Columns are looked through by themselves: a query of Polars would wait for whatever else its threads compute.
    """
    frame = frames.get(table)
    where = {column: value for column, value in where.items() if value is not None}
    if frame is None or not frame.height or not where:
        return [], 0
    if isinstance(frame, Filed):
        return _filed(frame, most, where)
    held = reduce(and_, (_has(frame.get_column(column), value) for column, value in where.items()))
    numbers = held.arg_true()
    first = numbers.head(most)
    if len(first) > MOST_ROWS:
        return frame[first].to_dicts(), len(numbers)
    return [frame.row(number, named=True) for number in first], len(numbers)


def _filed(frame: Filed, most: int, where: dict[str, Any]) -> tuple[list[dict[str, Any]], int]:
    import polars as pl

    column = next((column for column in frame.indexed if column in where), None)
    if column is None:
        numbers = frame.select(
            pl.all_horizontal(pl.col(name) == value for name, value in where.items()).arg_true()
        )
        found = numbers.to_series()
        return frame.rows(found.head(most)), len(found)
    held = frame.having(column, [where.pop(column)]).values()
    told = [row for row in held if all(row[name] == value for name, value in where.items())]
    return told[:most], len(told)


def _has(values: pl.Series, value: Any) -> pl.Series:
    import polars as pl

    return values.list.contains(value) if isinstance(values.dtype, pl.List) else values == value
