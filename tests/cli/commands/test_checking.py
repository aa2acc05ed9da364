"""`check`, `explain` and `rules` on the command line: formats, exit codes, and what is said where."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import Exit

if TYPE_CHECKING:
    from pathlib import Path

RULE = """
id = "ZZZ001"
title = "Text without a full stop"
table = "recommendations"
severity = "{severity}"
tags = ["stops"]
[condition]
when = "{when}"
[message]
text = "{{ref}}: no full stop"
fix = "Add one."
why = "So."
[[example]]
given = {{ text = "Do it" }}
expect = "finding"
[[example]]
given = {{ text = "Do it." }}
expect = "clear"
"""


@pytest.fixture
def mine(here: Path) -> Path:
    """A folder with a rule of one's own."""
    return rule_file(here / "mine")


def rule_file(folder: Path, when: str = "NOT ends_with(text, '.')", severity: str = "warning") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "stop.toml").write_text(RULE.format(when=when, severity=severity), encoding="utf-8")
    return folder


# ---------------------------------------------------------------- check


def test_check_prints_findings_on_stdout_and_the_summary_on_stderr(on: Any) -> None:
    ran = on("check", "--select", "AUD001")
    assert ran.code == Exit.FINDINGS
    assert "AUD001 error High-priority audit action overdue: 1" in ran.out
    assert "A-1: high-priority action is 124 days overdue" in ran.out
    assert ran.err.strip().endswith("1 finding of 1 rules: 1 error, 0 warnings, 0 infos")


@pytest.mark.parametrize(
    ("fail_on", "severity", "code"),
    [
        ("error", "error", Exit.FINDINGS),
        ("error", "warning", Exit.DONE),
        ("warning", "warning", Exit.FINDINGS),
        ("info", "warning", Exit.FINDINGS),
        ("never", "error", Exit.DONE),
    ],
)
def test_the_exit_code_depends_on_the_severity_asked_for(
    on: Any, here: Path, fail_on: str, severity: str, code: Exit
) -> None:
    folder = rule_file(here / "mine", "ref = '1'", severity)
    assert on("--rules", folder, "check", "--select", "ZZZ001", "--fail-on", fail_on).code == code


def test_json_is_the_object_of_the_design(on: Any) -> None:
    ran = on("check", "--output-format", "json")
    said = json.loads(ran.out)
    assert (said["format"], said["as_of"], said["today"]) == (1, "2023-11-01", "2023-11-01")
    finding = next(one for one in said["findings"] if one["rule"] == "AUD001")
    assert finding["subjects"] == [{"type": "record", "id": "aud:2023/A-1"}]
    assert finding["evidence"]["priority"] == "high"
    assert len(finding["fingerprint"]) == 64
    assert said["errors"] == []


@pytest.mark.parametrize(
    "form", ["text", "concise", "jsonl", "csv", "markdown", "html", "junit", "sarif", "github"]
)
def test_every_format_goes_to_stdout_or_a_file(on: Any, here: Path, form: str) -> None:
    printed = on("--quiet", "check", "--output-format", form)
    assert printed.code == Exit.FINDINGS
    on("check", "--output-format", form, "-o", "out.txt")
    assert (here / "out.txt").read_text(encoding="utf-8").splitlines() == printed.out.splitlines()


def test_rules_are_selected_and_ignored_by_id_beginning_and_tag(on: Any) -> None:
    def rules(*options: str) -> set[str]:
        said = json.loads(on("check", "--output-format", "json", *options).out)
        return {one["rule"] for one in said["findings"]}

    everything = rules()
    assert rules("--select", "AUD") == {rule for rule in everything if rule.startswith("AUD")}
    assert "AUD001" in rules("--select", "overdue,kpi")
    assert rules("--select", "AUD", "--ignore", "AUD001") == {"AUD002"}


