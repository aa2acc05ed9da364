from __future__ import annotations

import pytest

from slough_tui.tui.room import RULE, Room


@pytest.mark.parametrize(
    ("width", "height", "small"), [(60, 15, False), (59, 15, True), (60, 14, True), (300, 1, True)]
)
def test_below_60x15_a_terminal_is_too_small(width: int, height: int, small: bool) -> None:
    assert Room(width, height).too_small is small


def test_a_record_stands_over_the_table_at_80_and_beside_it_from_120() -> None:
    assert not Room(80, 24).beside
    assert Room(80, 24).record_width == Room(80, 24).table_width == 80
    assert Room(120, 24).beside


@pytest.mark.parametrize("width", [120, 133, 200, 317])
def test_table_rule_and_record_fill_the_width(width: int) -> None:
    room = Room(width, 40)
    assert room.table_width + RULE + room.record_width == width
    assert room.table_width >= 60


def test_there_is_always_a_line_for_the_body() -> None:
    assert Room(80, 24).body == 21
    assert Room(80, 1).body == 1
