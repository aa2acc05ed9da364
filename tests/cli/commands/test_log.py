"""slough log: who changed what, when, and from which paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import Exit
from slough_tui.settings import bundled
from tests.cli.conftest import HOSTILE, make_register

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

ACTION = "aud:2023/A-1"


@pytest.fixture
def register(here: Path) -> Path:
    return make_register(here / "register")


def test_a_records_history_names_the_paper_the_person_and_the_time(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ada")
    run("set", ACTION, "status=complete", "--on", "2023-11-01")
    lines = run("log", ACTION).out.splitlines()
    assert lines[:3] == [
        ACTION,
        "2023-10-03  tracker.md  (commit 1 by tester at 2023-11-01 09:00 UTC)",
        "    appears",
    ]
    assert "    status: overdue" in lines
    assert lines[-2].startswith("2023-11-01  set status  (commit 3 by ada at ")
    assert lines[-1] == "    status: overdue -> complete"


def test_a_note_stands_with_the_commit_that_brought_it(run: Run, register: Path) -> None:
    for status, note in (("complete", "Seen by the auditor."), ("overdue", "Not so.")):
        run("set", ACTION, f"status={status}", "--on", "2023-11-01", "--note", note)
    lines = run("log", ACTION).out.splitlines()
    told = [line.strip() for line in lines if line.startswith("    ") and ("->" in line or "update" in line)]
    assert told == [
        "status: overdue -> complete",
        "update: Seen by the auditor.",
        "status: complete -> overdue",
        "update: Not so.",
    ]
    assert sum(line.startswith("2023-11-01") for line in lines) == 2
    run("undo")
    assert run("log", ACTION).out.splitlines()[-1] == "    update: Not so. -> (empty)"


def test_programs_get_every_fact_with_its_paper(run: Run, register: Path) -> None:
    facts = json.loads(run("log", ACTION, "--output-format", "json").out)
    due = next(fact for fact in facts if fact["field"] == "due")
    assert (due["old"], due["new"], due["paper"]) == ("null", '"2023-06-30"', "tracker.md")
    assert len(json.loads(run("log", ACTION, "--limit", "2", "--output-format", "json").out)) == 2


def test_a_record_that_is_no_longer_listed_has_a_history(run: Run) -> None:
    sample = bundled("sample_data") / "register"
    lines = json.loads(
        run(
            "--register",
            sample,
            "diff",
            "--from",
            "2023-10-03",
            "--to",
            "2023-10-31",
            "--output-format",
            "json",
        ).out
    )
    (gone,) = [line["id"] for line in lines if line["change"] == "ended"]
    for name in (gone, gone.rpartition("/")[2]):
        ran = run("--register", sample, "log", name)
        assert ran.code == Exit.DONE, ran.err
        assert ran.out.splitlines()[0] == gone
        assert ran.out.splitlines()[-1] == "    is no longer listed"


def test_what_was_not_known_yet_is_not_told(run: Run, register: Path) -> None:
    assert run("--known-at", "2020-01-01", "log", ACTION).out == f"{ACTION}\n"
    assert run("--known-at", "2020-01-01", "log").out.count("\n") == 1


def test_a_record_that_never_was_is_wrong_usage(run: Run, register: Path) -> None:
    ran = run("log", "aud:2023/A-9")
    assert ran.code == Exit.USAGE
    assert "did you mean aud:2023/A-1" in ran.err


def test_what_a_paper_says_cannot_take_the_terminal_over(run: Run, register: Path) -> None:
    assert HOSTILE[0] == "\x1b"
    out = run("log", "rec:health/2").out
    assert "evil" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
