"""What a file is by its content, and what to say when that is not what its name promises."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from slough_tui.errors import DocumentError

TEXTUAL = ("text", "markdown", "csv")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_SPREADSHEET_XML = re.compile(rb"urn:schemas-microsoft-com:office:(spreadsheet|word)", re.IGNORECASE)

_MAGIC = (
    (b"PAR1", "parquet", "a Parquet file"),
    (b"PARE", "encrypted-parquet", "an encrypted Parquet file"),
    (b"{\\rtf", "rtf", "a rich text file (RTF)"),
    (b"\x1f\x8b", "gzip", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z", "a 7-Zip archive"),
    (b"Rar!", "rar", "a RAR archive"),
    (b"\x89PNG", "image", "a picture (PNG)"),
    (b"\xff\xd8\xff", "image", "a picture (JPEG)"),
    (b"GIF8", "image", "a picture (GIF)"),
    (b"II*\x00", "image", "a picture (TIFF)"),
    (b"MM\x00*", "image", "a picture (TIFF)"),
    (b"SQLite format 3\x00", "sqlite", "a SQLite database"),
    (b"\x7fELF", "program", "a program"),
    (b"BZh", "bzip2", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz", "an xz archive"),
)
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted", "protected by a password"),
    ("WordDocument", "doc", "a Word file of the old kind (.doc)"),
    ("PowerPoint Document", "ppt", "a PowerPoint file of the old kind (.ppt)"),
    ("Workbook", "xls", "an Excel file of the old kind (.xls)"),
    ("Book", "xls", "an Excel file of the old kind (.xls)"),
)
_ZIP_PARTS = (
    ("xl/workbook.xml", "xlsx", "an Excel workbook"),
    ("xl/workbook.bin", "xlsb", "an Excel workbook of the binary kind (.xlsb)"),
    ("word/document.xml", "docx", "a Word document"),
    ("ppt/presentation.xml", "pptx", "a PowerPoint presentation"),
    ("content.xml", "opendocument", "an OpenDocument file (LibreOffice)"),
)
_HINTS = {
    "xlsx": "rename it to .xlsx",
    "docx": "rename it to .docx",
    "pdf": "rename it to .pdf",
    "parquet": "rename it to .parquet",
    "text": "rename it to .csv if it is a table, else to .txt",
    "encrypted": "open it with the password and save it without",
    "encrypted-parquet": "save it without encryption",
    "doc": "open it in Word and save it as .docx",
    "rtf": "open it in Word and save it as .docx",
    "xls": "open it in Excel and save it as .xlsx",
    "xlsb": "open it in Excel and save it as .xlsx",
    "excel-xml": "open it in Excel and save it as .xlsx",
    "html": "open it in Excel or Word and save it as .xlsx or .docx",
    "pptx": "save it as a PDF",
    "ppt": "save it as a PDF",
    "opendocument": "save it as .xlsx or .docx",
    "image": "it must be read by OCR first",
    "ole": "save it as .xlsx or .docx",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a file looks like: `format` is a reader's name where one reads it, `label` says it to people."""

    format: str
    label: str

    @property
    def is_text(self) -> bool:
        """Whether it is no known binary format."""
        return self.format == "text"


def look_at(data: bytes) -> Look:
    """What the bytes look like. The first 4 KB tell text from the rest; a zip or OLE file is searched whole."""
    if data.startswith(_ZIP):
        return _look_into_zip(data)
    if data.startswith(_OLE):
        return _look_into_ole(data)
    for magic, kind, label in _MAGIC:
        if data.startswith(magic):
            return Look(kind, label)
    if b"%PDF-" in data[:1024] and _opens_binary(data):
        return Look("pdf", "a PDF")
    if _HTML.match(data[:4096]):
        return Look("html", "a web page (HTML)")
    if data[:256].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml") and _SPREADSHEET_XML.search(
        data[:4096]
    ):
        return Look("excel-xml", "an Office file of the XML kind of 2003")
    return Look("text", "text")


def _opens_binary(data: bytes) -> bool:
    """A text that only speaks of `%PDF-` is no PDF: the mark opens a line."""
    return bool(re.search(rb"(?:^|[\r\n])[^\r\n]{0,16}%PDF-\d", data[:1024]))


def _look_into_zip(data: bytes) -> Look:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return Look("broken-zip", "a damaged zip archive")
    for part, kind, label in _ZIP_PARTS:
        if part in names:
            return Look(kind, label)
    return Look("zip", "a zip archive")


def _look_into_ole(data: bytes) -> Look:
    for stream, kind, label in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return Look(kind, label)
    return Look("ole", "an Office file of an old kind")


def check_look(look: Look, wanted: str, *, suffix: str, name: str) -> None:
    """Refuse a file that is not what its name says. Raises DocumentError naming both and what to do.

    `wanted` is the reader that the name asks for. Text under a text's name is that name's business (a CSV
    may be called .txt); everything else must be what it is called.
    """
    if look.format == wanted or (look.is_text and wanted in TEXTUAL):
        return
    if look.format == "encrypted":
        raise DocumentError("it is protected by a password", where=name, hint=_HINTS["encrypted"])
    if look.format == "broken-zip" and wanted in {"xlsx", "docx"}:
        raise DocumentError("it is damaged or was cut short", where=name, hint="fetch or save it again")
    hint = _HINTS.get(
        look.format, "give the file its right ending, or save it as .xlsx, .docx, .pdf, .csv or .txt"
    )
    raise DocumentError(f"it is called {suffix} and looks like {look.label}", where=name, hint=hint)


def refuse_unknown(look: Look, *, suffix: str, name: str) -> DocumentError:
    """The one line for a file that no reader reads."""
    hint = _HINTS.get(look.format, "save it as .xlsx, .docx, .pdf, .csv, .md or .txt")
    ending = f"files called {suffix}" if suffix else "files without an ending"
    return DocumentError(
        f"there is no reader for {ending} that look like {look.label}", where=name, hint=hint
    )
