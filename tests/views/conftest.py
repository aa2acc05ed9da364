"""Frames made by hand for the tests of views."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.store import schema_of
from slough_tui.views import computed
from slough_tui.views.grid import Grid
from slough_tui.views.places import BY_NAME, COMPUTED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

TODAY = date(2023, 11, 23)


def frame_of(table: str, rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """A frame with exactly the table's columns; what a row leaves out is null."""
    import polars as pl

    schema = schema_of(table) if table not in COMPUTED else computed.schema_of(COMPUTED[table])
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


def grid_of(table: str, rows: Sequence[dict[str, Any]], **options: Any) -> Grid:
    """A grid over such a frame."""
    return Grid(BY_NAME[table], frame_of(table, rows), TODAY, **options)


@pytest.fixture
def make_frame() -> Callable[..., pl.DataFrame]:
    """Makes frames."""
    return frame_of


@pytest.fixture
def make_grid() -> Callable[..., Grid]:
    """Makes grids."""
    return grid_of
