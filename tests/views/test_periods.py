from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.views.periods import period
from slough_tui.views.values import day

TODAY = date(2023, 11, 23)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-12-01", date(2023, 12, 1), date(2023, 12, 1)),
        ("1/12/2023", date(2023, 12, 1), date(2023, 12, 1)),
        ("1.12.23", date(2023, 12, 1), date(2023, 12, 1)),
        ("31 Oct 2023", date(2023, 10, 31), date(2023, 10, 31)),
        ("31october2023", date(2023, 10, 31), date(2023, 10, 31)),
        ("Oct 2023", date(2023, 10, 1), date(2023, 10, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("today", TODAY, TODAY),
        (" Today ", TODAY, TODAY),
        ("yesterday", date(2023, 11, 22), date(2023, 11, 22)),
        ("today-30", date(2023, 10, 24), date(2023, 10, 24)),
        ("+7d", date(2023, 11, 30), date(2023, 11, 30)),
    ],
)
def test_what_people_type_is_understood(text: str, first: date, last: date) -> None:
    assert period(text, TODAY) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "31/9/2023", "2023-13", "0000", "soon", "31 Foo 2023", "today-9999999999", "today-999999"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert period(text, TODAY) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_date_as_the_screen_shows_it_can_be_typed(value: date) -> None:
    assert period(day(value), TODAY) == (value, value)


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_none(text: str) -> None:
    found = period(text, TODAY)
    assert found is None or found[0] <= found[1]
