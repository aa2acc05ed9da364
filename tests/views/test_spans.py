from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.model.safe_text import CONTROLS
from slough_tui.views.spans import Span, cut, fit, head, line_width, marked, pad, plain, width_of

NASTY = st.text(st.characters(), max_size=60)


@given(NASTY, st.integers(0, 40))
def test_what_is_cut_never_takes_more_cells_than_it_may(text: str, width: int) -> None:
    assert width_of(cut(text, width)) <= width


@given(NASTY, st.integers(1, 40))
def test_what_is_cut_has_no_control_character_left(text: str, width: int) -> None:
    assert not CONTROLS.search(cut(text, width))


@given(NASTY, st.integers(0, 40), st.booleans())
def test_what_is_padded_takes_exactly_its_cells(text: str, width: int, right: bool) -> None:
    assert width_of(pad(text, width, right=right)) == width


def test_short_text_is_left_alone() -> None:
    assert cut("Libraries", 9) == "Libraries"


def test_long_text_ends_in_an_ellipsis() -> None:
    assert cut("Libraries and museums", 11) == "Libraries…"


def test_a_wide_character_is_never_halved() -> None:
    assert cut("議会議会", 4) == "議…"
    assert pad("議会議会", 4) == "議… "


def test_a_megabyte_of_text_is_cut_before_it_is_made_safe() -> None:
    assert cut("\x1b" * 1_000_000, 10) == "␛" * 9 + "…"


def test_a_heap_of_combining_marks_does_not_make_a_line_heavy() -> None:
    assert len(cut("e" + "\u0301" * 100_000, 10)) <= 41
    assert len(head("e" + "\u0301" * 100_000, 10)) <= 41


def test_numbers_stand_against_the_right_edge() -> None:
    assert pad("42", 5, right=True) == "   42"


@pytest.mark.parametrize(("width", "text"), [(5, "ab cd"), (3, "ab "), (8, "ab cd   ")])
def test_a_line_is_fitted_to_its_pane(width: int, text: str) -> None:
    line = fit((Span("ab "), Span("cd", "red")), width)
    assert plain(line) == text
    assert line_width(line) == width


def test_every_hit_in_a_text_is_marked_whatever_its_case() -> None:
    spans = marked("Repairs and repairs", "repairs", "ref")
    assert spans == (Span("Repairs", "ref match"), Span(" and ", "ref"), Span("repairs", "ref match"))


def test_marking_adds_and_loses_nothing() -> None:
    assert plain(marked("İstanbul report", "report", "")) == "İstanbul report"
    assert marked("text", "", "ref") == (Span("text", "ref"),)


@given(NASTY, st.text(min_size=1, max_size=3))
def test_marking_keeps_the_text(text: str, needle: str) -> None:
    assert plain(marked(text, needle, "")) == text
