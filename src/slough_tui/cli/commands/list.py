"""`slough list`: the records of one kind, chosen by a condition in the language of rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from slough_tui.cli import emit, formats, options
from slough_tui.cli.lookup import complete_table, nearest, table_named
from slough_tui.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.cli.context import Context
    from slough_tui.model.table import Table


@click.command("list")
@click.argument("kind", shell_complete=complete_table)
@click.option(
    "--where", metavar="SQL", help='Only those for which this is true: "due < :today AND lead IS NULL".'
)
@click.option("--columns", metavar="A,B", help="These columns, or `all` (default for json, jsonl and csv).")
@click.option("--sort", metavar="A,-B", help="By these columns; a minus for the largest first.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most so many.")
@options.output()
@click.pass_obj
def command(
    context: Context,
    *,
    kind: str,
    where: str | None,
    columns: str | None,
    sort: str | None,
    limit: int | None,
    form: str,
    output: str | None,
) -> None:
    """List the records of one kind.

    KIND is a table: recommendations, directions, audit_actions, plan_actions, kpis, audit_reviews, judgements,
    savings, cadences, resolutions, and every other that `slough query` knows. A condition may speak of
    assessors: --where "due_state.verdict = 'overdue'".
    """
    table = table_named(kind)
    chosen = _columns(table, columns, whole=form in {"json", "jsonl", "csv"})
    frames = context.frames(context.register())
    frame = frames(table.name)
    if where:
        frame = _matching(context, table, frame, where)
    if sort:
        frame = _sorted(table, frame, sort)
    if limit:
        frame = frame.head(limit)
    found = frame.select(chosen).collect()
    formats.write_frame(found, form, output)
    if found.is_empty():
        emit.note(
            f"no {table.title.lower()}{' for which that is true' if where else ''} as of {context.as_of}"
        )


def _columns(table: Table, text: str | None, *, whole: bool) -> list[str]:
    if text is None:
        return list(table.names) if whole else _first(table)
    if text == "all":
        return list(table.names)
    return [_known(table, name.strip()) for name in text.split(",") if name.strip()] or _first(table)


def _first(table: Table) -> list[str]:
    shown = table.shown or table.names
    return [*(("id",) if table.is_record else ()), *(name for name in shown if name != "ref")]


def _known(table: Table, name: str) -> str:
    if name not in table.names:
        raise UsageError(f"{table.name} has no column {name!r}", hint=nearest(name, table.names, "columns"))
    return name


def _sorted(table: Table, frame: pl.LazyFrame, text: str) -> pl.LazyFrame:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    names = [_known(table, part.removeprefix("-")) for part in parts]
    down = [part.startswith("-") for part in parts]
    return frame.sort(names, descending=down, nulls_last=True, maintain_order=True)


def _matching(context: Context, table: Table, frame: pl.LazyFrame, where: str) -> pl.LazyFrame:
    from slough_tui.engine.assess import assess
    from slough_tui.engine.rules.frames import types_of, with_assessments
    from slough_tui.engine.rules.gate import condition

    requires: list[str] = []
    if "." in where and table.is_record:
        assessors = [one for one in context.host().assessors() if re.search(rf"\b{one[1].name}\.", where)]
        requires = [assessor.name for _, assessor in assessors]
        if assessors:
            result = assess(assessors, context.frames(context.register()), today=context.today)
            frame = with_assessments(frame, requires, result.frame.lazy())
            for failure in result.failures:
                context.fail(failure)
    dates = {"today": context.today, "as_of": context.as_of}
    return frame.filter(condition(where, types_of(table.name, requires), dates).expr)
