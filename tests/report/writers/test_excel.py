"""The Excel file, opened again: types, filters, headings that stay, and no formula that a paper brought."""

from __future__ import annotations

import io
import sys
import warnings
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import MissingExtraError
from slough_tui.model.safe_text import clean
from slough_tui.report.writers import excel
from tests.report.conftest import HOSTILE

if TYPE_CHECKING:
    from slough_tui.model.report import Report

openpyxl = pytest.importorskip("openpyxl")
MARKING = 'CONFIDENTIAL & "private" </style>'


@pytest.fixture(scope="module")
def data(example: Report) -> bytes:
    return excel.write(example)


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    with warnings.catch_warnings(action="ignore"):  # it knows no sparklines, and says so
        return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def sheet(book: Any) -> Any:
    return book.worksheets[1]


def test_a_sheet_that_tells_and_one_per_table(book: Any) -> None:
    names = book.sheetnames
    assert names[0] == "Report"
    assert names[1].startswith("Caption  1")
    assert names[2:] == ["History of records", "History of records (2)", "Chart data"]
    assert all(len(name) <= 31 for name in names)
    told = [cell.value for cell in book["Report"]["A"]]
    assert told[0] == MARKING
    assert {"1. not a list", "A note.", "Words."} <= set(told)


def test_values_keep_their_types(sheet: Any) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[0][:5] == ["10", clean(HOSTILE), 1234, datetime(2023, 10, 31), "red"]
    assert rows[1][2:5] == [-2.5, None, "complete"]
    assert rows[2][3] == "1 Jan 1895"  # before Excel's calendar: as text
    assert rows[3][:3] == ["Totals", None, 1231.5]
    assert sheet.cell(4, 4).number_format == "d mmm yyyy"
    assert sheet.cell(4, 3).number_format == "#,##0"


def test_no_cell_is_a_formula_or_a_link(book: Any, data: bytes) -> None:
    for sheet in book.worksheets:
        assert not sheet._hyperlinks
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f"]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert not [one for one in sheets if b"<f>" in one]


def test_headings_stay_and_filters_leave_the_total_out(sheet: Any) -> None:
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:F6"
    assert sheet.print_title_rows == "$1:$3"


def test_the_marking_is_on_each_sheet_and_each_printed_page(book: Any) -> None:
    for sheet in book.worksheets[:4]:
        assert sheet["A1"].value == MARKING
        assert "CONFIDENTIAL" in sheet.oddHeader.center.text
        assert "CONFIDENTIAL" in sheet.oddFooter.center.text
        assert sheet.page_setup.paperSize == 9


def test_columns_are_wide_enough_and_not_wider_than_a_page(sheet: Any) -> None:
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEF"]
    assert widths[1] == max(widths)
    assert all(8 <= width <= 61 for width in widths)


def test_charts_are_small_lines_over_their_values(book: Any, data: bytes) -> None:
    assert [[cell.value for cell in row] for row in book["Chart data"].iter_rows()] == [
        [1, 3],
        [5, 4],
        [1, 3],
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        text = b"".join(parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)
    assert text.count(b"<x14:sparkline>") == 3


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_columns_have_their_letters(number: int, letters: str) -> None:
    assert excel._letters(number) == letters


def test_the_same_report_is_the_same_file(example: Report, data: bytes) -> None:
    assert excel.write(example) == data


def test_without_its_library_the_extra_is_named(example: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"slough-tui\[excel\]"):
        excel.write(example)
