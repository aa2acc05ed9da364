from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.views.columns import HOME, LEAST_FLEXIBLE, Wanted, arrange, in_room, initials, left_to_show

TABLE = (
    Wanted("ref", "Ref", "str", 4),
    Wanted("text", "Text", "str", 120, flexible=True),
    Wanted("accepted", "Accepted", "str", 7, coded=True),
    Wanted("response_received", "Response received", "str", 3, coded=True),
    Wanted("due", "Due", "date", 11, turn=2),
    Wanted("lead", "Lead", "str", 30, initials=4),
    Wanted("series", "Series", "str", 8, turn=1),
)


def names(width: int, left: int = 1) -> list[str]:
    return [TABLE[slot.number].name for slot in arrange(TABLE, width, left)]


def test_at_80_columns_the_text_has_most_and_what_comes_first_is_seen() -> None:
    slots = arrange(TABLE, 80)
    assert names(80, HOME) == ["ref", "text", "accepted", "due", "series"]
    assert max(slots, key=lambda slot: slot.width) is slots[1]


def test_the_text_gives_way_to_what_comes_first_but_is_never_gone() -> None:
    assert names(60, HOME) == ["ref", "text", "due", "series"]
    narrow = arrange(TABLE, 44)
    assert [TABLE[slot.number].name for slot in narrow] == ["ref", "text", "series"]
    assert narrow[1].width >= LEAST_FLEXIBLE


def test_initials_stand_where_there_is_no_room_for_a_name() -> None:
    slots = {TABLE[slot.number].name: slot.width for slot in arrange(TABLE, 100)}
    assert slots["lead"] == 4
    lead = TABLE[5]
    assert in_room("Head of Housing and Repairs", lead, 4) == "HHR"
    assert in_room("Head of Housing and Repairs", lead, 20) == "Head of Housing and Repairs"
    assert in_room("HAC", lead, 4) == "HAC"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Head of Finance/ Head of Audit", "HF/HA"),
        ("Legal", "Legal"),
        ("D'Arcy Q. Smith", "DQS"),
        ("", ""),
        ("Østfold åse", "ØÅ"),
    ],
)
def test_initials_leave_out_small_words(name: str, short: str) -> None:
    assert initials(name) == short


def test_more_columns_come_with_more_room() -> None:
    assert names(200) == [column.name for column in TABLE]
    assert len(names(60)) < len(names(120))


def test_a_heading_is_written_out_where_there_is_room() -> None:
    wide = {TABLE[slot.number].name: slot.width for slot in arrange(TABLE, 240)}
    assert wide["response_received"] == len("Response received")


def test_the_ref_stays_when_one_moves_to_the_right() -> None:
    assert names(80, left=4) == ["ref", "due", "lead", "series"]


def test_moving_to_a_hidden_column_brings_it_onto_the_screen() -> None:
    left = left_to_show(TABLE, 60, HOME, 5)
    assert "lead" in names(60, left)
    assert left_to_show(TABLE, 200, HOME, 5) == HOME


def test_moving_on_in_the_scrolled_part_stays_there_and_moving_back_comes_home() -> None:
    assert left_to_show(TABLE, 60, 2, 4) == 2  # the date is seen at home, too
    assert left_to_show(TABLE, 60, 2, 1) == HOME


def test_the_last_column_that_has_room_is_cut_if_it_is_a_text() -> None:
    slots = arrange(
        (*TABLE[:1], *TABLE[2:4], Wanted("note", "Note", "str", 300), Wanted("on", "On", "date", 11)), 52
    )
    assert (slots[-1].number, slots[-1].width) == (3, 52 - slots[-1].x)


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
    turn=st.integers(0, 3),
    initials=st.sampled_from([0, 0, 4, 6]),
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


def test_a_text_takes_no_more_than_its_longest_value_where_all_were_measured() -> None:
    short = (
        Wanted("id", "Rule", "str", 6),
        Wanted("title", "Says", "str", 50, flexible=True),
        Wanted("n", "Findings", "int", 3),
    )
    slots = arrange(short, 200)
    assert [slot.width for slot in slots][1] == 50
    assert slots[2].x == 6 + 2 + 50 + 2, "what stands in a row is read together"
    unsure = (short[0], short[1]._replace(sampled=True), short[2])
    assert sum(slot.width for slot in arrange(unsure, 200)) + 4 == 200
