"""slough undo: which commit, what was said before, and what programs are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import Exit
from tests.cli.conftest import make_register

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ACTION = "aud:2023/A-1"


@pytest.fixture
def register(here: Path) -> Path:
    return make_register(here / "register")


@pytest.fixture(autouse=True)
def nobody_special(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ada")


def status(run: Run) -> Any:
    return json.loads(run("show", ACTION, "--output-format", "json").out)[0]["status"]


def test_without_a_number_ones_own_last_commit_is_undone_and_named_first(run: Run, register: Path) -> None:
    run("set", ACTION, "status=complete")
    ran = run("undo")
    assert ran.code == Exit.DONE, ran.err
    assert "undoing commit 3 (set status)" in ran.err
    assert "by ada at" in ran.err
    assert ran.out.startswith("commit 4 undoes 3: ")
    assert status(run) == "overdue"
    assert run("undo").code == Exit.DONE
    assert status(run) == "complete"


def test_other_peoples_commits_are_undone_by_number_only(run: Run, register: Path) -> None:
    ran = run("undo")
    assert ran.code == Exit.USAGE
    assert "ada has made no commit here" in ran.err
    said = json.loads(run("undo", "1", "--output-format", "json").out)
    assert (said["status"], said["undone"], said["tables"]["audit_actions"]) == ("committed", 1, [0, 0, 1])
    assert run("list", "audit_actions", "--output-format", "json").out == "[]\n"


def test_an_undo_over_somebody_elses_head_is_refused_with_both_values(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("set", ACTION, "status=complete")
    monkeypatch.setenv("LOGNAME", "bea")
    run("set", ACTION, "status=not_due")
    ran = run("undo", "3")
    assert ran.code == Exit.REFUSED
    assert "status is 'not_due' now, not 'complete', changed by bea at" in ran.err
    assert status(run) == "not_due"


def test_what_is_no_commit_and_the_sample_are_wrong_usage(run: Run, register: Path) -> None:
    assert run("undo", "99").code == Exit.USAGE
    assert run("undo", "x").code == Exit.USAGE
    register.rename(register.with_name("elsewhere"))
    assert run("undo", "1").code == Exit.USAGE
