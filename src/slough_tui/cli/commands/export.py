"""`slough export`: one table into a file that other programs read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slough_tui.cli import emit, formats
from slough_tui.cli.lookup import complete_table, table_named
from slough_tui.errors import MissingExtraError, UsageError
from slough_tui.report.files import write_file

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.cli.context import Context

TEXTS = {".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".md": "markdown"}
SUFFIXES = (*TEXTS, ".parquet", ".xlsx")
SHEET_ROWS = 1_048_575
"""Lines that a sheet of Excel holds below its heading."""


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
        write_file(Path(output), _parquet(frame) if suffix == ".parquet" else _xlsx(frame, name))
    emit.note(f"{frame.height} lines of {name} in {output}")


def _parquet(frame: pl.DataFrame) -> bytes:
    data = io.BytesIO()
    frame.write_parquet(data)
    return data.getvalue()


def _xlsx(frame: pl.DataFrame, name: str) -> bytes:
    """A workbook with one sheet. Text is text: a cell that begins with = is no formula, a link is not live."""
    try:
        import xlsxwriter
    except ImportError as missing:
        raise MissingExtraError(
            "writing Excel needs xlsxwriter, which is not installed", hint="pip install 'slough-tui[excel]'"
        ) from missing
    if frame.height > SHEET_ROWS:
        raise UsageError(
            f"{frame.height} lines do not fit into a sheet of Excel", hint="export to .csv or .parquet"
        )
    data = io.BytesIO()
    safe = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(data, safe) as book:
        sheet = book.add_worksheet(name[:31])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, frame.columns, book.add_format({"bold": True}))
        for number, line in enumerate(frame.iter_rows(), start=1):
            for column, value in enumerate(line):
                _write_cell(sheet, number, column, value, day)
        sheet.freeze_panes(1, 0)
    return data.getvalue()


def _write_cell(sheet: Any, row: int, column: int, value: object, day: object) -> None:
    import datetime as dt

    if value is None:
        return
    if isinstance(value, dt.date) and value.year >= 1900:  # Excel's calendar begins there
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, formats.flat(value)[:32_767])
