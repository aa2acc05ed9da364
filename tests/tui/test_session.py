from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import RegisterError
from slough_tui.tui.effects import Copy, Load, Quit, Repaint, Suspend
from slough_tui.tui.questions import ChangesOf, StoryOf
from slough_tui.tui.record_state import RecordState
from slough_tui.views.sections import Detail
from tests.tui.conftest import frames, new_session, press, text_of
from tests.views.conftest import frame_of
from tests.views.test_machinery_pages import COMMIT, FACTS

if TYPE_CHECKING:
    from slough_tui.tui.session import Session


def cursor(session: Session) -> int:
    assert session.table is not None
    return session.table.cursor


def filtered(session: Session) -> str:
    assert session.table is not None
    return session.table.grid.filter


# ---------------------------------------------------------------- moving


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("j", 1), ("down", 1), ("j j k", 1), ("k", 0), ("up", 0), ("G", 32), ("end", 32), ("G g g", 0), ("G home", 0),
        ("ctrl+f", 19), ("pagedown", 19), ("ctrl+f ctrl+b", 0), ("ctrl+d", 10), ("ctrl+d ctrl+u", 0),
        ("ctrl+f ctrl+f ctrl+f", 32), ("j pageup", 0),
    ],
)  # fmt: skip
def test_keys_move_the_cursor(session: Session, keys: str, row: int) -> None:
    assert cursor(press(session, keys)) == row


def test_the_cursor_moves_across_columns(session: Session) -> None:
    assert session.table is not None
    press(session, "l right h")
    assert session.table.here is not None
    assert session.table.here.name == "text"
    press(session, "$")
    assert session.table.here.name == session.table.grid.names[-1]
    press(session, "0")
    assert session.table.column == 0


def test_the_cursor_s_row_can_be_brought_to_the_middle(session: Session) -> None:
    assert session.table is not None
    press(session, "ctrl+d j j z z")
    assert session.table.top == 2


# ---------------------------------------------------------------- opening and closing


def test_enter_opens_the_record_and_escape_closes_it(session: Session) -> None:
    press(session, "j enter")
    assert session.mode == "record"
    assert session.record is not None
    assert session.record.id == "rec:scrutiny/0.02"
    press(session, "escape")
    assert session.mode == "table"
    assert cursor(session) == 1


def test_q_closes_what_is_open_and_quits_where_nothing_is(session: Session) -> None:
    press(session, "enter q")
    assert session.mode == "table"
    assert session.effects == []
    press(session, "q")
    assert session.effects == [Quit()]


def test_escape_goes_back_one_level_and_never_out(session: Session) -> None:
    press(session, "& 'finance' enter enter escape")
    assert session.mode == "table"
    assert filtered(session) == "finance"
    press(session, "escape")
    assert filtered(session) == ""
    press(session, "escape escape")
    assert session.effects == []
    assert "q quits" in session.note


@pytest.mark.parametrize("keys", ["Q", "enter Q", "? Q", "ctrl+q"])
def test_large_q_quits_from_anywhere(session: Session, keys: str) -> None:
    assert press(session, keys).effects == [Quit()]


def test_the_next_and_previous_record_can_be_read_without_closing(session: Session) -> None:
    press(session, "enter J J K")
    assert session.record is not None
    assert session.record.id == "rec:scrutiny/0.02"
    assert cursor(session) == 1
    press(session, "K K")
    assert "first record" in session.note


def test_a_link_is_followed_and_one_comes_back(session: Session) -> None:
    press(session, "enter tab enter")
    assert session.record is not None
    assert session.record.id == "dir:directions/3"
    press(session, "H")
    assert session.record.id == "rec:scrutiny/0.01"
    press(session, "L")
    assert session.record.id == "dir:directions/3"
    press(session, "escape")
    assert session.place.name == "recommendations"


