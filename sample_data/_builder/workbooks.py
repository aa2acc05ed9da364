"""Tables as Excel workbooks and Parquet files, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

MADE = datetime(2024, 1, 12, 9, 0, tzinfo=UTC)
"""When the files of the sample say that they were made, and its register that all was recorded."""


def workbook(lines: Sequence[Sequence[object]], sheet: str, title: str = "") -> bytes:
    """One sheet: a title over two merged cells if there is one, the header in bold, dates as real dates."""
    import xlsxwriter

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"title": title or sheet, "created": MADE.replace(tzinfo=None)})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    page = book.add_worksheet(sheet)
    if title:
        page.merge_range(0, 0, 0, 1, title, bold)
    start = 2 if title else 0
    for number, line in enumerate(lines, start=start):
        for column, value in enumerate(line):
            if isinstance(value, date):
                page.write_datetime(number, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - a cell has no zone
            elif value is not None and value != "":
                page.write_string(number, column, str(value), bold if number == start else None)
    book.close()
    return held.getvalue()


def parquet(lines: Sequence[Sequence[str]]) -> bytes:
    """The first line names the columns; blank cells are null; all columns are text."""
    import polars as pl

    head, *body = lines
    frame = pl.DataFrame(
        [[cell or None for cell in line] for line in body],
        schema=dict.fromkeys(head, pl.String),
        orient="row",
    )
    held = io.BytesIO()
    frame.write_parquet(held, compression="zstd", statistics=False)
    return held.getvalue()
