"""Who is called, in which order, with which question."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from slough_tui.engine.call_in import MOST_QUARTERS, QUESTIONS, SAME_SERIES, Called, call_in
from slough_tui.engine.rules.findings import schema
from slough_tui.store.schema import schema_of

TODAY = date(2023, 11, 23)
LINE = pl.Schema({**schema(), "tags": pl.List(pl.String())})


def finding(
    rule: str, *ids: str, severity: str = "error", confidence: str = "certain", tags: str = "overdue"
) -> dict[str, Any]:
    subjects = [{"type": "record", "id": one} for one in ids]
    said = {"rule": rule, "severity": severity, "confidence": confidence, "message": f"{rule} says so"}
    return {**said, "subjects": subjects, "tags": [tags], "waived": False, "outcome": "finding"}


def called(findings: list[dict[str, Any]], actions: list[dict[str, Any]], **more: Any) -> list[Called]:
    frame = pl.DataFrame(actions, schema=schema_of("audit_actions"))
    return call_in(pl.DataFrame(findings, schema=LINE), {"audit_actions": frame}, TODAY, **more)


def action(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"aud:a/{number}", "series": f"s{number}", "text": "x", **more}


def test_points_are_severity_times_confidence_and_quarters_past_the_date() -> None:
    found = called(
        [
            finding("A", "aud:a/1"),
            finding("B", "aud:a/1", severity="warning", confidence="likely"),
            finding("A", "aud:a/2"),
        ],
        [action(1, due=date(2023, 1, 1)), action(2, due=date(2010, 1, 1), priority="high"), action(3)],
    )
    assert [(one.record, round(one.points, 2)) for one in found] == [
        ("aud:a/2", 3 + MOST_QUARTERS + 2),
        ("aud:a/1", 6.67),
    ]
    assert found[1].evidence == ["A says so", "B says so"]


def test_a_finding_that_names_many_is_shared_among_them() -> None:
    found = called([finding("A", "aud:a/1", "aud:a/2", "aud:a/3")], [action(1), action(2), action(3)])
    assert {one.points for one in found} == {1.0}


def test_rules_on_how_a_paper_is_written_call_nobody() -> None:
    assert called([finding("A", "aud:a/1", tags="text")], [action(1)]) == []


def test_what_is_complete_is_not_asked_about() -> None:
    assert called([finding("A", "aud:a/1")], [action(1, status="complete")]) == []


def test_one_series_does_not_fill_the_agenda_and_ten_are_enough() -> None:
    actions = [action(n, series="same") for n in range(20)] + [action(n) for n in range(20, 40)]
    found = called([finding("A", one["id"]) for one in actions], actions)
    assert len(found) == 10
    assert sum(one.values["series"] == "same" for one in found) == SAME_SERIES


def test_of_equals_the_oldest_comes_first() -> None:
    actions = [action(1, due=date(2023, 11, 20)), action(2, due=date(2023, 11, 10)), action(3)]
    assert [one.record for one in called([finding("A", a["id"]) for a in actions], actions)] == [
        "aud:a/2",
        "aud:a/1",
        "aud:a/3",
    ]


def test_the_question_is_that_of_the_heaviest_finding() -> None:
    found = called(
        [finding("A", "aud:a/1", severity="warning", tags="lead"), finding("B", "aud:a/1", tags="response")],
        [action(1)],
    )
    assert found[0].question == QUESTIONS["response"]


def test_every_question_belongs_to_a_tag_that_a_rule_has() -> None:
    from slough_tui.engine.rules.check import rules_of

    tags = {tag for rule in rules_of(()).rules for tag in rule.tags}
    assert set(QUESTIONS) <= tags
