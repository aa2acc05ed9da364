"""What plugins bring beside assessors, readers, layouts and rules: every hook, through the commands that use it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from slough_tui.cli import main
from slough_tui.engine.rules.functions import BROUGHT
from slough_tui.errors import Exit
from slough_tui.hooks import trust
from slough_tui.model.kinds import RECORD_TABLES, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BRINGS = {
    "slough_register_record_kinds": """
from slough_tui.hooks.api import Column, record_kind
@hookimpl
def slough_register_record_kinds():
    yield record_kind("petitions", "Petitions", "one petition", "pet", Column("signatures", "int"), shown=("text", "signatures"))
    yield record_kind("petitions2", "P", "one", "rec", shown=())
""",
    "slough_register_functions": """
from slough_tui.hooks.api import ConditionFunction
@hookimpl
def slough_register_functions():
    yield ConditionFunction("older_than", {"day": "date", "limit": "duration"}, "day + limit < :today", "long ago")
    yield ConditionFunction("lower", {"a": "text"}, "a")
""",
    "slough_register_writers": """
from slough_tui.hooks.api import Writer
@hookimpl
def slough_register_writers():
    yield Writer("tally", lambda findings, counts: f"{findings.height} of {counts.height}\\n")
    yield "no writer"
""",
    "slough_register_commands": """
from slough_tui.hooks.api import Command
def run(arguments, asked):
    return [f"{asked.tables('recommendations').collect().height} on {asked.today}", *arguments]
@hookimpl
def slough_register_commands():
    yield Command("tell", "Tell how many.", run)
    yield 3
""",
    "slough_register_panels": """
from slough_tui.hooks.api import Panel
def lines(record, asked):
    return [f"{record['id']} is read on {asked.today}"]
@hookimpl
def slough_register_panels():
    yield Panel("Mine", ":lines", tables=("recommendations",))
    yield Panel
""",
    "slough_check_started": """
import pathlib
@hookimpl
def slough_check_started(rules, today):
    pathlib.Path("started.txt").write_text(f"{len(rules)} {today}")
    yield 1 / 0
""",
    "slough_check_finished": """
import pathlib
@hookimpl
def slough_check_finished(findings):
    pathlib.Path("finished.txt").write_text(str(findings.height))
    return 3
""",
    "slough_explain": """
@hookimpl
def slough_explain(finding, record):
    yield f"{finding['rule']} on {record['status']}"
    yield 1 / 0
