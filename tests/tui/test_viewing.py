from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.tui import painting_body
from slough_tui.tui.column_list import ColumnList
from slough_tui.tui.effects import Load
from slough_tui.tui.letters import Jump
from slough_tui.views.ordering import Key
from slough_tui.views.saved import Shelf
from tests.tui.conftest import frames, new_session, press, text_of
from tests.views.conftest import frame_of

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.tui.session import Session
    from slough_tui.tui.table_state import TableState


def table_of(session: Session) -> TableState:
    assert session.table is not None
    return session.table


def shown(session: Session) -> str:
    return text_of(painting_body.body(session, 80, 21))


# ---------------------------------------------------------------- saved views


def test_a_key_shows_a_saved_view_and_backtick_goes_to_and_fro(session: Session) -> None:
    press(session, "j j 1")
    assert session.place.name == "audit_actions"
    assert table_of(session).grid.filter == "status:overdue priority:high"
    assert table_of(session).grid.keys == (Key("due"),)
    press(session, "`")
    assert session.place.name == "recommendations"
    assert table_of(session).cursor == 2
    press(session, "`")
    assert table_of(session).grid.filter == "status:overdue priority:high"


def test_a_view_brings_back_filter_order_columns_and_date(session: Session, tmp_path: Path) -> None:
    session.shelf = Shelf([tmp_path])
    press(session, "& 'Libraries' enter ] l z h S 'shelves' enter '7' enter enter")
    assert "Kept as shelves on 7" in session.note
    names = table_of(session).grid.names
    press(session, "escape C r enter [ 7")
    grid = table_of(session).grid
    assert (grid.filter, grid.keys, grid.names) == ("Libraries", (Key("ref", descending=True),), names)
    (tmp_path / "old.toml").write_text("place = 'directions'\nkey = '8'\nas_of = 2023-10-03\n")
    press(session, "8")
    assert isinstance(session.effects[-1], Load)
    assert session.as_of.isoformat() == "2023-10-03"


def test_a_view_waits_for_a_place_that_is_still_being_read(session: Session) -> None:
    fresh = new_session(loaded=False)
    press(fresh, "1")
    for name, frame in frames().items():
        fresh.loaded(name, frame)
    assert table_of(fresh).grid.filter == "status:overdue priority:high"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("view_save_mine_9", "Kept as mine on 9"),
        ("view_save_two_words", "Kept as two words"),
        ("view_overdue", "View overdue high. ` goes back."),
        ("view_nonsense", "there is no view 'nonsense'"),
        ("view", "which view?"),
        ("view_save_", "which view?"),
    ],
)
def test_views_are_kept_and_shown_by_the_command_line(
    session: Session, tmp_path: Path, line: str, said: str
) -> None:
    session.shelf = Shelf([tmp_path])
    press(session, f": '{line}' enter")
    assert said in session.note or "view save NAME KEY" in session.note


def test_the_view_call_in_shows_the_ranking_and_opens_the_record(session: Session) -> None:
    called = {"id": "rec:scrutiny/0.03", "record": "rec:scrutiny/0.03", "rank": 1, "ref": "0.03",
              "question": "What has been done so far?", "evidence": "late by 22 days"}  # fmt: skip
    session.loaded("call_in", frame_of("call_in", [called]))
    press(session, "5")
    assert session.place.name == "call_in"
    assert "What has been done so far?" in shown(session)
    press(session, "enter")
    assert session.record is not None
    assert (session.record.table, session.record.id) == ("recommendations", "rec:scrutiny/0.03")


def test_a_free_key_says_how_to_take_it(session: Session) -> None:
    assert "S keeps what you see" in press(session, "9").note


def test_a_view_of_a_place_that_is_not_there_changes_nothing(session: Session, tmp_path: Path) -> None:
    session.shelf = Shelf([tmp_path])
    (tmp_path / "odd.toml").write_text("place = 'nowhere'\nkey = '9'\n")
    press(session, "9")
    assert "there is no place nowhere" in session.note
    assert session.place.name == "recommendations"


def test_a_view_whose_filter_no_longer_holds_says_so(session: Session, tmp_path: Path) -> None:
    session.shelf = Shelf([tmp_path])
    (tmp_path / "odd.toml").write_text("place = 'directions'\nkey = '9'\nfilter = 'where nocolumn = 1'\n")
    press(session, "9")
    assert "unknown column 'nocolumn'" in shown(session)


def test_all_views_are_listed(session: Session) -> None:
    press(session, "V")
    assert "overdue high" in shown(session)
    press(session, "'slip' enter")
    assert session.place.name == "plan_actions"


