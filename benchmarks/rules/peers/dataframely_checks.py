"""The twelve checks by dataframely, with the failing rows of each. Prints seconds, and the peak of memory in KiB."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import dataframely as dy
import polars as pl

TODAY = date(2023, 11, 23)
C = pl.col
FAILS = {
    "a": (C("due") < TODAY) & (C("status") != "complete"),
    "b": C("lead").is_null(),
    "c": C("text").str.len_chars() < 3,
    "d": (C("status") == "overdue") & (C("due") > TODAY),
    "e": (C("due_original") < C("due")) & (C("status") == "ongoing"),
    "f": ~C("text").str.starts_with("The council") & (C("status") == "complete"),
    "g": C("page") > 98,
    "h": C("due").is_null() & (C("status") == "in_progress"),
    "i": (C("lead") == "Lead 3") & (C("status") == "overdue"),
    "j": C("text").str.contains("seventh", literal=True) & (C("status") == "overdue"),
    "k": C("due") > C("due_original") + pl.duration(days=300),
    "l": (C("ref").str.slice(0, 1) != "R") | (C("page") == 1),
}
columns = {
    "id": dy.String(nullable=True),
    "ref": dy.String(nullable=True),
    "text": dy.String(nullable=True),
    "status": dy.String(nullable=True),
    "lead": dy.String(nullable=True),
    "due": dy.Date(nullable=True),
    "due_original": dy.Date(nullable=True),
    "page": dy.Int64(nullable=True),
}
checks = {
    name: dy.rule()(lambda _cls, mask=mask: ~mask.fill_null(value=False)) for name, mask in FAILS.items()
}
Schema = type("Actions", (dy.Schema,), {**columns, **checks})
start = time.perf_counter()
frame = pl.read_parquet(sys.argv[1]).select(*columns)
good, failure = Schema.filter(frame)
told = failure.details()
rows = sum(told.filter(C(name) == "invalid").height for name in checks)
seconds = time.perf_counter() - start
peak = Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]
sys.stdout.write(f"{rows} {seconds} {peak}\n")
