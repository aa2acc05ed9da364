"""The mutation score: what a rule's examples would notice if its condition were another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.engine.rules.load import read_rule
from slough_tui.engine.rules.mutants import mutants, score

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.engine.rules.rule import Rule

RULE = """
id = "ABC001"
title = "T"
table = "audit_reviews"
severity = "error"
scope = "{scope}"
[thresholds]
most = 3
[condition]
{condition}
[message]
text = "{{id}}"
fix = "x."
why = "y"
"""
EXAMPLE = "[[example]]\ngiven = {{ {given} }}\nexpect = '{expect}'\n"


def made(tmp_path: Path, condition: str, *examples: tuple[str, str], scope: str = "row") -> Rule:
    text = RULE.format(condition=condition, scope=scope)
    text += "".join(EXAMPLE.format(given=given, expect=expect) for given, expect in examples)
    (tmp_path / "rule.toml").write_text(text, encoding="utf-8")
    return read_rule(tmp_path / "rule.toml")


def changes(rule: Rule) -> list[str]:
    return [mutant.change.partition("  in  ")[0] for mutant in mutants(rule)]


SOME = (("high = 9", "finding"), ("high = 0", "clear"))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("high > 3", ["> -> >=", "> -> <", "3 -> 4", "3 -> 2"]),
        (
            "high = 3 AND low <> 2",
            ["= -> <>", "3 -> 4", "3 -> 2", "AND -> OR", "<> -> =", "2 -> 3", "2 -> 1"],
        ),
        ("title IS NULL", ["IS -> IS NOT"]),
        ("title IS NOT NULL", ["NOT -> nothing"]),
        ("title IN ('a', 'b')", ["IN -> NOT IN", "'a' -> 'a~'", "'b' -> 'b~'"]),
        ("title NOT LIKE 'a%'", ["NOT -> nothing", "'a%' -> 'a%~'"]),
        ("high BETWEEN 1 AND 5", ["BETWEEN -> NOT BETWEEN", "1 -> 2", "1 -> 0"]),
        ("replace(title, ' ', '') = ''", ["= -> <>", "'' -> '~'"]),
    ],
)
def test_every_place_of_a_condition_is_changed_once(
    tmp_path: Path, condition: str, expected: list[str]
) -> None:
    found = changes(made(tmp_path, f'when = "{condition}"', *SOME))
    assert [change.removeprefix("when: ") for change in found if not change.startswith("most")] == expected


def test_examples_at_the_boundary_notice_all_and_far_from_it_few(tmp_path: Path) -> None:
    near = score(made(tmp_path, 'when = "high > :most"', ("high = 4", "finding"), ("high = 3", "clear")))
    assert (near.share, near.survivors) == (1.0, ())
    far = score(made(tmp_path, 'when = "high > :most"', *SOME))
    assert [m.change.partition("  in")[0] for m in far.survivors] == [
        "when: > -> >=",
        "most: 3 -> 4",
        "most: 3 -> 2",
    ]
    assert far.share == 0.25


def test_a_mutant_that_is_no_condition_does_not_count(tmp_path: Path) -> None:
    rule = made(
        tmp_path, "when = \"title = 'a' AND high > 3\"", ("title = 'a', high = 4", "finding"), *SOME[1:]
    )
    assert score(rule).killed + len(score(rule).survivors) <= len(changes(rule))


def test_the_sql_of_a_query_is_changed_too(tmp_path: Path) -> None:
    sql = 'sql = "SELECT id FROM audit_reviews WHERE high > 3"'
    rule = made(tmp_path, sql, ("high = 4", "finding"), ("high = 3", "clear"), scope="query")
    assert score(rule).killed == 4


def test_no_group_is_empty_so_that_at_least_none_is_no_change(tmp_path: Path) -> None:
    group = """by = ["title"]\nhaving = "COUNT(*) >= 1 AND MAX(high) >= 1\""""
    found = [
        change.removeprefix("having: ") for change in changes(made(tmp_path, group, *SOME, scope="group"))
    ]
    assert found[:3] == [">= -> >", ">= -> <", "1 -> 2"]
    assert found[3:8] == ["AND -> OR", ">= -> >", ">= -> <", "1 -> 2", "1 -> 0"]


@pytest.mark.parametrize("condition", ["high > 3 AND low > 3", "hihg > 3"])
def test_a_rule_whose_examples_do_not_hold_has_no_score(tmp_path: Path, condition: str) -> None:
    found = score(made(tmp_path, f'when = "{condition}"', *SOME))
    assert (found.holds, found.share, found.survivors) == (False, 0.0, ())
