"""The same tracker in all eight formats is the same headings and the same table."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]
    Tables = Callable[[Document], list[list[list[str]]]]

TITLE = "Scrutiny Recommendation Tracker"
ROWS = [
    ["Ref", "Committee Date", "Recommendation", "Response", "Accepted"],
    ["0.10", "2023-01-31", "That the council’s plan for housing be reviewed; the cost is £5,000.", "Y", "Y"],
    ["0.20", "2023-02-01", "Ensure that officers report on café licences | quarterly.", "", "P"],
    ["0.30", "2023-02-01", "Set out how many of the 45 actions are done, and by whom.", "", ""],
]


def as_text() -> bytes:
    return "\n".join([TITLE, "", *("\t".join(row) for row in ROWS), ""]).encode()


def as_markdown() -> bytes:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in ROWS]
    return "\n".join([f"# {TITLE}", "", lines[0], "|---" * 5 + "|", *lines[1:], ""]).encode()


def as_csv(separator: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([[TITLE, "", "", "", ""], [], *ROWS])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    from datetime import date

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", TITLE)
        sheet.write_row("A3", ROWS[0])
        for at, (ref, on, *rest) in enumerate(ROWS[1:], start=3):
            sheet.write_number(at, 0, float(ref), book.add_format({"num_format": "0.00"}))
            sheet.write_datetime(at, 1, date.fromisoformat(on), book.add_format({"num_format": "dd/mm/yyyy"}))
            sheet.write_row(at, 2, rest)
    return out.getvalue()


def as_docx() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for at, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            table.cell(at, column).text = cell
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf() -> bytes:
    styles = getSampleStyleSheet()
    cells = [[Paragraph(cell, styles["BodyText"]) for cell in row] for row in ROWS]
    table = Table(cells, colWidths=[40, 90, 300, 70, 70])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A4)).build([Paragraph(TITLE, styles["Heading1"]), table])
    return out.getvalue()


def as_parquet() -> bytes:
    from datetime import date

    columns: dict[str, list[Any]] = {
        name: [row[i] or None for row in ROWS[1:]] for i, name in enumerate(ROWS[0])
    }
    columns["Committee Date"] = [date.fromisoformat(value) for value in columns["Committee Date"]]
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    "t.txt": as_text,
    "t.md": as_markdown,
    "t.csv": as_csv,
    "t.tsv": lambda: as_csv("\t"),
    "t.xlsx": as_xlsx,
    "t.docx": as_docx,
    "t.pdf": as_pdf,
    "t.parquet": as_parquet,
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_tracker_gives_the_same_table(read: Read, tables: Tables, name: str) -> None:
    assert tables(read(name, FORMATS[name]())) == [ROWS]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "t.parquet"])
def test_its_title_is_a_heading_right_above_the_table(read: Read, name: str) -> None:
    blocks = read(name, FORMATS[name]()).blocks
    at = next(i for i, block in enumerate(blocks) if block.kind.value == "table")
    assert (blocks[at - 1].kind.value, blocks[at - 1].text) == ("heading", TITLE)
