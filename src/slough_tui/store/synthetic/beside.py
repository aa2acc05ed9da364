"""What stands beside the records: documents, cells, updates, links, indicators with readings, and the small tables."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

import polars as pl

from slough_tui.store.synthetic import words
from slough_tui.store.synthetic.chance import NUMBER, below, draw, evenly
from slough_tui.store.synthetic.records import document_of, numbers

GRADES = ("inadequate", "requires improvement", "good")
OPINIONS = ("none", "limited", "adequate", "substantial")
VOICES = ("owner", "assessor", "body")
READINGS = 8
"""Quarters for which each indicator has a value."""


def sha_of(on: date) -> str:
    """What stands for the SHA-256 of a paper that nobody printed."""
    return hashlib.sha256(document_of(on).encode()).hexdigest()


def document(on: date) -> dict[str, Any]:
    """The paper of a date."""
    return {
        "id": document_of(on), "sha256": sha_of(on), "name": f"register-{on}.md", "title": f"Register of {on:%B %Y}",
        "body": words.BODIES[0], "date": on, "date_source": "printed", "format": "markdown",
    }  # fmt: skip


def of_records(table: str, records: pl.DataFrame, on: date, directions: int) -> dict[str, pl.DataFrame]:
    """Cells (one for each record), updates (for one in three), links, repairs and refusals (for few) of these records.

    Links lead to one of so many directions.
    """
    known = (
        records.select("id", "text", "page", "line")
        .with_row_index(NUMBER)
        .with_columns(pl.col(NUMBER).cast(pl.UInt64))
    )
    stem, place = f"{table}-{on}", ("page", "line")
    paper = pl.lit(document_of(on)).alias("document")

    def some(kind: str, share: float, stream: int, *own: pl.Expr | str) -> pl.DataFrame:
        named = pl.concat_str(pl.lit(f"{kind}:{stem}/"), NUMBER).alias("id")
        return known.filter(draw(stream) < share).select(named, paper, *own)

    record = pl.col("id").alias("record")
    said_on = (pl.lit(on) - pl.duration(days=below(31, 200))).alias("on")
    found = {
        "cells": some(
            "cell", 1, 30, record, *place, pl.col("text").alias("raw"), pl.lit("text").alias("field"),
            pl.lit("record").alias("use"), pl.col(NUMBER).cast(pl.Int64).alias("row"), pl.lit(1, pl.Int64).alias("column"),
        ),
        "updates": some(
            "upd", 1 / 3, 32, record, *place, said_on, evenly(33, VOICES).alias("voice"), evenly(34, words.TALK).alias("text"),
        ),
        "repairs": some(
            "rep", 0.02, 35, record, *place, pl.lit("ref").alias("field"), pl.lit("reference").alias("what"), pl.lit("0.1").alias("raw"),
            pl.lit("0.10").alias("now"), pl.lit("it stands after 0.09").alias("why"), pl.lit("made").alias("state"),
        ),
        "refusals": some(
            "ref", 0.01, 36, record, *place, pl.lit("due").alias("field"), pl.lit("date").alias("what"), pl.lit("31/09/25").alias("raw"),
            pl.lit("September has 30 days").alias("why"), pl.lit("open").alias("state"),
        ),
    }  # fmt: skip
    if table == "recommendations" and directions:
        target = pl.concat_str(pl.lit("dir:directions/"), below(37, directions) + 1).alias("to_id")
        found["links"] = some(
            "link", 0.05, 38, pl.col("id").alias("from_id"), target, pl.lit("addresses").alias("relation"), pl.lit("printed").alias("state")
        )  # fmt: skip
    return {name: frame for name, frame in found.items() if frame.height}


def indicators(count: int, on: date) -> dict[str, pl.DataFrame]:
    """So many indicators, and eight quarterly readings of each that wander about the target."""
    title = pl.concat_str(evenly(41, words.SERVICES), pl.lit(": "), evenly(42, words.MEASURES))
    key = "kpi:council/" + pl.col(NUMBER).cast(pl.String)
    target = (below(43, 60) + 35).cast(pl.Float64)
    kpis = numbers(0, count).select(
        id=key, ref="K" + pl.col(NUMBER).cast(pl.String), series=pl.lit("council"), title=title, text=title,
        polarity=evenly(44, ("high", "low")), unit=pl.lit("%"), target=target, tolerance=pl.lit(5.0),
        document=pl.lit(document_of(on)), page=below(45, 40) + 1,
    )  # fmt: skip
    ends = [on - timedelta(days=91 * ago) for ago in reversed(range(READINGS))]
    quarters = [f"Q{(end.month - 1) // 3 + 1} {end.year}" for end in ends]
    which = (pl.col(NUMBER) % READINGS).cast(pl.Int64)
    kpi = (pl.col(NUMBER) // READINGS).cast(pl.Int64)
    of_kpi = kpis.get_column("target").gather
    value = kpi.map_batches(of_kpi, return_dtype=pl.Float64) + (draw(46) * 24 - 12).round(1)
    readings = numbers(0, count * READINGS).select(
        id=pl.concat_str(pl.lit("read:"), NUMBER), measure="kpi:council/" + kpi.cast(pl.String), document=pl.lit(document_of(on)),
        period=which.map_batches(pl.Series(quarters).gather, return_dtype=pl.String),
        period_end=which.map_batches(pl.Series(ends).gather, return_dtype=pl.Date),
        value=value, unit=pl.lit("%"), page=pl.lit(1, pl.Int64),
    )  # fmt: skip
    return {"kpis": kpis, "readings": readings}


def small(on: date) -> dict[str, list[dict[str, Any]]]:
    """Figures, reviews, judgements, savings, cadences and resolutions: some dozens, whatever the size."""
    year, paper = f"{on.year - 1}/{on.year % 100:02d}", document_of(on)

    def records(prefix: str, count: int, **own: Any) -> list[dict[str, Any]]:
        return [
            {"id": f"{prefix}:{on.year}/{n}", "series": str(on.year), "document": paper}
            | {name: value(n) if callable(value) else value for name, value in own.items()}
            for n in range(1, count + 1)
        ]

    def service(n: int) -> str:
        return words.SERVICES[n % len(words.SERVICES)]

    figures = [
        {"id": f"fig:{on.year}/{n}", "document": paper, "table_title": "Spending", "row_label": service(n), "column_label": year,
         "value": float(n * 37 % 900), "unit": "GBP thousand", "as_at": on}
        for n in range(1, 25)
    ]  # fmt: skip
    return {
        "figures": figures,
        "audit_reviews": records(
            "rev", 12, title=lambda n: f"Review of {service(n)}", text=lambda n: f"Review of {service(n)}", opinion=lambda n: OPINIONS[n % 4],
            high=lambda n: n % 3, medium=lambda n: n % 5, low=lambda n: n % 7, stage="final",
        ),
        "judgements": records("jud", 6, inspection="Children's services", area=lambda n: words.THEMES[n], grade=lambda n: GRADES[n % 3]),
        "savings": records("sav", 10, text=lambda n: f"Savings in {service(n)}", year=year, low=lambda n: n * 10.0, high=lambda n: n * 14.0,
                           unit="GBP thousand", risk=lambda n: ("low", "medium", "high")[n % 3]),
        "cadences": records("cad", 5, text=lambda n: f"Report on {service(n)}", reporter=lambda n: words.LEADS[n], reports_to=words.BODIES[0],
                            every=lambda n: ("month", "quarter")[n % 2]),
        "resolutions": records("res", 8, text=lambda n: f"That the report on {service(n)} be noted.", body=words.BODIES[0], meeting=on, minute=str),
    }  # fmt: skip