""",
}

RULE = """
id = "OWN001"
title = "Audit action due long ago"
table = "audit_actions"
severity = "warning"
condition.when = "older_than(due, :limit)"
thresholds.limit = "30 days"
message.text = "{ref}: long ago"
message.fix = "Do it."
message.why = "It was promised."
example = [
  { given = { due = 2023-01-01, today = 2023-11-01 }, expect = "finding" },
  { given = { due = 2023-10-25, today = 2023-11-01 }, expect = "clear" },
]
"""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    BROUGHT.clear()
    TABLES.pop("petitions", None)


@pytest.fixture
def slough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sample: Path
) -> Callable[..., tuple[int, str, str]]:
    """`slough` with one plugin in which only `hook` is implemented."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()

    def run(hook: str, *arguments: str) -> tuple[int, str, str]:
        file = tmp_path / "mine" / "mine.py"
        head = '"""A plugin."""\nfrom slough_tui.hooks.api import hookimpl\nAPI = 1\n'
        file.write_text(head + BRINGS[hook], encoding="utf-8")
        trust.trust(file)
        capsys.readouterr()
        code = main(["--register", str(sample), "--as-of", "2023-11-01", "--plugins", "mine", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_kind_of_record_is_a_table_like_any(slough: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = slough("slough_register_record_kinds", "list", "petitions", "--output-format", "json")
    assert (code, out.strip(), err) == (0, "[]", "no petitions as of 2023-11-01\n")
    assert "petitions" in RECORD_TABLES
    assert RECORD_TABLES[-1] == "petitions"
    code, out, _ = slough("slough_register_record_kinds", "plugins", "list", "--output-format", "json")
    assert "the prefix 'rec' of petitions2 is that of recommendations" in out
    assert code == Exit.PARTIAL


def test_a_function_of_a_plugin_is_called_by_a_condition(
    slough: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "old.toml").write_text(RULE, encoding="utf-8")
    run = "slough_register_functions", "--rules", "rules"
    code, out, err = slough(*run, "check", "--select", "OWN001")
    assert "A-1: long ago" in out
    assert "lower: conditions have a function of this name" in err
    assert code == Exit.PARTIAL
    assert "2 examples of 1 rules hold" in slough(*run, "rules", "test", "OWN001")[1]
    (tmp_path / "rules" / "old.toml").write_text(RULE.replace("(due, :limit)", "(due)"), encoding="utf-8")
    code, _, err = slough(*run, "check", "--select", "OWN001")
    assert "older_than takes 2, not 1" in err
    assert "hint: older_than(day, limit)" in err
    assert code == Exit.USAGE


def test_a_writer_of_a_plugin_is_a_format(slough: Callable[..., tuple[int, str, str]]) -> None:
    check = "slough_register_writers", "check", "--select", "AUD001", "--output-format"
    assert slough(*check, "tally")[1] == "1 of 1\n"
    code, out, err = slough(*check, "tale")
    assert (code, out) == (Exit.USAGE, "")
    assert "there is no format 'tale'; did you mean tally?" in err


def test_a_command_of_a_plugin_is_a_command(slough: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = slough("slough_register_commands", "tell", "once", "twice")
    assert (code, out) == (0, "3 on 2023-11-01\nonce\ntwice\n")
    assert "Tell how many." in slough("slough_register_commands", "tell", "--help")[1]
    assert "there is no command 'tel'" in slough("slough_register_commands", "tel")[2]


def test_a_panel_stands_below_its_record(slough: Callable[..., tuple[int, str, str]]) -> None:
    _, out, err = slough("slough_register_panels", "show", "rec:health/1")
    assert out.endswith("Mine\n  rec:health/1 is read on 2023-11-01\n")
    assert "slough_register_panels" in err
    assert "Mine" not in slough("slough_register_panels", "show", "A-1")[1]


@pytest.mark.parametrize(
    ("hook", "file", "text"),
    [
        ("slough_check_started", "started.txt", "1 2023-11-01"),
        ("slough_check_finished", "finished.txt", "1"),
    ],
)
def test_a_plugin_hears_of_a_check_and_cannot_stop_it(
    slough: Callable[..., tuple[int, str, str]], tmp_path: Path, hook: str, file: str, text: str
) -> None:
    code, out, err = slough(hook, "check", "--select", "AUD001")
    assert (tmp_path / file).read_text() == text
    assert "AUD001 error" in out
    assert f"plugin mine: {hook}: " in err
    assert code == Exit.PARTIAL


def test_a_plugin_adds_to_an_explanation(slough: Callable[..., tuple[int, str, str]]) -> None:
    check = slough("slough_explain", "check", "--select", "AUD001", "--output-format", "json")[1]
    code, out, err = slough("slough_explain", "explain", json.loads(check)["findings"][0]["fingerprint"])
    assert "Also\n  AUD001 on overdue\n" in out
    assert "ZeroDivisionError" in err
    assert code == Exit.PARTIAL


def test_a_new_plugin_loads_is_tried_and_gives_verdicts(
    slough: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    hook = "slough_register_writers"
    assert slough(hook, "plugins", "new", "late_answers", "-o", "mine/late_answers.py")[0] == 0
    code, out, _ = slough(hook, "plugins", "test", "late_answers")
    assert (code, "slough plugins trust" in out) == (Exit.PARTIAL, True)
    trust.trust(tmp_path / "mine" / "late_answers.py")
    code, out, _ = slough(hook, "plugins", "test", "late_answers")
    assert (code, out) == (0, "late_answers holds  register_assessors\n")
    code, out, _ = slough(hook, "plugins", "test")
    assert (code, "mine fails  register_writers" in out) == (Exit.PARTIAL, True)
    assert "silent" in slough(hook, "assess", "late_answers")[1]
    assert slough(hook, "plugins", "new", "late_answers", "-o", "mine/late_answers.py")[0] == Exit.USAGE
    assert slough(hook, "plugins", "new", "Late")[0] == Exit.USAGE


def test_the_list_counts_times_and_findings(slough: Callable[..., tuple[int, str, str]]) -> None:
    _, out, _ = slough("slough_register_writers", "plugins", "list", "--run", "--output-format", "json")
    by_name = {one["name"]: one for one in json.loads(out)}
    assert all(one["run_ms"] >= 0 for one in by_name.values())
    assert all(one["findings"] >= 0 for one in by_name.values())
    assert {"origin", "version", "api", "hooks", "load_ms", "failures"} <= set(by_name["mine"])
