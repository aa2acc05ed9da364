"""Totals of financial statements against their lines: does each add up, and is a small difference mere rounding?

A statement is printed as lines under periods. Which lines a total sums is not printed, so it is found out: for a
line that is called total, net, closing, surplus, deficit or reserves, every run of lines that ends just before
it is tried, and so are the last few totals before it. What fits in most periods is what the line sums; a
period in which it does not fit is a difference.

Rounded numbers need not add up. A sum of `n` rounded numbers may differ from its rounded total by half a unit for
each of them and half a unit for the total; more is a mistake. Brackets are negative, as printed.

Source: the usual presentation of cash flow, balance sheet, income and expenditure (a total stands below what it
sums); the bound of rounding errors is the sum of the half units.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

API = 1

LONGEST = 15
"""Lines that a total is thought to sum at most."""

SCHEMA = {
    "id": pl.String, "document": pl.String, "page": pl.Int64, "line": pl.Int64, "statement": pl.String,
    "measure": pl.String, "period": pl.String, "printed": pl.Float64, "computed": pl.Float64,
    "difference": pl.Float64, "slack": pl.Float64, "parts": pl.String,
}  # fmt: skip


class Line(NamedTuple):
    """One line of a statement: its name, whether it is called a total, and its readings by period."""

    name: str
    total: bool
    cells: dict[str, dict[str, Any]]


def sums(
    frames: Callable[[str], pl.LazyFrame], *, thresholds: Mapping[str, Any], **_run: date
) -> pl.LazyFrame:
    """One record per total and period whose sum is known.

    Columns: `id` (of the reading), `document`, `page`, `line`, `statement`, `measure`, `period` (String), `printed`,
    `computed`, `difference` (never negative), `slack` (what rounding can explain; all Float64, in the unit of the
    statement), `parts` (String, the lines summed). Threshold `totals`: pattern of a total's name.
    """
    readings = frames("readings").filter(pl.col("statement").is_not_null() & pl.col("value").is_finite())
    statements: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for reading in readings.sort("line", "id").collect().iter_rows(named=True):
        statements[reading["document"], reading["statement"]].append(reading)
    totals = re.compile(thresholds["totals"])
    found = [found for read in statements.values() for found in _differences(_lines(read, totals))]
    return pl.LazyFrame(found, schema=SCHEMA)


def _lines(readings: Sequence[dict[str, Any]], totals: re.Pattern[str]) -> list[Line]:
    """The lines of a statement in their order; two lines of one name are kept apart by where they stand."""
    lines: dict[tuple[str, Any], Line] = {}
    for reading in readings:
        name = reading["measure"] or ""
        line = lines.setdefault((name, reading["line"]), Line(name, bool(totals.search(name)), {}))
        line.cells[reading["period"] or ""] = reading
    return list(lines.values())


def _differences(lines: Sequence[Line]) -> Iterator[dict[str, Any]]:
    for at, line in enumerate(lines):
        parts = _summed(line, lines[:at]) if line.total else None
        if not parts:
            continue
        for period, reading in line.cells.items():
            read = [part.cells[period]["value"] for part in parts if period in part.cells]
            if len(read) == len(parts):
                yield {
                    **{name: reading[name] for name in ("id", "document", "page", "line", "statement", "measure", "period")},
                    "printed": reading["value"],
                    "computed": sum(read),
                    "difference": round(abs(reading["value"] - sum(read)), 6),
                    "slack": _slack(reading, len(parts)),
                    "parts": " + ".join(part.name for part in parts),
                }  # fmt: skip


def _summed(line: Line, before: Sequence[Line]) -> Sequence[Line] | None:
    """The lines that this total sums: what fits in most periods, exactly where possible, of few lines if in doubt."""
    best: tuple[float, float, int] | None = None
    chosen: Sequence[Line] | None = None
    for parts in _candidates(before):
        gaps = [
            (abs(reading["value"] - sum(part.cells[period]["value"] for part in parts)), _slack(reading, len(parts)))
            for period, reading in line.cells.items()
            if all(period in part.cells for part in parts)
        ]  # fmt: skip
        fits = sum(gap <= slack for gap, slack in gaps)
        if not gaps or fits * 2 <= len(gaps):
            continue
        rank = (-fits / len(gaps), sum(min(gap, slack + 1) for gap, slack in gaps), len(parts))
        if best is None or rank < best:
            best, chosen = rank, parts
    return chosen


def _candidates(before: Sequence[Line]) -> Iterator[Sequence[Line]]:
    for many in range(1, min(LONGEST, len(before)) + 1):
        yield before[-many:]
    totals = [line for line in before if line.total]
    for many in (2, 3, 4):
        if many <= len(totals):
            yield totals[-many:]


def _slack(reading: dict[str, Any], parts: int) -> float:
    """Half a unit of the last printed place for each number; a single number that is repeated has none."""
    printed = re.search(r"\.(\d+)", reading["value_raw"] or "")
    unit = 10.0 ** -(len(printed[1]) if printed else 0)
    return unit * (parts + 1) / 2 if parts > 1 else unit / 1e6
