"""Who and when in one column, taken apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.importers.conftest import ImportText


def table(heading: str, cell: str, more: str = "", value: str = "") -> str:
    head = f"Ref\tRecommendation\tAccepted\t{heading}{more}"
    return f"{head}\nR1\tMend the swings in the park\tYes\t{cell}{value}\nR2\tPaint the gates green\tNo\t{value}\n"


@pytest.mark.parametrize("heading", ["Lead and timescale", "Who and when", "Responsible officer / deadline"])
@pytest.mark.parametrize(
    ("cell", "lead", "due"),
    [
        ("Head of Parks, April 2023", "Head of Parks", date(2023, 4, 30)),
        ("Head of Parks by 28 Feb 2023", "Head of Parks", date(2023, 2, 28)),
        ("Head of Parks / Q3 2022/23", "Head of Parks", date(2022, 12, 31)),
        ("Director, Adults (30/06/2023)", "Director, Adults", date(2023, 6, 30)),
        ("By the end of March 2023", None, date(2023, 3, 31)),
        ("Chief Executive", "Chief Executive", None),
        ("Parks and Roads (ongoing)", "Parks and Roads", None),
    ],
)
def test_each_half_is_a_field(
    imported: ImportText, heading: str, cell: str, lead: str | None, due: date | None
) -> None:
    it = imported(table(heading, cell))
    row = it.rows("recommendations")[0]
    assert (row.get("lead"), row.get("due")) == (lead, due)
    assert it.repairs.get("taken apart", 0) == (1 if lead and (due or "ongoing" in cell) else 0)


def test_a_column_of_leads_beside_one_of_dates_is_left_alone(imported: ImportText) -> None:
    it = imported(table("Lead officer", "Head of Parks, April 2023", "\tDue date", "\t1 May 2023"))
    row = it.rows("recommendations")[0]
    assert (row["lead"], row["due"]) == ("Head of Parks, April 2023", date(2023, 5, 1))
