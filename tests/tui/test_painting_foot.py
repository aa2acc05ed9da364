from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import RegisterError
from slough_tui.tui.keymap import remap
from slough_tui.tui.painting_body import body
from slough_tui.tui.painting_foot import ORDER, foot_line, key_line
from slough_tui.tui.verbs import bindings, named
from slough_tui.views.spans import line_width, plain
from tests.tui.conftest import new_session, press, text_of

if TYPE_CHECKING:
    from slough_tui.tui.session import Session


def keys(session: Session, width: int = 80) -> str:
    return plain(key_line(session, width)).strip()


def test_the_line_one_types_in_shows_its_cursor_and_what_is_left(session: Session) -> None:
    line = foot_line(press(session, "& 'finance' left left"), 80)
    assert plain(line).startswith(" &finance")
    assert [span.text for span in line if span.role == "caret"] == ["c"]
    assert plain(line).rstrip().endswith("7 of 33")


def test_a_long_line_keeps_its_cursor_on_the_screen(session: Session) -> None:
    press(session, "&")
    session.paste("word " * 60 + "END")
    line = foot_line(session, 80)
    assert "END" in plain(line)
    assert any(span.role == "caret" for span in line)


def test_after_the_first_key_of_a_sequence_the_others_are_named(session: Session) -> None:
    press(session, "y")
    assert "y then one of the keys above" in plain(foot_line(session, 120))
    text = text_of(body(session, 120, 20))
    assert "c copy this cell" in text


def test_a_narrow_terminal_still_says_how_to_get_help_and_out() -> None:
    line = plain(foot_line(new_session(width=60), 60)).rstrip()
    assert line.startswith(" Enter open")
    assert line.endswith("? keys  q quit")


@pytest.mark.parametrize("mode", sorted(ORDER))
def test_every_verb_that_is_said_is_one_of_its_mode_and_has_a_word(mode: str) -> None:
    for name in ORDER[mode]:
        verb = named(name)
        assert verb is not None
        assert mode in verb.modes, name
        assert verb.footer, name


@pytest.mark.parametrize("width", [60, 80, 100, 132, 200])
@pytest.mark.parametrize("pressed", ["g g", "enter", "g o", "g f", "g f B", "C", "e", "?", "f1"])
def test_the_line_of_keys_fits_and_says_how_to_go_on(pressed: str, width: int) -> None:
    session = press(new_session(width=width), pressed)
    assert line_width(key_line(session, width)) == width
    assert {"keys", "back", "leave"} & set(keys(session, width).split())


def test_at_80_columns_a_table_says_what_one_needs_first() -> None:
    assert keys(new_session()) == (
        "Enter open  e edit  / find  & filter  [ ] sort  t date  g go  ? keys  q quit"
    )


def test_a_wide_terminal_is_told_more_of_the_keys() -> None:
    line = keys(new_session(width=200), 200)
    for words in ("Space mark", "a update", "F values", "C columns", "= compare", "y copy", "X export"):
        assert words in line


def test_where_q_only_goes_back_it_is_not_said_to_quit() -> None:
    for pressed in ("enter", "?", "f1"):
        line = keys(press(new_session(), pressed))
        assert "quit" not in line
        assert "Esc back" in line


def test_a_place_whose_rows_nobody_changes_offers_no_edit() -> None:
    assert "edit" not in keys(press(new_session(), "g R"))
    assert "edit" not in keys(press(new_session(), "g h"))
    assert "edit" not in keys(new_session(read_only=True))
    assert "s status" in keys(press(new_session(width=200), "g a"), 200)
    assert "status" not in keys(press(new_session(width=200), "g D"), 200)


def test_where_there_are_no_rows_nothing_is_offered_that_needs_one() -> None:
    line = keys(press(new_session(), "& 'xyzzy' enter"))
    for word in ("open", "edit", "find", "sort"):
        assert word not in line
    assert "& filter" in line
    assert "= compare" in keys(press(new_session(), "g c"))


def test_a_register_that_cannot_be_read_offers_to_try_again() -> None:
    session = new_session(loaded=False)
    session.failed(RegisterError("cut off"))
    assert keys(session).startswith("F5 again")
    assert "open" not in keys(session)


def test_the_line_of_keys_names_no_letter_that_would_be_typed() -> None:
    assert keys(press(new_session(), "ctrl+p")) == "Enter take  Esc back"
    assert keys(press(new_session(), "?")) == "Enter take  / search  Esc back"


def test_the_help_is_a_page_that_one_reads_and_leaves() -> None:
    session = press(new_session(), "f1")
    assert keys(session) == "Esc back  / find  ? keys"
    assert "the help is no record" in press(session, "e").note
    assert "There is no other record here." in press(session, "J").note
    over_form = press(new_session(), "e f1")
    assert keys(over_form) == "Esc back"


def test_a_form_says_what_sending_it_does() -> None:
    assert "Ctrl-S show change" in keys(press(new_session(), "e"))
    for pressed, words in (("S", "keep it"), ("X", "write it"), ("R", "write it"), ("I", "read it")):
        assert f"Ctrl-S {words}" in keys(press(new_session(), pressed))


def test_opposites_are_said_with_the_keys_that_they_have() -> None:
    assert "J K move  > < width" in keys(press(new_session(), "C"))
    try:
        remap({"sort-up": "s", "status": "ctrl+y"})
        assert "s ] sort" in keys(new_session())
    finally:
        remap({})
    assert bindings("table")[("[",)].name == "sort-up"


def test_a_hint_has_the_room_that_typing_leaves() -> None:
    line = plain(foot_line(press(new_session(), "&"), 80))
    assert "words, !word, status:overdue, due<2023-12-01" in line
    assert "Enter alone: 23 Nov 2023" in plain(foot_line(press(new_session(), "t"), 80))


def test_between_a_question_and_its_hint_there_is_always_room_to_type() -> None:
    for keys_ in ("space = ", "= ", "t", "&", ":"):
        line = foot_line(press(new_session(), keys_.strip()), 80)
        caret = next(i for i, span in enumerate(line) if span.role == "caret")
        assert line[caret + 1 :]
        assert plain(line[caret + 1 :]).startswith("   "), plain(line)


def test_where_there_is_no_row_a_change_says_so_instead_of_asking_for_one() -> None:
    session = press(new_session(), "& 'xyzzy' enter")
    for key in ("e", "a", "s", "w"):
        assert "there is no row here" in press(session, key).note
