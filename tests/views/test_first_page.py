from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from slough_tui.views.first_page import MOST_ROWS, pack, unpack
from slough_tui.views.grid import Grid
from slough_tui.views.places import BY_NAME
from tests.tui.sample_register import TODAY, recommendation
from tests.views.conftest import frame_of


def grid(count: int = 100, *, ascii_only: bool = False) -> Grid:
    frame = frame_of("recommendations", [recommendation(n) for n in range(1, count + 1)])
    return Grid(BY_NAME["recommendations"], frame, TODAY, ascii_only=ascii_only)


def packed(*, lasting: bool = True, **own: Any) -> str:
    text = pack(grid(), head="h", as_of=TODAY, lasting=lasting, read_only=False, name="sample")
    return json.dumps({**json.loads(text), **own})


def test_the_first_rows_come_back_as_the_grid_shows_them() -> None:
    page = unpack(packed(), head="h", as_of=TODAY, ascii_only=False)
    assert page is not None
    whole = grid()
    assert page.rows(0, 20) == whole.rows(0, 20)
    assert (page.height, page.wanted, page.names, page.columns) == (
        100,
        whole.wanted,
        whole.names,
        whole.columns,
    )
    assert len(page.rows(0, 1000)) == MOST_ROWS
    assert (page.name, page.read_only) == ("sample", False)


@pytest.mark.parametrize(
    ("as_of", "lasting", "shown"),
    [
        (TODAY, False, True),
        (date(2023, 11, 27), True, True),
        (date(2023, 12, 1), True, False),  # something is overdue by then
        (date(2023, 12, 1), False, False),
        (date(2023, 11, 1), True, False),
    ],
)
def test_a_page_is_for_its_date_and_for_later_ones_if_nothing_speaks_of_them(
    as_of: date, lasting: bool, shown: bool
) -> None:
    page = unpack(packed(lasting=lasting), head="h", as_of=as_of, ascii_only=False)
    assert (page is not None) == shown


def test_a_page_of_another_state_or_encoding_is_not_shown() -> None:
    assert unpack(packed(), head="other", as_of=TODAY, ascii_only=False) is None
    assert unpack(packed(), head="h", as_of=TODAY, ascii_only=True) is None


@pytest.mark.parametrize(
    "own",
    [{"version": 99}, {"rows": [[["a"], [""]]]}, {"rows": [[[1] * 8, [""] * 8]]}, {"wanted": 3}, {"place": "nowhere"}, {"as_of": "x"}, {"rows": None}],
)  # fmt: skip
def test_what_somebody_else_wrote_there_is_no_page(own: dict[str, Any]) -> None:
    assert unpack(packed(**own), head="h", as_of=TODAY, ascii_only=False) is None


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '"x"'])
def test_what_is_no_page_is_no_page(text: str) -> None:
    assert unpack(text, head="h", as_of=TODAY, ascii_only=False) is None
