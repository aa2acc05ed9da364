from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from slough_tui.tui.table_state import TableState
from slough_tui.views.columns import HOME
from slough_tui.views.grid import Grid
from slough_tui.views.ordering import Key
from slough_tui.views.places import BY_NAME
from tests.tui.sample_register import TODAY, audit_action
from tests.views.conftest import frame_of

FRAME = frame_of("audit_actions", [audit_action(n) for n in range(1, 61)])


def state(rows: int = 10, width: int = 80) -> TableState:
    return TableState(Grid(BY_NAME["audit_actions"], FRAME, TODAY), rows=rows, width=width)


def test_a_page_keeps_one_row_in_sight() -> None:
    table = state()
    table.page(1)
    assert (table.cursor, table.top) == (9, 9)


def test_the_wheel_moves_the_window_and_takes_the_cursor_along_only_at_its_edge() -> None:
    table = state()
    table.go(5)
    table.scroll(3)
    assert (table.top, table.cursor) == (3, 5)
    table.scroll(6)
    assert (table.top, table.cursor) == (9, 9)
    table.scroll(-99)
    assert (table.top, table.cursor) == (0, 9)


def test_a_column_off_the_screen_comes_onto_it_and_the_ref_stays() -> None:
    table = state(width=60)
    table.across(99)
    slots = table.slots()
    assert slots[0].number == 0
    assert slots[-1].number == table.column
    table.across(-99)
    assert table.left == HOME


def test_a_cell_is_left_for_the_sign_that_there_is_more() -> None:
    table = state(width=70)
    slots = table.slots()
    assert slots[-1].number < len(table.grid.wanted) - 1
    assert slots[-1].x + slots[-1].width <= 68


def test_long_text_takes_more_lines_and_the_cursor_stays_on_its_record() -> None:
    table = state(width=60)
    table.go(30)
    record = table.id
    table.lay(tall=3)
    assert table.lines_of(30) > 1
    assert table.id == record
    assert 30 in table.in_sight()
    shown = [part.texts[table.grid.names.index("text")] for part in table.folded(30)]
    assert " ".join(shown).split() == str(table.value_of("text")).split()


def test_a_page_of_tall_rows_keeps_one_row_in_sight_and_goes_back_to_where_it_was() -> None:
    table = state(width=60)
    table.lay(tall=99)
    table.page(1)
    last = table.top
    assert 0 < last < 9
    table.page(1)
    assert table.top > last
    table.page(-1)
    assert (table.top, table.cursor) == (last, last)
    table.go(59)
    assert sum(table.lines_of(row) for row in range(table.top, 60)) <= table.rows


def test_a_row_is_never_higher_than_the_window() -> None:
    long = FRAME.with_columns(text=FRAME["text"] + " and so on" * 400)
    table = TableState(Grid(BY_NAME["audit_actions"], long, TODAY), rows=7, width=60)
    table.lay(tall=99)
    assert table.lines_of(3) == 7
    table.page(1)
    assert (table.top, table.cursor, table.row_on(6)) == (1, 1, 1)
    last = table.folded(3)[-1].texts[table.grid.names.index("text")]
    assert last.endswith("…")


def test_only_the_rows_about_the_window_are_ever_wrapped() -> None:
    import polars as pl

    many = pl.concat([FRAME] * 500)
    table = TableState(Grid(BY_NAME["audit_actions"], many, TODAY), rows=20, width=80)
    table.lay(tall=99)
    table.go(15_000)
    table.page(1)
    table.centre()
    assert len(table._folds) <= 6 * table.rows


def test_a_line_of_the_window_belongs_to_the_row_that_covers_it() -> None:
    table = state(width=60)
    table.lay(tall=2)
    assert [table.row_on(line) for line in range(4)] == [0, 0, 1, 1]
    table.sift("AR-001")
    assert table.row_on(5) is None


def test_row_numbers_take_room_from_the_columns_and_the_same_room_under_a_filter() -> None:
    table = state()
    before = table.room
    table.lay(numbered=True)
    assert table.room == before - len("60") - 1
    room = table.room
    table.sift("AR-001")
    assert table.room == room


def test_an_empty_table_has_no_value_and_no_record() -> None:
    table = state()
    table.sift("nothing of the kind")
    assert (table.height, table.cursor, table.id, table.record, table.value) == (0, 0, None, None, None)
    table.move(1)
    table.page(1)
    table.go(5)
    assert table.cursor == 0
    table.sift("")
    assert table.id is not None


def test_a_record_that_left_the_register_leaves_the_cursor_near() -> None:
    table = state()
    table.go(59)
    table.take(Grid(BY_NAME["audit_actions"], FRAME.head(30), TODAY))
    assert table.cursor == 29


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(-70, 70)),
        st.tuples(st.just("page"), st.sampled_from([1, -1, 0.5, -0.5])),
        st.tuples(st.just("go"), st.integers(-5, 99)),
        st.tuples(st.just("scroll"), st.integers(-30, 30)),
        st.tuples(st.just("across"), st.integers(-9, 9)),
        st.tuples(st.just("sift"), st.sampled_from(["", "status:overdue", "AR-00", "nothing here"])),
        st.tuples(st.just("sort"), st.sampled_from([(), (Key("due"),), (Key("ref", descending=True),)])),
        st.tuples(st.just("centre"), st.none()),
        st.tuples(st.just("lay"), st.sampled_from([1, 2, 5, 99])),
    ),
    max_size=25,
)


@settings(max_examples=60)
@given(STEPS, st.integers(1, 40), st.integers(20, 200))
def test_whatever_one_does_the_cursor_is_on_a_shown_row_in_the_window(
    steps: list[tuple[str, object]], rows: int, width: int
) -> None:
    table = state(rows, width)
    for name, argument in steps:
        if name == "lay":
            table.lay(tall=int(str(argument)), numbered=argument != 2)
        else:
            getattr(table, name)(*([] if argument is None else [argument]))
        assert 0 <= table.cursor < max(table.height, 1)
        assert table.top <= table.cursor
        if table.height:
            assert sum(table.lines_of(row) for row in range(table.top, table.cursor + 1)) <= table.rows
        below = range(table.top, min(table.height, table.top + table.rows))
        filled = sum(table.lines_of(row) for row in below)
        assert table.top == 0 or filled + table.lines_of(table.top - 1) > table.rows
        assert any(slot.number == table.column for slot in table.slots())
