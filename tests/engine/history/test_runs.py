"""Recorded checks: new, still, fixed, and since when."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.engine.history.runs import counted, remember, with_first_seen
from slough_tui.engine.rules.findings import schema

ONE, TWO, THREE = date(2023, 10, 1), date(2023, 10, 2), date(2023, 10, 3)


def found(*marks: str, rule: str = "R1") -> pl.DataFrame:
    return pl.DataFrame([{"fingerprint": mark, "rule": rule} for mark in marks], schema=schema())


def told(run: pl.DataFrame) -> dict[str, tuple[str, date]]:
    return {
        mark: (state, seen) for mark, state, seen in run.select("fingerprint", "state", "first_seen").rows()
    }


def test_the_first_run_finds_everything_new() -> None:
    run = remember(found("a", "b"), ["R1"], None, ONE)
    assert told(run) == {"a": ("new", ONE), "b": ("new", ONE)}


def test_what_stands_keeps_its_first_day_and_what_went_is_fixed() -> None:
    first = remember(found("a", "b"), ["R1"], None, ONE)
    second = remember(found("b", "c"), ["R1"], first, TWO)
    assert told(second) == {"b": ("still", ONE), "c": ("new", TWO), "a": ("fixed", ONE)}
    assert counted(second) == {"new": 1, "still": 1, "fixed": 1, "unchecked": 0}


def test_what_was_fixed_and_comes_back_is_new() -> None:
    run = remember(found("a"), ["R1"], None, ONE)
    run = remember(found(), ["R1"], run, TWO)
    assert told(run) == {"a": ("fixed", ONE)}
    run = remember(found("a"), ["R1"], run, THREE)
    assert told(run) == {"a": ("new", THREE)}


def test_what_a_rule_did_not_look_at_is_neither_fixed_nor_forgotten() -> None:
    run = remember(pl.concat([found("a"), found("b", rule="R2")]), ["R1", "R2"], None, ONE)
    run = remember(found("a"), ["R1"], run, TWO)
    assert told(run) == {"a": ("still", ONE), "b": ("unchecked", ONE)}
    run = remember(pl.concat([found("a"), found("b", rule="R2")]), ["R1", "R2"], run, THREE)
    assert told(run) == {"a": ("still", ONE), "b": ("still", ONE)}


def test_an_earlier_day_checked_later_moves_the_first_day_back() -> None:
    run = remember(found("a"), ["R1"], None, TWO)
    assert told(remember(found("a"), ["R1"], run, ONE)) == {"a": ("still", ONE)}


def test_a_check_shows_since_when_its_findings_stand() -> None:
    run = remember(found("a", "b"), ["R1"], None, TWO)
    seen = with_first_seen(found("a", "c"), run, THREE)
    assert seen.schema == found().schema
    assert dict(seen.select("fingerprint", "first_seen").rows()) == {"a": TWO, "c": None}
    assert with_first_seen(found("a"), run, ONE)["first_seen"].to_list() == [None]
    assert with_first_seen(found("a"), None, THREE)["first_seen"].to_list() == [None]


@given(st.lists(st.sets(st.sampled_from("abcde")), min_size=1, max_size=8))
def test_a_series_of_runs_says_what_a_dictionary_says(series: list[set[str]]) -> None:
    run = None
    since: dict[str, date] = {}
    for number, marks in enumerate(series, start=1):
        day = date(2023, 1, number)
        run = remember(found(*sorted(marks)), ["R1"], run, day)
        gone = {mark for mark in since if mark not in marks}
        states = {mark: "still" if mark in since else "new" for mark in marks} | dict.fromkeys(gone, "fixed")
        was = since
        since = {mark: was.get(mark, day) for mark in marks}
        assert told(run) == {
            mark: (state, since.get(mark, was.get(mark, day))) for mark, state in states.items()
        }
