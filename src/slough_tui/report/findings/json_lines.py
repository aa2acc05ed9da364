"""Findings as JSON lines: the objects of `objects.finding_objects`, a million of them without a loop."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

HEAD = ("rule", "severity", "confidence", "subjects", "ref", "message", "outcome")
SOURCE = ("document", "page", "line", "cell")
TAIL = ("fingerprint", "first_seen", "waived")


def json_lines(part: pl.DataFrame) -> bytes:
    """One object a line, UTF-8. Texts keep what a terminal would obey."""
    import polars as pl

    def encoded(*names: str) -> pl.Expr:
        return pl.struct(names).struct.json_encode()

    evidence = pl.when(pl.col("evidence") != "").then("evidence").otherwise(pl.lit("{}"))
    pieces = [  # joined by the commas of a CSV
        encoded(*HEAD).str.strip_suffix("}").alias("head"),
        pl.concat_str(pl.lit('"evidence":'), evidence).alias("evidence"),
        pl.concat_str(pl.lit('"source":'), encoded(*SOURCE)).alias("source"),
        encoded(*TAIL).str.strip_prefix("{").alias("tail"),
    ]
    buffer = BytesIO()
    part.select(pieces).write_csv(buffer, include_header=False, quote_style="never")
    return buffer.getvalue()
