"""Headings of other councils: two lines of them, bracketed plurals, ratings of two months, signs for colours."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

DIRECTIONS = """Sandholme Council

No\tDirection\tLeads\t\tRAG\t\tDoT\tCommentary
\t\tExec\tOp\tNov\tFeb\t\t
1\tWrite a plan for the harbour\tChief Executive\tHarbour Master\tA\tR\t▼\tThe pilot left in January
2(a)\tSell the old boats\tTreasurer\tClerk\tG\tC\t◄►\tAll are sold
"""


def test_a_line_that_parts_wider_headings_belongs_to_the_header(imported: ImportText) -> None:
    it = imported(DIRECTIONS)
    assert it.column("directions", "clt_lead") == ["Chief Executive", "Treasurer"]
    assert it.column("directions", "slt_lead") == ["Harbour Master", "Clerk"]
    assert not it.refusals


def test_of_ratings_of_two_months_the_newer_counts_whatever_their_order(imported: ImportText) -> None:
    it = imported(DIRECTIONS)
    assert it.column("directions", "rag") == ["red", "complete"]
    assert it.column("directions", "trend") == ["down", "same"]
    turned = imported(DIRECTIONS.replace("Nov\tFeb", "Feb\tNov"))
    assert turned.column("directions", "rag") == ["amber", "green"]


def test_a_reference_keeps_its_bracketed_letter(imported: ImportText) -> None:
    it = imported(DIRECTIONS)
    assert it.column("directions", "ref") == ["1", "2(a)"]
    assert it.column("directions", "id")[1] == "dir:directions/2(a)"


AUDIT = """Follow-up of internal audit, as at 31 December 2024

Action\t\t\tResponsibility\tImplementation date\t\tFollow-up result\t
Ref\tPriority\tAgreed action\tOfficer\tOriginal\tRevised\tStatus\tAuditor's comment
Creditors 2023/24 (limited assurance)\t\t\t\t\t\t\t
CR1\tHigh\tSearch each week for invoices paid twice\tPayments Manager\t30/09/2024\t31/10/2024\tPartially implemented\tNot yet signed
Stores 2022/23 (no assurance)\t\t\t\t\t\t\t
ST1\tLow\tCount the stock in spring and in autumn\tStores Manager\t31/03/2024\t\tImplemented\tSeen
"""


def test_headings_under_a_line_that_only_groups_them_are_the_header(imported: ImportText) -> None:
    it = imported(AUDIT)
    assert it.column("audit_actions", "ref") == ["CR1", "ST1"]
    assert it.column("audit_actions", "status") == ["overdue", "complete"]
    assert it.column("audit_actions", "due")[0] == date(2024, 10, 31)
    assert not it.refusals


def test_a_review_named_over_its_actions_is_theirs_and_tells_the_year(imported: ImportText) -> None:
    it = imported(AUDIT)
    assert it.column("audit_actions", "review")[1] == "Stores 2022/23 (no assurance)"
    assert it.column("audit_actions", "id") == ["aud:2023-24/CR1", "aud:2022-23/ST1"]


TRACKER = """Ref\tReport / item\tRecommendation(s) of the Panel\tCabinet response (Agreed / Not agreed)\tReason if not agreed\tLead Officer(s)\tCurrent target
1\tBuses\tThat the evening bus come back\tNot agreed\tThere is no money\tHead of Transport\t30/09/2024
2\tBuses\tThat the map be printed again\tPart agreed\tOnly once\tHead of Print\tTBC
"""


def test_headings_with_bracketed_plurals_and_choices_are_known(imported: ImportText) -> None:
    it = imported(TRACKER)
    assert it.column("recommendations", "accepted") == ["no", "partial"]
    assert it.column("recommendations", "accepted_note") == ["There is no money", "Only once"]
    assert it.column("recommendations", "lead") == ["Head of Transport", "Head of Print"]


def test_a_revised_date_without_an_original_is_the_due_date(imported: ImportText) -> None:
    it = imported(TRACKER)
    assert it.column("recommendations", "due") == [date(2024, 9, 30), None]
    assert it.column("recommendations", "due_raw") == ["30/09/2024", "TBC"]


PLAN = """# Harbour Improvement Plan

