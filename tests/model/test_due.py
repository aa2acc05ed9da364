"""Every form of a due cell that the papers print, by what it must read as; and the laws that hold for any string."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.model.due import Due, Precision, find_dates, parse_date, parse_due, split_dated_comments

if TYPE_CHECKING:
    from pathlib import Path

REPORT = date(2023, 11, 23)
DAY, MONTH, QUARTER, YEAR, NONE = Precision

# cell | on | precision
ONE_DATE = [
    ("31-Jan-23", date(2023, 1, 31), DAY),
    ("1st Feb 2023", date(2023, 2, 1), DAY),
    ("27-Feb-23", date(2023, 2, 27), DAY),
    ("October 24 2023", date(2023, 10, 24), DAY),
    ("26 September 2023", date(2023, 9, 26), DAY),
    ("TUESDAY, 19TH JULY, 2016 AT 6.30 PM", date(2016, 7, 19), DAY),
    ("Monday 11th July 2016", date(2016, 7, 11), DAY),
    ("Thursday, 21st April, 2016.", date(2016, 4, 21), DAY),
    ("01-Dec-22", date(2022, 12, 1), DAY),
    ("31-Mar-24 (FOR REVIEW)", date(2024, 3, 31), DAY),
    ("31.8.16", date(2016, 8, 31), DAY),
    ("9.6.16", date(2016, 6, 9), DAY),
    ("30-04-16", date(2016, 4, 30), DAY),
    ("15/07/2016", date(2016, 7, 15), DAY),
    ("30/09/2016 Ongoing", date(2016, 9, 30), DAY),
    ("as at 31 Mar 2024", date(2024, 3, 31), DAY),
    ("26 th June 2016", date(2016, 6, 26), DAY),
    ("1 st May 2020", date(2020, 5, 1), DAY),
    ("1<sup>st</sup> May 2020", date(2020, 5, 1), DAY),
    ("19thJuly2016", date(2016, 7, 19), DAY),
    ("lst March 2023", date(2023, 3, 1), DAY),
    ("31\u2011Mar\u201124", date(2024, 3, 31), DAY),
    ("31\u2013Mar\u201324", date(2024, 3, 31), DAY),
    ("31\u2014Mar\u201424", date(2024, 3, 31), DAY),
    ("31\u00a0March\u00a02024", date(2024, 3, 31), DAY),
    ("28th July \u201823", date(2023, 7, 28), DAY),
    ("31st of March, 2024", date(2024, 3, 31), DAY),
    ("2023-10-31", date(2023, 10, 31), DAY),
    ("31 October 2023 00:00:00", date(2023, 10, 31), DAY),
    ("2023-10-31T00:00:00", date(2023, 10, 31), DAY),
    ("2023-10-31 00:00:00.000+00:00", date(2023, 10, 31), DAY),
    ("20231031", date(2023, 10, 31), DAY),
    ("31 10 2023", date(2023, 10, 31), DAY),
    ("31\\10\\2023", date(2023, 10, 31), DAY),
    ("w/c 28 March 2016", date(2016, 3, 28), DAY),
    ("29/02/2024", date(2024, 2, 29), DAY),
    ("September 2016", date(2016, 9, 30), MONTH),
    ("Phase 2 - Sept 2024", date(2024, 9, 30), MONTH),
    ("Stage 3 June 2024", date(2024, 6, 30), MONTH),
    ("SEPT. 2016", date(2016, 9, 30), MONTH),
    ("Mar-23", date(2023, 3, 31), MONTH),
    ("10/2023", date(2023, 10, 31), MONTH),
    ("2023-10", date(2023, 10, 31), MONTH),
    ("03/24", date(2024, 3, 31), MONTH),
    ("End of June 2023", date(2023, 6, 30), MONTH),
    ("End of January 2024", date(2024, 1, 31), MONTH),
    ("by end July 2023", date(2023, 7, 31), MONTH),
    ("mid-August 2023", date(2023, 8, 31), MONTH),
    ("70% by June 2023", date(2023, 6, 30), MONTH),
    ("75% July 2023", date(2023, 7, 31), MONTH),
    ("Febuary 2024", date(2024, 2, 29), MONTH),
    ("2023/24", date(2024, 3, 31), YEAR),
    ("2016 -17", date(2017, 3, 31), YEAR),
    ("On-going throughout 2016 -17", date(2017, 3, 31), YEAR),
    ("Every three months during 2016-17", date(2017, 3, 31), YEAR),
    ("22/23", date(2023, 3, 31), YEAR),
    ("FY24", date(2024, 3, 31), YEAR),
    ("by 2026", date(2026, 12, 31), YEAR),
    ("Q2 2023/24", date(2023, 9, 30), QUARTER),
    ("Quarter 4 22/23", date(2023, 3, 31), QUARTER),
    ("Spring 2024", date(2024, 5, 31), QUARTER),
]  # fmt: skip

# cell | words that the refusal must have
REFUSED = [
    ("31/09/16", "September has 30 days"),
    ("31/9/2016", "September has 30 days"),
    ("31 April 2016", "April has 30 days"),
    ("31st of June", "June has 30 days"),
    ("2023-11-31", "November has 30 days"),
    ("30 Feb", "February has at most 29 days"),
    ("29 Feb 2023", "February 2023 has 28 days"),
    ("12/31/23", "there is no month 31"),
    ("12/31/23", "31 December 2023"),
    ("13/13/2023", "there is no month 13"),
    ("0/5/2023", "there is no day 0"),
    ("00/00/0000", "there is no year 0000"),
    ("45 March 2016", "there is no day 45"),
    ("within 2 months", "counts from a day that is not given"),
    ("6 weeks", "counts from a day that is not given"),
    ("within 2 months of 1 April 2024", "span"),
    ("tbc", "no date in 'tbc'"),
    ("TBC", "no date in 'TBC'"),
    ("vacant", "no date"),
    ("??", "no date"),
    ("n/a", "no date"),
    ("months", "no date in 'months'"),
    ("ASAP", "no date"),
    ("31//03/2024", "no date"),
    ("31 mars 2024", "no date"),
    ("O1/04/23", "no date"),
    ("45230", "no date"),
    ("2023-27", "several years"),
    ("27-Feb", "no year in '27-Feb'"),
    ("Qtr 1", "no year in 'Qtr 1'"),
    ("July", "no year in 'July'"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "on", "precision"), ONE_DATE)
def test_a_cell_with_one_date_reads_as_its_day_or_the_end_of_its_period(
    cell: str, on: date, precision: Precision
) -> None:
    due = parse_due(cell)
    assert (due.on, due.precision, due.refusal, due.original) == (on, precision, None, None)
    assert due.raw == cell


@pytest.mark.parametrize(("cell", "why"), REFUSED)
def test_a_cell_without_a_date_says_why(cell: str, why: str) -> None:
    due = parse_due(cell)
    assert due.on is None
    assert due.precision is NONE
    assert due.schedule is None
    assert why in (due.refusal or "")


def test_only_a_day_that_the_calendar_lacks_is_called_impossible() -> None:
    impossible = {cell for cell, _ in REFUSED if parse_due(cell).impossible}
    assert impossible == {
        "31/09/16", "31/9/2016", "31 April 2016", "31st of June", "2023-11-31", "30 Feb", "29 Feb 2023", "12/31/23",
        "13/13/2023", "0/5/2023", "00/00/0000", "45 March 2016",
    }  # fmt: skip


def test_a_blank_cell_is_neither_a_date_nor_a_refusal() -> None:
    for blank in ("", "  ", "\t\n", "<p></p>", "\u00a0"):
        assert parse_due(blank) == Due(blank, None, NONE, notes=("blank",))


def test_a_placeholder_is_noted_as_one() -> None:
    for cell in ("tbc", "TBA", "n/a", "N/A", "-", "???", "not set", "To be confirmed", "<p>tbc</p>"):
        assert parse_due(cell).notes == ("placeholder",), cell


def test_american_dates_are_read_when_the_caller_says_so() -> None:
    assert parse_due("12/31/23", day_first=False).on == date(2023, 12, 31)
    assert "31 December 2023" in (parse_due("31/12/23", day_first=False).refusal or "")


def test_excel_day_numbers_are_read_only_when_asked_for() -> None:
    assert parse_due("45230", excel_serial=True).on == date(2023, 10, 31)
    assert parse_due("45230.75", excel_serial=True).on == date(2023, 10, 31)
    assert parse_due("45230").on is None


def test_a_stand_in_of_a_spreadsheet_is_noted() -> None:
    assert "placeholder" in parse_due("01/01/1900").notes
    assert "placeholder" not in parse_due("02/01/1900").notes


def test_parse_date_takes_the_first_of_several_and_no_recurrence() -> None:
    due = parse_date("24/10/2023, circulated 30/11/2023, quarterly")
    assert (due.on, due.others, due.schedule) == (date(2023, 10, 24), (date(2023, 11, 30),), None)
    assert "several dates: the first counts" in due.notes


def test_two_digits_mean_the_years_from_1970_to_2069() -> None:
    assert parse_due("01/01/69").on == date(2069, 1, 1)
    assert parse_due("01/01/70").on == date(1970, 1, 1)


def test_the_printed_impossible_dates_of_the_scrutiny_pack_are_seven(seeds: Path) -> None:
    (paper,) = seeds.glob("002_*.txt")
    found = [one.raw for one in find_dates(paper.read_text("utf-8")) if one.due.impossible]
    assert len(found) == 7
    assert set(found) == {"31/09/16", "31/9/2016", "31 April 2016"}


def test_all_due_cells_of_the_business_plan_but_a_placeholder_give_a_date_or_a_schedule(seeds: Path) -> None:
    (paper,) = seeds.glob("004_*.txt")
    rows = [line.split("\t") for line in paper.read_text("utf-8").splitlines()[687:786]]
    cells = [row[3] for row in rows if len(row) > 3 and row[3].strip() and "Timescale" not in row[3]]
    assert len(cells) > 70
    assert [cell for cell in cells if not (parse_due(cell).on or parse_due(cell).schedule)] == ["TBC"]


FORMATS = [
    "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%b-%y", "%d-%b-%Y", "%d %B %Y", "%d %b %Y", "%B %d %Y",
    "%B %d, %Y", "%A %d %B %Y", "%A, %d %B, %Y", "%a %d %b %Y", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%d %B %Y %H:%M:%S",
    "%Y/%m/%d", "%d\u2011%b\u2011%Y", "%d\u00a0%B\u00a0%Y", "by %d %B %Y", "<p>%d %B %Y</p>", "(%d/%m/%y)",
]  # fmt: skip
days = st.dates(date(1970, 1, 1), date(2069, 12, 31))


@given(days, st.sampled_from(FORMATS))
def test_a_formatted_date_reads_back_as_itself(on: date, form: str) -> None:
    for case in (str, str.upper, str.lower):
        if case is not str and ("<" in form or "%Y-%m-%dT" in form):
            continue
        due = parse_due(case(datetime(on.year, on.month, on.day).strftime(form)))
        assert (due.on, due.precision, due.refusal) == (on, DAY, None)
        assert not [note for note in due.notes if " was a " in note]


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%B %Y", "%b-%Y", "%b %Y", "End of %B %Y"]),
)
def test_a_month_never_gets_a_day_but_its_last(on: date, form: str) -> None:
    due = parse_due(on.strftime(form))
    assert due.precision is MONTH
    assert due.on is not None
    assert (due.on.year, due.on.month) == (on.year, on.month)
    assert (due.on + timedelta(days=1)).day == 1


@given(
    st.integers(1900, 2100), st.sampled_from([(4, 31), (6, 31), (9, 31), (11, 31), (2, 30), (2, 31), (1, 32)])
)
def test_an_impossible_day_is_refused_in_every_form(year: int, when: tuple[int, int]) -> None:
    month, day = when
    name = date(2000, month, 1).strftime("%B")
    for cell in (
        f"{day}/{month:02}/{year}", f"{day}.{month}.{year}", f"{year}-{month:02}-{day}", f"{day} {name} {year}",
        f"{day}-{name[:3]}-{year}", f"{day}th {name} {year}", f"{day} {name}",
    ):  # fmt: skip
        due = parse_due(cell, reference=REPORT)
        assert due.on is None, cell
        assert due.impossible, cell
        assert "has" in (due.refusal or "") or "no day" in (due.refusal or "")


PIECES = st.sampled_from([
    "31", "9", "1st", "31/09/16", "2023", "2023/24", "Q2", "May", "sept", "March", "was", "push to", "every", "each",
    "3 months", "rolling", "<p>", "</p>", "-", "\u2013", "/", ".", ",", "\n", "(", ")", "Monday", "end of", "quarterly",
    "twice", "a year", "meeting", "12.10", "14/11", "24", "autumn", "term", "tbc", "\u0130", "\u017fept", "FY", "0", "99",
    "within", "of", "to", "and", "completed", "revised", "lst", "\\", "\u00b2",
])  # fmt: skip
messy = st.one_of(
    st.text(),
    st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "  "])), max_size=14).map(
        lambda parts: "".join(a + b for a, b in parts)
    ),
)


@given(messy, st.none() | st.dates(), st.booleans())
def test_any_string_gives_a_due_that_keeps_its_promises(
    cell: str, reference: date | None, day_first: bool
) -> None:
    due = parse_due(cell, reference=reference, day_first=day_first)
    assert due.raw == cell
    assert (due.on is None) == (due.precision is NONE)
    assert due.on or due.schedule or due.refusal or due.notes == ("blank",)
    assert due.on not in due.others
    assert due.original is None or due.original != due.on
    if due.on and due.precision is not DAY:
        assert (due.on + timedelta(days=1)).day == 1
    single = parse_date(cell, reference=reference, excel_serial=True)
    assert single.schedule is None
    split_dated_comments(cell, not_after=reference)


@given(messy, st.none() | st.dates())
def test_found_dates_slice_back_to_what_was_printed(text: str, reference: date | None) -> None:
    found = find_dates(text, reference=reference)
    assert [text[one.start : one.end] for one in found] == [one.raw for one in found]
    assert [one.due.raw for one in found] == [one.raw for one in found]
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))


@pytest.mark.parametrize("hostile", ["1/", "was May 2023 ", "<p ", "every a ", ". 1/1 - A", "a", " "])
def test_a_hostile_cell_of_100_kilobytes_is_read_to_its_end(hostile: str) -> None:
    cell = hostile * (100_000 // len(hostile))
    assert parse_due(cell, reference=REPORT).raw == cell
    assert all(one.raw for one in find_dates(cell))
    pieces = split_dated_comments(cell, not_after=REPORT)
    assert sum(piece.end - piece.start for piece in pieces) == len(cell)
