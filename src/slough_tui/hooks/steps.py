"""Targets that rise in steps, as texts tell them: "70% by June 2023, 75% by July 2023". Since 0.1."""

from __future__ import annotations

import polars as pl

__all__ = ["steps_due", "steps_in"]

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+20\d\d"
_STEP = rf"(?i)(\d+(?:\.\d+)?\s*%?\s*(?:by|from|in|at)?\s*(?:the )?(?:end of )?{_MONTH})"


def steps_in(frame: pl.LazyFrame, key: str, text: str) -> pl.LazyFrame:
    """The steps in column `text` of `frame`: `key`, on (Date, the last day of the month), step (Float64).

    A single figure with a month is a target, not a step: a text counts from two on.
    """
    month = pl.col("step").str.extract(rf"(?i)({_MONTH})$").str.replace(r"(?i)^([a-z]{3})[a-z]*\s+", "${1} ")
    first = pl.concat_str(pl.lit("1 "), month.str.to_titlecase()).str.to_date("%d %b %Y", strict=False)
    return (
        frame.filter(pl.col(text).str.count_matches(_STEP) >= 2)
        .select(key, step=pl.col(text).str.extract_all(_STEP))
        .explode("step")
        .select(
            key,
            on=first.dt.month_end(),
            step=pl.col("step").str.extract(r"^(\d+(?:\.\d+)?)").cast(pl.Float64),
        )
    )


def steps_due(frame: pl.LazyFrame, steps: pl.LazyFrame, key: str) -> pl.LazyFrame:
    """The last step due for each line of `frame` (id, `key`, by): id, step, step_on. Without one due, no line.

    `steps` has `key`, on (Date), step (Float64).
    """
    return (
        frame.join(steps, on=key)
        .filter(pl.col("on") <= pl.col("by"))
        .sort("on")
        .group_by("id", maintain_order=True)
        .agg(pl.col("step").last(), pl.col("on").last().alias("step_on"))
    )
