from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.tui.memory import keep, memory_file, recall
from slough_tui.views.ordering import Key
from tests.tui.conftest import frames, new_session, press

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.tui.session import Session


def again(file: Path) -> Session:
    session = new_session(loaded=False)
    recall(session, file)
    for name, frame in frames().items():
        session.loaded(name, frame)
    return session


def test_the_next_start_is_where_one_left(tmp_path: Path) -> None:
    file = tmp_path / "screens" / "x.json"
    keep(press(new_session(), "g d & 'council' enter ] l z h j j m a : 'places' enter escape"), file)
    session = again(file)
    table = session.table
    assert table is not None
    assert session.place.name == "directions"
    assert (table.grid.filter, table.grid.keys) == ("council", (Key("ref", descending=True),))
    assert (table.id, session.as_of) == ("dir:directions/13", session.today)
    assert session.bookmarks["a"].record == "dir:directions/13"
    assert press(session, ": up").prompt is not None
    assert session.prompt is not None
    assert session.prompt.text == "places"


def test_every_place_keeps_its_columns_and_order_but_only_the_present_one_its_filter(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    session = press(new_session(), "g a l l z h ] z v & 'Keep' enter g d & 'council' enter")
    assert session.tables["audit_actions"].grid.filter == "Keep"
    keep(session, file)
    for _ in range(2):  # a start in which nobody goes there forgets nothing
        session = again(file)
        table = press(again(file), "g a").table
        assert table is not None
        assert "status" not in table.grid.names
        assert (table.tall, table.grid.keys, table.grid.filter) == (2, (Key("due", descending=True),), "")
        assert session.table is not None
        assert session.table.grid.filter == "council"
        assert press(again(file), "g p").tables["plan_actions"].grid.chosen == ()
        keep(session, file)
    unread = new_session(loaded=False)
    recall(unread, file)
    keep(unread, file)
    assert "status" not in press(again(file), "g a").tables["audit_actions"].grid.names


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"here": {}}', '{"lines": 3, "bookmarks": {}, "here": {"place": "kpis"}}',
     '{"lines": {}, "bookmarks": {}, "here": {"place": "nowhere"}}'],
)  # fmt: skip
def test_a_memory_that_cannot_be_read_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    assert again(file).place.name == "recommendations"
    assert again(tmp_path / "none.json").place.name == "recommendations"


def test_a_filter_that_no_longer_holds_is_told_and_the_rows_are_shown(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text('{"lines": {}, "bookmarks": {}, "here": {"place": "kpis", "filter": "nocolumn:3"}}')
    session = again(file)
    assert session.place.name == "kpis"
    assert session.table is not None
    assert session.table.grid.filter == ""


def test_where_nothing_can_be_kept_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep(new_session(), tmp_path / "file" / "x.json")


def test_every_register_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert memory_file(tmp_path / "a") != memory_file(tmp_path / "b")
    assert memory_file(tmp_path / "a").is_relative_to(tmp_path / "slough-tui")
