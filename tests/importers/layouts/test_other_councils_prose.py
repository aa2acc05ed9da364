"""Minutes, progress reports and directions as other councils write them: in prose, with their own marks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

MINUTES = """Eastvale County Council

Minutes of the Adults and Communities Scrutiny Panel held on Tuesday 14 March 2023 at 10.00am

Present: the chair and seven members

23. Apologies for absence

None were given.

24. Winter pressures

RESOLVED - That

(a) the report be noted;
(b) figures come to the next meeting; and
(c) the trust be written to.

25. Day centres

RESOLVED (unanimously) that the working group go on until June 2023.

26. Work programme

It was resolved to:

1. add home care to the programme; and
2. remove charging.

27. Budget

RESOLVED - That (i) the budget be recommended; (ii) the fees be held (as in 2022); and (iii) staff be thanked.
"""


def test_resolutions_are_found_whatever_leads_in_their_list(imported: ImportText) -> None:
    got = imported(MINUTES)
    refs = ["24-1", "24-2", "24-3", "25-1", "26-1", "26-2", "27-1", "27-2", "27-3"]
    assert got.column("resolutions", "ref") == refs
    assert got.column("resolutions", "text")[:2] == [
        "the report be noted",
        "figures come to the next meeting",
    ]
    assert got.column("resolutions", "text")[-2:] == ["the fees be held (as in 2022)", "staff be thanked."]


def test_minutes_say_whose_and_when_they_are(imported: ImportText) -> None:
    got = imported(MINUTES)
    assert got.paper.body == "Adults and Communities Scrutiny Panel"
    assert got.paper.title.startswith("Minutes of the Adults")
    assert (got.finished.document["date"], got.finished.document["date_source"]) == (
        date(2023, 3, 14),
        "printed",
    )


def test_the_minutes_to_be_signed_do_not_date_a_paper(imported: ImportText) -> None:
    text = "Eastvale County Council\n\nMinutes of the previous meeting held on 3 January 2023\n\n1. Budget\n\nNothing.\n"
    assert imported(text).paper.dated is None


def test_letters_out_of_order_in_a_resolution_do_not_part_it(imported: ImportText) -> None:
    got = imported(MINUTES.replace("(i) the budget", "(b) the budget").replace("(ii) the", "(a) the"))
    assert len(got.rows("resolutions")) == 7


PROGRESS = """Report to: Children's Scrutiny Committee
Date: 12 January 2024
Subject: Progress on the review of school transport

Westmarch Borough Council

1. Introduction

R1: That the policy is written in plain words

Parents were asked in April 2023.

Status: Complete
Lead: Head of Transport
Target date: 30 April 2023

Rec. 3: That travel training is offered

Response: Accepted in part, within the budget
Status: Partially complete

Recommendation A - That a yearly report is made

The first comes in March.

Assessment: Satisfactory progress

Recommendation 5 That appeals are heard within 20 days

Four of six were.

RAG: Red
"""


def test_recommendations_are_found_by_any_of_their_marks(imported: ImportText) -> None:
    got = imported(PROGRESS)
    assert got.column("recommendations", "ref") == ["R1", "3", "A", "5"]
    assert got.rows("recommendations")[0].get("task_group") is None
    assert got.paper.title == "Progress on the review of school transport"


def test_labelled_lines_are_the_fields_of_their_recommendation(imported: ImportText) -> None:
    first, second, third, last = imported(PROGRESS).rows("recommendations")
    assert (first["status"], first["lead"], first["due"]) == (
        "complete",
        "Head of Transport",
        date(2023, 4, 30),
    )
    assert first["progress"] == "Parents were asked in April 2023."
    assert second["status"] == "in_progress"
    assert second["response"].startswith("Accepted in part")
    assert third["verdict_stated"] == "satisfactory"
    assert (last["status"], last["status_raw"]) == ("in_progress", "Red")


DIRECTIONS = """Fenbrook City Council

Improvement Board

15 November 2023

Progress against the directions

Direction 1
Agree an improvement plan within six months
Lead: Chief Executive
Status: On track
Due: 31 March 2024
It went to the council in October.

