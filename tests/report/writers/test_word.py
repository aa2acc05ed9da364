"""The Word file, opened again."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import MissingExtraError
from slough_tui.model.safe_text import clean
from slough_tui.report.writers import word
from tests.report.conftest import HOSTILE

if TYPE_CHECKING:
    from slough_tui.model.report import Report

docx = pytest.importorskip("docx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def document(example: Report) -> Any:
    return docx.Document(io.BytesIO(word.write(example)))


def test_headings_are_headings(document: Any) -> None:
    heads = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert heads[0][0] == "Heading 1"
    assert ("Heading 2", "First & foremost") in heads
    assert ("Heading 3", "History") in heads


def test_the_marking_is_at_the_head_and_the_foot_of_each_page(document: Any) -> None:
    page = document.sections[0]
    for part in (page.header, page.footer):
        assert part.paragraphs[0].text.startswith('CONFIDENTIAL & "private" </style>')
    assert [field.text for field in page.footer._element.iter(f"{W}instrText")] == ["PAGE"]


def test_a_table_is_a_table_whose_head_comes_again_on_each_page(document: Any) -> None:
    first = document.tables[0]
    assert [len(table.rows) for table in document.tables] == [5, 3, 1]
    assert first.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert first.rows[1]._tr.trPr.find(f"{W}tblHeader") is None
    assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in first.rows)


def test_a_column_of_sentences_is_wider_than_the_others_and_the_page_is_filled(document: Any) -> None:
    widths = [column.width for column in document.tables[0].columns]
    page = document.sections[0]
    assert widths[1] == max(widths) > 2 * widths[0]
    assert abs(sum(widths) - (page.page_width - page.left_margin - page.right_margin)) < 10_000
    assert page.page_width > page.page_height


def test_what_a_paper_says_is_text_and_visible(document: Any) -> None:
    assert document.tables[0].cell(1, 1).text == clean(HOSTILE)
    assert document.tables[0].cell(1, 3).text == "31 Oct 2023"
    assert document.tables[0].cell(1, 5).text == "Q1 1, Q3 3; target 2"


def test_a_rating_is_a_word_and_a_shade(document: Any) -> None:
    cell = document.tables[0].cell(1, 4)
    assert cell.text == "red"
    assert cell._tc.tcPr.find(f"{W}shd").get(f"{W}fill") == word.SHADES["red"]


def test_the_same_report_is_the_same_file(example: Report) -> None:
    import zipfile

    one, other = (zipfile.ZipFile(io.BytesIO(word.write(example))) for _ in range(2))
    assert {name: one.read(name) for name in one.namelist()} == {
        name: other.read(name) for name in other.namelist()
    }


def test_without_its_library_the_extra_is_named(example: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r"slough-tui\[word\]"):
        word.write(example)
