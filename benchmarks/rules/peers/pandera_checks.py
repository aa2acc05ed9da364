"""The twelve checks by Pandera on Polars, lazily so that every failing row is told. Prints seconds, and the peak of memory in KiB."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import pandera.polars as pa
import polars as pl

TODAY = date(2023, 11, 23)
C = pl.col
FAILS = [
    (C("due") < TODAY) & (C("status") != "complete"),
    C("lead").is_null(),
    C("text").str.len_chars() < 3,
    (C("status") == "overdue") & (C("due") > TODAY),
    (C("due_original") < C("due")) & (C("status") == "ongoing"),
    ~C("text").str.starts_with("The council") & (C("status") == "complete"),
    C("page") > 98,
    C("due").is_null() & (C("status") == "in_progress"),
    (C("lead") == "Lead 3") & (C("status") == "overdue"),
    C("text").str.contains("seventh", literal=True) & (C("status") == "overdue"),
    C("due") > C("due_original") + pl.duration(days=300),
    (C("ref").str.slice(0, 1) != "R") | (C("page") == 1),
]
schema = pa.DataFrameSchema(
    checks=[
        pa.Check(lambda data, mask=mask: data.lazyframe.select(~mask.fill_null(value=False)))
        for mask in FAILS
    ]
)
start = time.perf_counter()
frame = pl.read_parquet(sys.argv[1])
rows = 0
try:
    schema.validate(frame, lazy=True)
except pa.errors.SchemaErrors as errors:
    rows = errors.failure_cases.height
seconds = time.perf_counter() - start
peak = Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]
sys.stdout.write(f"{rows} {seconds} {peak}\n")