Direction 2: Put the finances in order
Lead: Section 151 Officer
Portfolio holder: Cabinet Member for Finance
RAG - Red
Direction of travel: improving
Due: December 2023

Next steps

Two posts are advertised.
"""


def test_directions_in_prose_are_read(imported: ImportText) -> None:
    first, second = imported(DIRECTIONS).rows("directions")
    assert (first["ref"], first["rag"], first["due"]) == ("1", "green", date(2024, 3, 31))
    assert first["title"] == "Agree an improvement plan within six months"
    assert first["text"] == "It went to the council in October."
    assert (second["title"], second["rag"], second["trend"]) == ("Put the finances in order", "red", "up")
    assert (second["lead"], second["member"]) == ("Section 151 Officer", "Cabinet Member for Finance")
    assert second["text"] == "Two posts are advertised."


@pytest.mark.parametrize(
    "text",
    [
        "Direction 1 was met in May.\n\nDirection 2 was not.\n",
        "Direction 1\n\nAgree a plan\n\nStatus: On track\n",
        "In that direction 20 houses stand.\n\nLead: nobody\n",
    ],
)
def test_a_sentence_about_a_direction_is_none(imported: ImportText, text: str) -> None:
    assert not imported(text).rows("directions")


TOGETHER = """# Second report: the directions

Position as of 14 June 2025

**Direction 1 - Money**
Status: Amber. Lead: Director of Finance. Due: 31 October 2025
Progress: A plan was shown to the board: it was liked.

**Direction 2 - Land**
RAG: Red (was amber); Lead officer: Director of Property; Deadline: within six months
Progress: Four sales fell through.
"""


def test_labels_that_stand_on_one_line_are_told_apart(imported: ImportText) -> None:
    it = imported(TOGETHER, name="second.md")
    assert it.column("directions", "rag") == ["amber", "red"]
    assert it.column("directions", "lead") == ["Director of Finance", "Director of Property"]
    assert it.column("directions", "due") == [date(2025, 10, 31), None]
    assert it.column("directions", "status_raw") == ["Amber", "Red (was amber)"]
    assert it.rows("directions")[0]["text"] == "A plan was shown to the board: it was liked."
    assert it.refusals == {"not a date": 1}
    assert it.only("documents")["date"] == date(2025, 6, 14)


def test_a_day_by_which_something_is_due_dates_no_paper(imported: ImportText) -> None:
    text = TOGETHER.replace("Position as of 14 June 2025", "The board met on 2 June 2023.").replace(
        "2025", "2023"
    )
    it = imported(text, name="second.md")
    assert it.only("documents")["date"] == date(2023, 6, 2)
    assert it.only("documents")["date_source"] == "inferred"


def test_headings_that_are_printed_as_a_list_are_no_resolutions(imported: ImportText) -> None:
    got = imported(
        "Ribblesdale District Council\n\nCABINET\n\nMinutes of the meeting held on 9 January 2024\n\n"
        "101. Declarations\n102. Tax base\nThe report was presented.\n\nRESOLVED:\n\n"
        "1. That the tax base be approved.\n2. That errors be corrected.\n103. Asset plan\n\nResolved that:\n\n"
        "(i) the plan be adopted, and\n(ii) a report come in July.\n104. Exempt items\n\n"
        "The Cabinet RESOLVED to exclude the public.\n"
    )
    assert got.column("resolutions", "ref") == ["102-1", "102-2", "103-1", "103-2", "104-1"]
    assert got.paper.body == ""
    assert set(got.column("resolutions", "body")) == {"Cabinet"}


def test_an_overall_rating_is_a_judgement(imported: ImportText) -> None:
    got = imported(
        "Norbury Council\n\nCare Quality Commission assessment of social care\n\nPublished 8 March 2024\n\n"
        "Overall rating: Requires improvement\n\nAreas for improvement:\n\n1. Waiting times are too long.\n"
        "2. Carers need breaks.\n3. Plans need data.\n"
    )
    only = got.only("judgements")
    assert (only["grade"], only["inspection"]) == (
        "requires improvement",
        "Care Quality Commission inspection",
    )
    assert len(got.rows("recommendations")) == 3


def test_what_a_body_agreed_in_capitals_is_resolved_and_whose_it_was(imported: ImportText) -> None:
    text = (
        "Llanmoel County Council\n\nMinutes of the meeting of the Cabinet held on 4 February 2025\n\n"
        "115. Budget monitoring\n\nCabinet AGREED to:\n\na) note the forecast; and\n\nb) ask for a plan.\n"
    )
    it = imported(text)
    assert it.column("resolutions", "text") == ["note the forecast", "ask for a plan."]
    assert it.column("resolutions", "body") == ["Cabinet", "Cabinet"]


RESPONSE = """Skerrow Borough Council
Report to Cabinet – 8 October 2024
Response to the Task and Finish Group on Damp Homes

