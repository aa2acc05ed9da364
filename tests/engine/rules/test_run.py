"""A check: scopes, three outcomes, isolation, selection, assessments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from slough_tui.engine.rules import message, passes
from slough_tui.engine.rules.load import Loaded
from slough_tui.engine.rules.rule import Rule
from slough_tui.engine.rules.run import CheckResult, choose
from slough_tui.errors import UsageError

MakeRule = Callable[..., Rule]
Run = Callable[..., CheckResult]
Tally = Callable[[CheckResult], tuple[int, int, int]]


def test_a_record_is_a_finding_or_clear_or_unknown(make_rule: MakeRule, run: Run, tally: Tally) -> None:
    rule = make_rule('when = "due < :today"')
    records = [
        {"id": "rec:a/1", "due": date(2023, 1, 1)},
        {"id": "rec:a/2", "due": date(2024, 1, 1)},
        {"id": "rec:a/3"},
    ]
    result = run(rule, {"recommendations": records})
    assert tally(result) == (1, 1, 1)
    assert result.findings["outcome"].to_list() == ["finding"]


@pytest.mark.parametrize(
    ("unknown", "outcomes", "severities", "counted"),
    [
        ("ignore", ["finding"], ["error"], 1),
        ("report", ["finding", "unknown"], ["error", "info"], 1),
        ("finding", ["finding", "finding"], ["error", "error"], 2),
    ],
)
def test_a_rule_says_what_becomes_of_the_unknown(
    make_rule: MakeRule, run: Run, unknown: str, outcomes: list[str], severities: list[str], counted: int
) -> None:
    rule = make_rule('when = "due < :today"', more=f'unknown = "{unknown}"')
    result = run(
        rule, {"recommendations": [{"id": "rec:a/1", "due": date(2023, 1, 1)}, {"id": "rec:a/2", "ref": "2"}]}
    )
    assert sorted(result.findings["outcome"]) == outcomes
    assert result.findings["severity"].to_list() == severities
    assert result.at_or_above("error") == counted
    if unknown != "ignore":
        assert "2: cannot be judged (due missing)" in result.findings["message"].to_list()


def test_a_unique_rule_finds_a_group_with_all_its_records(
    make_rule: MakeRule, run: Run, tally: Tally
) -> None:
    rule = make_rule('columns = ["series", "ref"]', scope="unique", text="{ref} stands {count} times")
    records = [
        {"id": "rec:a/1", "series": "a", "ref": "1"},
        {"id": "rec:a/1~2", "series": "a", "ref": "1"},
        {"id": "rec:a/2", "series": "a", "ref": "2"},
        {"id": "rec:a/3", "series": "a"},
    ]
    result = run(rule, {"recommendations": records})
    assert tally(result) == (1, 1, 1)
    row = result.findings.row(0, named=True)
    assert [subject["id"] for subject in row["subjects"]] == ["rec:a/1", "rec:a/1~2"]
    assert row["message"] == "1 stands 2 times"


def test_a_group_rule_judges_groups(make_rule: MakeRule, run: Run, tally: Tally) -> None:
    rule = make_rule(
        'by = ["series"]\nhaving = "COUNT(lead) = 0"\nwhen = "ref IS NOT NULL"',
        scope="group",
        sections='[derive]\nlast = "MAX(due)"',
        text="{series}: {count}, last {last}",
    )
    records = [
        {"id": "rec:a/1", "series": "a", "ref": "1", "due": date(2023, 1, 2)},
        {"id": "rec:a/2", "series": "a", "ref": "2", "due": date(2023, 1, 1)},
        {"id": "rec:a/3", "series": "a"},
        {"id": "rec:b/1", "series": "b", "ref": "1", "lead": "Head"},
        {"id": "rec:c/1", "ref": "1"},
    ]
    result = run(rule, {"recommendations": records})
    assert tally(result) == (1, 1, 1)
    assert result.findings["message"].to_list() == ["a: 2, last 2 January 2023"]


def test_a_reference_rule_finds_what_points_nowhere(make_rule: MakeRule, run: Run, tally: Tally) -> None:
    rule = make_rule(
        'column = "record"\nto = "recommendations.id"',
        scope="reference",
        table="updates",
        more='subject = ["record"]',
        text="{record} is nowhere",
    )
    updates = [{"id": "u1", "record": "rec:a/1"}, {"id": "u2", "record": "rec:a/9"}, {"id": "u3"}]
    result = run(rule, {"updates": updates, "recommendations": [{"id": "rec:a/1"}]})
    assert tally(result) == (1, 1, 1)
    assert result.findings["message"].to_list() == ["rec:a/9 is nowhere"]


def test_a_reference_rule_looks_at_every_name_of_a_list(make_rule: MakeRule, run: Run, tally: Tally) -> None:
    rule = make_rule(
        'column = "cites"\nto = "recommendations.ref"',
        scope="reference",
        table="plan_actions",
        text="{cites}",
    )
    actions = [{"id": "act:a/1", "cites": ["OR1", "OR9"]}, {"id": "act:a/2"}]
    result = run(rule, {"plan_actions": actions, "recommendations": [{"id": "rec:a/1", "ref": "OR1"}]})
    assert tally(result) == (1, 1, 1)
    assert result.findings["message"].to_list() == ["OR9"]


def test_a_query_rule_judges_the_lines_of_its_result(make_rule: MakeRule, run: Run, tally: Tally) -> None:
    rule = make_rule(
        'sql = "SELECT k.id AS id, r.value AS value FROM kpis AS k LEFT JOIN readings AS r ON r.measure = k.id"\n'
        'when = "value < 5"',
        scope="query",
        table="kpis",
        text="{id}: {value}",
    )
    tables = {
        "kpis": [{"id": "kpi:a/1"}, {"id": "kpi:a/2"}, {"id": "kpi:a/3"}],
        "readings": [
            {"id": "r1", "measure": "kpi:a/1", "value": 4.0},
            {"id": "r2", "measure": "kpi:a/2", "value": 5.0},
        ],
    }
    result = run(rule, tables)
    assert tally(result) == (1, 1, 1)
    assert result.findings["message"].to_list() == ["kpi:a/1: 4"]


def test_a_query_rule_without_a_condition_finds_every_line(
    make_rule: MakeRule, run: Run, tally: Tally
) -> None:
    rule = make_rule('sql = "SELECT id FROM kpis"', scope="query", table="kpis")
    assert tally(run(rule, {"kpis": [{"id": "kpi:a/1"}, {"id": "kpi:a/2"}]})) == (2, 0, 0)


def test_a_frame_rule_asks_a_function_of_a_plugin(make_rule: MakeRule, run: Run, tally: Tally) -> None:
    rule = make_rule(
        'function = "mine:old"\nwhen = "age > :most"',
        scope="frame",
        sections="[thresholds]\nmost = 3",
        text="{age}",
    )

    def old(frames: Any, *, today: date, as_of: date, thresholds: dict[str, Any]) -> pl.LazyFrame:
        assert thresholds == {"most": 3}
        found: pl.LazyFrame = frames("recommendations").select("id", age=pl.lit(today.year - 2019))
        return found

    tables = {"recommendations": [{"id": "rec:a/1"}]}
    assert tally(run(rule, tables, functions={"mine:old": old})) == (1, 0, 0)
    missing = run(rule, tables, functions={"mine:odd": old})
    assert "no plugin gives 'mine:old'" in missing.errors[0].what


def test_a_function_that_raises_costs_only_its_rule(make_rule: MakeRule, run: Run) -> None:
    broken = make_rule('function = "mine:old"', scope="frame", id="ABC002")
    good = make_rule('when = "ref IS NULL"')

    def old(*args: object, **kwargs: object) -> pl.LazyFrame:
        raise SystemError("boom")

    result = run([broken, good], {"recommendations": [{"id": "rec:a/1"}]}, functions={"mine:old": old})
    assert [(failure.rule, failure.what) for failure in result.failures] == [("ABC002", "boom")]
    assert result.findings["rule"].to_list() == ["ABC001"]


def test_rules_read_what_assessors_said(make_rule: MakeRule, run: Run, tally: Tally) -> None:
    rule = make_rule(
        "when = \"due_state.verdict = 'overdue' AND due_state.score < 50\"", more='requires = ["due_state"]'
    )
    records = [{"id": "rec:a/1"}, {"id": "rec:a/2"}, {"id": "rec:a/3"}]
    said = [
        {"record": "rec:a/1", "assessor": "due_state", "verdict": "overdue", "score": 10.0},
        {"record": "rec:a/2", "assessor": "due_state", "verdict": "ok", "score": 10.0},
        {"record": "rec:a/3", "assessor": "other", "verdict": "overdue", "score": 10.0},
    ]
    assert tally(run(rule, {"recommendations": records, "assessments": said})) == (1, 1, 1)
    given = pl.LazyFrame(said).filter(pl.col("record") != "rec:a/1")
    assert tally(run(rule, {"recommendations": records}, assessments=given)) == (0, 1, 2)


def test_a_rule_that_is_wrong_is_said_with_file_line_column_and_caret(make_rule: MakeRule, run: Run) -> None:
    wrong = make_rule('when = """\nref = \'1\'\n  AND stauts = \'x\'\n"""', id="ABC002")
    result = run([wrong, make_rule('when = "ref IS NULL"')], {"recommendations": [{"id": "rec:a/1"}]})
    assert result.counts["rule"].to_list() == ["ABC001"]
    said = str(result.errors[0])
    assert "ABC002: unknown column 'stauts'" in said
    assert said.splitlines()[1:3] == ["    AND stauts = 'x'", "        ^"]
    assert "did you mean 'status'?" in said
    assert result.errors[0].where.endswith("ABC002.toml:12:7")


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"text": "{nothing}"}, "the message knows no 'nothing'"),
        ({"more": 'subject = ["nobody"]'}, "has no column 'nobody'"),
        ({"more": 'stable = ["nobody"]'}, "has no column 'nobody'"),
        ({"sections": '[derive]\nx = "nobody + 1"'}, "unknown column 'nobody'"),
    ],
)
def test_names_that_are_nowhere_are_refused(
    make_rule: MakeRule, run: Run, options: dict[str, str], what: str
) -> None:
    result = run(make_rule('when = "ref IS NULL"', **options), {})
    assert what in result.errors[0].what


