"""What a due cell says beside its date, and how long texts and markup are handled."""

from __future__ import annotations

from datetime import date

import pytest

from slough_tui.model.due import parse_due


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("31-Mar-24 (FOR REVIEW)", "says: FOR REVIEW"),
        ("31 March 2024 \u2013 on track", "says: on track"),
        ("70% by June 2023", "says: 70%"),
        ("31/03/2024 TBC", "says: TBC"),
        ("not before 31 March 2024", "says: not before"),
        ("Framework aligned \u2013 July 2023", "says: Framework aligned"),
    ],
)
def test_other_words_of_a_cell_are_remarked(cell: str, says: str) -> None:
    assert says in parse_due(cell).notes


@pytest.mark.parametrize(
    "cell",
    [
        "by 31 March 2024",
        "due on 31 March 2024",
        "31 March 2024 at 6.30 pm",
        "31/03/2024 00:00",
        "<p>31 March 2024</p>",
        '<ul style="list-style-type: none"> 31 March 2024',
        "on or before 31 March 2024",
        "no later than 31 March 2024",
        "[31 March 2024]*",
    ],
)
def test_words_that_only_lead_to_the_date_are_not(cell: str) -> None:
    due = parse_due(cell)
    assert (due.on, due.notes) == (date(2024, 3, 31), ())


def test_remarks_and_reasons_stay_short() -> None:
    long = "word " * 500
    assert len(parse_due(f"31 March 2024 {long}").notes[0]) < 100
    assert len(parse_due(long).refusal or "") < 110


def test_a_beginning_is_remarked() -> None:
    assert "from" in parse_due("From September 2023").notes


def test_every_refused_date_of_a_cell_is_named() -> None:
    refusal = parse_due("31/09/16 and 31/04/16").refusal or ""
    assert "'31/09/16': September has 30 days" in refusal
    assert "'31/04/16': April has 30 days" in refusal
