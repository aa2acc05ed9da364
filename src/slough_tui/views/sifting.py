"""A filter's terms over a frame: which rows hold. Every way of getting it wrong is said in plain words."""

from __future__ import annotations

import difflib
from functools import reduce
from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.model.kinds import TABLES
from slough_tui.views.periods import period
from slough_tui.views.terms import NOTHING, SOMETHING, Term, parse
from slough_tui.views.values import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    import polars as pl

    from slough_tui.model.table import Column, Table
    from slough_tui.views.filed import Frame

PREFIXES = frozenset(table.prefix for table in TABLES.values() if table.prefix)
SEARCHED_TOO = ("id", "ref", "text")
BARE = "has "
"""With a bare word after it, the column that says where that word stands; no table has a name with a space."""


def searched(table: Table, names: Sequence[str]) -> tuple[Column, ...]:
    """The columns in which a bare word is looked for: text that is on the screen, and id, ref and text."""
    wanted = {*names, *SEARCHED_TOO}
    return tuple(c for c in table.columns if c.name in wanted and c.type in {"str", "list"})


def mask(
    frame: Frame, table: Table, text: str, today: date, having: Callable[[str], pl.Series]
) -> pl.Series | None:
    """Which rows of `frame` the filter `text` keeps: a Boolean Series as high as it, None if all.

    `having` gives the rows that have a lower-case text in one of the searched columns. Raises UsageError
    that says what in the filter cannot be.
    """
    import polars as pl

    whole = conditions(table, text, today)
    if whole is None:
        return None
    bare = {term.values[0].lower() for term in parse(text) if not term.field}
    read = set(whole.meta.root_names()).intersection(frame.columns)
    parts = [frame.get_column(name) for name in read] + [
        having(word).alias(BARE + word) for word in sorted(bare)
    ]
    return (
        pl.DataFrame(parts)
        .select(whole.fill_null(value=False).alias("keep"))
        .get_column("keep")
        .cast(pl.Boolean)
    )


def conditions(table: Table, text: str, today: date) -> pl.Expr | None:
    """The whole filter as one expression, in which bare words are columns; None if it is empty. UsageError as `mask`."""
    terms = parse(text)
    return reduce(lambda a, b: a & b, [condition(term, table, today) for term in terms]) if terms else None


def looked_through(frame: Frame, columns: Sequence[Column], needle: str) -> pl.Series:
    """Which rows have the lower-case `needle` in one of these columns: Boolean, never null."""
    import polars as pl

    found = [as_text(column).str.contains(needle, literal=True).fill_null(value=False) for column in columns]
    return frame.select(pl.any_horizontal(found).alias("found")).get_column("found")


def condition(term: Term, table: Table, today: date) -> pl.Expr:
    """One term as a Polars expression; null counts as false before a `!` is applied."""
    import polars as pl

    if not term.field:
        found = pl.col(BARE + term.values[0].lower())
    elif is_id(term, table):
        record = f"{term.field}:{term.values[0]}".lower()
        found = as_text(table.column("id")).str.contains(record, literal=True)
    else:
        column = column_of(table, term.field)
        found = reduce(lambda a, b: a | b, [_value(term, value, column, today) for value in term.values])
    found = found.fill_null(value=False)
    return ~found if term.negated else found & pl.lit(value=True)


def is_id(term: Term, table: Table) -> bool:
    """Whether a term is the beginning of a record's id (`aud:2022-23/AR-001`) and names no column."""
    return term.field in PREFIXES and term.operator == ":" and not _named(table, term.field)


def as_text(column: Column) -> pl.Expr:
    """A column as it is searched: lower case, lists joined, coded words as people read them."""
    import polars as pl

    found = pl.col(column.name)
    if column.type == "list":
        found = found.list.join(", ", ignore_nulls=True)
    elif column.type != "str":
        found = found.cast(pl.String)
    found = found.str.to_lowercase()
    return found.str.replace_all("_", " ", literal=True) if column.vocabulary else found


