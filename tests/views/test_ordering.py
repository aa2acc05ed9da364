from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slough_tui.model.kinds import TABLES
from slough_tui.views.ordering import Key, order, toggled
from tests.views.conftest import frame_of


def ordered(
    column: str, values: list[Any], *, table: str = "audit_actions", descending: bool = False
) -> list[Any]:
    frame = frame_of(table, [{"id": str(i), column: value} for i, value in enumerate(values)])
    found = order(frame, TABLES[table], [Key(column, descending)])
    assert found is not None
    return [values[i] for i in found]


def test_references_are_ordered_as_people_count() -> None:
    values = ["0.10", "0.9", "0.1", "AR-100", "AR-20", "0.09"]
    assert ordered("ref", values) == ["0.1", "0.9", "0.09", "0.10", "AR-20", "AR-100"]


def test_coded_words_are_ordered_by_what_they_mean() -> None:
    assert ordered("priority", ["low", "high", "medium"]) == ["high", "medium", "low"]
    assert ordered("rag", ["green", "red", "amber"], table="directions") == ["red", "amber", "green"]


@pytest.mark.parametrize("descending", [False, True])
def test_what_is_empty_comes_last_either_way(descending: bool) -> None:
    assert ordered("due", [None, date(2024, 1, 1), date(2023, 1, 1)], descending=descending)[-1] is None
    assert ordered("priority", [None, "low", "high"], descending=descending)[-1] is None
    assert ordered("lead", ["", "b", "a", None], descending=descending)[-2:] in (["", None], [None, ""])


def test_case_does_not_count() -> None:
    assert ordered("lead", ["b", "A", "C"]) == ["A", "b", "C"]


def test_equal_rows_keep_the_order_of_the_register() -> None:
    rows = [{"id": str(i), "priority": "high", "text": f"t{i}"} for i in range(5)]
    found = order(
        frame_of("audit_actions", rows), TABLES["audit_actions"], [Key("priority", descending=True)]
    )
    assert found is not None
    assert list(found) == [0, 1, 2, 3, 4]


def test_a_second_column_decides_between_equals() -> None:
    rows = [{"id": "1", "priority": "low", "due": date(2023, 2, 1)}, {"id": "2", "priority": "high", "due": date(2023, 1, 1)},
            {"id": "3", "priority": "low", "due": date(2023, 1, 1)}]  # fmt: skip
    keys = [Key("priority"), Key("due", descending=True)]
    found = order(frame_of("audit_actions", rows), TABLES["audit_actions"], keys)
    assert found is not None
    assert list(found) == [1, 0, 2]


def test_without_a_column_there_is_no_order() -> None:
    frame = frame_of("audit_actions", [{"id": "1"}])
    assert order(frame, TABLES["audit_actions"], []) is None
    assert order(frame, TABLES["audit_actions"], [Key("nowhere")]) is None


def test_lists_can_be_ordered() -> None:
    assert ordered("cites", [["b"], ["a", "z"]], table="plan_actions") == [["a", "z"], ["b"]]


def test_asking_again_takes_a_column_off() -> None:
    one, two = Key("due"), Key("ref", descending=True)
    assert toggled((), one, add=False) == (one,)
    assert toggled((one,), one, add=False) == ()
    assert toggled((one,), Key("due", descending=True), add=False) == (Key("due", descending=True),)
    assert toggled((one,), two, add=True) == (one, two)
    assert toggled((one, two), two, add=True) == (one,)
    assert toggled((one, two), one, add=False) == (one,)
    assert toggled((one, two), Key("due", descending=True), add=True) == (two, Key("due", descending=True))


@settings(max_examples=50)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20))
def test_numbers_in_references_are_ordered_like_numbers(numbers: list[int]) -> None:
    assert ordered("ref", [f"R{n}" for n in numbers]) == [f"R{n}" for n in sorted(numbers)]