Recommendation 1
That every home be looked at in which damp was reported twice.
Cabinet response: Partially accepted
Reason: There are not enough surveyors
Lead officer: Head of Repairs
Timescale: by 31 March 2025

Recommendation 2
That rents be lowered while a home is damp.
Cabinet response: Rejected
Lead officer: N/A
Comment: The law does not allow it.
"""


def test_a_number_on_a_line_of_its_own_heads_its_recommendation(imported: ImportText) -> None:
    it = imported(RESPONSE)
    assert it.column("recommendations", "text") == [
        "That every home be looked at in which damp was reported twice.",
        "That rents be lowered while a home is damp.",
    ]
    assert it.column("recommendations", "accepted") == ["partial", "no"]
    assert it.column("recommendations", "response_received") == ["yes", "yes"]
    assert it.column("recommendations", "accepted_note") == ["There are not enough surveyors", None]
    assert it.column("recommendations", "progress")[1] == "The law does not allow it."
    assert it.column("recommendations", "body") == ["Cabinet", "Cabinet"]


BOARD = """MINUTES OF THE HARBOUR SCRUTINY BOARD HELD ON TUESDAY 3 JUNE 2025 AT 6.00 PM

13. ACTION LOG

Meeting\tMin. No\tAction / recommendation\tAssigned to\tOutcome\tOpen/Closed
8 April 2025\t4\tThe Director to send a note on moorings\tDirector\tSent round on 28 April\tClosed
8 April 2025\t5\tThat fees be frozen for one year\tCabinet Member\tConsidered by Cabinet 20 May – rejected\tClosed
8 April 2025\t6\tThat the quay be lit\tCabinet Member\tAccepted\tOpen

15. DREDGING

It was AGREED to RECOMMEND to the Cabinet that:

a) the channel be dredged before September 2025;
b) the silt be sold.
"""


def test_a_board_may_agree_to_recommend_a_list(imported: ImportText) -> None:
    it = imported(BOARD)
    assert it.column("resolutions", "text") == [
        "the channel be dredged before September 2025",
        "the silt be sold.",
    ]
    assert it.column("resolutions", "id")[0] == "res:harbour-scrutiny-board-2025-06-03/15-1"


def test_an_outcome_in_words_is_progress_and_may_end_in_the_decision(imported: ImportText) -> None:
    it = imported(BOARD)
    assert it.column("recommendations", "accepted") == [None, "no", "yes"]
    assert it.column("recommendations", "progress") == [
        "Sent round on 28 April",
        "Considered by Cabinet 20 May – rejected",
        None,
    ]
    assert it.repairs["decision"] == 1
    assert not it.refusals


MEETINGS = """# Harbour Scrutiny Committee – recommendation monitoring

## Meeting of 12 June 2024

### Item 6 – Moorings

**Recommendation 1:** That the fees be printed on each mooring.

**To:** Harbour Master

**Response:** Accepted. Printed in July.

**Status:** Complete

## Meeting of 10 September 2024

### Item 5 – Dredging

**Recommendation 2:** That the silt be weighed before it is sold.

**To:** Port Company

**Response:**

