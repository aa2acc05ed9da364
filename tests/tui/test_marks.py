from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slough_tui.tui import painting, painting_body
from slough_tui.views.spans import plain
from tests.tui.conftest import frames, new_session, press, text_of

if TYPE_CHECKING:
    from slough_tui.tui.session import Session
    from slough_tui.tui.table_state import TableState


def table_of(session: Session) -> TableState:
    assert session.table is not None
    return session.table


def refs(session: Session) -> list[str]:
    return [name.rpartition("/")[2] for name in table_of(session).chosen]


def test_verbs_act_on_the_record_under_the_cursor_while_nothing_is_marked(session: Session) -> None:
    assert refs(press(session, "j")) == ["0.02"]


def test_space_marks_and_goes_down_and_again_takes_the_mark_off(session: Session) -> None:
    assert refs(press(session, "space j space")) == ["0.01", "0.03"]
    assert refs(press(session, "g g space G")) == ["0.03"]


@pytest.mark.parametrize("keys", ["j v j j v", "j j j v k k v", "j v j j space"])
def test_a_range_marks_everything_between_its_ends(session: Session, keys: str) -> None:
    assert refs(press(session, keys)) == ["0.02", "0.03", "0.04"]


def test_escape_gives_up_a_range_and_keeps_the_marks_that_were_there(session: Session) -> None:
    press(session, "space v G escape")
    assert refs(session) == ["0.01"]
    assert table_of(session).anchor is None


def test_all_shown_records_are_marked_and_again_unmarked(session: Session) -> None:
    press(session, "& 'ref=0.07' enter *")
    assert refs(session) == ["0.07"]
    press(session, "escape")
    assert refs(session) == ["0.07"]
    press(session, "* *")
    assert table_of(session).marks.count == 0


def test_escape_clears_the_filter_before_the_marks(session: Session) -> None:
    press(session, "space & 'number' enter escape")
    assert table_of(session).marks.count == 1
    assert table_of(session).grid.filter == ""
    press(session, "escape")
    assert table_of(session).marks.count == 0


def test_marks_stay_with_their_records_when_a_newer_state_is_read(session: Session) -> None:
    press(session, "j space j space")
    newer = frames()["recommendations"]
    session.loaded("recommendations", newer.filter(pl.col("ref") != "0.01"))
    assert refs(session) == ["0.02", "0.04"]
    session.loaded("recommendations", newer.filter(pl.col("ref") != "0.02"))
    assert refs(session) == ["0.04"]


def test_what_is_marked_is_shown_beside_the_rows_and_counted_in_the_status(session: Session) -> None:
    before = text_of(painting_body.body(session, 80, 21))
    press(session, "space space")
    lines = [plain(line) for line in painting_body.body(session, 80, 21)]
    assert [line[0] for line in lines[:5]] == [" ", "*", "*", " ", " "]
    assert "2 marked" in plain(painting.status_line(session, 80))
    press(session, "v j")
    assert [plain(line)[0] for line in painting_body.body(session, 80, 21)][1:6] == ["*", "*", "+", "+", " "]
    assert "range of 2" in plain(painting.status_line(session, 80))
    press(session, "escape U g g")
    assert text_of(painting_body.body(session, 80, 21)) == before


KEYS = (
    "j",
    "k",
    "G",
    "g g",
    "space",
    "v",
    "*",
    "U",
    "escape",
    "]",
    "[",
    "l",
    "& 'number_1' enter",
    "tab",
    "shift+tab",
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(KEYS), max_size=25))
def test_any_keys_keep_the_count_true_and_every_line_as_wide_as_the_screen(keys: list[str]) -> None:
    session = new_session()
    for key in keys:
        press(session, key)
        if session.table is None:  # a place that is no table
            continue
        table = table_of(session)
        assert table.marks.count == len(table.marks.numbers())
        assert table.anchor is None or 0 <= table.anchor < table.height
    assert {len(plain(line)) for line in painting_body.body(session, 80, 21)} == {80}
