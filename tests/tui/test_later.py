"""A table so large that filter and sort are found out beside the screen: the state between the wish and its answer."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import UsageError
from slough_tui.tui import table_state
from slough_tui.tui.effects import Copy, Later
from slough_tui.tui.group_list import GroupList
from slough_tui.tui.hearing import hear
from slough_tui.tui.later import Finder, Found
from slough_tui.tui.painting_body import body
from slough_tui.tui.session import Session
from slough_tui.tui.table_state import TableState
from slough_tui.views.grid import Grid, StaleError
from slough_tui.views.ordering import Key
from slough_tui.views.places import BY_NAME
from tests.tui.conftest import new_session, press, text_of
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


def findings_of(session: Session) -> list[Later]:
    """What is to be found out; a large table is warmed, too."""
    wanted = [effect for effect in session.effects if isinstance(effect, Later)]
    session.effects = [effect for effect in session.effects if not isinstance(effect, Later)]
    return wanted


def hear_all(session: Session) -> None:
    """Do what was asked, and tell the session."""
    while wanted := findings_of(session):
        for later in wanted:
            hear(session, Found(later, later.work(lambda: False)), 0)


@pytest.fixture
def large(asked: list[Later]) -> Session:
    session = press(new_session(), "g f")
    hear_all(session)
    return session


def test_groups_are_counted_beside_the_screen_and_keys_wait_for_them(large: Session) -> None:
    press(large, "B")
    assert "Counting 1 finding" in text_of(body(large, 80, 20))
    press(large, "space")
    sheet = large.sheet
    assert isinstance(sheet, GroupList)
    assert (sheet.groups, sheet.members) == ([], {})
    hear_all(large)
    assert len(sheet.groups) == 1
    assert list(sheet.members) == [sheet.groups[0].value], "the key that waited opened the group"
    assert not large.waiting


def test_escape_leaves_what_is_being_counted_and_the_keys_that_waited(large: Session) -> None:
    cursor = large.table.cursor if large.table else None
    press(large, "B enter escape")
    assert (large.sheet, large.queue, large.record) == (None, [], None)
    hear_all(large)
    assert (large.sheet, large.record, large.table and large.table.cursor) == (None, None, cursor)


def test_of_two_groupings_the_newer_one_is_shown(large: Session) -> None:
    press(large, "B")
    hear_all(large)
    sheet = large.sheet
    assert isinstance(sheet, GroupList)
    sheet.regroup()
    sheet.group_by("severity")
    hear_all(large)
    assert (sheet.by, [group.value for group in sheet.groups]) == ("severity", ["error"])


def test_values_are_counted_beside_the_screen_and_keys_wait_for_them(large: Session) -> None:
    press(large, "F")
    assert "counting" in text_of(body(large, 80, 20))
    press(large, "enter")
    assert large.mode == "chooser"
    hear_all(large)
    assert large.mode == "table"
    assert large.table is not None
    assert large.table.grid.filter, "the key that waited took the first value"


def test_rows_become_text_beside_the_screen(large: Session) -> None:
    press(large, "y v")
    assert "Copying 1 rows" in large.note
    assert not [effect for effect in large.effects if isinstance(effect, Copy)]
    hear_all(large)
    (copied,) = (effect for effect in large.effects if isinstance(effect, Copy))
    assert copied.what == "1 rows"
    assert copied.text.count("\n") == 1


def test_what_is_found_out_is_of_the_rows_that_are_shown_then(table: TableState, asked: list[Later]) -> None:
    told: list[int] = []
    table.sift("status:overdue")
    table.find_out(lambda: len(table.grid.numbers()), told.append)
    answer(asked)
    assert told == [40]