@pytest.mark.parametrize("key", ["escape", "q"])
def test_one_leaves_a_linked_record_for_the_one_that_led_there(session: Session, key: str) -> None:
    press(session, f"enter tab enter {key}")
    assert session.record is not None
    assert session.record.id == "rec:scrutiny/0.01"
    press(session, key)
    assert session.mode == "table"
    assert session.effects == []
    press(session, f"enter tab enter J {key}")
    assert session.mode == "table"


def test_a_closed_record_can_be_opened_again_with_back(session: Session) -> None:
    press(session, "enter escape j enter escape H")
    assert session.record is not None
    assert session.record.id == "rec:scrutiny/0.02"
    press(session, "H")
    assert session.record.id == "rec:scrutiny/0.01"
    press(session, "H")
    assert "No record was seen before" in session.note


def test_a_record_without_links_says_so(session: Session) -> None:
    press(session, "g m j enter")
    session.record = RecordState("recommendations", Detail("rec:scrutiny/0.02", "Bare", "text"))
    press(session, "tab")
    assert "points to no other" in session.note
    press(session, "enter shift+tab")
    assert session.record is not None
    assert session.record.id == "rec:scrutiny/0.02"


def test_a_record_beside_the_table_leaves_the_table_its_room(wide: Session) -> None:
    assert wide.table is not None
    before = wide.table.width
    press(wide, "enter")
    assert wide.room.beside
    assert wide.table.width + wide.room.record_width + 2 == before == 200
    press(wide, "escape")
    assert wide.table.width == 200


def test_a_finding_opens_and_leads_to_its_record(session: Session) -> None:
    press(session, "g f enter")
    assert session.record is not None
    press(session, "enter")
    assert session.record.id == "rec:scrutiny/0.01"


# ---------------------------------------------------------------- places


def test_digits_lead_to_places_and_backtick_leads_back(session: Session) -> None:
    press(session, "g d")
    assert session.place.name == "directions"
    press(session, "g a `")
    assert session.place.name == "directions"
    press(session, "`")
    assert session.place.name == "audit_actions"


def test_every_place_keeps_its_cursor_and_filter(session: Session) -> None:
    press(session, "j j g d & 'rag:red' enter j g r")
    assert cursor(session) == 2
    press(session, "g d")
    assert filtered(session) == "rag:red"
    assert cursor(session) == 1


def test_tab_goes_through_all_places_and_round(session: Session) -> None:
    press(session, "shift+tab shift+tab")
    assert session.place.name == "waivers"
    press(session, "tab tab tab")
    assert session.place.name == "directions"


def test_the_list_of_places_leads_there(session: Session) -> None:
    press(session, "g / 'resol' enter")
    assert session.place.name == "resolutions"


def test_there_is_no_place_before_the_first(session: Session) -> None:
    assert "nowhere else" in press(session, "`").note


# ---------------------------------------------------------------- finding


def test_search_goes_there_while_one_types_and_enter_stays(session: Session) -> None:
    press(session, "/ 'libraries'")
    assert cursor(session) == 2
    press(session, "enter n")
    assert cursor(session) == 7
    press(session, "N")
    assert cursor(session) == 2
    press(session, "N")
    assert cursor(session) == 32
    assert "went round" in session.note


def test_search_given_up_goes_back_to_where_one_was(session: Session) -> None:
    press(session, "j / 'libraries' escape")
    assert cursor(session) == 1
    assert session.searched == ""


def test_an_empty_search_repeats_the_last_one(session: Session) -> None:
    press(session, "/ 'libraries' enter g g / enter")
    assert cursor(session) == 2


def test_a_search_that_finds_nothing_says_so_and_stays(session: Session) -> None:
    press(session, "j / 'atlantis' enter")
    assert cursor(session) == 1
    assert "No row has" in press(session, "n").note


def test_n_without_a_search_says_what_to_do(session: Session) -> None:
    assert "/ finds" in press(session, "n").note


def test_a_record_can_be_searched_too(session: Session) -> None:
    session.resize(80, 16)
    press(session, "enter / 'scrutiny_tracker' enter")
    assert session.record is not None
    assert session.record.top > 0
    top = session.record.top
    press(session, "g g n")
    assert session.record.top == top


