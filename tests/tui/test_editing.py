from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import polars as pl
import pytest

from slough_tui.model.batch import Author
from slough_tui.model.kinds import TABLES
from slough_tui.store import Edit, Register
from slough_tui.tui import acting, chosen_records, painting, painting_body
from slough_tui.tui.chosen_records import ChosenRecords
from slough_tui.tui.form import Form
from slough_tui.tui.preview import Conflict, Preview, Question
from slough_tui.views.findings import findings_frame
from slough_tui.views.rows import held
from slough_tui.views.spans import plain
from tests.tui.conftest import FINDING, new_session, press, text_of
from tests.tui.working import Working
from tests.views.test_findings import found

if TYPE_CHECKING:
    from pathlib import Path

LATER = datetime(2023, 11, 24, 10, tzinfo=UTC)


@pytest.fixture
def working(tmp_path: Path) -> Working:
    return Working(tmp_path / "r", findings=findings_frame(found(FINDING)))


def shown(working: Working) -> str:
    return text_of(painting_body.body(working.session, 80, 21))


def note(working: Working) -> str:
    return working.session.note


def somebody_sets(working: Working, record: str, field: str, old: object, new: object) -> None:
    register = Register.open(working.path)
    edit = Edit("recommendations", record, field, old, new)
    register.commit(
        [edit],
        author=Author(7, "Grace", "elsewhere"),
        recorded_at=LATER,
        effective_on=date(2023, 11, 20),
        message="set",
    )


# ---------------------------------------------------------------- edit, look, commit


def test_a_field_is_edited_with_a_note_and_nothing_is_written_before_the_preview_is_answered(
    working: Working,
) -> None:
    working.press("j e 'lead' enter 'Head_of_Legal' enter 'agreed_at_the_board' enter enter")
    assert isinstance(working.session.sheet, Preview)
    assert "Head of Finance -> Head of Legal" in shown(working)
    assert "agreed at the board" in shown(working)
    assert working.value("recommendations", "rec:scrutiny/0.02", "lead") == "Head of Finance"
    working.press("enter")
    assert working.session.mode == "table"
    assert "Commit 3: set lead, note" in note(working)
    assert working.value("recommendations", "rec:scrutiny/0.02", "lead") == "Head of Legal"
    updates = working.register.frame("updates").filter(pl.col("record") == "rec:scrutiny/0.02")
    assert updates.get_column("text").to_list() == ["agreed at the board"]


def test_all_marked_records_change_in_one_commit_and_the_cursor_stays(working: Working) -> None:
    working.press("space space space j e 'due' enter '31/3/24' ctrl+s")
    assert "3 records change, as of 23 Nov 2023." in shown(working)
    working.press("enter")
    assert len(working.register.commits()) == 2
    for ref in ("0.01", "0.02", "0.03"):
        assert working.value("recommendations", f"rec:scrutiny/{ref}", "due") == date(2024, 3, 31)
    assert working.session.table is not None
    assert working.session.table.id == "rec:scrutiny/0.05"
    assert working.session.table.marks.count == 3


def test_the_column_under_the_cursor_is_the_field_that_is_offered(working: Working) -> None:
    assert working.session.table is not None
    working.session.table.to_column("accepted")
    working.press("e")
    form = working.session.sheet
    assert isinstance(form, Form)
    assert form.text("field") == "accepted"
    assert form.offers() == ("yes", "no", "partial")


def test_several_fields_change_in_one_commit_and_those_untouched_stay(working: Working) -> None:
    working.press("j ctrl+e")
    form = working.session.sheet
    assert isinstance(form, Form)
    assert form.text("=lead") == "Head of Finance"
    to(working, "=lead")
    working.press("ctrl+u 'Head_of_Legal'")
    to(working, "=due")
    working.press("ctrl+u '31/3/24' ctrl+s")
    assert "1 record changes" in shown(working)
    assert "Head of Finance -> Head of Legal" in shown(working)
    assert "-> 31 Mar 2024" in shown(working)
    working.press("enter")
    assert len(working.register.commits()) == 2
    assert working.value("recommendations", "rec:scrutiny/0.02", "lead") == "Head of Legal"
    assert working.value("recommendations", "rec:scrutiny/0.02", "due") == date(2024, 3, 31)


