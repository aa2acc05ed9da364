from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import RegisterError
from slough_tui.tui.painting import place_bar, status_line
from slough_tui.tui.painting_body import beside, body, rule
from slough_tui.tui.painting_foot import foot_line
from slough_tui.views.spans import Span, line_width, plain
from tests.tui.conftest import frames, new_session, press, text_of
from tests.tui.sample_register import recommendation
from tests.views.conftest import frame_of

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

SIZES = [(60, 15), (80, 24), (120, 30), (200, 50), (61, 99)]
KEYS = [
    "g g",
    "j enter",
    "? j",
    "ctrl+p",
    "& 'finance'",
    "& 'nothing'",
    "/ 'lib'",
    "g f",
    "g p",
    "g",
    "t",
    ": 's' tab",
    "y",
    "f1",
    "$",
]


def screen(session: Session) -> str:
    """The whole screen as the panes would show it side by side."""
    width, height = session.room.width, session.room.body
    middle = body(session, session.table_width if not session.chooser else width, height)
    lines = [place_bar(session, width), *middle, status_line(session, width), foot_line(session, width)]
    return text_of(lines)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("keys", KEYS)
def test_every_line_is_exactly_as_wide_as_its_pane(size: tuple[int, int], keys: str) -> None:
    session = press(new_session(width=size[0], height=size[1]), keys)
    width, height = session.table_width, session.room.body
    panes = [(body(session, width, height), width), (beside(session, 60, height), 60)]
    for lines, wide in panes:
        assert len(lines) == height
        assert {line_width(line) for line in lines} == {wide}
    for bar in (place_bar, status_line, foot_line):
        assert line_width(bar(session, size[0])) == size[0]


def test_the_first_screen_says_where_one_is(session: Session) -> None:
    text = screen(session)
    assert text.splitlines()[0].startswith(" Overview Recs Dirs Audit Plans")
    assert text.splitlines()[1].startswith("Ref   Text")
    assert "0.01  Children's services: report every" in text
    assert " 1 of 33 " in text
    assert "sample  as of 23 Nov 2023" in text
    assert "& filter" in text.splitlines()[-1]


def test_wide_terminals_have_whole_titles_and_counts(wide: Session) -> None:
    bar = plain(place_bar(wide, 200))
    assert "Recommendations 33" in bar
    assert "Audit actions 120" in bar


def test_the_present_place_is_always_in_the_bar() -> None:
    session = new_session(width=60)
    for _ in range(20):
        press(session, "tab")
        bar = place_bar(session, 60)
        (here,) = [span for span in bar if "here" in span.role]
        assert session.place.short in here.text or session.place.title in here.text


def test_the_heading_shows_the_order_and_its_direction(session: Session) -> None:
    press(session, "g d l l [ l z ]")
    heading = body(session, 80, 20)[0]
    assert "RAG↑1" in plain(heading)
    assert "Tren↓2" in plain(heading)
    assert "sort rag↑, trend↓" in plain(status_line(session, 120))


def test_ascii_has_its_own_arrows() -> None:
    session = press(new_session(ascii_only=True), "g d l l [")
    assert "RAG^" in plain(body(session, 80, 20)[0])
    assert "^ up" in text_of(body(session, 80, 20))


def test_rag_and_trend_are_words_too(session: Session) -> None:
    text = text_of(body(press(session, "g d"), 80, 20))
    for words in ("R red", "A amber", "G green", "C complete", "↑ up", "→ same", "↓ down"):
        assert words in text


def test_the_cursor_s_row_and_cell_and_heading_are_marked(session: Session) -> None:
    lines = body(press(session, "j l"), 80, 20)
    assert any(span.role == "cursor cell" and span.text.startswith("Finance") for span in lines[2])
    assert lines[2][0] == Span(lines[2][0].text, "cursor")
    assert not any("cursor" in span.role for line in (*lines[:2], *lines[3:]) for span in line)
    assert any(span.role == "head here" and span.text.strip() == "Text" for span in lines[0])


def test_more_columns_to_the_right_are_announced(session: Session) -> None:
    assert plain(body(session, 80, 20)[0]).endswith("›")
    assert not plain(body(press(session, "$"), 80, 20)[0]).endswith("›")


def test_hits_of_a_search_are_marked_while_one_types(session: Session) -> None:
    lines = body(press(session, "/ 'librar'"), 80, 20)
    hits = [span.text for line in lines for span in line if "match" in span.role]
    assert set(hits) == {"Librar"}


def test_a_filter_that_matches_nothing_says_how_to_undo_it(session: Session) -> None:
    text = screen(press(session, "& 'atlantis' enter"))
    assert "Nothing matches atlantis" in text
    assert "Esc clears the filter" in text


def test_an_empty_place_says_how_to_fill_it(session: Session) -> None:
    text = screen(press(session, "g p"))
    assert "I imports a paper that brings them." in text
    assert text.splitlines()[-1].startswith(" I import"), "and the line of keys says it first"
    from slough_tui.views.findings import empty

    session.loaded("findings", empty())
    assert "No findings. Press F5 to check again." in screen(press(session, "g f"))


