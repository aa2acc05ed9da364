from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from slough_tui.views.columns import HOME, Wanted, arrange, left_to_show

TABLE = (
    Wanted("ref", "Ref", "str", 4),
    Wanted("text", "Text", "str", 120, flexible=True),
    Wanted("accepted", "Accepted", "str", 7, coded=True),
    Wanted("response_received", "Response received", "str", 3, coded=True),
    Wanted("due", "Due", "date", 11),
    Wanted("series", "Series", "str", 8),
)


def names(width: int, left: int = 1) -> list[str]:
    return [TABLE[slot.number].name for slot in arrange(TABLE, width, left)]


def test_at_80_columns_ref_and_text_get_most() -> None:
    slots = arrange(TABLE, 80)
    assert names(80)[:2] == ["ref", "text"]
    assert slots[1].width >= 40


def test_more_columns_come_with_more_room() -> None:
    assert names(200) == [column.name for column in TABLE]
    assert len(names(60)) < len(names(120))


def test_a_heading_is_written_out_where_there_is_room() -> None:
    wide = {TABLE[slot.number].name: slot.width for slot in arrange(TABLE, 240)}
    assert wide["response_received"] == len("Response received")


def test_the_ref_stays_when_one_moves_to_the_right() -> None:
    assert names(80, left=4) == ["ref", "due", "series"]


def test_moving_to_a_hidden_column_brings_it_onto_the_screen() -> None:
    left = left_to_show(TABLE, 60, HOME, 5)
    assert "series" in names(60, left)
    assert left_to_show(TABLE, 200, HOME, 5) == HOME


def test_a_table_of_one_flexible_column_takes_the_width() -> None:
    (slot,) = arrange((Wanted("title", "Title", "str", 10, flexible=True),), 80)
    assert slot.width == 80


def test_nothing_wanted_is_nothing_shown() -> None:
    assert arrange((), 80) == ()
    assert arrange(TABLE, 0) == ()


WANTED = st.builds(
    Wanted,
    st.just("c"),
    st.text("abcdef", max_size=20),
    st.sampled_from(["str", "date", "int", "float", "list"]),
    st.integers(0, 200),
    st.booleans(),
    coded=st.booleans(),
    fixed=st.integers(0, 60),
)


@given(st.lists(WANTED, max_size=8), st.integers(1, 250), st.integers(HOME, 8))
def test_columns_never_overlap_nor_leave_the_table(wanted: list[Wanted], width: int, left: int) -> None:
    slots = arrange(wanted, width, left)
    assert not wanted or slots[0].number == 0
    for before, after in pairwise(slots):
        assert before.x + before.width < after.x
    for slot in slots:
        assert slot.width > 0
        assert slot.x + slot.width <= width


@given(st.lists(WANTED, min_size=2, max_size=8), st.integers(20, 250), st.data())
def test_every_column_can_be_brought_onto_the_screen(
    wanted: list[Wanted], width: int, data: st.DataObject
) -> None:
    column = data.draw(st.integers(1, len(wanted) - 1))
    left = left_to_show(wanted, width, HOME, column)
    slots = arrange(wanted, width, left)
    first = slots[0].width
    assert any(slot.number == column for slot in slots) or first + 2 >= width


def test_a_column_that_the_flexible_one_leaves_no_room_for_is_shown_without_it() -> None:
    narrow = [
        Wanted("ref", "", "str", 3),
        Wanted("due", "", "str", 11),
        Wanted("text", "", "str", 0, flexible=True),
    ]
    assert [slot.number for slot in arrange(narrow, 20)] == [0, 2]
    assert [slot.number for slot in arrange(narrow, 20, left_to_show(narrow, 20, HOME, 1))][:2] == [0, 1]
