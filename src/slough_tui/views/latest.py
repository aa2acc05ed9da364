"""The newest reading of every indicator beside the indicator itself: a list of KPIs without values tells nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from slough_tui.model.kinds import TABLES
from slough_tui.model.table import Column

if TYPE_CHECKING:
    import polars as pl

KPIS = replace(
    TABLES["kpis"],
    columns=(
        *TABLES["kpis"].columns,
        Column("latest", "float", "Latest"),
        Column("latest_period", label="Period"),
    ),
    shown=("ref", "title", "latest", "target", "unit", "latest_period", "polarity", "status", "series"),
)
"""Indicators as the screen shows them."""


def with_latest(kpis: pl.DataFrame, readings: pl.DataFrame | None) -> pl.DataFrame:
    """The table `kpis` with `latest` (Float64) and `latest_period` (String) from the table `readings`.

    The newest is the one whose period ends last; where no end is known, the one that is printed last.
    """
    import polars as pl

    if readings is None or not readings.height:
        nothing = pl.lit(None, pl.Float64).alias("latest"), pl.lit(None, pl.String).alias("latest_period")
        return kpis.with_columns(nothing)
    newest = (
        readings.filter(pl.col("value").is_not_null())
        .sort("period_end", nulls_last=False, maintain_order=True)
        .group_by("measure", maintain_order=True)
        .last()
        .select(
            pl.col("measure").alias("id"),
            pl.col("value").alias("latest"),
            pl.col("period").alias("latest_period"),
        )
    )
    return kpis.join(newest, on="id", how="left", maintain_order="left")
