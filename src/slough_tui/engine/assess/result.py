"""What an assessor gives back, made fit: columns, types, ids and verdicts are looked at before anybody reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.errors import PluginError

if TYPE_CHECKING:
    from slough_tui.hooks.api import Assessor

SCHEMA = pl.Schema(
    {
        "record": pl.String(),
        "assessor": pl.String(),
        "verdict": pl.String(),
        "score": pl.Float64(),
        "reasons": pl.List(pl.String()),
        "evidence": pl.String(),
    }
)
"""Columns of assessments: `score` from 0 to 1 (null: cannot be told), `reasons` in words, `evidence` for programs: a JSON
object, or null.
"""


def empty() -> pl.DataFrame:
    """No assessments."""
    return pl.DataFrame(schema=SCHEMA)


def shaped(assessor: Assessor, found: Any) -> pl.LazyFrame:
    """The frame an assessor gave, with the columns of `SCHEMA`. PluginError if a column is missing or odd."""
    if isinstance(found, pl.DataFrame):
        found = found.lazy()
    if not isinstance(found, pl.LazyFrame):
        raise PluginError(f"gave {type(found).__name__}, not a LazyFrame", where=f"assessor {assessor.name}")
    schema = found.collect_schema()
    missing = [name for name in ("id", "verdict") if name not in schema]
    if missing:
        raise PluginError(f"gave no column {' and '.join(missing)}", where=f"assessor {assessor.name}")
    return found.select(
        pl.col("id").cast(pl.String).alias("record"),
        pl.lit(assessor.name).alias("assessor"),
        pl.col("verdict").cast(pl.String),
        _optional(schema, "score", SCHEMA["score"]),
        _optional(schema, "reasons", SCHEMA["reasons"]),
        _optional(schema, "evidence", SCHEMA["evidence"]),
    )


def _optional(schema: pl.Schema, name: str, dtype: pl.DataType) -> pl.Expr:
    return pl.col(name).cast(dtype) if name in schema else pl.lit(None, dtype=dtype).alias(name)


def checked(assessor: Assessor, found: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """`found` if every id is one of `ids`, none stands twice, verdicts are declared, scores within 0 and 1."""
    where = f"assessor {assessor.name}"
    known = found["record"].is_in(ids.implode())
    if found["record"].has_nulls() or not known.all():
        stray = found.filter(~known.fill_null(value=False))["record"][0]
        raise PluginError(f"gave a verdict on {stray!r}, which is no record it was given", where=where)
    if found["record"].n_unique() != found.height:
        twice = found.filter(found["record"].is_duplicated())["record"][0]
        raise PluginError(f"gave two verdicts on {twice}", where=where)
    declared = found["verdict"].is_in(list(assessor.verdicts))
    if not declared.fill_null(value=False).all():
        odd = found.filter(~declared.fill_null(value=False))["verdict"][0]
        raise PluginError(
            f"gave the verdict {odd!r}, which it does not declare",
            where=where,
            hint=f"declared are {', '.join(assessor.verdicts)}",
        )
    if not found["score"].is_between(0, 1).fill_null(value=True).all():
        raise PluginError("gave a score that is not between 0 and 1", where=where)
    return found