def test_rules_are_selected_by_severity_and_kind(on: Any) -> None:
    def ran(*options: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(
            on("check", "--statistics", "--output-format", "json", *options).out
        )
        return found

    assert {one["severity"] for one in ran("--select", "error")} == {"error"}
    assert {one["table"] for one in ran("--select", "audit-actions,kpis")} == {"audit_actions", "kpis"}
    assert "info" not in {one["severity"] for one in ran("--ignore", "info,waivers")}


def test_concise_is_a_line_per_finding(on: Any) -> None:
    ran = on("--quiet", "check", "--select", "AUD001", "--output-format", "concise")
    assert re.fullmatch(
        r"AUD001 error A-1: high-priority action is 124 days overdue .* \[[0-9a-f]{12}\]\n", ran.out
    )


def test_parquet_holds_the_whole_frame_and_never_reaches_a_terminal(on: Any, here: Path) -> None:
    import polars as pl

    assert on("check", "--output-format", "parquet", "-o", "f.parquet").code == Exit.FINDINGS
    frame = pl.read_parquet(here / "f.parquet")
    assert "AUD001" in frame["rule"].to_list()
    assert frame.schema["subjects"] == pl.List(pl.Struct({"type": pl.String(), "id": pl.String()}))


def test_thresholds_of_the_project_count_and_a_wrong_one_is_said(on: Any, here: Path) -> None:
    settings = here / "slough.toml"
    settings.write_text('[thresholds.AUD001]\ngrace = "1 year"\n', encoding="utf-8")
    overdue = "AUD001", "--statistics", "--output-format", "json"
    assert json.loads(on("check", "--select", *overdue).out)[0]["finding"] == 1  # the paper says overdue
    settings.write_text("[thresholds.AUD001]\ngrase = 3\n", encoding="utf-8")
    ran = on("check", "--select", "AUD001")
    assert ran.code == Exit.USAGE
    assert f"{settings}:2:1: AUD001 has no threshold 'grase'; did you mean 'grace'?" in ran.err
    assert "AUD001" in ran.out


def test_a_rule_without_anything_to_judge_is_not_applicable_and_no_failure(on: Any) -> None:
    ran = on("check", "--select", "SAV001", "--statistics", "--output-format", "json")
    assert (ran.code, json.loads(ran.out)[0]["state"]) == (Exit.DONE, "not applicable")


def test_an_unknown_rule_is_usage(on: Any) -> None:
    ran = on("check", "--select", "AUD0001")
    assert ran.code == Exit.USAGE
    assert "no rule is called 'AUD0001'; did you mean 'AUD001'?" in ran.err
    assert ran.out == ""


def test_a_wrong_rule_file_is_said_and_the_others_run(on: Any, here: Path) -> None:
    folder = rule_file(here / "mine", "stauts = 'x'")
    ran = on("--rules", folder, "check", "--select", "ZZZ001,AUD001")
    assert ran.code == Exit.USAGE
    assert "AUD001" in ran.out
    assert "stop.toml:8:9: ZZZ001: unknown column 'stauts'" in ran.err
    assert "did you mean 'status'?" in ran.err


def test_a_baseline_leaves_out_what_was_found_before(on: Any, here: Path, mine: Path) -> None:
    assert on("check", "-o", "base.json", "--output-format", "json").code == Exit.FINDINGS
    ran = on("--rules", mine, "check", "--baseline", "base.json", "--output-format", "json")
    said = json.loads(ran.out)
    assert {one["rule"] for one in said["findings"]} == {"ZZZ001"}
    assert ran.code == Exit.DONE


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"findings": [1]}', "\x00"])
def test_a_baseline_that_is_none_is_usage(on: Any, here: Path, content: str) -> None:
    (here / "base.json").write_text(content)
    ran = on("check", "--baseline", "base.json")
    assert ran.code == Exit.USAGE
    assert "base.json: not the JSON of a check" in ran.err
    assert on("check", "--baseline", "none.json").code == Exit.USAGE


def test_what_stood_already_can_be_left_out(on: Any) -> None:
    def found(*options: str) -> int:
        return len(
            json.loads(on("check", "--output-format", "json", "--select", "AUD001", *options).out)["findings"]
        )

    assert found("--new-since", "2023-10-31") == 0
    assert found("--new-since", "2023-09-01") == 1


def test_statistics_count_per_rule(on: Any) -> None:
    lines = json.loads(on("check", "--select", "AUD001", "--statistics", "--output-format", "json").out)
    assert lines == [
        {
            "rule": "AUD001",
            "title": "High-priority audit action overdue",
            "severity": "error",
            "table": "audit_actions",
            "finding": 1,
            "clear": 0,
            "unknown": 0,
            "waived": 0,
            "state": "ran",
        }
    ]
    assert on("check", "--statistics", "--output-format", "html").code == Exit.USAGE


