"""Cells with several dates: which one counts, which was the original, what is kept beside."""

from __future__ import annotations

from datetime import date

import pytest

from slough_tui.model.due import Precision, parse_due

APRIL, MAY, JUNE = date(2016, 4, 30), date(2016, 5, 31), date(2016, 6, 30)
FORMER = [
    ("30-04-16 31-05-16", APRIL, MAY),
    ("30/04/16\n31/05/16", APRIL, MAY),
    ("End of April 2016 End of May 2016", APRIL, MAY),
    ("Was April \u2013 push to end May 2016", APRIL, MAY),
    ("was 30/04/16, now 31/05/16", APRIL, MAY),
    ("30/04/16 -> 31/05/16", APRIL, MAY),
    ("30/04/16 \u2192 31/05/16", APRIL, MAY),
    ("30/04/16 extended to 31/05/16", APRIL, MAY),
    ("30/04/16 Revised: 31/05/16", APRIL, MAY),
    ("Original: 30/04/16 Revised date: 31/05/16", APRIL, MAY),
    ("Revised date 31/05/16, original date 30/04/16", APRIL, MAY),
    ("31/05/16 (was 30/04/16)", APRIL, MAY),
    ("31/05/16 (previously 30/04/16)", APRIL, MAY),
    ("30/04/16 (original) 31/05/16 (revised)", APRIL, MAY),
    ("30/04/16 31/05/16 (revised)", APRIL, MAY),
    ("May 16 instead of April 16", APRIL, MAY),
    ("moved from April to May 2016", APRIL, MAY),
    ("revised from April 2016 to May 2016", APRIL, MAY),
    ("moved from 30 April to 31 May 2016", APRIL, MAY),
    ("Was 30/04/16, then 31/05/16, now 30/06/16", APRIL, JUNE),
]


@pytest.mark.parametrize(("cell", "original", "on"), FORMER)
def test_a_former_date_is_the_original_and_the_other_counts(cell: str, original: date, on: date) -> None:
    due = parse_due(cell)
    assert (due.original, due.on, due.refusal) == (original, on, None)


def test_what_a_bare_pair_was_taken_for_is_remarked() -> None:
    assert "two dates: the first taken as the original" in parse_due("30-04-16 31-05-16").notes
    assert "two dates: the first taken as the original, though later" in parse_due("31-05-16 30-04-16").notes
    assert parse_due("30/04/16 Revised: 31/05/16").notes == ()


def test_two_dates_in_paragraphs_of_their_own_are_two_milestones() -> None:
    due = parse_due("<p>End of April 2016</p> <p>End of May 2016</p>")
    assert (due.on, due.original, due.others) == (MAY, None, (APRIL,))


def test_the_same_date_twice_is_one_date() -> None:
    for cell in ("May 2016 May 2016", "<p>May 2016</p> <p>May 2016</p>"):
        due = parse_due(cell)
        assert (due.on, due.original, due.others, due.notes) == (MAY, None, (), ("given twice",))


@pytest.mark.parametrize(
    "cell",
    [
        "Post filled April 2016 Strategy to committee by May 2016 (through two boards)",
        "Panel and tracking April 2016 Planning \u2013 May 2016",
        "In place by April 2016 and revised page by May 2016",
        "May 2016, April 2016, April 2016",
        "30/04/16; 31/05/16",
        "April \u2013 membership of a board to be confirmed May 2016 for the away day",
    ],
)
def test_of_several_dates_in_prose_the_latest_counts_and_the_rest_are_kept(cell: str) -> None:
    due = parse_due(cell)
    assert (due.on, due.original, due.others) == (MAY, None, (APRIL,))
    assert "several dates: the latest counts" in due.notes


@pytest.mark.parametrize(
    "cell", ["30/04/16 - 31/05/16", "30 April to 31 May 2016", "30/04/16\u201331/05/16", "April to May 2016"]
)
def test_a_range_counts_to_its_end(cell: str) -> None:
    due = parse_due(cell)
    assert (due.on, due.original, due.others) == (MAY, None, (APRIL,))
    assert any(note.startswith("a range from") for note in due.notes)


def test_a_completion_date_does_not_replace_the_due_date() -> None:
    due = parse_due("30/04/16 - completed 31/05/16")
    assert (due.on, due.others) == (APRIL, (MAY,))
    assert "completed 31 May 2016" in due.notes
    assert parse_due("Completed 31/05/16").on == MAY


def test_only_a_former_date_leaves_the_due_date_open() -> None:
    due = parse_due("Was 30 April 2016")
    assert (due.on, due.precision, due.original) == (None, Precision.NONE, APRIL)
    assert due.refusal == "only a former date is given"


def test_the_precision_is_that_of_the_date_that_counts() -> None:
    assert parse_due("30/04/16, then May 2016").precision is Precision.MONTH
    assert parse_due("April 2016, then 31/05/16").precision is Precision.DAY


def test_a_refused_date_beside_a_good_one_is_told() -> None:
    due = parse_due("31/04/16 31/05/16")
    assert (due.on, due.original, due.impossible) == (MAY, None, True)
    assert due.refusal == "'31/04/16': April has 30 days"
