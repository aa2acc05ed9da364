from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import UsageError
from slough_tui.tui.form import Blank, Form
from slough_tui.tui.painting_body import body
from slough_tui.tui.painting_sheet import LABEL, form_lines, label_width
from slough_tui.views.spans import Line, line_width, plain
from tests.tui.conftest import new_session, press, text_of

if TYPE_CHECKING:
    from slough_tui.tui.session import Session


def sent(_: Session, __: Form) -> None:
    pass


def form(*blanks: Blank, at: int = 0) -> Form:
    return Form("A form", (), blanks, sent, at=at)


def line_with(lines: list[Line], words: str) -> Line:
    return next(line for line in lines if words in plain(line))


def test_a_form_that_has_no_room_for_all_of_its_lines_says_on_which_one_is() -> None:
    session = press(new_session(), "ctrl+e down down")
    assert plain(body(session, 80, 21)[0]).split()[:1] == ["Edit"]
    assert plain(body(session, 80, 21)[0]).rstrip().endswith("line 3 of 26")
    assert "line 3" not in plain(body(session, 80, 60)[0])
    assert "line 1 of 4" in plain(body(press(new_session(width=60, height=15), "e"), 60, 12)[0])


def test_a_line_that_is_still_empty_is_asked_for_and_not_yet_wrong() -> None:
    session = press(new_session(), "e")
    asked = line_with(body(session, 80, 21), "which field is to be changed? Tab shows them")
    assert "quiet" in {span.role for span in asked}
    wrong = line_with(body(press(session, "'nonsense'"), 80, 21), "no field 'nonsense'")
    assert "amber" in {span.role for span in wrong}


def test_what_is_said_of_a_line_ends_with_a_mark_where_it_is_cut() -> None:
    def read(_: Form) -> str:
        raise UsageError("it is one of", hint="many " * 60)

    lines = [plain(line).rstrip() for line in form_lines(form(Blank("a", "A", "x", read=read)), 80, 20)]
    said = [line for line in lines if "many" in line]
    assert len(said) == 2
    assert said[-1].endswith("…")
    assert max(len(line) for line in lines) <= 80


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_labels_have_the_room_that_there_is(width: int) -> None:
    long = form(Blank("a", "What inspectors were told"), Blank("b", "B"))
    assert LABEL <= label_width(long, width) <= max(width // 5, LABEL)
    lines = form_lines(long, width, 20)
    assert {line_width(line) for line in lines} == {width}
    assert ("What inspectors were told" in text_of(lines)) == (width == 200)


def test_what_is_wrong_stands_once_with_what_to_do() -> None:
    session = press(new_session(), "X 'out.doc' ctrl+s")
    assert session.note == "the ending says which kind of file"
    assert "one of .csv, .xlsx" in text_of(body(session, 80, 21))


def test_the_two_notes_of_a_response_have_names_of_their_own() -> None:
    text = text_of(body(press(new_session(), "r"), 80, 21))
    assert "Their note" in text
    assert "Note (why)" in text
