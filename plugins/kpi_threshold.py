"""Readings against targets, tolerances, thresholds, floors and ceilings: green, amber, red, or no_data and why.

Every reading of an indicator or a financial line gets a verdict, and every indicator that of its latest reading:
the one whose period ended last, on or before today, and that has a value.

*Polarity*: `high` is good at the target or above, `low` at it or below, `near` as close as possible to the midpoint
(without one, the target) on either side. *Targets* may rise in steps: the last one due at the end of the reading's
period counts, whether printed beside readings, in the text ("70% by June 2023, 75% by July 2023"), or set by the
council. *Thresholds*: from `red` on, in the bad direction, it is red, from `amber` on amber; for `near` their
distance from the midpoint counts. Below its *floor* or above its *ceiling* it is red. What meets its target is green;
of the rest:

| printed | green | amber | red |
|---|---|---|---|
| red and amber | better than amber | from amber on | from red on |
| red | | short of red | from red on |
| amber | better than amber | from amber on | missed by more than the tolerance, if there is one |
| neither | | missed by the tolerance or less | missed by more |

`near` meets its target within the tolerance. Nothing is assumed: without polarity, reading, target or threshold, or
where thresholds contradict the polarity, it is `no_data`. A zero among steady readings far from zero is a missing
figure. Financial lines have no target: a cash balance below zero is a breach, projected ones too
(`kpi_threshold.toml` names the lines). Score: green 1, amber 0.5, red 0.

Source: the RAG convention of council performance reports; "nearest to a midpoint" stands in the key of children's
services scorecards; cash and reserves below zero: section 114 of the Local Government Finance Act 1988.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl
from slough_tui.hooks.steps import steps_due, steps_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

API = 1
PARAMETERS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SCORES = {"green": 1.0, "amber": 0.5, "red": 0.0}
SLACK = 1e-9  # relative: 0.1 + 0.2 misses no target of 0.3


@assessor(
    tables=("kpis", "readings"),
    uses=("readings", "kpis"),
    verdicts=("green", "amber", "red", "no_data"),
    parameters=PARAMETERS,
)
def kpi_threshold(given: Given) -> pl.LazyFrame:
    """A reading against its target, tolerance, thresholds, floor and ceiling; an indicator by its latest one."""
    kpis, readings = _indicators(given), _readings(given)
    if given.table == "kpis":
        frame = kpis.join(_latest(readings, given), on="measure", how="left")
    else:
        frame = readings.join(kpis.drop("id"), on="measure", how="left").with_columns(
            **_line_limits(given.parameters["lines"]), id="reading"
        )
    frame = _with_steps(frame, given)
    frame = frame.with_columns(centre=pl.coalesce("midpoint", "goal"), tolerance=_tolerance(given))
    frame = frame.with_columns(missed=_missed(), outside=_outside())
    frame = frame.with_columns(verdict=_verdict(), why_not=_why_not(given))
    limited = pl.col("outside").is_not_null().fill_null(value=False)
    frame = frame.with_columns(
        pl.col("outside").fill_null(value=False), limited=limited, worsens=_worsens(given)
    )
    limited = pl.col("limited")
    warned = pl.lit(given.parameters["trend_warns"]) & (pl.col("verdict") == "green") & pl.col("worsens")
    frame = frame.with_columns(
        verdict=pl.when(limited & pl.col("outside"))
        .then(pl.lit("red"))
        .when(pl.col("why_not").is_null() & warned)
        .then(pl.lit("amber"))
        .when(pl.col("why_not").is_null() & pl.col("verdict").is_not_null())
        .then("verdict")
        .when(limited & pl.col("known").is_null())
        .then(pl.lit("green"))
        .otherwise(pl.lit("no_data")),
        why_not=pl.when(~(limited & (pl.col("outside") | pl.col("known").is_null()))).then(
            pl.coalesce("why_not", pl.when(pl.col("verdict").is_null()).then(pl.lit("no target to tell by")))
        ),
    )
    score = pl.col("verdict").replace_strict(SCORES, default=None, return_dtype=pl.Float64)
    return frame.select("id", "verdict", score=score, reasons=_reasons(given))


def _indicators(given: Given) -> pl.LazyFrame:
    """The indicators with what the council sets of them: floor, ceiling, and its own polarity and tolerance."""
    frame = given.frame if given.table == "kpis" else given.tables["kpis"]
    said: Mapping[str, Any] = given.parameters["indicators"]
    schema = pl.Schema(
        {"id": pl.String(), "tolerance_is": pl.String(), "polarity": pl.String()}
        | {"floor": pl.Float64(), "ceiling": pl.Float64(), "tolerance": pl.Float64()}
    )
    rows = [
        {"id": name, **{key: one.get(key) for key in schema if key != "id"}} for name, one in said.items()
    ]
    theirs = pl.LazyFrame(rows, schema=schema)
    extra, unit = pl.col("extra"), pl.col("unit")
    relative = extra.str.contains(r"(?i)\"[^\"]*\btolerance\b[^\"]*\"\s*:\s*\"[^\"\d]{0,3}[\d.]+\s*%")
    relative = pl.when(relative & unit.ne_missing("%")).then(pl.lit("relative"))
    told = pl.concat_str("title", "text", "due_raw", "extra", separator=" ; ", ignore_nulls=True)
    return frame.join(theirs, on="id", how="left", suffix="_set").select(
        *("id", "midpoint", "target", "amber", "red"),
        measure="id",
        polarity=pl.coalesce("polarity_set", "polarity"),
        tolerance=pl.coalesce("tolerance_set", "tolerance"),
        tolerance_is=pl.coalesce("tolerance_is", relative),
        floor=pl.coalesce("floor", _printed("floor|minimum")),
        ceiling=pl.coalesce("ceiling", _printed("ceiling|maximum|cap")),
        told=told,
        known=pl.lit(value=True),
    )


def _printed(words: str) -> pl.Expr:
    """The number under a heading with one of `words` that no column is for: such cells are kept in `extra`."""
    number = r"\s*:\s*\"?[^\d\"\-]{0,3}(-?\d[\d,]*(?:\.\d+)?)"
    found = pl.col("extra").str.extract(rf"(?i)\"[^\"]*\b(?:{words})\b[^\"]*\"{number}")
    return found.str.replace_all(",", "").cast(pl.Float64, strict=False)


def _readings(given: Given) -> pl.LazyFrame:
    """Every reading, in order: reading (its id), measure, value (null where missing), zeroed, before (the two before it)."""
    frame = given.frame if given.table == "readings" else given.tables["readings"]
    value = pl.col("value")
    other = pl.when(value.is_finite() & (value != 0)).then(value.abs())
    steady = (
        (other.count().over("measure") >= 2)
        & (other.min().over("measure") >= given.parameters["zero_beside"])
        & (other.min().over("measure") * 2 >= other.max().over("measure"))
    )
    ended = pl.coalesce("period_end", "as_at")
    place = pl.concat_str(
        pl.concat_str(pl.lit("page "), pl.col("page").cast(pl.String)),
        pl.concat_str(pl.lit("line "), pl.col("line").cast(pl.String)),
        separator=", ",
        ignore_nulls=True,
    )
    return (
        frame.with_columns(ended=ended)
        .sort("ended", "period", "id", nulls_last=False)
        .with_columns(zeroed=(value == 0) & steady)
        .with_columns(value=pl.when(value.is_finite() & ~pl.col("zeroed").fill_null(value=False)).then(value))
        .with_columns(
            before=pl.concat_list(
                [pl.col("value").shift(n).over("measure") for n in range(given.parameters["trend_periods"])]
            )
        )
        .select(
            pl.col("id").alias("reading"),
            "measure",
            "value",
            "zeroed",
            "before",
            "period",
            "ended",
            "period_end",
            pl.col("target").forward_fill().over("measure").alias("reading_target"),
            place=pl.when(place != "").then(place),
        )
    )


def _latest(readings: pl.LazyFrame, given: Given) -> pl.LazyFrame:
    """One reading per measure: of the periods that are over, the last with a value."""
    over = (pl.col("ended") <= pl.lit(given.today)).fill_null(value=True)
    zeros = readings.filter(over, "zeroed").group_by("measure").agg(zeros=pl.col("period").last())
    last = (
        readings.filter(over, pl.col("value").is_not_null()).group_by("measure", maintain_order=True).last()
    )
    return (
        last.drop("zeroed")
        .join(zeros, on="measure", how="full", coalesce=True)
        .with_columns(zeroed=pl.col("zeros").is_not_null())
    )


def _line_limits(lines: list[Mapping[str, Any]]) -> dict[str, pl.Expr]:
    """Floor and ceiling of financial lines by their names; the first rule that fits counts."""
    name = pl.when(pl.col("known").is_null()).then(pl.col("measure"))
    floor, ceiling = pl.col("floor"), pl.col("ceiling")
    for one in reversed(lines):
        fits = name.str.contains(f"(?i){one['words']}") & ~name.str.contains(
            f"(?i){one.get('but_not') or '^$'}"
        )
        floor = pl.when(fits).then(pl.lit(one.get("floor"), dtype=pl.Float64)).otherwise(floor)
        ceiling = pl.when(fits).then(pl.lit(one.get("ceiling"), dtype=pl.Float64)).otherwise(ceiling)
    return {"floor": floor, "ceiling": ceiling}


def _with_steps(frame: pl.LazyFrame, given: Given) -> pl.LazyFrame:
    """`frame` with `goal`, the target that counts for its reading, and `step`, whether it is a step of several."""
    told = steps_in(frame.unique("measure"), "measure", "told")
    said = [
        {"measure": name, "on": on, "step": float(step)}
        for name, one in given.parameters["indicators"].items()
        for on, step in one.get("steps", {}).items()
    ]
    set_ = pl.LazyFrame(
        said, schema=pl.Schema({"measure": pl.String(), "on": pl.String(), "step": pl.Float64()})
    )
    steps = pl.concat([told, set_.with_columns(pl.col("on").str.to_date(strict=False))]).drop_nulls()
    due = steps_due(
        frame.select("id", "measure", by=pl.col("ended").fill_null(given.today)), steps, "measure"
    )
    return frame.join(due, on="id", how="left").with_columns(
        goal=pl.coalesce("reading_target", "step", "target")
    )


def _tolerance(given: Given) -> pl.Expr:
    relative = pl.col("tolerance_is").fill_null(given.parameters["tolerance_is"]) == "relative"
    return pl.when(relative).then(pl.col("tolerance") / 100 * pl.col("goal").abs()).otherwise("tolerance")


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


def _outside() -> pl.Expr:
    """Whether the value lies below its floor or above its ceiling; null where there is neither, or no value."""
    below, above = pl.col("value") < pl.col("floor"), pl.col("value") > pl.col("ceiling")
    some = pl.col("floor").is_not_null() | pl.col("ceiling").is_not_null()
    return pl.when(some & pl.col("value").is_not_null()).then(
        below.fill_null(value=False) | above.fill_null(value=False)
    )


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


def _worsens(given: Given) -> pl.Expr:
    """Whether the last readings, as many as `trend_periods`, are each worse than the one before."""
    periods = given.parameters["trend_periods"]
    worse = pl.lit(value=periods > 1)
    for n in range(periods - 1):
        later, earlier = (
            pl.col("before").list.get(n, null_on_oob=True),
            pl.col("before").list.get(n + 1, null_on_oob=True),
        )
        is_worse = (
            pl.when(pl.col("polarity") == "high")
            .then(later < earlier)
            .when(pl.col("polarity") == "low")
            .then(later > earlier)
            .when(pl.col("polarity") == "near")
            .then((later - pl.col("centre")).abs() > (earlier - pl.col("centre")).abs())
            .when(pl.col("floor").is_not_null())
            .then(later < earlier)
            .when(pl.col("ceiling").is_not_null())
            .then(later > earlier)
        )
        worse &= is_worse.fill_null(value=False)
    return worse


def _why_not(given: Given) -> pl.Expr:
    """Why nothing can be told; null where something can."""
    thresholds = pl.col("amber").is_not_null() | pl.col("red").is_not_null()
    near = pl.col("polarity") == "near"
    worse = [("goal", "amber"), ("goal", "red"), ("amber", "red")]
    muddled = pl.any_horizontal(
        (_badness(first) > _badness(second) + _slack(first)).fill_null(value=False) for first, second in worse
    )
    missing = f"no reading of a period that was over on {given.today.isoformat()}"
    if given.table == "readings":
        missing = "the figure is missing"
    return (
        pl.when(pl.col("value").is_null() & pl.col("zeroed").fill_null(value=False))
        .then(pl.lit("0 stands where a figure is missing: the other readings are steady and far from it"))
        .when(pl.col("known").is_null())
        .then(pl.lit("a line without a target, a floor or a ceiling"))
        .when(pl.col("polarity").is_null())
        .then(pl.lit("no polarity: nothing says which way is good"))
        .when(pl.col("value").is_null())
        .then(pl.lit(missing))
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


def _number(value: pl.Expr) -> pl.Expr:
    whole = (value == value.round(0)) & (value.abs() < 1e15)
    text = value.round(6).cast(pl.String)
    return pl.when(whole).then(value.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(text)


def _said(before: str, name: str) -> pl.Expr:
    return pl.concat_str(pl.lit(f"{before} "), _number(pl.col(name)))


def _reasons(given: Given) -> pl.Expr:
    value = pl.col("value")
    named = ("measure",) if given.table == "readings" else ()
    where = pl.concat_str(*named, "period", "place", separator=", ", ignore_nulls=True)
    about = pl.when(where != "").then(pl.concat_str(pl.lit(" ("), where, pl.lit(")"))).otherwise(pl.lit(""))
    ahead = (pl.col("ended") > pl.lit(given.today)).fill_null(value=False)
    polarity = pl.col("polarity").replace_strict(
        {"high": "high is good", "low": "low is good", "near": "near is good"}, default=None
    )
    stepped = pl.col("step_on").is_not_null() & pl.col("reading_target").is_null()
    goal = pl.when(stepped).then(
        pl.concat_str(
            _said("the step due by then is", "goal"),
            pl.lit(" (by "),
            pl.col("step_on").dt.to_string("iso"),
            pl.lit(")"),
        )
    )
    before = pl.col("before").list.reverse().list.eval(_number(pl.element())).list.join(", ")
    return pl.concat_list(
        pl.col("why_not"),
        pl.when(value < pl.col("floor")).then(_said("below the floor of", "floor")),
        pl.when(value > pl.col("ceiling")).then(_said("above the ceiling of", "ceiling")),
        pl.concat_str(
            pl.when(ahead).then(pl.lit("projected ")).otherwise(pl.lit("reading ")), _number(value), about
        ),
        pl.when(value.is_not_null() & pl.col("zeros").is_not_null()).then(
            pl.concat_str(pl.lit("0 of "), "zeros", pl.lit(" is taken as missing"))
        )
        if given.table == "kpis"
        else pl.lit(None, dtype=pl.String),
        pl.coalesce(goal, _said("target", "goal")),
        _said("midpoint", "midpoint"),
        _said("tolerance", "tolerance"),
        _said("amber from", "amber"),
        _said("red from", "red"),
        polarity,
        pl.when("worsens").then(
            pl.concat_str(pl.lit(f"worse {given.parameters['trend_periods']} periods running: "), before)
        ),
    ).list.drop_nulls()


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file."""
    return [kpi_threshold]
