"""Dates in prose: what is found, what is left alone, and what belongs to a date."""

from __future__ import annotations

from datetime import date

import pytest

from slough_tui.model.due import Precision, find_dates

REPORT = date(2023, 11, 23)


def printed(text: str, reference: date | None = None) -> list[str]:
    return [one.raw for one in find_dates(text, reference=reference)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("held on 16th March 2016: the", ["16th March 2016"]),
        ("approved by Cabinet on the 26 th June 2016.", ["26 th June 2016"]),
        ("published on the 17\nFebruary 2016.", ["17\nFebruary 2016"]),
        ("Scrutiny Panel - 21.04.16", ["21.04.16"]),
        ("by the end of Monday 13th November.", ["Monday 13th November"]),
        ("at 4pm on Friday 10th November and on", ["Friday 10th November"]),
        ("the weekend of the 10th - 12th November.", ["10th - 12th November"]),
        ("over the weekend of 11 and 12 November", ["11 and 12 November"]),
        ("(16 Jan \u2013 3 Feb 2023)", ["16 Jan", "3 Feb 2023"]),
        ("a group on 06/09; for the 26/09 meeting", ["06/09", "26/09"]),
        ("In September 2023 and mid-August 2023", ["September 2023", "August 2023"]),
        ("losses of 2023/24 and 22/23 and Q1 23/24", ["2023/24", "22/23", "Q1 23/24"]),
        ("a panel in autumn 2016. This", ["autumn 2016"]),
        ("due 31/09/16, 31 April 2016 or 2023-11-31", ["31/09/16", "31 April 2016", "2023-11-31"]),
        ("sent 12/31/23 by a supplier", ["12/31/23"]),
        ("<p>30 April 2016</p><p>31 May 2016</p>", ["30 April 2016", "31 May 2016"]),
    ],
)
def test_dates_are_found_where_they_stand(text: str, found: list[str]) -> None:
    assert printed(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The Children Act 2004 and Working Together 2015",
        "a plan for 2023-2027 and for 2023-26",
        "available 24/7, a third (1/3), 5/6 of them",
        "2.10 In addition, 3.25 \u2013 3.27, 6.30 PM at 8.31 pm",
        "2.10.11 The panel noted",
        "- 3.1.16 Costs are as above",
        "\u00a34.60m, \u00a31/2/16, 12.5%",
        "those who may 20 or march 30 miles",
        "Paper will go to cabinet in September",
        "call 01753 47 51 11 or 192.168.10.12",
        "v1.2.16 of the form AR-014-23",
        "99/99/99 and 45/13/2016",
        "5. March of progress",
        "the first quarter and Q2 report",
        "over the summer and each spring",
        "9780-12-34-5",
    ],
)
def test_numbers_and_words_that_are_no_dates_are_left_alone(text: str) -> None:
    assert printed(text, REPORT) == []


def test_an_impossible_date_in_prose_is_found_with_its_reason() -> None:
    (one,) = find_dates("to be done by 31 April 2016.")
    assert (one.due.on, one.due.impossible, one.due.refusal) == (None, True, "April has 30 days")


def test_a_date_without_a_year_is_not_impossible_but_open() -> None:
    (one,) = find_dates("a meeting on 15 November")
    assert (one.due.on, one.due.impossible, one.due.refusal) == (None, False, "no year in '15 November'")
    (one,) = find_dates("a meeting on 15 November", reference=REPORT)
    assert one.due.on == date(2023, 11, 15)


def test_two_digits_behind_a_month_in_prose_are_a_year_only_when_near_or_last() -> None:
    assert printed("confirmed in Nov 23 instead as planned Oct 23", REPORT) == ["Nov 23", "Oct 23"]
    assert printed("At 31 October 59 actions were overdue", REPORT) == ["31 October"]
    assert printed("a review (December 22) in which") == ["December 22"]


def test_a_weekday_belongs_to_its_date_and_is_checked() -> None:
    (one,) = find_dates("It meets on Wednesday 19 July 2016.")
    assert one.raw == "Wednesday 19 July 2016"
    assert one.due.notes == ("19 July 2016 was a Tuesday, not Wednesday",)


def test_a_week_is_remarked() -> None:
    (one,) = find_dates("launched week beginning 28 March 2016")
    assert (one.due.on, one.due.notes) == (date(2016, 3, 28), ("week beginning",))


def test_the_precision_tells_days_from_periods() -> None:
    found = find_dates("On 1 June 2023, in July 2023, in Q2 2023/24 and in 2024/25")
    assert [one.due.precision for one in found] == list(Precision)[:4]
