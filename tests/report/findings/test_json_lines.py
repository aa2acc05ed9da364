"""JSON lines written from the frame hold the very objects that the other formats are made of."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import polars as pl
import pytest

from slough_tui.engine.rules.findings import schema
from slough_tui.report.findings import finding_objects, json_lines

PLAIN: dict[str, Any] = {
    "rule": "ABC001",
    "title": "A title",
    "severity": "error",
    "confidence": "certain",
    "subjects": [{"type": "record", "id": "rec:a/1"}, {"type": "record", "id": "rec:a/2"}],
    "ref": "1",
    "message": "1 is wrong",
    "outcome": "finding",
    "evidence": '{"due":"2023-07-10","share":29.184918732069377,"cites":["1","2"],"lead":null}',
    "document": "tracker.txt",
    "page": 2,
    "line": 14,
    "cell": None,
    "fingerprint": "0" * 64,
    "first_seen": date(2023, 7, 10),
    "waived": False,
}
ODD: dict[str, Any] = {
    **dict.fromkeys(schema()),
    "subjects": [],
    "message": 'a "b"\\ {c}\n\t\x1b\u202e } \u00a3\u20ac \U0001f600, {',
    "evidence": '{"text":"} \\"x\\": {\\n"}',
    "waived": True,
}


def frame(*lines: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(lines), schema=schema(), orient="row")


@pytest.mark.parametrize(
    "lines", [[PLAIN], [ODD], [PLAIN, ODD, PLAIN], []], ids=["plain", "odd", "many", "none"]
)
def test_every_line_is_the_object_of_its_finding(lines: list[dict[str, Any]]) -> None:
    found = frame(*lines)
    text = json_lines(found).decode()
    assert text.count("\n") == len(lines)
    objects = [
        {**one, "first_seen": one["first_seen"] and one["first_seen"].isoformat()}
        for one in finding_objects(found)
    ]
    assert [json.loads(line) for line in text.splitlines()] == objects
    assert [list(json.loads(line)) for line in text.splitlines()] == [list(one) for one in objects]


def test_a_value_that_nobody_knows_is_an_empty_object_of_evidence() -> None:
    (line,) = json_lines(frame({**PLAIN, "evidence": None})).splitlines()
    assert json.loads(line)["evidence"] == {}
