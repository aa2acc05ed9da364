from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slough_tui.errors import UsageError
from slough_tui.model.kinds import TABLES
from slough_tui.views.sifting import looked_through, mask, searched
from tests.views.conftest import TODAY, frame_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

ROWS: list[dict[str, Any]] = [
    {"id": "aud:a/1", "ref": "AR-1", "text": "Housing stock list", "status": "overdue", "priority": "high",
     "due": date(2023, 9, 30), "lead": "Head of IT", "page": 3},
    {"id": "aud:a/2", "ref": "AR-2", "text": "Payments", "status": "not_due", "priority": "low",
     "due": date(2023, 12, 1), "lead": "Head of IT and Data", "page": 4},
    {"id": "aud:a/3", "ref": "AR-3", "text": "housing PAYMENTS", "status": "complete", "priority": "medium",
     "due": None, "lead": None, "page": None},
    {"id": "aud:a/4", "ref": "AR-10", "text": None, "status": None, "priority": None,
     "due": date(2024, 1, 15), "lead": "", "page": 12},
]  # fmt: skip
TABLE = TABLES["audit_actions"]


def kept(text: str, table: str = "audit_actions", rows: Sequence[dict[str, Any]] = ROWS) -> list[int]:
    frame = frame_of(table, rows)
    columns = searched(TABLES[table], TABLES[table].shown)
    found = mask(frame, TABLES[table], text, TODAY, lambda word: looked_through(frame, columns, word))
    return list(range(1, frame.height + 1)) if found is None else [i + 1 for i in found.arg_true()]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [1, 2, 3, 4]),
        ("housing", [1, 3]),
        ("HOUSING payments", [3]),
        ('"stock list"', [1]),
        ("!housing", [2, 4]),
        ("AR-1", [1, 4]),
        ("not due", [2]),
        ("aud:a/3", [3]),
        ("status:overdue", [1]),
        ("status:o", [1]),
        ("status:not_due", [2]),
        ("status:not-due", [2]),
        ("!status:overdue", [2, 3, 4]),
        ("status:overdue|complete", [1, 3]),
        ("status=overdue", [1]),
        ("status!=overdue", [2, 3, 4]),
        ("lead:IT", [1, 2]),
        ('lead="head of it"', [1]),
        ("lead:none", [3, 4]),
        ("lead:any", [1, 2]),
        ("!lead:none", [1, 2]),
        ("due<2023-12-01", [1]),
        ("due<=2023-12-01", [1, 2]),
        ("due>2023-12-01", [4]),
        ("due>=2023-12", [2, 4]),
        ("due<2023-12", [1]),
        ("due:2023", [1, 2]),
        ("due:2023-09-30|2024-01", [1, 4]),
        ("due<today", [1]),
        ("due:none", [3]),
        ("!due<today", [2, 3, 4]),
        ("page>3", [2, 4]),
        ("page:3", [1]),
        ("prio:high", [1]),
        ("year:none", [1, 2, 3, 4]),
        ("housing due:none", [3]),
        ("status:", [1, 2, 3, 4]),
    ],
)
def test_a_filter_keeps_the_rows_it_says(text: str, rows: list[int]) -> None:
    assert kept(text) == rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("statis:overdue", "did you mean status?"),
        ("colour:red", "have no column colour"),
        ("http://x", 'put "quotes"'),
        ("status:late", "status is never late; it is one of not_due, overdue"),
        ("due:soon", "soon is no date"),
        ("due<31/9/2023", "31/9/2023 is no date"),
        ("page:three", "three is no number"),
        ("lead<5", "lead is text"),
        ("due_:2023", "due_ could be due_raw, due_original, due_precision"),
    ],
)
def test_a_wrong_filter_is_told_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        kept(text)
    assert said in str(error.value)


def test_yes_and_no_are_understood_for_truth() -> None:
    rows: list[dict[str, Any]] = [
        {"id": "upd:1", "on_inferred": True},
        {"id": "upd:2", "on_inferred": False},
        {"id": "upd:3"},
    ]
    assert kept("on_inferred:yes", "updates", rows) == [1]
    assert kept("on_inferred:n", "updates", rows) == [2]
    with pytest.raises(UsageError, match="never perhaps"):
        kept("on_inferred:perhaps", "updates", rows)


def test_words_are_looked_for_in_lists_too() -> None:
    rows = [{"id": "act:p/1", "cites": ["1.2", "3a"]}, {"id": "act:p/2", "cites": []}]
    assert kept("3a", "plan_actions", rows) == [1]
    assert kept("cites:none", "plan_actions", rows) == [2]


def test_a_word_with_signs_of_regular_expressions_means_itself() -> None:
    rows = [{"id": "aud:a/1", "text": "a.b (c"}, {"id": "aud:a/2", "text": "axb c"}]
    assert kept("a.b", rows=rows) == [1]
    assert kept("(c", rows=rows) == [1]


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_filters_or_is_refused_in_plain_words(text: str) -> None:
    try:
        kept(text)
    except UsageError as error:
        assert error.what  # noqa: PT017


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_keeping_and_dropping_a_value_part_the_rows_in_two(value: str) -> None:
    from slough_tui.views.terms import written

    rows = [{"id": "aud:a/1", "lead": value}, {"id": "aud:a/2", "lead": "x" + value}, {"id": "aud:a/3"}]
    keep, drop = (
        kept(written("lead", value), rows=rows),
        kept(written("lead", value, negated=True), rows=rows),
    )
    assert 1 in keep
    assert sorted([*keep, *drop]) == [1, 2, 3]


def test_words_of_two_columns_do_not_make_one_phrase() -> None:
    rows = [{"id": "aud:a/1", "text": "late payments", "lead": "Head of IT"}]
    assert kept('"payments head"', rows=rows) == []
    assert kept("payments late", rows=rows) == [1]


def test_without_a_bare_word_no_text_is_joined() -> None:
    frame = frame_of("audit_actions", ROWS)

    def unasked(_word: str) -> pl.Series:
        raise AssertionError("nobody looks for a word here")

    found = mask(frame, TABLE, "status:overdue due:any", TODAY, unasked)
    assert found is not None
    assert found.sum() == 1
