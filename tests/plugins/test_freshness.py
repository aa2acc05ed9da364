"""How long ago anybody wrote about a record: what counts as a word, and what does not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.plugins.conftest import TODAY

if TYPE_CHECKING:
    from tests.plugins.conftest import Ask


def ago(days: int) -> Any:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("updates", "verdict", "score"),
    [
        ([0], "fresh", 1.0),
        ([28], "fresh", 1 - 28 / 92),
        ([29], "ageing", 1 - 29 / 92),
        ([92], "ageing", 0.0),
        ([93], "stale", 0.0),
        ([400, 10], "fresh", 1 - 10 / 92),
        ([-5], "never", None),  # nobody has written it yet
        ([], "never", None),
    ],
)
def test_the_last_dated_update_counts(
    updates: list[int], verdict: str, score: float | None, ask: Ask
) -> None:
    lines = [
        {"id": f"u{n}", "record": "dir:x", "on": ago(days), "text": "x"} for n, days in enumerate(updates)
    ]
    found = ask("freshness", directions=[{"id": "dir:x"}], updates=lines)["dir:x"]
    assert found[0] == verdict
    assert found[1] == (None if score is None else pytest.approx(score))
    assert found[2]


def test_a_response_is_a_word_and_a_paper_is_one_where_it_tells_something(ask: Ask) -> None:
    said = ask(
        "freshness",
        recommendations=[
            {"id": "answered", "response_on": ago(10)},
            {"id": "to be answered", "response_on": ago(-10)},
            {"id": "told", "as_at": ago(40), "progress": "It was done."},
            {"id": "printed again", "as_at": ago(1)},
            {"id": "blank", "as_at": ago(1), "progress": "  "},
            {"id": "undated", "progress": "It was done."},
        ],
    )
    assert {record: verdict for record, (verdict, _, _) in said.items()} == {
        "answered": "fresh",
        "to be answered": "never",
        "told": "ageing",
        "printed again": "never",
        "blank": "never",
        "undated": "never",
    }
    assert said["answered"][2] == [f"last written about on {ago(10)}, 10 days ago, by a response"]


def test_nobody_owes_a_word_about_what_is_complete(ask: Ask) -> None:
    said = ask(
        "freshness", directions=[{"id": "a", "rag": "complete"}, {"id": "b", "status": "closed"}, {"id": "c"}]
    )
    assert set(said) == {"c"}


def test_a_council_sets_its_own_days(ask: Ask) -> None:
    line = {"record": "dir:x", "on": ago(10), "text": "x"}
    said = ask("freshness", parameters={"fresh": 5, "stale": 7}, directions=[{"id": "dir:x"}], updates=[line])
    assert said["dir:x"][0] == "stale"
