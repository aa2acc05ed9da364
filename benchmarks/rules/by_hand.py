"""The twelve checks as somebody would write them in Polars for this one table: masks, messages, long form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from benchmarks.rules.data import TODAY

if TYPE_CHECKING:
    from pathlib import Path

C = pl.col


def masks() -> dict[str, pl.Expr]:
    """Rule to mask."""
    return {
        "PLA001": (C("due") < TODAY) & (C("status") != "complete"),
        "PLA002": C("lead").is_null(),
        "PLA003": C("text").str.len_chars() < 3,
        "PLA004": (C("status") == "overdue") & (C("due") > TODAY),
        "PLA005": (C("due_original") < C("due")) & (C("status") == "ongoing"),
        "PLA006": ~C("text").str.starts_with("The council") & (C("status") == "complete"),
        "PLA007": C("page") > 98,
        "PLA008": C("due").is_null() & (C("status") == "in_progress"),
        "PLA009": (C("lead") == "Lead 3") & (C("status") == "overdue"),
        "PLA010": C("text").str.contains("seventh", literal=True) & (C("status") == "overdue"),
        "PLA011": C("due") > C("due_original") + pl.duration(days=300),
        "PLA012": (C("ref").str.slice(0, 1) != "R") | (C("page") == 1),
    }


def findings(path: Path) -> pl.DataFrame:
    """Rule, id and message of every finding, by one streaming pass."""
    found = masks()
    hits = (
        pl.scan_parquet(path)
        .select("id", "ref", *(mask.fill_null(value=False).alias(name) for name, mask in found.items()))
        .filter(pl.any_horizontal(*found))
        .collect(engine="streaming")
    )
    return pl.concat(
        [
            hits.filter(name).select(
                pl.lit(name).alias("rule"), "id", pl.format("{}: is wrong", "ref").alias("message")
            )
            for name in found
        ]
    )


def scan(path: Path) -> pl.DataFrame:
    """Nothing but reading the columns that the checks read."""
    names = ("id", "ref", "text", "status", "lead", "due", "due_original", "page")
    return pl.scan_parquet(path).select(C(*names).max()).collect(engine="streaming")
