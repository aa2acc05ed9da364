from __future__ import annotations

from slough_tui.views.board import Board, Drawing, Goal, Spot, side_by_side, stacked
from slough_tui.views.spans import line_width, plain


def one(text: str, goal: Goal) -> Board:
    drawing = Drawing()
    drawing.heading("Head", "more")
    drawing.put((f"  {text}", "", goal), (" rest", "", None))
    return drawing.board()


LEFT, RIGHT = one("12", Goal("kpis")), one("345", Goal(link="rec:a/1"))


def test_a_spot_is_where_its_text_stands_without_the_space_before_it() -> None:
    assert LEFT.spots == (Spot(1, 2, 2, Goal("kpis")),)


def test_boards_below_each_other_move_their_spots_down() -> None:
    board = stacked(LEFT, RIGHT)
    assert [spot.line for spot in board.spots] == [1, 4]
    assert plain(board.lines[2]) == ""


def test_boards_beside_each_other_move_their_spots_aside() -> None:
    board = side_by_side(LEFT, RIGHT, 20)
    assert [(spot.line, spot.start) for spot in board.spots] == [(1, 2), (1, 22)]
    assert line_width(board.lines[1][:3]) == 20
