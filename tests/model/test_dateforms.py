"""Forms with a day: separators, ordinals, two-digit years behind a space, and numbers that are no dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.model.dateforms import month_number, normalise
from slough_tui.model.due import parse_due

REPORT = date(2023, 11, 23)


@given(st.text())
def test_normalising_moves_no_character(text: str) -> None:
    assert len(normalise(text)) == len(text)
    assert normalise(normalise(text)) == normalise(text)


def test_every_name_abbreviation_and_known_misspelling_of_a_month_is_known() -> None:
    for n in range(1, 13):
        name = date(2000, n, 1).strftime("%B")
        assert month_number(name) == month_number(name[:3].upper()) == month_number(f"{name[:3]}.") == n
    assert (month_number("Sept"), month_number("Febuary"), month_number("Decemeber")) == (9, 2, 12)


@pytest.mark.parametrize(
    "cell", ["31/03/24", "31-03-24", "31.03.24", "31 / 03 / 24", "31\u201303\u201324", "31\u204403\u204424"]
)
def test_any_one_separator_will_do(cell: str) -> None:
    due = parse_due(cell)
    assert (due.on, due.notes) == (date(2024, 3, 31), ())


def test_two_different_separators_are_remarked() -> None:
    due = parse_due("31/03-24")
    assert (due.on, due.notes) == (date(2024, 3, 31), ("mixed separators",))


def test_full_width_digits_are_digits() -> None:
    assert parse_due("\uff13\uff11\uff0f\uff10\uff13\uff0f\uff12\uff10\uff12\uff14").on == date(2024, 3, 31)


@pytest.mark.parametrize(
    ("cell", "on"),
    [
        ("15 Jan 24", date(2024, 1, 15)),
        ("15 Jan '24", date(2024, 1, 15)),
        ("15th Jan, 24", date(2024, 1, 15)),
        ("15Jan24", date(2024, 1, 15)),
        ("15 -Jan -24", date(2024, 1, 15)),
    ],
)
def test_a_two_digit_year_may_stand_behind_anything(cell: str, on: date) -> None:
    assert parse_due(cell, reference=REPORT).on == on


def test_two_digits_behind_a_month_that_are_no_year_stay_out_of_the_date() -> None:
    due = parse_due("31 May 30 June 2016")
    assert (due.original, due.on) == (date(2016, 5, 31), date(2016, 6, 30))
    far = parse_due("15 January 60 places", reference=REPORT)
    assert (far.on, far.notes) == (date(2024, 1, 15), ("says: 60 places",))


def test_month_and_two_digits_can_be_a_day_and_that_is_remarked() -> None:
    assert parse_due("Dec 22").notes == ("could be 22 December too",)
    assert parse_due("Dec-22").notes == ()


@pytest.mark.parametrize("cell", ["October 31", "October 31st", "Oct 31"])
def test_month_and_a_number_that_is_no_near_year_are_a_day(cell: str) -> None:
    due = parse_due(cell, reference=REPORT)
    assert (due.on, due.notes) == (date(2023, 10, 31), ("month before day",))


def test_a_month_of_a_printed_financial_year_lies_inside_it() -> None:
    assert parse_due("March 2023/24").on == date(2024, 3, 31)
    assert parse_due("June 2023/24").on == date(2023, 6, 30)


def test_a_day_and_month_that_could_be_a_financial_year_is_remarked() -> None:
    assert parse_due("10/11", reference=REPORT).notes == ("could be a financial year",)
    assert parse_due("10/12", reference=REPORT).notes == ()


def test_the_wrong_weekday_is_kept_with_a_remark() -> None:
    due = parse_due("Tuesday 11th July 2016")
    assert (due.on, due.notes) == (date(2016, 7, 11), ("11 July 2016 was a Monday, not Tuesday",))
    assert parse_due("11/07/2016 (Tue)").notes == due.notes
    assert parse_due("11/07/2016 (Mon)").notes == ()


def test_letters_that_only_look_like_a_day_are_mended_aloud_or_refused() -> None:
    assert parse_due("lst March 2023").notes == ("'lst' read as 1st",)
    assert parse_due("O1/04/23").on is None


def test_a_misspelt_month_is_read_aloud() -> None:
    assert parse_due("12 Febuary 2024").notes == ("'Febuary' read as February",)


def test_a_range_of_days_ends_on_its_last_and_keeps_its_first() -> None:
    due = parse_due("10th - 12th November 2023")
    assert (due.on, due.others, due.original) == (date(2023, 11, 12), (date(2023, 11, 10),), None)
    assert "a range from 10 November" in due.notes
