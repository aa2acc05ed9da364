"""Causes, steps and portfolios as sentences state them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.plugins.conftest import Call

REVIEWS = [
    {"document": "d", "stage": stage, "high": high, "medium": 1, "low": 0}
    for stage, high in (("Finalised", 7), ("Final", 5), ("Finalised", 2), ("Draft", 90))
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "22 are not allocated, down from 46, due to two additional audit reports having been finalised.",
            [(24, 14)],
        ),
        ("22 are not allocated, down from 46, following 1 report being issued.", [(24, 8)]),
        (
            "Overdue actions: 12, up from 7, as a result of three further reviews that were completed",
            [(5, 17)],
        ),
        ("22 are not allocated, down from 46, due to holidays.", []),
        ("Two audit reports having been finalised, all is well.", []),
    ],
)
def test_a_cause_is_measured_by_the_largest_finalised_reports(
    call: Call, text: str, expected: list[tuple[int, int]]
) -> None:
    found = call("stated_causes:causes", cells=[{"document": "d", "raw": text}], audit_reviews=REVIEWS)
    assert found.select("moved", "most").rows() == expected


def test_a_paper_without_reviews_cannot_be_judged(call: Call) -> None:
    text = "22 are not allocated, down from 46, due to two audit reports having been finalised."
    assert call("stated_causes:causes", cells=[{"document": "d", "raw": text}])["most"].to_list() == [None]


def steps(*rows: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "series": "a",
            "document": "d",
            "line": at,
            "text": text,
            "due_raw": due,
            "due": date(2023, 6 + at, 30),
        }
        for at, (text, due) in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("rows", "unlike", "due_now"),
    [
        ((("in steps (70, 75, 80%)", "70% by June"), ("b", "75% July"), ("c", "80% August")), "", 80),
        ((("in steps (70, 75, 80%)", "70% by June"), ("b", "75% July"), ("c", "85% August")), "80%, 85%", 85),
        ((("70%, then 75%", "70% by June; 75% by July"), ("b", "End of July")), "", 75),
        ((("in steps (10, 20%)", "10% by June"), ("b", "5% July")), "20%", 10),
    ],
)
def test_steps_of_text_and_dates_are_compared(
    call: Call, rows: tuple[tuple[str, str], ...], unlike: str, due_now: int
) -> None:
    (row,) = call("stated_causes:steps", plan_actions=steps(*rows)).iter_rows(named=True)
    assert (row["unlike"], row["due_now"]) == (unlike, due_now)


@pytest.mark.parametrize(
    "text", ["a rise of 70%", "between 80, 75 and 70%", "sections 3, 4 and 5", "95% of 20"]
)
def test_what_are_no_rising_steps_is_left_alone(call: Call, text: str) -> None:
    assert call("stated_causes:steps", plan_actions=steps((text, "70% by June"))).height == 0


def test_titles_that_share_most_of_their_subjects_are_one_portfolio(call: Call) -> None:
    titles = ["Leader / Cabinet Member for Finance & Assets", "Lead Member for Finance, Assets, Buying and Benefits", "Cabinet Member for Buying, Roads and Parks", "Leader"]  # fmt: skip
    rows = [{"document": "d", "line": at, "member": title} for at, title in enumerate(titles)]
    found = call("stated_causes:portfolios", thresholds={"share": 0.67}, directions=rows)
    assert found["shared"].to_list() == ["assets, finance"]
