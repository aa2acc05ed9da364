"""The five real papers: every line lands in a block, tables have the rows that one counts by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.importers.readers import read_paper
from slough_tui.model.document import BlockKind

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.model.document import Document


def paper(seeds: Path, number: int) -> tuple[Path, Document]:
    path = next(seeds.glob(f"{number:03}_*.txt"))
    return path, read_paper(path)


def squeezed(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in "|\\-")


@pytest.mark.parametrize("number", range(5))
def test_every_line_lands_in_a_block_that_knows_its_number(seeds: Path, number: int) -> None:
    path, document = paper(seeds, number)
    found: dict[int, str] = {}
    for cell in document.cells():
        for offset, part in enumerate(cell.raw.split("\n")):
            line = (cell.place.line or 0) + offset
            found[line] = found.get(line, "") + squeezed(part)
    physical = path.read_text(encoding="utf-8").split("\n")
    for line, text in enumerate(physical, start=1):
        assert found.get(line, "") == squeezed(text), f"line {line}"


@pytest.mark.parametrize(
    ("number", "tables", "rows"),
    [(0, 3, 35), (1, 13, 84), (2, 38, 145), (3, 1, 8), (4, 24, 227)],
)
def test_tables_and_rows_are_as_many_as_counted_by_hand(
    seeds: Path, number: int, tables: int, rows: int
) -> None:
    _, document = paper(seeds, number)
    found = [block for _, block in document.tables()]
    assert (len(found), sum(len(block.rows) for block in found)) == (tables, rows)


def test_the_tracker_has_three_blocks_over_two_pages(seeds: Path) -> None:
    _, document = paper(seeds, 0)
    assert [(len(b.rows), b.cell.place.page) for _, b in document.tables()] == [(19, 1), (12, 2), (4, 2)]


def test_headings_above_repeated_tables_are_headings(seeds: Path) -> None:
    _, document = paper(seeds, 1)
    headings = [b.text for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings.count("Directions Progress Summary") == 5
    assert headings.count("As of 31 October 2023") == 8
    assert headings.count("Update on Internal Audit Actions") == 4
    assert not [b for b in document.blocks if b.kind is BlockKind.FURNITURE]


def test_running_heads_of_the_pack_are_furniture_and_count_its_pages(seeds: Path) -> None:
    _, document = paper(seeds, 2)
    furniture = [b.text for b in document.blocks if b.kind is BlockKind.FURNITURE]
    assert sum("(Appendix A)" in text for text in furniture) == 32
    assert sum("21.04.16" in text for text in furniture) == 4
    assert sum("left blank" in text for text in furniture) == 4
    assert len(furniture) == 40
    pages = [b.cell.place.page or 0 for b in document.blocks]
    assert pages == sorted(pages)
    assert pages[-1] >= 41


def test_recommendations_of_the_annex_are_list_entries_with_their_numbers(seeds: Path) -> None:
    _, document = paper(seeds, 2)
    blocks = list(document.blocks)
    start = next(i for i, b in enumerate(blocks) if b.text.startswith("Annex 1"))
    entries = [b.marker for b in blocks[start:] if b.kind is BlockKind.LIST][:22]
    assert entries == [f"{number}." for number in range(1, 23)]


def test_numbered_paragraphs_of_the_report_keep_their_numbers(seeds: Path) -> None:
    _, document = paper(seeds, 3)
    markers = {b.marker for b in document.blocks if b.kind is BlockKind.LIST}
    assert {f"2.{number}" for number in range(1, 40)} <= markers


def test_headings_of_the_plan_name_its_tables(seeds: Path) -> None:
    _, document = paper(seeds, 4)
    headings = [b.text for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings.count("2023/24") == headings.count("2024/25") == 1
    for wanted in (
        "Our Cashflow",
        "Our Balance Sheet",
        "What needs to improve?",
        "Our Profit and Loss Account",
    ):
        assert headings.count(wanted) == 1
