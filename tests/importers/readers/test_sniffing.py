"""A file that is not what its name says is refused in one line that says what it is and what to do."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from slough_tui.importers.readers.sniffing import look_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]
    Refused = Callable[[str, bytes | str], str]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
HTML = "<html><body><table><tr><td>Ref</td></tr></table></body></html>"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            # a ZipInfo has no time of day, which would go into the tests' names
            file.writestr(zipfile.ZipInfo(name), "<x/>")
    return out.getvalue()


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("name", "content", "says", "hint"),
    [
        ("a.xlsx", HTML, "looks like a web page (HTML)", "open it in Excel or Word"),
        ("a.xlsx", "Ref,Text\n1,a\n", "looks like text", "rename it to .csv"),
        ("a.xlsx", PDF, "looks like a PDF", "rename it to .pdf"),
        ("a.xlsx", archive("word/document.xml"), "looks like a Word document", "rename it to .docx"),
        ("a.xlsx", archive("readme"), "looks like a zip archive", ""),
        ("a.xlsx", archive("xl/workbook.bin"), "the binary kind (.xlsb)", "save it as .xlsx"),
        ("a.xlsx", archive("content.xml"), "an OpenDocument file", "save it as .xlsx or .docx"),
        ("a.xlsx", ole("Workbook"), "an Excel file of the old kind (.xls)", "save it as .xlsx"),
        ("a.xlsx", ole("EncryptedPackage"), "it is protected by a password", "open it with the password"),
        ("a.docx", ole("EncryptedPackage"), "it is protected by a password", "open it with the password"),
        ("a.docx", ole("WordDocument"), "a Word file of the old kind (.doc)", "save it as .docx"),
        ("a.docx", archive("xl/workbook.xml"), "looks like an Excel workbook", "rename it to .xlsx"),
        ("a.docx", "{\\rtf1 hello}", "a rich text file (RTF)", "save it as .docx"),
        ("a.csv", archive("xl/workbook.xml"), "looks like an Excel workbook", "rename it to .xlsx"),
        ("a.csv", archive("readme"), "looks like a zip archive", ""),
        ("a.csv", HTML, "looks like a web page (HTML)", "save it as .xlsx"),
        ("a.txt", PDF, "looks like a PDF", "rename it to .pdf"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "looks like a picture (PNG)", "OCR"),
        ("a.txt", gzip.compress(b"x", mtime=0), "looks like a gzip archive", ""),
        ("a.txt", bytes(range(256)) * 20, "it is binary, not text", "save it as text"),
        ("a.md", b"\x7fELF\x02\x01", "looks like a program", ""),
        ("a.pdf", "Just text here", "looks like text", ""),
        ("a.pdf", b"PAR1....PAR1", "looks like a Parquet file", "rename it to .parquet"),
        ("a.parquet", "a,b\n", "looks like text", "rename it to .csv"),
        ("a.parquet", b"PARE....PARE", "an encrypted Parquet file", "without encryption"),
        ("a.xls", ole("Workbook"), "no reader for files called .xls", "save it as .xlsx"),
        ("a.doc", ole("WordDocument"), "no reader for files called .doc", "save it as .docx"),
        ("a.ods", archive("content.xml"), "no reader for files called .ods", "save it as .xlsx"),
        ("a.html", HTML, "no reader for files called .html", "save it as .xlsx or .docx"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "no reader for files called .png", "OCR"),
        ("a.xlsx", b"PK\x03\x04" + bytes(200), "it is damaged or was cut short", "fetch or save it again"),
        (
            "a.docx",
            archive("word/document.xml")[:60],
            "it is damaged or was cut short",
            "fetch or save it again",
        ),
        (
            "a.xlsx",
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "of the XML kind of 2003",
            "save it as .xlsx",
        ),
    ],
)
def test_a_file_that_is_not_what_it_is_called_says_what_it_is_and_what_to_do(
    refused: Refused, name: str, content: bytes | str, says: str, hint: str
) -> None:
    message = refused(name, content)
    assert says in message
    assert hint in message


def test_text_may_go_by_the_name_of_any_text(read: Read) -> None:
    assert read("tracker.txt", "Ref,Text\n1,a\n").format == "text"
    assert read("tracker.md", "Ref\tText\n1\ta\n").format == "markdown"


def test_a_file_without_an_ending_is_read_as_what_it_looks_like(read: Read) -> None:
    assert read("paper", "Some words about the paper.\n").format == "text"


def test_the_ending_may_be_in_capitals(read: Read) -> None:
    assert read("TRACKER.CSV", "Ref,Text\n1,a\n").format == "csv"


def test_text_that_speaks_of_a_pdf_is_text() -> None:
    assert look_at(b"The header of such a file is %PDF-1.7, says the manual.\n").is_text


def test_a_pdf_may_have_a_few_bytes_before_its_mark() -> None:
    assert look_at(b"\xef\xbb\xbf\r\n%PDF-1.4\n").format == "pdf"


def test_stray_markup_inside_a_text_makes_no_web_page() -> None:
    assert look_at(b"Ref\tText\n1\t<p>done</p>\n<table>\n").is_text
