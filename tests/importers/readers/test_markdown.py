"""Markdown: its marks are taken off, its tables are tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]
    Tables = Callable[[Document], list[list[list[str]]]]
    Outline = Callable[[Document], list[tuple[str, str]]]


def test_headings_lose_their_hashes_and_keep_their_level(read: Read) -> None:
    document = read("a.md", "# One\n\n### Three ###\n\nUnder\n=====\n\nLower\n---\n\nSome prose here.\n")
    found = [(block.level, block.text) for block in document.blocks[:4]]
    assert found == [(1, "One"), (3, "Three"), (1, "Under"), (2, "Lower")]
    assert document.blocks[4].kind.value == "paragraph"


def test_lines_without_a_blank_line_between_are_one_paragraph(read: Read, outline: Outline) -> None:
    assert outline(read("a.md", "# A\n\nOne line.\nAnother line.\n\nA new one.\n"))[1:] == [
        ("paragraph", "One line. Another line."),
        ("paragraph", "A new one."),
    ]


def test_entries_of_a_list_stand_apart(read: Read) -> None:
    document = read("a.md", "- one\n- two\n  goes on\n1. three\n\t- four\n")
    assert [(b.kind.value, b.marker, b.text) for b in document.blocks] == [
        ("list", "-", "- one"),
        ("list", "-", "- two goes on"),
        ("list", "1.", "1. three"),
        ("list", "-", "- four"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Ref | Text |\n|-----|:----:|\n| 0.1 | a |\n| 0.2 | b |\n",
        "Ref | Text\n--- | ---\n0.1 | a\n0.2 | b\n",
        "| Ref | Text |\n| - | - |\n| 0.1 | a |\n| 0.2 | b |\n",
    ],
)
def test_a_pipe_table_is_a_table_without_the_rule_under_its_header(
    read: Read, tables: Tables, table: str
) -> None:
    document = read("a.md", f"# A\n\n{table}\nThe end of it.\n")
    assert tables(document) == [[["Ref", "Text"], ["0.1", "a"], ["0.2", "b"]]]
    assert "furniture" not in {block.kind.value for block in document.blocks}


def test_escapes_breaks_and_bold_inside_cells_are_read(read: Read) -> None:
    document = read(
        "a.md", "| Ref | Text |\n|---|---|\n| 1\\_a | a \\| b<br>c<br/>d |\n| **Total** | \\* |\n"
    )
    rows = [[cell.raw for cell in row] for row in document.blocks[0].rows]
    assert rows[1:] == [["1_a", "a | b\nc\nd"], ["Total", "*"]]


def test_a_blank_cell_stays_a_cell(read: Read, tables: Tables) -> None:
    assert tables(read("a.md", "| a | b | c |\n|---|---|---|\n| 1 |  |  |\n|  | 2 |  |\n"))[0][1:] == [
        ["1", "", ""],
        ["", "2", ""],
    ]


def test_short_lines_are_headings_only_where_none_is_marked(read: Read, outline: Outline) -> None:
    assert outline(read("a.md", "Progress Summary\n\nSome prose here.\n"))[0][0] == "heading"
    assert outline(read("b.md", "# Paper\n\nProgress Summary\n\nSome prose here.\n"))[1][0] == "paragraph"


def test_a_line_all_in_bold_is_a_heading_without_its_stars(read: Read, outline: Outline) -> None:
    assert outline(read("a.md", "# A\n\n**Reporting by exception**\n\nText **here** stays.\n"))[1:] == [
        ("heading", "Reporting by exception"),
        ("paragraph", "Text **here** stays."),
    ]


def test_a_rule_across_the_page_is_furniture(read: Read, outline: Outline) -> None:
    assert ("furniture", "***") in outline(read("a.md", "# A\n\nOne line.\n\n***\n\nAnother line.\n"))


def test_cells_know_their_line(read: Read) -> None:
    document = read("a.md", "# A\n\nRef | Text\n--- | ---\n1 | a\n")
    assert [row[0].place.line for row in document.blocks[1].rows] == [3, 5]


def test_words_in_italics_in_a_table_are_bare_and_footnote_marks_stay(read: Read, tables: Tables) -> None:
    text = "| A | B |\n|---|---|\n| *Agreed.* It began | 12* and 13* |\n"
    assert tables(read("a.md", text))[0][1] == ["Agreed. It began", "12* and 13*"]
