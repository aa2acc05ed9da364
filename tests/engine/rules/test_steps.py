"""A check in steps says what a check at once says, and how far it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from polars.testing import assert_frame_equal

from slough_tui.engine.rules.run import run_rules
from slough_tui.engine.rules.steps import run_in_steps
from tests.engine.rules.conftest import TODAY
from tests.engine.rules.test_again import RULES, rule, tables

RECORDS: dict[str, dict[str, Any]] = {
    "rec:1": {"due": date(2023, 1, 1)},
    "rec:2": {"ref": "1", "lead": "A"},
    "rec:3": {"ref": "1"},
}


def test_it_finds_and_counts_the_same() -> None:
    frames, told = tables(RECORDS, ["f" * 12]), []
    broken = rule(11, "frame", function="nobody:knows")
    for rules in (RULES, [*RULES, broken]):
        once = run_rules(frames, rules, rules, today=TODAY, as_of=TODAY)
        steps = run_in_steps(
            frames, rules, rules, today=TODAY, as_of=TODAY, told=lambda done, of: told.append((done, of))
        )
        assert_frame_equal(steps.findings, once.findings)
        assert_frame_equal(steps.counts, once.counts)
        assert [str(error) for error in steps.errors] == [str(error) for error in once.errors]
    assert told[0] == (0, len(RULES))
    assert [done for done, of in told if of == len(RULES)] == sorted(
        {done for done, of in told if of == len(RULES)}
    )
    assert len(told) > 8


def test_of_chosen_rules_only_those_are_told_of() -> None:
    frames = tables(RECORDS, ["f" * 12])
    chosen = RULES[-1:]
    once = run_rules(frames, RULES, chosen, today=TODAY, as_of=TODAY)
    steps = run_in_steps(frames, RULES, chosen, today=TODAY, as_of=TODAY, told=lambda *_: None)
    assert_frame_equal(steps.findings, once.findings)
    assert_frame_equal(steps.counts, once.counts)


def test_whoever_is_told_may_end_it() -> None:
    def told(done: int, of: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        run_in_steps(tables(RECORDS), RULES, RULES, today=TODAY, as_of=TODAY, told=told)
