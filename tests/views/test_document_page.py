from __future__ import annotations

from slough_tui.model.kinds import TABLES
from slough_tui.views.detail import detail
from tests.views.conftest import frame_of

PAPER = {"id": "doc:t", "name": "t.md", "title": "Tracker", "balance": '{"record": 2, "header": 1}'}
FRAMES = {
    "cells": frame_of("cells", [
        {"id": "c2", "document": "doc:t", "block": 1, "row": 1, "column": 0, "page": 1, "line": 4, "raw": "0.1", "record": "rec:a/1", "use": "record"},
        {"id": "c3", "document": "doc:t", "block": 1, "row": 1, "column": 1, "page": 1, "line": 4, "raw": "Report  on\nit", "record": "rec:a/1", "use": "record"},
        {"id": "c1", "document": "doc:t", "block": 1, "row": 0, "column": 0, "page": 1, "line": 3, "raw": "Ref", "use": "header"},
        {"id": "c4", "document": "doc:other", "block": 0, "row": 0, "column": 0, "line": 1, "raw": "not mine"},
    ]),
    "refusals": frame_of("refusals", [{"id": "r", "document": "doc:t", "record": "rec:a/1", "what": "date", "raw": "31/09", "why": "30 days", "line": 4}]),
}  # fmt: skip


def test_a_paper_opens_with_its_balance_what_was_not_understood_and_its_lines_in_order() -> None:
    page = detail(TABLES["documents"], PAPER, FRAMES)
    headings = {s.heading: s.fields for s in page.sections}
    assert [(f.label, f.value) for f in headings["Balance: what became of its cells"]] == [
        ("record", "2"),
        ("header", "1"),
    ]
    assert headings["Not understood: 1"][0].value == "date: 31/09. 30 days"
    assert [(f.label, f.value) for f in headings["The paper, line by line"]] == [
        ("page 1", ""), ("3 header", "Ref"), ("4", "0.1 | Report on it"),
    ]  # fmt: skip
    assert page.links == ("rec:a/1", "rec:a/1")


def test_a_record_shows_the_lines_of_the_paper_around_its_own() -> None:
    record = {"id": "rec:a/1", "document": "doc:t", "line": 4, "text": "x"}
    page = detail(TABLES["recommendations"], record, FRAMES)
    around = next(s.fields for s in page.sections if s.heading == "Around it in the paper")
    assert [(f.label, f.value) for f in around] == [("  line 3", "Ref"), ("> line 4", "0.1 | Report on it")]
