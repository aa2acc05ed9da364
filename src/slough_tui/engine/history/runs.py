"""Batch checks remembered: since when a finding stands, which are new, which were fixed.

A recorded run is a frame of findings with two more columns:

| column | type | |
|---|---|---|
| `first_seen` | Date | the day as of which a recorded check found it first (since it was last fixed) |
| `state` | String | new, still, fixed (found by the run before, not by this one), unchecked (its rule did not run) |

Only the newest run needs to be read: it carries along what its rules did not look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import polars as pl

STATES = ("new", "still", "fixed", "unchecked")


def remember(findings: pl.DataFrame, ran: Sequence[str], last: pl.DataFrame | None, on: date) -> pl.DataFrame:
    """The frame to record: these findings as of `on` beside what the last run (None: there is none) knew.

    `ran` are the rules that ran. Columns: those of `findings` with `first_seen` filled, and `state`.
    """
    import polars as pl

    known = findings.clear().with_columns(pl.lit("").alias("state")) if last is None else last
    open_before = known.filter(pl.col("state") != "fixed")
    firsts = open_before.select("fingerprint", pl.col("first_seen").alias("known ")).unique("fingerprint")
    now = findings.join(firsts, on="fingerprint", how="left", maintain_order="left")
    state = pl.when(pl.col("known ").is_null()).then(pl.lit("new")).otherwise(pl.lit("still"))
    now = now.with_columns(
        pl.min_horizontal("known ", pl.lit(on)).alias("first_seen"), state.alias("state")
    ).drop("known ")
    gone = open_before.join(findings, on="fingerprint", how="anti", maintain_order="left")
    looked = pl.when(pl.col("rule").is_in(list(ran))).then(pl.lit("fixed")).otherwise(pl.lit("unchecked"))
    return pl.concat(
        [now, gone.with_columns(looked.alias("state")).select(now.columns)], how="vertical_relaxed"
    )


def with_first_seen(findings: pl.DataFrame, last: pl.DataFrame | None, on: date) -> pl.DataFrame:
    """The findings with `first_seen` as the last run knows it; null where it does not, or only of a later day."""
    import polars as pl

    if last is None or findings.is_empty():
        return findings
    known = last.filter(pl.col("state") != "fixed", pl.col("first_seen") <= on)
    firsts = known.select("fingerprint", "first_seen").unique("fingerprint")
    joined = findings.drop("first_seen").join(firsts, on="fingerprint", how="left", maintain_order="left")
    return joined.select(findings.columns)


def counted(run: pl.DataFrame) -> dict[str, int]:
    """How many findings are new, still there, fixed and unchecked in a recorded run."""
    found = dict(run.group_by("state").len().rows())
    return {state: found.get(state, 0) for state in STATES}
