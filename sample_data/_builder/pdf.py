"""Papers as PDF with ruled tables, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from .flow import Heading, Lines, Piece

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

BODY, BOLD = "Vera", "VeraBd"
LOOK_ALIKES = {"\u03a5": "Y", "\u0420": "P"}
"""Greek and Cyrillic letters of the tracker, drawn with the Latin letter that they look like.

The font that reportlab brings has no such letters. The PDF still says which letter is meant, and a reader
that takes the text out of it gets that letter.
"""


def document(title: str, pieces: Sequence[Piece]) -> bytes:
    """Headings, paragraphs and ruled tables; landscape if a table is wide; a page number at the foot."""
    from reportlab.lib.pagesizes import A3, A4, landscape
    from reportlab.platypus import SimpleDocTemplate

    _fonts()
    wide = any(isinstance(piece, Lines) and len(piece.lines[0]) > 6 for piece in pieces)
    size = landscape(A3) if wide else A4
    held = io.BytesIO()
    paper = SimpleDocTemplate(
        held, pagesize=size, title=title, author="", invariant=1, leftMargin=48, rightMargin=48
    )
    flow = [flowable for piece in pieces for flowable in _flowables(piece, paper.width)]
    paper.build(flow, onFirstPage=_foot, onLaterPages=_foot)
    return held.getvalue()


def _fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (BODY, BOLD):
        font = TTFont(name, f"{name}.ttf")
        for letter, double in LOOK_ALIKES.items():
            font.face.charToGlyph[ord(letter)] = font.face.charToGlyph[ord(double)]
            font.face.charWidths[ord(letter)] = font.face.charWidths[ord(double)]
        pdfmetrics.registerFont(font)


def _foot(canvas: object, paper: object) -> None:
    canvas.setFont(BODY, 8)  # type: ignore[attr-defined]
    canvas.drawCentredString(paper.pagesize[0] / 2, 28, str(paper.page))  # type: ignore[attr-defined]


def _flowables(piece: Piece, width: float) -> list[Flowable]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Spacer

    plain = ParagraphStyle("plain", fontName=BODY, fontSize=9.5, leading=12)
    if isinstance(piece, Lines):
        return [_table(piece.lines, width), Spacer(1, 12)]
    if isinstance(piece, Heading):
        size = 16 - 1.5 * piece.level
        style = ParagraphStyle("head", fontName=BOLD, fontSize=size, leading=size + 3, spaceBefore=6)
        return [Paragraph(escape(piece.text), style), Spacer(1, 10)]
    return [Paragraph(escape(piece), plain), Spacer(1, 10)]


def _table(lines: Sequence[Sequence[str]], width: float) -> Flowable:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    small = ParagraphStyle("small", fontName=BODY, fontSize=6.5, leading=8)
    cells = [[Paragraph(escape(text), small) for text in line] for line in lines]
    longest = [min(max(len(line[i]) for line in lines), 400) ** 0.5 + 3 for i in range(len(lines[0]))]
    table = Table(cells, colWidths=[width * part / sum(longest) for part in longest], repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table
