"""Rule files that are wrong, or too many, or find too much: told with file, line, column, caret and what was meant.

In a process of its own each time, as a person would run it: the good rules' findings come first, then exit 2.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import Exit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

RULE = """id = "{id}"
title = "Rule {id}"
table = "{table}"
severity = "error"
[condition]
{condition}
[message]
text = "{text}"
fix = "Mend it."
why = "Because."
[[example]]
given = {{ ref = "1" }}
expect = "finding"
[[example]]
given = {{ ref = "2" }}
expect = "clear"
"""
FIRST = "when = \"ref = '1'\""


def rule_of(
    condition: str = FIRST,
    *,
    id: str = "BAD001",  # noqa: A002 - the key of the file
    table: str = "recommendations",
    text: str = "{ref}: found",
) -> str:
    return RULE.format(id=id, table=table, condition=condition, text=text)


CONTRADICTION = rule_of() + '[[example]]\ngiven = { ref = "1" }\nexpect = "clear"\n'
WRONG = {
    "no TOML": (
        rule_of("when = \"ref = '1'"),
        """:6:18: not TOML: Illegal character '\\n'
  when = "ref = '1'
                   ^
  hint: a text ends on the line it begins on; a longer one stands between three quotation marks""",
    ),
    "unknown key": (
        rule_of("wen = \"ref = '1'\""),
        """:6:1: unknown key 'wen'; did you mean 'when'?
  wen = "ref = '1'"
  ^""",
    ),
    "typo": (
        rule_of("when = \"ref = '1' ADN text = 'x'\""),
        """:6:19: BAD001: unexpected 'ADN'
  ref = '1' ADN text = 'x'
            ^
  hint: did you mean 'AND'?""",
    ),
    "half a condition": (
        rule_of("when = \"ref = '1' AND\""),
        """:6:22: BAD001: the condition ends too early
  ref = '1' AND
               ^""",
    ),
    "open parenthesis": (
        rule_of("when = \"(ref = '1' AND text = 'x'\""),
        """:6:9: BAD001: this '(' is never closed
  (ref = '1' AND text = 'x'
  ^""",
    ),
    "unknown column": (
        rule_of('when = "reff = 1"'),
        """:6:9: BAD001: unknown column 'reff'
  reff = 1
  ^
  hint: did you mean 'ref'?""",
    ),
    "unknown function, further down": (
        rule_of("when = '''\nref = '1'\n  AND lenght(text) > 3\n'''"),
        """:8:7: BAD001: unknown function 'lenght'
    AND lenght(text) > 3
        ^
  hint: did you mean 'length'?""",
    ),
    "date and number": (
        rule_of("when = \"ref = '1' AND due > 3\""),
        """:6:29: BAD001: a date is compared with a number
  ref = '1' AND due > 3
                      ^
  hint: an age is a length of time: :today - due > INTERVAL '3 days'""",
    ),
    "age and number": (
        rule_of('when = ":today - due > 30"'),
        """:6:24: BAD001: a length of time in days is compared with a number
  :today - due > 30
                 ^
  hint: write INTERVAL '30 days', or a threshold of "30 days\"""",
    ),
    "unknown table in a query": (
        'scope = "query"\n' + rule_of("sql = '''\nSELECT id, ref\nFROM recomendations\n'''"),
        """:9:6: BAD001: not a query: relation 'recomendations' was not found
  FROM recomendations
       ^
  hint: did you mean 'recommendations'?""",
    ),
    "unknown name in the message": (
        rule_of(text="{reff}: found"),
        """:8:1: BAD001: the message knows no 'reff'
  text = "{reff}: found"
  ^
  hint: did you mean 'ref'?""",
    ),
    "contradicting example": (
        CONTRADICTION,
        """:18:1: it gives what example 1 gives, and expects clear instead of finding
  given = { ref = "1" }
  ^""",
    ),
}


