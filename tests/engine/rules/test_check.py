"""A whole check asks of plugins no more than its rules need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from slough_tui.engine.rules.check import check
from slough_tui.engine.rules.frames import frames_of
from slough_tui.engine.rules.load import Loaded
from slough_tui.engine.rules.run import run_check
from slough_tui.hooks.host import Host
from slough_tui.store.schema import schema_of
from tests.engine.rules.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule
    from tests.engine.rules.conftest import MakeRule

JUDGE = '''"""A plugin of the tests."""
from pathlib import Path
import polars as pl
from slough_tui.hooks.api import assessor, hookimpl

API = 1


@assessor(tables=("recommendations", "plan_actions"), verdicts=("seen",))
def judge(given):
    """Sees everything, and writes down where."""
    with Path(__file__).with_suffix(".asked").open("a") as asked:
        asked.write(given.table + " ")
    return given.frame.select("id", verdict=pl.lit("seen"))


@hookimpl
def slough_register_assessors():
    return [judge]
'''


def test_an_assessor_is_asked_of_the_tables_alone_whose_rules_require_it(
    make_rule: MakeRule, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "judge.py").write_text(JUDGE, encoding="utf-8")
    rule = make_rule("when = \"judge.verdict = 'seen'\"", more='requires = ["judge"]', table="plan_actions")
    records = {
        name: pl.DataFrame([{"id": f"{name}:1"}], schema=schema_of(name))
        for name in ("recommendations", "plan_actions")
    }
    host = Host.load(installed=False, bundle=bundle)
    checked = check(frames_of(records), Loaded((rule,), ()), today=TODAY, as_of=TODAY, get_host=lambda: host)
    assert checked.failed == ()
    assert checked.result.findings["subjects"].list.first().struct.field("id").to_list() == ["plan_actions:1"]
    assert (bundle / "judge.asked").read_text(encoding="utf-8") == "plan_actions "


def test_rules_that_ask_one_thing_of_a_plugin_ask_once(make_rule: MakeRule) -> None:
    asked: list[int] = []

    def look(frames: Frames, *, thresholds: Mapping[str, int], **_run: object) -> pl.LazyFrame:
        asked.append(thresholds["most"])
        return frames("plan_actions").select("id", "ref").head(thresholds["most"])

    def rule(name: str, most: int) -> Rule:
        more = f"[thresholds]\nmost = {most}"
        return make_rule(
            'function = "mine:look"', id=name, scope="frame", table="plan_actions", sections=more
        )

    records = pl.DataFrame([{"id": "plan_actions:1"}], schema=schema_of("plan_actions"))
    result = run_check(
        frames_of({"plan_actions": records}),
        [rule("ABC001", 1), rule("ABC002", 1), rule("ABC003", 0)],
        today=TODAY,
        as_of=TODAY,
        functions={"mine:look": look},
    )
    assert asked == [1, 0]
    assert result.findings["rule"].to_list() == ["ABC001", "ABC002"]
