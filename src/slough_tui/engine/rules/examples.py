"""The examples of a rule, run: every rule file carries its own must-pass and must-fail fixtures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from slough_tui.engine.rules.frames import FINDINGS, OF_FINDINGS, frames_of
from slough_tui.engine.rules.run import run_check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import polars as pl

    from slough_tui.engine.rules.compile import Function
    from slough_tui.engine.rules.rule import Example, Rule

SOME_DAY = date(2023, 11, 23)
"""`today` of an example that names none: results must not change from day to day."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one example: `number` counts from 1; `problem` is empty where it holds."""

    rule: Rule
    number: int
    example: Example
    outcome: str
    found: int
    problem: str
    messages: tuple[str, ...] = ()


def run_examples(
    rules: Iterable[Rule], *, functions: Mapping[str, Function] | None = None
) -> Iterator[Verdict]:
    """Every example of every rule, judged."""
    for rule in rules:
        for number, example in enumerate(rule.examples, 1):
            yield judge(rule, number, example, functions=functions)


def judge(
    rule: Rule, number: int, example: Example, *, functions: Mapping[str, Function] | None = None
) -> Verdict:
    """One example, judged: finding if there is one, else unknown if something could not be judged, else clear."""
    day = example.today or SOME_DAY
    tables = tables_of(example)
    found = tables.pop(FINDINGS, None)
    result = run_check(
        frames_of(tables), [rule], today=day, as_of=day, functions=functions or {}, found=found
    )
    for wrong in (*result.errors, *(failure.what for failure in result.failures)):
        return Verdict(rule, number, example, "error", 0, str(wrong))
    counts = result.counts.row(0, named=True)
    outcome = "finding" if counts["finding"] else "unknown" if counts["unknown"] else "clear"
    problem = ""
    if outcome != example.expect:
        problem = f"expected {example.expect}, got {outcome}"
    elif example.count is not None and counts["finding"] != example.count:
        problem = f"expected {example.count} findings, got {counts['finding']}"
    return Verdict(
        rule, number, example, outcome, counts["finding"], problem, tuple(result.findings["message"])
    )


def tables_of(example: Example) -> dict[str, pl.DataFrame]:
    """The records of an example as frames with every column of their tables."""
    import polars as pl

    from slough_tui.store.schema import schema_of

    schemas = {table: _of_findings() if table == FINDINGS else schema_of(table) for table in example.tables}
    return {
        table: pl.DataFrame([dict(record) for record in records], schema=schemas[table])
        for table, records in example.tables.items()
    }


def _of_findings() -> dict[str, pl.DataType]:
    from slough_tui.engine.rules.findings import schema

    return {name: schema()[name] for name in OF_FINDINGS}
