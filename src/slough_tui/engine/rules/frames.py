"""The tables a check reads, as lazy frames, and their column types in the words of conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    import polars as pl

Frames = Callable[[str], "pl.LazyFrame"]
"""Table name to frame, with exactly the columns and dtypes of `store.schema.schema_of`."""

FINDINGS = "findings"
"""The table of what the other rules found: only the SQL of a query rule can read it, and such a rule runs last."""

OF_FINDINGS = (
    "fingerprint",
    "rule",
    "severity",
    "confidence",
    "outcome",
    "ref",
    "message",
    "document",
    "page",
    "line",
    "waived",
)
"""The columns of that table, as in `findings.schema`."""


def is_table(name: str) -> bool:
    """Whether a query can read a table of this name."""
    return name in TABLES or name == FINDINGS


def known_columns() -> dict[str, tuple[str, ...]]:
    """The columns of every table that there is now, `findings` among them."""
    return {**{name: table.names for name, table in TABLES.items()}, FINDINGS: OF_FINDINGS}


PLAIN = {
    "str": "text",
    "json": "text",
    "int": "number",
    "float": "number",
    "date": "date",
    "bool": "boolean",
    "list": "list",
}
ASSESSMENT = {"verdict": "text", "score": "number"}
"""The fields of an assessor's struct column, with their types."""


def frames_of(tables: Mapping[str, pl.DataFrame | pl.LazyFrame]) -> Frames:
    """Frames from a mapping; a table that is not in it is empty."""
    from slough_tui.store.schema import empty

    def frame(table: str) -> pl.LazyFrame:
        return tables[table].lazy() if table in tables else empty(table).lazy()

    return frame


def with_findings(frames: Frames, found: pl.DataFrame) -> Frames:
    """The frames and beside them the table `findings`, made of findings as `findings.schema` says."""
    import polars as pl

    from slough_tui.engine.rules.findings import schema

    types = {name: schema()[name] for name in OF_FINDINGS}
    missing = [pl.lit(None, types[name]).alias(name) for name in OF_FINDINGS if name not in found.columns]
    table = found.with_columns(missing).select(*OF_FINDINGS).cast(types)  # type: ignore[arg-type]
    return lambda name: table.lazy() if name == FINDINGS else frames(name)


def types_of(table: str, requires: Iterable[str] = ()) -> dict[str, str]:
    """Column to type of one table; an assessor's verdict and score stand as `assessor.verdict`."""
    types = {column.name: PLAIN[column.type] for column in TABLES[table].columns}
    for assessor in requires:
        types[assessor] = "struct"
        types |= {f"{assessor}.{field}": type_ for field, type_ in ASSESSMENT.items()}
    return types


def types_in(schema: Mapping[str, pl.DataType]) -> dict[str, str]:
    """Column to type of any frame; what conditions have no word for stands as `struct`."""
    return {name: _type(dtype) for name, dtype in schema.items()}


def _type(dtype: pl.DataType) -> str:
    import polars as pl

    if dtype.is_numeric():
        return "number"
    words: list[tuple[type[pl.DataType], str]] = [
        (pl.String, "text"),
        (pl.Date, "date"),
        (pl.Boolean, "boolean"),
        (pl.Duration, "duration"),
        (pl.List, "list"),
        (pl.Null, "null"),
    ]
    return next((word for kind, word in words if isinstance(dtype, kind)), "struct")


def with_assessments(frame: pl.LazyFrame, requires: Iterable[str], assessments: pl.LazyFrame) -> pl.LazyFrame:
    """The frame with one struct column (`verdict`, `score`) per assessor; null where it said nothing."""
    import polars as pl

    for assessor in requires:
        said = assessments.filter(pl.col("assessor") == assessor).select(
            "record", pl.struct("verdict", "score").alias(assessor)
        )
        frame = frame.join(
            said.unique("record", keep="last", maintain_order=True),
            left_on="id",
            right_on="record",
            how="left",
        )
    return frame
