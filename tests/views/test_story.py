from __future__ import annotations

import polars as pl

from slough_tui.views.story import lines_of, story, value_of
from tests.views.test_machinery_pages import FACTS


def test_a_history_names_date_paper_commit_and_person_and_then_each_change() -> None:
    facts = FACTS.with_columns(pl.lit("board.md").alias("paper"))
    fields = story(facts, "rec:scrutiny/0.01")
    assert [(f.label, f.value, f.link) for f in fields] == [
        ("3 Oct 2023", "board.md, commit 7 by clerk", "commit:7"),
        ("", "status: in_progress \u2192 complete", ""),
    ]


def test_a_birth_is_one_line_and_an_end_is_told() -> None:
    born = {"field": "_present", "old": "false", "new": "true"}
    ended = {"field": "_present", "old": "true", "new": "false"}
    assert list(lines_of([born, {"field": "status", "old": "null", "new": '"open"'}])) == [
        "listed for the first time"
    ]
    assert list(lines_of([ended])) == ["no longer listed"]


def test_without_facts_there_is_no_history() -> None:
    assert story(None, "rec:a/1") == ()


def test_values_read_as_people_write_them() -> None:
    assert [value_of(v) for v in (None, "null", '["a", "b"]', "1234", "true", '"x  y"')] == [
        "",
        "",
        "a, b",
        "1,234",
        "yes",
        "x y",
    ]
    assert len(value_of('"' + "x" * 5000 + '"')) == 201