def test_heights_and_row_numbers_are_kept_with_the_view(session: Session, tmp_path: Path) -> None:
    session.shelf = Shelf([tmp_path])
    press(session, "z v")
    assert "2 lines at most" in session.note
    press(session, "z v z n S 'tall' enter '8' enter enter")
    assert "numbers = true" in (tmp_path / "tall.toml").read_text()
    press(session, "g d ` z v z v z v z n")
    assert (table_of(session).tall, table_of(session).numbered) == (1, False)
    press(session, "8")
    assert (table_of(session).tall, table_of(session).numbered) == (3, True)


def test_a_row_goes_on_below_and_its_number_stands_before_its_first_line(session: Session) -> None:
    press(session, "z n z v")
    lines = shown(session).splitlines()
    assert lines[1].startswith(" 1 0.01")
    assert lines[2][:9].strip() == ""
    assert lines[2].strip()
    assert lines[3].startswith(" 2 0.02")
    press(session, "space")
    assert shown(session).splitlines()[1].startswith("*  1 0.01")


# ---------------------------------------------------------------- columns, facets, conditions


def test_columns_are_chosen_in_a_list_and_escape_brings_the_old_ones_back(session: Session) -> None:
    before = table_of(session).grid.names
    press(session, "C j space J > enter")
    assert table_of(session).grid.names != before
    assert "text" not in table_of(session).grid.names
    press(session, "C r escape")
    assert "text" not in table_of(session).grid.names
    press(session, "C r enter")
    assert table_of(session).grid.names == before


def test_the_last_column_cannot_be_hidden(session: Session) -> None:
    press(session, "C")
    found = session.sheet
    assert isinstance(found, ColumnList)
    press(session, " ".join(["space j"] * 60))
    for _ in range(80):
        press(session, "x k")
    assert table_of(session).grid.names


def test_a_facet_keeps_the_rows_of_one_value(session: Session) -> None:
    table_of(session).to_column("accepted")
    press(session, "F")
    assert "partial" in shown(session)
    press(session, "enter")
    assert table_of(session).grid.filter.startswith("accepted")
    assert 0 < table_of(session).height < 33


def test_a_condition_is_completed_with_columns_and_their_values(session: Session) -> None:
    press(session, "& 'where_stat' tab")
    assert session.prompt is not None
    assert session.prompt.text == "where status"
    press(session, "'_=_' tab")
    assert session.prompt.text == "where status = 'not_started'"
    press(session, "'_and_lead_=_' tab")
    assert session.prompt.text.startswith("where status = 'not_started' and lead = 'Head of")


def test_a_wrong_condition_is_pointed_at_while_it_is_typed(session: Session) -> None:
    press(session, "& 'where_duee_<_:today'")
    page = shown(session)
    assert "unknown column 'duee'" in page
    assert "did you mean 'due'" in page
    line = next(line for line in page.split("\n") if "^" in line)
    assert line.index("^") == next(x for x in page.split("\n") if "duee < " in x).index("duee")


def test_keeping_a_cell_goes_with_a_condition(session: Session) -> None:
    press(session, "& 'where_due_<_:today' enter")
    table_of(session).to_column("accepted")
    press(session, "+")
    assert table_of(session).grid.filter.endswith("where due < :today")
    assert table_of(session).height > 0


# ---------------------------------------------------------------- bookmarks and jumps


def test_a_bookmark_leads_back_to_record_and_view(session: Session) -> None:
    press(session, "& 'Libraries' enter j m a escape g d ' a")
    assert session.place.name == "recommendations"
    assert table_of(session).grid.filter == "Libraries"
    assert table_of(session).cursor == 1
    assert "there is no bookmark b" in press(session, "' b").note
    assert session.mode == "table"


def test_a_label_leads_to_its_row_and_in_a_record_to_its_link(session: Session) -> None:
    press(session, "f")
    assert isinstance(session.sheet, Jump)
    assert shown(session).split("\n")[3][0] == "d"
    press(session, "d")
    assert table_of(session).cursor == 2
    press(session, "f escape g g enter f a")
    assert session.record is not None
    assert session.record.id == "dir:directions/3"


def test_a_facet_says_how_many_rows_and_which_share_of_them() -> None:
    session = press(new_session(), "g d l l F")
    assert session.chooser is not None
    counts = [choice.key.split() for choice in session.chooser.choices]
    assert all(share.endswith("%") for _, share in counts)
    assert sum(float(share.rstrip("%")) for _, share in counts) == pytest.approx(100, abs=0.3)
    assert len({len(choice.key) for choice in session.chooser.choices}) == 1
