"""The gate before `pl.sql_expr`: a condition's text in, a checked Polars expression out.

Polars' own entry reads files while it parses, knows no parameters, lets types that never match pass and
panics on some input. So a condition is parsed here (`syntax`), its types are checked (`lint`), and only
SQL that this package wrote itself (`sql`) is given to Polars.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.engine.rules import lint, sql, syntax
from slough_tui.engine.rules.functions import BROUGHT
from slough_tui.engine.rules.tokens import ConditionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from slough_tui.engine.rules.rule import Value
    from slough_tui.engine.rules.syntax import Node


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that passed: its source, tree, type, SQL and expression; `columns` are those it reads."""

    source: str
    tree: Node
    type: str
    sql: str
    expr: pl.Expr

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads, each once."""
        return self.tree.columns


MOST_KNOWN = 4096
_PASSED: dict[tuple[object, ...], Condition] = {}
"""What passed before in this process: an edit is checked again in less time than a condition is read."""


def condition(source: str, schema: Mapping[str, str], parameters: Mapping[str, Value]) -> Condition:
    """A condition over one record: Boolean, null where it cannot be judged.

    `schema` maps column names to types of the condition language (text, number, date, boolean, list;
    `struct.field` for fields). `parameters` are the thresholds, `today` and `as_of`. Raises ConditionError.
    """
    return _boolean(expression(source, schema, parameters))


def having(source: str, schema: Mapping[str, str], parameters: Mapping[str, Value]) -> Condition:
    """A condition over a group of records: aggregates are allowed. Raises ConditionError."""
    return _boolean(expression(source, schema, parameters, aggregates=True))


def expression(
    source: str, schema: Mapping[str, str], parameters: Mapping[str, Value], *, aggregates: bool = False
) -> Condition:
    """Any expression (a derived column), whatever its type. Raises ConditionError."""
    known = (source, tuple(schema.items()), tuple(parameters.items()), tuple(BROUGHT), aggregates)
    if known not in _PASSED:
        if len(_PASSED) >= MOST_KNOWN:
            _PASSED.clear()
        _PASSED[known] = _expression(source, schema, parameters, aggregates=aggregates)
    return _PASSED[known]


def _expression(
    source: str, schema: Mapping[str, str], parameters: Mapping[str, Value], *, aggregates: bool
) -> Condition:
    tree = syntax.parse(source, schema, parameters)
    type_ = lint.check(tree, source, aggregates=aggregates)
    text = sql.write(tree)
    return Condition(source, tree, type_, text, _polars(source, tree, text))


def branch(whole: Condition, node: Node) -> Condition:
    """A part of a condition as a condition of its own, for explanations."""
    text = sql.write(node)
    return Condition(
        whole.source[node.start : node.end], node, "boolean", text, _polars(whole.source, node, text)
    )


def _boolean(found: Condition) -> Condition:
    if found.type != "boolean":
        what = f"a condition must be true or false, but this is {lint.PLAIN.get(found.type, found.type)}"
        raise ConditionError(found.source, found.tree.start, what, "compare it with something")
    return found


def _polars(source: str, tree: Node, text: str) -> pl.Expr:
    import polars as pl

    _patterns(source, tree)
    try:
        return pl.sql_expr(text)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException
        raise ConditionError(source, tree.start, f"not a condition: {first_line(error)}") from None


def _patterns(source: str, tree: Node) -> None:
    """Tries every pattern: a wrong one would only fail on the first record that is not null."""
    import polars as pl

    for node in tree.walk():
        if node.op == "call" and node.text == "regexp_like":
            pattern = node.args[1]
            try:
                pl.Series([""]).str.contains(pattern.text[1:-1].replace("''", "'"))
            except pl.exceptions.PolarsError as error:
                reason = str(error).strip().splitlines()[-1].removeprefix("error: ")
                raise ConditionError(source, pattern.start, f"not a pattern: {reason}") from None


def first_line(error: BaseException) -> str:
    """What another library said, in one line."""
    lines = str(error).strip().splitlines()
    return lines[0][:160] if lines else type(error).__name__
