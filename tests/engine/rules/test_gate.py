"""Every trap before `pl.sql_expr` is a test here."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.engine.rules import gate
from slough_tui.engine.rules.functions import FUNCTIONS
from slough_tui.engine.rules.rule import Duration, Value
from slough_tui.engine.rules.tokens import ConditionError

SCHEMA = {
    "id": "text",
    "n": "number",
    "f": "number",
    "s": "text",
    "status": "text",
    "due": "date",
    "raised": "date",
    "b": "boolean",
    "cites": "list",
    "on": "date",
    "by": "text",
    "group": "text",
    "due_state": "struct",
    "due_state.verdict": "text",
    "due_state.score": "number",
}
PARAMETERS: dict[str, Value] = {
    "today": date(2023, 11, 23),
    "as_of": date(2023, 11, 1),
    "grace": Duration(days=5),
    "window": Duration(months=2),
    "limit": 3,
    "share": 0.2,
    "codes": ("a", "o'brien"),
    "word": "it's",
    "flag": True,
}
FRAME = pl.DataFrame(
    {
        "id": ["1", "2", "3"],
        "n": [1, None, 3],
        "f": [1.5, 2.5, None],
        "s": ["Open", None, "as above"],
        "status": ["open", None, "o'brien"],
        "due": [date(2023, 1, 31), None, date(2024, 1, 1)],
        "raised": [date(2023, 1, 1), None, date(2023, 1, 1)],
        "b": [True, None, False],
        "cites": [["a", "b"], None, []],
        "on": [date(2023, 1, 1)] * 3,
        "by": ["x", None, "y"],
        "group": ["g", None, "h"],
        "due_state": [{"verdict": "overdue", "score": 1.0}, None, {"verdict": "ok", "score": 0.0}],
    },
    schema_overrides={"cites": pl.List(pl.String)},
)


def compiled(source: str) -> gate.Condition:
    return gate.condition(source, SCHEMA, PARAMETERS)


def judged(source: str) -> list[bool | None]:
    return FRAME.lazy().select(r=compiled(source).expr).collect(engine="streaming")["r"].to_list()


def refusal(source: str) -> ConditionError:
    with pytest.raises(ConditionError) as caught:
        compiled(source)
    return caught.value


# ---------------------------------------------------------------- what passes


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("n = 1", [True, None, False]),
        ("n <> 1", [False, None, True]),
        ("n != 1", [False, None, True]),
        ("n IN (1, 3)", [True, None, True]),
        ("n NOT IN (1, 2)", [False, None, True]),
        ("NOT n = 1", [False, None, True]),
        ("n BETWEEN 0 AND 2", [True, None, False]),
        ("n NOT BETWEEN 0 AND 2", [False, None, True]),
        ("n IS NULL", [False, True, False]),
        ("n IS NOT NULL AND n > 1", [False, False, True]),
        ("n IS DISTINCT FROM 1", [False, True, True]),
        ("b", [True, None, False]),
        ("NOT b", [False, None, True]),
        ("b = TRUE OR n = 3", [True, None, True]),
        ("s LIKE 'O%'", [True, None, False]),
        ("s NOT ILIKE 'o%'", [False, None, True]),
        ("lower(s) = 'open'", [True, None, False]),
        ("s || '!' = 'Open!'", [True, None, False]),
        ("due < DATE '2023-06-01'", [True, None, False]),
        ("due + INTERVAL '2 months' < :today", [True, None, False]),
        ("due - raised > INTERVAL '25 days'", [True, None, True]),
        ("due + :window = DATE '2023-03-31'", [True, None, False]),
        ("due + :grace < :today", [True, None, False]),
        ("due < CURRENT_DATE", [True, None, False]),
        ("status IN :codes", [False, None, True]),
        ("s = :word", [False, None, False]),
        ("n >= :limit", [False, None, True]),
        ("f > :share AND f * 1.5 < 3", [True, False, None]),
        ("b = :flag", [True, None, False]),
        ("n / 2 = 1.5", [False, None, True]),
        ("-n < -2", [False, None, True]),
        ("n % 2 = 1", [True, None, True]),
        ("1 + n * 2 = 7", [False, None, True]),
        ("(1 + n) * 2 = 8", [False, None, True]),
        ("COALESCE(n, 0) = 0", [False, True, False]),
        ("CASE WHEN n > 1 THEN 'many' ELSE 'few' END = 'many'", [False, False, True]),
        ("CASE WHEN n > 1 THEN b END", [None, None, False]),
        ("CAST(n AS text) = '3'", [False, None, True]),
        ("CAST(s AS number) > 3", [None, None, None]),
        ("greatest(n, 2) = 3", [False, False, True]),
        ("array_length(cites) = 0", [False, None, True]),
        ("array_contains(cites, 'a')", [True, None, False]),
        ("array_text(cites) = 'a, b'", [True, None, False]),
        ("mentions(s, 'AS ABOVE')", [False, None, True]),
        ("mentions(s, 'above as')", [False, None, False]),
        ("mentions(s, 'bove')", [False, None, False]),
        ("words(s) = 2", [False, None, True]),
        ("regexp_like(s, '(?i)^OPEN$')", [True, None, False]),
        ("year(due) = 2023 AND month(due) = 1 AND day(due) = 31", [True, None, False]),
        ("weekday(due) = 2", [True, None, False]),
        ("\"group\" = 'g' AND group = 'g'", [True, None, False]),
        ("by = 'x' AND on < :today", [True, None, False]),
        ("due_state.verdict = 'overdue'", [True, None, False]),
        ("due_state.score >= 1", [True, None, False]),
        ("n = 1 -- a remark; with ? signs", [True, None, False]),
    ],
)
def test_a_condition_means_what_sql_says_it_means(source: str, expected: list[bool | None]) -> None:
    assert judged(source) == expected


def test_a_length_can_be_subtracted_without_wrapping_round() -> None:
    assert judged("length(s) - 10 < 0") == [True, None, True]
    assert judged("strpos(s, 'zz') - 1 < 0 AND array_length(cites) - 5 < 0") == [True, None, True]


def test_letters_are_counted_not_bytes() -> None:
    frame = pl.DataFrame({"s": ["£", "a£", "–😀a–", "été", None]})
    for source, expected in (
        ("right(s, 3) = s", [True, True, False, True, None]),
        ("right(s, 2) = 'a–' AND strpos(s, 'a') = 3", [False, False, True, False, None]),
        ("strpos(s, 't') = 2", [False, False, False, True, None]),
    ):
        found = gate.condition(source, {"s": "text"}, {})
        assert frame.select(found.expr).to_series().to_list() == expected, source


def test_the_words_of_an_empty_text_are_none() -> None:
    found = gate.condition("words(s) IN (0, 4)", {"s": "text"}, {})
    assert pl.DataFrame({"s": ["", "  ", " a  b   c d ", None]}).select(found.expr).to_series().to_list() == [
        True,
        True,
        True,
        None,
    ]


def test_a_phrase_with_signs_of_a_pattern_is_taken_as_it_stands() -> None:
    found = gate.condition("mentions(s, :p)", {"s": "text"}, {"p": ("c++ (old)", "as  above")})
    frame = pl.DataFrame({"s": ["in C++ (old).", "ccc old", "see as\nabove,"]})
    assert frame.select(found.expr).to_series().to_list() == [True, False, True]


def test_the_columns_a_condition_reads_are_known_once_and_in_order() -> None:
    assert compiled("due < :today AND (s = 'x' OR due > raised) AND due_state.score > 1").columns == (
        "due",
        "s",
        "raised",
        "due_state",
    )


def test_a_threshold_with_a_quote_cannot_end_its_literal() -> None:
    hostile: dict[str, Value] = {"w": "x' OR TRUE OR s = 'y"}
    found = gate.condition("s = :w", SCHEMA, hostile)
    assert FRAME.select(found.expr).to_series().to_list() == [False, None, False]


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    "source",
    [
        "s IN (SELECT a FROM read_csv('/etc/passwd'))",
        "EXISTS (SELECT 1)",
        "s IN (TABLE x)",
        "s IN (VALUES ('a'))",
        "n = (WITH x AS (SELECT 1) SELECT 1)",
        "read_parquet('http://localhost:9/x') = 1",
        "READ_CSV('x') = 'y'",
        "UNNEST(cites) = 'a'",
        "n = 1; DROP TABLE x",
        "n = 1 /* x */",
        "s = $1",
        "s = ?",
        "s::int = 1",
        "`s` = 'x'",
        "cites[1] = 'a'",
        "s ~ 'x'",
        "n & 1 = 1",
        "n <=> 1",
        "* = 1",
        "COLUMNS('^n') > 1",
        "COUNT(*) OVER (PARTITION BY s) > 1",
        "n > (SELECT AVG(n) FROM t)",
    ],
)
def test_what_could_look_beyond_the_record_never_reaches_polars(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reached(sql: str) -> pl.Expr:
        pytest.fail(f"Polars was given {sql}")

    monkeypatch.setattr(pl, "sql_expr", reached)
    assert refusal(source).what


@pytest.mark.parametrize(
    "name", ["RPAD", "LPAD", "REPEAT", "RANDOM", "NOW", "read_json", "COLUMNS", "NORMALIZE"]
)
def test_a_function_that_takes_memory_files_or_chance_is_not_known(name: str) -> None:
    assert name.lower() not in FUNCTIONS
    assert refusal(f"{name}(s, 2) = 'x'").what


@pytest.mark.parametrize(
    ("source", "what", "hint", "column"),
    [
        ("stauts = 'Open'", "unknown column 'stauts'", "did you mean 'status'?", 1),
        ("N = 1", "unknown column 'N'", "did you mean 'n'? names are case-sensitive", 1),
        ("s = Zebra", "unknown column 'Zebra'", "write text in single quotes: 'Zebra'", 5),
        ("LENGHT(s) > 3", "unknown function 'LENGHT'", "did you mean 'length'?", 1),
        ("due < '2025-06-01'", "a date is compared with text", "write DATE '2025-06-01'", 7),
        ("'soon' > due", "text is compared with a date", "write DATE '2023-09-30'", 1),
        ("due < :today + 5", "a date + a number has no meaning", "write INTERVAL '5 days'", 7),
        ("b > 3", "true or false is compared with a number", "", 5),
        ("b > TRUE", "true and false have no order", "write = or <>", 1),
        ("due > 3", "a date is compared with a number", "", 7),
        ("n > '3'", "a number is compared with text", "write 3 without quotes", 5),
        ("n + s > 3", "a number + text has no meaning", "", 1),
        ("s + s = 'x'", "text + text has no meaning", "texts are joined with ||", 1),
        ("b IS TRUE", "IS TRUE is unknown where the value is", "write COALESCE(b, FALSE)", 6),
        ("b IS NOT TRUE", "IS TRUE is unknown where the value is", "write NOT COALESCE(b, TRUE)", 10),
        ("due = NULL", "= NULL is never true", "write IS NULL", 1),
        ("n NOT IN (1, NULL)", "NULL in a list makes the answer unknown", "", 14),
        ("n == 1", "'==' is not SQL", "write =", 3),
        ("n + 1", "a condition must be true or false, but this is a number", "", 1),
        ("MAX(n) > 1", "MAX looks at many records, but a condition sees one", "use a group rule", 1),
        ("n > AVG(n)", "AVG looks at many records, but a condition sees one", "use a group rule", 5),
        ("LEAST() > 1", "least takes 2 to 8 arguments, not 0", "", 1),
        ("lower(s, s) = 'x'", "lower takes 1 argument, not 2", "", 1),
        ("lower(n) = 'x'", "lower takes text, but this is a number", "", 7),
        ("due < :tody", "there is no threshold 'tody'", "did you mean 'today'?", 7),
        ("n >", "the condition ends too early", "", 4),
        ("(n > 3", "this '(' is never closed", "", 1),
        ("n > 3)", "this ')' closes nothing", "", 6),
        ("s = 'Open", "the text is not closed", "add another '", 5),
        ("s = \u2018Open\u2019", "a typographic quotation mark", "", 5),
        ("n IS NUL", "after IS comes NULL, NOT NULL or DISTINCT FROM", "", 6),
        ("n = 1 s = 'x'", "unexpected 's'", "join conditions with AND or OR", 7),
        ("1 < n < 3", "a comparison has two sides", "join two comparisons with AND", 7),
        ("due < DATE '2016-09-31'", "'2016-09-31' is no date", "", 12),
        ("due < DATE '31/09/16'", "'31/09/16' is no date", "write DATE '2023-09-30'", 12),
        ("due + INTERVAL '5' < :today", "'5' is no length of time", "", 16),
        ("due - raised > :window", "months differ in length", "", 16),
        (
            "due_state.verdit = 'x'",
            "unknown column 'due_state.verdit'",
            "did you mean 'due_state.verdict'?",
            1,
        ),
        ("cites = 'a'", "a list is compared with text", "", 9),
        ("s = :codes", "a list can only stand after IN", "", 5),
        ("regexp_like(s, by)", "the pattern of regexp_like is a text in quotes", "", 16),
        ("regexp_like(s, '[')", "not a pattern", "", 16),
        ("s LIKE 'a!%' ESCAPE '!'", "ESCAPE is not known", "use regexp_like", 14),
        ("now() > due", "NOW is not allowed", "write :today", 1),
        ("CASE n WHEN 1 THEN b END", "CASE needs WHEN", "", 6),
        ("CAST(n AS blob) = 1", "unknown type 'blob'", "", 11),
        ("end = 1", "unexpected 'end'", "", 1),
    ],
)
def test_an_error_says_where_what_and_what_to_do(source: str, what: str, hint: str, column: int) -> None:
    error = refusal(source)
    assert what in error.what
    assert hint in error.hint
    assert (error.line, error.column) == (1, column)


def test_an_error_shows_the_line_with_a_caret_under_the_place() -> None:
    error = refusal("n = 1\n  AND stauts = 'x'")
    assert str(error).splitlines() == [
        "line 2, column 7: unknown column 'stauts'",
        "    AND stauts = 'x'",
        "        ^",
        "  hint: did you mean 'status'?",
    ]


def test_an_empty_condition_is_no_condition() -> None:
    assert refusal("  -- only a remark").what == "the condition is empty"


def test_a_condition_too_long_to_plan_is_refused() -> None:
    assert "longer than 400" in refusal(" OR ".join(["n = 1"] * 500)).what


def test_a_condition_as_long_as_allowed_is_planned() -> None:
    assert judged(" OR ".join(["n = 1"] * 100)) == [True, None, False]


@pytest.mark.parametrize("source", ["(" * 60 + "b" + ")" * 60, "NOT " * 60 + "b", "n = " + "- " * 60 + "1"])
def test_a_condition_nested_too_deeply_is_refused(source: str) -> None:
    assert "nested too deeply" in refusal(source).what


def test_a_condition_nested_as_deeply_as_allowed_is_planned() -> None:
    assert judged("(" * 25 + "b" + ")" * 25) == [True, None, False]


def test_a_panic_of_polars_becomes_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panic(sql: str) -> pl.Expr:
        raise PanicException("index out of bounds\nnote: run with RUST_BACKTRACE=1")

    monkeypatch.setattr(pl, "sql_expr", panic)
    monkeypatch.setattr(gate, "_PASSED", {})  # what was compiled before is not asked for again
    assert refusal("n = 1").what == "not a condition: index out of bounds"


def test_an_interrupt_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(sql: str) -> pl.Expr:
        raise KeyboardInterrupt

    monkeypatch.setattr(pl, "sql_expr", interrupt)
    monkeypatch.setattr(gate, "_PASSED", {})
    with pytest.raises(KeyboardInterrupt):
        compiled("n = 1")


def test_a_group_may_count_and_a_record_may_not() -> None:
    found = gate.having("COUNT(*) > 1 AND MAX(n) >= :limit", SCHEMA, PARAMETERS)
    frame = pl.DataFrame({"s": ["a", "a", "b"], "n": [1, 3, 3]})
    assert sorted(frame.group_by("s").agg(r=found.expr).rows()) == [("a", True), ("b", False)]


# ---------------------------------------------------------------- random input

WORDS = st.sampled_from(
    [
        *"n f s due b cites :today :grace :window :codes 1 2.5 'x' DATE '2023-01-01' INTERVAL '2 days' ( ) , . + - * / %"
        " || = <> < <= > >= AND OR NOT IN IS NULL BETWEEN LIKE CASE WHEN THEN ELSE END CAST AS text lower( length(".split(
            " "
        ),
        "regexp_like(",
        "greatest(",
        "coalesce(",
        "mentions(",
        "TRUE",
        "SELECT",
        "FROM",
        "read_csv(",
        ";",
        "\\",
        "é",
    ]
)


def attempt(source: str) -> gate.Condition | ConditionError:
    try:
        return compiled(source)
    except ConditionError as error:
        return error


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_words_give_a_boolean_column_or_an_error_that_points_into_them(source: str) -> None:
    found = attempt(source)
    if isinstance(found, ConditionError):
        assert 0 <= found.position <= len(source)
    else:
        result = FRAME.lazy().select(r=found.expr).collect()
        assert result.schema["r"] in (pl.Boolean, pl.Null)


@given(st.text(max_size=40))
def test_any_text_gives_a_condition_or_an_error_of_ours(source: str) -> None:
    assert attempt(source) is not None
