"""Trackers and audit follow-ups as other councils print them: other headings, codes, dates and table shapes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

AUDIT = """# Internal audit follow-up, as at 30 November 2023

| Report | Year | Rec. Ref | Recommendation | Risk Category | Responsible Officer | Original Target Date | Revised Target Date | Current Position | Status |
|---|---|---|---|---|---|---|---|---|---|
| Payroll | 2021/22 | PAY-1 | Take leavers off the payroll at once | Fundamental | Payroll Manager | 31/03/2022 | 30/09/2022 | New form | Implemented |
| Payroll | 2021/22 | PAY-2 | Have two people sign for overtime | Significant | Payroll Manager | 31/03/2022 | | Half done | Partially implemented |
| Creditors | 2022/23 | CRE-1 | Search for invoices paid twice | Merits attention | Team Leader | 30/04/2023 | 31/12/2023 | | Not implemented |
| Creditors | 2022/23 | CRE-2 | Check bank details by telephone | Priority 1 | Team Leader | 30/04/2023 | n/a | Bought in | Superseded |
| Assets | 2022/23 | AST-1 | Count the laptops | P3 | IT Manager | 31/07/2023 | | Lived with | Risk accepted |
"""


def test_a_first_record_that_looks_like_a_heading_stays_a_record(imported: ImportText) -> None:
    got = imported(AUDIT)
    assert got.column("audit_actions", "ref") == ["PAY-1", "PAY-2", "CRE-1", "CRE-2", "AST-1"]
    assert not got.refusals


def test_an_auditors_words_for_priority_make_one_scale(imported: ImportText) -> None:
    assert imported(AUDIT).column("audit_actions", "priority") == ["high", "medium", "low", "high", "low"]


def test_significant_is_the_highest_where_nothing_stands_above_it(imported: ImportText) -> None:
    lower = AUDIT.replace("Fundamental", "Significant").replace("Priority 1", "Moderate")
    assert imported(lower).column("audit_actions", "priority") == ["high", "high", "low", "medium", "low"]


def test_an_action_not_done_is_overdue_once_its_day_has_passed(imported: ImportText) -> None:
    got = imported(AUDIT)
    assert got.column("audit_actions", "status") == ["complete", "overdue", "not_due", "closed", "closed"]
    assert got.column("audit_actions", "status_raw")[1] == "Partially implemented"
    assert got.repairs["status"] == 1


def test_a_revised_date_is_the_due_date_and_the_first_the_original(imported: ImportText) -> None:
    first, second, *_, last = imported(AUDIT).rows("audit_actions")
    assert (first["due"], first["due_original"]) == (date(2022, 9, 30), date(2022, 3, 31))
    assert (second["due"], second.get("due_original")) == (date(2022, 3, 31), None)
    assert last["review"] == "Assets"


def test_a_revised_date_that_is_none_is_refused_and_the_first_stays(imported: ImportText) -> None:
    got = imported(AUDIT.replace("30/09/2022", "31/09/2022"))
    assert got.rows("audit_actions")[0]["due"] == date(2022, 3, 31)
    assert got.refusals == {"impossible date": 1}


def test_what_is_said_of_an_audit_action_is_an_update(imported: ImportText) -> None:
    got = imported(AUDIT)
    assert [(row["record"], row["text"], row["voice"]) for row in got.rows("updates")] == [
        ("aud:2021-22/PAY-1", "New form", "owner"),
        ("aud:2021-22/PAY-2", "Half done", "owner"),
        ("aud:2022-23/CRE-2", "Bought in", "owner"),
        ("aud:2022-23/AST-1", "Lived with", "owner"),
    ]
    assert not any("progress" in (row.get("extra") or "") for row in got.rows("audit_actions"))


def test_where_only_words_tell_of_an_audit_action_they_may_begin_with_its_status(
    imported: ImportText,
) -> None:
    table = AUDIT.replace("Current Position | Status", "Target | Current Position")
    got = imported(
        table.replace("| Partially implemented |", "| Partially implemented: 2 May 2023 half of it |")
    )
    assert got.column("audit_actions", "status") == ["complete", "overdue", "not_due", "closed", "closed"]
    assert got.rows("updates")[1]["text"].startswith("Partially implemented")


@pytest.mark.parametrize("last", ["| Total | | | 5 | | | | | | |", "| Grand total 5 | | | | | | | | | |"])
def test_a_row_that_only_counts_is_no_audit_action(imported: ImportText, last: str) -> None:
    got = imported(AUDIT + last + "\n")
    assert got.column("audit_actions", "ref") == ["PAY-1", "PAY-2", "CRE-1", "CRE-2", "AST-1"]
    assert not got.refusals


REVIEWS = """# Follow up at 30 June 2025

