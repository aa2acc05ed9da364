"""A session with four broken plugins and five broken rules among good ones: only they are lost, and each is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import Exit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

HEAD = '"""A plugin."""\nimport polars as pl\nfrom slough_tui.hooks.api import hookimpl\nAPI = 1\n'
PLUGINS = {
    "good": """
def late(frames, *, today, as_of, thresholds):
    return frames("audit_actions").filter(pl.col("due") < today).select("id", "ref", "document", "line")
""",
    "does_not_load": "raise RuntimeError('out of order')\n",
    "ends_the_run": "raise SystemExit(0)\n",
    "wrong_hook": "@hookimpl\ndef slough_register_asessors(): ...\n",
    "breaks_when_run": """
def frame(frames, *, today, as_of, thresholds):
    return frames("kpis").select("id", x=pl.col("title").str.to_date("%Y"))
@hookimpl
def slough_check_started():
    raise KeyError("started")
""",
}
RULE = """
id = "{id}"
title = "Rule {id}"
scope = "{scope}"
table = "{table}"
severity = "warning"
[condition]
{condition}
[message]
text = "{{id}}: found"
fix = "Mend it."
why = "Because."
[[example]]
given = {{ ref = "1" }}
expect = "finding"
[[example]]
given = {{ ref = "2" }}
expect = "clear"
"""
GOOD_RULES = {
    "GOO001": ("row", "recommendations", "when = \"ref = '1'\""),
    "GOO002": ("frame", "audit_actions", 'function = "good:late"'),
    "GOO003": ("query", "recommendations", "sql = \"SELECT id FROM recommendations WHERE ref = '2'\""),
}
OF_PLUGIN = {"BRO001": ("frame", "kpis", 'function = "breaks_when_run:frame"')}
BAD_RULES = {
    "BAD001": ("row", "recommendations", "when = \"stauts = 'x'\""),
    "BAD002": ("row", "recommendations", 'when = "lenght(text) > 3"'),
    "BAD003": ("row", "recommendations", 'when = "due > 3"'),
    "BAD004": ("row", "recommendations", 'wen = "true"'),
    "BAD005": ("query", "recommendations", "sql = \"SELECT id FROM read_csv('/etc/passwd')\""),
}
NAMED = {
    "BAD001": "unknown column 'stauts'",
    "BAD002": "unknown function 'lenght'",
    "BAD003": "a date is compared with a number",
    "BAD004": "unknown key 'wen'; did you mean 'when'?",
    "BAD005": "READ_CSV is not allowed",
}
CULPRITS = {
    "does_not_load": "RuntimeError: out of order",
    "ends_the_run": "SystemExit",
    "wrong_hook": "did you mean slough_register_assessors?",
    "breaks_when_run": "rule BRO001",
}


def plugins(folder: Path, names: dict[str, str]) -> Path:
    from slough_tui.hooks import trust

    folder.mkdir()
    for name, text in names.items():
        (folder / f"{name}.py").write_text(HEAD + text, encoding="utf-8")
        trust.trust(folder / f"{name}.py")
    return folder


def rules(folder: Path, *sets: dict[str, tuple[str, str, str]]) -> Path:
    folder.mkdir()
    for several in sets:
        for name, (scope, table, condition) in several.items():
            text = RULE.format(id=name, scope=scope, table=table, condition=condition)
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def check(process: Run, sample: Path) -> Any:
    def run(plugin_folder: Path, rule_folder: Path) -> tuple[int, list[dict[str, Any]], str]:
        ran = process(
            "--register", sample, "--as-of", "2023-11-01", "--plugins", plugin_folder, "--rules", rule_folder,
            "check", "--output-format", "json",
        )  # fmt: skip
        return ran.code, json.loads(ran.out)["findings"], ran.err

    return run


def test_only_the_broken_are_lost_and_each_is_named(check: Any, here: Path) -> None:
    good = plugins(here / "good", {"good": PLUGINS["good"]})
    alone = rules(here / "alone", GOOD_RULES)
    code, expected, _ = check(good, alone)
    assert code == Exit.FINDINGS
    assert {"GOO001", "GOO002", "GOO003"} <= {finding["rule"] for finding in expected}

    broken = plugins(here / "broken", PLUGINS)
    code, found, err = check(broken, rules(here / "more", GOOD_RULES, OF_PLUGIN))
    assert (code, found) == (Exit.PARTIAL, expected)
    for plugin, what in CULPRITS.items():
        assert any(f"plugin {plugin}: " in line and what in line for line in err.splitlines()), (plugin, err)
    assert "Traceback" not in err

    code, found, err = check(broken, rules(here / "all", GOOD_RULES, OF_PLUGIN, BAD_RULES))
    assert (code, found) == (Exit.USAGE, expected)
    for rule, what in NAMED.items():
        assert any(f"{rule}.toml:" in line and what in line for line in err.splitlines()), (rule, err)
    assert "plugin good" not in err
