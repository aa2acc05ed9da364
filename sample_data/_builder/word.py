"""Papers as Word documents, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .flow import Heading, Lines, Piece
from .workbooks import MADE

if TYPE_CHECKING:
    from docx.document import Document


def document(title: str, pieces: Sequence[Piece]) -> bytes:
    """Headings, paragraphs and tables in order."""
    import docx

    paper = docx.Document()
    about = paper.core_properties
    about.title, about.author, about.last_modified_by = title, "", ""
    about.created = about.modified = MADE.replace(tzinfo=None)
    for piece in pieces:
        if isinstance(piece, Lines):
            _table(paper, piece.lines)
        elif isinstance(piece, Heading):
            paper.add_heading(piece.text, level=min(piece.level, 4))
        else:
            paper.add_paragraph(piece)
    held = io.BytesIO()
    paper.save(held)
    return _same_bytes(held.getvalue())


def _table(paper: Document, lines: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=0, cols=max(len(line) for line in lines), style="Table Grid")
    for line in lines:
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text


def _same_bytes(made: bytes) -> bytes:
    """The same archive with every member dated 1980, as far back as a zip can go."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            fixed = zipfile.ZipInfo(member.filename, date_time=(1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = member.external_attr
            new.writestr(fixed, old.read(member))
    return held.getvalue()