def test_of_marked_records_a_field_with_different_values_stays_as_it_is(working: Working) -> None:
    before = [working.value("recommendations", f"rec:scrutiny/0.0{n}", "text") for n in (1, 2)]
    working.press("space space ctrl+e")
    to(working, "=text")
    assert "stays as it is: 2 different values" in shown(working)
    to(working, "=status")
    working.press("ctrl+u 'complete' ctrl+s enter")
    assert [working.value("recommendations", f"rec:scrutiny/0.0{n}", "text") for n in (1, 2)] == before
    assert working.value("recommendations", "rec:scrutiny/0.02", "status") == "complete"


def test_a_form_that_is_longer_than_the_screen_shows_the_blank_with_the_cursor(working: Working) -> None:
    working.press("j ctrl+e")
    form = working.session.sheet
    assert isinstance(form, Form)
    for blank in form.blanks:
        to(working, blank.name)
        assert f">{blank.label}"[:12] in shown(working)
    working.press("ctrl+s")
    assert "nothing was changed" in note(working)


def to(working: Working, name: str) -> None:
    """Put the cursor into the blank of this name."""
    form = working.session.sheet
    assert isinstance(form, Form)
    form.at = [blank.name for blank in form.blanks].index(name)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("e 'statuss' enter", "did you mean status?"),
        ("e 'ref_raw' enter", "is what the paper says, which nobody changes"),
        ("e 'status' enter 'overduee' enter", "did you mean overdue?"),
        ("e 'due' enter '31/9/23' enter", "no date"),
        ("e 'due' enter '31/9/23' ctrl+s", "no date"),
        ("a enter", "an update needs some words"),
    ],
)
def test_what_cannot_be_is_said_while_typing_and_holds_the_form(
    working: Working, typed: str, said: str
) -> None:
    working.press(typed)
    assert note(working)
    assert working.session.mode == "form"
    assert said in " ".join(shown(working).split())


def test_how_a_value_is_read_stands_beneath_it(working: Working) -> None:
    working.press("e 'due' enter '31_March_2024'")
    assert "31 Mar 2024 (now " in shown(working)


def test_nothing_is_committed_where_it_says_so_already(working: Working) -> None:
    working.press("e 'lead' enter 'Head_of_Children's_services' ctrl+s")
    assert "it says so already" in note(working)
    assert len(working.register.commits()) == 1


def test_escape_goes_back_to_what_was_typed_and_asks_before_it_is_lost(working: Working) -> None:
    working.press("e 'lead' enter 'X' ctrl+s escape")
    form = working.session.sheet
    assert isinstance(form, Form)
    assert form.text("value") == "X"
    working.press("escape")
    assert "Esc again" in note(working)
    working.press("escape")
    assert working.session.mode == "table"
    assert len(working.register.commits()) == 1


def test_completion_puts_words_of_the_vocabulary_into_the_line(working: Working) -> None:
    working.press("s 'over' tab ctrl+s enter")
    assert working.value("recommendations", "rec:scrutiny/0.01", "status") == "overdue"


def test_an_update_is_added_to_an_open_record(working: Working) -> None:
    working.press("enter a 'Two_of_three_phases_are_done' enter enter enter")
    updates = working.register.frame("updates").filter(pl.col("voice") == "person")
    assert updates.select("record", "text").row(0) == ("rec:scrutiny/0.01", "Two of three phases are done")
    assert working.session.record is not None
    assert "Two of three phases" in shown(working)


def test_a_response_is_recorded(working: Working) -> None:
    working.press("G r 'partial' enter 'Yes,_in_part' enter '1/11/2023' ctrl+s enter")
    assert working.value("recommendations", "rec:scrutiny/0.33", "accepted") == "partial"
    assert working.value("recommendations", "rec:scrutiny/0.33", "response_on") == date(2023, 11, 1)
    assert working.value("recommendations", "rec:scrutiny/0.33", "response_received") == "yes"


def test_a_change_can_speak_of_an_earlier_day(working: Working) -> None:
    working.press("e 'lead' enter 'Head_of_Legal' enter enter ctrl+u '2023-11-10' enter enter")
    facts = working.register.facts("rec:scrutiny/0.01").filter(pl.col("new").str.contains("Legal"))
    assert facts.get_column("effective_on").to_list() == [date(2023, 11, 10)]


def test_a_finding_is_waived_with_reason_owner_and_end(working: Working) -> None:
    working.press("g f w 'Agreed_in_March' enter 'Clerk' enter 'today+30' enter")
    assert "Agreed in March" in shown(working)
    working.press("enter")
    waiver = working.register.frame("waivers").to_dicts()[0]
    assert (waiver["reason"], waiver["owner"], waiver["until"]) == (
        "Agreed in March",
        "Clerk",
        date(2023, 12, 23),
    )
    assert waiver["fingerprint"] == FINDING["fingerprint"]


