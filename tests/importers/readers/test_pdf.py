"""PDFs made by reportlab, and PDFs made to be wrong."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from slough_tui.importers.readers.pdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]
    Refused = Callable[[str, bytes | str], str]
    Tables = Callable[[Document], list[list[list[str]]]]
    Outline = Callable[[Document], list[tuple[str, str]]]

STYLES = getSampleStyleSheet()
PROSE = (
    "The committee agreed that the plan be noted and that a further report be brought to its next meeting. "
)


def ruled(rows: list[list[str]], *, widths: list[int] | None = None) -> Any:
    cells = [[Paragraph(cell, STYLES["BodyText"]) for cell in row] for row in rows]
    table = Table(cells, colWidths=widths, repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    return table


def made(*parts: Any, head: str = "", foot: str = "") -> bytes:
    def margins(canvas: Any, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        if head:
            canvas.drawString(72, 815, head)
        if foot:
            canvas.drawCentredString(297, 20, foot.format(document.page))

    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(list(parts), onFirstPage=margins, onLaterPages=margins)
    return out.getvalue()


def prose(text: str) -> Any:
    return Paragraph(text, STYLES["BodyText"])


def title(text: str) -> Any:
    return Paragraph(text, STYLES["Heading2"])


def test_a_ruled_table_stands_between_the_text_above_and_below_it(
    read: Read, outline: Outline, tables: Tables
) -> None:
    rows = [["Ref", "Text", "Lead"], ["0.10", "Do this", "AB"], ["0.20", "Do that", ""]]
    document = read(
        "a.pdf", made(title("Progress Summary"), prose("It was agreed."), ruled(rows), prose("It is done."))
    )
    assert outline(document) == [
        ("heading", "Progress Summary"),
        ("paragraph", "It was agreed."),
        ("table", "Ref | Text | Lead"),
        ("paragraph", "It is done."),
    ]
    assert tables(document) == [rows]


def test_text_broken_over_lines_and_in_cells_reads_as_written(
    read: Read, outline: Outline, tables: Tables
) -> None:
    long = (PROSE * 3).strip()
    document = read(
        "a.pdf", made(prose(long), prose(PROSE), ruled([["Ref", "Text"], ["1", long]], widths=[50, 200]))
    )
    assert outline(document)[:2] == [("paragraph", long), ("paragraph", PROSE.strip())]
    assert tables(document)[0][1] == ["1", long]


def test_entries_of_a_list_stand_apart(read: Read) -> None:
    document = read(
        "a.pdf", made(*(prose(f"{n}. {PROSE}") for n in range(1, 4)), prose("- one"), prose("- two"))
    )
    assert [block.marker for block in document.blocks] == ["1.", "2.", "3.", "-", "-"]


def test_pages_are_real_and_their_margins_furniture(read: Read, outline: Outline) -> None:
    parts = [
        part for n in range(1, 4) for part in (prose(f"Page {n} says something of its own."), PageBreak())
    ]
    document = read("a.pdf", made(*parts, head="Council papers", foot="Page {} of 3"))
    assert outline(document)[:3] == [
        ("furniture", "Council papers"),
        ("paragraph", "Page 1 says something of its own."),
        ("furniture", "Page 1 of 3"),
    ]
    assert [b.cell.place.page for b in document.blocks if b.kind.value == "paragraph"] == [1, 2, 3]
    assert {b.text for b in document.blocks if b.kind.value == "furniture"} == {
        "Council papers",
        "Page 1 of 3",
        "Page 2 of 3",
        "Page 3 of 3",
    }


def test_lone_numbers_in_the_margin_are_page_numbers(read: Read, outline: Outline) -> None:
    document = read("a.pdf", made(prose("Something is said here."), foot="{}"))
    assert outline(document) == [("paragraph", "Something is said here."), ("furniture", "1")]


def test_a_table_over_two_pages_is_two_tables_with_their_header(read: Read, tables: Tables) -> None:
    rows = [["Ref", "Text"], *([str(n), PROSE] for n in range(60))]
    document = read("a.pdf", made(ruled(rows, widths=[50, 300])))
    found = tables(document)
    assert len(found) > 1
    assert all(table[0] == ["Ref", "Text"] for table in found)
    assert [row[0] for table in found for row in table[1:]] == [str(n) for n in range(60)]
    assert [b.cell.place.page for b in document.blocks] == list(range(1, len(found) + 1))


def test_spanned_cells_are_blank_beside_their_text(read: Read, tables: Tables) -> None:
    table = Table([["Ref", "RAG", ""], ["", "Now", "Trend"], ["1", "G", "up"]])
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("SPAN", (1, 0), (2, 0)),
                ("SPAN", (0, 0), (0, 1)),
            ]
        )
    )
    assert tables(read("a.pdf", made(table))) == [
        [["Ref", "RAG", ""], ["", "Now", "Trend"], ["1", "G", "up"]]
    ]


def test_a_frame_around_a_text_is_no_table(read: Read, outline: Outline) -> None:
    assert outline(read("a.pdf", made(ruled([["Only a framed remark, as it seems."]])))) == [
        ("paragraph", "Only a framed remark, as it seems."),
    ]


def test_progress_tells_the_pages() -> None:
    told: list[tuple[int, int]] = []
    data = made(prose("One."), PageBreak(), prose("Two."))
    PdfReader().read(data, name="a.pdf", sha256="", progress=lambda *p: told.append(p))
    assert told == [(1, 2), (2, 2)]


# ---------------------------------------------------------------- bad input


def scan(*, pages: int = 1) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("L", (50, 50), 128)), 72, 72, 400, 600)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_scan_is_refused(refused: Refused) -> None:
    assert refused("a.pdf", scan()) == "a.pdf: there is no text in it: it is a scan; run OCR over it first"


def test_a_scanned_page_among_others_is_noted(read: Read) -> None:
    writer = pypdf.PdfWriter()
    for data in (made(prose("There is text on this one.")), scan()):
        writer.append(io.BytesIO(data))
    out = io.BytesIO()
    writer.write(out)
    assert read("a.pdf", out.getvalue()).notes["pages without text"] == "2"


def locked(user: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(made(prose("Something is said here."))))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_with_a_password_is_refused(refused: Refused) -> None:
    assert refused("a.pdf", locked("secret")) == (
        "a.pdf: it is protected by a password; open it with the password and save it without"
    )


def test_a_pdf_that_only_forbids_changes_is_read(read: Read, outline: Outline) -> None:
    assert outline(read("a.pdf", locked(""))) == [("paragraph", "Something is said here.")]


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_a_pdf_cut_short_is_refused(refused: Refused, share: float) -> None:
    data = made(*(prose(f"{n} {PROSE}") for n in range(100)))
    message = refused("a.pdf", data[: int(len(data) * share)])
    assert "it is damaged, or no PDF" in message or "there is no text in it" in message


def test_a_damaged_page_is_named(refused: Refused) -> None:
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(made(prose("One."), PageBreak(), prose("Two."))))
    out = io.BytesIO()
    writer.write(out)
    data = out.getvalue()
    start = data.rindex(b"stream\n", 0, data.rindex(b"endstream")) + 7
    assert refused("a.pdf", data[:start] + b"\xff" * 20 + data[start + 20 :]).startswith(
        "a.pdf: its page 2 is damaged"
    )


def test_a_pdf_of_nothing_but_its_mark_is_refused(refused: Refused) -> None:
    assert "it is damaged, or no PDF" in refused("a.pdf", b"%PDF-1.7\n%%EOF\n")


def test_a_damaged_pdf_prints_nothing(refused: Refused, capfd: pytest.CaptureFixture[str]) -> None:
    data = made(*(prose(f"{n} {PROSE}") for n in range(20)))
    refused("a.pdf", data[: len(data) // 2])
    assert capfd.readouterr() == ("", "")
    assert not logging.getLogger("pdfminer").isEnabledFor(logging.WARNING)


NARROW = [
    ["Ref", "Committee date", "Due", "What", "RAG"],
    ["HS01", "2 Feb 2025", "30/06/2025", "Count the homes and tell the committee of them", "A"],
    ["HS12", "3 Mar 2025", "1 May 2025", "Paint them green 12 33", "G"],
]


def test_words_that_a_narrow_column_broke_are_whole_again(read: Read, tables: Tables) -> None:
    document = read("narrow.pdf", made(ruled(NARROW, widths=[35, 60, 60, 200, 29])))
    (table,) = tables(document)
    assert [[" ".join(cell.split()) for cell in row] for row in table] == NARROW
    broken = {m.now for m in document.mendings if m.what == "broken word"}
    assert {"HS01", "30/06/2025"} <= broken
    assert not any("May" in now or "Paint" in now for now in broken)


def test_words_and_numbers_that_stand_under_each_other_stay_apart(read: Read, tables: Tables) -> None:
    rows = [["Number", "Area", "Note"], ["12<br/>13", "North<br/>is", "Cabinet<br/>decision"]]
    document = read("apart.pdf", made(ruled(rows, widths=[80, 80, 80])))
    (table,) = tables(document)
    assert table[1] == ["12 13", "North is", "Cabinet decision"]
    assert not document.mendings
