"""The scorecard: each indicator's latest value against its target, the way it went, and the financial lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.hooks.api import Asked, report
from slough_tui.model.report import Chart, Heading, Report, ReportTable, Section
from slough_tui.report.words import day, listed, many, nothing, papers

if TYPE_CHECKING:
    import polars as pl

VERDICTS = ("red", "amber", "green", "unknown", "no_data")
GOOD = {"high": "high is good", "low": "low is good", "near": "near the midpoint is good"}
NOTES = (
    (
        "The colour is the verdict of the assessor of thresholds on the report's day: polarity, tolerance and thresholds "
        "are the indicator's own. Without polarity, target or reading there is none."
    ),
    (
        "The line shows the readings in order of their periods, the dashes the target. Financial lines have no target; "
        "a forecast stands among them as printed."
    ),
)


@report()
def kpi_scorecard(asked: Asked) -> Report:
    """The indicators: latest value against target, trend line, colour; and the financial lines."""
    import polars as pl

    title = "Performance scorecard"
    kpis = asked.table("kpis")
    readings = asked.table("readings")
    money = readings.filter(~pl.col("measure").is_in(kpis["id"].to_list()).fill_null(value=False))
    if kpis.is_empty() and money.is_empty():
        return Report(title, (Section("Indicators", (nothing("indicators and readings", asked.as_of),)),))
    by_measure: dict[str, list[dict[str, Any]]] = {}
    for row in _in_order(readings).iter_rows(named=True):
        by_measure.setdefault(row["measure"], []).append(row)
    judged = {row["record"]: row for row in asked.verdicts("kpi_threshold").iter_rows(named=True)}
    verdicts = {record: row["verdict"] for record, row in judged.items()}
    sections = []
    for series in kpis["series"].unique(maintain_order=True):
        mine = kpis.filter(pl.col("series").eq_missing(series))
        rows = [
            _line(asked, row, by_measure.get(row["id"], []), verdicts) for row in mine.iter_rows(named=True)
        ]
        sections.append(Section(f"Indicators: {series}", (_summary(mine, rows), _table(asked, series, rows))))
    for statement in money["statement"].unique(maintain_order=True):
        lines = money.filter(pl.col("statement").eq_missing(statement))
        sections.append(Section(statement or "Other readings", (_statement(statement or "Readings", lines),)))
    sections += _outside(asked, money, judged)
    return Report(title, tuple(sections), NOTES, papers(kpis, readings))


def _outside(asked: Asked, money: pl.DataFrame, judged: dict[str, dict[str, Any]]) -> list[Section]:
    """Readings of financial lines that the assessor calls red or amber: a projected balance below zero, say."""
    rows = tuple(
        (
            row["measure"],
            row["statement"],
            row["period"],
            row["value"],
            judged[row["id"]]["verdict"],
            "; ".join(judged[row["id"]]["reasons"] or ()),
        )
        for row in _in_order(money).iter_rows(named=True)
        if judged.get(row["id"], {}).get("verdict") in {"red", "amber"}
    )
    heads = (
        Heading("Line"),
        Heading("Statement"),
        Heading("Period"),
        Heading("Value", "number"),
        Heading("Colour", "rag"),
        Heading("Why", wide=True),
    )
    table = ReportTable(f"Financial lines outside their limits, as of {day(asked.as_of)}", heads, rows)
    return [Section("Financial lines outside their limits", (table,))] if rows else []


def _in_order(readings: pl.DataFrame) -> pl.DataFrame:
    return readings.sort("period_end", nulls_last=False, maintain_order=True)


def _line(
    asked: Asked, kpi: dict[str, Any], readings: list[dict[str, Any]], verdicts: dict[str, str]
) -> tuple[Any, ...]:
    over = [one for one in readings if one["value"] is not None and _is_over(one, asked)]
    latest = over[-1] if over else None
    before = over[-2]["value"] if len(over) > 1 else None
    target = (latest["target"] if latest else None) or kpi["target"]
    verdict = verdicts.get(kpi["id"])
    return (
        kpi["title"] or kpi["text"],
        GOOD.get(kpi["polarity"] or ""),
        kpi["unit"],
        latest["value"] if latest else None,
        latest["period"] if latest else None,
        target,
        None if latest is None or before is None else round(latest["value"] - before, 6),
        chart(kpi["title"] or kpi["text"] or "", over, target),
        verdict.replace("_", " ") if verdict else None,
    )


def _is_over(reading: dict[str, Any], asked: Asked) -> bool:
    ended = reading["period_end"] or reading["as_at"]
    return ended is None or ended <= max(asked.as_of, asked.today)


def chart(name: str, readings: list[dict[str, Any]], target: float | None = None) -> Chart | None:
    """The readings of one measure as a line; None if there are fewer than two values."""
    values = [one["value"] for one in readings]
    if sum(value is not None for value in values) < 2:
        return None
    said = ", ".join(
        f"{one['period'] or ''} {one['value']:g}".strip() for one in readings if one["value"] is not None
    )
    aim = "" if target is None else f"; target {target:g}"
    return Chart(tuple(values), f"{name}: {said}{aim}", target)


def _summary(kpis: pl.DataFrame, rows: list[tuple[Any, ...]]) -> str:
    said = [row[-1] or "unknown" for row in rows]
    counts = listed(
        f"{said.count(v.replace('_', ' '))} {v.replace('_', ' ')}"
        for v in VERDICTS
        if v.replace("_", " ") in said
    )
    silent = sum(row[3] is None for row in rows)
    first = f"{many(kpis.height, 'indicator')}: {counts}."
    return f"{first} {silent} of them without a reading of a period that is over." if silent else first


def _table(asked: Asked, series: str | None, rows: list[tuple[Any, ...]]) -> ReportTable:
    heads = (
        Heading("Indicator", wide=True),
        Heading("Good to be"),
        Heading("Unit"),
        Heading("Latest", "number"),
        Heading("Period"),
        Heading("Target", "number"),
        Heading("Change", "number"),
        Heading("Readings", "chart"),
        Heading("Colour", "rag"),
    )
    return ReportTable(f"Indicators of {series or 'no series'} on {day(asked.today)}", heads, tuple(rows))


def _statement(name: str, lines: pl.DataFrame) -> ReportTable:
    """A financial statement: a row per line, a column per period, and the line drawn."""
    ordered = _in_order(lines)
    periods = list(dict.fromkeys(ordered["period"]))
    by_measure: dict[str, list[dict[str, Any]]] = {}
    for row in ordered.iter_rows(named=True):
        by_measure.setdefault(row["measure"] or "", []).append(row)
    units = ordered["unit"].drop_nulls().unique().to_list()
    rows = []
    for measure in dict.fromkeys(lines["measure"].fill_null("")):
        mine = by_measure[measure]
        values = {one["period"]: one["value"] for one in mine}
        rows.append((measure, *(values.get(period) for period in periods), chart(measure, mine)))
    heads = (
        Heading("Line", wide=True),
        *(Heading(str(period or "no period"), "number") for period in periods),
        Heading("Drawn", "chart"),
    )
    unit = f", in {units[0]}" if len(units) == 1 else ""
    return ReportTable(f"{name}{unit}, as printed", heads, tuple(rows))
