"""Findings told part by part are the findings told at once, in the same order, with the same numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slough_tui.engine.rules import message, parts
from slough_tui.engine.rules.frames import Frames, frames_of
from slough_tui.engine.rules.rule import Rule
from slough_tui.engine.rules.run import NOTHING_TO_JUDGE, gathered, judge_rules, run_rules
from slough_tui.store.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.engine.rules.told import Told
    from slough_tui.engine.rules.untold import Untold

TODAY = date(2023, 11, 23)
UNUSED = "SELECT w.id, w.fingerprint, f.rule FROM waivers AS w LEFT JOIN findings AS f ON f.fingerprint = w.fingerprint"


def rule(number: int, scope: str, severity: str, **more: Any) -> Rule:
    table = more.pop("table", "recommendations")
    text = more.pop("text", "{ref}: is wrong")
    return Rule(f"ABC{number:03}", f"Title {number}", scope, table, severity, "certain", text, **more)


RULES = [
    rule(1, "row", "warning", when="text IS NOT NULL"),
    rule(2, "row", "error", when="lead = 'x'"),
    rule(3, "row", "error", when="due < :today", unknown="report", text="{ref}: {days}", derive={"days": ":today - due"}),
    rule(4, "row", "info", when="due > :today", unknown="report"),
    rule(5, "row", "warning", when="page > 1", unknown="finding"),
    rule(6, "unique", "info", columns=("ref",)),
    rule(7, "query", "warning", sql="SELECT id AS other, document, line FROM recommendations", subject=("other",)),
    rule(8, "query", "info", sql="SELECT id AS one, series FROM recommendations", subject=("one",)),
    rule(9, "row", "info", when="line < :most", thresholds={"most": 2}, bodies={"a": {"most": 3}}),
]  # fmt: skip
LAST = rule(10, "query", "warning", table="waivers", sql=UNUSED, when="rule IS NULL", text="{fingerprint}")

RECORD = st.fixed_dictionaries(
    {
        "id": st.integers(0, 30).map("rec:a/{}".format),
        "ref": st.sampled_from(["1", "2", None]),
        "text": st.sampled_from(["t", None]),
        "lead": st.sampled_from(["x", "y"]),
        "due": st.sampled_from([date(2023, 1, 1), date(2024, 1, 1), None]),
        "document": st.sampled_from(["doc:a", "doc:b", None]),
        "page": st.sampled_from([1, 2, None]),
        "line": st.sampled_from([1, 2, None]),
        "committee": st.sampled_from(["a", None]),
    }
)


def register(records: list[dict[str, Any]], waivers: list[dict[str, Any]]) -> Frames:
    papers = [{"id": "doc:a", "name": "z.txt"}, {"id": "doc:b", "name": "a.txt"}]
    tables = {"recommendations": records, "documents": papers, "waivers": waivers}
    return frames_of({name: pl.DataFrame(lines, schema=schema_of(name)) for name, lines in tables.items()})


def judged(frames: Frames, at_once: int, *rules: Rule) -> Untold:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "AT_ONCE", at_once)
        return judge_rules(frames, rules, rules, today=TODAY, as_of=TODAY)


def told_in_parts(
    untold: Untold, at_once: int, known: pl.Series | None = None
) -> tuple[Told, list[pl.DataFrame]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "AT_ONCE", at_once)
        told = untold.told(known)
        return told, list(told.parts())


@given(
    st.lists(RECORD, min_size=3, max_size=12, unique_by=lambda record: record["id"]),
    st.integers(1, 9),
    st.data(),
)
@settings(max_examples=25, deadline=None)
def test_parts_are_the_whole_cut_up(records: list[dict[str, Any]], at_once: int, data: st.DataObject) -> None:
    plain = run_rules(register(records, []), RULES, RULES, today=TODAY, as_of=TODAY)
    prints = plain.findings["fingerprint"].to_list()
    some = st.lists(st.sampled_from(prints), max_size=2)
    waivers = [{"id": f"w{number}", "fingerprint": one[:20]} for number, one in enumerate(data.draw(some))]
    known = data.draw(st.none() | some.map(lambda names: pl.Series("fingerprint", names, pl.String)))
    rules = [*RULES, LAST]
    frames = register(records, waivers)
    whole = run_rules(frames, rules, rules, today=TODAY, as_of=TODAY)
    told, cut = told_in_parts(judged(frames, at_once, *rules), at_once, known)
    expected = whole.told(known)
    (together,) = expected.parts() if not whole.findings.is_empty() else (whole.findings,)
    assert pl.concat([whole.findings.clear(), *cut]).equals(together)
    assert told.counts.equals(whole.counts)
    assert told.summary == expected.summary
    assert told.left_out == expected.left_out
    assert told.live("rule", "outcome") == expected.live("rule", "outcome")


def places(cut: Iterator[pl.DataFrame]) -> list[int]:
    return [part.height for part in cut]


def test_a_part_is_no_larger_than_it_may_be() -> None:
    records = [{"id": f"rec:a/{number}", "text": "t"} for number in range(10)]
    frames = register(records, [])
    untold = judged(frames, 4, RULES[0])
    assert places(iter(told_in_parts(untold, 4)[1])) == [4, 4, 2]
    assert places(iter(told_in_parts(judged(frames, 10, RULES[0]), 10)[1])) == [10]


def test_what_stands_in_one_place_stays_together() -> None:
    records = [{"id": f"rec:a/{number}", "ref": str(number)} for number in range(5)]
    several = rule(
        1, "query", "info", sql="SELECT 'rec:a/0' AS other, ref FROM recommendations", subject=("other",)
    )
    assert places(iter(told_in_parts(judged(register(records, []), 2, several), 2)[1])) == [5]


def test_a_rule_that_cannot_be_told_fails_before_anything_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = message.message

    def breaking(text: str, *rest: Any) -> pl.Expr:
        return pl.lit("x").str.to_date("%Y", strict=True) if text == "broken" else whole(text, *rest)

    monkeypatch.setattr(message, "message", breaking)
    records = [{"id": f"rec:a/{number}", "text": "x"} for number in range(5)]
    wrong = rule(2, "row", "error", when="text = 'x'", text="broken")
    untold = judged(register(records, []), 2, RULES[0], wrong)
    assert [failure.rule for failure in untold.failures] == ["ABC002"]
    assert gathered(untold).findings["rule"].unique().to_list() == ["ABC001"]
    assert untold.counts["rule"].to_list() == ["ABC001"]


def test_many_findings_are_not_gathered_for_a_rule_about_findings_that_has_nothing_to_judge() -> None:
    records = [{"id": f"rec:a/{number}", "text": "t"} for number in range(5)]
    untold = judged(register(records, []), 2, RULES[0], LAST)
    assert untold.counts.filter(rule=LAST.id)["state"].to_list() == [NOTHING_TO_JUDGE]
    assert untold.few is None


def test_a_check_without_findings_still_has_a_part_with_their_columns() -> None:
    """From it come the heading of a CSV and the frame that a plugin's writer gets."""
    from datetime import date

    import polars as pl

    from slough_tui.engine.rules.findings import schema
    from slough_tui.engine.rules.run import CheckResult

    counts = pl.DataFrame(
        schema=dict.fromkeys(("rule", "title", "severity", "table"), pl.String)
        | dict.fromkeys(("finding", "clear", "unknown", "waived"), pl.Int64)
        | {"state": pl.String}
    )
    day = date(2023, 11, 23)
    result = CheckResult(pl.DataFrame(schema=schema()), counts, (), (), day, day)
    (part,) = result.told().parts()
    assert part.schema == schema()
