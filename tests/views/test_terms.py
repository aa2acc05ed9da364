from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.views.terms import Term, parse, written


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("housing", [Term("", "", ("housing",))]),
        ("  two   words ", [Term("", "", ("two",)), Term("", "", ("words",))]),
        ('"two words"', [Term("", "", ("two words",), quoted=True)]),
        ('"say ""no"""', [Term("", "", ('say "no"',), quoted=True)]),
        ("!housing", [Term("", "", ("housing",), negated=True)]),
        ("status:overdue", [Term("status", ":", ("overdue",))]),
        ("Status:overdue", [Term("status", ":", ("overdue",))]),
        ("!status:overdue", [Term("status", ":", ("overdue",), negated=True)]),
        ("status!=overdue", [Term("status", "=", ("overdue",), negated=True)]),
        ("rag:red|amber", [Term("rag", ":", ("red", "amber"))]),
        ("due<2023-12-01", [Term("due", "<", ("2023-12-01",))]),
        ("due>=today-30", [Term("due", ">=", ("today-30",))]),
        ('lead="Head of IT"', [Term("lead", "=", ("Head of IT",), quoted=True)]),
        ('lead="A b"|"C d"', [Term("lead", "=", ("A b", "C d"), quoted=True)]),
        ("10:30", [Term("", "", ("10:30",))]),
        ("a|b", [Term("", "", ("a|b",))]),
        ("rec:cisc/0.10", [Term("rec", ":", ("cisc/0.10",))]),
    ],
)
def test_a_filter_is_taken_apart(text: str, terms: list[Term]) -> None:
    assert list(parse(text)) == terms


@pytest.mark.parametrize(
    "text", ["", "   ", "!", "status:", "!status:", "due<", "rag:|", '""', '"', "! ", "!!"]
)
def test_what_is_still_being_typed_asks_for_nothing_yet(text: str) -> None:
    assert parse(text) == ()


def test_a_term_begun_does_not_disturb_those_before_it() -> None:
    assert parse("housing status:") == (Term("", "", ("housing",)),)


def test_an_unclosed_quotation_mark_runs_to_the_end() -> None:
    assert parse('"two words') == (Term("", "", ("two words",), quoted=True),)


@given(st.text(max_size=40))
def test_any_text_can_be_taken_apart(text: str) -> None:
    for term in parse(text):
        assert term.complete


@given(st.text(max_size=30), st.booleans())
def test_what_is_written_for_a_value_means_that_value(value: str, negated: bool) -> None:
    (term,) = parse(written("lead", value, negated=negated))
    assert term.field == "lead"
    assert term.negated is negated
    if value:
        assert (term.operator, term.values) == ("=", (value,))
    else:
        assert (term.operator, term.values) == (":", ("none",))


def test_the_word_none_and_emptiness_are_told_apart() -> None:
    assert written("lead", None) == "lead:none"
    assert written("lead", "none") == 'lead="none"'
