"""A rule's own examples, run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.engine.rules.examples import SOME_DAY, judge, run_examples
from slough_tui.engine.rules.rule import SCOPES, Example, Rule
from slough_tui.engine.rules.template import STARTS, template
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from pathlib import Path

MakeRule = Callable[..., Rule]


def example(
    expect: str, *records: Mapping[str, object], count: int | None = None, today: date | None = None
) -> Example:
    return Example({"recommendations": records}, expect, count, today)


def test_an_example_holds_or_says_what_it_got_instead(make_rule: MakeRule) -> None:
    rule = make_rule('when = "due < :today"')
    late, soon, undated = (
        {"id": "a", "due": date(2020, 1, 1)},
        {"id": "b", "due": date(2030, 1, 1)},
        {"id": "c"},
    )
    cases = [
        (example("finding", late), ""),
        (example("clear", soon), ""),
        (example("unknown", undated), ""),
        (example("clear", late), "expected clear, got finding"),
        (example("finding", soon), "expected finding, got clear"),
        (example("clear", soon, undated), "expected clear, got unknown"),
        (example("finding", late, soon, count=1), ""),
        (example("finding", late, soon, count=2), "expected 2 findings, got 1"),
        (example("clear", late, today=date(2019, 1, 1)), ""),
    ]
    for given, problem in cases:
        assert judge(rule, 1, given).problem == problem, given


def test_an_example_without_a_day_does_not_change_from_day_to_day(make_rule: MakeRule) -> None:
    rule = make_rule('when = "due = :today"')
    assert judge(rule, 1, example("finding", {"id": "a", "due": SOME_DAY})).problem == ""


def test_a_rule_that_cannot_run_fails_its_examples(make_rule: MakeRule) -> None:
    rule = make_rule('when = "stauts IS NULL"')
    verdict = judge(rule, 1, example("finding", {"id": "a"}))
    assert (verdict.outcome, "unknown column 'stauts'" in verdict.problem) == ("error", True)


def test_every_example_of_every_rule_is_run_and_numbered(make_rule: MakeRule) -> None:
    rule = replace(make_rule('when = "ref IS NULL"'), examples=(example("finding", {"id": "a"}),) * 3)
    assert [verdict.number for verdict in run_examples([rule, rule])] == [1, 2, 3, 1, 2, 3]


@pytest.mark.parametrize("scope", STARTS)
def test_a_new_rule_file_holds_for_every_table(tmp_path: Path, scope: str) -> None:
    from slough_tui.engine.rules.load import read_rule

    for table in TABLES.values():
        path = tmp_path / f"{table.name}.toml"
        path.write_text(template("ABC001", table, scope), encoding="utf-8")
        verdicts = list(run_examples([read_rule(path)]))
        assert [verdict.problem for verdict in verdicts] == [""] * len(verdicts), table.name
        assert len(verdicts) >= 2


def test_a_new_file_can_be_of_every_scope_but_frame() -> None:
    assert set(STARTS) == set(SCOPES) - {"frame"}