| Service | Audit | Year | No. | Agreed action | Priority | Original date | Revised (1) | Revised (2) | Status |
|---|---|---|---|---|---|---|---|---|---|
| Homes | Gas | 2023/24 | 1 | Chase refusals | High | 31/03/2024 | 30/09/2024 | 31/03/2025 | In progress |
| | | | 2 | Reconcile the list | Medium | 30/06/2024 | 31/12/2024 | | Implemented |
| Money | VAT | 2024/25 | 1 | Check the codes | Low | 31/12/2024 | | | On target |
"""


def test_a_line_that_names_no_review_is_of_the_one_above(imported: ImportText) -> None:
    got = imported(REVIEWS)
    assert got.column("audit_actions", "id") == [
        "aud:2023-24/gas-1",
        "aud:2023-24/gas-2",
        "aud:2024-25/vat-1",
    ]
    assert got.column("audit_actions", "directorate") == ["Homes", "Homes", "Money"]
    assert got.repairs["carried down"] == 1


def test_the_last_of_several_revised_dates_counts(imported: ImportText) -> None:
    rows = imported(REVIEWS).rows("audit_actions")
    assert [row["due"] for row in rows] == [date(2025, 3, 31), date(2024, 12, 31), date(2024, 12, 31)]
    assert [row.get("due_original") for row in rows] == [date(2024, 3, 31), date(2024, 6, 30), None]


TRACKER = """# Ashcombe Council: recommendations log

