"""The gate before a query rule's SQL: SELECT over the register's tables, known functions, nothing else."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from slough_tui.engine.rules.frames import FINDINGS, is_table, known_columns
from slough_tui.engine.rules.functions import FUNCTIONS, IN_QUERIES, REWRITTEN
from slough_tui.engine.rules.gate import first_line
from slough_tui.engine.rules.thresholds import literal
from slough_tui.engine.rules.tokens import ConditionError, Token, did_you_mean, tokenise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule, Value

MOST_TOKENS = 1200
_READS_FINDINGS = re.compile(rf"\b(?:from|join)\s+{FINDINGS}\b", re.IGNORECASE)
_BEFORE_PARENTHESIS = frozenset(
    "and or not in as on over when then else case from join where having select by distinct union all any"
    " exists except intersect between like ilike with cast try_cast using".split()
)
_OF_TABLES = ("from", "join")
_REFUSED = frozenset(
    "table values unnest lateral create drop delete insert update truncate explain show describe into"
    " current_timestamp columns pivot unpivot qualify".split()
)


def rewrite(sql: str, parameters: Mapping[str, Value]) -> tuple[str, tuple[str, ...]]:
    """The SQL with typed literals for its parameters, and the tables it reads. Raises ConditionError."""
    tokens = tokenise(sql, MOST_TOKENS)
    if tokens[0].word not in ("select", "with"):
        raise ConditionError(sql, tokens[0].start, "a query begins with SELECT or WITH")
    end = Token("end", "", len(sql))
    pieces: list[str] = []
    tables: list[str] = []
    for before, token, following in zip([end, *tokens], tokens, [*tokens[1:], end], strict=False):
        _check(sql, before, token, following)
        if (before.word in _OF_TABLES or before.text == ",") and is_table(token.text):
            tables.append(token.text)
        pieces.append(_piece(sql, token, parameters))
    for index in reversed(range(len(tokens))):
        if tokens[index].word in REWRITTEN:
            _call(tokens, index, pieces)
    return " ".join(piece for piece in pieces if piece), tuple(dict.fromkeys(tables))


def runs_last(rule: Rule) -> bool:
    """Whether the rule asks what the other rules found."""
    return rule.scope == "query" and bool(_READS_FINDINGS.search(rule.sql))


def _check(sql: str, before: Token, token: Token, following: Token) -> None:
    word = token.word
    if not word:
        if before.word in _OF_TABLES and token.kind != "sign":
            what = "a query reads the register's tables, not files"
            raise ConditionError(sql, token.start, what, "name a table")
        return
    if word in _REFUSED or word.startswith(("read_", "scan_")):
        raise ConditionError(sql, token.start, f"{token.text.upper()} is not allowed in a query")
    if word in ("true", "false") and before.word in ("is", "not"):
        hint = f"write COALESCE(column, FALSE) = {word.upper()}"
        raise ConditionError(sql, token.start, f"IS {word.upper()} is unknown where the value is", hint)
    if following.text == "(" and word not in _BEFORE_PARENTHESIS and word not in IN_QUERIES:
        raise ConditionError(
            sql, token.start, f"unknown function {token.text!r}", did_you_mean(word, IN_QUERIES)
        )


def _piece(sql: str, token: Token, parameters: Mapping[str, Value]) -> str:
    if token.word == "current_date":
        return literal(parameters["today"])
    if token.kind == "number" and "." in token.text and "e" not in token.text.lower():
        return f"{token.text}e0"  # without it Polars reckons in decimals
    if token.kind != "param":
        return token.text
    name = token.text[1:]
    if name not in parameters:
        hint = did_you_mean(name, parameters) or f"add {name} to [thresholds]"
        raise ConditionError(sql, token.start, f"there is no threshold {name!r}", hint)
    return literal(parameters[name])


def _call(tokens: Sequence[Token], index: int, pieces: list[str]) -> None:
    """A call that begins here, written as it is in a condition; the calls within it were written before."""
    function = FUNCTIONS[tokens[index].word]
    if function.write is None or [one.text for one in tokens[index + 1 : index + 2]] != ["("]:
        return
    depth, cuts = 0, [index + 1]
    for at in range(index + 1, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[at].text, 0)
        if depth == 0 or (depth == 1 and tokens[at].text == ","):
            cuts.append(at)
        if depth == 0:
            break
    arguments = [" ".join(pieces[start + 1 : end]) for start, end in pairwise(cuts)]
    if depth == 0 and function.least <= len(arguments) <= function.most:
        pieces[index : cuts[-1] + 1] = [function.write(arguments), *[""] * (cuts[-1] - index)]


def query(
    sql: str, frames: Frames, parameters: Mapping[str, Value]
) -> tuple[pl.LazyFrame, pl.Schema, tuple[str, ...]]:
    """The query as a lazy frame over exactly the tables it names, its schema, and those. Raises ConditionError."""
    import polars as pl

    text, tables = rewrite(sql, parameters)
    with pl.SQLContext(frames={table: frames(table) for table in tables}) as context:
        try:
            frame = context.execute(text, eager=False)
            schema = frame.collect_schema()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException
            said = first_line(error)
            raise ConditionError(
                sql, _place(sql, said), f"not a query: {said}", _hint(said, tables)
            ) from None
    return frame, schema, tables


def _quoted_in(said: str) -> str:
    for mark in "'\"`":
        if said.count(mark) >= 2:
            return said.split(mark)[1]
    return said.rpartition(":")[2].strip()


def _place(sql: str, said: str) -> int:
    """Where the name stands that Polars complains of; the beginning if it names none."""
    name = _quoted_in(said)
    return max(sql.find(name), 0) if name else 0


def _hint(said: str, tables: tuple[str, ...]) -> str:
    name = _quoted_in(said)
    if "relation" in said:
        return did_you_mean(name, known_columns())
    return did_you_mean(name, [column for table in tables for column in known_columns()[table]])
