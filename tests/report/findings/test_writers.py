"""Findings in every format: well-formed, complete, and safe for whoever reads them."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.engine.rules.findings import schema
from slough_tui.engine.rules.frames import frames_of
from slough_tui.engine.rules.passes import Failure
from slough_tui.engine.rules.rule import Rule
from slough_tui.engine.rules.run import CheckResult, run_check
from slough_tui.report import findings
from slough_tui.report.findings import WRITERS
from slough_tui.report.findings.objects import check_object, csv_lines, filled
from slough_tui.report.findings.text import summary
from slough_tui.store.schema import schema_of

TODAY = date(2023, 11, 23)
HOSTILE = "</td><script>alert(1)</script> |`[x](y) ]]> %0A::error:: \x1b]52;c;x\x07 \u202e & \r\n\x00 =1+1"


def rule(number: int, severity: str, when: str, **more: Any) -> Rule:
    return Rule(
        id=f"ABC00{number}",
        title="A <title> | with & signs",
        scope="row",
        table="recommendations",
        severity=severity,
        confidence="certain",
        text="{ref}: {text}",
        when=when,
        **more,
    )


@pytest.fixture(scope="module")
def result() -> CheckResult:
    records = [
        {
            "id": "rec:a/1",
            "ref": "1",
            "text": HOSTILE,
            "document": "doc:a",
            "page": 2,
            "line": 14,
            "lead": "x",
        },
        {"id": "rec:a/2", "ref": "2", "text": "plain", "document": "doc:a", "line": 15},
        {"id": "rec:a/3", "ref": "3", "text": "no place", "due": date(2023, 1, 1)},
    ]
    rules = [
        rule(1, "error", "text IS NOT NULL"),
        rule(2, "warning", "lead = 'x'"),
        rule(3, "info", "due > :today", unknown="report"),
        rule(4, "info", "ref = 'nobody'"),
    ]
    tables = {
        "recommendations": pl.DataFrame(records, schema=schema_of("recommendations")),
        "documents": pl.DataFrame(
            [{"id": "doc:a", "name": "a paper, no 1.txt"}], schema=schema_of("documents")
        ),
    }
    plain = run_check(frames_of(tables), rules, today=TODAY, as_of=TODAY)
    waived = plain.findings.filter(pl.col("ref") == "2")["fingerprint"][0]
    waiver = pl.DataFrame([{"id": "w", "fingerprint": waived}], schema=schema_of("waivers"))
    found = run_check(frames_of({**tables, "waivers": waiver}), rules, today=TODAY, as_of=TODAY)
    return CheckResult(found.findings, found.counts, (Failure("ABC009", "it <broke>"),), (), TODAY, TODAY)


@pytest.fixture(scope="module")
def empty() -> CheckResult:
    return run_check(frames_of({}), [rule(1, "error", "text IS NOT NULL")], today=TODAY, as_of=TODAY)


def test_the_object_of_a_check_is_what_scripts_rely_on(result: CheckResult) -> None:
    told = result.told()
    document = json.dumps(check_object(told, ["one error"]), default=str, indent=1)
    objects = [json.dumps(one, default=str, indent=1) for one in findings.finding_objects(result.findings)]
    written = "".join(filled(document, objects))
    made = json.loads(written)
    assert written == json.dumps(made, indent=1)
    assert list(made) == ["format", "as_of", "today", "summary", "findings", "errors"]
    assert made["format"] == 1
    one = next(
        finding for finding in made["findings"] if finding["ref"] == "1" and finding["rule"] == "ABC001"
    )
    assert list(one) == [
        "rule", "severity", "confidence", "subjects", "ref", "message", "outcome", "evidence", "source",
        "fingerprint", "first_seen", "waived",
    ]  # fmt: skip
    assert one["source"] == {"document": "a paper, no 1.txt", "page": 2, "line": 14, "cell": None}
    assert one["evidence"] == {"text": HOSTILE}
    assert made["summary"] == {
        "rules": 4, "findings": 3, "error": 2, "warning": 1, "info": 0, "waived": 1, "unknown": 4,
        "failed_rules": 1, "wrong_files": 0,
    }  # fmt: skip


def test_a_document_of_no_findings_has_an_empty_list(empty: CheckResult) -> None:
    document = json.dumps(check_object(empty.told(), []), default=str, indent=1)
    assert json.loads("".join(filled(document, [])))["findings"] == []
    assert '"findings": [],' in "".join(filled(document, []))


TEXT = st.text(st.sampled_from("ab ,;\"'\r\n\t#\0é\u202e"), max_size=6)


@given(st.lists(TEXT | st.none(), min_size=1, max_size=4))
def test_a_line_of_csv_is_read_back_as_it_was(texts: list[str | None]) -> None:
    lines = [{**dict.fromkeys(schema()), "ref": text, "message": text} for text in texts]
    found = pl.DataFrame(lines, schema=schema(), orient="row")
    whole = csv_lines(found[:1], header=True) + csv_lines(found[1:], header=False)
    read = list(csv.DictReader(io.StringIO(whole.decode(), newline="")))
    assert [line["ref"] for line in read] == [text or "" for text in texts]
    assert [line["message"] for line in read] == [text or "" for text in texts]


@pytest.mark.parametrize("form", WRITERS)
def test_every_format_writes_an_empty_check(form: str, empty: CheckResult) -> None:
    assert isinstance("".join(findings.write(form, empty.told())), str)


@pytest.mark.parametrize("form", ["markdown", "html", "junit", "sarif"])
def test_nothing_that_a_terminal_would_obey_gets_out(form: str, result: CheckResult) -> None:
    written = "".join(findings.write(form, result.told()))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", written)
    if form in ("markdown", "html"):
        assert "\u202e" not in written


def test_html_holds_no_script_and_fetches_nothing(result: CheckResult) -> None:
    seen: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append(tag)
            assert not {"src", "href", "onclick"} & {name for name, _ in attrs}

    Reader().feed("".join(findings.write("html", result.told())))
    assert "script" not in seen
    assert seen.count("tr") - seen.count("table") == 6 - 1  # five findings live, one waived; headings apart


def test_markdown_keeps_a_message_in_its_cell(result: CheckResult) -> None:
    lines = "".join(findings.write("markdown", result.told())).splitlines()
    rows = [line for line in lines if line.startswith("| 1: ")]
    assert len(rows) == 3
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)


def test_junit_has_a_case_per_rule_and_fails_with_every_finding(result: CheckResult) -> None:
    root = ET.fromstring("".join(findings.write("junit", result.told())))
    suite = root[0]
    assert suite.attrib["tests"] == str(len(suite)) == "5"
    assert (suite.attrib["failures"], suite.attrib["errors"]) == ("2", "1")
    by_name = {case.attrib["name"].split()[0]: case for case in suite}
    failure = by_name["ABC001"][0]
    assert failure.attrib["message"] == "2 findings"
    assert "a paper, no 1.txt, page 2, line 14" in (failure.text or "")
    assert len(by_name["ABC004"]) == 0
    assert by_name["ABC009"][0].attrib["message"] == "it <broke>"


def test_sarif_points_at_rules_files_and_lines(result: CheckResult) -> None:
    log = json.loads("".join(findings.write("sarif", result.told())))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for one in run["results"]:
        assert rules[one["ruleIndex"]] == one["ruleId"]
        assert one["level"] == ("none" if one["kind"] == "open" else one["level"])
        assert re.fullmatch("[0-9a-f]{64}", one["partialFingerprints"]["slough/v1"])
        assert one["message"]["text"]
    placed = [one for one in run["results"] if "locations" in one]
    first = placed[0]["locations"][0]["physicalLocation"]
    assert first["artifactLocation"]["uri"] == "a%20paper%2C%20no%201.txt"
    assert first["region"]["startLine"] >= 14
    assert sum("suppressions" in one for one in run["results"]) == 1


def test_github_commands_stay_on_their_line(result: CheckResult) -> None:
    lines = "".join(findings.write("github", result.told())).splitlines()
    assert len(lines) == 3
    assert all(re.match(r"::(error|warning|notice) title=ABC00\d [^:]*::", line) for line in lines)
    assert any("file=a paper%2C no 1.txt,line=14" in line for line in lines)
    assert all("%250A" in line for line in lines if "script" in line)


def test_text_leaves_out_what_is_waived_and_names_the_unknown(result: CheckResult) -> None:
    lines = [
        "".join(part if isinstance(part, str) else part[0] for part in line)
        for line in findings.text(result.told())
    ]
    assert "ABC001 error A <title> | with & signs: 2" in lines
    assert "ABC003 cannot be judged A <title> | with & signs: 2" in lines
    assert not any("plain" in line and "2: plain" in line for line in lines[:6])


def test_the_summary_is_one_sentence(result: CheckResult, empty: CheckResult) -> None:
    assert summary(result.told()) == "3 findings of 4 rules: 2 errors, 1 warning, 0 infos; 1 waived"
    assert summary(empty.told()) == "0 findings of 1 rules: 0 errors, 0 warnings, 0 infos"


def test_a_line_of_csv_has_one_text_for_its_subjects(result: CheckResult) -> None:
    read = list(csv.DictReader(io.StringIO(csv_lines(result.findings, header=True).decode(), newline="")))
    assert read[0]["subjects"].startswith("rec:a/")
    assert len(read) == result.findings.height
