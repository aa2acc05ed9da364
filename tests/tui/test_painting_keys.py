from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui import painting_foot, painting_keys
from slough_tui.tui.painting_body import body
from slough_tui.tui.painting_foot import foot_line
from slough_tui.tui.painting_keys import continuations, next_strokes
from slough_tui.views.spans import line_width, plain
from tests.tui.conftest import new_session, press, text_of

if TYPE_CHECKING:
    import pytest


def test_after_g_every_place_with_a_letter_stands_above_the_status() -> None:
    session = press(new_session(), "g")
    text = text_of(body(session, 80, 21))
    for words in (" g then", "r Recommendations", "D Documents", "/ all places", "g first row"):
        assert words in text
    assert "one of the keys above" in plain(foot_line(session, 80))
    assert "0.01" in text, "the rows above stay"


def test_the_panel_is_gone_with_the_second_key() -> None:
    session = press(new_session(), "g d")
    assert next_strokes(session, 80, 21) == []
    assert session.place.name == "directions"


def test_few_continuations_stand_in_the_line_of_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    session = press(new_session(), "z")
    assert "z then" in text_of(next_strokes(session, 80, 21))
    for module in (painting_foot, painting_keys):
        monkeypatch.setattr(module, "FEW", len(continuations(session)))
    assert next_strokes(session, 80, 21) == []
    assert "this row into the middle" in plain(foot_line(session, 400))


def test_the_panel_never_takes_more_than_half_and_is_as_wide_as_the_pane() -> None:
    session = press(new_session(width=60, height=15), "g")
    lines = next_strokes(session, 60, 12)
    assert len(lines) <= 7
    assert {line_width(line) for line in lines} == {60}
