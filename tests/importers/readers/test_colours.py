"""Ratings told by colour alone, in a workbook, in Word and in a PDF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from slough_tui.importers.readers.colours import word_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]
    Tables = Callable[[Document], list[list[list[str]]]]

HEAD = ["Ref", "Action", "RAG", "Update"]
ROWS = [("A1", "00B050"), ("A2", "FF0000"), ("A3", "FFC000"), ("A4", "FFFFFF")]
WANTED = ["Green", "Red", "Amber", ""]


def workbook(shaded: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    for ref, colour in ROWS:
        sheet.append([ref, "Do it well", None, None])
        fill = PatternFill("solid", fgColor=colour)
        for column in range(1 if shaded else 3, 5):
            sheet.cell(sheet.max_row, column).fill = fill
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word() -> bytes:
    document = docx.Document()
    table = document.add_table(rows=0, cols=4)
    for cells, colour in [(HEAD, "CCCCFF"), *(([ref, "Do it well", "", ""], colour) for ref, colour in ROWS)]:
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
        shade = OxmlElement("w:shd")
        shade.set(qn("w:fill"), colour)
        row.cells[2]._tc.get_or_add_tcPr().append(shade)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf() -> bytes:
    table = Table([HEAD, *([ref, "Do it well", "", ""] for ref, _ in ROWS)])
    fills = [
        ("BACKGROUND", (2, at), (2, at), colors.HexColor(f"#{colour}"))
        for at, (_, colour) in enumerate(ROWS, 1)
    ]
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *fills]))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([table])
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "made"), [("a.xlsx", workbook), ("a.docx", word), ("a.pdf", pdf)], ids=["xlsx", "docx", "pdf"]
)
def test_a_blank_cell_under_a_rating_tells_it_by_its_colour(
    read: Read, tables: Tables, name: str, made: Callable[[], bytes]
) -> None:
    document = read(name, made())
    (table,) = tables(document)
    assert table[0] == HEAD
    assert [row[2] for row in table[1:]] == WANTED
    assert {row[3] for row in table[1:] if len(row) > 3} <= {""}
    assert [m.now for m in document.mendings if m.what == "colour"] == ["Green", "Red", "Amber"]


def test_a_row_that_is_shaded_all_over_tells_no_rating(read: Read, tables: Tables) -> None:
    document = read("a.xlsx", workbook(shaded=True))
    (table,) = tables(document)
    assert {row[2] for row in table[1:] if len(row) > 2} <= {""}
    assert not document.mendings


def test_a_colour_of_the_theme_is_known(read: Read, tables: Tables) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append(["A1", "Do it well", None, "Done"])
    sheet.cell(2, 3).fill = PatternFill("solid", fgColor=Color(theme=9))
    out = io.BytesIO()
    book.save(out)
    (table,) = tables(read("a.xlsx", out.getvalue()))
    assert table[1] == ["A1", "Do it well", "Green", "Done"]


@pytest.mark.parametrize(
    ("rgb", "word"),
    [
        ("FF0000", "Red"), ("FFC7CE", "Red"), ("C00000", "Red"), ("FFC000", "Amber"), ("FFFF00", "Amber"), ("FFEB9C", "Amber"),
        ("00B050", "Green"), ("FF92D050", "Green"), ("C6EFCE", "Green"), ("0070C0", "Blue"), ("7030A0", None),
        ("FFFFFF", None), ("000000", None), ("BFBFBF", None), ("auto", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_colours_have_words(rgb: str | None, word: str | None) -> None:
    assert word_of(rgb) == word