@pytest.mark.parametrize(
    ("scope", "condition"), [("unique", 'columns = ["x"]'), ("group", 'by = ["x"]\nhaving = "COUNT(*) > 1"')]
)
def test_a_group_needs_columns_that_are_there(
    make_rule: MakeRule, run: Run, scope: str, condition: str
) -> None:
    assert "has no column 'x'" in run(make_rule(condition, scope=scope), {}).errors[0].what


# ---------------------------------------------------------------- isolation


def many(make_rule: MakeRule) -> list[Rule]:
    return [make_rule(f"when = \"ref = '{number}'\"", id=f"ABC{number:03}") for number in range(1, 9)]


def test_a_failing_pass_is_halved_until_the_culprit_is_alone(
    make_rule: MakeRule, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = many(make_rule)
    right = passes._mask

    def mask(probe: Any) -> pl.Expr:
        broken = pl.col("ref").cast(pl.Date, strict=True).is_null()
        return broken if probe.rule.id == "ABC005" else right(probe)

    monkeypatch.setattr(passes, "_mask", mask)
    result = run(rules, {"recommendations": [{"id": f"rec:a/{n}", "ref": str(n)} for n in range(1, 9)]})
    assert [failure.rule for failure in result.failures] == ["ABC005"]
    assert result.findings["rule"].to_list() == [f"ABC{n:03}" for n in (1, 2, 3, 4, 6, 7, 8)]


def test_a_panic_in_a_query_is_contained(
    make_rule: MakeRule, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Panic(BaseException):
        pass

    real = pl.collect_all
    rules = [
        make_rule('sql = "SELECT id FROM kpis"', scope="query", table="kpis", id=f"QQQ00{n}")
        for n in range(3)
    ]
    calls = {"n": 0}

    def collect_all(frames: Any, **options: Any) -> Any:
        calls["n"] += 1
        if calls["n"] in (2, 3, 4):  # the pass over all, over the first half, and the rule alone
            raise Panic("index out of bounds")
        return real(frames, **options)

    monkeypatch.setattr(pl, "collect_all", collect_all)
    result = run(rules, {"kpis": [{"id": "kpi:a/1"}]})
    assert len(result.failures) + result.counts.height == 3
    assert result.failures[0].what == "index out of bounds"


def test_an_interrupt_ends_the_check(make_rule: MakeRule, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: object, **kwargs: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(passes, "_fused", interrupt)
    with pytest.raises(KeyboardInterrupt):
        run(make_rule('when = "ref IS NULL"'), {"recommendations": [{"id": "rec:a/1"}]})


def test_more_rules_than_a_pass_holds_run_in_several(
    make_rule: MakeRule, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passes, "BLOCK", 3)
    result = run(many(make_rule), {"recommendations": [{"id": "rec:a/8", "ref": "8"}]})
    assert result.findings["rule"].to_list() == ["ABC008"]
    assert result.counts.height == 8


@pytest.mark.parametrize("small", [0, 50_000])
def test_both_engines_say_the_same(
    make_rule: MakeRule, run: Run, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr("slough_tui.engine.rules.run.SMALL", small)
    group = make_rule('by = ["series"]\nhaving = "COUNT(*) > 1"', scope="group", id="GRP001")
    records = [{"id": f"rec:a/{n}", "ref": str(n), "series": "a"} for n in range(1, 9)]
    result = run([*many(make_rule), group], {"recommendations": records})
    assert result.findings.height == 9


def test_a_register_without_records_has_no_findings(make_rule: MakeRule, run: Run) -> None:
    result = run(many(make_rule), {})
    assert result.findings.is_empty()
    assert result.summary["findings"] == 0


# ---------------------------------------------------------------- choosing


def test_rules_are_chosen_by_id_beginning_and_tag(make_rule: MakeRule) -> None:
    rules = [
        make_rule('when = "ref IS NULL"', id="ACT001", more='tags = ["overdue"]'),
        make_rule('when = "ref IS NULL"', id="ACT002"),
        make_rule('when = "ref IS NULL"', id="TXT001", more='tags = ["text"]'),
    ]
    loaded = Loaded(tuple(rules), ())

    def ids(select: list[str], ignore: list[str]) -> list[str]:
        return [rule.id for rule in choose(loaded.rules, select, ignore)]

    assert ids([], []) == ["ACT001", "ACT002", "TXT001"]
    assert ids(["act"], []) == ["ACT001", "ACT002"]
    assert ids(["overdue", "TXT001"], []) == ["ACT001", "TXT001"]
    assert ids([], ["ACT002"]) == ["ACT001", "TXT001"]
    with pytest.raises(UsageError, match="no rule is called 'ACT0003'") as caught:
        ids(["ACT0003"], [])
    assert "did you mean" in caught.value.hint


# ---------------------------------------------------------------- rules about what the others found

UNEXCUSED = """sql = "SELECT rule AS id, COUNT(*) AS n FROM findings WHERE NOT waived GROUP BY rule"
when = "n > 1"
"""
TWO: dict[str, list[dict[str, Any]]] = {"recommendations": [{"id": "rec:1"}, {"id": "rec:2"}]}


@pytest.fixture
def about(make_rule: MakeRule) -> Rule:
    return make_rule(UNEXCUSED, id="LAS001", scope="query", text="{id}: {n} findings")


def test_a_rule_about_findings_sees_those_of_all_rules_also_of_those_not_asked_for(
    make_rule: MakeRule, about: Rule, run: Run
) -> None:
    first = make_rule('when = "ref IS NULL"')
    assert "ABC001: 2 findings" in run([first, about], TWO).findings["message"].to_list()
    alone = run([first, about], TWO, select=["LAS"])
    assert alone.findings["message"].to_list() == ["ABC001: 2 findings"]
    assert alone.counts["rule"].to_list() == ["LAS001"]


def test_a_rule_about_findings_is_not_judged_when_another_could_not_be_run(
    make_rule: MakeRule, about: Rule, run: Run
) -> None:
    wrong = make_rule('when = "stauts IS NULL"', id="BAD001")
    result = run([wrong, about], TWO, select=["LAS"])
    assert (result.errors, result.failures) == ((), ())
    assert result.counts.select("rule", "finding", "state").rows() == [("LAS001", 0, "not judged")]


def test_a_rule_over_an_empty_table_is_not_applicable(make_rule: MakeRule, run: Run) -> None:
    rules = [make_rule('when = "ref IS NULL"'), make_rule('when = "ref IS NULL"', id="KPI901", table="kpis")]
    states = dict(run(rules, TWO).counts.select("rule", "state").iter_rows())
    assert states == {"ABC001": "ran", "KPI901": "not applicable"}


def test_a_rule_whose_message_breaks_costs_only_itself(
    make_rule: MakeRule, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(text: str, *rest: Any) -> pl.Expr:
        if "broken" in text:
            return pl.lit("x").str.to_date("%Y", strict=True)
        return whole(text, *rest)

    whole = message.message
    monkeypatch.setattr(message, "message", breaking)
    rules = [
        make_rule('when = "ref IS NULL"', id=f"ABC00{number}", text=text)
        for number, text in enumerate(("good {id}", "broken {id}", "also good {id}"))
    ]
    result = run(rules, TWO)
    assert [failure.rule for failure in result.failures] == ["ABC001"]
    assert sorted(result.findings["rule"]) == ["ABC000", "ABC000", "ABC002", "ABC002"]
    assert result.counts["rule"].to_list() == ["ABC000", "ABC002"]
