"""Targets that rise in steps: read from text, and the one that is due."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from slough_tui.hooks.steps import steps_due, steps_in


def steps(text: str | None) -> list[tuple[date, float]]:
    frame = pl.LazyFrame({"k": ["a"], "text": [text]}, schema={"k": pl.String, "text": pl.String})
    return steps_in(frame, "k", "text").collect().select("on", "step").rows()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70% by June 2023, 75% by July 2023", [(date(2023, 6, 30), 70.0), (date(2023, 7, 31), 75.0)]),
        (
            "62.5 in Feb 2024; 65 by the end of March 2024",
            [(date(2024, 2, 29), 62.5), (date(2024, 3, 31), 65.0)],
        ),
        ("70% June 2023\n80 Sept 2023", [(date(2023, 6, 30), 70.0), (date(2023, 9, 30), 80.0)]),
        ("70% by June 2023", []),
        ("70, 75, 80% consistency", []),
        ("", []),
        (None, []),
    ],
)
def test_two_figures_with_their_months_are_steps(
    text: str | None, expected: list[tuple[date, float]]
) -> None:
    assert steps(text) == expected


def test_the_last_step_that_is_due_counts() -> None:
    frame = pl.LazyFrame({"id": ["x", "y"], "k": ["a", "a"], "by": [date(2023, 7, 30), date(2023, 5, 1)]})
    known = pl.LazyFrame(
        {"k": ["a", "a"], "on": [date(2023, 7, 31), date(2023, 6, 30)], "step": [75.0, 70.0]}
    )
    assert steps_due(frame, known, "k").collect().rows() == [("x", 70.0, date(2023, 6, 30))]