def test_a_hostile_record_reaches_no_terminal(on: Any, here: Path) -> None:
    folder = here / "mine"
    rule_file(folder, "text IS NOT NULL")
    text = (folder / "stop.toml").read_text().replace("no full stop", "{text}")
    (folder / "stop.toml").write_text(text)
    ran = on("--rules", folder, "check", "--select", "ZZZ001")
    assert "minister" in ran.out
    assert not {"\x1b", "\x07", "\u202e", "\u009b", "\x9d"} & set(ran.out)


def test_check_loads_neither_screen_nor_pydantic_when_the_rules_are_known(process: Any, sample: Path) -> None:
    code = (
        "import sys; from slough_tui.cli import main\n"
        f"main(['--register', {str(sample)!r}, '--quiet', 'check', '-o', 'out.txt'])\n"
        "print(sorted({'textual', 'pydantic', 'rich', 'rapidfuzz'} & set(sys.modules)))"
    )
    process(code=code)
    assert process(code=code).out.strip() == "[]"


def test_the_findings_are_the_same_whatever_became_of_the_cache(
    process: Any, sample: Path, here: Path
) -> None:
    def checked(cache: Path) -> tuple[int, str, str]:
        ran = process(
            "--register", sample, "check", "--output-format", "json", env={"XDG_CACHE_HOME": str(cache)}
        )
        return ran.code, ran.out, ran.err

    cold = checked(here / "cache")
    (file,) = (here / "cache").rglob("rules.json")
    assert cold[0] == Exit.FINDINGS
    assert checked(here / "cache") == cold  # warm
    known = file.read_bytes()
    assert b" < :today" in known
    file.write_bytes(known.replace(b" < :today", b" > :today"))
    assert checked(here / "cache") == cold  # corrupt
    file.write_bytes(b"\xff" * 100)
    file.parent.chmod(0o555)
    assert checked(here / "cache") == cold  # cannot be written
    (here / "in the way").write_text("")
    assert checked(here / "in the way") == cold  # cannot be there


def test_check_loads_the_plugins_alone_that_its_rules_name(process: Any, sample: Path) -> None:
    code = (
        "import sys; from slough_tui.cli import main\n"
        f"main(['--register', {str(sample)!r}, '--quiet', 'check', '-o', 'out.txt', '--select', sys.argv[1]])\n"
        "print(*sorted(name for name in sys.modules if name.startswith('slough_plugin_')))"
    )
    assert process("AUD001", code=code).out.split() == []
    assert process("SCO004", code=code).out.split() == ["slough_plugin_satisfactory_progress"]
    assert process("DAT012", code=code).out.split() == ["slough_plugin_event_dates"]


# ---------------------------------------------------------------- explain


def test_a_rule_is_explained_with_what_it_finds_now(on: Any) -> None:
    ran = on("explain", "aud001")
    assert ran.code == Exit.DONE
    for part in (
        "Why",
        "Thresholds",
        "grace = 0 days",
        "Condition",
        "What to do",
        "Examples",
        "1 finding, 0 clear",
    ):
        assert part in ran.out
    assert "A-1: high-priority action is 124 days overdue" in ran.out


def test_a_finding_is_explained_by_its_fingerprint(on: Any) -> None:
    said = json.loads(on("check", "--select", "AUD001", "--output-format", "json").out)
    fingerprint = said["findings"][0]["fingerprint"]
    ran = on("explain", fingerprint[:8])
    assert ran.code == Exit.DONE
    assert "true    status = 'overdue'" in ran.out
    assert fingerprint in ran.out


def test_a_rule_is_explained_on_a_record_branch_by_branch(on: Any) -> None:
    ran = on("explain", "RES001", "rec:health/1")
    assert "false   AND" in ran.out
    assert "false   response_received IS NOT DISTINCT FROM 'no'  <- this alone would change it" in ran.out
    assert "response_received = yes" in ran.out


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["RES0001"], "did you mean 'RES001'?"),
        (["deadbeef"], "no rule and no finding is called 'deadbeef'"),
        (["RES001", "rec:health/99"], "RES001 does not look at 'rec:health/99'"),
        (["RES001", "kpi:care/visits"], "RES001 does not look at 'kpi:care/visits'"),
    ],
)
def test_what_cannot_be_explained_is_usage(on: Any, arguments: list[str], what: str) -> None:
    ran = on("explain", *arguments)
    assert ran.code == Exit.USAGE
    assert what in ran.err


