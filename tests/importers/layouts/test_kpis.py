"""Indicators: which way is good, targets and bands, and their values by period."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

TABLE = """Report To:\tParks Panel
Meeting Date:\t14 March 2024

How we are doing

KPI ref\tMeasure\tPolarity\tTarget\tTolerance\tActual\tQuarter\tOwner\tMascot
P1\t% of bins emptied on the day\tHigher\t95\t2\t91.5\tQ3 2023/24\tHead of Waste\towl
P2\tDays to mend a swing\tLower\t10\t\tn/a\tQ3 2023/24\tHead of Parks\t
P3\tVisits to the baths\t↑\t1,200\t\tlots\tQ3 2023/24\t\t
P4\tWater in the pool (metres)\tIn range\t\t\t1.8\tQ3 2023/24\t\t
"""


def test_an_indicator_has_its_polarity_target_and_band(imported: ImportText) -> None:
    it = imported(TABLE)
    rows = it.rows("kpis")
    assert [row["id"] for row in rows] == [f"kpi:parks-panel/P{n}" for n in (1, 2, 3, 4)]
    assert [row["polarity"] for row in rows] == ["high", "low", "high", "near"]
    assert [row.get("target") for row in rows] == [95, 10, 1200, None]
    first = rows[0]
    assert (first["tolerance"], first["unit"], first["lead"]) == (2, "%", "Head of Waste")
    assert json.loads(first["extra"]) == {"Mascot": "owl"}
    assert first["text"] == first["title"] == "% of bins emptied on the day"


def test_its_value_is_a_reading_of_its_period(imported: ImportText) -> None:
    it = imported(TABLE)
    assert [(r["measure"], r["value"], r["period"], r["period_end"]) for r in it.rows("readings")] == [
        ("kpi:parks-panel/P1", 91.5, "Q3 2023/24", date(2023, 12, 31)),
        ("kpi:parks-panel/P2", None, "Q3 2023/24", date(2023, 12, 31)),
        ("kpi:parks-panel/P4", 1.8, "Q3 2023/24", date(2023, 12, 31)),
    ]
    assert it.rows("readings")[0]["target"] == 95


def test_a_value_that_is_no_number_is_refused(imported: ImportText) -> None:
    (refusal,) = imported(TABLE).rows("refusals")
    assert (refusal["what"], refusal["raw"], refusal["record"]) == (
        "not a number",
        "lots",
        "kpi:parks-panel/P3",
    )


def test_columns_headed_by_periods_are_readings_each(imported: ImportText) -> None:
    text = "Indicator\tTarget\tApril 2023\tMay 2023\tJune 2023\nBins emptied\t95\t91\t\t97\nSwings mended\t10\t8\t9\t10\n"
    it = imported(text, series="parks")
    assert len(it.rows("kpis")) == 2
    assert [(r["measure"].split("/")[1], r["period_end"], r["value"]) for r in it.rows("readings")] == [
        ("bins-emptied", date(2023, 4, 30), 91),
        ("bins-emptied", date(2023, 6, 30), 97),
        ("swings-mended", date(2023, 4, 30), 8),
        ("swings-mended", date(2023, 5, 31), 9),
        ("swings-mended", date(2023, 6, 30), 10),
    ]


def test_an_indicator_reported_twice_is_one_with_two_readings(imported: ImportText) -> None:
    text = (
        "Indicator\tGood is\tActual\tPeriod\nBins emptied\tHigh\t91\tApril 2023\n"
        "Bins emptied\tHigh\t92\tMay 2023\nSwings mended\tLow\t8\tMay 2023\n"
    )
    it = imported(text, series="parks")
    assert it.column("kpis", "id") == ["kpi:parks/bins-emptied", "kpi:parks/swings-mended"]
    assert [r["value"] for r in it.rows("readings")] == [91, 92, 8]


@pytest.mark.parametrize(
    ("cell", "polarity", "told"),
    [
        ("▲ High", "high", 0),
        ("▼ High", "high", 1),
        ("▼", "low", 0),
        ("Smaller is better", "low", 0),
        ("", None, 0),
    ],
)
def test_where_arrow_and_word_differ_the_word_counts_and_it_is_told(
    imported: ImportText, cell: str, polarity: str | None, told: int
) -> None:
    it = imported(f"Indicator\tGood to be\tTarget\nBins emptied\t{cell}\t95\nSwings mended\tHigh\t9\n")
    assert it.rows("kpis")[0].get("polarity") == polarity
    assert it.repairs["arrow against word"] == told


def test_a_way_to_be_good_that_nobody_knows_is_refused(imported: ImportText) -> None:
    it = imported("Indicator\tGood to be\tTarget\nBins emptied\tShiny\t95\nSwings mended\tHigh\t9\n")
    assert it.refusals == {"unknown code": 1}


def test_an_indicator_of_which_only_the_name_is_printed_is_one(imported: ImportText) -> None:
    it = imported("Performance measure\tGood performance\nBins emptied\tHigh\nMoney\t\nSwings mended\tLow\n")
    assert it.column("kpis", "title") == ["Bins emptied", "Money", "Swings mended"]


def test_a_total_is_no_indicator(imported: ImportText) -> None:
    it = imported("Indicator\tTarget\tActual\nBins emptied\t95\t91\nTotal\t95\t91\n")
    assert it.column("kpis", "title") == ["Bins emptied"]


def test_a_table_without_a_date_is_dated_by_the_last_period_it_has_a_value_for(imported: ImportText) -> None:
    it = imported(
        "| Measure | Jul-23 | Aug-23 | Sep-23 | Target | Better is |\n|---|---|---|---|---|---|\n"
        "| Boats moored | 71 | 74 | - | 85 | Bigger |\n| Complaints | 9 | 8 | - | 5 | Smaller |\n",
        name="k.md",
    )
    assert it.finished.document["date"] == date(2023, 8, 31)
    assert it.column("kpis", "polarity") == ["high", "low"]
