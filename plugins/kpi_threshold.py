"""Indicators against their targets and thresholds: green, amber, red, or no_data and why.

The latest reading counts: the one whose period ended last, on or before today, and that has a value. The
target printed beside that reading goes before the indicator's own (targets rise in steps).

*Polarity* says which way is good. `high`: at the target or above it. `low`: at the target or below it.
`near`: as close as possible to the midpoint (or, without one, to the target), on either side alike.

*Thresholds* are values on the indicator's own scale. `red`: from here on, in the bad direction, it is red.
`amber`: from here on it is amber. For `near` their distance from the midpoint counts, on both sides.

Whatever meets its target is green. Of the rest:

| printed | green | amber | red |
|---|---|---|---|
| red and amber | better than amber | from amber on | from red on |
| red | | short of red | from red on |
| amber | better than amber | from amber on | missed by more than the tolerance, if there is one |
| neither | | missed by the tolerance or less | missed by more |

A `near` indicator meets its target within the tolerance; without tolerance and thresholds nobody can say
how near is near enough. Nothing is assumed: without polarity, reading, target or threshold, or where the
thresholds contradict the polarity, the verdict is `no_data`. Score: green 1, amber 0.5, red 0.

Source: the RAG convention of council performance reports (at or above target green, within tolerance amber,
otherwise red), with the tolerance per indicator; the polarity "nearest to a midpoint" stands in the key of
children's services scorecards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

API = 1

SCORES = {"green": 1.0, "amber": 0.5, "red": 0.0}
SLACK = 1e-9
"""Relative: 0.1 + 0.2 misses no target of 0.3."""


@assessor(tables=("kpis",), uses=("readings",), verdicts=("green", "amber", "red", "no_data"))
def kpi_threshold(given: Given) -> pl.LazyFrame:
    """An indicator's latest reading against its target, tolerance and thresholds."""
    readings = latest(given.tables["readings"], given)
    frame = given.frame.join(readings, left_on="id", right_on="measure", how="left")
    frame = frame.with_columns(goal=pl.coalesce("reading_target", "target"))
    frame = frame.with_columns(centre=pl.coalesce("midpoint", "goal"))
    frame = frame.with_columns(missed=_missed()).with_columns(verdict=_verdict(), why_not=_why_not(given))
    frame = frame.with_columns(
        verdict=pl.when(pl.col("why_not").is_null()).then("verdict").fill_null("no_data"),
        why_not=pl.coalesce(
            "why_not", pl.when(pl.col("verdict").is_null()).then(pl.lit("no target to tell by"))
        ),
    )
    score = pl.col("verdict").replace_strict(SCORES, default=None, return_dtype=pl.Float64)
    return frame.select("id", "verdict", score=score, reasons=_reasons())


def latest(readings: pl.LazyFrame, given: Given) -> pl.LazyFrame:
    """One reading per measure: measure, value, period, reading_target; of periods that are over, with a value."""
    ended = pl.coalesce("period_end", "as_at")
    over = (ended <= pl.lit(given.today)).fill_null(value=True)
    return (
        readings.filter(over & pl.col("value").is_finite())
        .sort(ended, "period", "id", nulls_last=False)
        .group_by("measure")
        .last()
        .select("measure", "value", "period", reading_target="target")
    )


def _badness(name: str) -> pl.Expr:
    """How bad the value in column `name` is, on a scale where more is worse, by the indicator's polarity."""
    value, polarity = pl.col(name), pl.col("polarity")
    return (
        pl.when(polarity == "high")
        .then(-value)
        .when(polarity == "low")
        .then(value)
        .when(polarity == "near")
        .then((value - pl.col("centre")).abs())
    )


def _missed() -> pl.Expr:
    """By how much the target is missed (none or less: met); for `near`, by how much the tolerance is exceeded."""
    near = _badness("value") - pl.col("tolerance")
    return pl.when(pl.col("polarity") == "near").then(near).otherwise(_badness("value") - _badness("goal"))