def written(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def check(process: Run, here: Path) -> Any:
    def run(folder: Path, *arguments: str, register: Path | None = None) -> Any:
        where = ("--register", register) if register else ()
        return process(*where, "--rules", folder, "check", *arguments)

    return run


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_rule_is_pointed_at_and_costs_only_itself(
    check: Any, here: Path, sample: Path, text: str, said: str
) -> None:
    folder = written(here / "house", good=rule_of(id="GOO001"), wrong=text)
    ran = check(folder, "--select", "recommendations", "--output-format", "json", register=sample)
    assert ran.code == Exit.USAGE
    assert f"slough: {folder / 'wrong.toml'}{said}\n" in ran.err
    assert {finding["rule"] for finding in json.loads(ran.out)["findings"]} >= {"GOO001"}
    assert "Traceback" not in ran.err


def test_a_rule_that_is_asked_for_and_cannot_be_read_says_why(
    check: Any, process: Run, here: Path, sample: Path
) -> None:
    text, said = WRONG["no TOML"]
    folder = written(here / "house", wrong=text)
    ran = check(folder, "--select", "BAD001", register=sample)
    assert ran.code == Exit.USAGE
    assert f"slough: {folder / 'wrong.toml'}{said}\nslough: no rule is called 'BAD001'" in ran.err
    told = process("--register", sample, "--rules", folder, "explain", "BAD001")
    assert told.code == Exit.USAGE
    assert f"slough: {folder / 'wrong.toml'}{said}\nslough: no rule and no finding" in told.err


def test_all_wrong_rules_are_told_at_once(check: Any, here: Path, sample: Path) -> None:
    texts = {f"wrong{number}": text for number, (text, _) in enumerate(WRONG.values())}
    numbered = {name: text.replace("BAD001", f"BAD1{name[5:]:0>2}") for name, text in texts.items()}
    folder = written(here / "house", good=rule_of(id="GOO001"), twice=rule_of(id="GOO001"), **numbered)
    ran = check(folder, "--select", "GOO,BAD", register=sample)
    assert ran.code == Exit.USAGE
    for name in (*texts, "twice"):
        assert ran.err.count(f"{name}.toml:") == 1, name
    assert f"twice.toml:1:1: GOO001: also the id of {folder / 'good.toml'}" in ran.err
    assert "GOO001 error Rule GOO001" in ran.out


def test_a_rule_that_cannot_be_run_is_told_once_by_its_test_too(process: Run, here: Path) -> None:
    folder = written(here / "house", wrong=WRONG["unknown column"][0])
    ran = process("--rules", folder, "rules", "test", "BAD001")
    assert ran.code == Exit.FINDINGS
    assert ran.out.count("unknown column 'reff'") == 1
    assert "0 examples of 1 rules hold, 2 do not" in ran.out


def test_a_register_without_the_table_is_no_failure(check: Any, here: Path, process: Run) -> None:
    register = here / "empty"
    assert process("init", register).code == Exit.DONE
    folder = written(here / "house", good=rule_of(id="GOO001"))
    ran = check(folder, "--select", "GOO001", "--statistics", "--output-format", "json", register=register)
    assert (ran.code, json.loads(ran.out)[0]["state"]) == (Exit.DONE, "not applicable")


def test_hundreds_of_rules_are_run_and_the_wrong_one_among_them_is_told(
    check: Any, here: Path, sample: Path
) -> None:
    many = {f"r{number}": rule_of(id=f"MAN{number:03}", text="{ref}: found") for number in range(700)}
    folder = written(here / "house", **many, wrong=WRONG["unknown column"][0])
    ran = check(folder, "--select", "MAN,BAD", "--statistics", "--output-format", "json", register=sample)
    assert ran.code == Exit.USAGE
    assert ran.err.count("wrong.toml:6:9") == 1
    lines = json.loads(ran.out)
    assert len(lines) == 700
    assert len({line["finding"] for line in lines}) == 1


def test_a_rule_that_finds_everything_finds_it_in_the_same_order_each_time(
    check: Any, process: Run, here: Path
) -> None:
    register = here / "large"
    assert process("demo", "--size", "20000", register).code == Exit.DONE
    every = rule_of('when = "id IS NOT NULL"', id="ALL001").replace(
        'given = { ref = "2" }', 'given = { kpis = [{ ref = "2" }] }'
    )
    folder = written(here / "house", every=every)
    told = [
        check(folder, "--select", "ALL001", "--output-format", "jsonl", register=register).out
        for _ in range(2)
    ]
    assert told[0] == told[1]
    found = [json.loads(line) for line in told[0].splitlines()]
    assert len(found) > 5000
    assert len({one["fingerprint"] for one in found}) == len(found)
    places = [(one["source"]["document"] or "~", one["source"]["line"] or 0) for one in found]
    assert places == sorted(places)
