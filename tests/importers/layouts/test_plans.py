"""Plans of action: delivery plans that cite recommendations, plans by objective, their themes and dates."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

FRONT = "Wexmoor District Council\n\nReport To:\tFloods Panel\nMeeting Date:\t14 March 2024\n\n"
DELIVERY = f"""{FRONT}River Defence Delivery Plan

Recommendation ref\tWhat needs to be done\tWho leads\tCompleted by when\tProgress to date\tWhat difference will it make\tMascot
RD 1\tRaise the bank by a foot.\tHead of Rivers\t30/06/2024\tThe clay is bought.\tNo cellar is wet.\towl
RD 2 / 3\tDig a second ditch.\tHead of Roads\t31/06/2024\t\tThe lane stays dry.\t
RD 2\tAsk the farmers to help.\ttbc\tMay 2024\tThey laughed.\t\t
RD4\tBuy a pump.\tHead of Rivers\tCompleted\tIt hums.\tWater goes where it should.\t
"""


def test_a_delivery_plan_is_read(imported: ImportText) -> None:
    it = imported(DELIVERY)
    rows = it.rows("plan_actions")
    assert [row["action"] for row in rows] == [
        "Raise the bank by a foot.",
        "Dig a second ditch.",
        "Ask the farmers to help.",
        "Buy a pump.",
    ]
    first = rows[0]
    assert (first["lead"], first["due"]) == ("Head of Rivers", date(2024, 6, 30))
    assert (first["progress"], first["impact"]) == ("The clay is bought.", "No cellar is wet.")
    assert json.loads(first["extra"]) == {"Mascot": "owl"}
    assert {row["plan"] for row in rows} == {"River Defence Delivery Plan"}


def test_actions_that_answer_one_recommendation_are_counted(imported: ImportText) -> None:
    it = imported(DELIVERY)
    assert it.column("plan_actions", "cites") == [["RD1"], ["RD2", "RD3"], ["RD2"], ["RD4"]]
    assert [one.split("/")[1] for one in it.column("plan_actions", "id")] == ["RD1", "RD2-1", "RD2-2", "RD4"]


def test_the_series_is_the_plan_without_council_and_year(imported: ImportText) -> None:
    text = DELIVERY.replace("River Defence Delivery Plan", "Wexmoor River Defence Plan 2024")
    assert set(imported(text).column("plan_actions", "series")) == {"river-defence"}


def test_what_is_done_is_complete_and_a_bad_date_is_refused(imported: ImportText) -> None:
    it = imported(DELIVERY)
    rows = it.rows("plan_actions")
    assert (rows[3]["status"], rows[3]["status_raw"]) == ("complete", "Completed")
    assert (rows[1]["due"], rows[1]["due_raw"]) == (None, "31/06/2024")
    assert it.refusals == {"impossible date": 1}
    assert rows[2]["lead"] is None


OBJECTIVES = f"""{FRONT}Floods Improvement Plan

Theme 1: Dry homes\t\t\t\t\t
Aim\tWhat inspectors told us\tWhat the council will do\tBy whom\tDeadline\tHow will we know
Cellars stay dry\tHalf are wet.\tRaise the bank.\tHead of Rivers\tMay 2024\tA count of wet cellars
\t\tPump at night.\tHead of Pumps\tJune 2024\t
Roads stay open\tTwo were shut.\tDig a ditch.\tHead of Roads\tEnd of June 2024 End of July 2024\t
"""


def test_an_objective_is_carried_to_all_its_actions(imported: ImportText) -> None:
    it = imported(OBJECTIVES)
    assert [(r["objective"], r["action"]) for r in it.rows("plan_actions")] == [
        ("Cellars stay dry", "Raise the bank."),
        ("Cellars stay dry", "Pump at night."),
        ("Roads stay open", "Dig a ditch."),
    ]
    assert set(it.column("plan_actions", "theme")) == {"Theme 1: Dry homes"}


def test_what_inspectors_said_is_kept_and_a_measure_too(imported: ImportText) -> None:
    first = imported(OBJECTIVES).rows("plan_actions")[0]
    assert first["told_us"] == "Half are wet."
    assert json.loads(first["extra"]) == {"measure": "A count of wet cellars"}


def test_a_date_that_was_moved_keeps_the_first(imported: ImportText) -> None:
    last = imported(OBJECTIVES).rows("plan_actions")[2]
    assert (last["due_original"], last["due"]) == (date(2024, 6, 30), date(2024, 7, 31))


def test_a_colour_as_status_is_the_rag(imported: ImportText) -> None:
    text = (
        f"{FRONT}Floods action plan\n\nAction\tOwner\tDue\tRAG status\n"
        "Raise the bank.\tRivers\tMay 2024\tAmber\nDig a ditch.\tRoads\tMay 2024\tComplete\n"
    )
    rows = imported(text).rows("plan_actions")
    assert [(r.get("rag"), r.get("status")) for r in rows] == [("amber", None), (None, "complete")]


@pytest.mark.parametrize(
    ("over", "plan"),
    [
        ("River Defence Delivery Plan", "River Defence Delivery Plan"),
        ("Appendix B – River Defence Plan", "River Defence Plan"),
        ("River Defence Plan 2024/25", "River Defence Plan 2024/25"),
    ],
)
def test_a_plan_is_called_as_it_is_printed(imported: ImportText, over: str, plan: str) -> None:
    text = DELIVERY.replace("River Defence Delivery Plan", over)
    assert set(imported(text).column("plan_actions", "plan")) == {plan}


def test_a_plan_goes_on_over_pages_and_a_row_over_a_page(imported: ImportText) -> None:
    text = DELIVERY.replace(
        "RD 2\tAsk the farmers to help.\ttbc\tMay 2024\tThey laughed.\t\t\n",
        "RD 2\tAsk the farmers of the whole valley to help and\ttbc\tMay 2024\tThey laughed.\t\t\n\nPage 2\n\n"
        "\tto lend us their carts.\t\t\t\t\t\n",
    )
    it = imported(text)
    assert len(it.rows("plan_actions")) == 4
    assert it.rows("plan_actions")[2]["action"].endswith("to help and to lend us their carts.")
    assert it.repairs["row joined"] == 1