# ---------------------------------------------------------------- filtering and sorting


def test_a_filter_works_while_one_types(session: Session) -> None:
    assert session.table is not None
    press(session, "& 'fin'")
    assert session.table.height == 7
    press(session, "backspace backspace backspace")
    assert session.table.height == 33


def test_a_filter_given_up_is_as_it_was_before(session: Session) -> None:
    press(session, "& 'finance' enter & '_number' escape")
    assert filtered(session) == "finance"


def test_a_wrong_filter_is_explained_and_not_taken(session: Session) -> None:
    press(session, "& 'colour:red' enter")
    assert session.mode == "prompt"
    assert "no column colour" in session.note
    press(session, "escape")
    assert session.mode == "table"


def test_the_cursor_stays_on_its_record_when_a_filter_leaves_it(session: Session) -> None:
    assert session.table is not None
    press(session, "j j j j j j & 'finance' enter")
    assert session.table.id == "rec:scrutiny/0.07"
    press(session, "escape")
    assert session.table.id == "rec:scrutiny/0.07"


def test_keep_and_drop_write_a_filter_that_one_can_edit(session: Session) -> None:
    assert session.table is not None
    session.table.to_column("accepted")
    press(session, "+")
    assert filtered(session) == "accepted=partial"
    assert session.table.height == 9
    session.table.to_column("text")
    press(session, "-")
    assert session.table.height == 8
    assert filtered(session).startswith('accepted=partial !text="Children')


@pytest.mark.parametrize(
    ("place", "column", "term"),
    [("r", "accepted", "accepted:none"), ("d", "due", "due=2024-03-03"), ("d", "rag", "rag=complete")],
)
def test_dates_words_and_emptiness_can_be_kept(session: Session, place: str, column: str, term: str) -> None:
    press(session, f"g {place} j j")
    assert session.table is not None
    assert session.table.to_column(column)
    height = session.table.height
    press(session, "+")
    assert filtered(session) == term
    assert 0 < session.table.height < height
    press(session, "escape -")
    assert 0 < session.table.height < height


def test_brackets_sort_by_the_cursor_s_column_and_show_what_comes_first(session: Session) -> None:
    assert session.table is not None
    press(session, "j j g d l l [")
    assert [k.column for k in session.table.grid.keys] == ["rag"]
    assert session.table.value == "red"
    assert cursor(session) == 0
    press(session, "]")
    assert session.table.value == "complete"
    press(session, "]")
    assert session.table.grid.keys == ()
    assert "order of the register" in session.note


def test_z_and_a_bracket_add_a_column_to_the_order(session: Session) -> None:
    assert session.table is not None
    press(session, "g d l l [ l z ]")
    assert [(k.column, k.descending) for k in session.table.grid.keys] == [("rag", False), ("trend", True)]


# ---------------------------------------------------------------- dates, copying, house


def test_t_goes_to_a_date_and_reads_everything_again(session: Session) -> None:
    press(session, "g d t '31/10/2023' enter")
    assert session.as_of == date(2023, 10, 31)
    assert session.effects == [Load(date(2023, 10, 31), "directions")]
    assert session.checking


def test_ctrl_c_gives_up_a_check_that_runs_and_what_was_found_before_stays_and_is_marked(
    session: Session,
) -> None:
    from slough_tui.tui.effects import Stop
    from slough_tui.tui.painting import status_line
    from slough_tui.views.findings import empty

    def shown() -> str:
        return "".join(span.text for span in status_line(session, 120))

    session.loaded("findings", empty())
    press(session, "g f")
    assert not session.checking
    assert "before the newest" not in shown()
    session.reload(session.as_of)
    session.progress = (7, 119)
    assert "checking 7 of 119" in shown()
    assert "found before the newest commit" in shown()
    session.effects.clear()
    session.key("ctrl+c")
    assert session.effects == [Stop()]
    assert not session.checking
    assert "F5 checks again" in session.note
    assert "checking" not in shown()
    assert "found before the newest commit" in shown()
    session.effects.clear()
    session.key("ctrl+c")
    assert session.effects == []
    session.loaded("findings", empty())
    assert "before the newest" not in shown()