def test_a_finding_leads_to_the_record_that_it_is_about(working: Working) -> None:
    working.press("g f e 'lead' enter 'Nobody' ctrl+s enter")
    assert working.value("recommendations", "rec:scrutiny/0.01", "lead") == "Nobody"


# ---------------------------------------------------------------- somebody was quicker


def overtaken(working: Working) -> None:
    working.press("space space e 'lead' enter 'Mine' ctrl+s")
    somebody_sets(working, "rec:scrutiny/0.01", "lead", "Head of Children's services", "Theirs")
    working.press("enter")
    assert isinstance(working.session.sheet, Conflict)


def test_who_was_quicker_is_shown_with_both_values_author_and_time(working: Working) -> None:
    overtaken(working)
    page = shown(working)
    for part in (
        "nothing was written",
        "Head of Children's services",
        "Theirs",
        "Mine",
        "Grace",
        "2023-11-24 10:00",
    ):
        assert part in page
    assert working.value("recommendations", "rec:scrutiny/0.02", "lead") == "Head of Finance"


def test_keeping_theirs_writes_what_does_not_clash(working: Working) -> None:
    overtaken(working)
    working.press("t")
    assert working.value("recommendations", "rec:scrutiny/0.01", "lead") == "Theirs"
    assert working.value("recommendations", "rec:scrutiny/0.02", "lead") == "Mine"
    assert working.session.mode == "table"
    message = working.register.commits()[-1].message
    assert message == "set lead of 2 records, without lead of 0.01", "the history tells what was written"


def test_using_mine_writes_over_what_is_there_now(working: Working) -> None:
    overtaken(working)
    working.press("m")
    assert working.value("recommendations", "rec:scrutiny/0.01", "lead") == "Mine"


def test_using_mine_is_refused_again_where_somebody_is_quicker_again(working: Working) -> None:
    overtaken(working)
    somebody_sets(working, "rec:scrutiny/0.01", "lead", "Theirs", "Theirs again")
    working.press("m")
    assert "Theirs again" in shown(working)


def test_who_wrote_the_same_meanwhile_is_no_conflict(working: Working) -> None:
    working.press("space space e 'lead' enter 'Mine' ctrl+s")
    somebody_sets(working, "rec:scrutiny/0.01", "lead", "Head of Children's services", "Mine")
    working.press("enter")
    assert working.session.mode == "table"
    assert working.value("recommendations", "rec:scrutiny/0.02", "lead") == "Mine"


def test_where_all_was_written_by_somebody_else_there_is_nothing_to_do(working: Working) -> None:
    working.press("e 'lead' enter 'Mine' ctrl+s")
    somebody_sets(working, "rec:scrutiny/0.01", "lead", "Head of Children's services", "Mine")
    working.press("enter")
    assert [commit.kind for commit in working.register.commits()] == ["import", "edit"], "theirs"
    assert "says so already" in working.session.note


def test_editing_again_brings_back_what_was_typed(working: Working) -> None:
    overtaken(working)
    working.press("e")
    form = working.session.sheet
    assert isinstance(form, Form)
    assert form.text("value") == "Mine"
    working.press("ctrl+s")
    assert "Theirs -> Mine" in shown(working)


# ---------------------------------------------------------------- undo and redo


def test_undo_takes_back_the_last_commit_of_the_session_and_redo_makes_it_again(working: Working) -> None:
    working.press("e 'lead' enter 'First' ctrl+s enter j e 'lead' enter 'Second' ctrl+s enter u")
    assert "Took back commit 4: set lead" in note(working)
    assert working.value("recommendations", "rec:scrutiny/0.02", "lead") == "Head of Finance"
    working.press("u")
    assert working.value("recommendations", "rec:scrutiny/0.01", "lead") == "Head of Children's services"
    working.press("ctrl+r ctrl+r")
    assert working.value("recommendations", "rec:scrutiny/0.01", "lead") == "First"
    assert working.value("recommendations", "rec:scrutiny/0.02", "lead") == "Second"
    assert "Done again: set lead" in note(working)
    working.press("ctrl+r")
    assert "nothing was undone" in note(working)


