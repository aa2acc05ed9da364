"""Plans of other councils: whose number a reference is, and recommendations printed over their actions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

HEAD = "| Ref | Action | Lead | Start | End | RAG | Impact so far |\n|---|---|---|---|---|---|---|\n"
OVER = (
    "# Harbour Improvement Plan\n\nRecommendation 1: Make the moorings safer.\n\n"
    f"{HEAD}| 1.1 | Inspect each chain | Harbour Master | Oct 2024 | Mar 2025 | Green | 20 of 22 seen |\n"
    "| 1.2 | Replace worn ones | Harbour Master | Ongoing | Ongoing | Amber | Six replaced |\n\n"
    f"Recommendation 2: Tell the tenants more.\n\n{HEAD}"
    "| 2.1 | Write a newsletter | Head of Press | 01/10/24 | 30/11/24 | Complete | Issued |\n"
)


def test_a_recommendation_that_stands_over_a_table_is_answered_by_its_actions(imported: ImportText) -> None:
    it = imported(OVER, name="plan.md")
    assert it.column("recommendations", "ref") == ["1", "2"]
    assert it.column("recommendations", "text") == ["Make the moorings safer.", "Tell the tenants more."]
    assert it.column("plan_actions", "ref") == ["1.1", "1.2", "2.1"]
    assert it.column("plan_actions", "cites") == [["1"], ["1"], ["2"]]
    assert len(it.rows("links")) == 3


def test_a_column_of_start_dates_holds_no_references(imported: ImportText) -> None:
    it = imported(OVER, name="plan.md")
    assert [id_.rsplit("/", 1)[1] for id_ in it.column("plan_actions", "id")] == ["1.1", "1.2", "2.1"]
    assert it.column("plan_actions", "due")[2] == date(2024, 11, 30)


def test_a_plans_own_numbers_cite_nothing(imported: ImportText) -> None:
    it = imported(f"{HEAD}| 1a | Dig | Foreman | May 2024 | June 2024 | Green | Dug |\n", name="plan.md")
    assert it.only("plan_actions")["ref"] == "1a"
    assert it.column("plan_actions", "cites") == [None]


@pytest.mark.parametrize("second", ["OR5", "OR6 / 22"])
def test_references_that_repeat_or_stand_together_are_those_of_what_is_answered(
    imported: ImportText, second: str
) -> None:
    rows = f"| OR5 | Dig | Foreman | | June 2024 | Green | Dug |\n| {second} | Fill | Foreman | | July 2024 | Red | |\n"
    it = imported(HEAD + rows, name="plan.md")
    assert it.column("plan_actions", "cites") == [["OR5"], second.replace("/ ", "/ OR").split(" / ")]


THEMES = (
    "# Moorvale Council\n\n## Recovery Plan - progress at 31 March 2025\n\n"
    f"### Theme 1: Money\n\n{HEAD}| 1.1 | Close the books | Treasurer | Apr 24 | Sept 24 | B | Signed |\n\n"
    f"### Theme 2: Members\n\n{HEAD}| 2.1 | Train all | Clerk | May 24 | Dec 24 | G | 40 of 42 |\n"
    "| 2.2 | Write it down | Clerk | | tbc | | |\n"
)


def test_headings_over_the_tables_of_one_plan_are_its_themes(imported: ImportText) -> None:
    it = imported(THEMES, name="plan.md")
    assert set(it.column("plan_actions", "plan")) == {"Moorvale Council Recovery Plan"}
    assert it.column("plan_actions", "theme") == ["Theme 1: Money", "Theme 2: Members", "Theme 2: Members"]
    assert it.only("documents")["date"] == date(2025, 3, 31)


def test_the_heading_over_the_only_table_is_no_theme(imported: ImportText) -> None:
    it = imported(f"# Recovery Plan\n\n{HEAD}| 1.1 | Dig | Foreman | | June 2024 | G | |\n", name="plan.md")
    assert it.column("plan_actions", "theme") == [None]


def test_each_plan_under_its_own_heading_has_no_theme_of_that_name(imported: ImportText) -> None:
    row = "| 1.1 | Dig | Foreman | | June 2024 | G | |\n"
    it = imported(f"# Roads Plan\n\n{HEAD}{row}\n# Parks Plan\n\n{HEAD}{row}", name="plan.md")
    assert it.column("plan_actions", "plan") == ["Roads Plan", "Parks Plan"]
    assert it.column("plan_actions", "theme") == [None, None]


REBASED = """Harbour Plan

Action\tOwner\tBaseline date\tForecast date\tStatus
1.1 Light the steps\tHarbour Master\t30/09/2024\t31/03/2025\tOn track
1.2 Paint the rails\tClerk of Works\t31/10/2024\t\tCompleted
2.10 metres of rope for each boat\tClerk of Works\t31/10/2024\t\tCompleted
"""


def test_an_action_may_begin_with_its_number_and_have_a_date_it_was_planned_for(imported: ImportText) -> None:
    it = imported(REBASED)
    assert it.column("plan_actions", "ref") == ["1.1", "1.2", None]
    assert it.column("plan_actions", "text")[0] == "Light the steps"
    assert it.column("plan_actions", "due")[:2] == [date(2025, 3, 31), date(2024, 10, 31)]
    assert it.column("plan_actions", "due_original")[:2] == [date(2024, 9, 30), None]
    assert it.repairs["reference"] == 2


@pytest.mark.parametrize(
    "heading", ["How will we know? (measure)", "Success criteria", "Measures of success"]
)
def test_what_success_is_measured_by_is_the_impact_of_a_plan_with_ratings(
    imported: ImportText, heading: str
) -> None:
    head = f"| No. | What we will do | Who is responsible | When by | BRAG | Progress | {heading} |\n|---|---|---|---|---|---|---|\n"
    it = imported(
        f"# Harbour Plan\n\n{head}| 1 | Dig | Foreman | May 2025 | Green | Dug | No mud |\n", name="plan.md"
    )
    assert it.only("plan_actions")["impact"] == "No mud"
