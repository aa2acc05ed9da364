"""slough waive: one finding set aside with reason, owner and end; renewed, over, unknown, gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import Exit
from tests.cli.conftest import make_register

if TYPE_CHECKING:
    from tests.cli.conftest import Run

DAY = ("--as-of", "2023-11-01")
WHY = ("--reason", "The bank moves in March", "--owner", "Head of Finance")
ACTION = "aud:2023/A-1"


@pytest.fixture
def register(here: Path) -> Path:
    return make_register(here / "register")


@pytest.fixture
def found(run: Run, register: Path) -> dict[str, Any]:
    """A finding about the overdue action."""
    findings = json.loads(run(*DAY, "check", "--output-format", "json").out)["findings"]
    mine = [f for f in findings if {"type": "record", "id": ACTION} in f["subjects"]]
    assert mine, "the rules find nothing of an overdue action"
    finding: dict[str, Any] = mine[0]
    return finding


def waived(run: Run, fingerprint: str, day: str = "2023-11-01") -> bool:
    findings = json.loads(run("--as-of", day, "check", "--output-format", "json").out)["findings"]
    (one,) = [f["waived"] for f in findings if f["fingerprint"] == fingerprint]
    assert isinstance(one, bool)
    return one


def test_a_finding_is_set_aside_until_its_day_and_no_longer(run: Run, found: dict[str, Any]) -> None:
    mark = found["fingerprint"]
    ran = run(*DAY, "waive", mark[:12], *WHY, "--until", "31 December 2023")
    assert ran.code == Exit.DONE, ran.err
    assert "waived until 2023-12-31 by Head of Finance: The bank moves in March" in ran.out
    assert waived(run, mark)
    assert waived(run, mark, "2023-12-31")
    assert not waived(run, mark, "2024-01-01")
    listed = json.loads(run(*DAY, "query", "SELECT * FROM waivers", "--output-format", "json").out)
    assert [(w["fingerprint"], w["until"]) for w in listed] == [(mark, "2023-12-31")]


def test_a_waiver_is_renewed_not_doubled_and_the_same_again_is_nothing_new(
    run: Run, found: dict[str, Any]
) -> None:
    mark = found["fingerprint"]
    for until, status in (
        ("2023-12-31", "committed"),
        ("2023-12-31", "nothing new"),
        ("2024-03-31", "committed"),
    ):
        ran = run(*DAY, "waive", mark, *WHY, "--until", until, "--output-format", "json")
        assert json.loads(ran.out)["status"] == status
    listed = json.loads(run(*DAY, "query", "SELECT * FROM waivers", "--output-format", "json").out)
    assert [w["until"] for w in listed] == ["2024-03-31"]


def test_a_waiver_is_taken_back_by_undo_and_can_be_made_again(run: Run, found: dict[str, Any]) -> None:
    mark = found["fingerprint"]
    for _ in range(2):
        run(*DAY, "waive", mark, *WHY, "--until", "2023-12-31")
        assert waived(run, mark)
        assert run("undo").code == Exit.DONE
        assert not waived(run, mark)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("{mark}", *WHY, "--until", "2023-10-31"), "is over"),
        (("{mark}", *WHY, "--until", "soon"), "--until"),
        (("{mark}", "--reason", " ", "--owner", "x", "--until", "2024-01-01"), "needs a reason"),
        (("{mark}", "--reason", "x", "--owner", "", "--until", "2024-01-01"), "needs an owner"),
        (("{mark}", "--owner", "x", "--until", "2024-01-01"), "missing option '--reason'"),
        (("abc", *WHY, "--until", "2024-01-01"), "no beginning of a fingerprint"),
        (("zzzzzz", *WHY, "--until", "2024-01-01"), "no beginning of a fingerprint"),
        (("0000000000000000", *WHY, "--until", "2024-01-01"), "slough check` lists them"),
    ],
)
def test_what_cannot_be_waived_is_wrong_usage_and_writes_nothing(
    run: Run, found: dict[str, Any], typed: tuple[str, ...], said: str
) -> None:
    ran = run(*DAY, "waive", *(word.format(mark=found["fingerprint"]) for word in typed))
    assert ran.code == Exit.USAGE
    assert said in ran.err
    assert len(json.loads(run("log", "--output-format", "json").out)) == 1


def test_a_finding_that_was_waived_and_is_gone_is_told_so(run: Run, found: dict[str, Any]) -> None:
    run(*DAY, "waive", found["fingerprint"], *WHY, "--until", "2023-12-31")
    run(*DAY, "set", ACTION, "status=complete", "completed_on=2023-11-01")
    ran = run(*DAY, "waive", found["fingerprint"], *WHY, "--until", "2024-12-31")
    assert ran.code == Exit.USAGE
    assert "is no longer found" in ran.err
    assert "its waiver by Head of Finance ends on 2023-12-31" in ran.err
