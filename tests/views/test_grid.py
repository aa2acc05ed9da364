from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from slough_tui.errors import UsageError
from slough_tui.views.grid import Grid
from slough_tui.views.ordering import Key
from slough_tui.views.places import BY_NAME
from tests.views.conftest import TODAY, frame_of, grid_of

ROWS: list[dict[str, Any]] = [
    {"id": f"aud:a/{n}", "ref": f"AR-{n}", "text": f"Control number {n}", "status": ("overdue", "not_due")[n % 2],
     "priority": ("high", "low", "medium")[n % 3], "due": date(2023, 1 + n % 12, 1)}
    for n in range(1, 31)
]  # fmt: skip


@pytest.fixture
def grid() -> Grid:
    return grid_of("audit_actions", ROWS)


def refs(grid: Grid) -> list[str]:
    return [row.texts[0] for row in grid.rows(0, grid.height)]


def test_rows_come_as_text_under_the_shown_columns(grid: Grid) -> None:
    (row,) = grid.rows(0, 1)
    assert grid.names[:5] == ("ref", "text", "status", "priority", "due")
    assert row.texts[:5] == ("AR-1", "Control number 1", "not due", "low", " 1 Feb 2023")
    assert row.roles[:4] == ("", "", "", "quiet")


def test_a_column_in_which_nobody_has_anything_is_left_out(grid: Grid) -> None:
    assert "lead" not in grid.names
    assert "review" not in grid.names


def test_an_empty_table_still_has_its_headings() -> None:
    grid = grid_of("audit_actions", [])
    assert grid.height == 0
    assert grid.names[:2] == ("ref", "text")
    assert grid.rows(0, 20) == []


def test_the_flexible_column_is_there_even_if_it_is_empty() -> None:
    grid = grid_of("audit_actions", [{"id": "aud:a/1", "ref": "1"}])
    assert grid.names == ("ref", "text")


def test_filter_and_order_work_together(grid: Grid) -> None:
    grid.sort([Key("ref", descending=True)])
    grid.sift("status:overdue")
    assert grid.height == 15
    assert refs(grid)[:3] == ["AR-30", "AR-28", "AR-26"]
    grid.sort([])
    assert refs(grid)[:3] == ["AR-2", "AR-4", "AR-6"]
    grid.sift("")
    assert grid.height == grid.total == 30


def test_a_wrong_filter_leaves_everything_as_it_was(grid: Grid) -> None:
    grid.sift("status:overdue")
    with pytest.raises(UsageError):
        grid.sift("status:nonsense")
    assert grid.filter == "status:overdue"
    assert grid.height == 15


def test_a_row_is_found_by_id_wherever_it_stands(grid: Grid) -> None:
    grid.sort([Key("ref", descending=True)])
    assert grid.row_of("aud:a/30") == 0
    assert grid.id(0) == "aud:a/30"
    grid.sift("status:not_due")
    assert grid.row_of("aud:a/30") is None
    assert grid.row_of("aud:a/29") == 0
    assert grid.row_of("nowhere") is None


def test_values_and_records_are_those_of_the_shown_row(grid: Grid) -> None:
    grid.sort([Key("ref", descending=True)])
    assert grid.value(0, "priority") == "high"
    assert grid.record(0)["id"] == "aud:a/30"


def test_search_goes_on_from_a_row_and_round(grid: Grid) -> None:
    assert grid.find("number 1", 0) == 0
    assert grid.find("number 1", 1) == 9
    assert grid.find("number 30", 30) == 29
    assert grid.find("number 1", 25) == 0
    assert grid.find("nowhere", 0) is None
    assert grid.find("", 0) is None


def test_search_goes_back_too(grid: Grid) -> None:
    assert grid.find("number 2", 29, back=True) == 28
    assert grid.find("number 2", 5, back=True) == 1
    assert grid.find("number 2", 0, back=True) == 28
    assert grid.find("number 2", -1, back=True) == 28


def test_search_follows_the_order_on_the_screen(grid: Grid) -> None:
    grid.sort([Key("ref", descending=True)])
    assert grid.find("number 1", 0) == 11
    assert refs(grid)[11] == "AR-19"


def test_quotation_marks_can_be_searched_for() -> None:
    grid = grid_of("audit_actions", [{"id": "aud:a/1", "text": 'say "no" twice'}])
    assert grid.find('say "no"', 0) == 0


def test_a_sort_or_filter_copies_no_frame(grid: Grid) -> None:
    frame = grid.frame
    grid.sort([Key("due")])
    grid.sift("control")
    assert grid.frame is frame


def test_widths_are_taken_from_the_first_rows_only() -> None:
    rows = [
        {"id": f"aud:a/{n}", "ref": "1", "text": "x", "lead": "y" * (5 if n < 600 else 30)}
        for n in range(700)
    ]
    grid = Grid(BY_NAME["audit_actions"], frame_of("audit_actions", rows), TODAY)
    lead = next(w for w in grid.wanted if w.name == "lead")
    assert lead.widest == 5


def test_a_series_that_all_rows_share_is_left_out() -> None:
    one = [{"id": f"aud:a/{n}", "ref": str(n), "text": "t", "series": "a"} for n in range(3)]
    two = [*one, {"id": "aud:b/1", "ref": "1", "text": "t", "series": "b"}]
    assert "series" not in grid_of("kpis", one).names
    assert "series" in grid_of("kpis", two).names
