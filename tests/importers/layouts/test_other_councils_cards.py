"""Recommendations that have a table or a list of labels of their own, and savings told apart by how far they are."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from tests.importers.imported import import_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.importers.conftest import ImportText


def test_a_table_of_labels_for_each_recommendation_is_read(tmp_path: Path) -> None:
    import docx

    paper = docx.Document()
    paper.add_heading("Scrutiny review of lodgings: monitoring of recommendations", 1)
    for number, (text, decided, due) in enumerate(
        [
            ("That a framework be bought.", "Accepted", "31 March 2025"),
            ("That costs be told.", "Rejected", "-"),
        ],
        1,
    ):
        table = paper.add_table(rows=0, cols=2)
        for label, value in (
            (f"Recommendation {number}", text),
            ("Cabinet decision", decided),
            ("Lead officer", "Head of Homes"),
            ("Timescale", due),
            ("Progress at January 2025", "A tender is out."),
            ("Mood", "Good"),
        ):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, value
        paper.add_paragraph("")
    paper.save(str(tmp_path / "cards.docx"))
    it = import_file(tmp_path / "cards.docx")
    assert it.column("recommendations", "text") == ["That a framework be bought.", "That costs be told."]
    assert it.column("recommendations", "accepted") == ["yes", "no"]
    assert it.column("recommendations", "due") == [date(2025, 3, 31), None]
    assert it.column("recommendations", "progress") == ["A tender is out."] * 2
    assert it.refusals == {"unknown label": 2}


LISTED = """# Ashcombe District Council

## Overview & Scrutiny – outstanding recommendations as at 1 November 2024

**OS/24/3 – Car parks (12 March 2024)**

- Recommendation: That free parking on market days be tried.
- Response: Agreed by Cabinet on 9 April 2024
- Lead: Parking Manager
- Due: 30 September 2024
- Status: 🔴 Overdue

**OS/24/5 – Empty homes (11 June 2024)**

- Recommendation: That the standard be printed.
- Response: Not agreed, since it is being rewritten
- Status: Closed
"""


def test_a_list_of_labels_under_a_reference_is_a_recommendation(imported: ImportText) -> None:
    it = imported(LISTED, name="list.md")
    assert it.column("recommendations", "ref") == ["OS/24/3", "OS/24/5"]
    assert it.column("recommendations", "text")[0] == "That free parking on market days be tried."
    assert it.column("recommendations", "accepted") == ["yes", "no"]
    assert it.column("recommendations", "status") == ["overdue", "closed"]
    assert it.paper.title.startswith("Overview & Scrutiny")


def test_an_amount_at_risk_is_no_risk_and_the_unit_over_the_table_counts(imported: ImportText) -> None:
    it = imported(
        "# Savings, month 6 2024/25\n\n## £'000\n\n"
        "| Ref | Description of saving | Accountable officer | Agreed saving | At risk (amber) |\n|---|---|---|---|---|\n"
        "| CF-07 | Reduce agency staff | DCS | 900 | 250 |\n| CF-08 | Review the routes | DCS | 450 | 0 |\n",
        name="savings.md",
    )
    first, _ = it.rows("savings")
    assert (first["low"], first["unit"], first.get("risk")) == (900.0, "£k", None)
    assert json.loads(first["extra"]) == {"At risk (amber)": "250"}


def test_a_year_with_a_number_is_one_reference_brought_forward_or_not(imported: ImportText) -> None:
    it = imported(
        "Issue No\tIssue identified\tAgreed action\tOwner and date\tProgress\tRAG\n"
        "2023/01\tRules were waived\tTrain all holders of budgets\tClerk, 30 November 2024\t17 of 46\tA\n"
        "2022/04 (b/f)\tPlans are old\tTest all the plans at once\tClerk, 31 October 2024\t9 of 14\tA\n"
    )
    assert it.column("plan_actions", "cites") == [None, None]
    assert it.column("plan_actions", "id")[0].endswith("/2023/01")


def test_a_rating_that_is_no_longer_printed_does_not_stay(imported: ImportText) -> None:
    plan = "# Harbour Plan\n\n| Ref | Action | Lead | Due | RAG |\n|---|---|---|---|---|\n| 1 | Dig | Clerk | May 2025 | Blue |\n"
    row = imported(plan, name="plan.md").only("plan_actions")
    assert (row["status"], row["rag"]) == ("complete", None)


def test_a_line_that_says_to_whom_a_paper_was_reported_dates_it(imported: ImportText) -> None:
    it = imported(
        "Marrick Council\nGovernance action plan\nReported to Audit Committee 26/09/2024\n\nText.\n"
    )
    assert (it.paper.body, it.paper.dated and it.paper.dated.on) == ("Audit Committee", date(2024, 9, 26))
