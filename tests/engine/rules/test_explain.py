"""Explanations: each branch true, false or unknown; what alone would change it; the printed passage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from slough_tui.engine.rules.compile import Compiler
from slough_tui.engine.rules.explain import find, judge, passage
from slough_tui.engine.rules.frames import Frames
from slough_tui.engine.rules.rule import Rule
from slough_tui.engine.rules.run import CheckResult
from slough_tui.errors import UnknownRecordError, UsageError

TODAY = date(2023, 11, 23)
MakeRule = Callable[..., Rule]
MakeFrames = Callable[..., Frames]
Run = Callable[..., CheckResult]


def over(frames: Frames) -> Compiler:
    return Compiler.over(frames, today=TODAY, as_of=TODAY)


CELLS: list[dict[str, Any]] = [
    {
        "id": "doc:a/b0r1c1",
        "document": "doc:a",
        "block": 0,
        "row": 1,
        "column": 1,
        "line": 3,
        "raw": "Y",
        "record": "rec:a/1",
        "field": "accepted",
    },
    {
        "id": "doc:a/b0r1c0",
        "document": "doc:a",
        "block": 0,
        "row": 1,
        "column": 0,
        "line": 3,
        "raw": "0.1",
        "record": "rec:a/1",
        "field": "ref",
    },
    {"id": "doc:a/b0r0c0", "document": "doc:a", "block": 0, "row": 0, "column": 0, "line": 2, "raw": "Ref"},
]
DOCUMENTS = [{"id": "doc:a", "name": "tracker.txt"}]


def judged(
    make_rule: MakeRule, make_frames: MakeFrames, condition: str, **record: Any
) -> list[tuple[int, bool | None, str, bool]]:
    rule = make_rule(f"when = '''{condition}'''")
    said = judge(rule, "rec:a/1", over(make_frames({"recommendations": [{"id": "rec:a/1", **record}]})))
    return [
        (branch.depth, branch.outcome, branch.join or branch.text, branch.decides) for branch in said.branches
    ]


def test_every_branch_is_judged(make_rule: MakeRule, make_frames: MakeFrames) -> None:
    found = judged(
        make_rule,
        make_frames,
        "accepted = 'yes' AND (response_on IS NULL OR NOT due < :today)",
        accepted="yes",
        response_on=date(2023, 1, 1),
        due=date(2023, 1, 1),
    )
    assert found == [
        (0, False, "AND", False),
        (1, True, "accepted = 'yes'", False),
        (1, False, "OR", False),
        (2, False, "response_on IS NULL", True),
        (2, False, "NOT", False),
        (3, True, "due < :today", True),
    ]


def test_a_branch_of_a_missing_value_is_unknown(make_rule: MakeRule, make_frames: MakeFrames) -> None:
    found = judged(make_rule, make_frames, "due < :today AND accepted = 'yes'", accepted="yes")
    assert found == [
        (0, None, "AND", False),
        (1, None, "due < :today", False),
        (1, True, "accepted = 'yes'", False),
    ]


def test_a_single_comparison_decides_alone(make_rule: MakeRule, make_frames: MakeFrames) -> None:
    assert judged(make_rule, make_frames, "ref IS NULL") == [(0, True, "ref IS NULL", True)]


def test_two_that_are_both_enough_decide_neither(make_rule: MakeRule, make_frames: MakeFrames) -> None:
    found = judged(make_rule, make_frames, "ref IS NULL OR due IS NULL")
    assert [decides for *_, decides in found] == [False, False, False]


def test_the_values_that_were_read_are_told(make_rule: MakeRule, make_frames: MakeFrames) -> None:
    rule = make_rule('when = "due < :today AND lead IS NULL"')
    frames = make_frames({"recommendations": [{"id": "rec:a/1", "due": date(2023, 1, 1), "text": "x"}]})
    said = judge(rule, "rec:a/1", over(frames))
    assert said.values == {"due": date(2023, 1, 1), "lead": None}
    assert said.outcome is True


def test_a_query_rule_is_judged_on_its_own_columns(make_rule: MakeRule, make_frames: MakeFrames) -> None:
    rule = make_rule(
        'sql = "SELECT id, LENGTH(text) AS size FROM recommendations"\nwhen = "size > 3"', scope="query"
    )
    frames = make_frames({"recommendations": [{"id": "rec:a/1", "text": "abcd"}]})
    said = judge(rule, "rec:a/1", over(frames))
    assert (said.outcome, dict(said.values)) == (True, {"size": 4})


def test_a_group_is_explained_through_any_of_its_records(
    make_rule: MakeRule, make_frames: MakeFrames
) -> None:
    rule = make_rule('columns = ["ref"]', scope="unique")
    frames = make_frames({"recommendations": [{"id": "rec:a/1", "ref": "1"}, {"id": "rec:a/2", "ref": "1"}]})
    assert dict(judge(rule, "rec:a/2", over(frames)).values) == {"ref": "1", "count": 2}


def test_a_record_that_the_rule_never_sees_is_said(make_rule: MakeRule, make_frames: MakeFrames) -> None:
    with pytest.raises(UnknownRecordError, match="does not look at 'rec:a/9'"):
        judge(make_rule('when = "ref IS NULL"'), "rec:a/9", over(make_frames({})))


def test_a_finding_is_found_by_the_beginning_of_its_fingerprint(make_rule: MakeRule, run: Run) -> None:
    found = run(
        make_rule('when = "ref IS NULL"'), {"recommendations": [{"id": "rec:a/1"}, {"id": "rec:a/2"}]}
    ).findings
    whole = found["fingerprint"][0]
    assert find(found, whole[:12].upper())["fingerprint"] == whole
    with pytest.raises(UsageError, match="2 findings begin"):
        find(found, "")
    with pytest.raises(UsageError, match="no rule and no finding"):
        find(found, "zzzz")


def test_a_passage_is_the_printed_cells_in_reading_order(make_frames: MakeFrames) -> None:
    frames = make_frames({"cells": CELLS, "documents": DOCUMENTS})
    found = passage(frames, "rec:a/1")
    assert found is not None
    assert (found.document, found.line) == ("tracker.txt", 3)
    assert [(field, raw) for field, raw, *_ in found.cells] == [("ref", "0.1"), ("accepted", "Y")]


def test_the_passage_of_a_place_is_that_line(make_frames: MakeFrames) -> None:
    frames = make_frames({"cells": CELLS, "documents": DOCUMENTS})
    by_line = passage(frames, "doc:a", document="tracker.txt", line=2)
    by_cell = passage(frames, "doc:a/b0r0c0")
    for found in (by_line, by_cell):
        assert found is not None
        assert [raw for _, raw, *_ in found.cells] == ["Ref"]


def test_a_record_without_cells_has_the_line_it_stands_on_or_none(make_frames: MakeFrames) -> None:
    frames = make_frames({"cells": CELLS, "documents": DOCUMENTS})
    assert passage(frames, "rec:a/9") is None
    found = passage(frames, "rec:a/9", document="tracker.txt", line=2)
    assert found is not None
    assert found.line == 2
