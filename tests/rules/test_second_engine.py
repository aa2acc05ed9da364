"""Every rule in SQL says the same in DuckDB as in our engine, over generated tables rich in nulls and in ties.

Where the two dialects differ, the difference is written here as a macro or a setting, and nowhere else:

- DuckDB says `regexp_matches` for REGEXP_LIKE, `list_contains` for ARRAY_CONTAINS, and has no INITCAP.
- A date and an interval are a date in Polars, a timestamp at midnight in DuckDB.
- Sums of the same numbers differ in their last places: all numbers are compared after rounding to six.

Polars alone would differ in more (RIGHT and STRPOS by letters, ROUND by halves, ARRAY_CONTAINS, SPLIT_PART and
REPLACE by nulls): `functions.py` writes those so that they do not.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from string import ascii_letters
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pytest

from slough_tui.engine.rules import gate
from slough_tui.engine.rules.compile import Compiler
from slough_tui.engine.rules.frames import frames_of, types_in, types_of
from slough_tui.engine.rules.functions import FUNCTIONS
from slough_tui.engine.rules.load import load_rules
from slough_tui.engine.rules.query import rewrite
from slough_tui.model.kinds import TABLES
from slough_tui.store.schema import empty, schema_of
from tests.rules.conftest import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slough_tui.engine.rules.rule import Rule

TODAY = date(2023, 11, 23)
RULES = load_rules([FOLDER]).rules
ROWS = [rule for rule in RULES if rule.scope == "row" and not rule.requires]
OTHERS = [rule for rule in RULES if rule.scope not in ("row", "frame") and "findings" not in rule.sql]
COPIES = 12
"""How often the records of each example are there, each time with other values changed."""
UNCHANGED = 4
"""How many of the copies are left as they are, but for their ids and the papers and groups they belong to."""
IDS = ("id", "record", "from_id", "to_id", "measure")
APART = ("document", "series", "table_title", "plan", "inspection")


@pytest.fixture
def second() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("CREATE MACRO REGEXP_LIKE(a, b) AS regexp_matches(a, b)")
        connection.execute("CREATE MACRO ARRAY_CONTAINS(a, b) AS list_contains(a, b)")
        yield connection


VALUES: dict[str, tuple[Any, ...]] = {
    "text": ("", "a", "£a", "a,b", "–😀a–", "Été  x ", None, None),
    "number": (0.0, 1.0, 2.0, -2.5, 2.5, 0.5, None),
    "date": (date(2024, 2, 29), date(2023, 11, 23), date(2023, 10, 1), None),
    "list": (["a"], [], ["a", "b", None], None),
}
DTYPES = {"text": pl.String(), "number": pl.Float64(), "date": pl.Date(), "list": pl.List(pl.String())}
SPELT = {
    "array_text": "array_to_string({0}, ', ')",
    "weekday": "date_part('isodow', {0})",
    "words": "len(list_filter(string_split_regex({0}, '\\s+'), lambda w: w <> ''))",
}
"""Functions of ours, in DuckDB's words."""
POSITIONS = ("split_part", "substr", "left", "right", "round")
CALLS = [
    (function.name, count, kind)
    for function in FUNCTIONS.values()
    if not function.aggregate and function.name not in ("mentions", "initcap")
    for count in range(function.least, min(function.most, 3) + 1)
    for kind in (("text", "number", "date") if "any" in function.takes else ("",))
]


@pytest.mark.parametrize(("name", "count", "kind"), CALLS)
def test_a_function_means_the_same_in_another_engine(
    name: str, count: int, kind: str, second: duckdb.DuckDBPyConnection
) -> None:
    chance = random.Random(name)
    arguments: list[str] = []
    columns: dict[str, str] = {}
    for index in range(count):
        takes = kind or FUNCTIONS[name].argument(index)
        if takes == "pattern":
            arguments.append("'a'")
        elif takes == "number" and name in POSITIONS and index:
            arguments.append(str(index + 1))
        else:
            arguments.append(f"c{index}")
            columns[f"c{index}"] = takes
    frame = pl.DataFrame(
        {column: [chance.choice(VALUES[takes]) for _ in range(200)] for column, takes in columns.items()},
        schema={column: DTYPES[takes] for column, takes in columns.items()},
    ).with_row_index("number")
    call = f"{name}({', '.join(arguments)})"
    ours = frame.select(gate.expression(call, columns, {}).expr).to_series().to_list()
    second.register("given", frame.to_arrow())
    spelt = SPELT[name].format(*arguments) if name in SPELT else call
    theirs = [row[0] for row in second.execute(f"SELECT {spelt} FROM given ORDER BY number").fetchall()]
    assert ours == theirs


@pytest.mark.parametrize("rule", ROWS, ids=lambda rule: rule.id)
def test_a_row_rule_means_the_same_in_another_engine(rule: Rule, second: duckdb.DuckDBPyConnection) -> None:
    frame = tables_for(rule)[rule.table].sort("id")
    found = gate.condition(rule.when, types_of(rule.table), parameters(rule))
    ours = frame.select(found.expr).to_series().to_list()
    second.register("given", frame.select("id", *found.columns).to_arrow())
    theirs = [row[0] for row in second.execute(f"SELECT {found.sql} FROM given ORDER BY id").fetchall()]
    assert ours == theirs
    assert len(set(ours)) > 1


