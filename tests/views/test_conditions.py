from __future__ import annotations

from datetime import date

import pytest

from slough_tui.engine.rules.tokens import ConditionError
from slough_tui.views.conditions import joined, parted
from slough_tui.views.facets import facets
from slough_tui.views.grid import Grid
from slough_tui.views.places import BY_NAME
from tests.views.conftest import frame_of

TODAY = date(2023, 11, 23)


def grid() -> Grid:
    rows = [
        {"id": f"aud:x/{n}", "ref": str(n), "text": f"where number {n} stands", "due": date(2023, 11, n) if n else None,
         "status": ("overdue", "complete")[n % 2], "priority": ("high", "low", None)[n % 3]}
        for n in range(1, 29)
    ]  # fmt: skip
    return Grid(BY_NAME["audit_actions"], frame_of("audit_actions", rows), TODAY)


@pytest.mark.parametrize(
    ("text", "words", "sql"),
    [
        ("housing", "housing", ""),
        ("where due < :today", "", "due < :today"),
        ("housing status:overdue WHERE a = 'x'", "housing status:overdue", "a = 'x'"),
        ('"where it is"', '"where it is"', ""),
        ('"a" where b', '"a"', "b"),
        ("nowhere fast", "nowhere fast", ""),
        ("where ", "", ""),
    ],
)
def test_a_filter_is_parted_into_words_and_a_condition(text: str, words: str, sql: str) -> None:
    assert parted(text)[:2] == (words, sql)
    assert parted(joined(words, sql))[:2] == (words, sql)


def test_a_condition_keeps_rows_together_with_words() -> None:
    found = grid()
    found.sift("where due < :today AND priority = 'high'")
    only_sql = found.height
    assert only_sql == 7
    found.sift("status:overdue where due < :today AND priority = 'high'")
    assert 0 < found.height < only_sql
    found.sift("where ")
    assert found.height == found.total


@pytest.mark.parametrize("sql", ["due <", "duee < :today", "status", "due = 'x'", "read_csv('x') = 1", "("])
def test_what_is_no_condition_points_at_its_place_and_changes_nothing(sql: str) -> None:
    found = grid()
    found.sift("status:overdue")
    before = found.height
    with pytest.raises(ConditionError) as error:
        found.sift(f"where {sql}")
    assert "^" in str(error.value)
    assert (found.filter, found.height) == ("status:overdue", before)


def test_facets_count_the_values_of_the_shown_rows() -> None:
    found = grid()
    assert dict(facets(found, "priority")) == {"high": 9, "low": 10, None: 9}
    found.sift("where ref IN ('3', '6', '7')")
    assert facets(found, "priority") == [("high", 2), ("low", 1)]


def test_columns_are_hidden_moved_and_widened_and_come_back() -> None:
    found = grid()
    usual = found.names
    found.show(("due", "ref", "nonsense", "due"), {"due": 30, "nonsense": 3})
    assert found.names == ("due", "ref")
    assert found.wanted[0].fixed == 30
    assert found.rows(0, 1)[0].texts[1] == "1"
    found.show((), {})
    assert found.names == usual
