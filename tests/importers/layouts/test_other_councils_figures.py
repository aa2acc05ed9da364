"""Indicators, savings and statements as other councils print them: periods and years as columns, units in cells."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.importers.layouts.kpis import measured

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

KPIS = """# Northmoor District Council

## Performance report: Quarter 3 2023/24

| Ref | Performance measure | Polarity | Target 2023/24 | Q1 | Q2 2023/24 | Outturn 2022/23 | RAG | Trend |
|---|---|---|---|---|---|---|---|---|
| **Place** | | | | | | | | |
| PL1 | % of waste recycled | Bigger is better | 52% | 49.1% | 50.3% | 48% | Amber | ↑ |
| PE1 | Days to handle a claim | Smaller is better | 20 days | 23.4 | 21 | n/a | Red | ↓ |
| PE3 | Visits to libraries | Plan is best | 12,500 | 3,100* | 6,250 (p) | 12,001 | Green | ↔ |
"""


def test_quarters_and_years_as_columns_become_readings(imported: ImportText) -> None:
    got = imported(KPIS, name="kpis.md")
    assert got.column("readings", "value") == [49.1, 50.3, 48.0, 23.4, 21.0, None, 3100.0, 6250.0, 12001.0]
    ends = [date(2023, 6, 30), date(2023, 9, 30), date(2023, 3, 31)]
    assert got.column("readings", "period_end") == ends * 3
    assert not got.refusals
    assert not got.repairs["column bleed"]


def test_a_target_prints_its_unit_and_a_rag_is_kept_as_printed(imported: ImportText) -> None:
    got = imported(KPIS, name="kpis.md")
    assert got.column("kpis", "target") == [52.0, 20.0, 12500.0]
    assert got.column("kpis", "unit")[:2] == ["%", "days"]
    assert got.column("kpis", "status_raw") == ["Amber", "Red", "Green"]
    assert json.loads(got.rows("kpis")[0]["extra"]) == {"Trend": "↑"}


@pytest.mark.parametrize(
    ("raw", "value", "unit"),
    [
        ("20 days", 20.0, "days"),
        (">= 95%", 95.0, "%"),
        ("under 5 weeks", 5.0, "weeks"),
        ("£1.2m", 1.2, "£m"),
        ("£1.2 million", 1.2, "£m"),
        ("£450 thousand", 450.0, "£k"),
        ("12.5*", 12.5, None),
        ("(40)", -40.0, None),
        ("no more than ever", None, None),
        ("3 of 4", None, None),
        ("Q1", None, None),
    ],
)
def test_a_measured_value_is_a_number_with_its_unit(raw: str, value: float | None, unit: str | None) -> None:
    assert measured(raw) == (None if value is None else (value, unit))


@pytest.mark.parametrize(
    ("printed", "value", "repaired"),
    [
        ("£11.9m", 11.9, 0),
        ("£11,900,000", 11.9, 1),
        ("11,900,000", 11.9, 1),
        ("£950k", 0.95, 1),
        ("£1.1bn", 1100.0, 1),
        ("11.9", 11.9, 0),
        ("40", 40.0, 0),
    ],
)
def test_sums_of_one_indicator_stand_in_one_unit(
    imported: ImportText, printed: str, value: float, repaired: int
) -> None:
    row = f"| I1 | Council tax collected | High | £12.4m | {printed} |"
    got = imported(
        f"| Ref | Indicator | Good is | Target | Q1 2023/24 |\n|---|---|---|---|---|\n{row}\n", name="kpis.md"
    )
    (reading,) = got.rows("readings")
    assert (reading["value"], reading["unit"], reading["value_raw"]) == (value, "£m", printed)
    assert got.repairs.get("unit", 0) == repaired


SAVINGS = """Ref,Directorate,Saving proposal,2023/24 (£000),2024/25 (£000),Total (£000),RAG,Delivery risk
S01,Adults,Look again at packages,450,600,1050,Amber,Medium
S02,Adults,Use fewer agencies,(120),80,-40,Green,Low
S03,Place,Dim the lights,75,n/a,75,Red,High
,,Total,405,680,1085,,
"""


def test_a_saving_over_two_years_is_one_saving_with_a_reading_a_year(imported: ImportText) -> None:
    got = imported(SAVINGS, name="savings.csv")
    assert got.column("savings", "ref") == ["S01", "S02", "S03"]
    assert got.column("savings", "low") == [1050.0, -40.0, 75.0]
    assert set(got.column("savings", "year")) == {"2023-24 to 2024-25"}
    assert got.column("savings", "risk") == ["Medium", "Low", "High"]
    assert got.column("readings", "value") == [450.0, 600.0, -120.0, 80.0, 75.0, None]
    assert set(got.column("figures", "value")) == {405.0, 680.0, 1085.0}
    assert not got.refusals


def test_a_year_in_the_heading_of_the_amount_is_the_savings_year(imported: ImportText) -> None:
    got = imported(
        "Proposal,2023/24 £000,RAG,Comments\nClose a hall,40,Amber,slow\nShare a van,12,Green,done\n",
        name="s.csv",
    )
    assert got.column("savings", "year") == ["2023-24", "2023-24"]
    assert got.column("savings", "risk") == ["Amber", "Green"]
    assert got.column("savings", "text") == ["Close a hall", "Share a van"]


def test_a_statement_takes_the_unit_of_its_title(imported: ImportText) -> None:
    got = imported(
        "# Homes Ltd\n\n## Cash flow 2023/24 (£000)\n\n| | Apr-23 | May-23 |\n|---|---|---|\n"
        "| Opening balance | 1,200 | (40) |\n| Receipts | 300 | 325 |\n",
        name="cash.md",
    )
    assert set(got.column("readings", "unit")) == {"£k"}
    assert got.column("readings", "value") == [1200.0, -40.0, 300.0, 325.0]


def test_a_table_of_counts_is_named_by_all_its_leading_words(imported: ImportText) -> None:
    got = imported(
        "Wexmoor Borough Council\n\nYear\tPriority\tNot Due\tOverdue\n2022/23\tHigh\t3\t1\n2022/23\tLow\t10\t4\n"
        "Total\t\t13\t5\n"
    )
    rows = ["2022/23 High", "2022/23 High", "2022/23 Low", "2022/23 Low", "Total", "Total"]
    assert got.column("figures", "row_label") == rows


def test_bare_months_belong_to_the_latest_year_that_the_headings_name(imported: ImportText) -> None:
    got = imported(
        "KPI,Good is,2022/23 Actual,2023/24 Target,Apr,Jan\nRent collected,Higher,98.1%,99%,97%,98%\n",
        name="k.csv",
    )
    ends = [date(2023, 3, 31), date(2023, 4, 30), date(2024, 1, 31)]
    assert sorted(got.column("readings", "period_end")) == ends
    assert got.column("kpis", "target") == [99.0]


def test_a_statement_that_goes_on_over_a_page_keeps_its_periods(imported: ImportText) -> None:
    got = imported(
        "Homes Ltd\n\nCash flow (£000)\n\n\tApr-23\tMay-23\nOpening balance\t1,200\t40\nReceipts\t300\t325\n\n"
        "Page 4 of 9\n\f\nPayments\t(450)\t(390)\nClosing balance\t1,050\t(25)\n"
    )
    assert got.column("readings", "measure")[::2] == [
        "Opening balance",
        "Receipts",
        "Payments",
        "Closing balance",
    ]
    assert set(got.column("readings", "period_end")) == {date(2023, 4, 30), date(2023, 5, 31)}
    assert not got.rows("figures")


def test_an_amount_in_another_unit_than_its_column_is_put_into_the_columns(imported: ImportText) -> None:
    got = imported(
        "# Plan 2024/25\n\n| Savings proposal | £000 | RAG |\n|---|---|---|\n| Reable more | 1,200 | Green |\n"
        "| Place fewer children far away | £2.4m | Red |\n| Share a van | 20K | Green |\n",
        name="plan.md",
    )
    assert got.column("savings", "low") == [1200.0, 2400.0, 20.0]
    assert got.repairs["unit"] == 2


SCORES = """# Corporate scorecard 2024/25 - Quarter {quarter}

