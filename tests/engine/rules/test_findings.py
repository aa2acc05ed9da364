"""Findings: schema, subjects, evidence, source, fingerprint and waivers."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from slough_tui.engine.rules import findings
from slough_tui.engine.rules.rule import Rule
from slough_tui.engine.rules.run import CheckResult

MakeRule = Callable[..., Rule]
Run = Callable[..., CheckResult]

RECORDS: list[dict[str, Any]] = [
    {
        "id": "rec:a/1",
        "ref": "1",
        "due": date(2023, 1, 1),
        "document": "doc:aaa",
        "page": 2,
        "line": 14,
        "lead": "Head \u202eof \x1bHousing",
    },
    {"id": "rec:a/2", "due": date(2023, 2, 1), "document": "doc:zzz"},
]
DOCUMENTS = [{"id": "doc:aaa", "name": "tracker.txt"}]


def first(result: CheckResult) -> dict[str, Any]:
    return result.findings.row(0, named=True)


@pytest.fixture
def overdue(make_rule: MakeRule) -> Rule:
    return make_rule(
        "when = \"due < :today AND lead IS DISTINCT FROM 'x'\"", sections='[derive]\ndays = ":today - due"'
    )


def test_a_check_gives_the_documented_columns(overdue: Rule, run: Run) -> None:
    for records in (RECORDS, []):
        assert dict(run(overdue, {"recommendations": records}).findings.schema) == findings.schema()


def test_a_finding_has_its_record_place_and_paper(overdue: Rule, run: Run) -> None:
    row = first(run(overdue, {"recommendations": RECORDS[:1], "documents": DOCUMENTS}))
    assert row["subjects"] == [{"type": "record", "id": "rec:a/1"}]
    assert (row["ref"], row["document"], row["page"], row["line"], row["cell"]) == (
        "1",
        "tracker.txt",
        2,
        14,
        None,
    )
    assert (row["severity"], row["confidence"], row["outcome"], row["waived"]) == (
        "error",
        "certain",
        "finding",
        False,
    )


def test_a_paper_that_is_no_longer_there_is_named_by_its_id(overdue: Rule, run: Run) -> None:
    rows = run(overdue, {"recommendations": RECORDS, "documents": DOCUMENTS}).findings
    assert rows["document"].to_list() == ["doc:zzz", "tracker.txt"]
    assert rows.filter(pl.col("document") == "doc:zzz")["message"].to_list() == ["rec:a/2 is wrong"]


def test_evidence_is_what_the_condition_looked_at(overdue: Rule, run: Run) -> None:
    row = first(run(overdue, {"recommendations": RECORDS[:1]}))
    assert json.loads(row["evidence"]) == {
        "due": "2023-01-01",
        "lead": "Head \u202eof \x1bHousing",
        "days": 326,
    }


def test_a_fingerprint_survives_dates_order_wording_and_other_findings(
    make_rule: MakeRule, run: Run, overdue: Rule
) -> None:
    prints = set(run(overdue, {"recommendations": RECORDS}).findings["fingerprint"])
    shuffled = RECORDS[::-1]
    random.Random(1).shuffle(shuffled)
    again = run(overdue, {"recommendations": shuffled}, today=date(2024, 6, 1), as_of=date(2024, 6, 1))
    assert set(again.findings["fingerprint"]) == prints
    reworded = make_rule('when = "due < :today"', text="another message", severity="info")
    assert set(run(reworded, {"recommendations": RECORDS}).findings["fingerprint"]) == prints
    other = make_rule('when = "due < :today"', id="ABC002")
    assert not set(run(other, {"recommendations": RECORDS}).findings["fingerprint"]) & prints


def test_stable_keys_tell_findings_of_one_record_apart(make_rule: MakeRule, run: Run) -> None:
    repairs = [
        {"id": "r1", "record": "rec:a/1", "what": "homoglyph", "raw": "Y"},
        {"id": "r2", "record": "rec:a/1", "what": "homoglyph", "raw": "P"},
    ]

    def prints(more: str) -> int:
        rule = make_rule(
            "when = \"what = 'homoglyph'\"", table="repairs", more=f'subject = ["record"]\n{more}'
        )
        return run(rule, {"repairs": repairs}).findings["fingerprint"].n_unique()

    assert prints("") == 1
    assert prints('stable = ["raw"]') == 2


@pytest.mark.parametrize(
    ("one", "other"), [(("a", "bc"), ("ab", "c")), (("a", ""), ("", "a")), (("a|1:b", "c"), ("a", "1:b|c"))]
)
def test_keys_that_run_together_are_kept_apart(
    make_rule: MakeRule, run: Run, one: tuple[str, str], other: tuple[str, str]
) -> None:
    rule = make_rule(
        'when = "what IS NULL"', table="repairs", more='subject = ["id"]\nstable = ["raw", "now"]'
    )
    rows = [{"id": "x", "raw": raw, "now": now} for raw, now in (one, other)]
    assert run(rule, {"repairs": rows}).findings["fingerprint"].n_unique() == 2


def test_what_is_found_in_no_record_is_found_in_its_paper(make_rule: MakeRule, run: Run) -> None:
    rule = make_rule('when = "what IS NOT NULL"', table="refusals", more='subject = ["record"]')
    rows = [
        {"id": "doc:aaa/refusals-1", "document": "doc:aaa", "what": "unknown table", "line": 7, "page": 1}
    ]
    row = first(run(rule, {"refusals": rows, "documents": DOCUMENTS}))
    assert row["subjects"] == [{"type": "document", "id": "doc:aaa"}]
    assert row["message"] == "line 7 is wrong"
    assert (row["document"], row["line"]) == ("tracker.txt", 7)


@pytest.mark.parametrize(
    ("table", "kind"),
    [("cells", "cell"), ("figures", "figure"), ("readings", "reading"), ("waivers", "waiver")],
)
def test_other_things_than_records_say_what_they_are(
    make_rule: MakeRule, run: Run, table: str, kind: str
) -> None:
    rule = make_rule('when = "id IS NOT NULL"', table=table)
    row = first(run(rule, {table: [{"id": "doc:aaa/x1"}]}))
    assert row["subjects"] == [{"type": kind, "id": "doc:aaa/x1"}]
    assert row["cell"] == ("doc:aaa/x1" if table == "cells" else None)


def test_a_pair_has_two_subjects_and_the_place_of_the_first(make_rule: MakeRule, run: Run) -> None:
    rule = make_rule(
        'sql = "SELECT a.id AS one, b.id AS two FROM recommendations AS a CROSS JOIN recommendations AS b WHERE a.id < b.id"',
        scope="query",
        more='subject = ["one", "two"]',
    )
    row = first(run(rule, {"recommendations": RECORDS, "documents": DOCUMENTS}))
    assert [subject["id"] for subject in row["subjects"]] == ["rec:a/1", "rec:a/2"]
    assert (row["ref"], row["document"], row["line"]) == ("1", "tracker.txt", 14)


def test_the_worst_comes_first(make_rule: MakeRule, run: Run) -> None:
    rules = [
        make_rule('when = "ref IS NULL"', id="AAA001", severity="info"),
        make_rule('when = "ref IS NULL"', id="BBB001", severity="error"),
        make_rule('when = "ref IS NULL"', id="CCC001", severity="warning"),
    ]
    found = run(rules, {"recommendations": [{"id": "rec:a/1"}]}).findings
    assert found["severity"].to_list() == ["error", "warning", "info"]


def test_findings_of_one_fingerprint_stand_in_one_order_too(make_rule: MakeRule, run: Run) -> None:
    sql = "sql = \"SELECT 'rec:a/1' AS id, id AS cell, raw FROM cells\""
    rule = make_rule(sql, scope="query", text="said twice")
    cells = [{"id": f"cell:{number}", "raw": str(number % 7)} for number in range(100, 140)]
    random.Random(4).shuffle(cells)
    found = run(rule, {"cells": cells}).findings
    assert found["fingerprint"].n_unique() == 1
    assert found["cell"].to_list() == [f"cell:{number}" for number in range(100, 140)]


# ---------------------------------------------------------------- waivers


@pytest.mark.parametrize(
    ("cut", "until", "waived"),
    [
        (64, None, True),
        (12, None, True),
        (11, None, False),
        (64, date(2023, 11, 23), True),
        (64, date(2023, 11, 22), False),
    ],
)
def test_a_waiver_sets_a_finding_aside_until_it_runs_out(
    overdue: Rule, run: Run, cut: int, until: date | None, waived: bool
) -> None:
    tables: dict[str, Any] = {"recommendations": RECORDS[:1]}
    fingerprint = first(run(overdue, tables))["fingerprint"]
    tables["waivers"] = [{"id": "w1", "fingerprint": fingerprint[:cut], "until": until}]
    result = run(overdue, tables)
    assert result.findings["waived"].to_list() == [waived]
    assert result.at_or_above("info") == (0 if waived else 1)
    assert result.counts["waived"].to_list() == [int(waived)]
    assert result.summary["waived"] == int(waived)


def test_only_what_is_severe_enough_counts(make_rule: MakeRule, run: Run) -> None:
    result = run(
        make_rule('when = "ref IS NULL"', severity="warning"), {"recommendations": [{"id": "rec:a/1"}]}
    )
    assert [result.at_or_above(severity) for severity in ("error", "warning", "info")] == [0, 1, 1]
