from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.model.safe_text import CONTROLS
from slough_tui.views.pages import page, wrap
from slough_tui.views.sections import Detail, Field, Section
from slough_tui.views.spans import line_width, plain, width_of

TEXT = st.text(st.characters(), max_size=80)


def texts(detail: Detail, width: int = 60) -> list[str]:
    return [plain(line).rstrip() for line in page(detail, width).lines]


@given(TEXT, st.integers(2, 40))
def test_no_wrapped_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    for line in wrap(text, width):
        assert width_of(line) <= width
        assert not CONTROLS.search(line)


@given(st.text("ab c\n", max_size=60), st.integers(1, 20))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


def test_lines_are_broken_between_words() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]


def test_a_word_longer_than_the_line_is_broken_in_it() -> None:
    assert wrap("ab abcdefgh", 4) == ["ab", "abcd", "efgh"]


def test_paragraphs_stay_apart() -> None:
    assert wrap("one\n\ntwo", 10) == ["one", "", "two"]


def test_labels_stand_in_a_margin_and_long_values_hang() -> None:
    lines = texts(Detail("x", "X", "Head", (Section("As read", (Field("Lead", "word " * 20),)),)), 50)
    assert lines[2] == "  As read"
    assert lines[3].startswith("  Lead")
    assert lines[4].startswith("    ")
    assert lines[4].strip().startswith("word")


def test_what_was_printed_stands_on_the_same_line_where_it_fits() -> None:
    detail = Detail("x", "X", "", (Section("S", (Field("Status", "overdue", raw="Late"),)),))
    assert "overdue   as printed: Late" in texts(detail)[-1]


def test_what_was_printed_goes_under_a_long_value() -> None:
    detail = Detail("x", "X", "", (Section("S", (Field("Status", "word " * 12, raw="Late"),)),))
    assert texts(detail)[-1].strip() == "as printed: Late"


def test_a_long_label_is_wrapped_too() -> None:
    detail = Detail("x", "X", "", (Section("S", (Field("a very long label of a column", "v"),)),))
    assert "v" in texts(detail)[3]
    assert texts(detail)[4].strip().startswith("label of")


def test_a_link_knows_the_line_it_stands_on() -> None:
    fields = (Field("a", "1"), Field("b", "2", link="rec:x/1"), Field("c", "3", link="rec:x/2"))
    found = page(Detail("x", "X", "", (Section("S", fields),)), 60)
    assert [plain(found.lines[found.line_of_link(n)]).split()[0] for n in (0, 1)] == ["b", "c"]


FIELDS = st.lists(
    st.builds(Field, TEXT, TEXT, TEXT, st.just(""), st.sampled_from(["", "rec:x/1"])), max_size=4
)


@pytest.mark.parametrize("width", [20, 56, 80, 110])
@given(TEXT, FIELDS)
def test_a_page_is_never_wider_than_its_pane_and_always_safe(
    width: int, text: str, fields: list[Field]
) -> None:
    found = page(Detail("x", "X", text, (Section("S", tuple(fields)),)), width)
    assert len(found.lines) == len(found.links)
    for line in found.lines:
        assert line_width(line) <= width
        assert not CONTROLS.search(plain(line))


def test_a_mark_has_the_role_alone() -> None:
    found = page(
        Detail("x", "X", "", (Section("S", (Field("ACT003", "late " * 20, role="red", mark="error"),)),)), 60
    )
    roles = {span.text: span.role for line in found.lines[3:] for span in line if span.text.strip()}
    assert roles["error"] == "red"
    assert [text for text, role in roles.items() if role == "red"] == ["error"]


def test_a_name_that_is_too_long_is_parted_at_a_joint() -> None:
    assert wrap("satisfactory_progress", 18) == ["satisfactory_", "progress"]
    assert wrap("act:delivery/complete-october-auction-sales", 36) == [
        "act:delivery/complete-october-",
        "auction-sales",
    ]
    assert wrap("a_" + "x" * 30, 18) == ["a_" + "x" * 16, "x" * 14]
