"""The newest reading of every indicator beside the indicator itself: value, target, a bullet bar, whether it is met, where it goes."""

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
        Column("bar", label="To target"),
        Column("met", label="Met", vocabulary=("no", "yes")),
        Column("going", label="Going", vocabulary=("worse", "same", "better", "up", "down")),
        Column("course", label="Course"),
    ),
    shown=(
        "ref",
        "title",
        "latest",
        "target",
        "met",
        "bar",
        "going",
        "course",
        "unit",
        "latest_period",
        "polarity",
        "status",
        "series",
    ),
)
"""Indicators as the screen shows them.

`met` and `going` go by `polarity` (high, low: more, less is good; near: as close as possible to the midpoint,
where nothing is said); an indicator without one goes `up` or `down`. `bar` shows the value against the target.
"""

BAR = 10
"""Cells of a bar; its right end is the larger of value and target."""
FULL, EMPTY, MARK = "█", "·", "|"
BLOCKS = "▁▂▃▄▅▆▇█"
COURSE = 8
"""Readings that the course shows."""


def with_latest(kpis: pl.DataFrame, readings: pl.DataFrame | None) -> pl.DataFrame:
    """The table `kpis` with `latest` (Float64), `latest_period`, `bar`, `met`, `going` and `course` (String) from `readings`.

    The newest is the one whose period ends last; where no end is known, the one that is printed last.
    """
    import polars as pl

    if readings is None or not readings.height:
        names = ("latest_period", "bar", "met", "going", "course")
        return kpis.with_columns(
            pl.lit(None, pl.Float64).alias("latest"), *(pl.lit(None, pl.String).alias(n) for n in names)
        )
    series = (
        readings.filter(pl.col("value").is_not_null())
        .sort("period_end", nulls_last=False, maintain_order=True)
        .group_by("measure", maintain_order=True)
        .agg(
            pl.col("value").alias("values "),
            pl.col("period").last().alias("latest_period"),
            pl.col("target").last().alias("target "),
        )
        .rename({"measure": "id"})
    )
    joined = kpis.join(series, on="id", how="left", maintain_order="left")
    told = [_told(row) for row in joined.iter_rows(named=True)]
    schema = {
        "latest": pl.Float64,
        "bar": pl.String,
        "met": pl.String,
        "going": pl.String,
        "course": pl.String,
    }
    return joined.drop("values ", "target ").hstack(pl.DataFrame(told, schema=schema, orient="row"))


def _told(row: dict[str, object]) -> tuple[float | None, str | None, str | None, str | None, str | None]:
    values = [float(v) for v in row["values "] or ()]  # type: ignore[attr-defined]
    if not values:
        return None, None, None, None, None
    target = row.get("target") if row.get("target") is not None else row.get("target ")
    aim = float(target) if isinstance(target, int | float) else None
    polarity = row.get("polarity")
    going = _going(values, str(polarity or "")) if len(values) > 1 else None
    return values[-1], bar(values[-1], aim), _met(values[-1], aim, str(polarity or "")), going, course(values)


def _met(value: float, target: float | None, polarity: str) -> str | None:
    if target is None or polarity not in {"high", "low"}:
        return None
    return "yes" if (value >= target if polarity == "high" else value <= target) else "no"


def _going(values: list[float], polarity: str) -> str:
    change = values[-1] - values[-2]
    if not change:
        return "same"
    if polarity in {"high", "low"}:
        return "better" if (change > 0) is (polarity == "high") else "worse"
    return "up" if change > 0 else "down"


def bar(value: float, target: float | None) -> str | None:
    """A bullet bar: blocks as far as the value goes, a mark where the target is; None below nought or without a scale."""
    most = max(value, target or 0.0)
    if value < 0 or most <= 0:
        return None
    cells = list(FULL * round(value / most * BAR) + EMPTY * (BAR - round(value / most * BAR)))
    if target is not None and target >= 0:
        cells[min(max(round(target / most * BAR) - 1, 0), BAR - 1)] = MARK
    return "".join(cells)


def course(values: list[float]) -> str:
    """The last readings as blocks, the largest the highest."""
    last = values[-COURSE:]
    low, high = min(last), max(last)
    if low == high:
        return BLOCKS[3] * len(last)
    return "".join(BLOCKS[round((v - low) / (high - low) * (len(BLOCKS) - 1))] for v in last)
