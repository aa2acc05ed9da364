"""Parts of the register as files: what is written is read again, in the shape that queries like best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from slough_tui.errors import CorruptError
from slough_tui.store.disk import Disk
from slough_tui.store.parts import read_parquet, to_parquet
from slough_tui.store.slot import digest

if TYPE_CHECKING:
    from pathlib import Path


def written(disk: Disk, data: bytes) -> tuple[str, str]:
    disk.make("tables")
    disk.publish("tables/one", data)
    return "tables/one", digest(data)


@pytest.mark.parametrize("height", [0, 3, 300_000])
def test_a_table_comes_back_as_it_was_each_column_in_one_piece(tmp_path: Path, height: int) -> None:
    numbers = pl.int_range(height, eager=True)
    frame = pl.DataFrame({"page": numbers, "id": numbers.cast(pl.String)}).with_columns(
        due=pl.lit(None, pl.Date), note=pl.lit(None, pl.String), cites=pl.lit(None, pl.List(pl.String))
    )
    disk = Disk(tmp_path)
    found = read_parquet(disk, *written(disk, to_parquet(frame)))
    assert_frame_equal(found, frame)
    assert set(found.n_chunks("all")) == {1}


def test_a_file_that_is_no_parquet_is_named(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    with pytest.raises(CorruptError, match="tables/one"):
        read_parquet(disk, *written(disk, b"no parquet"))
