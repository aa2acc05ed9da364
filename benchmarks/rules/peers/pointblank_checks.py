"""The twelve checks by Pointblank, with the failing rows of each. Prints seconds, and the peak of memory in KiB."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import pointblank as pb
import polars as pl

today = date(2023, 11, 23)
c = pl.col
passes = [
    ~((c("due") < today) & (c("status") != "complete")),
    c("lead").is_not_null(),
    c("text").str.len_chars() >= 3,
    ~((c("status") == "overdue") & (c("due") > today)),
    ~((c("due_original") < c("due")) & (c("status") == "ongoing")),
    c("text").str.starts_with("The council") | (c("status") != "complete"),
    c("page") <= 98,
    ~(c("due").is_null() & (c("status") == "in_progress")),
    ~((c("lead") == "Lead 3") & (c("status") == "overdue")),
    ~(c("text").str.contains("seventh", literal=True) & (c("status") == "overdue")),
    c("due") <= c("due_original") + pl.duration(days=300),
    (c("ref").str.slice(0, 1) == "R") & (c("page") != 1),
]
start = time.perf_counter()
frame = pl.read_parquet(sys.argv[1])
validation = pb.Validate(frame)
for expression in passes:
    validation = validation.col_vals_expr(expr=expression.fill_null(value=True))
validation = validation.interrogate()
rows = sum(validation.get_data_extracts(i=n, frame=True).height for n in range(1, len(passes) + 1))
seconds = time.perf_counter() - start
peak = Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]
sys.stdout.write(f"{rows} {seconds} {peak}\n")
