"""Progress reports: each recommendation, the evidence under it, and the verdict that is stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.importers.layouts.progress_report import verdict

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

REPORT = """Report To:\tParks Panel
Meeting Date:\t14 March 2024
Subject:\tProgress on the review of the boating lake

The lake itself

Recommendation 1 - Clear the weed from the lake before the summer and after it.

2.1 Two boats were hired in May.

2.2 The weed was gone by June.

Recommendation 1 – Satisfactory progress made.

- 2.3 Recommendation 2a: Teach the keepers of the boats to swim.

2.4 One keeper can swim; the other would rather not.

Recommendation 2a – further work to do with the second keeper.

The paths

Rec 3. Lay gravel on the path around the lake.

2.5 The gravel is ordered.
"""


def test_each_recommendation_has_its_text_evidence_and_verdict(imported: ImportText) -> None:
    it = imported(REPORT)
    rows = it.rows("recommendations")
    assert [row["id"] for row in rows] == ["rec:boating-lake/1", "rec:boating-lake/2a", "rec:boating-lake/3"]
    assert rows[0]["text"] == "Clear the weed from the lake before the summer and after it."
    assert rows[0]["progress"] == "Two boats were hired in May.\nThe weed was gone by June."
    assert [row.get("verdict_stated") for row in rows] == ["satisfactory", "further_work", None]
    assert rows[1]["status_raw"] == "further work to do with the second keeper."


def test_recommendations_know_the_heading_they_stand_under(imported: ImportText) -> None:
    rows = imported(REPORT).rows("recommendations")
    assert [row["task_group"] for row in rows] == ["The lake itself", "The lake itself", "The paths"]
    assert {row["body"] for row in rows} == {"Parks Panel"}


def test_a_recommendation_inside_a_numbered_paragraph_is_found_and_told(imported: ImportText) -> None:
    (repair,) = [r for r in imported(REPORT).rows("repairs") if r["what"] == "heading"]
    assert repair["record"] == "rec:boating-lake/2a"


def test_a_report_that_only_mentions_recommendations_has_none(imported: ImportText) -> None:
    text = (
        "Parks Panel\n\nRecommendation 1 was agreed in May. The lake is clear.\n\nRecommendation 2 was not.\n"
    )
    assert imported(text).rows("recommendations") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Satisfactory progress made.", "satisfactory"),
        ("Fully implemented", "satisfactory"),
        ("completed in May", "satisfactory"),
        ("further work to do", "further_work"),
        ("Not satisfactory", "further_work"),
        ("Unsatisfactory", "further_work"),
        ("Partially met", "further_work"),
        ("In progress", "further_work"),
        ("Clear the weed from the lake", None),
        ("", None),
        ("Good " * 60, None),
    ],
)
def test_a_short_line_states_a_verdict(text: str, said: str | None) -> None:
    assert verdict(text) == said


def test_marks_around_numbers_and_labels_are_no_part_of_what_is_said(imported: ImportText) -> None:
    it = imported(
        "# Task and Finish Group: Towpaths. Review of progress\n\nHarbour Panel, 11 June 2024\n\n"
        "**Recommendation 1** – That the towpath be lit.\n\n*Cabinet response:* Accepted in part; half of it.\n\n"
        "*Progress:* Forty lamps were put up in May.\n\n*Assessment:* Satisfactory progress\n\n"
        "**Recommendation 2** – That dogs be led.\n\n*Cabinet response:* Rejected.\n\n*Assessment:* Further work\n",
        name="progress.md",
    )
    assert it.column("recommendations", "text") == ["That the towpath be lit.", "That dogs be led."]
    assert it.column("recommendations", "progress") == ["Forty lamps were put up in May.", None]
    assert it.column("recommendations", "accepted") == ["partial", "no"]
    assert it.column("recommendations", "verdict_stated") == ["satisfactory", "further_work"]
    assert set(it.column("recommendations", "series")) == {"towpaths"}
