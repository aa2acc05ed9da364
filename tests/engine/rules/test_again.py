"""A check after an edit says what a check of everything says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from slough_tui.engine.rules.again import recheck
from slough_tui.engine.rules.frames import frames_of
from slough_tui.engine.rules.rule import Rule
from slough_tui.engine.rules.run import run_rules
from slough_tui.store.schema import schema_of
from tests.engine.rules.conftest import TODAY

if TYPE_CHECKING:
    from slough_tui.engine.rules.frames import Frames


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
]

RECORD = st.fixed_dictionaries(
    {
        "ref": st.sampled_from(["1", "2", None]),
        "lead": st.sampled_from(["A", "B", None]),
        "status": st.sampled_from(["overdue", "complete", None]),
        "due": st.sampled_from([date(2023, 1, 1), date(2024, 1, 1), None]),
    }
)


def tables(records: dict[str, dict[str, Any]]) -> Frames:
    rows = [{"id": name, **record} for name, record in records.items()]
    updates = [{"id": "u1", "record": "rec:1"}, {"id": "u2", "record": "rec:9", "text": "x"}]
    return frames_of(
        {
            "recommendations": pl.DataFrame(rows, schema=schema_of("recommendations")),
            "updates": pl.DataFrame(updates, schema=schema_of("updates")),
            "kpis": pl.DataFrame([{"id": "kpi:1"}], schema=schema_of("kpis")),
        }
    )


@settings(max_examples=15)
@given(
    records=st.dictionaries(st.sampled_from([f"rec:{n}" for n in range(6)]), RECORD, min_size=1),
    edits=st.dictionaries(
        st.sampled_from([f"rec:{n}" for n in range(6)]), st.none() | RECORD, min_size=1, max_size=2
    ),
)
def test_it_is_equal_to_a_check_of_everything(
    records: dict[str, dict[str, Any]], edits: dict[str, dict[str, Any] | None]
) -> None:
    edited = {**records, **edits}
    after = {name: record for name, record in edited.items() if record is not None}
    was, now = tables(records), tables(after)
    before = run_rules(was, RULES, RULES, today=TODAY, as_of=TODAY)
    again = recheck(before, was, now, RULES, {"recommendations": list(edits)})
    whole = run_rules(now, RULES, RULES, today=TODAY, as_of=TODAY)
    assert_frame_equal(again.findings, whole.findings)
    assert_frame_equal(again.counts.drop("state"), whole.counts.drop("state"))
    assert (again.failures, again.errors) == ((), ())


def test_a_change_behind_all_findings_is_a_check_of_everything() -> None:
    was = tables({"rec:1": {"due": date(2023, 1, 1)}})
    before = run_rules(was, RULES, RULES, today=TODAY, as_of=TODAY)
    again = recheck(before, was, was, RULES, {"waivers": ["w"]})
    assert_frame_equal(again.findings, before.findings)