**Status:** Response awaited
"""


def test_a_heading_names_the_meeting_and_a_label_who_is_asked(imported: ImportText) -> None:
    it = imported(MEETINGS)
    assert it.column("recommendations", "body_date") == [date(2024, 6, 12), date(2024, 9, 10)]
    assert it.column("recommendations", "addressee") == ["Harbour Master", "Port Company"]
    assert it.column("recommendations", "status") == ["complete", "in_progress"]
    assert it.column("recommendations", "response_received") == ["yes", None]
    assert not it.refusals


VISIT = """**Harbour Improvement Plan**

**Priority 1. The quay**

Action 1.1 Light every step
Lead: Harbour Master
By: 31 October 2024
Progress: 22 lit. Ten are left.
RAG: Amber

Action 1.2: Paint the rails
Lead: Clerk of Works
By: 30 November 2024
RAG: Blue

**Priority 2. The boats**

We took action 3 times last year.

Action 2.1 Number each boat
Lead: Harbour Master
By: TBC
Progress: Not begun.
RAG: Red
"""


def test_actions_told_in_prose_are_actions_of_the_plan(imported: ImportText) -> None:
    it = imported(VISIT)
    assert it.column("plan_actions", "id") == [f"act:harbour-improvement/{n}" for n in ("1.1", "1.2", "2.1")]
    assert it.column("plan_actions", "text") == ["Light every step", "Paint the rails", "Number each boat"]
    assert it.column("plan_actions", "theme") == [
        "Priority 1. The quay",
        "Priority 1. The quay",
        "Priority 2. The boats",
    ]
    assert it.column("plan_actions", "due") == [date(2024, 10, 31), date(2024, 11, 30), None]
    assert it.column("plan_actions", "rag") == ["amber", None, "red"]
    assert it.column("plan_actions", "status") == [None, "complete", None]
    assert it.column("plan_actions", "plan")[0] == "Harbour Improvement Plan"
    assert not it.refusals


def test_one_action_in_prose_is_a_sentence(imported: ImportText) -> None:
    assert not imported(VISIT[: VISIT.index("Action 1.2")]).column("plan_actions", "id")


def test_what_was_resolved_behind_another_sentence_is_found(imported: ImportText) -> None:
    text = (
        "AUDIT COMMITTEE\n\nMinutes of a meeting held on 19 November 2024\n\n7. Late actions\n\n"
        "Members noted that four were late. RESOLVED that the owners say why before Christmas.\n\n"
        "Members were told of what the owners had resolved that autumn. They agreed that it was late.\n"
    )
    assert imported(text).column("resolutions", "text") == ["that the owners say why before Christmas."]


def test_a_sentence_may_lead_in_recommendations(imported: ImportText) -> None:
    text = (
        "Commissioners' second report\n\nRecommendations\n\nWe recommend that the Council:\n\n"
        "1. appoints a treasurer by 30 April 2025;\n\n2. says how it will pay; and\n\n3. looks at its estate.\n"
    )
    assert imported(text).column("recommendations", "text") == [
        "appoints a treasurer by 30 April 2025",
        "says how it will pay",
        "looks at its estate.",
    ]


ANSWERS = """RECOMMENDATIONS TO CABINET

Panel meeting: 14 January 2024

Cabinet response: 11 February 2024

REC 1
Recommendation: That the lamps be kept for one more winter.
Response: AGREED. There is money for it.
Implementation date: 1 April 2024

REC 2
Recommendation: That the harbour open on Sundays.
Response: NOT AGREED. It costs too much.
Implementation date: n/a
"""


def test_a_label_names_the_wording_and_a_day_of_implementation_dates_no_paper(imported: ImportText) -> None:
    it = imported(ANSWERS)
    assert it.column("recommendations", "text") == [
        "That the lamps be kept for one more winter.",
        "That the harbour open on Sundays.",
    ]
    assert it.column("recommendations", "accepted") == ["yes", "no"]
    assert it.column("recommendations", "due") == [date(2024, 4, 1), None]
    assert it.finished.batch.effective_on == date(2024, 2, 11)