def test_a_month_means_its_last_day_and_nonsense_is_refused(session: Session) -> None:
    press(session, "t '2023-09' enter")
    assert session.as_of == date(2023, 9, 30)
    press(session, "t 'soon' enter")
    assert session.as_of == date(2023, 9, 30)
    assert "soon is no date" in session.note


def test_what_is_read_again_keeps_cursor_filter_and_order(session: Session) -> None:
    assert session.table is not None
    press(session, "& 'finance' enter l [ j j")
    record = session.table.id
    session.loaded("recommendations", frames()["recommendations"].reverse())
    assert session.table.id == record
    assert filtered(session) == "finance"
    assert [k.column for k in session.table.grid.keys] == ["text"]
    assert session.table.here is not None
    assert session.table.here.name == "text"


def test_copying_names_what_it_copies(session: Session) -> None:
    press(session, "l y c y i")
    cell, id_ = session.effects
    assert isinstance(cell, Copy)
    assert cell.text.endswith("(number 1)")
    assert cell.what == "Text of rec:scrutiny/0.01"
    assert id_ == Copy("rec:scrutiny/0.01", "the id")


def test_a_record_and_the_shown_rows_can_be_copied(session: Session) -> None:
    press(session, "y r & 'finance' enter y v enter y r")
    record, view, page = session.effects
    assert isinstance(record, Copy)
    assert "Lead: Head of Children's services" in record.text
    assert isinstance(view, Copy)
    assert view.what == "7 rows"
    assert view.text.splitlines()[1].split("\t")[0] == "0.02"
    assert isinstance(page, Copy)
    assert page.text.startswith("Recommendation 0.02")


def test_nothing_of_a_paper_that_could_control_a_terminal_is_copied(session: Session) -> None:
    from tests.tui.sample_register import recommendation
    from tests.views.conftest import frame_of

    bad = recommendation(1, text="a\x1b[31m\x07b\rrm -rf\n", lead="\x9d52;c;x\x07")
    session.loaded("recommendations", frame_of("recommendations", [bad]))
    press(session, "l y c y r y v enter y r")
    for effect in session.effects:
        assert isinstance(effect, Copy)
        assert not set(effect.text) & set("\x1b\x07\r\x9d")


def test_help_and_repaint_and_suspend(session: Session) -> None:
    press(session, "f1")
    assert session.record is not None
    assert session.record.detail.title == "Help"
    press(session, "J escape")
    assert session.mode == "table"
    press(session, "ctrl+l ctrl+z f5")
    assert session.effects == [Repaint(), Suspend(), Load(session.as_of, "recommendations")]


def test_control_c_stops_what_one_does_and_kills_nothing(session: Session) -> None:
    press(session, "& 'finance' ctrl+c")
    assert session.mode == "table"
    assert filtered(session) == ""
    press(session, "? ctrl+c ctrl+c")
    assert session.effects == []
    assert "Q quits" in session.note


def test_a_key_that_does_nothing_says_so(session: Session) -> None:
    assert "# does nothing here" in press(session, "#").note
    assert "yw does nothing" in press(session, "y w").note
    assert session.pending == ()


def test_escape_ends_a_sequence_without_a_word(session: Session) -> None:
    press(session, "y escape")
    assert session.pending == ()
    assert session.note == ""


# ---------------------------------------------------------------- help and palette


def test_the_keys_can_be_searched_and_pressed(session: Session) -> None:
    press(session, "? / 'last_row' enter")
    assert session.mode == "table"
    assert cursor(session) == 32


def test_in_the_keys_letters_move_until_one_searches(session: Session) -> None:
    press(session, "? j j q")
    assert session.mode == "table"


