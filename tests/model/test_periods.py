"""Months, quarters, seasons, terms and years: the last day, the precision, and remarks on what was chosen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.model.due import Precision, find_dates, parse_due

QUARTERS = [
    ("Q1 2023/24", date(2023, 6, 30)),
    ("Q2 2023-24", date(2023, 9, 30)),
    ("Q3 23/24", date(2023, 12, 31)),
    ("Q4 2023/2024", date(2024, 3, 31)),
    ("Qtr 2 2023/24", date(2023, 9, 30)),
    ("Quarter 2 of 2023/24", date(2023, 9, 30)),
    ("2023/24 Q2", date(2023, 9, 30)),
    ("Q2 (2023/24)", date(2023, 9, 30)),
    ("Q2 FY 2023/24", date(2023, 9, 30)),
    ("Q2 FY24", date(2023, 9, 30)),
    ("second quarter of 2023/24", date(2023, 9, 30)),
    ("final quarter 2023/24", date(2024, 3, 31)),
    ("end of Q3 2023/24", date(2023, 12, 31)),
]
SEASONS = [
    ("Spring 2024", date(2024, 5, 31), "spring taken to end with May"),
    ("summer 2024", date(2024, 8, 31), "summer taken to end with August"),
    ("Autumn 2023", date(2023, 11, 30), "autumn taken to end with November"),
    ("Winter 2023", date(2024, 2, 29), "winter taken to end with February"),
    ("Winter 2023/24", date(2024, 2, 29), "winter taken to end with February"),
    ("Autumn term 2023", date(2023, 12, 31), "autumn term taken to end with December"),
    ("spring term 2024", date(2024, 3, 31), "spring term taken to end with March"),
    ("Summer Term 2023/24", date(2024, 7, 31), "summer term taken to end with July"),
]
YEARS = [
    ("2023/24", date(2024, 3, 31)),
    ("2023-24", date(2024, 3, 31)),
    ("2023/2024", date(2024, 3, 31)),
    ("2023 \u2013 24", date(2024, 3, 31)),
    ("1999/00", date(2000, 3, 31)),
    ("FY2023-24", date(2024, 3, 31)),
    ("FY 23/24", date(2024, 3, 31)),
    ("FY24", date(2024, 3, 31)),
    ("23/24", date(2024, 3, 31)),
    ("23-24", date(2024, 3, 31)),
    ("financial year 2023/24", date(2024, 3, 31)),
    ("2024", date(2024, 12, 31)),
    ("end of 2024", date(2024, 12, 31)),
]


@pytest.mark.parametrize(("cell", "on"), QUARTERS)
def test_a_quarter_of_a_financial_year_ends_with_its_third_month(cell: str, on: date) -> None:
    due = parse_due(cell)
    assert (due.on, due.precision, due.refusal) == (on, Precision.QUARTER, None)


def test_a_quarter_of_a_single_year_is_the_calendar_s_and_that_is_remarked() -> None:
    due = parse_due("Q1 2024")
    assert due.on == date(2024, 3, 31)
    assert "of the calendar year" in due.notes[0]


@pytest.mark.parametrize(("cell", "on", "remark"), SEASONS)
def test_seasons_and_terms_end_as_documented_and_say_so(cell: str, on: date, remark: str) -> None:
    due = parse_due(cell)
    assert (due.on, due.precision, due.notes) == (on, Precision.QUARTER, (remark,))


@pytest.mark.parametrize(("cell", "on"), YEARS)
def test_financial_years_end_in_march_and_calendar_years_in_december(cell: str, on: date) -> None:
    due = parse_due(cell)
    assert (due.on, due.precision, due.refusal) == (on, Precision.YEAR, None)


@given(st.integers(1970, 2098), st.sampled_from(["/", "-", " - ", " -", "\u2013"]), st.booleans())
def test_only_consecutive_years_are_a_financial_year(first: int, dash: str, long: bool) -> None:
    for step in (1, 2, 4):
        last = first + step
        due = parse_due(f"{first}{dash}{last if long else f'{last % 100:02}'}")
        consecutive = due.on == date(first + 1, 3, 31) and due.precision is Precision.YEAR
        assert consecutive == (step == 1)


def test_several_years_are_refused_with_both() -> None:
    assert parse_due("2023-2027").refusal == "2023 to 2027 are several years"


def test_what_is_inferred_says_which_end_was_taken() -> None:
    assert parse_due("June 2023").inferred == "day: end of the month"
    assert parse_due("Q1 2023/24").inferred == "day: end of the quarter"
    assert parse_due("2023/24").inferred == "day: end of the financial year"
    assert parse_due("2023").inferred == "day: end of the year"
    assert parse_due("end of June 2023").inferred is None


def test_a_part_of_a_month_is_remarked_and_invents_no_day() -> None:
    for cell, part in (("mid-August 2023", "mid"), ("early Aug 2023", "early"), ("late August 2023", "late")):
        due = parse_due(cell)
        assert (due.on, due.precision, due.notes) == (date(2023, 8, 31), Precision.MONTH, (part,))


@pytest.mark.parametrize(
    ("cell", "on", "begins"),
    [
        ("April to June 2023", date(2023, 6, 30), date(2023, 4, 30)),
        ("Nov/Dec 2023", date(2023, 12, 31), date(2023, 11, 30)),
        ("Nov - Jan 2024", date(2024, 1, 31), date(2023, 11, 30)),
        ("November 2015 \u2013 January 2016", date(2016, 1, 31), date(2015, 11, 30)),
    ],
)
def test_a_range_of_months_counts_to_its_last(cell: str, on: date, begins: date) -> None:
    due = parse_due(cell)
    assert (due.on, due.others, due.precision) == (on, (begins,), Precision.MONTH)


def test_the_word_may_is_a_month_only_when_it_can_be() -> None:
    assert parse_due("This may slip to June 2023").others == ()
    assert parse_due("May slip to June 2023").others == ()
    assert parse_due("May, then June 2023").others == (date(2023, 5, 31),)
    assert find_dates("Those who may 20 or more") == []


def test_a_year_behind_a_word_that_was_not_read_is_left_alone() -> None:
    assert parse_due("Christmas 2023").on is None
    assert parse_due("completed 2023").on == date(2023, 12, 31)
