from __future__ import annotations

from typing import Any

from slough_tui.views.computed import FINDINGS
from slough_tui.views.detail import detail
from slough_tui.views.finding_page import finding_sections
from slough_tui.views.sections import Field
from tests.views.conftest import frame_of

FINDING: dict[str, Any] = {
    "id": "abcdef012345", "rule": "RES001", "title": "Accepted, but no response", "severity": "error", "ref": "0.10",
    "message": "accepted, but no response was received", "records": ["rec:scrutiny/0.10", "2022-23"],
    "confidence": "certain", "outcome": "finding", "condition": "accepted = 'yes'", "fix": "Ask for the response.",
    "why": "A tracker says *accepted*\nand `response` is empty.\n\nSo the answer was lost.",
    "evidence": '{"accepted": "yes", "response_received": null}', "document": "tracker.md", "page": 2, "line": 40,
}  # fmt: skip


def fields(heading: str, finding: dict[str, Any] = FINDING) -> tuple[Field, ...]:
    return next(s.fields for s in finding_sections(finding) if s.heading == heading)


def test_a_finding_leads_to_the_records_it_is_about_and_names_other_subjects() -> None:
    assert fields("What it is about") == (
        Field("Record", "rec:scrutiny/0.10", link="rec:scrutiny/0.10"),
        Field("Subject", "2022-23"),
    )


def test_it_says_what_to_do_and_why_in_plain_paragraphs() -> None:
    assert fields("What to do")[0].value == "Ask for the response."
    why = fields("Why the rule looks for it")[0].value
    assert why == "A tracker says accepted and response is empty.\nSo the answer was lost."


def test_it_names_the_rule_its_severity_and_its_condition() -> None:
    rule = {field.label: field for field in fields("The rule")}
    assert rule["RES001"].value == "Accepted, but no response"
    assert rule["Severity"].role == "red"
    assert rule["Condition"].value == "accepted = 'yes'"


def test_it_shows_the_values_that_the_rule_looked_at() -> None:
    assert fields("What it looked at") == (Field("accepted", "yes"),)


def test_a_finding_of_a_rule_without_words_has_no_empty_sections() -> None:
    bare = detail(FINDINGS, {"id": "x", "rule": "X001", "severity": "info"}, {})
    assert [section.heading for section in bare.sections] == ["The rule", "Source"]


def test_a_finding_opens_with_its_message_and_ends_with_the_paper_s_words() -> None:
    cells = frame_of(
        "cells", [{"id": "c", "document": "tracker.md", "line": 40, "raw": "0.1 | yes", "use": "record"}]
    )
    opened = detail(FINDINGS, FINDING, {"cells": cells})
    assert (opened.title, opened.text) == ("Finding 0.10", "accepted, but no response was received")
    assert opened.links[:2] == ("rec:scrutiny/0.10", "rule:RES001")
    assert [s.heading for s in opened.sections][-2:] == ["Source", "As printed"]
    source = next(s for s in opened.sections if s.heading == "Source")
    assert [f.value for f in source.fields] == ["tracker.md", "page 2, line 40", "abcdef012345"]
