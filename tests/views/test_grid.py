from __future__ import annotations

from datetime import date, timedelta
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
    assert grid.names == ("ref", "text", "status", "due", "priority")
    assert row.texts == ("AR-1", "Control number 1", "not due", " 1 Feb 2023!", "low")
    assert row.roles == ("", "", "", "red", "quiet")


@pytest.mark.parametrize(
    ("status", "due", "late"),
    [
        ("overdue", TODAY, False),
        ("not_due", TODAY - timedelta(days=1), True),
        (None, TODAY - timedelta(days=1), True),
        ("complete", TODAY - timedelta(days=1), False),
        ("overdue", None, False),
    ],
)
def test_what_is_overdue_has_a_mark_behind_its_date(status: str | None, due: date | None, late: bool) -> None:
    grid = grid_of(
        "audit_actions", [{"id": "aud:a/1", "ref": "1", "status": status, "due": due, "lead": "Audit"}]
    )
    texts = " ".join(grid.rows(0, 1)[0].texts)
    assert ("!" in texts) == late
    assert "!" not in str(grid.record(0))


def test_overdue_is_told_as_of_the_day_one_looks_at() -> None:
    frame = grid_of("audit_actions", ROWS).frame
    past = Grid(BY_NAME["audit_actions"], frame, TODAY, reference=date(2023, 1, 31))
    assert past.rows(0, 1)[0].texts[3] == " 1 Feb 2023"


def test_a_ref_that_stands_in_two_series_has_its_series_beside_it() -> None:
    rows = [
        {"id": f"rec:{s}/{n}", "ref": str(n), "series": s, "text": "x"} for s in ("a", "b") for n in (1, 2)
    ]
    assert grid_of("recommendations", rows).names[:3] == ("ref", "series", "text")
    other = [{**row, "ref": row["id"]} for row in rows]
    assert grid_of("recommendations", other).names == ("ref", "text", "series")


def test_what_an_order_or_a_filter_names_has_a_column_and_comes_before_others(grid: Grid) -> None:
    assert "document" not in grid.names
    grid.sift("document:any where page > 1 and priority = 'review'")
    grid.sort([Key("priority")])
    turns = {column.name: column.turn for column in grid.wanted}
    assert grid.names == ("ref", "text", "status", "due", "priority", "document", "page")
    assert [turns[name] for name in ("priority", "document", "page", "status", "due")] == [1, 2, 3, 4, 5]
    grid.sift("document:none")
    assert "document" not in grid.names


def test_a_person_who_chose_columns_sees_them_first_to_last(grid: Grid) -> None:
    grid.show(["ref", "text", "priority", "due"], {})
    assert [column.turn for column in grid.wanted] == [0, 0, 0, 0]
    grid.sort([Key("due")])
    assert [column.turn for column in grid.wanted] == [0, 0, 0, 1]


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


def test_a_ref_has_room_wherever_it_stands() -> None:
    rows = [{"id": f"aud:a/{n}", "ref": f"{n}.98", "text": "Count"} for n in range(1, 1200)]
    (ref, *_) = grid_of("audit_actions", rows).wanted
    assert (ref.name, ref.widest) == ("ref", len("1000.98"))
    rows.append({"id": "aud:a/x", "ref": "A ref of a whole sentence", "text": "Count"})
    assert grid_of("audit_actions", rows).wanted[0].widest == 12
