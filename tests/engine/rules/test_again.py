"""A check after an edit says what a check of everything says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from slough_tui.engine.rules.again import Kept
from slough_tui.engine.rules.frames import frames_of
from slough_tui.engine.rules.rule import Rule
from slough_tui.engine.rules.run import run_rules
from slough_tui.store.schema import schema_of
from tests.engine.rules.conftest import TODAY

if TYPE_CHECKING:
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.run import CheckResult


def rule(number: int, scope: str, table: str = "recommendations", **more: Any) -> Rule:
    text = "{ref}: {count} of them" if scope in ("unique", "group") else "{ref}: wrong"
    return Rule(f"ABC{number:03}", "t", scope, table, "error", "certain", text, **more)


RULES = [
    rule(1, "row", when="due < :today"),
    rule(2, "row", when="lead IS NULL", unknown="report"),
    rule(3, "row", when="status = 'overdue' AND due > :today", unknown="report"),
    rule(4, "unique", columns=("ref",)),
    rule(5, "group", by=("lead",), having="COUNT(*) > 2"),
    rule(6, "row", "updates", when="text IS NULL"),
    rule(7, "reference", "updates", column="record", to="recommendations.id", subject=("record",)),
    rule(
        8,
        "query",
        sql="SELECT r.id, r.ref FROM recommendations r JOIN updates u ON u.record = r.id WHERE r.due IS NULL",
    ),
    rule(9, "row", "kpis", when="title IS NULL"),
    replace(
        rule(
            10,
            "query",
            "waivers",
            sql="SELECT w.id, w.fingerprint AS ref FROM waivers w LEFT JOIN (SELECT LEFT(fingerprint, 12) AS head FROM findings) f"
            " ON f.head = w.fingerprint WHERE f.head IS NULL",
        ),
        severity="warning",
    ),
]

RECORD = st.fixed_dictionaries(
    {
        "ref": st.sampled_from(["1", "2", None]),
        "lead": st.sampled_from(["A", "B", None]),
        "status": st.sampled_from(["overdue", "complete", None]),
        "due": st.sampled_from([date(2023, 1, 1), date(2024, 1, 1), None]),
    }
)


def tables(records: dict[str, dict[str, Any]], waived: list[str] | None = None) -> Frames:
    rows = [{"id": name, **record} for name, record in records.items()]
    updates = [{"id": "u1", "record": "rec:1"}, {"id": "u2", "record": "rec:9", "text": "x"}]
    waivers = [{"id": f"w{prefix}", "fingerprint": prefix} for prefix in waived or []]
    return frames_of(
        {
            "recommendations": pl.DataFrame(rows, schema=schema_of("recommendations")),
            "updates": pl.DataFrame(updates, schema=schema_of("updates")),
            "kpis": pl.DataFrame([{"id": "kpi:1"}], schema=schema_of("kpis")),
            "waivers": pl.DataFrame(waivers, schema=schema_of("waivers")),
        }
    )


def whole(frames: Frames) -> CheckResult:
    return run_rules(frames, RULES, RULES, today=TODAY, as_of=TODAY)


def of(result: CheckResult, ids: frozenset[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    judged = ~pl.col("rule").is_in(list(ids))
    return result.findings.filter(judged), result.counts.filter(judged)


def completed(kept: Kept) -> Kept:
    ran = run_rules(kept.frames, kept.waiting, kept.waiting, today=TODAY, as_of=TODAY)
    return kept.complete(ran)


IDS = [f"rec:{n}" for n in range(6)]
EDIT = st.dictionaries(st.sampled_from(IDS), st.none() | RECORD, min_size=1, max_size=2)


@settings(max_examples=40)
@given(
    records=st.dictionaries(st.sampled_from(IDS), RECORD, min_size=1),
    edits=st.lists(EDIT, min_size=1, max_size=3),
)
def test_edit_after_edit_it_is_equal_to_a_check_of_everything(
    records: dict[str, dict[str, Any]], edits: list[dict[str, dict[str, Any] | None]]
) -> None:
    kept = Kept.of(whole(tables(records)), RULES, tables(records))
    for edit in edits:
        changed = {**records, **edit}
        records = {name: record for name, record in changed.items() if record is not None}
        kept = kept.after(tables(records), {"recommendations": list(edit)})
        wanted = whole(tables(records))
        assert kept.pending == {"ABC007", "ABC008", "ABC010"}
        for mine, theirs in zip(of(kept.result, kept.pending), of(wanted, kept.pending), strict=True):
            if records:
                assert_frame_equal(mine, theirs)
    full = completed(kept)
    assert not full.pending
    assert_frame_equal(full.result.findings, wanted.findings)
    assert_frame_equal(full.result.counts, wanted.counts)


def test_a_finding_that_is_set_aside_is_so_at_once_and_rules_about_findings_are_asked_again() -> None:
    records = {"rec:1": {"due": date(2023, 1, 1)}, "rec:2": {"due": date(2023, 1, 1)}}
    first = whole(tables(records))
    prefix = first.findings["fingerprint"][1][:12]
    now = tables(records, [prefix, "f" * 12])
    kept = Kept.of(first, RULES, tables(records)).after(now, {"waivers": [f"w{prefix}"]})
    assert kept.pending == {"ABC010"}
    assert_frame_equal(of(kept.result, frozenset({"ABC010"}))[0], of(whole(now), frozenset({"ABC010"}))[0])
    assert_frame_equal(completed(kept).result.findings, whole(now).findings)
    assert "ABC010" in completed(kept).result.findings["rule"]


def test_after_a_change_behind_all_findings_all_rules_wait() -> None:
    was = tables({"rec:1": {"due": date(2023, 1, 1)}})
    kept = Kept.of(whole(was), RULES, was).after(was, {"documents": ["doc:1"]})
    assert kept.pending == {rule.id for rule in RULES}
    assert_frame_equal(kept.result.findings, whole(was).findings)


def test_a_rule_whose_findings_are_not_those_of_before_is_run_as_a_whole() -> None:
    was = tables({"rec:1": {"due": date(2023, 1, 1)}})
    now = tables({"rec:1": {"due": None}})
    other = whole(tables({}))
    kept = Kept.of(other, RULES, was).after(now, {"recommendations": ["rec:1"]})
    assert "ABC001" in kept.pending
    assert_frame_equal(
        completed(kept).result.findings.filter(rule="ABC001"), whole(now).findings.filter(rule="ABC001")
    )
