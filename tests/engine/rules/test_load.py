"""Rule files: found, read, and what is wrong is said with file, line, column and a suggestion."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from slough_tui.engine.rules.load import load_rules, read_rule
from slough_tui.engine.rules.rule import Duration
from slough_tui.errors import RuleError

if TYPE_CHECKING:
    from pathlib import Path

GOOD = '''id = "ACT-003"
title = "High-priority audit action overdue"
scope = "row"
table = "audit_actions"
severity = "error"
confidence = "certain"
tags = ["overdue"]
requires = ["due_state"]
unknown = "ignore"
[thresholds]
grace = "0 days"
share = 0.5
[condition]
when = "status = 'overdue' AND priority = 'high' AND due + :grace < :today"
[derive]
days = ":today - due"
[message]
text = "{ref}: high-priority action is {days} overdue"
fix = "Ask the lead."
why = """Markdown; cites the source"""
[[example]]
given = { status = "overdue", priority = "high", due = 2023-09-30, today = 2023-11-23 }
expect = "finding"
[[example]]
given = { status = "complete" }
expect = "clear"
'''


def write(folder: Path, text: str, name: str = "rule.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> RuleError:
    with pytest.raises(RuleError) as caught:
        read_rule(write(folder, text))
    return caught.value


def test_the_example_of_the_design_is_a_rule(tmp_path: Path) -> None:
    rule = read_rule(write(tmp_path, GOOD))
    assert (rule.id, rule.scope, rule.table, rule.severity) == ("ACT-003", "row", "audit_actions", "error")
    assert rule.thresholds == {"grace": Duration(), "share": 0.5}
    assert rule.derive == {"days": ":today - due"}
    assert rule.examples[0].today is not None
    assert rule.examples[0].tables["audit_actions"][0]["status"] == "overdue"
    assert rule.examples[0].expect == "finding"


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ('severity = "error"', 'severity = "fatal"', "5:1", "'fatal' is not one of error, warning or info"),
        ('severity = "error"', 'severty = "error"', "5:1", "did you mean 'severity'?"),
        ('table = "audit_actions"', 'table = "audit_action"', "4:1", "did you mean 'audit_actions'?"),
        ('id = "ACT-003"', 'id = "act3"', "1:1", "three capital letters and three digits"),
        ("when = ", "wen = ", "14:1", "did you mean 'when'?"),
        ('grace = "0 days"', "grace = []", "11:1", "a list of texts is needed"),
        ('grace = "0 days"', 'today = "0 days"', "11:1", "cannot be a threshold"),
        ('scope = "row"', 'scope = "group"', "13:2", "a group rule needs by and having"),
        ('when = "', 'by = ["x"]\nwhen = "', "13:2", "a row rule has no by"),
        ("{ref}:", "{ref:", "18:1", "stands alone"),
        ('expect = "clear"', 'expect = "clean"', "26:1", "is not one of finding, clear or unknown"),
        ('expect = "clear"', 'expect = "finding"', "21:3", "at least one must not be a finding"),
        ('status = "complete"', 'staus = "complete"', "25:1", "did you mean 'status'?"),
        ('title = "High-priority audit action overdue"\n', "", "1:1", "title is missing"),
        ("[derive]", "[derive", "15:8", "not TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, old: str, new: str, place: str, what: str
) -> None:
    assert old in GOOD
    error = refusal(tmp_path, GOOD.replace(old, new, 1))
    assert what in str(error)
    assert f"rule.toml:{place}" in error.where


def test_a_file_that_is_no_text_or_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rule.toml"
    path.write_bytes(b"id = 1\n\xff\xfe")
    with pytest.raises(RuleError, match="not UTF-8") as caught:
        read_rule(path)
    assert caught.value.where.endswith(":2")
    path.write_bytes(b"#" * 300_000)
    with pytest.raises(RuleError, match="size"):
        read_rule(path)
    with pytest.raises(RuleError, match="cannot be read"):
        read_rule(tmp_path / "none.toml")


def test_a_wrong_file_costs_only_itself(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a/good.toml")
    write(tmp_path, "id = ", "b/bad.toml")
    loaded = load_rules([tmp_path])
    assert [rule.id for rule in loaded.rules] == ["ACT-003"]
    assert len(loaded.errors) == 1


def test_two_files_of_one_folder_cannot_share_an_id(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a.toml")
    write(tmp_path, GOOD.replace("0 days", "1 day"), "b.toml")
    loaded = load_rules([tmp_path])
    assert len(loaded.rules) == 1
    assert "b.toml:1:1: ACT-003: also the id of" in str(loaded.errors[0])


def test_examples_that_contradict_each_other_are_no_rule(tmp_path: Path) -> None:
    same = GOOD.split("[[example]]")[1].replace('expect = "finding"', 'expect = "unknown"')
    error = refusal(tmp_path, f"{GOOD}\n[[example]]{same}")
    assert "it gives what example 1 gives, and expects unknown instead of finding" in str(error)


def test_an_error_shows_the_line_with_a_caret(tmp_path: Path) -> None:
    error = refusal(tmp_path, GOOD.replace('severity = "error"', 'severty = "error"'))
    assert str(error).endswith("did you mean 'severity'?\n  severty = \"error\"\n  ^")
    error = refusal(tmp_path, GOOD.replace("[derive]", "[derive"))
    assert str(error).endswith("\n  [derive\n         ^")


def test_a_later_folder_replaces_a_rule_of_an_earlier_one(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "ours/a.toml")
    write(tmp_path, GOOD.replace("0 days", "7 days"), "theirs/a.toml")
    loaded = load_rules([tmp_path / "ours", tmp_path / "theirs"])
    assert [rule.thresholds["grace"] for rule in loaded.rules] == [Duration(days=7)]
    assert loaded.errors == ()


@pytest.mark.parametrize(
    ("given", "tables"),
    [
        ('{ status = "overdue" }', {"audit_actions": 1}),
        ("{ }", {"audit_actions": 1}),
        ('[{ ref = "1" }, { ref = "2" }]', {"audit_actions": 2}),
        ('{ kpis = [{ ref = "1" }, { ref = "2" }] }', {"kpis": 2}),
        ('{ ref = "1", updates = [{ record = "x" }] }', {"audit_actions": 1, "updates": 1}),
        ('[{ ref = "1", times = 20 }, { ref = "2" }]', {"audit_actions": 21}),
    ],
)
def test_an_example_gives_one_record_or_several_or_tables(
    tmp_path: Path, given: str, tables: dict[str, int]
) -> None:
    rule = read_rule(write(tmp_path, GOOD.replace('{ status = "complete" }', given)))
    assert {name: len(records) for name, records in rule.examples[1].tables.items()} == tables


@pytest.mark.parametrize("given", ["{ kpis = 3 }", "{ kpis = [1] }", '{ kpis = { ref = "1" } }'])
def test_a_table_of_an_example_is_a_list_of_records(tmp_path: Path, given: str) -> None:
    error = refusal(tmp_path, GOOD.replace('{ status = "complete" }', given))
    assert "a list of records" in str(error)


def test_a_record_given_many_times_has_an_id_of_its_own_each_time(tmp_path: Path) -> None:
    rule = read_rule(write(tmp_path, GOOD.replace('{ status = "complete" }', '[{ ref = "1", times = 3 }]')))
    records = rule.examples[1].tables["audit_actions"]
    assert [record["id"] for record in records] == [f"aud:example/{number}" for number in (1, 2, 3)]
    assert {record["ref"] for record in records} == {"1"}


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("{ times = 0 }", "a number from 1 to 1000"),
        ("{ times = 1001 }", "a number from 1 to 1000"),
        ("{ times = true }", "a number from 1 to 1000"),
        ('{ times = "two" }', "a number from 1 to 1000"),
        ('{ id = "aud:1", times = 2 }', "cannot be there 2 times"),
    ],
)
def test_how_often_a_record_is_given_is_a_small_number(tmp_path: Path, record: str, said: str) -> None:
    error = refusal(tmp_path, GOOD.replace('{ status = "complete" }', f"[{record}]"))
    assert said in str(error)


# ---------------------------------------------------------------- the cache


def test_a_file_found_right_once_is_not_validated_again(tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "rules.json"
    write(tmp_path / "rules", GOOD)
    program = (
        "import sys; from pathlib import Path; from slough_tui.engine.rules.load import load_rules\n"
        "loaded = load_rules([Path(sys.argv[1])], cache=Path(sys.argv[2]))\n"
        "print(len(loaded.rules), 'pydantic' in sys.modules)"
    )

    def run() -> str:
        command = [sys.executable, "-c", program, str(tmp_path / "rules"), str(cache)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    assert run() == "1 True"
    assert run() == "1 False"
    write(tmp_path / "rules", GOOD.replace("0 days", "1 day"))
    assert run() == "1 True"


def test_a_wrong_file_is_wrong_every_time(tmp_path: Path) -> None:
    cache = tmp_path / "rules.json"
    write(tmp_path / "rules", GOOD.replace('severity = "error"', 'severity = "fatal"'))
    for _ in range(2):
        assert len(load_rules([tmp_path / "rules"], cache=cache).errors) == 1


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    write(tmp_path / "rules", GOOD)
    assert len(load_rules([tmp_path / "rules"], cache=tmp_path / "file" / "rules.json").rules) == 1
