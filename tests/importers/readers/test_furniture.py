"""Running heads and page numbers are found; headings that come back are left alone; pages are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]

HEAD = "Our Plan for Everybody (Appendix A)"


def kinds(document: Document, text: str) -> set[str]:
    return {block.kind.value for block in document.blocks if block.text == text}


def pages(document: Document) -> list[int | None]:
    return [block.cell.place.page for block in document.blocks if block.kind.value != "furniture"]


def test_a_line_that_cuts_tables_and_sentences_is_a_running_head(read: Read) -> None:
    parts = [
        "Ref\tAction\tLead\n1\tBuild the\tAB",
        "\thouse by May\t\n2\tPaint it\tCD",
        "\tand the door\t\n3\tSell it\tEF",
        "The sale is described here and goes",
        "on over the page, as one can see.",
    ]
    document = read("a.txt", f"\n\n{HEAD}\n\n".join(parts) + "\n")
    assert kinds(document, HEAD) == {"furniture"}
    assert pages(document) == [1, 2, 3, 4, 5]


def test_a_heading_printed_again_above_its_table_stays_a_heading(read: Read) -> None:
    page = "Progress Summary\n\nRef\tDirection\tRAG\n{}\tDo it\tG\n\n"
    document = read("a.txt", "".join(page.format(number) for number in range(1, 6)))
    assert kinds(document, "Progress Summary") == {"heading"}


def test_a_heading_that_returns_above_different_matter_stays_a_heading(read: Read) -> None:
    page = "Update on Actions\n\nAs of 31 October 2023\n\nTotal {0}\t\nOverdue\t{0}\n\nIt fell since last month.\n\n"
    document = read("a.txt", "".join(page.format(number) for number in range(20, 24)))
    assert kinds(document, "Update on Actions") == {"heading"}
    assert kinds(document, "As of 31 October 2023") == {"heading"}


def test_a_verdict_that_returns_after_each_paragraph_is_no_furniture(read: Read) -> None:
    page = "2.{0} The Council has done what number {0} asked of it.\n\nSatisfactory progress made\n\n"
    document = read("a.txt", "".join(page.format(number) for number in range(1, 8)))
    assert kinds(document, "Satisfactory progress made") == {"heading"}


def test_a_line_beside_every_form_feed_is_a_running_head(read: Read) -> None:
    document = read("a.txt", "\f".join(f"Council papers\n\nPage {n} has its own matter.\n" for n in "abcd"))
    assert kinds(document, "Council papers") == {"furniture"}
    assert pages(document) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "line",
    ["Page 3", "Page 3 of 12", "3 | Page", "This page is intentionally left blank", "--------", "_ _ _ _"],
)
def test_what_can_only_be_furniture_is_furniture(read: Read, line: str) -> None:
    assert kinds(read("a.txt", f"Some words come first.\n\n{line}\n\nSome come after.\n"), line) == {
        "furniture"
    }


def test_ascending_lone_numbers_are_page_numbers_at_the_foot(read: Read) -> None:
    document = read("a.txt", "Ref\tText\n1\ta\n\n1\n\n2\tb\n\n2\n\n3\tc\n\n3\n")
    assert [b.kind.value for b in document.blocks] == ["table", "furniture"] * 3
    assert pages(document) == [1, 2, 3]


def test_a_pack_that_begins_in_the_middle_keeps_its_printed_numbers(read: Read) -> None:
    document = read("a.txt", "First words.\n\n41\n\nSecond words.\n\n42\n\nThird words.\n\n43\n")
    assert pages(document)[1:] == [42, 43]


def test_a_lone_number_out_of_any_order_is_a_figure(read: Read) -> None:
    document = read("a.txt", "Children in care\n\n491\n\nCare leavers\n\n260\n\nThe end of it.\n")
    assert kinds(document, "491") == kinds(document, "260") == {"paragraph"}
    assert set(pages(document)) == {None}


def test_a_blank_page_is_a_page_of_its_own(read: Read) -> None:
    text = "First words.\n\nThis page is intentionally left blank\n\nThird words.\n"
    assert pages(read("a.txt", text)) == [1, 3]


def test_a_number_and_a_running_head_at_one_page_break_count_once(read: Read) -> None:
    parts = ["The first part goes", "on here and here it goes", "on here and here it goes", "on and ends."]
    text = "".join(f"{part}\n\n{n}\n\n{HEAD}\n\n" for n, part in enumerate(parts, start=1))
    document = read("a.txt", text)
    assert kinds(document, HEAD) == {"furniture"}
    assert pages(document) == [1, 2, 3, 4]


def test_a_list_of_contents_makes_no_headings(read: Read) -> None:
    text = "Contents\n\nOur Vision4\n\nOur Plan.....11\n\nOur Vision\n\nWe see far.\n"
    found = [(b.kind.value, b.text) for b in read("a.txt", text).blocks]
    assert found[1:4] == [
        ("paragraph", "Our Vision4"),
        ("paragraph", "Our Plan.....11"),
        ("heading", "Our Vision"),
    ]