| | Date of meeting | Scrutiny recommendation | Lead | Response from Executive | Completed? | Theme |
|---|---|---|---|---|---|---|
| 3.08 | 01/02/2023 | Move the depot | Head of Place | Agreed in part: the site is looked at | No | Land |
| 3.09 | 01/02/2023 | Lease the fleet | Head of Place | Agreed. | Yes | Fleet |
| 3.1 | 01/02/2023 | Train the drivers | Head of Place | Not accepted - there is no money | No | Fleet |
| 3.11 | 08/03/2023 | Buy fuel together | Head of Finance | The agreed price is too high | On-going | Fleet |
"""


def test_a_blank_heading_over_references_and_a_row_with_no_are_understood(imported: ImportText) -> None:
    got = imported(TRACKER)
    assert got.column("recommendations", "ref") == ["3.08", "3.09", "3.10", "3.11"]
    assert got.rows("recommendations")[0]["extra"] == '{"Theme": "Land"}'


def test_a_response_that_begins_with_its_decision_says_what_was_accepted(imported: ImportText) -> None:
    assert imported(TRACKER).column("recommendations", "accepted") == ["partial", "yes", "no", None]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Completed", "complete"),
        ("Yes", "complete"),
        ("Fully implemented", "complete"),
        ("Not yet started", "not_started"),
        ("Partially complete", "in_progress"),
        ("Not implemented", "in_progress"),
        ("On-going", "ongoing"),
        ("No further action", "closed"),
        ("No longer relevant", "superseded"),
        ("BAU", "ongoing"),
        ("Late", "overdue"),
    ],
)
def test_other_councils_words_for_a_status_are_read(imported: ImportText, printed: str, read: str) -> None:
    text = (
        "| Ref | Recommendation | Owner | Status |\n|---|---|---|---|\n"
        f"| R1 | Open the hall on Sundays | Clerk | {printed} |\n| R2 | Mend the roof | Clerk | Closed |\n"
    )
    first = imported(text).rows("recommendations")[0]
    assert (first["status"], first["status_raw"]) == (read, printed)


def test_a_plan_may_link_to_several_recommendations_and_have_a_start(imported: ImportText) -> None:
    got = imported(
        "# Brackenridge Council\n\n# Inclusion Improvement Plan\n\n"
        "| Links to recs | What we will do | Responsible | Start | By when | Progress so far | BRAG |\n"
        "|---|---|---|---|---|---|---|\n"
        "| **Theme 1: Leading** | | | | | | |\n"
        "| 3, 5 and 7 | Meet health every month | Director | Sep 2023 | Dec 2023 | Met twice | Green |\n"
        "| **Theme 2: Plans** | | | | | | |\n"
        "| 2 & 4 | Write the form again | Manager | Oct 2023 | Spring term 2024 | | Not started |\n",
        name="plan.md",
    )
    first, second = got.rows("plan_actions")
    assert (first["cites"], first["rag"], first["theme"]) == (["3", "5", "7"], "green", "Theme 1: Leading")
    assert (second["cites"], second["status"], second["theme"]) == (
        ["2", "4"],
        "not_started",
        "Theme 2: Plans",
    )
    assert first["extra"] == '{"Start": "Sep 2023"}'


def test_a_column_of_themes_holds_until_the_next(imported: ImportText) -> None:
    got = imported(
        "| Workstream | Action | Owner | Target date | RAG | Commentary |\n|---|---|---|---|---|---|\n"
        "| Homes | Let empty homes sooner | Manager | 31/03/2024 | Amber | Slow |\n"
        "| | Mend lifts within a day | Surveyor | 30/04/2024 | Green | Good |\n"
        "| Streets | Sweep twice a week | Foreman | 31/05/2024 | Red | No van |\n"
    )
    assert got.column("plan_actions", "theme") == ["Homes", "Homes", "Streets"]
    assert got.column("plan_actions", "rag") == ["amber", "green", "red"]


RESPONSE = """# Executive response to the review of adult learning

Thornbury Council - Cabinet, 8 February 2024

