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
        getattr(table, name)(*([] if argument is None else [argument]))
        assert 0 <= table.cursor < max(table.height, 1)
        assert table.top <= table.cursor < table.top + table.rows
        assert 0 <= table.top <= max(table.height - table.rows, 0)
        assert any(slot.number == table.column for slot in table.slots())