| Ref | Indicator | Good is | Target | Tolerance | Q1 | Q2 |
|---|---|---|---|---|---|---|
| H1 | Households in lodgings | Low | 200 | 5% | 219 | 231¹ |
| H2 | % of repairs in a day | High | 95% | 2% | 91% | Data not available until Q3 |
"""


def test_a_tolerance_in_per_cent_of_a_count_is_a_share_of_its_target(imported: ImportText) -> None:
    it = imported(SCORES, name="kpis.md")
    assert it.column("kpis", "tolerance") == [10.0, 2.0]
    assert it.column("kpis", "unit") == [None, "%"]
    assert it.repairs["tolerance"] == 1


def test_a_value_with_a_footnote_or_none_yet_is_read(imported: ImportText) -> None:
    it = imported(SCORES, name="kpis.md")
    assert it.column("readings", "value") == [219.0, 231.0, 91.0, None]
    assert it.column("readings", "value_raw")[3] == "Data not available until Q3"
    assert not it.refusals


def test_the_next_quarters_scorecard_speaks_of_the_same_indicators(imported: ImportText) -> None:
    first, second = (imported(SCORES.replace("{quarter}", q), name="kpis.md") for q in "23")
    assert (
        first.column("kpis", "id")
        == second.column("kpis", "id")
        == [
            "kpi:corporate-scorecard/H1",
            "kpi:corporate-scorecard/H2",
        ]
    )


CALLS = """# Performance report, quarter 3 2024/25

