"""The twelve checks by Great Expectations on pandas, with the keys of the failing rows. Prints seconds, and the peak of memory in KiB.

It knows no condition over two columns but that they are ordered: a filter of the rows stands for the other half.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from pathlib import Path

os.environ["GX_ANALYTICS_ENABLED"] = "False"  # it would tell its makers of every run

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd

TODAY = pd.Timestamp(2023, 11, 23)


def of(status: str, sign: str = "==") -> dict[str, str]:
    """The rows with (or without) this status."""
    return {"row_condition": f'status{sign}"{status}"', "condition_parser": "pandas"}


SUITE = [
    gxe.ExpectColumnValuesToBeBetween(column="due", min_value=TODAY, **of("complete", "!=")),
    gxe.ExpectColumnValuesToNotBeNull(column="lead"),
    gxe.ExpectColumnValueLengthsToBeBetween(column="text", min_value=3),
    gxe.ExpectColumnValuesToBeBetween(column="due", max_value=TODAY, **of("overdue")),
    gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="due_original",
        column_B="due",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        **of("ongoing"),
    ),
    gxe.ExpectColumnValuesToMatchRegex(column="text", regex="^The council", **of("complete")),
    gxe.ExpectColumnValuesToBeBetween(column="page", max_value=98),
    gxe.ExpectColumnValuesToNotBeNull(column="due", **of("in_progress")),
    gxe.ExpectColumnValuesToNotBeInSet(column="lead", value_set=["Lead 3"], **of("overdue")),
    gxe.ExpectColumnValuesToNotMatchRegex(column="text", regex="seventh", **of("overdue")),
    gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="latest", column_B="due", or_equal=True, ignore_row_if="either_value_is_missing"
    ),
    gxe.ExpectColumnValuesToMatchRegex(column="ref", regex="^R"),
    gxe.ExpectColumnValuesToNotBeInSet(column="page", value_set=[1]),
]
logging.disable(logging.WARNING)
context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = {"globally": False}
asset = context.data_sources.add_pandas("records").add_dataframe_asset("plan_actions")
whole = asset.add_batch_definition_whole_dataframe("whole")
start = time.perf_counter()
names = ["id", "ref", "text", "status", "lead", "due", "due_original", "page"]
frame = pd.read_parquet(sys.argv[1], columns=names)
frame["due"], frame["due_original"] = pd.to_datetime(frame["due"]), pd.to_datetime(frame["due_original"])
frame["latest"] = frame["due_original"] + pd.Timedelta(days=300)
suite = gx.ExpectationSuite("twelve", expectations=SUITE)
told = {"result_format": "COMPLETE", "unexpected_index_column_names": ["id"]}
said = whole.get_batch({"dataframe": frame}).validate(suite, result_format=told)
rows = sum(one.result["unexpected_count"] for one in said.results)
seconds = time.perf_counter() - start
peak = Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]
sys.stdout.write(f"{rows} {seconds} {peak}\n")
