"""Recurrences in their normal forms, beside dates, and spans that have no beginning."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.model.due import Precision, parse_due
from slough_tui.model.schedule import find_duration, find_recurrences

FORMS = [
    ("Monthly", "monthly"),
    ("monthly basis", "monthly"),
    ("each month", "monthly"),
    ("Once a month", "monthly"),
    ("Weekly", "weekly"),
    ("every two weeks", "every 2 weeks"),
    ("Fortnightly", "fortnightly"),
    ("Bi-weekly", "fortnightly"),
    ("Quarterly", "quarterly"),
    ("every quarter", "quarterly"),
    ("Every 3 months", "every 3 months"),
    ("Every three months", "every 3 months"),
    ("3-monthly", "every 3 months"),
    ("6 monthly", "every 6 months"),
    ("six monthly thereafter", "every 6 months"),
    ("Every 6 months", "every 6 months"),
    ("every other month", "every 2 months"),
    ("Bi-monthly", "every 2 months"),
    ("Annually", "annually"),
    ("annual", "annually"),
    ("Yearly", "annually"),
    ("every year", "annually"),
    ("per annum", "annually"),
    ("every 2 years", "every 2 years"),
    ("Biennial", "every 2 years"),
    ("Twice per year", "twice a year"),
    ("twice yearly", "twice a year"),
    ("two times a year", "twice a year"),
    ("Bi-annually", "twice a year"),
    ("Half-yearly", "twice a year"),
    ("3 times a year", "3 times a year"),
    ("Termly", "termly"),
    ("each term", "termly"),
    ("Each Executive meeting", "each meeting"),
    ("every meeting of the Board", "each meeting"),
    ("thereon before each board", "each meeting"),
    ("Ongoing", "ongoing"),
    ("On-going", "ongoing"),
    ("Continuous", "ongoing"),
    ("Completed and monitoring ongoing.", "ongoing"),
    ("BAU", "ongoing"),
    ("as and when required", "as required"),
    ("Rolling September, December, March, June", "rolling: mar,jun,sep,dec"),
    ("September, December, March, June", "rolling: mar,jun,sep,dec"),
    ("each September", "rolling: sep"),
    ("Each Executive meeting, monthly", "each meeting; monthly"),
]


@pytest.mark.parametrize(("cell", "form"), FORMS)
def test_a_recurrence_has_one_normal_form_and_is_no_refusal(cell: str, form: str) -> None:
    due = parse_due(cell)
    assert (due.schedule, due.on, due.precision, due.refusal) == (form, None, Precision.NONE, None)


@pytest.mark.parametrize(
    ("cell", "form", "on"),
    [
        ("30/09/2016 Ongoing", "ongoing", date(2016, 9, 30)),
        ("Every 3 months during 2016 -17", "every 3 months", date(2017, 3, 31)),
        ("Staff survey \u2013 September 2023 and then quarterly", "quarterly", date(2023, 9, 30)),
        ("from September 2023 and six monthly thereafter", "every 6 months", date(2023, 9, 30)),
        ("Rolling March, June, by end July 2023", "rolling: mar,jun", date(2023, 7, 31)),
        ("by end June 2023 and thereon before each board.", "each meeting", date(2023, 6, 30)),
    ],
)
def test_a_date_and_a_recurrence_stand_beside_each_other(cell: str, form: str, on: date) -> None:
    due = parse_due(cell)
    assert (due.schedule, due.on) == (form, on)


def test_an_ambiguous_word_is_read_and_remarked() -> None:
    assert parse_due("Bi-annually").notes == ("bi-annually read as twice a year",)
    assert parse_due("Bi-monthly").notes == ("bi-monthly read as every 2 months",)
    assert parse_due("Quarterly").notes == ()


def test_a_cell_of_meetings_dates_and_intervals_keeps_them_all() -> None:
    due = parse_due(
        "<p>Each Executive meeting</p> <p>April 2016</p> <p>Every 3 months</p> <p>September 2016</p>"
    )
    assert due.schedule == "each meeting; every 3 months"
    assert (due.on, due.others, due.original) == (date(2016, 9, 30), (date(2016, 4, 30),), None)


def test_a_span_without_a_beginning_is_named_in_the_refusal() -> None:
    assert find_duration("to be done within 2 months") == "within 2 months"
    assert find_duration("in six weeks") == "in six weeks"
    assert find_duration("months") is None
    assert "'within 2 months'" in (parse_due("within 2 months").refusal or "")


@given(st.text())
def test_recurrences_never_overlap_and_stay_inside_the_text(text: str) -> None:
    found = find_recurrences(text + " every 3 months " + text)
    ends = [0, *(one.end for one in found)]
    assert found
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))
