"""The short form of everything in `make torture`; the full one takes many minutes and asks for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.torture import teeth
from tests.store.torture.__main__ import together
from tests.store.torture.mutants import MUTANTS, Mutant
from tests.store.torture.parts import PARTS
from tests.store.torture.trace import can_trace

if TYPE_CHECKING:
    from tests.store.torture.tally import Tally


def short(name: str) -> Tally:
    """One part in a process of its own, for some of them bend `os` or fork."""
    return together(PARTS[name], seed=1, short=True, jobs=1)


def sound(tally: Tally) -> bool:
    assert not tally.failures, "\n".join(tally.failures)
    return True


def test_no_power_cut_loses_or_tears_a_commit() -> None:
    if why := can_trace():
        pytest.skip(why)
    tally = short("powercut")
    assert sound(tally)
    assert tally.figures["disks"] >= 100


def test_whatever_call_fails_the_outcome_is_told_truly() -> None:
    tally = short("faults")
    assert sound(tally)
    assert tally.figures["injected"] >= 30


def test_kill_9_at_any_call_loses_and_tears_nothing() -> None:
    tally = short("kills")
    assert sound(tally)
    assert tally.figures["kills"] >= 20


def test_a_crowd_loses_no_update_and_sees_whole_commits_with_and_without_locks() -> None:
    tally = short("load")
    assert sound(tally)
    assert tally.figures["committed"] > 0
    assert tally.figures["imports"] > 0


def test_a_flipped_bit_is_noticed_and_its_file_is_named() -> None:
    tally = short("flips")
    assert sound(tally)
    assert tally.figures["flips"] >= tally.figures["files"]


def test_two_sessions_show_what_a_slow_model_shows() -> None:
    tally = short("model")
    assert sound(tally)
    assert tally.figures["steps"] > 100


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_every_defect_can_be_put_into_the_store(mutant: Mutant) -> None:
    assert teeth.misfit(mutant) is None


def test_there_are_defects_of_every_kind() -> None:
    assert len(MUTANTS) >= 25
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
    assert {mutant.notice for mutant in MUTANTS} == set(teeth.ORDER)


def test_a_defect_is_noticed() -> None:
    """One that is noticed quickly; `make torture` puts all of them in."""
    mutant = next(m for m in MUTANTS if m.name == "an edit is not compared with what is there")
    assert teeth.told_of(mutant, seed=1).startswith("model")