def test_the_palette_does_things_by_name(session: Session) -> None:
    press(session, "ctrl+p 'kpi' enter")
    assert session.place.name == "kpis"
    press(session, "ctrl+p 'nothingofthekind' enter")
    assert "Nothing was chosen" in session.note


# ---------------------------------------------------------------- before there is anything, and when all goes wrong


def test_keys_typed_before_the_register_is_read_are_honoured_in_order() -> None:
    session = new_session(loaded=False)
    press(session, "j j j k enter")
    assert session.queue == ["j", "j", "j", "k", "enter"]
    session.loaded("recommendations", frames()["recommendations"])
    assert cursor(session) == 2
    assert session.record is not None
    assert session.record.id == "rec:scrutiny/0.03"


def test_a_filter_typed_before_the_register_is_read_is_honoured() -> None:
    session = new_session(loaded=False)
    press(session, "& 'finance' enter G")
    session.loaded("recommendations", frames()["recommendations"])
    assert filtered(session) == "finance"
    assert cursor(session) == 6


def test_one_can_leave_before_the_register_is_read() -> None:
    assert press(new_session(loaded=False), "j Q").effects == [Quit()]
    session = press(new_session(loaded=False), "j q")
    assert session.effects == []
    session.loaded("recommendations", frames()["recommendations"])
    assert session.effects == [Quit()]


def test_another_place_can_be_entered_before_anything_is_read() -> None:
    session = press(new_session(loaded=False), "g a j j")
    session.loaded("audit_actions", frames()["audit_actions"])
    assert session.place.name == "audit_actions"
    assert cursor(session) == 2


def test_the_first_key_of_two_does_not_wait_but_the_verb_may() -> None:
    session = press(new_session(loaded=False), "g")
    assert session.pending == ("g",)
    press(session, "g j")
    assert session.queue == ["g", "g", "j"]
    session.loaded("recommendations", frames()["recommendations"])
    assert cursor(session) == 1


def test_somebody_else_s_commit_is_read_and_the_cursor_stays_on_its_record(session: Session) -> None:
    press(session, "& 'number' enter ] G k")
    assert session.table is not None
    record = session.table.id
    session.committed(9, "Clerk", "new due dates")
    assert session.effects == [Load(session.as_of, "recommendations")]
    newer = frames()["recommendations"]
    session.loaded("recommendations", newer.reverse().filter(newer["ref"] != "0.07"))
    assert session.table.id == record
    assert filtered(session) == "number"


def test_who_looks_at_what_was_known_before_is_not_pulled_out_of_it(session: Session) -> None:
    session.reload(session.as_of, known_at=datetime(2023, 11, 1, tzinfo=UTC))
    session.effects.clear()
    session.committed(9, "Clerk", "new due dates")
    assert session.effects == []
    assert session.newer


def test_a_record_s_history_is_asked_for_once(session: Session) -> None:
    press(session, "enter escape enter")
    assert [one for one in session.questions if isinstance(one, StoryOf)] == [StoryOf("rec:scrutiny/0.01")]
    session.reload(session.as_of)
    press(session, "escape enter")
    asked = [one for one in session.questions if isinstance(one, StoryOf)]
    assert len(asked) == 2, "what was read anew is asked anew"


def test_a_commit_s_page_asks_what_it_changed_and_shows_it_when_it_comes(session: Session) -> None:
    session.loaded("commits", frame_of("commits", [COMMIT]))
    press(session, "g h enter")
    assert session.questions == [ChangesOf(7)]
    assert session.record is not None
    assert "Reading what it changed" in text_of(list(session.record.page.lines))
    session.answered(ChangesOf(7), FACTS)
    text = text_of(list(session.record.page.lines))
    assert "rec:scrutiny/0.01" in text
    assert "status: in_progress \u2192 complete" in text
    press(session, "tab enter H")
    assert session.record.id == "7"