# ---------------------------------------------------------------- rules


def test_the_rules_are_listed(on: Any, mine: Path) -> None:
    lines = json.loads(on("--rules", mine, "rules", "list", "stops", "--output-format", "json").out)
    assert [(line["id"], line["scope"], line["table"]) for line in lines] == [
        ("ZZZ001", "row", "recommendations")
    ]


def test_the_examples_of_all_rules_hold(run: Any) -> None:
    ran = run("rules", "test")
    assert ran.code == Exit.DONE
    assert ran.out.strip().endswith("rules hold")


def test_an_example_that_does_not_hold_is_named(run: Any, here: Path) -> None:
    folder = rule_file(here / "mine", "ends_with(text, '.')")
    ran = run("--rules", folder, "rules", "test", "ZZZ001")
    assert ran.code == Exit.FINDINGS
    assert "ZZZ001 example 1 fails: expected finding, got clear" in ran.out
    assert "0 examples of 1 rules hold, 2 do not" in ran.out
    assert "stop.toml" in ran.out


def test_a_new_rule_holds_as_it_is_written(run: Any, here: Path) -> None:
    assert (
        run("rules", "new", "ABC001", "--table", "audit actions", "-o", "own.toml").out.strip() == "own.toml"
    )
    written = (here / "own.toml").read_text()
    assert 'table = "audit_actions"' in written
    assert "#   date: due, due_original, " in written
    assert "#   priority is one of 'high', 'medium', 'low'" in written
    ran = run("--rules", here, "rules", "test", "ABC001", "--verbose")
    assert ran.code == Exit.DONE
    assert "3 examples of 1 rules hold" in ran.out


def test_a_new_rule_makes_the_folder_that_it_is_to_stand_in(run: Any, here: Path) -> None:
    ran = run("rules", "new", "ABC001", "-o", "house/rules/own.toml")
    assert (ran.code, ran.out.strip()) == (Exit.DONE, "house/rules/own.toml")
    assert (here / "house" / "rules" / "own.toml").exists()
    (here / "file").write_text("x")
    ran = run("rules", "new", "ABC001", "-o", "file/own.toml")
    assert ran.code == Exit.USAGE
    assert "file/own.toml: cannot be written" in ran.err


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["abc"], "'abc' is no id of a rule"),
        (["AUD001"], "AUD001 is taken"),
        (["ABC001", "--table", "nonsense"], "there is no table 'nonsense'"),
        (["ABC001", "-o", "there.toml"], "the file is there already"),
    ],
)
def test_a_new_rule_takes_no_place_that_is_taken(
    run: Any, here: Path, arguments: list[str], what: str
) -> None:
    (here / "there.toml").write_text("x")
    ran = run("rules", "new", *arguments)
    assert ran.code == Exit.USAGE
    assert what in ran.err


def test_a_finding_is_explained_with_what_would_clear_it_and_its_history(on: Any) -> None:
    found = json.loads(on("check", "--select", "AUD001", "--output-format", "json").out)["findings"][0]
    ran = on("explain", found["fingerprint"][:12])
    assert "Would clear it" in ran.out
    assert "  status = complete  now overdue" in ran.out
    assert "  priority = medium  now high" in ran.out or "  priority = low  now high" in ran.out
    assert "History in no recorded check yet" in ran.out
    assert re.search(r"2023-10-03  found      appears, ref, series, text, status and \d more", ran.out)


def test_a_rule_is_explained_on_a_record(on: Any) -> None:
    ran = on("explain", "AUD001", "A-1")
    assert (ran.code, "Condition on aud:2023/A-1" in ran.out, "Would clear it" in ran.out) == (0, True, True)


@pytest.mark.parametrize(
    "form", ["text", "concise", "json", "jsonl", "csv", "markdown", "html", "junit", "sarif"]
)
def test_what_is_written_part_by_part_is_what_is_written_at_once(
    on: Any, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    ask = ("check", "--output-format", form, "--new-since", "1999-01-01")
    whole = on(*ask)
    monkeypatch.setattr("slough_tui.engine.rules.parts.AT_ONCE", 1)
    cut = on(*ask)
    assert (cut.code, cut.out, cut.err) == (whole.code, whole.out, whole.err)
    assert int(re.findall(r"(\d+) findings of", whole.err)[0]) > 1
