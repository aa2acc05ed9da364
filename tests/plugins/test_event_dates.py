"""Meetings and other events that are dated twice, and what is told too early."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.engine.rules.thresholds import threshold
from tests.rules.conftest import FOLDER

if TYPE_CHECKING:
    from tests.plugins.conftest import Call

PAPER = {"id": "doc:a", "name": "a.txt", "date": date(2016, 7, 19), "date_source": "printed"}


def thresholds(name: str) -> dict[str, Any]:
    """The thresholds that the rule has."""
    data = tomllib.loads((FOLDER / "papers" / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: threshold(value) for key, value in data["thresholds"].items()}


def conflicts(call: Call, *texts: str) -> list[tuple[str, date, date]]:
    cells = [{"document": "doc:a", "line": line, "raw": text} for line, text in enumerate(texts)]
    found = call(
        "event_dates:conflicts", thresholds=thresholds("same_event_two_dates"), cells=cells, documents=[PAPER]
    )
    return [(row["event"], row["day"], row["other_day"]) for row in found.iter_rows(named=True)]


def test_the_day_that_is_told_less_often_is_the_one_reported(call: Call) -> None:
    texts = [
        "approved by Cabinet on 27 June 2016",
        "agreed by Cabinet on the 26th June 2016",
        "agreed by Cabinet on 26/06/2016",
    ]
    assert conflicts(call, *texts) == [("cabinet", date(2016, 6, 27), date(2016, 6, 26))]


@pytest.mark.parametrize(
    "texts",
    [
        ("approved by Cabinet on 27 June 2016", "approved by Cabinet on 11 April 2016"),
        ("approved by Cabinet on 27 June 2016", "agreed by the Audit Committee on 28 June 2016"),
        ("approved by Cabinet in June 2016", "approved by Cabinet on 27 June 2016"),
        ("approved by Cabinet on 27 June 2016", "the Cabinet office moved on 28 June 2016"),
        ("approved by Cabinet on 27 June 2016", "approved by Cabinet on 31 June 2016"),
    ],
)
def test_days_that_are_far_apart_vague_or_of_another_body_are_no_conflict(
    call: Call, texts: tuple[str, str]
) -> None:
    assert conflicts(call, *texts) == []


def test_full_council_is_council_and_a_day_without_a_year_is_that_of_the_paper(call: Call) -> None:
    texts = [
        "endorsed by Council on 19th April 2016",
        "signed off at Cabinet (11 April) and full Council (18 April)",
    ]
    assert conflicts(call, *texts) == [("council", date(2016, 4, 18), date(2016, 4, 19))]


def test_what_is_to_come_is_not_told_too_early(call: Call) -> None:
    texts = [
        "updated August 2016",
        "It will be completed in August 2016",
        "to be agreed by 20 July 2016",
        "agreed on 20 July 2016",
    ]
    cells = [{"document": "doc:a", "line": line, "raw": text} for line, text in enumerate(texts)]
    rule = thresholds("told_before_it_happened")
    found = call("event_dates:told_too_early", thresholds=rule, cells=cells, documents=[PAPER])
    late = found.filter(found["told"] > found["printed"])
    assert late["line"].to_list() == [0, 3]
