"""Text taken from PDFs: tables of tabs among headings, lists and paragraphs, with nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from slough_tui.importers.readers.text import TextReader
from slough_tui.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]
    Tables = Callable[[Document], list[list[list[str]]]]
    Outline = Callable[[Document], list[tuple[str, str]]]

PAPER = """\
# A paper

Progress Summary

Ref\tText\tRAG\t
1\tDo this\tG\t
2\tDo that

As of 3 October 2023

Total\t
The plan was agreed by the committee in May.
It covers two years.

- one thing
- another

2.1 The Council agreed the plan in July.
"""


def test_a_paper_falls_into_its_parts(read: Read, outline: Outline) -> None:
    assert outline(read("a.txt", PAPER)) == [
        ("heading", "# A paper"),
        ("heading", "Progress Summary"),
        ("table", "Ref | Text | RAG"),
        ("heading", "As of 3 October 2023"),
        ("table", "Total"),
        ("paragraph", "The plan was agreed by the committee in May."),
        ("paragraph", "It covers two years."),
        ("list", "- one thing"),
        ("list", "- another"),
        ("list", "2.1 The Council agreed the plan in July."),
    ]


def test_rows_keep_their_own_width_and_a_trailing_tab_its_blank_cell(read: Read) -> None:
    [table, single] = [block for _, block in read("a.txt", PAPER).tables()]
    assert [[cell.raw for cell in row] for row in table.rows] == [
        ["Ref", "Text", "RAG", ""],
        ["1", "Do this", "G", ""],
        ["2", "Do that"],
    ]
    assert [len(row) for row in single.rows] == [2]


def test_every_cell_knows_its_line(read: Read) -> None:
    physical = PAPER.split("\n")
    for cell in read("a.txt", PAPER).cells():
        assert cell.place.line is not None
        assert cell.raw.strip() in physical[cell.place.line - 1]


def test_a_row_of_blanks_inside_a_table_does_not_part_it(read: Read, tables: Tables) -> None:
    assert tables(read("a.txt", "a\tb\n\t\n1\t2\n\t\n\nThe end of it.\n")) == [
        [["a", "b"], ["", ""], ["1", "2"]],
    ]


def test_rules_under_a_header_stay_rows(read: Read, tables: Tables) -> None:
    assert tables(read("a.txt", "a\tb\n--\t-----\n1\t2\n"))[0][1] == ["--", "-----"]


def test_pipe_tables_are_tables_and_their_rule_is_furniture(read: Read, outline: Outline) -> None:
    document = read(
        "a.txt", "Members of the team\n\n- | | |\n|---|---|\n| Chief | A name |\n| Other \\| more | B |\n"
    )
    assert outline(document)[1:] == [("table", ""), ("furniture", "|---|---|")]
    assert [[c.raw for c in row] for row in document.blocks[1].rows] == [
        ["", ""],
        ["Chief", "A name"],
        ["Other | more", "B"],
    ]


def test_stray_markup_stays_as_printed(read: Read, tables: Tables) -> None:
    cell = "<p>16/11 - <u>Update</u></p><ul style='x'><li>one</li></ul>[OBJ]"
    assert tables(read("a.txt", f"1\t{cell}\n")) == [[["1", cell]]]


def test_a_sentence_broken_in_the_middle_is_one_paragraph(read: Read, outline: Outline) -> None:
    text = "The plan was agreed by the\ncommittee in May.\nIt is short.\n"
    assert outline(read("a.txt", text)) == [
        ("paragraph", "The plan was agreed by the committee in May."),
        ("paragraph", "It is short."),
    ]


def test_text_broken_by_a_machine_is_joined_again(read: Read, outline: Outline) -> None:
    words = (
        "The Committee considered the report of the Director and agreed that the plan be noted " * 4
    ).strip()
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) > 60:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    found = outline(read("a.txt", "\n".join([*lines, line + ".", "", *lines, line + "."]) + "\n"))
    assert found == [("paragraph", words + "."), ("paragraph", words + ".")]


def test_pages_are_unknown_where_nothing_tells_them(read: Read) -> None:
    assert {cell.place.page for cell in read("a.txt", PAPER).cells()} == {None}


def test_form_feeds_count_pages(read: Read) -> None:
    document = read("a.txt", "First page here.\n\fSecond page here.\n\n\f\fFourth page here.\n")
    assert [(b.text, b.cell.place.page) for b in document.blocks] == [
        ("First page here.", 1),
        ("Second page here.", 2),
        ("Fourth page here.", 4),
    ]


def test_progress_and_notes_say_what_was_read() -> None:
    told: list[tuple[int, int]] = []
    document = TextReader().read(
        b"One line.\r\nTwo.\r\n", name="a.txt", sha256="", progress=lambda *p: told.append(p)
    )
    assert document.notes == {"encoding": "UTF-8", "line ends": "CRLF", "lines": "2"}
    assert told == [(17, 17)]


INK = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
LINE = st.one_of(
    INK,
    st.lists(INK, min_size=2, max_size=4).map("\t".join),
    st.lists(INK, min_size=1, max_size=3).map(lambda cells: "| " + " | ".join(cells) + " |"),
    st.sampled_from(
        ["", "# Heading", "- one", "2.13 Text", "**Bold**", "Page 3", "7", "| --- | --- |", "Contents"]
    ),
)


def ink_of(text: str) -> str:
    """What is printed, without what parts cells: white space, pipes, escapes, bullets before pipes."""
    return "".join(sorted(char for char in text if not char.isspace() and char not in "|\\-*"))


@given(st.lists(LINE, min_size=1, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_sign_of_a_text_survives_in_a_cell(lines: list[str], end: str) -> None:
    text = end.join(lines)
    document = TextReader().read(text.encode(), name="a.txt", sha256="")
    assert ink_of("".join(cell.raw for cell in document.cells())) == ink_of(text.lstrip("\ufeff"))


@given(st.lists(LINE, min_size=1, max_size=25))
def test_blocks_come_in_the_order_of_their_lines(lines: list[str]) -> None:
    document = TextReader().read("\n".join(lines).encode(), name="a.txt", sha256="")
    tables = [b for b in document.blocks if b.kind is not BlockKind.FURNITURE]
    order = [block.rows[0][0].place.line for block in tables]
    assert order == sorted(order, key=lambda line: line or 0)


def test_a_row_of_pipes_that_was_broken_over_lines_is_one_row(read: Read, tables: Tables) -> None:
    text = "| Ref | Action | Owner |\n| 1 | Train all\nmembers; and\nthe clerk | Clerk |\n| 2 | Dig | Foreman |\n"
    assert tables(read("a.txt", text)) == [
        [
            ["Ref", "Action", "Owner"],
            ["1", "Train all members; and the clerk", "Clerk"],
            ["2", "Dig", "Foreman"],
        ]
    ]


def test_prose_below_rows_without_a_last_pipe_stays_prose(read: Read, tables: Tables) -> None:
    text = "| Ref | Action\n| 1 | Train\nThis is a note | with a pipe |\n"
    assert tables(read("a.txt", text)) == [[["Ref", "Action"], ["1", "Train"]]]


def test_a_row_of_tabs_whose_text_was_broken_over_lines_is_one_row(read: Read, tables: Tables) -> None:
    broken = "Ref\tText\tOwner\tDue\n1\tSweep the yard\tClerk\tMay\n2\tPaint the gate\nand the\nfence.\tClerk\tJune\n3\tOil it.\nThen shut it.\tClerk\tJuly\n"
    assert tables(read("a.txt", broken)) == [
        [
            ["Ref", "Text", "Owner", "Due"],
            ["1", "Sweep the yard", "Clerk", "May"],
            ["2", "Paint the gate and the fence.", "Clerk", "June"],
            ["3", "Oil it. Then shut it.", "Clerk", "July"],
        ]
    ]


def test_short_rows_below_each_other_stay_rows(read: Read, tables: Tables) -> None:
    short = "Ref\tText\tOwner\tDue\n1\tSweep the yard\n2\tPaint the gate\tClerk\n\nGate\tShed\nYard\tPond\tLake\nmoss\n"
    assert [len(row) for table in tables(read("a.txt", short)) for row in table] == [4, 2, 3, 2, 3]
    named = "Name\tNow\tThen\tLater\nGate\tShut\nYard\tSwept\tWet\n"
    assert [len(row) for table in tables(read("a.txt", named)) for row in table] == [4, 2, 3]