def test_what_is_still_being_read_is_said() -> None:
    session = new_session(loaded=False)
    assert "Reading recommendations ..." in screen(session)
    session.loaded("recommendations", frames()["recommendations"])
    assert "checking" in plain(status_line(session, 80))
    assert "The rules are being checked ..." in screen(press(session, "g f"))


def test_a_failure_is_shown_with_what_to_do() -> None:
    session = new_session(loaded=False)
    session.failed(RegisterError("it is not a register", where="somewhere", hint="slough init makes one"))
    text = screen(session)
    assert "somewhere: it is not a register; slough init makes one" in text
    assert "F5 tries again, q quits." in text
    assert "cannot be read" in text


def test_a_terminal_too_small_says_how_large_it_must_be() -> None:
    text = text_of(body(new_session(width=50, height=10), 50, 10))
    assert "too small: 50x10" in text
    assert "60x15 is the least. Q quits." in text


def test_read_only_and_newer_commits_are_told(session: Session) -> None:
    session.read_only = session.newer = True
    line = plain(status_line(session, 120))
    assert "read-only" in line
    assert "newer commits: F5 reads them" in line


def test_a_date_gone_to_stands_in_the_status(session: Session) -> None:
    session.as_of = date(2023, 10, 31)
    assert "as of 31 Oct 2023" in plain(status_line(session, 80))


def test_a_wrong_filter_is_explained_beside_it(session: Session) -> None:
    page = text_of(body(press(session, "& 'colour:red'"), 80, 21))
    assert "Recommendations have no column colour" in page


def test_the_record_shows_its_parts_and_where_one_is_in_it(session: Session) -> None:
    lines = body(press(session, "enter"), 80, 21)
    text = text_of(lines)
    assert "Recommendation 0.01" in text
    assert "as printed: Done" in text
    assert "of " in plain(lines[0])
    text = text_of(body(press(session, "G"), 80, 21))
    assert "As printed" in text
    assert "line 13, text" in text


def test_the_chosen_link_is_marked(session: Session) -> None:
    lines = body(press(session, "enter tab"), 80, 21)
    assert any(span.role == "link here" for line in lines for span in line)


def test_beside_a_wide_table_stands_the_record(wide: Session) -> None:
    press(wide, "enter")
    assert "0.01" in text_of(body(wide, wide.table_width, 47))
    assert "Recommendation 0.01" in text_of(beside(wide, wide.room.record_width, 47))
    assert len(rule(47)) == 47


def test_a_list_is_grouped_until_one_types(session: Session) -> None:
    text = text_of(body(press(session, "?"), 80, 20))
    assert "Keys of the table" in text
    assert " Move" in text
    assert "down one row" in text
    text = text_of(body(press(session, "/ 'sort'"), 80, 20))
    assert " Move" not in text
    assert "sort by this column" in text
    text = text_of(body(press(session, "'xyzzy'"), 80, 20))
    assert "Nothing has these words" in text


def test_the_cursor_of_a_long_list_stays_on_the_screen(session: Session) -> None:
    lines = body(press(session, "? G"), 80, 20)
    assert any("cursor" in span.role for line in lines for span in line)
    lines = body(press(session, "g g"), 80, 20)
    assert any("cursor" in span.role for line in lines for span in line)
    assert "Move" in plain(lines[1]), "the heading above the first choice comes back too"


HOSTILE = (
    "\x1b[31mred\x1b]52;c;eA==\x07\x9d0;title\x07[/] [@click=app.quit]x[/] \u202egnirts\u200b\x00 \ud800"
    + "x" * 100_000
)


@pytest.mark.parametrize(
    "keys", ["g g", "enter", "enter G", "l +", "l l l ]", "/ 'red'", "y", ": 'rec:' tab"]
)
def test_hostile_text_reaches_no_line(keys: str) -> None:
    from slough_tui.model.safe_text import CONTROLS

    session = new_session()
    bad = {
        name: HOSTILE.replace("\ud800", "")
        for name in ("text", "lead", "response", "series", "status_raw", "extra")
    }
    session.loaded("recommendations", frame_of("recommendations", [recommendation(1, **bad)]))
    session.name = HOSTILE
    text = screen(press(session, keys))
    assert not CONTROLS.search(text.replace("\n", ""))
    assert len(text) < 80 * 24 * 3


def test_the_status_says_through_which_records_one_came(session: Session) -> None:
    press(session, "enter")
    assert "Recs > rec:scrutiny/0.01" in plain(status_line(session, 80))
    press(session, "f a")
    assert "Recs > rec:scrutiny/0.01 > dir:directions/3" in plain(status_line(session, 100))
    press(session, "escape escape j enter")
    assert " Recs > rec:scrutiny/0.02 " in plain(status_line(session, 100))
