"""The calendar: days of months, reasons for impossible days, years that were not printed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.model.dates import (
    earliest_from,
    full_year,
    infer_year,
    last_day,
    latest_begun,
    month_days,
    nearest,
    weekday_note,
    why_impossible,
)

somewhere = st.dates(date(1910, 1, 1), date(2190, 12, 31))


def test_february_has_29_days_when_nobody_says_which() -> None:
    assert (month_days(2), month_days(2, 2023), month_days(2, 2024)) == (29, 28, 29)
    assert last_day(2100, 2) == date(2100, 2, 28)


@pytest.mark.parametrize(
    ("day", "month", "year", "why"),
    [
        (31, 9, 2016, "September has 30 days"),
        (30, 2, 2024, "February 2024 has 29 days"),
        (29, 2, None, None),
        (30, 2, None, "February has at most 29 days"),
        (31, 12, 2023, None),
        (None, 12, 2023, None),
        (1, 13, 2023, "there is no month 13"),
        (0, 1, 2023, "there is no day 0"),
        (32, 1, 2023, "there is no day 32"),
        (1, 1, 0, "there is no year 0000"),
    ],
)
def test_an_impossible_day_has_its_reason(
    day: int | None, month: int, year: int | None, why: str | None
) -> None:
    assert why_impossible(day, month, year) == why


@given(somewhere, somewhere)
def test_an_inferred_year_gives_the_latest_such_day_not_after(day: date, not_after: date) -> None:
    found = infer_year(day.day, day.month, not_after=not_after)
    assert found <= not_after
    assert (found.day, found.month) == (day.day, day.month)
    leap_day = (day.month, day.day) == (2, 29)
    assert not_after - found < timedelta(days=8 * 366 if leap_day else 366)


def test_the_leap_day_goes_back_to_a_leap_year() -> None:
    assert infer_year(29, 2, not_after=date(2023, 11, 23)) == date(2020, 2, 29)
    assert infer_year(29, 2, not_after=date(1903, 1, 1)) == date(1896, 2, 29)


def test_no_year_can_be_inferred_for_a_day_that_never_is() -> None:
    with pytest.raises(ValueError, match="September has 30 days"):
        infer_year(31, 9, not_after=date(2023, 1, 1))
    with pytest.raises(ValueError, match="on or before"):
        infer_year(5, 3, not_after=date(1, 1, 1))


@given(somewhere, somewhere)
def test_the_nearest_such_day_is_never_beaten_by_the_year_before_or_after(day: date, to: date) -> None:
    found = nearest(day.day, day.month, to=to)
    assert found is not None
    rivals = [
        latest_begun(day.day, day.month, not_after=to),
        earliest_from(day.day, day.month, not_before=to),
    ]
    assert all(abs(found - to) <= abs(rival - to) for rival in rivals if rival)


def test_a_printed_weekday_decides_between_two_years() -> None:
    november = date(2023, 11, 23)
    assert nearest(16, 3, to=november) == date(2024, 3, 16)
    assert nearest(16, 3, to=november, weekday=3) == date(2023, 3, 16)


def test_a_month_under_way_is_the_latest_that_has_begun() -> None:
    assert latest_begun(None, 10, not_after=date(2023, 10, 2)) == date(2023, 10, 31)
    assert latest_begun(None, 11, not_after=date(2023, 10, 31)) == date(2022, 11, 30)


def test_the_edges_of_the_calendar_give_nothing_rather_than_an_error() -> None:
    assert latest_begun(5, 3, not_after=date(1, 1, 1)) is None
    assert earliest_from(5, 3, not_before=date(9999, 12, 31)) is None
    assert nearest(5, 3, to=date(1, 1, 1)) == date(1, 3, 5)
    assert nearest(5, 3, to=date(9999, 12, 31)) == date(9999, 3, 5)


def test_a_wrong_weekday_is_remarked_and_a_right_one_is_not() -> None:
    assert weekday_note(date(2019, 7, 23), 0) == "23 July 2019 was a Tuesday, not Monday"
    assert weekday_note(date(2019, 7, 23), 1) is None


def test_two_digits_turn_the_century_at_70() -> None:
    assert [full_year(n) for n in (0, 69, 70, 99)] == [2000, 2069, 1970, 1999]
