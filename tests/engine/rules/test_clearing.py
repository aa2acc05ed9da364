"""The smallest change of one field that clears a finding, found by trying."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from slough_tui.engine.rules.clearing import ANY_TEXT, changes
from slough_tui.engine.rules.compile import Compiler
from slough_tui.engine.rules.frames import Frames
from slough_tui.engine.rules.rule import Rule

TODAY = date(2023, 11, 23)
MakeRule = Callable[..., Rule]
MakeFrames = Callable[..., Frames]


@pytest.fixture
def cleared(make_frames: MakeFrames) -> Callable[..., list[tuple[str, Any]]]:
    def by(rule: Rule, *records: dict[str, Any], **tables: Any) -> list[tuple[str, Any]]:
        whole = {rule.table: list(records), **tables}
        compiler = Compiler.over(make_frames(whole), today=TODAY, as_of=TODAY)
        return [(change.field, change.new) for change in changes(rule, records[0]["id"], compiler)]

    return by


Cleared = Callable[..., list[tuple[str, Any]]]


@pytest.mark.parametrize(
    ("condition", "record", "expected"),
    [
        ("due < :today", {"due": date(2023, 11, 20)}, [("due", TODAY)]),
        ("due + INTERVAL '7 days' < :today", {"due": date(2023, 11, 1)}, [("due", date(2023, 11, 16))]),
        ("response IS NULL", {}, [("response", ANY_TEXT)]),
        ("accepted = 'yes' AND response IS NULL", {"accepted": "yes"}, [("accepted", "no"), ("response", ANY_TEXT)]),
        ("length(lead) > 5", {"lead": "Director"}, []),
        ("text = 'a' OR due < :today", {"text": "a", "due": date(2023, 1, 1)}, []),
        ("page > 3", {"page": 9}, []),
    ],
)  # fmt: skip
def test_each_field_that_alone_clears_it_is_named_with_its_nearest_value(
    make_rule: MakeRule,
    cleared: Cleared,
    condition: str,
    record: dict[str, Any],
    expected: list[tuple[str, Any]],
) -> None:
    found = cleared(make_rule(f'when = "{condition}"'), {"id": "rec:a/1", **record})
    assert found == expected


def test_the_smallest_change_comes_first(make_rule: MakeRule, cleared: Cleared) -> None:
    rule = make_rule("when = \"due < :today AND status <> 'complete'\"")
    near = {"id": "rec:a/1", "due": date(2023, 11, 22), "status": "open"}
    assert [name for name, _ in cleared(rule, near)] == ["due", "status"]
    far = {"id": "rec:a/1", "due": date(2020, 11, 22), "status": "open"}
    assert [name for name, _ in cleared(rule, far)] == ["status", "due"]


def test_what_only_makes_it_unknown_clears_nothing(make_rule: MakeRule, cleared: Cleared) -> None:
    rule = make_rule("when = \"due < DATE '2050-01-01'\"")
    assert cleared(rule, {"id": "rec:a/1", "due": TODAY}) == []


def test_a_number_is_moved_as_little_as_will_do(make_rule: MakeRule, cleared: Cleared) -> None:
    rule = make_rule('when = "high >= 3"', table="audit_reviews")
    assert cleared(rule, {"id": "rev:a/1", "high": 7}) == [("high", 2)]


def test_a_duplicate_is_cleared_by_another_reference(make_rule: MakeRule, cleared: Cleared) -> None:
    rule = make_rule('columns = ["ref"]', scope="unique")
    found = cleared(rule, {"id": "rec:a/1", "ref": "1"}, {"id": "rec:a/2", "ref": "1"})
    assert found == [("ref", ANY_TEXT)]


def test_a_query_is_run_anew_with_each_candidate(make_rule: MakeRule, cleared: Cleared) -> None:
    sql = "SELECT r.id FROM recommendations r LEFT JOIN updates u ON u.record = r.id WHERE u.id IS NULL"
    rule = make_rule(f"sql = \"{sql} AND r.status <> 'complete'\"", scope="query", text="{id}: no word")
    assert cleared(rule, {"id": "rec:a/1", "status": "open"})[0] == ("status", "complete")


def test_a_rule_of_a_plugin_is_left_alone(make_rule: MakeRule, cleared: Cleared) -> None:
    assert cleared(make_rule('function = "a:b"', scope="frame"), {"id": "rec:a/1"}) == []
