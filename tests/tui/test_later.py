"""A table so large that filter and sort are found out beside the screen: the state between the wish and its answer."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import UsageError
from slough_tui.tui import table_state
from slough_tui.tui.effects import Later
from slough_tui.tui.later import Finder, Found
from slough_tui.tui.session import Session
from slough_tui.tui.table_state import TableState
from slough_tui.views.grid import Grid, StaleError
from slough_tui.views.ordering import Key
from slough_tui.views.places import BY_NAME
from tests.tui.conftest import press
from tests.tui.sample_register import TODAY, audit_action, recommendation
from tests.views.conftest import frame_of

if TYPE_CHECKING:
    from collections.abc import Callable

FRAME = frame_of("audit_actions", [audit_action(n) for n in range(1, 121)])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Later]:
    monkeypatch.setattr(table_state, "LARGE", 0)
    return []


@pytest.fixture
def table(asked: list[Later]) -> TableState:
    state = TableState(Grid(BY_NAME["audit_actions"], FRAME, TODAY), later=asked.append)
    answer(asked)
    return state


def answer(asked: list[Later]) -> None:
    """Do what was asked, as the finder does."""
    while asked:
        later = asked.pop(0)
        try:
            later.then(later.work(lambda: False))
        except StaleError:
            continue


def test_the_wish_stands_at_once_and_the_rows_follow(table: TableState, asked: list[Later]) -> None:
    table.go(39)
    record = table.id
    table.sift("status:overdue")
    assert (table.grid.filter, table.settling, table.height, table.id) == (
        "status:overdue",
        True,
        120,
        record,
    )
    answer(asked)
    assert (table.settling, table.height) == (False, 40)
    assert table.id == record, "the cursor is on its record again"


def test_of_many_wishes_the_newest_is_answered(table: TableState, asked: list[Later]) -> None:
    for end in range(1, 8):
        table.sift("overdue"[:end])
    assert len(asked) == 7
    for later in asked[:-1]:
        with pytest.raises(StaleError):
            later.work(lambda: False)
    answer(asked)
    assert (table.grid.filter, table.height) == ("overdue", 40)


def test_an_answer_that_comes_too_late_is_dropped(table: TableState, asked: list[Later]) -> None:
    table.sift("status:overdue")
    late = asked.pop()
    found = late.work(lambda: False)
    table.sift("")
    late.then(found)
    assert (table.grid.filter, table.height, table.settling) == ("", 120, False)


def test_filter_and_order_are_wished_for_together(table: TableState, asked: list[Later]) -> None:
    table.sift("status:overdue")
    table.sort([Key("due", descending=True)])
    answer(asked)
    dues = [table.grid.value(row, "due") for row in range(table.height)]
    assert table.height == 40
    assert dues == sorted(dues, reverse=True)
    assert table.cursor == 0


def test_a_wrong_filter_is_refused_at_once(table: TableState, asked: list[Later]) -> None:
    with pytest.raises(UsageError):
        table.sift("colour:red")
    assert (asked, table.settling, table.grid.filter) == ([], False, "")


def test_what_is_at_hand_does_not_wait(table: TableState, asked: list[Later]) -> None:
    table.sift("status:overdue")
    answer(asked)
    table.sift("")
    assert (asked, table.height) == ([], 120)


def test_a_newer_state_of_the_table_is_arranged_as_the_older_was(
    table: TableState, asked: list[Later]
) -> None:
    table.sift("status:overdue")
    table.sort([Key("due")])
    answer(asked)
    table.go(7)
    record = table.id
    table.take(Grid(BY_NAME["audit_actions"], FRAME.head(118), TODAY))
    assert table.settling
    answer(asked)
    assert (table.grid.filter, table.grid.keys, table.id) == ("status:overdue", (Key("due"),), record)


def test_the_finder_answers_in_order_says_errors_and_ends() -> None:
    told: queue.Queue[Found] = queue.Queue()

    def stale(_: Any) -> Any:
        raise StaleError

    def broken(_: Any) -> Any:
        raise ZeroDivisionError

    taken: list[int] = []
    finder = Finder(told.put)
    for work in (lambda _: 1, stale, broken, lambda _: 2):
        finder.put(Later(work, taken.append))
    finder.put(None)
    finder.start()
    finder.join(20)
    assert not finder.is_alive()
    first, wrong, last = (told.get_nowait() for _ in range(3))
    first.take()
    last.take()
    assert taken == [1, 2]
    with pytest.raises(ZeroDivisionError):
        wrong.take()


def test_a_search_goes_to_its_row_when_it_has_found_it(table: TableState, asked: list[Later]) -> None:
    rows: list[int | None] = []
    table.look_for("AR-077", 0, rows.append)
    assert rows == []
    answer(asked)
    assert rows == [76]


def test_the_next_place_with_the_same_words_is_known_at_once(table: TableState, asked: list[Later]) -> None:
    rows: list[int | None] = []
    table.look_for("(1", 0, rows.append)
    answer(asked)
    table.look_for("(1", 1, rows.append)
    table.look_for("(1", -1, rows.append, back=True)
    assert asked == []
    assert rows == [0, 9, 119]


def test_of_many_searches_the_newest_is_answered(table: TableState, asked: list[Later]) -> None:
    rows: list[int | None] = []
    for words in ("A", "AR-0", "AR-050"):
        table.look_for(words, 0, rows.append)
    for later in asked[:-1]:
        with pytest.raises(StaleError):
            later.work(lambda: False)
    answer(asked)
    assert rows == [49]


@pytest.mark.parametrize(
    "leave",
    [lambda t: t.move(1), lambda t: t.sift("overdue"), lambda t: t.take(t.grid)],
    ids=["moved", "filtered", "read anew"],
)
def test_who_has_gone_elsewhere_is_not_taken_to_what_was_looked_for(
    table: TableState, asked: list[Later], leave: Callable[[TableState], None]
) -> None:
    rows: list[int | None] = []
    table.look_for("AR-050", 0, rows.append)
    late = asked.pop()
    hits = late.work(lambda: False)
    leave(table)
    late.then(hits)
    assert rows == []


def test_hits_are_of_the_rows_that_are_shown_now(table: TableState, asked: list[Later]) -> None:
    rows: list[int | None] = []
    table.look_for("(4", 0, rows.append)
    answer(asked)
    table.sift("status:overdue")
    answer(asked)
    table.look_for("(4", 0, rows.append)
    answer(asked)
    assert rows == [3, 1]


def test_once_its_columns_are_known_a_table_of_moderate_size_is_sorted_at_once(
    table: TableState, asked: list[Later]
) -> None:
    table.sort([Key("due", descending=True)])
    assert asked
    answer(asked)
    by_hand = [row for row, _ in table.seen()], table.grid.rows(0, 120)
    table.sort([])
    table.warm()
    answer(asked)
    table.sort([Key("due", descending=True)])
    assert (asked, table.settling) == ([], False)
    assert ([row for row, _ in table.seen()], table.grid.rows(0, 120)) == by_hand
    table.sift("status:overdue")
    assert asked, "a filter has texts to look through"
    answer(asked)
    table.cool()
    table.sort([Key("ref")])
    assert asked


def test_what_was_found_out_is_forgotten_when_one_goes_elsewhere(asked: list[Later]) -> None:
    session = Session("sample", TODAY, TODAY)
    session.resize(80, 24)
    for name, rows in (("recommendations", [recommendation(n) for n in range(9)]), ("audit_actions", [])):
        session.loaded(name, frame_of(name, rows) if rows else FRAME)
    wanted = [effect for effect in session.effects if isinstance(effect, Later)]
    assert session.table is not None
    first = session.table.grid
    assert [effect.work.__self__ for effect in wanted] == [first]  # type: ignore[attr-defined]
    answer(wanted)
    assert first.is_quick("")
    session.effects.clear()
    press(session, "g a")
    assert not first.is_quick("")
    answer([effect for effect in session.effects if isinstance(effect, Later)])
    assert session.table.grid.is_quick("")
