"""Every rule that comes along: read, held against its examples, and against what the house asks of rules."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from slough_tui.engine.rules.examples import judge, tables_of
from slough_tui.engine.rules.frames import FINDINGS, frames_of
from slough_tui.engine.rules.load import Loaded, read_rule
from slough_tui.engine.rules.mutants import scores
from slough_tui.engine.rules.run import run_check
from tests.rules.conftest import functions_of

if TYPE_CHECKING:
    from slough_tui.engine.rules.rule import Rule

FOLDER = Path(__file__).resolve().parent.parent.parent / "rules"
TODAY = date(2023, 11, 23)
FILES = sorted(FOLDER.rglob("*.toml"))
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")


@each_file
def test_every_example_of_the_rule_holds(path: Path) -> None:
    rule = read_rule(path)
    problems = [
        judge(rule, number, example, functions=functions_of(rule)).problem
        for number, example in enumerate(rule.examples, 1)
    ]
    assert problems == [""] * len(rule.examples)


@each_file
def test_a_message_of_an_example_is_a_sentence_about_its_record(path: Path) -> None:
    rule = read_rule(path)
    for number, example in enumerate(rule.examples, 1):
        if example.expect == "finding":
            for said in judge(rule, number, example, functions=functions_of(rule)).messages:
                assert 10 < len(said) < 400, said
                assert "{" not in said, said
                assert "\n" not in said, said


@each_file
def test_a_rule_says_why_and_what_to_do_and_is_named_by_its_meaning(path: Path) -> None:
    rule = read_rule(path)
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.id)
    assert rule.id.lower() not in path.stem
    assert len(rule.why.split()) >= 10
    assert rule.fix.endswith(".")
    assert not rule.title.endswith(".")
    assert rule.tags


def test_all_files_are_right_and_no_id_is_used_twice(bundled: Loaded) -> None:
    assert bundled.errors == ()
    assert len(bundled.rules) == len(FILES) >= 30


def test_every_rule_runs_on_an_empty_register(bundled: Loaded) -> None:
    result = run_check(
        frames_of({}), bundled.rules, today=TODAY, as_of=TODAY, functions=functions_of(*bundled.rules)
    )
    assert (result.errors, result.failures) == ((), ())
    assert result.findings.is_empty()
    assert result.counts.height == len(bundled.rules)


def test_the_engines_of_polars_agree_on_all_examples_together(
    bundled: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = frames_of(_everything(bundled))
    found = []
    for small in (0, 10**9):
        monkeypatch.setattr("slough_tui.engine.rules.run.SMALL", small)
        result = run_check(
            frames, bundled.rules, today=TODAY, as_of=TODAY, functions=functions_of(*bundled.rules)
        )
        assert result.failures == ()
        found.append(result.findings)
    assert found[0].height > 50
    assert found[0].equals(found[1])


def test_the_order_of_records_changes_no_finding(bundled: Loaded) -> None:
    tables = _everything(bundled)
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=3) for name, frame in tables.items()}
    one, other = (
        run_check(
            frames_of(given), bundled.rules, today=TODAY, as_of=TODAY, functions=functions_of(*bundled.rules)
        ).findings
        for given in (tables, shuffled)
    )
    assert sorted(one["fingerprint"]) == sorted(other["fingerprint"])


def _everything(bundled: Loaded) -> dict[str, pl.DataFrame]:
    """The records of all examples in one register, each with an id of its own."""
    parts: dict[str, list[pl.DataFrame]] = {}
    for rule in bundled.rules:
        for number, example in enumerate(rule.examples):
            for table, frame in tables_of(example).items():
                if table == FINDINGS:  # made of what the other rules find
                    continue
                own = pl.concat_str(pl.col("id"), pl.lit(f"~{rule.id}-{number}")).alias("id")
                parts.setdefault(table, []).append(frame.with_columns(own))
    return {table: pl.concat(frames) for table, frames in parts.items()}


# ---------------------------------------------------------------- would the examples notice?


IN_SQL = [rule for path in FILES if (rule := read_rule(path)).scope != "frame"]


@pytest.mark.parametrize("rule", IN_SQL, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_notice_nine_of_ten_changes_of_its_condition(rule: Rule) -> None:
    (found,) = scores([rule])
    assert found.share >= 0.9, [mutant.change for mutant in found.survivors]


def test_a_window_that_steps_from_line_to_line_leaves_no_order_to_chance(bundled: Loaded) -> None:
    orders = [
        (rule.id, order)
        for rule in bundled.rules
        for order in re.findall(r"(?:LAG|LEAD)\(.+?\) OVER \(.*?ORDER BY (.*?)\) AS", rule.sql)
    ]
    assert len(orders) > 10
    assert [one for one in orders if not one[1].endswith("id")] == []
