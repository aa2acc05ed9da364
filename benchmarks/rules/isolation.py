"""What it costs that a plugin's functions are found, called, timed and looked at each alone, beside calling them directly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from benchmarks.rules import data, ours
from benchmarks.store.timing import in_pairs
from slough_tui.engine.rules.check import functions_for
from slough_tui.engine.rules.rule import Rule
from slough_tui.engine.rules.run import run_rules
from slough_tui.hooks.host import Host

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

FUNCTION = """

def rule_{number}(frames, **_run):
    return frames("plan_actions").filter(pl.col("page") > {least}).select("id", "ref", "page")
"""


def line(folder: Path, records: int) -> tuple[str, str, float, str]:
    """The line of the table: processor time, in pairs."""
    plugins = folder / "plugins"
    plugins.mkdir()
    source = "".join(FUNCTION.format(number=number, least=60 + number) for number in range(12))
    (plugins / "measured.py").write_text(
        f'"""Twelve rules."""\n\nimport polars as pl\n\nAPI = 1\n{source}', encoding="utf-8"
    )
    frames = ours.frames_by(pl.read_parquet(data.make(folder / "isolation.parquet", records)))
    rules = [
        Rule(
            f"PLA{number:03}", "t", "frame", "plan_actions", "error", "certain", "{ref}: is wrong",
            function=f"measured:rule_{number}",
        )
        for number in range(12)
    ]  # fmt: skip
    host = Host.load(bundle=plugins, installed=False)
    direct = {rule.function: host.function(rule.function) for rule in rules}

    def checked(functions: Any) -> Any:
        found = run_rules(frames, rules, rules, today=data.TODAY, as_of=data.TODAY, functions=functions)
        assert not found.failures
        return found

    ratio = in_pairs(lambda: checked(functions_for(rules, lambda: host, [])), lambda: checked(direct))
    return (
        f"12 rules of a plugin, {records:,} records: processor time",
        "its functions called directly",
        ratio,
        "1.05",
    )
