"""A table as a file that other programs read: CSV, JSON, Parquet, Excel, Markdown. The ending of the name says which."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.errors import MissingExtraError, UsageError
from slough_tui.model.safe_text import clean
from slough_tui.report.files import write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

SHEET_ROWS = 1_048_575
"""Lines that a sheet of Excel holds below its heading."""
MOST_CELL = 32_767
"""Characters that a cell of Excel holds."""


def export(frame: pl.DataFrame, path: Path, name: str) -> None:
    """Write `frame` to `path`, which is there whole or not at all; `name` is the sheet's in a workbook.

    UsageError for an ending that nobody knows and for a place that cannot be written, MissingExtraError without the
    library for Excel.
    """
    suffix = path.suffix.lower()
    if suffix not in WRITERS:
        raise UsageError(
            f"nobody knows how to write {suffix or 'a file without ending'}",
            where=str(path),
            hint=f"end it with {', '.join(WRITERS)}",
        )
    write_file(path, WRITERS[suffix](frame, name))


def _joined(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists as text with `; ` between their parts."""
    import polars as pl
    import polars.selectors as cs

    return frame.with_columns(cs.by_dtype(pl.List(pl.String)).list.join("; ", ignore_nulls=True))


def _csv(frame: pl.DataFrame, _: str) -> bytes:
    return _joined(frame).write_csv().encode()


def _json(frame: pl.DataFrame, _: str) -> bytes:
    return frame.write_json().encode()


def _parquet(frame: pl.DataFrame, _: str) -> bytes:
    data = io.BytesIO()
    frame.write_parquet(data)
    return data.getvalue()


def _markdown(frame: pl.DataFrame, _: str) -> bytes:
    lines = [f"| {' | '.join(frame.columns)} |", f"|{' --- |' * frame.width}"]
    lines += [f"| {' | '.join(_escaped(value) for value in row)} |" for row in _joined(frame).iter_rows()]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _escaped(value: Any) -> str:
    text = "" if value is None else clean(str(value))
    for mark in "\\|<[]*`":
        text = text.replace(mark, f"\\{mark}")
    return text


def xlsx(frame: pl.DataFrame, name: str) -> bytes:
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
        for number, line in enumerate(_joined(frame).iter_rows(), start=1):
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
        sheet.write_string(row, column, str(value)[:MOST_CELL])


WRITERS: dict[str, Callable[[pl.DataFrame, str], bytes]] = {
    ".csv": _csv,
    ".xlsx": xlsx,
    ".json": _json,
    ".parquet": _parquet,
    ".md": _markdown,
}
"""Ending to what writes it."""