## Theme 1: Streets

Measure\tGood is\t2023/24 outturn\tQ1\tQ3\tTarget
Bins missed\tLow\t72\t65\t58\t60

## Theme 2: Parks

## Theme 3: Harbour

## Theme 4: Callers

Measure\tGood is\t2023/24 outturn\tQ1\tQ3\tTarget
Average wait (mm:ss)\tLow\t06:12\t05:30\t1:02:15\t05:00
"""


def test_a_time_on_the_clock_is_told_in_minutes(imported: ImportText) -> None:
    it = imported(CALLS)
    assert sorted(it.column("readings", "value")[3:]) == [5.5, 6.2, 62.25]
    assert (it.rows("kpis")[1]["target"], it.rows("kpis")[1]["unit"]) == (5.0, "minutes")
    assert not it.refusals


def test_bare_quarters_are_of_the_year_that_the_nearest_heading_names(imported: ImportText) -> None:
    it = imported(CALLS)
    assert set(it.column("readings", "period")) == {"2023/24", "Q1 2024/25", "Q3 2024/25"}


PI = """# Ashmoor performance indicators - Quarter 2 2024/25

| PI | Description | Polarity | Target 24/25 | Jul-Sep 24 |
|---|---|---|---|---|
| CP01 | % of major applications decided in time | Higher | 75% | 78% |
| CP02 | Number of fly-tips reported | N/A (monitoring only) | Monitor | 388 |
"""


def test_numbers_under_the_indicators_heading_are_references_beside_descriptions(
    imported: ImportText,
) -> None:
    it = imported(PI, name="kpis.md")
    assert it.column("kpis", "ref") == ["CP01", "CP02"]
    assert it.column("kpis", "title")[1] == "Number of fly-tips reported"


def test_an_indicator_that_is_only_watched_has_neither_target_nor_polarity(imported: ImportText) -> None:
    it = imported(PI, name="kpis.md")
    assert it.column("kpis", "target") == [75.0, None]
    assert it.column("kpis", "polarity") == ["high", None]
    assert not it.refusals
