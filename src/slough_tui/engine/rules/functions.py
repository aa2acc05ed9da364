"""The functions a condition may call: arity, types, and what each becomes in SQL.

An allow-list. What reads files (`read_csv`), takes memory without bound (`RPAD`) or answers
differently tomorrow (`RANDOM`, `NOW`) is not on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ANY = "any"


@dataclass(frozen=True, slots=True)
class Function:
    """One function: `takes` are the types of its arguments (the last one repeats up to `most`).

    `gives` is the result's type, or `same` for that of the first argument. `write` makes SQL of the
    arguments' SQL; without it the call is written as it stands.
    """

    name: str
    takes: tuple[str, ...]
    gives: str
    least: int
    most: int
    about: str
    aggregate: bool = False
    write: Callable[[list[str]], str] | None = None

    def argument(self, index: int) -> str:
        """The type that the argument at `index` must have."""
        return self.takes[min(index, len(self.takes) - 1)]


def _whole(call: str) -> str:
    """Polars counts in unsigned numbers, where 1 - 2 is 4294967295."""
    return f"CAST({call} AS BIGINT)"


_TEXT = re.compile(r"'(?:[^']|'')*'")


def _unless_null(call: str, index: int) -> Callable[[list[str]], str]:
    """Polars gives an answer where this argument is null; nobody knows it."""

    def write(arguments: list[str]) -> str:
        plain = f"{call}({', '.join(arguments)})"
        if _TEXT.fullmatch(arguments[index]):
            return plain
        return f"CASE WHEN ({arguments[index]}) IS NOT NULL THEN {plain} END"

    return write


def _right(arguments: list[str]) -> str:
    """Polars' own gives too little of a text with letters beyond ASCII that is shorter than asked for."""
    start = f"GREATEST({_whole(f'LENGTH({arguments[0]})')} - ({arguments[1]}), 0) + 1"
    return f"SUBSTR({arguments[0]}, {start})"


def _strpos(arguments: list[str]) -> str:
    """Polars counts bytes where people count letters, and finds no text at 0 instead of leaving it unknown."""
    at = f"STRPOS({arguments[0]}, {arguments[1]})"
    before = f"LENGTH(SPLIT_PART({arguments[0]}, {arguments[1]}, 1))"
    known = f"({arguments[0]}) IS NOT NULL AND ({arguments[1]}) IS NOT NULL"
    return _whole(f"CASE WHEN {at} > 1 THEN {before} + 1 WHEN {known} THEN {at} END")


def _round(arguments: list[str]) -> str:
    """Half goes up, away from nought, as people and papers round; Polars' own goes to the even neighbour."""
    scale = f"POWER(10, {arguments[1]})" if len(arguments) > 1 else "1"
    return f"(SIGN({arguments[0]}) * FLOOR(ABS({arguments[0]}) * {scale} + 0.5e0) / {scale})"


def _words(arguments: list[str]) -> str:
    clean = f"TRIM(REGEXP_REPLACE({arguments[0]}, '\\s+', ' ', 'g'))"
    count = _whole(f"ARRAY_LENGTH(STRING_TO_ARRAY({clean}, ' '))")
    return f"CASE WHEN {clean} = '' THEN 0 WHEN {clean} <> '' THEN {count} END"


