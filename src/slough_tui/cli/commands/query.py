"""`slough query`: SQL over the register's tables as of the date, and over nothing else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from slough_tui.cli import formats, options
from slough_tui.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.cli.context import Context


@click.command("query")
@click.argument("sql")
@options.output()
@click.pass_obj
def command(context: Context, sql: str, form: str, output: str | None) -> None:
    """Ask the register's tables in SQL.

    The tables are those of `slough list`, and cells, figures, readings, updates, links, documents, repairs,
    refusals. SQL may be `-` to read it from stdin. Dates are written DATE '2023-10-31'; :today and :as_of
    stand for the dates of this run. Nothing outside the register can be read.
    """
    text = sys.stdin.read() if sql == "-" else sql
    formats.write_frame(run(context, text), form, output)


def run(context: Context, sql: str) -> pl.DataFrame:
    """The query's result. ConditionError (a RuleError) where the SQL is refused, UsageError where it fails."""
    from slough_tui.engine.rules.gate import first_line
    from slough_tui.engine.rules.query import query

    frames = context.frames(context.register())
    lazy, *_ = query(_one_statement(sql), frames, {"today": context.today, "as_of": context.as_of})
    try:
        return lazy.collect()
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException
        raise UsageError(
            f"the query failed: {first_line(error)}", hint="look at the types of its columns"
        ) from None


def _one_statement(sql: str) -> str:
    return sql.strip().removesuffix(";").strip()