def test_an_undo_that_somebody_built_upon_is_refused_with_who_it_was(working: Working) -> None:
    working.press("e 'lead' enter 'First' ctrl+s enter")
    somebody_sets_now = Register.open(working.path)
    edit = Edit("recommendations", "rec:scrutiny/0.01", "lead", "First", "Other")
    somebody_sets_now.commit(
        [edit], author=Author(7, "Grace", "x"), recorded_at=LATER, effective_on=date(2023, 11, 23)
    )
    working.press("u")
    assert "Grace" in note(working)
    assert working.value("recommendations", "rec:scrutiny/0.01", "lead") == "Other"


def test_an_older_commit_of_one_s_own_is_undone_after_a_question_only(working: Working) -> None:
    working.press("e 'lead' enter 'First' ctrl+s enter")
    again = Working(working.path)
    again.press("u")
    assert isinstance(again.session.sheet, Question)
    assert "commit 3 (set lead)" in " ".join(shown(again).split())
    again.press("escape u enter")
    assert again.value("recommendations", "rec:scrutiny/0.01", "lead") == "Head of Children's services"


# ---------------------------------------------------------------- what cannot be


@pytest.mark.parametrize("key", ["e", "s", "a", "r", "u", "ctrl+r"])
def test_a_register_that_cannot_be_written_says_how_to_get_one(key: str) -> None:
    session = press(new_session(read_only=True), key)
    assert "slough demo opens a private copy" in session.note
    assert session.effects == []


def test_keys_wait_while_a_commit_is_on_its_way(working: Working) -> None:
    working.press("e 'lead' enter 'X' ctrl+s")
    press(working.session, "enter j j")
    assert working.session.queue == ["j", "j"]
    assert "committing" in plain(painting.status_line(working.session, 200))
    working.settle()
    assert working.session.table is not None
    assert working.session.table.cursor == 2


def test_a_register_that_became_read_only_leaves_the_form_as_it_was(working: Working) -> None:
    working.press("e 'lead' enter 'X' ctrl+s")
    working.register.read_only = True
    working.press("enter")
    assert "read-only" in note(working)
    assert working.session.mode == "preview"


def test_a_word_that_was_typed_out_is_meant_and_tab_goes_on(working: Working) -> None:
    working.press("g a s 'complete' tab")
    form = working.session.sheet
    assert isinstance(form, Form)
    assert form.text("value") == "complete", "it became the first word of the list"
    assert form.here.name == "note"
    to(working, "value")
    working.press("ctrl+u 'compl' tab tab")
    assert form.text("value") == "complete"
    assert form.here.name == "note"
    to(working, "value")
    working.press("ctrl+u tab tab")
    assert form.text("value") == "overdue", "from an empty line Tab goes through the list"


def test_more_marked_rows_than_anybody_can_look_through_are_refused_in_words(
    working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acting, "MOST_CHOSEN", 2)
    working.press("space space e")
    assert working.session.mode == "form"
    working.press("escape space e")
    assert working.session.mode == "table"
    assert "3 are marked, and no more than 2 are taken at once; mark fewer" in working.session.note


def test_what_a_form_offers_is_common_in_the_whole_table(
    working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, table = working.session, TABLES["recommendations"]
    frame = session.frames["recommendations"]
    ids = frame.get_column("id").to_list()
    leads = set(frame.get_column("lead").drop_nulls())
    assert len(leads) > 1
    chosen = ChosenRecords(session, table, ids[:1])
    assert set(chosen.common(table.column("lead"))) == leads
    assert chosen.values(table.column("ref")) == [frame.get_column("ref")[0]]
    several = ChosenRecords(session, table, ids)
    assert several.values(table.column("series")) == frame.get_column("series").unique().to_list()
    monkeypatch.setattr(chosen_records, "COUNTED", 1)
    assert set(ChosenRecords(session, table, ids[:1]).common(table.column("lead"))) < leads


def test_a_form_that_is_open_follows_what_is_read_anew(working: Working) -> None:
    session, table = working.session, TABLES["recommendations"]
    frame = held(session.frames, "recommendations")
    assert frame is not None
    chosen = ChosenRecords(session, table, ["rec:scrutiny/0.02"])
    column = table.column("status")
    before = chosen.values(column)
    session.frames["recommendations"] = frame.with_columns(status=pl.lit("no longer relevant"))
    assert (chosen.values(column), before) == (
        ["no longer relevant"],
        frame.filter(id="rec:scrutiny/0.02")["status"].to_list(),
    )
