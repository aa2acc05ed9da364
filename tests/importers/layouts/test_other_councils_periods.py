"""Papers of other councils by period: quarters over values and ratings, papers dated by the quarter in their title."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

QUARTERS = """Tarnholm Council - Key Performance Indicators 2024/25

KPI ref\tMeasure\tPolarity\tAnnual target\tQ1\t\tQ2\t\tQ3\t
\t\t\t\tActual\tRAG\tActual\tRAG\tActual\tRAG
W1\tHousehold waste recycled\tHigher\t55%\t57.2%\tG\t54.1%\tA\t\t
W2\tMissed bins per 100,000\tLower\t60\t58\tG\t71\tR\t64\tA
"""


def test_values_and_ratings_under_quarters_are_those_of_their_quarter(imported: ImportText) -> None:
    it = imported(QUARTERS)
    assert it.column("readings", "value") == [57.2, 54.1, 58.0, 71.0, 64.0]
    ends = [date(2024, 6, 30), date(2024, 9, 30)]
    assert it.column("readings", "period_end") == [*ends, *ends, date(2024, 12, 31)]
    assert not it.refusals


def test_the_rating_of_the_last_quarter_that_has_one_is_the_indicators(imported: ImportText) -> None:
    first, second = imported(QUARTERS).rows("kpis")
    assert (first["status_raw"], second["status_raw"]) == ("A", "A")
    assert json.loads(second["extra"]) == {"Q1 RAG": "G", "Q2 RAG": "R"}


@pytest.mark.parametrize(
    ("title", "on"),
    [
        ("Harbour Plan - progress, Quarter 3 2024/25", date(2024, 12, 31)),
        ("Harbour Plan 2024/25 Q4", date(2025, 3, 31)),
        ("Savings tracker 2024/25 - Period 9", date(2024, 12, 31)),
        ("Savings tracker 2024/25 - Period 10", date(2025, 1, 31)),
        ("Harbour Plan: update March 2024", date(2024, 3, 31)),
        ("Harbour Plan 2024/25", date(2025, 7, 1)),
    ],
)
def test_a_paper_without_a_date_is_of_the_period_in_its_title(
    imported: ImportText, title: str, on: date
) -> None:
    table = (
        "| Ref | Action | Lead | Due | RAG |\n|---|---|---|---|---|\n| 1 | Dig | Foreman | tbc | Green |\n"
    )
    it = imported(f"# {title}\n\n{table}", name="plan.md", today=date(2025, 7, 1))
    assert it.finished.document["date"] == on
    assert it.repairs["paper's date"] == 1


ANSWERS = """# Best Value audit

| Issue/risk | Recommendation | Agreed management action/timing |
|---|---|---|
| Progress is not told. | The council should tell the members twice a year. | **Accepted.** A report will come.<br>Responsible officer: Head of Change<br>Agreed date: June 2025 |

## Earlier recommendations

| Ref | Recommendation | Original timing | Status | Revised action |
|---|---|---|---|---|
| b/f 1 | Plan for five years. | December 2023 | Work in progress | A form was agreed. |
"""


def test_an_answer_that_names_who_and_when_on_its_own_lines_is_taken_apart(imported: ImportText) -> None:
    first, second = imported(ANSWERS, name="audit.md").rows("recommendations")
    assert (first["accepted"], first["response"]) == ("yes", "Accepted. A report will come.")
    assert (first["lead"], first["due"]) == ("Head of Change", date(2025, 6, 30))
    assert (second["due"], second["progress"]) == (date(2023, 12, 31), "A form was agreed.")


def test_a_rating_in_a_column_of_progress_is_a_rating(imported: ImportText) -> None:
    it = imported(
        "Ref\tAction\tLead officer\tCompletion date\tProgress (BRAG)\tEvidence / impact\n"
        "R1.1\tAppoint two officers\tHead of Inclusion\tOct 2024\tB\tBoth in post\n"
        "R1.2\tAsk the head teachers\tHead of Inclusion\tMay 2025\tA\tAsked\n"
    )
    assert it.column("plan_actions", "status") == ["complete", None]
    assert it.column("plan_actions", "rag") == [None, "amber"]


def test_a_comment_that_says_none_is_no_update(imported: ImportText) -> None:
    it = imported(
        "Ref\tReview\tAgreed action\tPriority\tOwner\tTarget date\tStatus\tLatest position\n"
        "1\tRents 2023/24\tCount them once a month\tHigh\tClerk\t31/03/2025\tImplemented\tNone\n"
        "2\tRents 2023/24\tWrite them down at once\tLow\tClerk\t31/03/2025\tImplemented\tSeen\n"
    )
    assert it.column("updates", "text") == ["Seen"]


def test_a_decision_record_says_what_was_decided_and_resolved(imported: ImportText) -> None:
    it = imported(
        "Kingsferry Council\n\nEXECUTIVE\n\nWednesday 12 March 2025\n\n"
        "The Executive resolved to accept recommendations 1 to 4.\n\nItem 8: Fees\n\nDECISION:\n\n"
        "That the fees be approved; and That the Director may change them.\n\n"
        "The Executive had resolved nothing else.\n"
    )
    assert it.column("resolutions", "text") == [
        "to accept recommendations 1 to 4.",
        "That the fees be approved",
        "That the Director may change them.",
    ]


def test_a_running_foot_is_no_title(imported: ImportText) -> None:
    it = imported(
        "Stanholm City Council Page 1 of 9\n\nInternal audit: agreed actions at 31 December 2024\n\nText.\n"
    )
    assert it.paper.title == "Internal audit: agreed actions at 31 December 2024"


def test_a_year_to_date_is_no_value_at_the_years_end(imported: ImportText) -> None:
    it = imported(
        "Ref\tIndicator\tGood is\t2024/25\t\t\t\n\t\t\tTarget\tQ1\tQ2\tYTD\n"
        "H1\tRepairs done in a day\tHigh\t98%\t95%\t97%\t96%\n"
    )
    assert it.column("readings", "period_end") == [date(2024, 6, 30), date(2024, 9, 30)]
    assert json.loads(it.only("kpis")["extra"]) == {"2024/25 YTD": "96%"}
