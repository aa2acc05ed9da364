"""SARIF and JUnit held against schemas: of empty, hostile and real checks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from jsonschema import Draft4Validator
from lxml import etree

from slough_tui.engine.rules.frames import frames_of
from slough_tui.engine.rules.load import load_rules
from slough_tui.engine.rules.passes import Failure
from slough_tui.engine.rules.run import CheckResult, run_check
from slough_tui.report import findings
from slough_tui.settings import bundled
from slough_tui.store.schema import schema_of
from tests.report.findings.test_writers import HOSTILE, TODAY, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
SARIF = Draft4Validator(json.loads((HERE / "sarif.schema.json").read_text(encoding="utf-8")))
JUNIT = etree.XMLSchema(etree.parse(HERE / "junit.xsd"))


def checks() -> Iterator[tuple[str, CheckResult]]:
    """An empty register, a hostile one with a waived, an unknown and a broken rule, and all rules over a few records."""
    yield "empty", run_check(frames_of({}), [rule(1, "error", "text IS NOT NULL")], today=TODAY, as_of=TODAY)
    records = [
        {"id": "rec:a/1", "ref": HOSTILE, "text": HOSTILE, "document": "doc:a", "line": 1, "page": 1},
        {"id": "rec:a/2", "text": "x", "due": date(2023, 1, 1), "accepted": "yes", "series": HOSTILE},
    ]
    tables = {
        "recommendations": pl.DataFrame(records, schema=schema_of("recommendations")),
        "documents": pl.DataFrame([{"id": "doc:a", "name": HOSTILE}], schema=schema_of("documents")),
    }
    rules = [
        rule(1, "error", "text IS NOT NULL"),
        rule(2, "warning", "due > DATE '2022-01-01'", unknown="report"),
    ]
    found = run_check(frames_of(tables), rules, today=TODAY, as_of=TODAY)
    waived = found.findings.with_columns(waived=pl.col("rule") == "ABC001")
    broken = (Failure("ABC009", HOSTILE),)
    yield "hostile", CheckResult(waived, found.counts, broken, (), TODAY, TODAY)
    shipped = load_rules([bundled("rules")]).rules
    yield "shipped", run_check(frames_of(tables), shipped, today=TODAY, as_of=TODAY)


each_check = pytest.mark.parametrize("result", [pytest.param(r, id=name) for name, r in checks()])


@each_check
def test_sarif_is_what_the_standard_asks(result: CheckResult) -> None:
    log = json.loads("".join(findings.write("sarif", result.told())))
    assert [error.message for error in SARIF.iter_errors(log)] == []
    assert len(log["runs"][0]["results"]) == result.findings.height


@each_check
def test_junit_is_what_build_servers_read(result: CheckResult) -> None:
    report = etree.fromstring("".join(findings.write("junit", result.told())).encode())
    assert JUNIT.validate(report), JUNIT.error_log
    assert len(report.findall(".//testcase")) == result.counts.height + len(result.failures)
    idle = result.counts.filter(pl.col("state") != "ran")
    assert len(report.findall(".//skipped")) == idle.height


def test_the_schemas_refuse_what_is_wrong() -> None:
    assert list(SARIF.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))
    assert not JUNIT.validate(etree.fromstring(b"<testsuites><testcase/></testsuites>"))
