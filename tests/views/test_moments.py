from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.errors import UsageError
from slough_tui.views.moments import moment, two_dates

TODAY = date(2023, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/10/2023", date(2023, 10, 31)), ("31st October 2023", date(2023, 10, 31)), ("Oct 2023", date(2023, 10, 31)),
        ("2023-10-03", date(2023, 10, 3)), ("yesterday", date(2023, 11, 29)), ("now", TODAY), ("-1m", date(2023, 10, 30)),
        ("-9m", date(2023, 2, 28)), ("-1y", date(2022, 11, 30)), ("- 2 weeks", date(2023, 11, 16)), ("today-30", date(2023, 10, 31)),
        ("+1d", date(2023, 12, 1)), ("2022", date(2022, 12, 31)), ("3 Oct", date(2023, 10, 3)),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_councils_and_hurried_people_write_it(text: str, day: date) -> None:
    assert moment(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "soon", "31/09/2023", "-9999y", "99/99/99"])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(UsageError):
        moment(text, TODAY)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_an_error_of_ours(text: str) -> None:
    with suppress(UsageError):
        assert isinstance(moment(text, TODAY), date)


def test_two_dates_are_the_one_looked_at_and_the_one_typed_or_both_typed() -> None:
    day = date(2023, 10, 31)
    assert two_dates("3/10/2023", day, TODAY) == (date(2023, 10, 3), day)
    assert two_dates("5/11/2023", day, TODAY) == (day, date(2023, 11, 5))
    assert two_dates("31 Oct 2023 to 3 Oct 2023", day, TODAY) == (date(2023, 10, 3), day)
    assert two_dates("2023-10-03..2023-10-31", day, TODAY) == (date(2023, 10, 3), day)
    assert two_dates("", day, TODAY) == (date(2023, 9, 30), day)
