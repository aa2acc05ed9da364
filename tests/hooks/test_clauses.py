"""Text taken apart into clauses: where a sentence ends, turns and goes on."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.hooks.clauses import clauses


def parts(text: str | None) -> list[tuple[str, bool]]:
    frame = pl.LazyFrame({"id": ["a"], "text": [text]}, schema={"id": pl.String, "text": pl.String})
    return clauses(frame, "text").collect().select("clause", "conceded").rows()


def texts(text: str) -> list[str]:
    return [clause for clause, _ in parts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One is done. Two is not.", ["One is done.", "Two is not."]),
        ("Seven posts; two are empty", ["Seven posts;", "two are empty"]),
        ("- First\n- Second", ["First", "Second"]),
        ("2.14 The panel met.", ["The panel met."]),
        ("(a) The panel met.", ["The panel met."]),
        ("<p>One was done</p><p>Two was not</p>", ["One was done", "Two was not"]),
        ("It runs over\nthe page.", ["It runs over the page."]),
        ("Cllr. Hale and e.g. Dr. Moss met.", ["Cllr. Hale and e.g. Dr. Moss met."]),
        ("Done 14.06.2023 as planned", ["Done 14.06.2023 as planned"]),
        ("It was set up and has met twice", ["It was set up", "has met twice"]),
        ("The hub opened, and there is a rota", ["The hub opened", "there is a rota"]),
        ("Buses and trains are late", ["Buses and trains are late"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_where_a_clause_ends(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_no_text_has_no_clause() -> None:
    assert parts(None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened, but nobody came.", [("It opened", True), ("nobody came.", False)]),
        ("It opened, however it is full.", [("It opened", True), ("it is full.", False)]),
        ("Although it rained, it opened.", [("it rained", True), ("it opened.", False)]),
        ("Despite the rain, it opened.", [("the rain", True), ("it opened.", False)]),
        ("It opened although it rained.", [("It opened", True), ("it rained.", False)]),
        ("It opened. However, it is full.", [("It opened.", False), ("However, it is full.", False)]),
    ],
)
def test_what_stands_before_a_turn_is_conceded(text: str, expected: list[tuple[str, bool]]) -> None:
    assert parts(text) == expected


def test_clauses_are_numbered_within_their_record() -> None:
    frame = pl.LazyFrame({"id": ["a", "b"], "text": ["One. Two.", "Three."]})
    found = clauses(frame, "text").collect()
    assert found.select("id", "number", "sentence").rows() == [
        ("a", 0, "One."),
        ("a", 1, "Two."),
        ("b", 0, "Three."),
    ]


@given(st.text(max_size=300))
def test_any_text_gives_clauses_that_are_not_blank(text: str) -> None:
    assert all(clause.strip() for clause in texts(text))
