"""Thresholds that a council set otherwise, for all its bodies or for one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.engine.rules.rule import Duration
from slough_tui.engine.rules.tuning import tuned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from slough_tui.engine.rules.rule import Rule
    from slough_tui.engine.rules.run import CheckResult
    from tests.engine.rules.conftest import MakeRule

SECTIONS = '[thresholds]\nwindow = "2 months"\nshare = 0.5\n'
RECORDS = [
    {"id": "rec:a/1", "ref": "1", "body": "Audit  Committee", "due": date(2023, 10, 1)},
    {"id": "rec:a/2", "ref": "2", "body": "Scrutiny Panel", "due": date(2023, 10, 1)},
    {"id": "rec:a/3", "ref": "3", "document": "doc:x", "due": date(2023, 10, 1)},
    {"id": "rec:a/4", "ref": "4", "due": date(2023, 9, 1)},
    {"id": "rec:a/5", "ref": "5", "body": "Audit Committee"},
]
TABLES = {"recommendations": RECORDS, "documents": [{"id": "doc:x", "body": "audit committee"}]}


@pytest.fixture
def rule(make_rule: MakeRule) -> Rule:
    return make_rule('when = "due + :window < :today"', sections=SECTIONS, text="{ref}: {window}")


def refs(result: CheckResult) -> list[str]:
    return sorted(result.findings["ref"].to_list())


def test_a_threshold_of_the_settings_is_that_of_the_rule(rule: Rule, run: Callable[..., CheckResult]) -> None:
    (mine,), wrong = tuned([rule], {"ABC001": {"window": "1 month"}}, "slough.toml")
    assert wrong == ()
    assert refs(run(rule, TABLES)) == ["4"]
    assert refs(run(mine, TABLES)) == ["1", "2", "3", "4"]


def test_a_body_has_thresholds_of_its_own_and_the_others_keep_theirs(
    rule: Rule, run: Callable[..., CheckResult]
) -> None:
    said = {"ABC001": {"bodies": {"Audit Committee": {"window": "1 month"}}}}
    (mine,), _ = tuned([rule], said, "slough.toml")
    result = run(mine, TABLES)
    assert refs(result) == ["1", "3", "4"]  # 3 stands in a paper of that body
    assert sorted(result.findings["message"]) == ["1: 1 month", "3: 1 month", "4: 2 months"]
    counts = result.counts.row(0, named=True)
    assert (counts["finding"], counts["clear"], counts["unknown"], result.counts.height) == (3, 1, 1, 1)


def test_a_group_is_judged_by_the_threshold_of_its_body(
    make_rule: MakeRule, run: Callable[..., CheckResult]
) -> None:
    rule = make_rule(
        'by = ["body"]\nhaving = "COUNT(*) > :most"',
        scope="group",
        sections="[thresholds]\nmost = 5\n",
        text="{body}: {count}",
    )
    records = [{"id": f"rec:{n}", "body": body} for n, body in enumerate("AABB")]
    (mine,), _ = tuned([rule], {"ABC001": {"bodies": {"B": {"most": 1}}}}, "slough.toml")
    assert run(mine, {"recommendations": records}).findings["message"].to_list() == ["B: 2"]


@pytest.mark.parametrize(
    ("said", "place", "what"),
    [
        ("[thresholds.ABC002]\nwindow = 1", "1:2", "there is no rule 'ABC002'; did you mean 'ABC001'?"),
        ("[thresholds.ABC001]\nwindo = 1", "2:1", "no threshold 'windo'; did you mean 'window'?"),
        ("[thresholds.ABC001]\nwindow = 1", "2:1", "window of ABC001 is a length of time, not a number"),
        ('[thresholds.ABC001]\nshare = "x"', "2:1", "share of ABC001 is a number, not a text"),
        ("[thresholds.ABC001]\nshare = []", "2:1", "a list of texts is needed"),
        ("[thresholds.ABC001]\nbodies = 1", "2:1", 'bodies."a committee"] is needed'),
        ("[thresholds.ABC001.bodies.X]\nshare = true", "2:1", "share of ABC001 is a number, not a boolean"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_the_rule_stays_as_it_was(
    rule: Rule, tmp_path: Path, said: str, place: str, what: str
) -> None:
    import tomllib

    file = tmp_path / "slough.toml"
    file.write_text(said, encoding="utf-8")
    rules, wrong = tuned([rule], tomllib.loads(said)["thresholds"], str(file))
    assert rules == (rule,)
    assert str(wrong[0]).startswith(f"{file}:{place}: ")
    assert what in str(wrong[0])


def test_a_body_of_records_that_have_none_is_refused(make_rule: MakeRule) -> None:
    rule = make_rule('when = "until < :today"', table="waivers", sections='[thresholds]\nn = "1 day"\n')
    rules, wrong = tuned([rule], {"ABC001": {"bodies": {"x": {"n": "2 days"}}}}, "nowhere.toml")
    assert rules == (rule,)
    assert str(wrong[0]) == "nowhere.toml: waivers belong to no body"


def test_lengths_of_time_may_change_their_unit(rule: Rule) -> None:
    (mine,), wrong = tuned([rule], {"ABC001": {"window": "10 days"}}, "slough.toml")
    assert wrong == ()
    assert mine.thresholds["window"] == Duration(days=10)
    assert mine.thresholds["share"] == 0.5
