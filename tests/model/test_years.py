"""Years that are not printed: borrowed from a neighbour in the cell, else nearest to the paper's date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.model.due import find_dates, parse_due

REPORT = date(2023, 11, 23)


@pytest.mark.parametrize(
    ("cell", "on"),
    [
        ("27-Feb", date(2024, 2, 27)),
        ("30 June", date(2023, 6, 30)),
        ("22nd Nov", date(2023, 11, 22)),
        ("by March", date(2024, 3, 31)),
        ("Qtr 1", date(2023, 6, 30)),
        ("14/11", date(2023, 11, 14)),
        ("29 Feb", date(2024, 2, 29)),
        ("Thursday 16 March", date(2023, 3, 16)),
    ],
)
def test_without_a_year_the_nearest_to_the_paper_is_taken_and_told(cell: str, on: date) -> None:
    due = parse_due(cell, reference=REPORT)
    assert due.on == on
    assert (due.inferred or "").startswith("year from the report's date")
    assert parse_due(cell).on is None
    assert "no year in" in (parse_due(cell).refusal or "")


def test_a_neighbour_in_the_cell_lends_its_year_before_the_paper_does() -> None:
    due = parse_due("Was May - push to end June 2019", reference=REPORT)
    assert (due.original, due.on) == (date(2019, 5, 31), date(2019, 6, 30))
    assert "year from the date beside it" in (due.inferred or "")


def test_a_year_borrowed_from_a_later_date_does_not_pass_it() -> None:
    assert parse_due("Was November - push to end February 2024").original == date(2023, 11, 30)


def test_a_year_borrowed_from_an_earlier_date_does_not_fall_behind_it() -> None:
    due = parse_due("September 2023, then December and March")
    assert (due.on, due.others) == (date(2024, 3, 31), (date(2023, 9, 30), date(2023, 12, 31)))


def test_in_prose_only_joined_dates_lend_a_year() -> None:
    joined = find_dates("(24 November \u2013 17 December 2015)")
    assert [one.due.on for one in joined] == [date(2015, 11, 24), date(2015, 12, 17)]
    apart = find_dates("It met on 24 November and reported fully by 17 December 2015.")
    assert [one.due.on for one in apart] == [None, date(2015, 12, 17)]


def test_an_inferred_year_is_told_from_the_last_day_of_a_printed_month() -> None:
    assert parse_due("27-Feb", reference=REPORT).year_inferred
    assert parse_due("Was May - push to June 2023").year_inferred
    assert not parse_due("June 2023").year_inferred
    assert not parse_due("27-Feb-23", reference=REPORT).year_inferred


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.dates(date(1990, 1, 1), date(2050, 12, 31)))
def test_an_inferred_day_is_within_half_a_year_of_the_paper(day: date, reference: date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    on = parse_due(day.strftime("%d %B"), reference=reference).on
    assert on is not None
    assert (on.month, on.day) == (day.month, day.day)
    assert abs((on - reference).days) <= 183
