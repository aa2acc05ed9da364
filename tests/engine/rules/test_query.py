"""The gate before a query rule's SQL."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from slough_tui.engine.rules.query import query, rewrite
from slough_tui.engine.rules.tokens import ConditionError

if TYPE_CHECKING:
    from slough_tui.engine.rules.rule import Value

PARAMETERS: dict[str, Value] = {"today": date(2023, 11, 23), "words": ("a", "it's"), "share": 0.5}


def refusal(sql: str, frames: Any = None) -> ConditionError:
    with pytest.raises(ConditionError) as caught:
        rewrite(sql, PARAMETERS) if frames is None else query(sql, frames, PARAMETERS)
    return caught.value


def test_parameters_become_literals_and_tables_are_known() -> None:
    sql, tables = rewrite(
        "SELECT id FROM kpis JOIN readings ON a = b WHERE x IN :words AND y < :today AND z > 1.5 AND w > CURRENT_DATE",
        PARAMETERS,
    )
    assert "IN ('a', 'it''s')" in sql
    assert sql.count("DATE '2023-11-23'") == 2
    assert "1.5e0" in sql
    assert tables == ("kpis", "readings")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM kpis WHERE x IN (SELECT a FROM read_parquet('http://localhost:9'))",
        "SELECT * FROM scan_csv('x')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM kpis; DROP TABLE kpis",
        "DROP TABLE kpis",
        "CREATE TABLE x AS SELECT 1",
        "TRUNCATE kpis",
        "EXPLAIN SELECT 1",
        "SHOW TABLES",
        "SELECT UNNEST(cites) FROM plan_actions",
        "SELECT COLUMNS('x') FROM kpis",
        "SELECT RPAD(title, 99999999) FROM kpis",
        "SELECT REPEAT(title, 99999999) FROM kpis",
        "SELECT NOW() FROM kpis",
        "SELECT RANDOM() FROM kpis",
        "SELECT b IS TRUE FROM kpis",
        "SELECT * FROM kpis WHERE x = :nothing",
        "SELECT * FROM kpis WHERE x = $1",
        "VALUES (1)",
        "",
    ],
)
def test_what_looks_beyond_the_register_never_reaches_polars(
    sql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Never:
        def __init__(self, *args: object, **kwargs: object) -> None:
            pytest.fail("Polars was asked")

    monkeypatch.setattr(pl, "SQLContext", Never)
    with pytest.raises(ConditionError):
        query(sql, lambda table: pl.LazyFrame({"id": ["x"]}), PARAMETERS)


LETTERS = ("", "a", "£a", "£2,226 million", "a£", "été", "–😀a–", None)


@pytest.mark.parametrize(
    ("call", "meant"),
    [
        ("RIGHT(title, 3)", lambda text: text[-3:]),
        ("right(RIGHT(title, 4), 2)", lambda text: text[-4:][-2:]),
        ("STRPOS(title, 'a')", lambda text: text.find("a") + 1),
        ("LENGTH(title) - LENGTH(LEFT(title, 3)) - 1", lambda text: len(text) - min(len(text), 3) - 1),
        ("RIGHT(title, 4 - 1)", lambda text: text[-3:]),
        ("10 - ROUND(LENGTH(title) / 2e0, 0)", lambda text: 10 - (len(text) + 1) // 2),
        ("SPLIT_PART(title, 'x' || ',', 1)", lambda text: text),
        ("words(title)", lambda text: len(text.split())),
        ("RIGHT(CONCAT(title, '), ('), 2)", lambda text: " ("),
    ],
)
def test_a_function_means_in_a_query_what_it_means_to_people(call: str, meant: Any) -> None:
    frame, *_ = query(f"SELECT {call} AS said FROM kpis", lambda table: pl.LazyFrame({"title": LETTERS}), {})
    said = frame.collect()["said"].to_list()
    assert said[:-1] == [meant(text) for text in LETTERS if text is not None]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT RIGHT( FROM kpis",
        "SELECT RIGHT(title FROM kpis",
        "SELECT RIGHT(title) FROM kpis",
        "SELECT RIGHT",
    ],
)
def test_half_a_call_is_no_query(sql: str) -> None:
    assert "not a query" in str(refusal(sql, lambda table: pl.LazyFrame({"title": ["a"]})))


def test_only_the_tables_that_are_named_are_asked_for() -> None:
    asked: list[str] = []

    def frames(table: str) -> pl.LazyFrame:
        asked.append(table)
        return pl.LazyFrame({"id": ["x"], "title": ["y"]})

    frame, schema, tables = query("SELECT id FROM kpis WHERE title = 'y'", frames, PARAMETERS)
    assert frame.collect()["id"].to_list() == ["x"]
    assert dict(schema) == {"id": pl.String()}
    assert asked == list(tables) == ["kpis"]


@pytest.mark.parametrize(
    ("sql", "hint"),
    [("SELECT titel FROM kpis", "did you mean 'title'?"), ("SELECT id FROM kpi", "did you mean 'kpis'?")],
)
def test_a_wrong_name_is_said_with_a_suggestion(sql: str, hint: str) -> None:
    error = refusal(sql, lambda table: pl.LazyFrame({"id": ["x"], "title": ["y"]}))
    assert error.hint == hint
    assert error.position == 7 or error.position == sql.index("kpi")


def test_a_column_may_be_called_now_and_the_function_may_not() -> None:
    text, tables = rewrite("SELECT raw, now FROM repairs", {})
    assert tables == ("repairs",)
    assert "now" in text
    with pytest.raises(ConditionError, match="unknown function"):
        rewrite("SELECT now() FROM repairs", {})
