"""The long form of hits: what is written without lists says the same as what is written with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from slough_tui.engine.rules import findings, passes
from slough_tui.engine.rules.compile import Compiler
from slough_tui.engine.rules.rule import Rule
from slough_tui.engine.rules.run import CheckResult
from tests.engine.rules.conftest import frames

MakeRule = Callable[..., Rule]
Run = Callable[..., CheckResult]

RECORDS: list[dict[str, Any]] = [
    {"id": "rec:a/1", "ref": "1", "lead": "Head of Housing", "due": date(2023, 1, 1)},
    {"id": "rec:a/2", "ref": " 2\u00a0a ", "lead": "Head  of\nHousing", "due": date(2023, 1, 1)},
    {"id": "rec:a/3", "lead": "Head of Parks"},
]
TELLS = "{ref}: {lead}"


@pytest.mark.parametrize("many", [1, 10_000])
def test_white_space_in_a_message_is_mended_however_many_lines_there_are(
    make_rule: MakeRule, run: Run, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(findings, "MANY", many)
    rule = make_rule('when = "lead IS NOT NULL"', text=TELLS)
    said = run(rule, {"recommendations": RECORDS}).findings["message"].to_list()
    assert said == ["1: Head of Housing", "2 a: Head of Housing", "rec:a/3: Head of Parks"]
    tidy = [{**RECORDS[0], "lead": "Lead"}]
    assert run(rule, {"recommendations": tidy}).findings["message"].to_list() == ["1: Lead"]


@pytest.mark.parametrize(
    ("rule", "fingerprint"),
    [
        (
            {"condition": 'when = "due IS NULL"'},
            "526c0630b348058a2e7afb7dd521d5718cccbc880d3520389a4b57248a6e7e73",
        ),
        (
            {"condition": 'when = "due IS NULL"', "more": 'stable = ["lead", "page"]'},
            "890c7b1797805ba922ade5b7204d52eb951d8087a10b7aca98c3f311afd33acc",
        ),
        (
            {"condition": 'columns = ["due"]', "scope": "unique"},
            "ce1d044dec8d200489cc72625ffc077687070109a349a39af2fa4addac586deb",
        ),
    ],
)
def test_a_fingerprint_is_what_waivers_and_runs_have_kept_of_it(
    make_rule: MakeRule, run: Run, rule: dict[str, str], fingerprint: str
) -> None:
    found = run(make_rule(**rule), {"recommendations": RECORDS}).findings
    assert found["fingerprint"].to_list() == [fingerprint]


def test_a_line_of_no_record_and_no_paper_has_no_subject(make_rule: MakeRule, run: Run) -> None:
    sql = "SELECT CAST(NULL AS VARCHAR) AS id, ref FROM recommendations WHERE ref = '1'"
    found = run(make_rule(f'sql = "{sql}"', scope="query"), {"recommendations": RECORDS}).findings
    assert found["subjects"].to_list() == [[]]


def test_a_line_of_no_record_is_about_its_paper(make_rule: MakeRule, run: Run) -> None:
    sql = (
        "SELECT CAST(NULL AS VARCHAR) AS id, 'doc:aaa' AS document, ref FROM recommendations WHERE ref = '1'"
    )
    found = run(make_rule(f'sql = "{sql}"', scope="query"), {"recommendations": RECORDS}).findings
    assert found["subjects"].to_list() == [[{"type": "document", "id": "doc:aaa"}]]


def test_rules_judged_in_one_pass_tell_only_their_own_lines(make_rule: MakeRule, run: Run) -> None:
    rules = [
        make_rule('when = "due IS NULL"', id="ABC001", more='unknown = "ignore"'),
        make_rule("when = \"due = DATE '2023-01-01'\"", id="ABC002", more='unknown = "report"'),
        make_rule('when = "page > 1"', id="ABC003", more='unknown = "finding"'),
    ]
    found = run(rules, {"recommendations": RECORDS}).findings
    told = found.group_by("rule", "outcome").agg(pl.len()).sort("rule", "outcome").rows()
    assert told == [
        ("ABC001", "finding", 1),
        ("ABC002", "finding", 2),
        ("ABC002", "unknown", 1),
        ("ABC003", "finding", 3),
    ]


def test_a_rule_in_brief_says_what_it_says_in_full(make_rule: MakeRule) -> None:
    tables = {"recommendations": RECORDS, "cells": [{"id": "cell:1", "document": "doc:aaa", "line": 7}]}
    rules = [
        make_rule('when = "due IS NULL"', text=TELLS, sections='[derive]\nyears = "page + 1"', id="ABC001"),
        make_rule('when = "line > 1"', table="cells", more='subject = ["document"]', id="ABC002"),
    ]
    compiler = Compiler.over(frames(tables), today=date(2023, 11, 23), as_of=date(2023, 11, 23))
    probes = [compiler.probe(rule) for rule in rules]
    full, brief = (findings.said(passes.run(some)[0]) for some in (probes, [one.brief() for one in probes]))
    assert brief.equals(full)
    assert full["message"].to_list() == ["rec:a/3: Head of Parks", "line 7 is wrong"]
    assert "due" not in probes[0].brief().needs