@pytest.mark.parametrize("rule", OTHERS, ids=lambda rule: rule.id)
def test_any_other_rule_finds_the_same_in_another_engine(
    rule: Rule, second: duckdb.DuckDBPyConnection
) -> None:
    tables = tables_for(rule)
    probe = Compiler.over(frames_of(tables), today=TODAY, as_of=TODAY).probe(rule)
    columns = (
        [name for name in probe.dtypes if not name.endswith(" ")] if rule.scope == "query" else names(rule)
    )
    ours = probe.frame.select(*columns, probe.mask.alias("mask")).collect()
    for name in TABLES:
        second.register(name, tables.get(name, empty(name)).to_arrow())
    theirs = second.execute(sql_of(rule, columns, dict(probe.frame.collect_schema()))).fetchall()
    assert lines(ours.rows()) == lines(theirs)
    assert any(row[-1] for row in theirs), "nothing was found in the tables that were made: they prove little"


def sql_of(rule: Rule, columns: list[str], schema: Mapping[str, pl.DataType]) -> str:
    """The rule as one query for DuckDB: the columns and the mask, in words of its own where it is no query."""
    listed = ", ".join(f'"{name}"' for name in columns)
    types = types_in(schema) if rule.scope == "query" else types_of(rule.table)
    when = gate.condition(rule.when, types, parameters(rule)).sql if rule.when else "TRUE"
    if rule.scope == "query":
        return f"SELECT {listed}, {when} FROM ({rewrite(rule.sql, parameters(rule))[0]})"
    if rule.scope == "reference":
        table, _, column = rule.to.partition(".")
        cited = f"SELECT UNNEST({rule.column}) AS cited FROM {rule.table} WHERE {when}"
        if types_of(rule.table)[rule.column] != "list":
            cited = f"SELECT {rule.column} AS cited FROM {rule.table} WHERE {when}"
        there = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"
        return f"SELECT cited, cited NOT IN ({there}) FROM ({cited})"
    known = " AND ".join(f'"{name}" IS NOT NULL' for name in columns)
    having = "COUNT(*) > 1"
    if rule.scope == "group":
        having = gate.having(rule.having, types_of(rule.table), parameters(rule)).sql
    return f"SELECT {listed}, CASE WHEN {known} THEN {having} END FROM {rule.table} WHERE {when} GROUP BY {listed}"


def names(rule: Rule) -> list[str]:
    """The columns that tell the lines of a rule apart that is no query."""
    return list({"unique": rule.columns, "group": rule.by, "reference": (rule.column,)}[rule.scope])


def parameters(rule: Rule) -> dict[str, Any]:
    return Compiler.over(frames_of({}), today=TODAY, as_of=TODAY).parameters(rule)


def lines(rows: list[tuple[Any, ...]]) -> list[str]:
    """Rows of either engine, in one order and in one spelling."""
    return sorted(repr(tuple(map(plain, row))) for row in rows)


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        assert (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date()
    if isinstance(value, float):
        return round(value, 6) + 0.0
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def tables_for(rule: Rule) -> dict[str, pl.DataFrame]:
    """The records of the rule's examples many times over, with values changed, exchanged and lost.

    Ids are changed alike in all tables, so that what referred to a record still does; papers are shared.
    """
    chance = random.Random(rule.id)
    pools: dict[tuple[str, str], list[Any]] = {}
    for example in rule.examples:
        for table, records in example.tables.items():
            for record in records:
                for name, value in record.items():
                    pools.setdefault((table, name), []).append(value)
    made: dict[str, list[dict[str, Any]]] = {}
    for copy in range(COPIES):
        for number, example in enumerate(rule.examples):
            for table, records in example.tables.items():
                for record in records:
                    one = renamed(
                        table,
                        record,
                        f"~{ascii_letters[number]}{ascii_letters[copy]}",
                        apart=copy < UNCHANGED,
                    )
                    made.setdefault(table, []).append(
                        one if copy < UNCHANGED else changed(table, one, pools, chance)
                    )
    return {
        table: pl.DataFrame(records, schema=schema_of(table)).unique("id", maintain_order=True)
        for table, records in made.items()
    }


def renamed(table: str, record: Mapping[str, Any], copy: str, *, apart: bool) -> dict[str, Any]:
    """A copy of a record, with the ids of this copy; `apart` from all others in papers and groups of its own."""
    own = {*IDS, *APART} if apart else set(IDS)
    if table == "documents" and not apart:
        own.discard("id")
    return {
        name: f"{value}{copy}" if name in own and value is not None else value
        for name, value in record.items()
    }


def changed(
    table: str, record: Mapping[str, Any], pools: Mapping[tuple[str, str], list[Any]], chance: random.Random
) -> dict[str, Any]:
    """A few of a record's values are null, or another record's, or near what they were."""
    made = dict(record)
    for column in TABLES[table].columns:
        name, value = column.name, record.get(column.name)
        pool = [*pools.get((table, name), ()), *(column.vocabulary or ())]
        if name in IDS or not pool:
            continue
        roll = chance.random()
        if roll < 0.06:
            made[name] = None
        elif roll < 0.15:
            made[name] = chance.choice(pool)
        elif roll < 0.25 and value is not None:
            made[name] = near(value, chance)
    return made


def near(value: Any, chance: random.Random) -> Any:
    if isinstance(value, date):
        return value + timedelta(days=chance.randint(-40, 40))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    return value + chance.randint(-2, 2)