_LIST = (
    Function("lower", ("text",), "text", 1, 1, "small letters"),
    Function("upper", ("text",), "text", 1, 1, "capital letters"),
    Function("trim", ("text",), "text", 1, 1, "without white space around it"),
    Function("initcap", ("text",), "text", 1, 1, "each word with a capital"),
    Function(
        "length", ("text",), "number", 1, 1, "number of characters", write=lambda a: _whole(f"LENGTH({a[0]})")
    ),
    Function("words", ("text",), "number", 1, 1, "number of words", write=_words),
    Function("substr", ("text", "number"), "text", 2, 3, "part of a text, counted from 1"),
    Function("left", ("text", "number"), "text", 2, 2, "the first characters"),
    Function("right", ("text", "number"), "text", 2, 2, "the last characters", write=_right),
    Function(
        "replace",
        ("text", "pattern", "text"),
        "text",
        3,
        3,
        "text, what, instead",
        write=_unless_null("REPLACE", 2),
    ),
    Function(
        "split_part",
        ("text", "text", "number"),
        "text",
        3,
        3,
        "the n-th part between separators",
        write=_unless_null("SPLIT_PART", 1),
    ),
    Function("concat", ("text",), "text", 1, 8, "joined; empty values are left out"),
    Function("starts_with", ("text",), "boolean", 2, 2, "whether the text begins so"),
    Function("ends_with", ("text",), "boolean", 2, 2, "whether the text ends so"),
    Function(
        "strpos",
        ("text",),
        "number",
        2,
        2,
        "where a text stands in another, from 1; 0 if nowhere",
        write=_strpos,
    ),
    Function(
        "regexp_like", ("text", "pattern"), "boolean", 2, 2, "whether a pattern is found; (?i) any case"
    ),
    Function(
        "mentions", ("text", "phrases"), "boolean", 2, 2, "whether one of the phrases is said, any case"
    ),
    Function("abs", ("number",), "number", 1, 1, "without its sign"),
    Function("round", ("number",), "number", 1, 2, "rounded to so many decimals, half up", write=_round),
    Function("floor", ("number",), "number", 1, 1, "the whole number below"),
    Function("ceil", ("number",), "number", 1, 1, "the whole number above"),
    Function("greatest", (ANY,), "same", 2, 8, "the largest"),
    Function("least", (ANY,), "same", 2, 8, "the smallest"),
    Function("coalesce", (ANY,), "same", 2, 8, "the first that is not null"),
    Function("nullif", (ANY,), "same", 2, 2, "null where the two are equal"),
    Function("year", ("date",), "number", 1, 1, "the year", write=lambda a: f"DATE_PART('year', {a[0]})"),
    Function("month", ("date",), "number", 1, 1, "the month", write=lambda a: f"DATE_PART('month', {a[0]})"),
    Function("day", ("date",), "number", 1, 1, "the day", write=lambda a: f"DATE_PART('day', {a[0]})"),
    Function(
        "weekday",
        ("date",),
        "number",
        1,
        1,
        "1 is Monday, 7 is Sunday",
        write=lambda a: f"DATE_PART('isodow', {a[0]})",
    ),
    Function(
        "array_length",
        ("list",),
        "number",
        1,
        1,
        "how many are in a list",
        write=lambda a: _whole(f"ARRAY_LENGTH({a[0]})"),
    ),
    Function(
        "array_contains",
        ("list", "text"),
        "boolean",
        2,
        2,
        "whether a list holds a text",
        write=_unless_null("ARRAY_CONTAINS", 1),
    ),
    Function(
        "array_text",
        ("list",),
        "text",
        1,
        1,
        "a list as one text",
        write=lambda a: f"ARRAY_TO_STRING({a[0]}, ', ')",
    ),
    Function(
        "count", (ANY,), "number", 1, 1, "how many are not null; COUNT(*) counts records", aggregate=True
    ),
    Function("sum", ("number",), "number", 1, 1, "the sum", aggregate=True),
    Function("avg", ("number",), "number", 1, 1, "the mean", aggregate=True),
    Function("min", (ANY,), "same", 1, 1, "the smallest", aggregate=True),
    Function("max", (ANY,), "same", 1, 1, "the largest", aggregate=True),
)

FUNCTIONS: Mapping[str, Function] = MappingProxyType({function.name: function for function in _LIST})
"""Every function of a condition, by its name in lower case."""


class Brought(Protocol):
    """A function of a plugin, as `hooks.api.ConditionFunction`: parameter to type, and what it stands for."""

    @property
    def takes(self) -> Mapping[str, str]: ...  # noqa: D102 - see the class
    @property
    def sql(self) -> str: ...  # noqa: D102


BROUGHT: dict[str, Brought] = {}
"""Functions of plugins by name, put here when the plugins are loaded; none hides one of `FUNCTIONS`."""

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "char_length": "length",
        "substring": "substr",
        "ifnull": "coalesce",
        "ceiling": "ceil",
        "ucase": "upper",
    }
)

REWRITTEN = frozenset(name for name, one in FUNCTIONS.items() if one.write)
"""The functions that are not written as they are called."""

IN_QUERIES: frozenset[str] = frozenset(
    [
        *(set(FUNCTIONS) - {"mentions"}),
        "date_part",
        "extract",
        "array_to_string",
        "string_to_array",
        "regexp_replace",
        "char_length",
        "row_number",
        "rank",
        "dense_rank",
        "lag",
        "lead",
        "first",
        "last",
        "median",
        "stddev",
        "array_agg",
    ]
)
"""The functions that the SQL of a query rule may call: none of them reads anything but its arguments.

Those of `FUNCTIONS` mean there what they mean in a condition.
"""
