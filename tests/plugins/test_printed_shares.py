"""Percentages in sentences: what they are shares of, and how they are rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.plugins.conftest import Call


def told(call: Call, text: str, **tables: list[dict[str, Any]]) -> list[tuple[float, float, float, float]]:
    found = call(
        "printed_shares:shares", thresholds={"near": 3}, cells=[{"document": "d", "raw": text}], **tables
    )
    return [
        (row["part"], row["whole"], row["printed"], row["computed"]) for row in found.iter_rows(named=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 of 8 (13%)", [(1, 8, 13, 13)]),
        ("1 of 8 (12.5 per cent)", [(1, 8, 12.5, 12.5)]),
        ("1 of 16 were late, or 6.3%", [(1, 16, 6.3, 6.3)]),
        ("from 1,200 to 900 (25%)", [(300, 1200, 25, 25)]),
        ("225 actions were raised for 2022/23: 59 actions or 26% are late, 166 or 74% are not", [(59, 225, 26, 26), (166, 225, 74, 74)]),
        ("238 or 73% of the total are complete, 89 actions or 27% overdue", [(238, 327, 73, 73), (89, 327, 27, 27)]),
    ],
)  # fmt: skip
def test_a_share_is_computed_from_what_the_sentence_prints(
    call: Call, text: str, expected: list[tuple[float, float, float, float]]
) -> None:
    assert told(call, text) == expected


@pytest.mark.parametrize(
    "text",
    ["Of the overheads 71% are recharges.", "salaries (43%) and placements (37%)", "3 of 4 pillars", "a target of 95% by 2024", "0 of 0 (0%)"],
)  # fmt: skip
def test_a_share_whose_whole_nobody_prints_is_left_alone(call: Call, text: str) -> None:
    assert told(call, text) == []


def test_a_sum_of_money_is_held_against_the_totals_of_the_same_paper_only(call: Call) -> None:
    text = "83% (£36.17m) of all our funding"
    mine = {"document": "d", "measure": "Total Income", "value": -43267.0, "unit": "£k"}
    assert told(call, text, readings=[mine]) == [(36170, 43267, 83, 84)]
    assert told(call, text, readings=[{**mine, "document": "e"}]) == []
    assert told(call, text, readings=[{**mine, "value": -90000.0}]) == []


def test_a_list_of_shares_is_summed_once_its_whole_is_known(call: Call) -> None:
    text = "66 actions: 8 actions or 12% overdue, 27 or 41% not due, 22 or 33% not allocated"
    (row,) = call("printed_shares:listed", cells=[{"document": "d", "raw": text}]).iter_rows(named=True)
    assert (row["shares"], row["listed"], row["whole"], row["percent"]) == (3, 57, 66, 86)