| Scrutiny Recommendation | Executive Response (Accept / Partially Accept / Reject) | Reason | Lead officer | Timescale |
|---|---|---|---|---|
| **Recommendation 1:** Send a prospectus to every home | Accept | Low cost | Head of Learning | September 2024 |
| **Recommendation 2:** Waive fees for carers | Partially accept | Some | Head of Learning | By end of 2024 |
| **Recommendation A** - Open the site again | Reject | It is sold | Head of Property | N/A |
"""


def test_a_recommendation_may_bring_its_number_in_its_text(imported: ImportText) -> None:
    got = imported(RESPONSE, name="response.md")
    assert got.column("recommendations", "ref") == ["1", "2", "A"]
    assert got.column("recommendations", "accepted") == ["yes", "partial", "no"]
    assert got.rows("recommendations")[0]["text"] == "Send a prospectus to every home"
    assert got.finished.document["date_source"] == "printed"
    assert got.paper.body == "", "the cabinet answers; whose review it was is not said"


def test_a_status_column_that_tells_a_story_is_the_progress(imported: ImportText) -> None:
    got = imported(
        "Oldbury Borough Council\n\nScrutiny Management Committee, 6 March 2024\n\n"
        "Rec\tWhen made\tWhat was asked\tWho answers\tTaken up?\tState of play\n"
        "A1\t4 Jul 2023\tRun the night bus until two\tTransport Lead\tYes\tThe trial began in\n"
        "\t\t\t\t\tOctober and runs on\n"
        "A2\t4 Jul 2023\tPut seats at stops\tTransport Lead\tPartly\tForty have them\n"
        "A3\t5 Sep 2023\tFreeze the fares\tTransport Lead\tNo\tClosed\n"
        "A4\t5 Sep 2023\tDraw the map again\tMaps Officer\t\tComplete: it was printed in May and sent out\n"
    )
    assert got.column("recommendations", "status") == [None, None, "closed", "complete"]
    assert got.column("recommendations", "progress")[:2] == [
        "The trial began in October and runs on",
        "Forty have them",
    ]
    assert got.column("recommendations", "accepted") == ["yes", "partial", "no", None]
    assert got.paper.body == "Scrutiny Management Committee"
    assert not got.refusals


def test_a_rag_beside_a_progress_column_is_kept_and_complete_when_blue(imported: ImportText) -> None:
    got = imported(
        "Number\tRecommendation\tAgreed by Cabinet?\tDirector\tProgress RAG\tUpdate January 2024\n"
        "1\tMend lifts in a day\tYes\tDirector of Housing\tBlue\tDone\n"
        "2\tHave a panel of tenants\tNo\tDirector of Housing\tAmber\tFirst met\n"
    )
    first, second = got.rows("recommendations")
    assert (first["accepted"], first["status"], first["progress"]) == ("yes", "complete", "Done")
    assert (second["accepted"], second["status"], second["extra"]) == (
        "no",
        "in_progress",
        '{"rag": "Amber"}',
    )


def test_the_rag_of_the_month_before_is_kept(imported: ImportText) -> None:
    got = imported(
        "No\tStatutory Direction\tSenior Responsible Officer\tCurrent RAG\tPrevious RAG\tTarget date\tUpdate\n"
        "1\tPlan the finances\tDirector of Resources\tAmber\tRed\t31 March 2024\t12/10/23: it began\n"
    )
    only = got.only("directions")
    assert (only["rag"], only["extra"]) == ("amber", '{"rag_before": "Red"}')


def test_references_under_no_heading_are_found_on_a_page_with_nothing_else_yet(imported: ImportText) -> None:
    head = "\tActions\tLead\tTimescale\tProgress\tImpact\n"
    got = imported(
        f"Delivery plan\n\n{head}R1\tMeet monthly\tChair\tMay 2024\tMet twice\tBetter plans\n"
        f"R2\tTrain the staff\tTrainer\tJune 2024\tForty trained\tBetter work\n\nPage 3 of 9\n\f\n{head}\n\nPage 4 of 9\n\f\n"
        "R3\tWrite the guide again\tEditor\tJuly 2024\tDrafted\tClear advice\n"
    )
    assert got.column("plan_actions", "cites") == [["R1"], ["R2"], ["R3"]]
    assert got.column("plan_actions", "lead") == ["Chair", "Trainer", "Editor"]


def test_a_long_tracker_over_many_pages_keeps_its_columns(imported: ImportText) -> None:
    head = "Ref\tDate of meeting\tCommittee\tRecommendation\tCabinet response\tLead officer\tTarget date\tStatus\tProgress\n"
    rows = [
        f"R{n}\t03/10/2023\tPlace\tMend the road number {n} before the winter\t{'Accepted in part' if n % 2 else 'Rejected'}\t"
        f"Head of Roads\t{'Ongoing' if n > 8 else 'May 2024'}\t{'In progress' if n % 3 else 'Open'}\tThe crew went out in week {n}\n"
        for n in range(1, 25)
    ]
    pages = ["".join(rows[at : at + 4]) for at in range(0, 24, 4)]
    got = imported(head + "\n\nPage 1 of 9\n\n".join(pages))
    assert set(got.column("recommendations", "lead")) == {"Head of Roads"}
    assert set(got.column("recommendations", "accepted")) == {"partial", "no"}
    assert len(got.rows("recommendations")) == 24
    assert not got.refusals


def test_a_review_that_counts_from_one_lends_its_name_to_the_ids(imported: ImportText) -> None:
    got = imported(
        "Audit,Rec no.,Finding,Original,Revised,Rating,Owner,Date closed\n"
        "Payroll,1,Starters are not checked,31/03/2023,31/03/2024,High,Payroll Manager,\n"
        "Fleet,1,Keys are left in vans,01/02/2023,,Low,Fleet Manager,10/02/2023\n",
        name="audit.csv",
    )
    assert got.column("audit_actions", "id") == ["aud:audit/payroll-1", "aud:audit/fleet-1"]
    assert got.column("audit_actions", "status") == [None, "complete"]
    assert got.column("audit_actions", "due_original") == [date(2023, 3, 31), None]


def test_a_day_number_of_a_spreadsheet_is_a_date_and_said(imported: ImportText) -> None:
    got = imported("Ref,Recommendation,Owner,Due date,Status\nR1,Mend it,Clerk,45382,Open\n", name="t.csv")
    assert got.only("recommendations")["due"] == date(2024, 3, 31)
    assert got.repairs["day number"] == 1


def test_a_reference_may_have_slashes_of_its_own(imported: ImportText) -> None:
    got = imported(
        "# Action log\n\nUpdated 12 March 2024\n\n| Minute No. | Action | Responsible | Deadline | Update | Open/Closed |\n"
        "|---|---|---|---|---|---|\n| AC/23/14 | Report on debt | Director | November 2023 | It came | Closed |\n"
        "| 2023/24-07 | Train members | Manager | March 2024 | Booked | Open |\n",
        name="log.md",
    )
    assert got.column("plan_actions", "ref") == ["AC/23/14", "2023/24-07"]
    assert got.column("plan_actions", "status") == ["closed", "in_progress"]
    assert got.finished.document["date"] == date(2024, 3, 12)


def test_a_plan_may_print_the_recommendation_that_its_actions_answer(imported: ImportText) -> None:
    got = imported(
        "| Peer team recommendation | What the council will do | Who | By when | Success measure | Status |\n"
        "|---|---|---|---|---|---|\n"
        "| R1. Set a clear vision | Agree a plan | Chief Executive | May 2024 | It is adopted | On track |\n"
        "| | Tell the staff | Head of Press | June 2024 | They know it | Not started |\n"
        "| R2. Balance the budget | Agree four years | Treasurer | Feb 2024 | No reserves used | Complete |\n",
        name="peer.md",
    )
    assert got.column("plan_actions", "cites") == [["R1"], ["R1"], ["R2"]]
    assert got.column("plan_actions", "objective")[:2] == ["Set a clear vision"] * 2


def test_words_for_dates_people_and_progress_of_any_paper_are_known_in_a_tracker(
    imported: ImportText,
) -> None:
    it = imported(
        "Ref No.,Committee and date,What we asked for,Executive Member,Responsible Officer,Executive decision,"
        "Target completion,What has happened since\n"
        "S/1,Harbour Panel 12.9.24,Dredge the basin,Member for Boats,Harbour Master,Agreed,30/09/2024,Dredged in May\n"
        "S/2,Harbour Panel 12.9.24,Paint the crane,Member for Boats,Engineer,Not yet responded,TBC,\n",
        name="t.csv",
    )
    assert it.column("recommendations", "due") == [date(2024, 9, 30), None]
    assert it.column("recommendations", "addressee") == ["Member for Boats"] * 2
    assert it.column("recommendations", "progress") == ["Dredged in May", None]
    assert it.column("recommendations", "body") == ["Harbour Panel"] * 2
    assert it.column("recommendations", "body_date") == [date(2024, 9, 12)] * 2


def test_a_decision_that_is_awaited_is_no_decision_and_no_response(imported: ImportText) -> None:
    rows = "".join(
        f"R{n},Do it,{words}\n"
        for n, words in enumerate(("Agreed", "Not yet responded", "Awaited", "Perhaps"))
    )
    it = imported(f"Ref,Recommendation,Cabinet decision\n{rows}", name="t.csv")
    assert it.column("recommendations", "accepted") == ["yes", None, None, None]
    assert it.column("recommendations", "response_received") == [None, "no", "no", None]
    assert it.refusals == {"unknown code": 1}


DIRECTIONS = (
    "# Directions, 12 March 2024\n\n| Direction | Lead Officer | Due date | {} | {} | Direction of travel | Progress |\n"
    "|---|---|---|---|---|---|---|\n| 1.1 Write a plan | Treasurer | 31 March 2024 | Red | Amber | ↑ | Written |\n"
    "| 1.2 Review firms | Clerk | 30/06/2024 | A | A | ↔ | Begun |\n| 2 Sell land | Surveyor | June 2024 | G | R | ↓ | Late |\n"
)


@pytest.mark.parametrize(
    ("first", "second", "newest"),
    [
        ("RAG (Feb)", "RAG (Mar)", ["amber", "amber", "red"]),
        ("RAG Q4", "RAG Q3", ["red", "amber", "green"]),
        ("Dec RAG", "Jan RAG", ["amber", "amber", "red"]),
        ("RAG 2023", "RAG 2024", ["amber", "amber", "red"]),
        ("RAG Jan 2023", "RAG Dec 2024", ["amber", "amber", "red"]),
        ("RAG Dec 2024", "RAG Jan 2024", ["red", "amber", "green"]),
    ],
)
def test_of_two_colours_that_of_the_newer_month_counts_and_neither_is_a_reference(
    imported: ImportText, first: str, second: str, newest: list[str]
) -> None:
    it = imported(DIRECTIONS.format(first, second), name="d.md")
    assert it.column("directions", "rag") == newest
    assert it.column("directions", "ref") == ["1.1", "1.2", "2"]
    assert it.column("directions", "title") == ["Write a plan", "Review firms", "Sell land"]


def test_a_review_that_names_its_year_is_of_that_year(imported: ImportText) -> None:
    it = imported(
        "Audit title;Rec No;Risk;Agreed management action;Due date;Current status\n"
        "Payroll 2022/23;1;High;Check leavers;31.12.22;Overdue\n",
        name="a.csv",
    )
    assert it.only("audit_actions")["audit_year"] == "2022-23"


def test_a_body_and_a_day_on_one_line_are_read_without_a_comma(imported: ImportText) -> None:
    it = imported("# Progress Report\nAudit Committee 21 January 2025\n\nNothing.\n", name="p.md")
    assert it.finished.document["date"] == date(2025, 1, 21)
    assert it.finished.document["body"] == "Audit Committee"


@pytest.mark.parametrize("last", ["| Total | | 4 | | | | |", "| | | Total 4 | | | | |"])
def test_a_row_that_only_counts_is_no_recommendation(imported: ImportText, last: str) -> None:
    got = imported(TRACKER + last + "\n")
    assert got.column("recommendations", "text") == [
        "Move the depot",
        "Lease the fleet",
        "Train the drivers",
        "Buy fuel together",
    ]
    assert not got.refusals


def test_a_recommendation_may_speak_of_a_total(imported: ImportText) -> None:
    got = imported(
        TRACKER + "| 3.12 | 08/03/2023 | Total cost to be printed | Head of Finance | Agreed. | No | Land |\n"
    )
    assert len(got.rows("recommendations")) == 5


EXECUTIVE = """# Review of home care: executive response

| Recommendation | Response | Agreed? |
|---|---|---|
| 1. Pay for travel time | Providers will be asked to | Partially |
| 2. Publish the waiting times | Awaited | |
| 3. Appoint a champion | | No |
"""


def test_a_printed_response_was_received_where_no_column_says_otherwise(imported: ImportText) -> None:
    got = imported(EXECUTIVE)
    assert got.column("recommendations", "response_received") == ["yes", "no", None]
    assert got.repairs["response"] == 1
    says = EXECUTIVE.replace("Agreed? |", "Agreed? | Response received |").replace("|---|\n", "|---|---|\n")
    assert imported(says).column("recommendations", "response_received")[0] is None
