"""Sums of money in sentences: units, years, and signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.plugins.conftest import Call

NEED = {"need": r"(?i)\bneeds to\b"}
CHANGE = {"against": r"(?i)\b(?:v|against)\b"}


def planned(low: float = 998, high: float | None = 1220, **own: Any) -> dict[str, Any]:
    return {"document": "d", "year": "2023-24", "low": low, "high": high, "unit": "£k", **own}


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("It needs to save £4.85 million over 2023/24.", [4850]),
        ("It needs to save £4,850k in 2023-24.", [4850]),
        ("It needs to save £4,850,000 in 23/24.", [4850]),
        ("It needs to save £2,226 million in 2023/2024.", [2226]),
        ("It needs to save £1bn in 2023/24, no less.", [1_000_000]),
        ("It needs to save £3m. The plan for 2023/24 follows.", []),
        ("It needs to save £3m in 2025/26.", []),
        ("It needs to save £3m in 2023/25.", []),
    ],
)
def test_a_sum_belongs_to_the_year_that_follows_it_in_its_sentence(
    call: Call, text: str, needed: list[float]
) -> None:
    found = call(
        "money_in_words:needs", thresholds=NEED, cells=[{"document": "d", "raw": text}], savings=[planned()]
    )
    assert found["needed"].to_list() == needed


def test_the_estimates_of_a_year_are_added_up_and_other_units_are_not(call: Call) -> None:
    savings = [planned(), planned(2, None), planned(7, 7, unit="%"), planned(9, 9, year="2024-25")]
    cells = [{"document": "d", "raw": "It needs to save £5m in 2023/24"}]
    (row,) = call("money_in_words:needs", thresholds=NEED, cells=cells, savings=savings).iter_rows(named=True)
    assert (row["low"], row["high"]) == (1000, 1222)


def test_a_claim_without_a_year_is_of_the_year_named_last(call: Call) -> None:
    cells = [
        {"document": "d", "block": 1, "raw": "In 2024/25 more is to come."},
        {"document": "d", "block": 2, "raw": "Savings of over £1m are included."},
        {"document": "e", "block": 1, "raw": "Savings of over £1m are included in 2023/24."},
    ]
    patterns = {"saving": "(?i)saving", "over": "over $"}
    savings = [planned(), planned(1100, 1100, year="2024-25")]
    found = call("money_in_words:claims", thresholds=patterns, cells=cells, savings=savings)
    assert found.select("year", "claimed", "low").rows() == [("2024-25", 1000.0, 1100.0)]


def test_parts_count_by_the_word_of_change_that_stands_nearest(call: Call) -> None:
    cells = [
        {"document": "d", "block": at, "raw": text}
        for at, text in enumerate(
            [
                "The position is **£4.9m** over budget against a forecast of £5.0m:",
                "- Reductions of £200k, offset by additional costs",
                "- £50k in lower fees",
                "- Posts that had been removed were put back at £150k",
                "- something at £9m that nobody can sign",
                "And £1m more.",
            ]
        )
    ]
    (row,) = call("money_in_words:changes", thresholds=CHANGE, cells=cells).iter_rows(named=True)
    assert (row["stated"], row["summed"], row["parts"]) == (-100, -100, 3)
    assert row["slack"] == pytest.approx(50 + 50 + 50 + 5 + 5)
