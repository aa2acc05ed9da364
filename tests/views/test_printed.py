from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.views.printed import AROUND, MOST_AROUND, Printed
from tests.views.conftest import frame_of

if TYPE_CHECKING:
    import polars as pl


def cell(number: int, **values: Any) -> dict[str, Any]:
    return {"id": f"cell:{number}", "document": "doc:a", "line": number, "row": number, **values}


def ids(cells: pl.DataFrame, table: str, line: dict[str, Any]) -> list[str]:
    wanted = Printed.of(table, line)
    return wanted.few(cells.filter(wanted.where))["id"].to_list()


CELLS = frame_of(
    "cells",
    [
        *(cell(number) for number in range(1, 31)),
        cell(90, record="rec:a/1", document="doc:b"),
        cell(10, id="cell:same", record="rec:a/1"),
    ],
)


def test_a_record_has_its_own_cells_of_all_papers_and_those_around_it() -> None:
    found = ids(CELLS, "recommendations", {"id": "rec:a/1", "document": "doc:a", "line": 10})
    near = range(10 - AROUND, 10 + AROUND + 1)
    assert found == ["cell:90", "cell:same", *(f"cell:{number}" for number in near)]
    assert ids(CELLS, "recommendations", {"id": "rec:a/1"}) == ["cell:90", "cell:same"]


def test_what_is_about_a_cell_has_that_cell() -> None:
    assert ids(CELLS, "repairs", {"id": "repair:1", "cell": "cell:7"}) == ["cell:7"]


def test_a_paper_has_its_cells_and_nothing_too_much() -> None:
    assert ids(CELLS, "documents", {"id": "doc:b"}) == ["cell:90"]
    crowd = frame_of("cells", [cell(3, id=f"cell:{number}", column=number) for number in range(500, 0, -1)])
    found = ids(crowd, "findings", {"id": "f", "document": "doc:a", "line": 3})
    assert found == [f"cell:{number}" for number in range(1, MOST_AROUND + 1)]
