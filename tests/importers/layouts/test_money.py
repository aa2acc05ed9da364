"""Savings with ranges and risk, and statements whose columns are periods."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.importers.layouts.money import bare_period, parse_range, period_end

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

SAVINGS = """Meeting Date:\t14 March 2024
To:\tParks Panel

What we will save

2024/25

£k\tProposal\tDelivery risk\tBudget holder\tMascot
30\tLet the gates of two parks to clubs.\tLow\tHead of Parks\towl
45 - 60\tMow the verges less often.\tMedium\tHead of Parks\t
20K\tSell the old boats.\tHigh\tHead of Rivers\t
a lot\tUse less salt.\tHigh\t\t
Total 95 - 110\t\t\t\t

2025/26

£k\tProposal\tDelivery risk\tBudget holder\tMascot
12\tShare the barn.\tLow\t\t
"""


def test_a_saving_has_its_year_range_unit_and_risk(imported: ImportText) -> None:
    rows = imported(SAVINGS).rows("savings")
    assert [(r["year"], r.get("low"), r.get("high"), r["unit"], r["risk"]) for r in rows] == [
        ("2024-25", 30, 30, "£k", "Low"),
        ("2024-25", 45, 60, "£k", "Medium"),
        ("2024-25", 20, 20, "£k", "High"),
        ("2024-25", None, None, "£k", "High"),
        ("2025-26", 12, 12, "£k", "Low"),
    ]
    assert rows[0]["lead"] == "Head of Parks"
    assert rows[0]["extra"] == '{"Mascot": "owl"}'
    assert rows[-1]["id"] == "sav:parks-panel-2025-26/share-barn"


def test_a_thousand_is_not_multiplied_twice(imported: ImportText) -> None:
    (repair,) = [r for r in imported(SAVINGS).rows("repairs") if r["what"] == "unit"]
    assert (repair["raw"], repair["now"]) == ("20K", "20")


def test_an_amount_that_is_no_number_is_refused(imported: ImportText) -> None:
    (refusal,) = imported(SAVINGS).rows("refusals")
    assert (refusal["what"], refusal["raw"]) == ("not a number", "a lot")


def test_a_total_is_two_figures_and_no_saving(imported: ImportText) -> None:
    assert [(f["table_title"], f["column_label"], f["value"]) for f in imported(SAVINGS).rows("figures")] == [
        ("Savings 2024-25", "low", 95),
        ("Savings 2024-25", "high", 110),
    ]


@pytest.mark.parametrize(
    ("raw", "amounts"),
    [
        ("30", (30, 30, "")),
        ("£30k", (30, 30, "k")),
        ("500 - 667", (500, 667, "")),
        ("500-667K", (500, 667, "k")),
        ("1,000 to 1,200", (1000, 1200, "")),
        ("£0.5m – £1.2m", (0.5, 1.2, "m")),
        ("a lot", None),
        ("", None),
        ("30 or so", None),
    ],
)
def test_an_amount_or_a_range_is_read(raw: str, amounts: tuple[float, float, str] | None) -> None:
    assert parse_range(raw) == amounts


@given(st.text(max_size=20))
def test_any_text_can_be_asked_for_an_amount(raw: str) -> None:
    found = parse_range(raw)
    assert found is None or len(found) == 3


# ---------------------------------------------------------------- statements

STATEMENT = """Our cash

Cash flow\t2023/24 Qtr 1\t2023/24 Qtr 2\t2023/24 Qtr 3\t2023/24 Qtr 4
£k\tForecast\tForecast\tForecast\tForecast
Opening cash\t120\t80\t(15)\t40
Grants\t1,200\t1,200\t1,200\t1,200
Wages\t(1,240)\t(1,295)\t(1,145)\t-
"""


def test_every_number_of_a_statement_is_a_reading_of_its_line_and_period(imported: ImportText) -> None:
    rows = imported(STATEMENT).rows("readings")
    assert len(rows) == 11
    third = [r for r in rows if r["measure"] == "Opening cash"][2]
    assert (third["value"], third["value_raw"], third["period_end"]) == (-15, "(15)", date(2023, 12, 31))


def test_a_statement_is_claimed_whole(imported: ImportText) -> None:
    it = imported(STATEMENT)
    assert it.refusals == {}
    assert it.finished.balance["figure"] == 11


@pytest.mark.parametrize(
    ("label", "end"),
    [
        ("2023/24 Qtr 2", date(2023, 9, 30)),
        ("Q4 2023/24 £k", date(2024, 3, 31)),
        ("as at 31 Mar 2023 £000", date(2023, 3, 31)),
        ("Mar-23", date(2023, 3, 31)),
        ("Plan 2024/25", date(2025, 3, 31)),
        ("Change", None),
        ("", None),
    ],
)
def test_the_end_of_a_period_is_read_from_its_heading(label: str, end: date | None) -> None:
    assert period_end(label) == end


def test_a_period_is_shown_without_its_unit() -> None:
    assert bare_period("2023/24 Qtr 1 £k") == "2023/24 Qtr 1"
