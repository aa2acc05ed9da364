"""Thresholds: what a rule file says becomes typed values, and values become quoted literals."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.engine.rules.rule import Duration, Value
from slough_tui.engine.rules.thresholds import duration, kind, literal, shown, threshold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 days", Duration(days=5)),
        ("0 days", Duration()),
        ("1 day", Duration(days=1)),
        ("2 weeks", Duration(days=14)),
        ("2 months", Duration(months=2)),
        (" 1 Year ", Duration(months=12)),
        ("5", None),
        ("five days", None),
        ("5 days or so", None),
        ("-5 days", None),
    ],
)
def test_a_duration_is_a_number_and_a_unit(text: str, expected: Duration | None) -> None:
    assert duration(text) == expected


@pytest.mark.parametrize(
    ("raw", "kind_", "sql"),
    [
        ("2 months", "months", "INTERVAL '2 months'"),
        ("0 days", "duration", "INTERVAL '0 days'"),
        ("o'clock", "text", "'o''clock'"),
        (3, "number", "3"),
        (1.5, "number", "1.5e0"),
        (1e30, "number", "1e+30"),
        (True, "boolean", "TRUE"),
        (date(2023, 9, 30), "date", "DATE '2023-09-30'"),
        (["a", "b'c"], "list", "('a', 'b''c')"),
    ],
)
def test_a_threshold_is_typed_and_written_as_a_literal(raw: Any, kind_: str, sql: str) -> None:
    value = threshold(raw)
    assert kind(value) == kind_
    assert literal(value) == sql


@pytest.mark.parametrize(
    "raw", [[], [1, 2], {"a": 1}, datetime(2023, 1, 1), time(9), float("inf"), float("nan")]
)
def test_what_is_no_threshold_is_refused(raw: Any) -> None:
    with pytest.raises(ValueError, match="needed"):
        threshold(raw)


@given(st.one_of(st.text(), st.integers(-(2**53), 2**53), st.floats(-1e15, 1e15), st.dates(), st.booleans()))
def test_a_literal_reads_back_as_the_value_it_was_made_of(raw: Value) -> None:
    value = threshold(raw)
    if isinstance(value, Duration) or (isinstance(value, str) and "\0" in value):
        return
    found = pl.select(pl.sql_expr(literal(value))).item()
    assert found == value


def test_values_are_shown_in_words() -> None:
    values: list[Value | None] = [("a", "b"), True, False, Duration(months=1), Duration(days=2), None, 3]
    assert [shown(value) for value in values] == ["a, b", "yes", "no", "1 month", "2 days", "", "3"]