def test_a_table_that_is_as_it_was_is_not_laid_out_again(session: Session) -> None:
    assert session.table is not None
    grid = session.table.grid
    session.loaded("recommendations", session.frames["recommendations"])
    assert session.table.grid is grid


def test_rules_take_the_day_one_looks_at_for_today_unless_another_was_given() -> None:
    from slough_tui.tui.session import Session

    day, other = date(2023, 11, 23), date(2023, 10, 3)
    plain, given = Session("r", day, day), Session("r", day, date(2024, 1, 1))
    for one in (plain, given):
        one.reload(other)
    assert (plain.reference, given.reference) == (other, date(2024, 1, 1))


def test_a_register_that_cannot_be_read_says_so_and_lets_one_leave() -> None:
    session = press(new_session(loaded=False), "j j")
    session.failed(RegisterError("there is no register", where="here"))
    assert session.failure is not None
    press(session, "j enter & 'x' escape q")
    assert session.effects == [Quit()]


def test_rules_that_cannot_be_run_stop_nothing_else() -> None:
    session = new_session(loaded=False)
    session.loaded("recommendations", frames()["recommendations"])
    session.check_failed(RegisterError("the rules are broken"))
    assert "rules are broken" in session.note
    press(session, "g f j g r j")
    assert cursor(session) == 1


def test_a_record_that_is_open_learns_what_is_read_later() -> None:
    session = new_session(loaded=False)
    session.loaded("recommendations", frames()["recommendations"])
    press(session, "enter")
    assert session.record is not None
    before = len(session.record.page.lines)
    for name, frame in frames().items():
        session.loaded(name, frame)
    assert len(session.record.page.lines) > before


@pytest.mark.parametrize("size", [(59, 24), (80, 14), (1, 1)])
def test_a_terminal_too_small_ignores_all_keys_but_the_one_that_quits(size: tuple[int, int]) -> None:
    session = new_session(width=size[0], height=size[1])
    press(session, "j g d enter & 'x' q")
    session.paste("housing")
    assert session.effects == []
    assert session.mode == "table"
    session.resize(80, 24)
    assert cursor(session) == 0
    session.resize(*size)
    assert press(session, "Q").effects == [Quit()]


def test_pasted_text_is_typed_where_one_types_and_pressed_nowhere(session: Session) -> None:
    session.paste("q")
    assert session.effects == []
    press(session, "&")
    session.paste("fin\nance")
    assert session.prompt is not None
    assert session.prompt.text == "fin ance"
    press(session, "escape ctrl+p")
    session.paste("down")
    assert session.chooser is not None
    assert session.chooser.typed == "down"


def test_rows_are_asked_for_only_where_there_are_any(session: Session) -> None:
    press(session, "g p enter")
    assert session.mode == "table"
    assert "no row" in session.note
    press(session, "j G ctrl+f + - [ l y c n")
    assert session.effects == []


def test_a_resize_keeps_the_cursor_on_the_screen(session: Session) -> None:
    assert session.table is not None
    press(session, "G")
    for size in [(80, 15), (200, 50), (60, 16), (80, 24)]:
        session.resize(*size)
        assert session.table.top <= cursor(session) < session.table.top + session.table.rows


def test_of_several_links_enter_chooses_first_and_follows_then(session: Session) -> None:
    from tests.views.conftest import frame_of

    links = [
        {
            "id": f"l{n}",
            "from_id": "rec:scrutiny/0.01",
            "to_id": f"dir:directions/{n}",
            "relation": "addresses",
        }
        for n in (3, 4)
    ]
    session.loaded("links", frame_of("links", links))
    press(session, "enter enter")
    assert session.record is not None
    assert session.record.id == "rec:scrutiny/0.01"
    press(session, "tab enter")
    assert session.record.id == "dir:directions/4"


def test_space_reads_on_in_a_record_as_in_a_pager(session: Session) -> None:
    press(session, "enter")
    assert session.record is not None
    top = session.record.top
    press(session, "space")
    assert session.record.top > top
