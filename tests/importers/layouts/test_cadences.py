"""Promises to report regularly: who, to whom, how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.importers.layouts.cadences import reporter

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText


@pytest.mark.parametrize(
    ("sentence", "who", "to", "every"),
    [
        ("The Bridges Board reports quarterly to the Cabinet.", "Bridges Board", "Cabinet", "quarterly"),
        (
            "The Head of Rivers will report to the Floods Panel every month.",
            "Head of Rivers",
            "Floods Panel",
            "monthly",
        ),
        (
            "The Marsh Forum provides an update to the Place Scrutiny Panel on a six-monthly basis.",
            "Marsh Forum",
            "Place Scrutiny Panel",
            "every 6 months",
        ),
        ("The Fire Group presents its figures annually to Council.", "Fire Group", "Council", "annually"),
    ],
)
def test_a_sentence_that_promises_a_report_is_a_cadence(
    imported: ImportText, sentence: str, who: str, to: str, every: str
) -> None:
    it = imported(f"How we report\n\nThere is a plan for it. {sentence}\n")
    row = it.only("cadences")
    assert (row["reporter"], row["reports_to"], row["every"]) == (who, to, every)
    assert row["text"] == sentence
    assert row["schedule"] == every


@pytest.mark.parametrize(
    "sentence",
    [
        "The Bridges Board reported to the Cabinet in May.",
        "The river rises every month to the second step.",
        "Reports are written quarterly.",
        "Monthly tickets are sold to pupils.",
    ],
)
def test_a_sentence_that_promises_nothing_is_none(imported: ImportText, sentence: str) -> None:
    assert imported(f"How we report\n\n{sentence}\n").rows("cadences") == []


def test_two_promises_in_one_paragraph_are_two(imported: ImportText) -> None:
    text = "The Bridges Board reports quarterly to the Cabinet. The Marsh Forum reports to the Place Panel annually.\n"
    it = imported(f"How we report\n\n{text}")
    assert it.column("cadences", "every") == ["quarterly", "annually"]
    assert it.uses(text.strip()) == ["record"]


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("The Head of Parks", "Head of Parks"),
        ("In May the Chair of the Marsh Forum", "Marsh Forum"),
        ("Members", None),
        ("it", None),
    ],
)
def test_who_reports_is_the_last_name_before_the_verb(before: str, who: str | None) -> None:
    assert reporter(before) == who
