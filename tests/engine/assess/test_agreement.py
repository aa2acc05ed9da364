"""Agreement beyond chance: known figures, laws, and what is compared at all."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.engine.assess import Agreement, agreement, agreement_of
from slough_tui.engine.assess.result import SCHEMA
from slough_tui.hooks.api import Assessor
from slough_tui.store.schema import schema_of


def of(*counts: tuple[str, str, int]) -> Agreement:
    pairs = [(stated, verdict) for stated, verdict, times in counts for _ in range(times)]
    return agreement((f"r{n:04}", *pair) for n, pair in enumerate(pairs))


def test_the_textbook_s_figure() -> None:
    """Two readers of 50 applications: 20 and 15 alike, 5 and 10 apart; expected agreement is one half."""
    found = of(("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15))
    assert (found.compared, found.agreed, found.percent) == (50, 35, 70.0)
    assert found.kappa == pytest.approx(0.4)


def test_always_saying_the_commonest_verdict_agrees_often_and_is_worth_nothing() -> None:
    found = of(("satisfactory", "satisfactory", 16), ("further_work", "satisfactory", 2))
    assert found.percent == 88.9
    assert found.kappa == 0


def test_nothing_compared_and_one_verdict_throughout_have_no_kappa() -> None:
    assert (agreement([]).kappa, agreement([]).percent) == (None, None)
    assert of(("a", "a", 3)).kappa is None


def test_the_object_lists_every_disagreement_and_the_confusion() -> None:
    found = agreement([("r2", "a", "b"), ("r1", "a", "a"), ("r3", "b", "a")]).as_object()
    assert found["confusion"] == {"a": {"a": 1, "b": 1}, "b": {"a": 1}}
    assert found["disagreements"] == [
        {"record": "r2", "stated": "a", "verdict": "b"},
        {"record": "r3", "stated": "b", "verdict": "a"},
    ]


words = st.sampled_from(["a", "b", "c"])


@given(st.lists(st.tuples(words, words), max_size=40))
def test_kappa_is_at_most_one_and_does_not_care_who_is_who(pairs: list[tuple[str, str]]) -> None:
    there = agreement((f"{n}", *pair) for n, pair in enumerate(pairs))
    back = agreement((f"{n}", b, a) for n, (a, b) in enumerate(pairs))
    assert there.kappa == pytest.approx(back.kappa)
    assert there.kappa is None or there.kappa <= 1
    assert (there.kappa == 1) == (there.kappa is not None and there.agreed == there.compared)


JUDGE = Assessor("j", "", ("directions",), ("red", "green"), lambda given: given.frame, stated="rag")


def test_only_what_a_paper_prints_in_words_of_the_assessor_is_compared() -> None:
    rows = [
        {"id": "dir:1", "rag": "red", "rag_source": "printed"},
        {"id": "dir:2", "rag": "red", "rag_source": "derived"},
        {"id": "dir:3", "rag": "complete", "rag_source": "printed"},
        {"id": "dir:4", "rag": None},
        {"id": "dir:5", "rag": "green"},
        {"id": "dir:6", "rag": "green"},
    ]
    table = pl.DataFrame(rows, schema=schema_of("directions"))
    said = pl.DataFrame(
        [{"record": f"dir:{n}", "assessor": "j", "verdict": "red"} for n in range(1, 6)], schema=SCHEMA
    )
    found = agreement_of(JUDGE, said, lambda _: table)
    assert found is not None
    assert found.pairs == {("red", "red"): 1, ("green", "red"): 1}


def test_who_states_nothing_is_not_compared() -> None:
    empty = pl.DataFrame(schema=schema_of("directions"))
    assert agreement_of(JUDGE, pl.DataFrame(schema=SCHEMA), lambda _: empty) is None
