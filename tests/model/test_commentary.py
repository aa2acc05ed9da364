"""Cells of dated comments: where they are cut, which year they mean, and that nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.model.due import DatedComment, Precision, split_dated_comments

if TYPE_CHECKING:
    from pathlib import Path

REPORT = date(2023, 11, 23)


def days(text: str, not_after: date | None = REPORT) -> list[date | None]:
    return [piece.on for piece in split_dated_comments(text, not_after=not_after)]


def said(text: str) -> list[tuple[str | None, str]]:
    return [(piece.raw, piece.text) for piece in split_dated_comments(text, not_after=REPORT)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("14/11 - First. 11/10 - Second.", [("14/11", "First."), ("11/10", "Second.")]),
        ("16/11 - - First - second", [("16/11", "First - second")]),
        ("<p>17/10 - First.</p> <p>11/09 \u2013 Second.</p>", [("17/10", "First."), ("11/09", "Second.")]),
        ("<p>01/11 Attended</p><p>04/10 - Plan</p>", [("01/11", "Attended"), ("04/10", "Plan")]),
        ("<p>16/11 - One.</p> <p>- two</p> <p>- three</p>", [("16/11", "One.\n- two\n- three")]),
        ("08/11 - A. October - B. 22/09 - C", [("08/11", "A."), ("October", "B."), ("22/09", "C")]),
        ("Before it. 14/11 - After", [(None, "Before it."), ("14/11", "After")]),
        ("[12/10/23] First. [11/09/23] Second", [("12/10/23", "First."), ("11/09/23", "Second")]),
        ("Update 14/11/23: First\nUpdate 10/10/23: Second", [("14/11/23", "First"), ("10/10/23", "Second")]),
        (
            "**14/11/23** \u2013 First\n**10/10/23** \u2013 Second",
            [("14/11/23", "First"), ("10/10/23", "Second")],
        ),
        ("<p><b>14/11/23</b></p><p>First</p>", [("14/11/23", "First")]),
        ("14/11/2023\nfirst\n10/10/2023\nsecond", [("14/11/2023", "first"), ("10/10/2023", "second")]),
        ("\u2022 14/11 - First\n\u2022 10/10 - Second", [("14/11", "First"), ("10/10", "Second")]),
        ("Nov 23: First. Oct 23: Second", [("Nov 23", "First."), ("Oct 23", "Second")]),
        ("November 2023 update: First", [("November 2023", "First")]),
        ("12.10.23 AB: First. 10.08 - Second", [("12.10.23", "AB: First."), ("10.08", "Second")]),
        ("14 November 2023: First", [("14 November 2023", "First")]),
        ("No date at all", [(None, "No date at all")]),
        ("14/11", [("14/11", "")]),
    ],
)
def test_a_prefix_begins_a_comment(text: str, pieces: list[tuple[str | None, str]]) -> None:
    assert said(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "14/11 - A group met on 06/09; a scope was agreed for the 26/09 meeting.",
        "14/11 - An event on 15 November which. Another on 28 November. Outcomes of 24 October follow.",
        "14/11 - It moves on the weekend of the 10th - 12th November. Progress is good.",
        "14/11 - The move was done by Monday 13th November.",
        "14/11 - Held on 5th September 2023. The next is on 6th December 2023.",
        "14/11 - Going to March Cabinet. October Cabinet heard it.",
        "14/11 - Papers of 2023/24. Q1 2024 Review follows.",
        "October - December review has begun",
        "14/11-16/11 Workshop",
        "The 14/11 - was a Tuesday",
    ],
)
def test_a_date_inside_a_sentence_does_not_cut(text: str) -> None:
    assert len(split_dated_comments(text, not_after=REPORT)) == 1


def test_a_prefix_takes_the_latest_year_that_is_not_after_the_paper() -> None:
    assert days("24/11 - A") == [date(2022, 11, 24)]
    assert days("23/11 - A") == [date(2023, 11, 23)]
    assert days("23/11 - B. 13/04 - A") == [date(2023, 11, 23), date(2023, 4, 13)]
    assert days("05/01 - A. 20/12 - B", date(2023, 1, 20)) == [date(2023, 1, 5), date(2022, 12, 20)]


def test_comments_of_more_than_a_year_go_back_where_their_order_passes_new_year() -> None:
    newest_first = "14/11 - A. 10/06 - B. 12/01 - C. 20/11 - D. 01/10 - E"
    expected = [
        date(2023, 11, 14), date(2023, 6, 10), date(2023, 1, 12), date(2022, 11, 20), date(2022, 10, 1),
    ]  # fmt: skip
    assert days(newest_first) == expected
    oldest_first = "01/10 - E. 20/11 - D. 12/01 - C. 10/06 - B. 14/11 - A"
    assert days(oldest_first) == expected[::-1]


def test_a_comment_merely_out_of_order_keeps_its_year() -> None:
    assert days("14/11 - A. 10/08 - B. 11/10 - C. 01/07 - D")[2] == date(2023, 10, 11)


def test_a_printed_year_is_not_inferred_and_a_missing_one_is() -> None:
    first, second = split_dated_comments("14/11/2021 - A. 10/08 - B", not_after=REPORT)
    assert (first.on, first.inferred) == (date(2021, 11, 14), False)
    assert second.inferred


def test_a_month_keeps_its_precision_and_gets_its_last_day() -> None:
    (piece,) = split_dated_comments("October - Done", not_after=REPORT)
    assert (piece.on, piece.precision) == (date(2023, 10, 31), Precision.MONTH)


def test_without_the_paper_s_date_a_prefix_still_cuts_but_has_no_day() -> None:
    pieces = split_dated_comments("14/11 - A. 11/10 - B", not_after=None)
    assert [(p.on, p.precision, p.inferred) for p in pieces] == [(None, Precision.DAY, False)] * 2


def test_an_impossible_prefix_cuts_and_says_why() -> None:
    pieces = split_dated_comments("31/09 - A. 11/10 - B", not_after=REPORT)
    assert [(p.on, p.refusal) for p in pieces] == [
        (None, "September has 30 days"),
        (date(2023, 10, 11), None),
    ]


def test_an_empty_text_has_no_comments() -> None:
    assert split_dated_comments("", not_after=REPORT) == []


def covers(pieces: list[DatedComment], text: str) -> bool:
    return "".join(text[piece.start : piece.end] for piece in pieces) == text


parts = st.lists(
    st.sampled_from(
        [
            "14/11 - ",
            "11/10 ",
            "October - ",
            "<p>",
            "</p> ",
            "Text here. ",
            "on 06/09 ",
            "\n",
            "31/09: ",
            "12.10.23 ",
            "A",
        ]
    ),
    max_size=12,
).map("".join)


@given(st.one_of(parts, st.text()), st.none() | st.dates())
def test_the_pieces_cover_the_text_in_order(text: str, not_after: date | None) -> None:
    pieces = split_dated_comments(text, not_after=not_after)
    assert covers(pieces, text)
    for piece in pieces:
        assert piece.raw is None or piece.raw in text[piece.start : piece.end]
        assert piece.on is None or piece.raw is not None
        assert "<p>" not in piece.text


def test_the_directions_report_has_26_dated_comments_and_one_of_a_month(seeds: Path) -> None:
    (paper,) = seeds.glob("001_*.txt")
    rows = [line.split("\t") for line in paper.read_text("utf-8").splitlines()]
    cells = [row[8] for row in rows if len(row) == 9 and row[8] and row[0] != "Ref"]
    assert len(cells) == 15
    pieces = [piece for cell in cells for piece in split_dated_comments(cell, not_after=REPORT)]
    assert all(covers(split_dated_comments(cell, not_after=REPORT), cell) for cell in cells)
    assert sum(piece.precision is Precision.DAY for piece in pieces) == 26
    assert sum(piece.precision is Precision.MONTH for piece in pieces) == 1
    assert sum(piece.raw is None for piece in pieces) == 1
    assert {piece.on.year for piece in pieces if piece.on} == {2023}
    assert all(piece.text for piece in pieces)