| Ref | Action | Lead | End | Status | RAG (Jan) | RAG (Feb) | Direction of travel | Update |
|---|---|---|---|---|---|---|---|---|
| 1 | Mend the crane | Foreman | June 2025 | On track | Green | Amber | ↓ | Rust |
| 2 | Paint the shed | Foreman | May 2025 | Not yet due | B | Blue | = | |
"""


def test_a_plan_may_have_a_status_and_ratings_of_two_months(imported: ImportText) -> None:
    first, second = imported(PLAN, name="plan.md").rows("plan_actions")
    assert (first["status"], first["rag"], first["rag_before"], first["trend"]) == (
        "in_progress",
        "amber",
        "green",
        "down",
    )
    assert (second["status"], second["rag"], second["status_raw"]) == (
        "in_progress",
        "complete",
        "Not yet due",
    )


@pytest.mark.parametrize(
    ("printed", "status", "rag"),
    [
        ("🟢 On track", "in_progress", "green"),
        ("🔴", None, "red"),
        ("🟠 Some risk", None, "amber"),
        ("🔵 Complete", "complete", None),
        ("⚪ Not started", "not_started", None),
        ("✔ Done", "complete", None),
    ],
)
def test_a_sign_before_a_status_tells_its_colour(
    imported: ImportText, printed: str, status: str | None, rag: str | None
) -> None:
    head = "# Harbour Plan\n\n| Ref | Action | Lead | End | Status | Update |\n|---|---|---|---|---|---|\n"
    it = imported(f"{head}| 1 | Mend the crane | Foreman | June 2025 | {printed} | Rust |\n", name="plan.md")
    row = it.only("plan_actions")
    assert (row.get("status"), row.get("rag"), row["status_raw"]) == (status, rag, printed)
    assert not it.refusals


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Complete", "complete"),
        ("In progress. Half of it is painted.", "in_progress"),
        ("Superseded by 7", "superseded"),
        ("Not yet due", "in_progress"),
        ("Complete the painting by March", None),
        ("Openings were counted", None),
    ],
)
def test_a_progress_that_begins_with_a_status_tells_it(
    imported: ImportText, told: str, status: str | None
) -> None:
    head = "# Harbour Plan\n\n| Ref | Action | Lead | End | Update |\n|---|---|---|---|---|\n"
    it = imported(f"{head}| 1 | Mend the crane | Foreman | June 2025 | {told} |\n", name="plan.md")
    row = it.only("plan_actions")
    assert (row.get("status"), row["progress"]) == (status, told)
    assert it.repairs["status"] == (status is not None)


LETTERS = """Audit title\tRec ID\tRecommendation\tPriority (F/S/M)\tOfficer\tOriginal target\tStatus
Loans 23/24\tIA/23/1\tWrite down the limits of each lender\tF\tTreasurer\t30/06/2024\tImplemented
Loans 23/24\tIA/23/2\tLook at them each morning before noon\tS\tTreasurer\t30/06/2024\tImplemented
Loans 23/24\tIA/23/3\tFile the letters by the lender's name\tM\tTreasurer\t30/06/2024\tImplemented
"""


def test_the_letters_of_a_priority_are_those_that_its_heading_tells(imported: ImportText) -> None:
    assert imported(LETTERS).column("audit_actions", "priority") == ["high", "medium", "low"]
    plain = LETTERS.replace(" (F/S/M)", "").replace("\tF\t", "\tH\t").replace("\tS\t", "\tL\t")
    assert imported(plain).column("audit_actions", "priority") == ["high", "low", "medium"]


FOLLOWED_UP = """Internal audit follow-up

Date:	12 September 2024

**Allotments (limited assurance)**

