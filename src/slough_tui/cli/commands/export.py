"""`slough export`: one table into a file that other programs read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slough_tui.cli import emit, formats
from slough_tui.cli.lookup import complete_table, table_named
from slough_tui.errors import UsageError
from slough_tui.report.export import xlsx
from slough_tui.report.files import write_file

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.cli.context import Context

TEXTS = {".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".md": "markdown"}
SUFFIXES = (*TEXTS, ".parquet", ".xlsx")


@click.command("export")
@click.argument("table", shell_complete=complete_table)
@click.option(
    "-o",
    "output",
    metavar="FILE",
    required=True,
    help=f"The file; its ending says what: {', '.join(SUFFIXES)}.",
)
@click.pass_obj
def command(context: Context, table: str, output: str) -> None:
    """Write a table to a file.

    Every column, as of the date; the file is there whole or not at all.
    """
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            f"nobody knows how to write {suffix or 'a file without ending'}",
            where=output,
            hint=f"end it with {', '.join(SUFFIXES)}",
        )
    name = table_named(table).name
    frame = context.frames(context.register())(name).collect()
    if suffix in TEXTS:
        formats.write_frame(frame, TEXTS[suffix], output)
    else:
        write_file(Path(output), _parquet(frame) if suffix == ".parquet" else xlsx(frame, name))
    emit.note(f"{frame.height} lines of {name} in {output}")


def _parquet(frame: pl.DataFrame) -> bytes:
    data = io.BytesIO()
    frame.write_parquet(data)
    return data.getvalue()
