"""Reads a Parquet file from standard input in a process of its own, and writes its rows as JSON lines.

Started by file, not imported: a file made to crash or to fill the memory takes down this process only.
First line: `{"columns": [...], "rows": n}` or `{"refused": why}`; then lists of rows, all text.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

BATCH = 2_000


def limit_memory(size: int, seconds: int) -> None:
    """Cap this process; where the system has no such cap the parent's clock remains."""
    import resource

    for what, cap in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, size),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (cap, cap))


def text_of(value: Any) -> str:
    """A value as other readers would give it: ISO dates, TRUE and FALSE, no `.0`, nested values as JSON."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=text_of)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"{value.days} days" if not value.seconds and not value.microseconds else str(value)
    return str(value)


def _float(value: float) -> str:
    if value != value:  # noqa: PLR0124 - NaN is how some programs write a blank
        return ""
    if value == int(value) if abs(value) < 1e15 else False:
        return str(int(value))
    return f"{value:.15g}"


def _moment(value: datetime) -> str:
    if value.hour or value.minute or value.second or value.microsecond:
        return value.replace(microsecond=0, tzinfo=None).isoformat(sep=" ").removesuffix(":00")
    return value.date().isoformat()


def say(answer: Any) -> None:
    """One line to the parent."""
    sys.stdout.write(json.dumps(answer) + "\n")


def main(memory: int, seconds: int, cells: int) -> None:
    """Read, check the size before the values, write."""
    limit_memory(memory, seconds)
    os.environ["POLARS_MAX_THREADS"] = "2"
    import polars as pl

    source = sys.stdin.buffer.read()
    lazy = pl.scan_parquet(source)
    columns = lazy.collect_schema().names()
    count = lazy.select(pl.len()).collect().item()
    if count * max(len(columns), 1) > cells:
        say({"refused": "cells"})
        return
    frame = lazy.collect()
    say({"columns": columns, "rows": frame.height})
    for start in range(0, frame.height, BATCH):
        rows = frame.slice(start, BATCH).rows()
        say([[text_of(value) for value in row] for row in rows])


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