Ref\tAgreed action\tPriority\tOwner\tAgreed date\tStatus as at 31/08/24\tManagement update
AL1\tCount the plots
once a year.\tHigh\tParks Manager\t30/06/2023\tNot implemented\tNone
AL2\tAsk for the rent in spring\tLow\tParks Manager\t31/12/2024\tImplemented\tSeen
"""


@pytest.mark.parametrize(
    "heading", ["Status as at 31/08/24", "Status at 31 August 2024", "Status (31st Aug 24)", "Status"]
)
def test_a_heading_is_known_with_the_day_that_it_speaks_of(imported: ImportText, heading: str) -> None:
    it = imported(FOLLOWED_UP.replace("Status as at 31/08/24", heading))
    assert it.column("audit_actions", "text") == [
        "Count the plots once a year.",
        "Ask for the rent in spring",
    ]
    assert it.column("audit_actions", "status") == ["overdue", "complete"]
    assert not it.refusals


def test_a_recommendation_is_headed_by_who_made_it(imported: ImportText) -> None:
    it = imported(
        "Executive response\n\n\tRecommendation of the Task Group\tCabinet response\tReason / action\tTimescale\n"
        "R1\tThat the ponds be cleaned\tAgreed\tFrom the spring on\tMay 2025\n"
        "R2\tThat the ducks be counted\tNot agreed\tThere are too many\t\n"
    )
    assert it.column("recommendations", "ref") == ["R1", "R2"]
    assert it.column("recommendations", "accepted") == ["yes", "no"]
    assert it.column("recommendations", "accepted_note") == ["From the spring on", "There are too many"]


LOG = """Meeting / Minute\tRecommendation or action\tWho\tBy when\tResponse / outcome\tStatus (Open/Closed)
9 July 2024 Min. 34\tThat officers count the boats that moor without paying.\tHarbour Master\tSept. meeting\tThey were counted on 2 September 2024.\tClosed
9 July 2024 Min. 35\tThat the Cabinet Member come to explain the overspend.\tCllr for Finance\tNext meeting\tCame on 10.9.24\tClosed
10 September 2024 Min. 41\tThat the chain be mended.\tChief Executive\t31/12/24\tCabinet agreed on 12/11/24\tOpen – overdue
"""


def test_records_of_whole_sentences_are_no_second_line_of_headings(imported: ImportText) -> None:
    it = imported(LOG)
    assert len(it.rows("recommendations")) == 3
    assert it.column("recommendations", "lead") == ["Harbour Master", "Cllr for Finance", "Chief Executive"]


def test_a_minute_named_with_its_day_tells_the_meeting(imported: ImportText) -> None:
    it = imported(LOG)
    assert it.column("recommendations", "body_date") == [
        date(2024, 7, 9),
        date(2024, 7, 9),
        date(2024, 9, 10),
    ]
    assert it.column("recommendations", "agenda_item") == ["Min. 34", "Min. 35", "Min. 41"]


def test_the_second_word_of_a_status_says_more(imported: ImportText) -> None:
    assert imported(LOG).column("recommendations", "status") == ["closed", "closed", "overdue"]
    closed = imported(LETTERS.replace("Implemented", "Closed - superseded"))
    assert closed.column("audit_actions", "status") == ["closed"] * 3


RATED = """No\tRecommendation\tLead\tUpdate\tRAG
1\tThat the chain be mended\tForeman\tRust\tR
2\tThat the shed be painted\tForeman\tHalf\tG
3\tThat the nets be sold\tForeman\tSold\tB
"""


def test_a_rating_says_that_a_recommendation_is_open_or_done(imported: ImportText) -> None:
    assert imported(RATED).column("recommendations", "status") == ["in_progress", "in_progress", "complete"]


def test_green_may_mean_done_where_nothing_is_blue(imported: ImportText) -> None:
    it = imported(RATED.replace("\tB\n", "\tA\n"))
    assert it.column("recommendations", "status") == ["in_progress", None, "in_progress"]


AUDITORS = """# Auditor's annual report

| # | Criteria | Recommendation | Management comments | Responsible Officer | Due date |
|:--|:--|:--|:--|:--|:--|
| KR1 | Money | Say how the gap will be closed. | *Agreed.* A plan was sent. | Treasurer | March 2026 |
| KR2 | People | Have an independent member. | *Not agreed* | Clerk | N/A |

