"""slough set: what is changed, what is said, and what two people who change the same field see."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import Exit
from tests.cli.conftest import make_register

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ACTION = "aud:2023/A-1"

PATIENT = """
import sys
from slough_tui.cli import main
from slough_tui.store.register import Register

commit = Register.commit

def wait(self, *args, **more):
    print("ready", flush=True)
    sys.stdin.readline()
    return commit(self, *args, **more)

Register.commit = wait
sys.exit(main(sys.argv[1:]))
"""
"""`slough` that has read the record and waits for a line before it commits."""


@pytest.fixture
def register(here: Path) -> Path:
    return make_register(here / "register")


@pytest.fixture
def change(run: Run, register: Path) -> Run:
    """`slough set` on the first of November 2023."""
    return lambda *typed: run("--today", "2023-11-01", "set", *typed)


def patient(root: Path, name: str, *typed: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PATIENT, "--register", "register", "--today", "2023-11-01", "set", *typed],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "LOGNAME": name},
    )


def together(root: Path, first: tuple[str, ...], second: tuple[str, ...]) -> list[tuple[int, str]]:
    """Ada and Bea have both read the record; then Ada commits, then Bea. Exit codes and what was said."""
    people = [patient(root, "ada", *first), patient(root, "bea", *second)]
    for person in people:
        assert person.stdout
        assert person.stdout.readline() == "ready\n"
    ends = []
    for person in people:
        _, said = person.communicate("go\n", timeout=60)
        ends.append((person.returncode, said))
    return ends


def test_a_change_is_said_from_old_to_new_with_its_commit(change: Run, run: Run) -> None:
    ran = change(ACTION, "status=Complete", "lead=Head of Finance")
    assert ran.code == Exit.DONE, ran.err
    assert ran.out.splitlines() == [
        ACTION,
        "  status: overdue -> complete",
        "  lead: (empty) -> Head of Finance",
        "commit 3, of 2023-11-01",
    ]
    shown = json.loads(run("show", ACTION, "--output-format", "json").out)[0]
    assert (shown["status"], shown["lead"]) == ("complete", "Head of Finance")


def test_the_receipt_can_be_read_by_programs(change: Run) -> None:
    said = json.loads(change(ACTION, "due=March 2024", "--output-format", "json").out)
    assert said == {
        "status": "committed",
        "commit": 3,
        "record": ACTION,
        "effective_on": "2023-11-01",
        "changes": [
            {"field": "due", "old": "2023-06-30", "new": "2024-03-31"},
            {"field": "due_precision", "old": None, "new": "month"},
        ],
        "note": None,
    }


def test_a_note_stands_with_the_updates_and_comes_in_the_same_commit(change: Run, run: Run) -> None:
    assert change(ACTION, "status=complete", "--note", "Seen by audit").code == Exit.DONE
    shown = json.loads(run("show", ACTION, "--output-format", "json").out)[0]
    assert [(u["on"], u["voice"], u["text"]) for u in shown["updates"]] == [
        ("2023-11-01", "person", "Seen by audit")
    ]
    assert json.loads(run("log", "--output-format", "json").out)[0]["seq"] == 3


def test_the_same_again_is_nothing_new(change: Run) -> None:
    change(ACTION, "status=complete")
    ran = change(ACTION, "status=complete")
    assert (ran.code, ran.out.splitlines()[-1]) == (Exit.DONE, "nothing new: it says so already")


def test_a_change_of_the_past_leaves_today_alone_where_something_later_was_said(
    change: Run, run: Run
) -> None:
    change(ACTION, "status=complete")
    ran = change(ACTION, "status=not_due", "--on", "5 October 2023")
    assert ran.code == Exit.DONE
    assert "status is complete on 2023-11-01: something later says so" in ran.err
    for day, status in (("2023-10-04", "overdue"), ("2023-10-05", "not_due"), ("2023-11-01", "complete")):
        listed = json.loads(run("--as-of", day, "list", "audit_actions", "--output-format", "json").out)
        assert listed[0]["status"] == status


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((ACTION,), "nothing to change"),
        ((ACTION, "stats=complete"), "did you mean status"),
        ((ACTION, "due=31 September 2023"), "September has 30 days"),
        (("aud:2023/A-2", "status=complete"), "did you mean aud:2023/A-1"),
        ((ACTION, "status=complete", "--on", "soon"), "--on"),
    ],
)
def test_what_cannot_be_is_wrong_usage_and_writes_nothing(
    change: Run, run: Run, typed: tuple[str, ...], said: str
) -> None:
    ran = change(*typed)
    assert ran.code == Exit.USAGE
    assert said in ran.err
    assert len(json.loads(run("log", "--output-format", "json").out)) == 1


def test_the_sample_register_is_not_written(run: Run) -> None:
    ran = run("set", ACTION, "status=complete")
    assert ran.code == Exit.USAGE
    assert "sample" in ran.err


def test_a_person_can_reject_a_repair_or_mend_an_indicator_by_its_whole_id(change: Run) -> None:
    assert change("upd:1", "text=x").code == Exit.USAGE  # a line of a paper without a place is no record
    assert change("kpi:care/visits", "target=92.5").code == Exit.DONE


def test_of_two_people_who_set_the_same_field_the_second_sees_both_values_the_author_and_the_time(
    register: Path, root: Path, run: Run
) -> None:
    (first, _), (second, said) = together(root, (ACTION, "status=complete"), (ACTION, "status=not_due"))
    assert (first, second) == (Exit.DONE, Exit.REFUSED)
    commit = json.loads(run("log", "--output-format", "json").out)[0]
    moment = commit["recorded_at"][:16].replace("T", " ")
    assert f"{ACTION}: status is 'complete' now, not 'overdue', changed by ada at {moment} UTC" in said
    assert "not_due" in said
    assert "Traceback" not in said


def test_two_people_who_set_different_fields_of_a_record_both_win(
    register: Path, root: Path, run: Run
) -> None:
    ends = together(root, (ACTION, "status=complete"), (ACTION, "lead=Head of Finance"))
    assert [code for code, _ in ends] == [Exit.DONE, Exit.DONE]
    shown = json.loads(run("show", ACTION, "--output-format", "json").out)[0]
    assert (shown["status"], shown["lead"]) == ("complete", "Head of Finance")


def test_two_notes_at_once_are_both_kept(register: Path, root: Path, run: Run) -> None:
    ends = together(root, (ACTION, "--note", "Seen"), (ACTION, "--note", "Seen"))
    assert [code for code, _ in ends] == [Exit.DONE, Exit.DONE]
    shown = json.loads(run("show", ACTION, "--output-format", "json").out)[0]
    assert len(shown["updates"]) == 2


def test_a_person_decides_whether_two_records_are_one(run: Run, register: Path) -> None:
    def decide(text: str, *typed: str) -> int:
        return run("--today", "2023-11-01", "set", text, *typed).code

    link = "link:rec:health/1>same_as>rec:health/2"
    assert decide("link:rec:health/2>same_as>rec:health/1", "state=confirmed") == Exit.DONE
    assert decide(link, "state=rejected") == Exit.DONE
    found = json.loads(
        run("query", "SELECT * FROM links WHERE relation = 'same_as'", "--output-format", "json").out
    )
    assert [(one["id"], one["state"], one["by"]) for one in found] == [(link, "rejected", "person")]
    assert decide("link:rec:health/1>same_as>rec:nobody", "state=confirmed") == Exit.USAGE
    assert decide("link:rec:health/1>same_as>rec:health/1", "state=confirmed") == Exit.USAGE
    assert decide("link:rec:health/1>same_as>rec:health/10", "state=perhaps") == Exit.USAGE
