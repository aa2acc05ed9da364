"""Assessments as struct columns beside the records, so that a rule may say `due_state.verdict = 'overdue'`."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from slough_tui.engine.assess.result import SCHEMA

FIELDS = ("verdict", "score", "reasons")
"""What a struct column holds."""


def with_assessments(
    frame: pl.LazyFrame, assessments: pl.DataFrame, assessors: Sequence[str] | None = None
) -> pl.LazyFrame:
    """`frame` (with `id`) and one struct column per assessor: verdict String, score Float64, reasons List(String).

    `assessors` names the columns wanted, in order (default: all that `assessments` mentions); one that said
    nothing about a record, or failed altogether, gives nulls, so that a rule's condition is unknown there.
    """
    names = list(assessors) if assessors is not None else sorted(assessments["assessor"].unique())
    for name in names:
        said = assessments.lazy().filter(pl.col("assessor") == name)
        column = said.select(pl.col("record").alias("id"), pl.struct(FIELDS).alias(name))
        frame = frame.join(column, on="id", how="left", maintain_order="left")
    return frame


def struct_type() -> pl.Struct:
    """The type of such a column."""
    return pl.Struct({name: SCHEMA[name] for name in FIELDS})
