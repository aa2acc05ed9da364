"""One line: its cells by field, its text over pages, and whether it only sums up others."""

from __future__ import annotations

import pytest

from slough_tui.importers.line import is_total
from tests.importers.tables import ASKS, lines_of

TEXT = """Ref | Recommendation | Owner | Colour
1 | Mow the green and the two verges every week and see that | Parks | red

> 2

 | the clippings are taken away. | |"""


def test_a_field_that_ran_over_a_page_is_its_parts_in_order() -> None:
    (one,), _ = lines_of(TEXT, ASKS)
    assert [cell.place.block for cell in one.cells("text")] == [0, 2]
    assert one.raw("text").endswith("see that the clippings are taken away.")


def test_a_field_that_is_blank_has_no_cells_and_no_text() -> None:
    (one,), _ = lines_of(TEXT, ASKS)
    assert one.cells("due") == []
    assert one.raw("due") == ""


def test_the_cells_of_a_line_come_from_left_to_right_and_page_by_page() -> None:
    (one,), _ = lines_of(TEXT, ASKS)
    assert [cell.text for cell in one.row_cells()][::2] == ["1", "Parks", "the clippings are taken away."]
    assert one.first.text == "1"


@pytest.mark.parametrize(
    "texts",
    [
        ["Total", "12"],
        ["Q1 Total"],
        ["Grand total", "4"],
        ["Sub-total"],
        ["Totals", "3"],
        ["", "Total 1,096"],
    ],
)
def test_a_row_that_sums_up_others_is_a_total(texts: list[str]) -> None:
    assert is_total(texts)


@pytest.mark.parametrize(
    "texts", [[], [""], ["Totally new"], ["A review of the total cost of each of the schemes"], ["12", "Mow"]]
)
def test_a_row_that_only_speaks_of_a_total_is_none(texts: list[str]) -> None:
    assert not is_total(texts)
