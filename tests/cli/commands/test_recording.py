"""slough check --record: the run is kept, counted against the one before, and dates the findings from then on."""

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


def check(run: Run, day: str, *more: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(run("--as-of", day, "check", "--output-format", "json", *more).out)
    return whole


def test_a_recorded_check_counts_what_is_new_still_there_and_fixed(run: Run, register: Path) -> None:
    first = check(run, "2023-11-01", "--record")
    number = len(first["findings"])
    assert number
    assert first["run"] == {"commit": 3, "new": number, "still": 0, "fixed": 0, "unchecked": 0}
    run("--today", "2023-11-02", "set", ACTION, "status=complete", "completed_on=2023-11-02")
    second = check(run, "2023-11-03", "--record")["run"]
    assert second["fixed"] >= 1
    assert second["still"] + second["fixed"] == number
    assert sorted(p.name for p in (register / "runs").iterdir()) == ["00000003.parquet", "00000005.parquet"]


def test_findings_carry_the_day_on_which_they_were_seen_first(run: Run, register: Path) -> None:
    plain = check(run, "2023-11-01")
    assert "run" not in plain
    assert {finding["first_seen"] for finding in plain["findings"]} == {None}
    recorded = check(run, "2023-11-01", "--record")
    assert {finding["first_seen"] for finding in recorded["findings"]} == {"2023-11-01"}
    later = {f["fingerprint"]: f["first_seen"] for f in check(run, "2023-11-02")["findings"]}
    assert {later[f["fingerprint"]] for f in plain["findings"] if f["fingerprint"] in later} == {"2023-11-01"}


def test_a_check_of_some_rules_fixes_nothing_of_the_others(run: Run, register: Path) -> None:
    whole = check(run, "2023-11-01", "--record")
    rule = whole["findings"][0]["rule"]
    some = check(run, "2023-11-01", "--record", "--select", rule)["run"]
    assert (some["new"], some["fixed"]) == (0, 0)
    assert some["unchecked"] == len(whole["findings"]) - some["still"]
    assert check(run, "2023-11-01", "--record")["run"]["still"] == len(whole["findings"])


def test_without_record_nothing_is_written_and_the_sample_cannot_be(run: Run, register: Path) -> None:
    before = sorted(str(p) for p in register.rglob("*"))
    check(run, "2023-11-01")
    assert sorted(str(p) for p in register.rglob("*")) == before
    register.rename(register.with_name("elsewhere"))
    assert run("check", "--record").code == Exit.USAGE


def test_a_damaged_run_is_named_and_the_findings_are_given_all_the_same(run: Run, register: Path) -> None:
    check(run, "2023-11-01", "--record")
    (file,) = (register / "runs").iterdir()
    file.chmod(0o600)
    file.write_bytes(b"PAR1")
    ran = run("--as-of", "2023-11-01", "check", "--output-format", "json")
    assert ran.code == Exit.UNREADABLE
    assert file.name in ran.err
    assert json.loads(ran.out)["findings"]


def test_a_check_that_is_not_recorded_is_told_beside_the_last_recorded_one(run: Run, register: Path) -> None:
    number = len(check(run, "2023-11-01", "--record")["findings"])
    run("--today", "2023-11-02", "set", ACTION, "status=complete", "completed_on=2023-11-02")
    ran = run("--as-of", "2023-11-03", "check", "--output-format", "json")
    assert f"since the last recorded check: 0 new, {number - 2} still, 2 fixed, 0 unchecked" in ran.err
    assert json.loads(ran.out)["run"]["commit"] is None
    assert len(list((register / "runs").iterdir())) == 1
