from __future__ import annotations

import gc
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal, assert_series_equal

from slough_tui.views.filed import FEW, STEP, Filed, holding, null_count, numbers_of, write
from slough_tui.views.grid import Grid
from slough_tui.views.grouping import groups
from slough_tui.views.ordering import Key
from slough_tui.views.places import BY_NAME
from slough_tui.views.rows import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TODAY = date(2023, 11, 23)
DECIDED = {"rule": ("title", "why")}


def many(count: int) -> pl.DataFrame:
    """Findings, each about one or two records, with everything that is hard to write in a line."""
    lines = [
        {
            "id": f"{number:012x}",
            "severity": ("error", "warning", "info")[number % 3],
            "rule": f"ACT00{number % 4}",
            "title": f"title {number % 4}",
            "why": None if number % 4 else "because\nof it",
            "ref": None if number % 5 == 0 else f"0.{number}",
            "message": f'says "{number}"\n\u2028\x85 Ünwahr {"long " * (number % 9)}',
            "record": f"rec:a/{number // 2}",
            "records": [f"rec:a/{number // 2}", f"rec:b/{number}"],
            "lead": ("Director", None)[number % 2],
            "page": number,
            "first_seen": date(2023, 1, 1 + number % 28) if number % 3 else None,
            "standing": ("new", "still")[number % 2],
        }
        for number in range(count)
    ]
    return pl.DataFrame(lines, schema_overrides={"first_seen": pl.Date, "page": pl.Int64})


def filed(frame: pl.DataFrame, folder: Path, indexed: Sequence[str] = ("id", "records")) -> Filed:
    folder.mkdir()
    write(frame, folder, indexed=indexed, decided=DECIDED)
    return Filed(folder)


@pytest.fixture
def both(tmp_path: Path) -> tuple[pl.DataFrame, Filed]:
    frame = many(5 * STEP + 7)
    return frame, filed(frame, tmp_path / "table")


def test_it_says_what_the_frame_says(both: tuple[pl.DataFrame, Filed]) -> None:
    frame, laid = both
    assert (laid.height, laid.columns, dict(laid.schema)) == (frame.height, frame.columns, dict(frame.schema))
    assert_frame_equal(laid.lazy().collect(), frame)
    assert_frame_equal(laid.head(STEP + 3), frame.head(STEP + 3))
    assert_frame_equal(laid.head(0), frame.head(0))
    for name in frame.columns:
        assert null_count(laid, name) == null_count(frame, name)
        assert_series_equal(laid.get_column(name), frame.get_column(name))


@pytest.mark.parametrize("count", [0, 1, STEP - 1, STEP, STEP + 1, 2 * STEP])
def test_every_line_is_found(count: int, tmp_path: Path) -> None:
    frame = many(3 * STEP).head(count)
    laid = filed(frame, tmp_path / "table")
    assert [laid.row(number, named=True) for number in range(count)] == frame.to_dicts()


@given(st.lists(st.integers(0, 326), max_size=40))
def test_any_rows_can_be_read_in_any_order(numbers: list[int]) -> None:
    frame, laid = KEPT
    wanted = pl.Series(numbers, dtype=pl.UInt32)
    assert_frame_equal(laid[wanted], frame[wanted])


def test_more_rows_than_a_few_come_from_the_columns(both: tuple[pl.DataFrame, Filed]) -> None:
    frame, laid = both
    wanted = pl.Series([3, 1, 2] * FEW, dtype=pl.UInt32)
    assert_frame_equal(laid[wanted], frame[wanted])


def test_rows_are_found_by_what_stands_in_them(both: tuple[pl.DataFrame, Filed]) -> None:
    for column, values in (
        ("records", ["rec:a/3"]),
        ("records", ["rec:a/3", "rec:b/9", "rec:none"]),
        ("id", [f"{7:012x}"]),
        ("id", ["none"]),
        ("id", []),
        ("lead", ["Director"]),
    ):
        frame, laid = (numbers_of(one, column, values) for one in both)
        assert_series_equal(laid, frame, check_names=False)
    assert holding(both[1], "records", ["rec:a/3"])["page"].to_list() == [6, 7]
    for frames in ({"findings": one} for one in both):
        assert [row["page"] for row in rows(frames, "findings", 1, rule="ACT003", lead=None)] == [3]
        assert [row["page"] for row in rows(frames, "findings", id=f"{7:012x}", rule="ACT003")] == [7]
        assert rows(frames, "findings", id=f"{7:012x}", rule="ACT001") == []


def test_a_grid_over_it_shows_filters_sorts_and_groups_the_same(both: tuple[pl.DataFrame, Filed]) -> None:
    held, laid = (Grid(BY_NAME["findings"], one, TODAY) for one in both)
    assert held.names == laid.names
    assert held.wanted == laid.wanted
    for text, keys in (
        ("", ()),
        ("ünwahr lead:director", ()),
        ("0.7", (Key("message", descending=True),)),
        ("severity:error -0.3", (Key("lead"), Key("first_seen", descending=True))),
        ("where page > 40 and standing = 'new'", (Key("ref"),)),
        ("nowhere", ()),
    ):
        for grid in (held, laid):
            grid.sort(keys)
            grid.sift(text)
        assert held.rows(0, 300) == laid.rows(0, 300)
        assert groups(held, "rule") == groups(laid, "rule")
        assert held.find("long", 2) == laid.find("long", 2)
        assert held.row_of(f"{7:012x}") == laid.row_of(f"{7:012x}")
        laid.cool()
    held.sift("")
    laid.sift("")
    assert held.record(9) == laid.record(9)


def test_its_folder_stays_as_long_as_it_is_there(tmp_path: Path) -> None:
    gone: list[str] = []

    class Holder:
        def __del__(self) -> None:
            gone.append("gone")

    frame = many(3)
    filed(frame, tmp_path / "table")
    laid = Filed(tmp_path / "table", Holder())
    gc.collect()
    assert not gone
    del laid
    gc.collect()
    assert gone


@pytest.fixture(scope="module", autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    frame = many(5 * STEP + 7)
    global KEPT  # noqa: PLW0603 - hypothesis takes no fixture of a function
    KEPT = frame, filed(frame, tmp_path_factory.mktemp("filed") / "table")


KEPT: tuple[pl.DataFrame, Filed]
