"""Recommendation trackers of councils that print other headings, orders, codes and flaws."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

MARLBROOK = """Marlbrook Borough Council

Place Overview Panel

Meeting Date:\t14 March 2024
From:\tClerk

Rec ref\tPanel date\tWhat was recommended\tSent to\tReply received\tDecision\tReply\tColour of the file\tOwner\tBy when\tStatus
POP1\t12 Jan 2023\tPut a bench at every second bus stop.\tCabinet Member for Streets\tYes\tAgreed\tTwelve benches are ordered.\tblue\tHead of Streets\t30/06/2023\tIn progress
POP2\t12 Jan 2023\tPrint the timetable in large type.\tCabinet Member for Streets\tNo\t\t\tgreen\ttbc\tSeptember 2023\tNot started
POP3\t31 Sept 2023\tAsk riders twice a year what they think.\tCabinet Member for Streets\tYes\tPartially agreed\tOnce a year is enough.\t\tHead of Streets\tAnnually\tComplete
POP4\t9 Feb 2023\tSell tickets in the library.\tCabinet Member for Culture\tYes\tNot agreed\tThe library has no till.\t\tHead of Libraries\t31/02/2024\tfloating
"""


def test_a_tracker_with_other_headings_is_read(imported: ImportText) -> None:
    it = imported(MARLBROOK)
    rows = it.rows("recommendations")
    assert [row["ref"] for row in rows] == ["POP1", "POP2", "POP3", "POP4"]
    first = rows[0]
    assert first["text"] == "Put a bench at every second bus stop."
    assert first["addressee"] == "Cabinet Member for Streets"
    assert first["body_date"] == date(2023, 1, 12)
    assert first["response"] == "Twelve benches are ordered."
    assert (first["lead"], first["due"], first["status"]) == (
        "Head of Streets",
        date(2023, 6, 30),
        "in_progress",
    )
    assert first["status_raw"] == "In progress"


def test_answers_in_other_words_are_the_same_codes(imported: ImportText) -> None:
    it = imported(MARLBROOK)
    assert [row.get("accepted") for row in it.rows("recommendations")] == ["yes", None, "partial", "no"]
    assert it.column("recommendations", "response_received") == ["yes", "no", "yes", "yes"]


def test_what_has_an_unknown_heading_is_kept(imported: ImportText) -> None:
    extra = imported(MARLBROOK).column("recommendations", "extra")
    assert extra == ['{"Colour of the file": "blue"}', '{"Colour of the file": "green"}', None, None]


def test_what_cannot_be_is_refused_with_its_place_and_the_rest_of_the_row_is_kept(
    imported: ImportText,
) -> None:
    it = imported(MARLBROOK)
    refused = {
        (r["what"], r["raw"], r["record"].split("/")[1], r["field"], r["line"]) for r in it.rows("refusals")
    }
    assert refused == {
        ("impossible date", "31 Sept 2023", "POP3", "body_date", 11),
        ("impossible date", "31/02/2024", "POP4", "due", 12),
        ("unknown code", "floating", "POP4", "status", 12),
    }
    last = it.rows("recommendations")[3]
    assert (last["due_raw"], last["status_raw"], last["text"]) == (
        "31/02/2024",
        "floating",
        "Sell tickets in the library.",
    )


def test_months_and_schedules_are_due_as_precisely_as_printed(imported: ImportText) -> None:
    rows = imported(MARLBROOK).rows("recommendations")
    assert (rows[1]["due"], rows[1]["due_precision"]) == (date(2023, 9, 30), "month")
    assert (rows[2].get("due"), rows[2]["schedule"]) == (None, "annually")


def test_the_paper_gives_council_and_body(imported: ImportText) -> None:
    first = imported(MARLBROOK).rows("recommendations")[0]
    assert (first["council"], first["body"]) == ("Marlbrook Borough Council", "Place Overview Panel")


# ---------------------------------------------------------------- references

NUMBERED = """Ref\tRecommendation\tAccepted
7.08\tMend the roof of the pavilion.\tY
7.09\tMend the door of the pavilion.\tY
7.1\tPaint the pavilion before the fair.\tN
7.11\tAsk the club to share the cost.\tP
1\tOpen the pavilion on Sundays.\tY
2\tClose it on Mondays.\tΥ
"""


def test_a_lost_nought_and_a_second_series_are_told(imported: ImportText) -> None:
    it = imported(NUMBERED, series="moor")
    assert it.column("recommendations", "id") == [
        "rec:moor/7.08",
        "rec:moor/7.09",
        "rec:moor/7.10",
        "rec:moor/7.11",
        "rec:moor-2/1",
        "rec:moor-2/2",
    ]
    assert it.column("recommendations", "accepted") == ["yes", "yes", "no", "partial", "yes", "yes"]
    assert it.repairs["reference"] == it.repairs["second series"] == it.repairs["homoglyph"] == 1


@pytest.mark.parametrize(
    ("heading", "series"),
    [
        ("REF MOORREC", "moor"),
        ("Rec No (MDB)", "mdb"),
        ("Ref", "parks-panel"),
        ("REFERENCE NUMBER", "parks-panel"),
    ],
)
def test_letters_in_the_heading_of_the_reference_name_the_series(
    imported: ImportText, heading: str, series: str
) -> None:
    text = f"Parks Panel\n\n{heading}\tRecommendation\tAccepted\n1\tMow it.\tY\n2\tRake it.\tN\n"
    assert imported(text).column("recommendations", "series") == [series, series]


def test_rows_without_a_reference_are_recommendations_too(imported: ImportText) -> None:
    text = "Recommendation\tAccepted\tResponse\nMow the green.\tY\tIt is mown.\nRake the leaves.\tN\tIt is windy.\n"
    it = imported(text, series="moor")
    assert it.column("recommendations", "id") == ["rec:moor/mow-green", "rec:moor/rake-leaves"]


def test_a_row_without_a_text_is_refused(imported: ImportText) -> None:
    it = imported("Ref\tRecommendation\tAccepted\n1\tMow it.\tY\n2\t\tN\n3\tRake it.\tY\n")
    assert it.column("recommendations", "ref") == ["1", "3"]
    assert set(it.refusals) == {"row without text"}


def test_columns_may_change_places_on_the_next_page(imported: ImportText) -> None:
    text = (
        "Ref\tRecommendation\tAccepted\tBy when\n1\tMow it.\tY\t3 May 2023\n\nPage 2\n\n"
        "By when\tAccepted\tRef\tRecommendation\n4 June 2023\tN\t2\tRake it.\n"
    )
    rows = imported(text).rows("recommendations")
    assert [(r["ref"], r["text"], r["accepted"], r["due"]) for r in rows] == [
        ("1", "Mow it.", "yes", date(2023, 5, 3)),
        ("2", "Rake it.", "no", date(2023, 6, 4)),
    ]


def test_a_stated_verdict_is_read(imported: ImportText) -> None:
    text = "Rec\tRecommendation\tEvidence\tVerdict\n1\tMow it.\tIt was mown.\tSatisfactory progress made.\n2\tRake it.\tNot yet.\tFurther work to do\n"
    rows = imported(text).rows("recommendations")
    assert [(r["progress"], r["verdict_stated"]) for r in rows] == [
        ("It was mown.", "satisfactory"),
        ("Not yet.", "further_work"),
    ]
