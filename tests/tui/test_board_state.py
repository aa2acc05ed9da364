from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.tui.board_state import BoardState
from slough_tui.views.board import Board, Drawing, Goal

if TYPE_CHECKING:
    from collections.abc import Callable


def board(lines: int = 30) -> Board:
    drawing = Drawing()
    for i in range(lines):
        drawing.put((f" a{i}", "", Goal(f"a{i}")), ("     ", "", None), (f"b{i}", "", Goal(f"b{i}")))
    return drawing.board()


@pytest.fixture
def state() -> BoardState:
    state = BoardState()
    state.resize(10)
    state.take(board())
    return state


def test_down_and_up_keep_the_column(state: BoardState) -> None:
    state.along(1)
    state.down(3)
    assert state.goal == Goal("b3")
    state.down(-99)
    assert state.goal == Goal("b0")


def test_the_cursor_is_always_in_the_window(state: BoardState) -> None:
    moves: tuple[Callable[[], None], ...] = (
        lambda: state.down(99),
        lambda: state.turn(-1),
        lambda: state.turn(0.5),
        lambda: state.along(-99),
        lambda: state.resize(3),
    )
    for move in moves:
        move()
        assert state.here is not None
        assert state.top <= state.here.line < state.top + state.rows


def test_the_cursor_stays_with_what_it_leads_to_when_it_is_counted_again(state: BoardState) -> None:
    state.down(5)
    drawing = Drawing()
    drawing.gap()
    drawing.lines += board().lines
    drawing.spots += [spot._replace(line=spot.line + 1) for spot in board().spots]
    state.take(drawing.board())
    assert state.goal == Goal("a5")


def test_words_are_found_forwards_backwards_and_round(state: BoardState) -> None:
    assert state.find("a20")
    assert state.goal == Goal("a20")
    assert state.find("a3")
    assert state.goal == Goal("a3")
    assert state.find("a29", back=True)
    assert not state.find("nowhere")


def test_an_empty_board_can_be_walked_on() -> None:
    state = BoardState()
    state.down(1)
    state.along(1)
    state.turn(1)
    assert state.goal is None
