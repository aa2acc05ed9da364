from __future__ import annotations

from slough_tui.views.columns import Slot
from slough_tui.views.grid import RowText
from slough_tui.views.spans import width_of
from slough_tui.views.tall_rows import HEIGHTS, WHOLE, folded, next_height

ROW = RowText(("0.10", "report every quarter how far the plan has come", "red"), ("", "", "red"))
SLOTS = (Slot(0, 0, 5), Slot(1, 7, 14))


def test_a_row_of_one_line_is_the_row_itself() -> None:
    assert folded(ROW, SLOTS, 1) == (ROW,)


def test_what_does_not_fit_goes_on_below_and_short_cells_stand_on_the_first_line() -> None:
    parts = folded(ROW, SLOTS, WHOLE)
    assert [part.texts[1] for part in parts] == ["report every", "quarter how", "far the plan", "has come"]
    assert [part.texts[0] for part in parts] == ["0.10", "", "", ""]
    assert all(part.roles == ROW.roles for part in parts)


def test_columns_off_the_screen_make_no_row_higher() -> None:
    assert folded(ROW, SLOTS[:1], WHOLE) == (RowText(("0.10", "", ""), ROW.roles),)


def test_what_does_not_fit_even_so_ends_in_an_ellipsis() -> None:
    parts = folded(ROW, SLOTS, 2)
    assert [part.texts[1] for part in parts] == ["report every", "quarter how f…"]


def test_wide_characters_are_broken_by_the_cells_that_they_take() -> None:
    wide = RowText(("1", "漢字" * 12, ""), ("", "", ""))
    parts = folded(wide, SLOTS, WHOLE)
    assert "".join(part.texts[1] for part in parts) == "漢字" * 12
    assert all(width_of(part.texts[1]) <= 14 for part in parts)
    assert len(parts) == 4


def test_line_ends_of_a_paper_break_the_line_and_what_is_unsafe_is_made_safe() -> None:
    parts = folded(RowText(("1", "one\ntwo\x1b[2J", ""), ("", "", "")), SLOTS, WHOLE)
    assert parts[0].texts[1] == "one"
    assert "\x1b" not in parts[1].texts[1]


def test_the_heights_follow_each_other_and_begin_again() -> None:
    height, seen = 1, []
    for _ in HEIGHTS:
        height = next_height(height)
        seen.append(height)
    assert seen == [*HEIGHTS[1:], 1]
    assert next_height(4) == 5