def _slack(name: str) -> pl.Expr:
    return SLACK * pl.max_horizontal(pl.col(name).abs(), pl.col("value").abs(), pl.lit(1.0))


def _reached(threshold: str) -> pl.Expr:
    return _badness("value") >= _badness(threshold) - _slack(threshold)


def _verdict() -> pl.Expr:
    """The table of the docstring; null where nothing can be told."""
    amber, red, tolerance = pl.col("amber"), pl.col("red"), pl.col("tolerance")
    met = pl.col("missed") <= _slack("goal")
    near = pl.col("polarity") == "near"
    within = pl.col("missed") <= pl.when(near).then(0.0).otherwise(tolerance.fill_null(0.0)) + _slack("goal")
    return (
        pl.when(met)
        .then(pl.lit("green"))
        .when(_reached("red"))
        .then(pl.lit("red"))
        .when(amber.is_not_null() & ~_reached("amber"))
        .then(pl.lit("green"))
        .when(
            amber.is_not_null()
            & (red.is_not_null() | near | tolerance.is_null() | within.fill_null(value=True))
        )
        .then(pl.lit("amber"))
        .when(pl.col("missed").is_null())
        .then(pl.lit(None, dtype=pl.String))
        .when(red.is_not_null() | within)
        .then(pl.lit("amber"))
        .otherwise(pl.lit("red"))
    )


def _why_not(given: Given) -> pl.Expr:
    """Why nothing can be told; null where something can."""
    thresholds = pl.col("amber").is_not_null() | pl.col("red").is_not_null()
    near = pl.col("polarity") == "near"
    worse = [("goal", "amber"), ("goal", "red"), ("amber", "red")]
    muddled = pl.any_horizontal(
        (_badness(first) > _badness(second) + _slack(first)).fill_null(value=False) for first, second in worse
    )
    return (
        pl.when(pl.col("polarity").is_null())
        .then(pl.lit("no polarity: nothing says which way is good"))
        .when(pl.col("value").is_null())
        .then(pl.lit(f"no reading of a period that was over on {given.today.isoformat()}"))
        .when(near & pl.col("centre").is_null())
        .then(pl.lit("neither midpoint nor target"))
        .when(pl.col("goal").is_null() & ~thresholds & ~near)
        .then(pl.lit("neither target nor threshold"))
        .when(near & pl.col("tolerance").is_null() & ~thresholds)
        .then(pl.lit("no tolerance: nothing says how near is near enough"))
        .when((pl.col("tolerance") < 0).fill_null(value=False))
        .then(pl.lit("the tolerance is negative"))
        .when(muddled & ~near)
        .then(pl.lit("the thresholds contradict the polarity"))
        .when((_badness("amber") > _badness("red")).fill_null(value=False) & near)
        .then(pl.lit("red lies nearer to the midpoint than amber"))
    )


def _number(name: str) -> pl.Expr:
    """A number as people write it: no decimals where there are none."""
    value = pl.col(name)
    whole = (value == value.round(0)) & (value.abs() < 1e15)
    text = value.round(6).cast(pl.String)
    return pl.when(whole).then(value.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(text)


def _said(before: str, name: str) -> pl.Expr:
    return pl.concat_str(pl.lit(f"{before} "), _number(name))


def _reasons() -> pl.Expr:
    period = pl.concat_str(pl.lit(" ("), pl.col("period"), pl.lit(")")).fill_null("")
    polarity = pl.col("polarity").replace_strict(
        {"high": "high is good", "low": "low is good", "near": "near is good"}, default=None
    )
    return pl.concat_list(
        pl.col("why_not"),
        pl.concat_str(_said("reading", "value"), period),
        _said("target", "goal"),
        _said("midpoint", "midpoint"),
        _said("tolerance", "tolerance"),
        _said("amber from", "amber"),
        _said("red from", "red"),
        polarity,
    ).list.drop_nulls()


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file."""
    return [kpi_threshold]