## Follow-up of last year's recommendations

| Ref | Recommendation | Progress to date | Addressed? |
|:--|:--|:--|:--|
| IR3 | Print the business plans. | Half of them | Partially |
| IR4 | Print the rules. | All of them | Yes |
"""


def test_an_auditors_recommendations_are_read_with_the_answer_and_the_follow_up(imported: ImportText) -> None:
    it = imported(AUDITORS, name="audit.md")
    assert it.column("recommendations", "ref") == ["KR1", "KR2", "IR3", "IR4"]
    assert it.column("recommendations", "accepted") == ["yes", "no", None, None]
    assert it.column("recommendations", "status") == [None, None, "in_progress", "complete"]
    assert not it.refusals


def test_a_baseline_is_the_original_of_a_forecast(imported: ImportText) -> None:
    it = imported(
        "ID\tMilestone\tOwner\tBaseline date\tForecast date\tRAG\tComments\n"
        "F1\tMend the crane\tForeman\t31/03/2024\t31/05/2024\tAmber\tRust\n"
    )
    row = it.only("plan_actions")
    assert (row["due"], row["due_original"]) == (date(2024, 5, 31), date(2024, 3, 31))


def test_a_heading_that_says_as_of_when_it_tells_dates_a_paper(imported: ImportText) -> None:
    head = "# Harbour Plan\n\n| Ref | Action | Lead | End | {} |\n|---|---|---|---|---|\n| 1 | Dig | Foreman | May 2025 | Dug |\n"
    told = imported(head.format("Update (as at 28.02.25)"), name="plan.md")
    assert told.paper.dated is not None
    assert told.paper.dated.on == date(2025, 2, 28)
    assert imported(head.format("Outcome by 28.02.25"), name="plan.md").paper.dated is None


ANNEX = """Directions of 5 March 2024

Direction\tProgress in the period\tCommissioners' assessment\tOverall rating (previous)
1. To write a plan for the harbour.\tIt was agreed in May.\tMet\tGreen (Amber)
2. To sell the old boats.\tTwo of nine are sold.\tNot yet met\tRed (Red)
"""


def test_a_rating_may_stand_with_the_one_before_it(imported: ImportText) -> None:
    it = imported(ANNEX)
    assert it.column("directions", "ref") == ["1", "2"]
    assert it.column("directions", "rag") == ["green", "red"]
    assert json.loads(it.column("directions", "extra")[0])["rag_before"] == "Amber"
    assert it.repairs["taken apart"] == 2


def test_what_is_struck_out_or_marked_by_a_sign_is_read(imported: ImportText) -> None:
    it = imported(
        "# Action tracker\n\n| Ref | Meeting | Recommendation | Owner | Status |\n|---|---|---|---|---|\n"
        "| A1/24 | 10 Jul 24 | Print the register | Clerk | ⏳ Not due |\n"
        "| ~~A2/24~~ | 10 Jul 24 | ~~Ask everybody~~ | Clerk | Withdrawn |\n",
        name="tracker.md",
    )
    assert it.column("recommendations", "ref") == ["A1/24", "A2/24"]
    assert it.column("recommendations", "text")[1] == "Ask everybody"
    assert it.column("recommendations", "status") == ["in_progress", "closed"]


def test_a_trend_over_a_quarter_is_no_period(imported: ImportText) -> None:
    it = imported(
        "Performance 2024/25\n\nCode\tIndicator\tAim to\tQ1 2024/25\tQ2 2024/25\tTarget\tTrend (quarter)\n"
        "H1\tBoats moored\t↑\t50\t55\t60\t↑\nH2\tRopes lost\t↓\t9\t12\t10\t↓\n"
    )
    assert it.column("readings", "value") == [50, 55, 9, 12]
    assert json.loads(it.column("kpis", "extra")[0])["Trend (quarter)"] == "↑"
    assert not it.refusals