def column_of(table: Table, word: str) -> Column:
    """The column that `word` names: its name, its heading, or an unmistakable beginning. UsageError if none."""
    found = _named(table, word)
    if found:
        return found
    begun = [c for c in table.columns if c.name.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise UsageError(f"{word} could be {', '.join(c.name for c in begun)}", hint="type more of it")
    near = difflib.get_close_matches(word, table.names, n=1)
    hint = f"did you mean {near[0]}?" if near else 'put "quotes" around words with a sign in them'
    raise UsageError(f"{table.title} have no column {word}", hint=hint)


def _named(table: Table, word: str) -> Column | None:
    exact = next((c for c in table.columns if c.name == word), None)
    return exact or next((c for c in table.columns if c.heading.lower().replace(" ", "_") == word), None)


def _value(term: Term, value: str, column: Column, today: date) -> pl.Expr:
    import polars as pl

    if not term.quoted and term.operator in {":", "="} and value.lower() in {NOTHING, SOMETHING}:
        there = pl.col(column.name).is_not_null()
        if column.type == "str":
            there = there & (pl.col(column.name) != "")
        if column.type == "list":
            there = there & (pl.col(column.name).list.len() > 0)
        return ~there if value.lower() == NOTHING else there
    if column.type == "date":
        return _date(term, value, column, today)
    if column.type in {"int", "float"}:
        return _number(term, value, column)
    if column.type == "bool":
        return _bool(value, column)
    if term.operator not in {":", "="}:
        raise UsageError(
            f"{column.name} is text: {term.operator} needs a date or a number", hint="use : or ="
        )
    return _text(term, value, column)


def _text(term: Term, value: str, column: Column) -> pl.Expr:
    import polars as pl

    wanted = value.lower()
    if not column.vocabulary:
        if term.operator == "=":
            if column.type == "list":
                return as_text(column) == wanted
            return pl.col(column.name).str.to_lowercase() == wanted
        return as_text(column).str.contains(wanted, literal=True)
    wanted = wanted.replace("_", " ").replace("-", " ")
    exact = term.operator == "="
    meant = [w for w in column.vocabulary if (words(w) == wanted if exact else words(w).startswith(wanted))]
    if not meant and exact:  # a foreign register may hold a word that nobody knows; pointing at it must work
        return pl.col(column.name).str.to_lowercase() == value.lower()
    if not meant:
        hint = f"it is one of {', '.join(column.vocabulary)}"
        raise UsageError(f"{column.name} is never {value}", hint=hint)
    return pl.col(column.name).is_in(meant)


def _date(term: Term, value: str, column: Column, today: date) -> pl.Expr:
    import polars as pl

    days = period(value, today)
    if days is None:
        raise UsageError(f"{value} is no date", hint="write 2023-12-01, 1/12/2023, 2023-12, 2023 or today-30")
    first, last = days
    found = pl.col(column.name)
    return {
        "<": found < first,
        "<=": found <= last,
        ">": found > last,
        ">=": found >= first,
    }.get(term.operator, found.is_between(first, last))


def _number(term: Term, value: str, column: Column) -> pl.Expr:
    import polars as pl

    try:
        wanted = float(value.replace(",", ""))
    except ValueError:
        raise UsageError(f"{value} is no number", hint=f"{column.name} is compared with numbers") from None
    found = pl.col(column.name)
    return {
        "<": found < wanted,
        "<=": found <= wanted,
        ">": found > wanted,
        ">=": found >= wanted,
    }.get(term.operator, found == wanted)


def _bool(value: str, column: Column) -> pl.Expr:
    import polars as pl

    wanted = value.lower()
    for word, truth in (("yes", True), ("true", True), ("no", False), ("false", False)):
        if word.startswith(wanted):
            return pl.col(column.name) == pl.lit(truth)
    raise UsageError(f"{column.name} is never {value}", hint="it is yes or no")
