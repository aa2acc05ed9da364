from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.tui.commandline import completions
from slough_tui.tui.effects import Load, Quit
from slough_tui.tui.prompt import Prompt
from tests.tui.conftest import new_session, press

if TYPE_CHECKING:
    from slough_tui.tui.session import Session


def command(session: Session, line: str) -> Session:
    session.key(":")
    for character in line:
        session.key(character)
    session.key("enter")
    return session


def offers(session: Session, text: str, kind: str = "command") -> tuple[str, ...]:
    return completions(session, Prompt(kind, ":", text))


def test_a_place_is_gone_to_by_name_or_beginning(session: Session) -> None:
    assert command(session, "audit_actions").place.name == "audit_actions"
    assert command(session, "dir").place.name == "directions"
    assert command(session, "reporting cadences").place.name == "cadences"


def test_a_record_is_gone_to_by_id(session: Session) -> None:
    command(session, "dir:directions/7")
    assert session.place.name == "directions"
    assert session.record is not None
    assert session.record.id == "dir:directions/7"
    press(session, "escape")
    assert session.table is not None
    assert session.table.id == "dir:directions/7"


def test_a_record_hidden_by_the_filter_is_shown_all_the_same(session: Session) -> None:
    press(session, "& 'finance' enter")
    command(session, "rec:scrutiny/0.01")
    assert session.table is not None
    assert session.table.id == "rec:scrutiny/0.01"


def test_a_record_that_is_not_there_is_told(session: Session) -> None:
    assert "not in this register" in command(session, "rec:scrutiny/9.99").note


def test_filter_sort_find_and_date_can_be_typed(session: Session) -> None:
    assert session.table is not None
    command(session, "filter accepted:yes")
    assert session.table.height == 8
    command(session, "sort due desc, ref")
    assert [(k.column, k.descending) for k in session.table.grid.keys] == [("due", True), ("ref", False)]
    command(session, "sort")
    assert session.table.grid.keys == ()
    command(session, "find number 20")
    assert session.table.id == "rec:scrutiny/0.20"
    command(session, "as-of 31/10/2023")
    assert session.effects == [Load(date(2023, 10, 31), "recommendations")]


def test_a_row_is_gone_to_by_number(session: Session) -> None:
    assert session.table is not None
    command(session, "12")
    assert session.table.cursor == 11
    command(session, "999999999999999999999")
    assert session.table.cursor == 32


def test_every_verb_can_be_typed_by_name(session: Session) -> None:
    command(session, "last")
    assert session.table is not None
    assert session.table.cursor == 32
    assert command(session, "quit").effects == [Quit()]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("filtre x", "did you mean filter?"),
        ("abracadabra", "Tab shows what there is"),
        ("sort colour", "no column colour"),
        ("as-of soon", "soon is no date"),
        ("filter colour:red", "no column colour"),
        ("follow", "cannot be done here"),
    ],
)
def test_what_cannot_be_done_is_said(session: Session, line: str, said: str) -> None:
    assert said in command(session, line).note


def test_an_empty_line_does_nothing(session: Session) -> None:
    assert command(session, "").note == ""


def test_lines_are_remembered(session: Session) -> None:
    command(session, "directions")
    command(session, "kpis")
    press(session, ": up up enter")
    assert session.place.name == "directions"


def test_places_commands_and_verbs_are_offered(session: Session) -> None:
    assert offers(session, "au") == ("audit_actions", "audit_reviews")
    assert "filter" in offers(session, "f")
    assert offers(session, "copy-c") == ("copy-cell",)
    assert offers(session, "zzz") == ()


def test_columns_and_words_are_offered(session: Session) -> None:
    assert offers(session, "sort du")[0] == "sort due"
    assert offers(session, "sort due desc, re")[0] == "sort due desc, ref"
    assert "filter status:overdue" in offers(session, "filter status:o")
    assert offers(session, "acc", "filter") == ("accepted:", "accepted_note:")
    assert offers(session, "x !accepted:", "filter")[:2] == ("x !accepted:yes", "x !accepted:no")
    assert offers(session, "31", "date") == ()


def test_ids_are_offered(session: Session) -> None:
    assert offers(session, "dir:directions/1")[0] == "dir:directions/1"
    assert len(offers(session, "rec:")) == 33


def test_tab_goes_through_the_offers_and_back(session: Session) -> None:
    press(session, ": 'aud' tab")
    assert session.prompt is not None
    assert session.prompt.text == "audit_actions"
    press(session, "tab")
    assert session.prompt.text == "audit_reviews"
    press(session, "shift+tab enter")
    assert session.place.name == "audit_actions"


def test_a_filter_that_is_completed_filters_at_once(session: Session) -> None:
    press(session, "g d & 'rag:r' tab")
    assert session.table is not None
    assert session.table.grid.filter == "rag:red"


def test_tab_goes_on_from_a_column_to_its_values(session: Session) -> None:
    press(session, "g a & 'prio' tab 'h' tab space 'direct' tab tab")
    assert session.prompt is not None
    assert session.prompt.text == "priority:high directorate:Finance"
    press(session, "ctrl+u 'review=Pay' tab")
    assert session.prompt.text == "review=Payments"


def test_a_value_of_several_words_is_offered_in_quotation_marks(session: Session) -> None:
    press(session, "& 'lead:\"head_of_l' tab")
    assert session.prompt is not None
    assert session.prompt.text == 'lead:"Head of Libraries"'
    assert session.table is not None
    assert 0 < session.table.height < 33


def test_giving_up_a_filter_goes_back_to_the_record_one_came_from(session: Session) -> None:
    press(session, "j j & 'Finance'")
    assert session.table is not None
    assert session.table.id != "rec:scrutiny/0.03"
    press(session, "escape")
    assert session.table.id == "rec:scrutiny/0.03"


def test_tab_says_so_where_it_knows_nothing() -> None:
    for typed in (": 'xyzzy' tab", "& 'xyzzy' tab"):
        assert press(new_session(), typed).note == "Tab knows nothing that goes on from here."
    assert press(new_session(), ": 'directi' tab").note == ""
