"""Tables of numbers and movements told in words: every printed number with its labels."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.importers.layouts.figures import unit_of

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText

TABLE = """Meeting Date:\t14 March 2024
To:\tParks Panel

Open actions

As of 29 February 2024

Year 22/23\t\t\t\t
State\tTotal\tHigh\tMedium\tLow
Open\t1,069\t12\t1,040\t17
Done\t30\t-\t29\t1
Totals\t1,099\t12\t1,069\t18
"""


def test_every_number_of_a_table_has_its_labels_title_and_date(imported: ImportText) -> None:
    it = imported(TABLE)
    found = {(f["row_label"], f["column_label"]): f["value"] for f in it.rows("figures")}
    assert found["Open", "Total"] == 1069
    assert found["Done", "Medium"] == 29
    assert found["Totals", "Low"] == 18
    assert len(found) == 11
    assert {(f["table_title"], f["as_at"]) for f in it.rows("figures")} == {("Year 22/23", date(2024, 2, 29))}
    assert it.refusals == {}


def test_a_number_stays_as_printed_beside_its_value(imported: ImportText) -> None:
    assert imported(TABLE).rows("figures")[0]["value_raw"] == "1,069"


def test_a_dash_in_a_table_of_figures_is_context(imported: ImportText) -> None:
    assert imported(TABLE).uses("-") == ["context"]


def test_a_table_without_a_title_takes_the_heading_over_it(imported: ImportText) -> None:
    it = imported("Visits to the baths\n\nMonth\tAdults\tPupils\nMay\t120\t80\nJune\t140\t95\n")
    assert {f["table_title"] for f in it.rows("figures")} == {"Visits to the baths"}
    assert [(f["row_label"], f["column_label"], f["value"]) for f in it.rows("figures")][:2] == [
        ("May", "Adults", 120),
        ("May", "Pupils", 80),
    ]


def test_a_heading_spans_the_columns_below_it(imported: ImportText) -> None:
    it = imported(
        "Baths\n\nPlace\tAdults\t\tPupils\t\n\tMay\tJune\tMay\tJune\nNorth\t1\t2\t3\t4\nSouth\t5\t6\t7\t8\n"
    )
    rows = it.rows("figures") or it.rows("readings")
    assert [row["value"] for row in rows] == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("The number of open actions has increased from 3 to 15 since May.", [3, 15]),
        ("Complaints have fallen from 1,200 to 900 in the year.", [1200, 900]),
        ("There are 22 benches without a back, down from 46 last spring.", [46, 22]),
    ],
)
def test_a_movement_told_in_words_is_two_figures(
    imported: ImportText, sentence: str, values: list[int]
) -> None:
    it = imported(f"Where we are\n\n{sentence}\n")
    assert [(f["column_label"], f["value"]) for f in it.rows("figures")] == [
        ("before", values[0]),
        ("now", values[1]),
    ]
    assert it.uses(sentence) == ["figure"]


def test_a_way_from_one_number_to_another_is_no_movement(imported: ImportText) -> None:
    assert imported("Rooms\n\nThe rooms from 3 to 15 are shut.\n").rows("figures") == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Cost £000", "£k"),
        ("£k", "£k"),
        ("Grant £m", "£m"),
        ("Share %", "%"),
        ("£ spent", "£"),
        ("Homes", None),
    ],
)
def test_a_unit_is_read_from_a_heading(text: str, unit: str | None) -> None:
    assert unit_of(text) == unit
