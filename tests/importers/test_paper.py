"""What a paper says of itself: date, council, body, title, marking, and a short name for its records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.importers.paper import Paper
from slough_tui.importers.readers.text import TextReader

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

BODY = "The panel looked at the state of the footpaths and asked what could be done about them.\n"


def paper(text: str, name: str = "moor.txt", **options: str) -> Paper:
    on = date.fromisoformat(options.pop("on")) if "on" in options else None
    return Paper(TextReader().read(text.encode(), name=name, sha256="0" * 64), on=on, **options)


def dated(text: str) -> date | None:
    found = paper(text).dated
    return found.on if found else None


# ---------------------------------------------------------------- date


@pytest.mark.parametrize(
    "text",
    [
        "Meeting Date:\t14 March 2024\nWard(s):\tAll\n",
        "Date of meeting:\tThursday 14th March 2024\nFrom:\tClerk\n",
        "DATE: 14th March 2024\n",
        "**Date:** 14 March 2024\n",
        "Parks Panel\n\n14 March 2024\n\n",
        "Date and time\tThursday, 14 March 2024 at 7 pm\nPlace\tTown Hall\n",
    ],
)
def test_the_date_of_the_meeting_is_read_however_it_is_printed(text: str) -> None:
    assert dated(text + "\n" + BODY) == date(2024, 3, 14)


def test_a_given_date_comes_before_any_printed_one() -> None:
    it = paper("Meeting Date:\t14 March 2024\nTo:\tParks Panel\n", on="2020-01-02")
    assert it.dated is not None
    assert (it.dated.on, it.dated.source) == (date(2020, 1, 2), "given")


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("Parks Plan, March 2024\n", date(2024, 3, 31)),
        ("Parks Plan\n\nUpdate for the visit, March 2024\n", date(2024, 3, 31)),
        ("Parks Plan, March 2024\n\nWhat was done by May 2024\n", date(2024, 3, 31)),
        ("Parks Plan\n\nTo be finished by May 2024\n", None),
        ("Parks Plan\n\nFor 2024\n", None),
    ],
)
def test_a_month_in_the_title_or_right_under_it_is_the_papers_period(head: str, period: date | None) -> None:
    assert paper(f"{head}\n{BODY}").period == period


def test_the_meeting_comes_before_the_report_and_the_issue() -> None:
    text = "Date of issue:\t1 March 2024\nReport date:\t5 March 2024\nMeeting date:\t14 March 2024\n"
    assert dated(text) == date(2024, 3, 14)


def test_a_date_that_stands_alone_comes_before_the_date_of_issue() -> None:
    assert dated("Date of issue: 1 March 2024\n\nThursday 14 March 2024\n\n" + BODY) == date(2024, 3, 14)


def test_the_date_of_issue_is_better_than_none() -> None:
    assert dated("Date of issue: 1 March 2024\n\n" + BODY) == date(2024, 3, 1)


@pytest.mark.parametrize("text", ["Meeting Date:\t14 March\nTo:\tPanel\n", "March 2024\n\n", "2023/24\n\n"])
def test_what_is_no_whole_date_dates_no_paper(text: str) -> None:
    assert dated(text + BODY) is None


def test_without_a_date_the_latest_day_in_its_prose_is_the_reference() -> None:
    it = paper(f"The bridge was shut on 3 May 2023 and opened on 9 June 2023.\n\n{BODY}")
    assert it.dated is None
    assert it.reference == it.latest_event == date(2023, 6, 9)


def test_an_import_says_where_the_date_comes_from(imported: ImportText) -> None:
    printed = imported(f"Meeting Date:\t14 March 2024\nTo:\tParks Panel\n\n{BODY}")
    inferred = imported(f"The bridge was shut on 3 May 2023.\n\n{BODY}")
    given = imported(BODY, on=date(2020, 1, 2))
    nothing = imported(BODY, today=date(2024, 5, 6))
    found = [
        (d["date"], d["date_source"])
        for d in (i.only("documents") for i in (printed, inferred, given, nothing))
    ]
    assert found == [
        (date(2024, 3, 14), "printed"),
        (date(2023, 5, 3), "inferred"),
        (date(2020, 1, 2), "given"),
        (date(2024, 5, 6), "today"),
    ]


@pytest.mark.parametrize("text", [BODY, f"The bridge was shut on 3 May 2023.\n\n{BODY}"])
def test_a_date_that_is_not_printed_is_a_repair(imported: ImportText, text: str) -> None:
    assert imported(text).repairs["paper's date"] == 1


# ---------------------------------------------------------------- council


@pytest.mark.parametrize(
    ("text", "council"),
    [
        ("## **Marlbrook Borough Council**", "Marlbrook Borough Council"),
        ("WEXMOOR CITY COUNCIL", "Wexmoor City Council"),
        ("Report to the Wexmoor and Eldermoor District Council", "Wexmoor and Eldermoor District Council"),
        ("London Borough of Marlbrook Council", "London Borough of Marlbrook Council"),
        ("London Borough of Marlbrook", "London Borough of Marlbrook"),
        ("ROYAL BOROUGH OF MARLBROOK AND WEXMOOR", "Royal Borough of Marlbrook and Wexmoor"),
        ("City of people who care for the parks", ""),
        ("WEXMOOR AND ELDERMOOR DISTRICT COUNCIL", "Wexmoor and Eldermoor District Council"),
        ("Eldermoor County Council's parks", "Eldermoor County Council"),
        ("The Council met. The Borough Council agreed.", ""),
        ("Full Council", ""),
    ],
)
def test_the_council_that_a_paper_names_is_found(text: str, council: str) -> None:
    assert paper(f"{text}\n\n{BODY}").council == council


def test_a_given_council_counts() -> None:
    assert paper(f"Marlbrook Borough Council\n\n{BODY}", council="Wexmoor").council == "Wexmoor"


# ---------------------------------------------------------------- body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Report To:\tParks Panel\nMeeting Date:\t14 March 2024\n", "Parks Panel"),
        ("To:\tParks and Open Spaces Committee (special)\nFrom:\tClerk\n", "Parks and Open Spaces Committee"),
        ("**REPORT TO:** Health Board **DATE:** 14 March 2024\n", "Health Board"),
        ("Place Overview Panel\n", "Place Overview Panel"),
        ("Improvement Board – 14 March 2024\n", "Improvement Board"),
        ("Summary\n", ""),
    ],
)
def test_the_body_that_a_paper_is_for_is_found(text: str, body: str) -> None:
    assert paper(f"{text}\n{BODY}").body == body


# ---------------------------------------------------------------- title, marking, series


def test_the_subject_line_is_the_title() -> None:
    text = "Report To:\tParks Panel\nSubject:\tState of the footpaths\n\nSummary\n\n"
    assert paper(text + BODY).title == "State of the footpaths"


def test_a_heading_that_is_not_the_council_or_a_date_is_the_title() -> None:
    text = "Marlbrook Borough Council\n\n14 March 2024\n\nReview of the footpaths\n\n"
    assert paper(text + BODY).title == "Review of the footpaths"


def test_a_paper_without_a_heading_is_called_after_its_file() -> None:
    assert paper(BODY, name="footpaths-2024.txt").title == "footpaths-2024"


@pytest.mark.parametrize("line", ["CONFIDENTIAL", "OFFICIAL-SENSITIVE", "**EXEMPT**", "NOT FOR PUBLICATION"])
def test_a_marking_on_its_own_line_is_kept(line: str) -> None:
    assert paper(f"{BODY}\n{line}\n\n{BODY}").marking == line.strip("*")


def test_a_word_in_a_sentence_marks_nothing() -> None:
    assert paper("The confidential part was read. EXEMPT from fees are pupils.\n").marking == ""


def test_the_series_is_a_short_name_of_the_body() -> None:
    short = paper(f"Report To:\tParks Panel\nMeeting Date:\t14 March 2024\n\n{BODY}")
    long = paper(f"Report To:\tHealth and Adult Care Scrutiny Panel\nMeeting Date:\t14 March 2024\n\n{BODY}")
    assert (short.series, long.series) == ("parks-panel", "hacsp")


def test_an_acronym_that_the_title_spells_out_is_the_series() -> None:
    text = (
        f"Subject:\tMarsh Drainage Board plan\nFrom:\tClerk\n\nThe Marsh Drainage Board (MDB) met.\n\n{BODY}"
    )
    assert paper(text).series == "mdb"


def test_a_given_series_counts_and_becomes_a_slug() -> None:
    assert paper(BODY, series="Parks & Gates").series == "parks-gates"


# ---------------------------------------------------------------- headings over a block


def test_the_heading_over_a_table_is_found_past_page_furniture() -> None:
    it = paper("Our gates\n\n1\n\nRef\tText\n1\tMend it\n")
    index = next(i for i, _ in it.document.tables())
    over = it.title_of(index)
    assert over is not None
    assert over.text == "Our gates"


def test_the_nearest_headings_come_first() -> None:
    it = paper(f"# Report\n\n{BODY}\n## Gates\n\n{BODY}\nRef\tText\n1\tMend it\n")
    index = next(i for i, _ in it.document.tables())
    assert [cell.text for cell in it.headings_over(index)] == ["## Gates", "# Report"]
    assert [cell.text for cell in it.headings_over(index, most=1)] == ["## Gates"]
    assert it.title_of(index) is None, "prose stands between"


def test_a_telling_heading_that_ends_in_a_day_is_the_title() -> None:
    text = "# Moor Council\n\n## Recovery Plan: progress at 31 March 2025\n\n### Theme 1: Money\n"
    assert paper(text, name="plan.md").title == "Recovery Plan: progress at 31 March 2025"


# ---------------------------------------------------------------- other councils' heads


@pytest.mark.parametrize(
    ("head", "title", "body"),
    [
        (
            "Sandholme Council\n\nReport of: Chief Executive\n\nRecovery Plan – progress to the Assurance Board, 12 February 2025\n\n",
            "Recovery Plan – progress to the Assurance Board, 12 February 2025",
            "Assurance Board",
        ),
        (
            "Sandholme Council\nReport to Cabinet – 8 October 2024\nResponse to the Review of Fords\n\n",
            "Response to the Review of Fords",
            "Cabinet",
        ),
        (
            "Place Scrutiny Committee – Recommendation Tracker (position as at 14 March 2025)\n\n",
            "Place Scrutiny Committee – Recommendation Tracker (position as at 14 March 2025)",
            "Place Scrutiny Committee",
        ),
    ],
)
def test_a_paper_is_named_and_its_body_told_from_what_leads_to_it(head: str, title: str, body: str) -> None:
    it = paper(head + BODY)
    assert (it.title, it.body) == (title, body)


def test_a_position_in_a_title_dates_a_paper() -> None:
    assert dated("Place Committee – Tracker (position as at 14 March 2025)\n\n" + BODY) == date(2025, 3, 14)


def test_a_council_may_be_of_two_places() -> None:
    assert paper("Wick & Vale District Council\n\n" + BODY).council == "Wick & Vale District Council"


def test_the_next_issue_of_a_paper_has_the_same_series() -> None:
    titles = (
        "Scorecard 2024/25 – Quarter 2 (July to September 2024)",
        "Scorecard 2024/25 – Q3 (to December 2024)",
    )
    assert {paper(f"{title}\n\n{BODY}").series for title in titles} == {"scorecard"}


def test_of_two_days_on_a_line_the_one_that_says_last_updated_counts() -> None:
    line = "Plan agreed: 4 November 2024        Last updated: 17 January 2025\n\n"
    assert dated(line + BODY) == date(2025, 1, 17)
