"""A report as a Word file: real headings, tables whose header row comes again on each page, the marking in the header.

Needs the extra `word` (python-docx).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from slough_tui.errors import MissingExtraError
from slough_tui.model.report import Chart, ReportTable
from slough_tui.model.safe_text import clean
from slough_tui.report.writers.values import sources, subtitle, text_of

if TYPE_CHECKING:
    from slough_tui.model.report import Heading, Part, Report

SHADES = {"red": "FBDCD9", "amber": "FFE9B8", "green": "D5EFD8", "complete": "DBE6F5"}
HEAD = "F2F4F7"
WIDE, NARROW = 3.0, 1.0
"""Shares of the page's width that a column of sentences and any other gets."""


def write(report: Report) -> bytes:
    """The whole report, on A4 landscape. MissingExtraError without python-docx."""
    try:
        import docx
    except ImportError as missing:
        raise MissingExtraError(
            "writing Word needs python-docx, which is not installed", hint="pip install 'slough-tui[word]'"
        ) from missing
    document = docx.Document()
    _page(document)
    _margins(document, report)
    _properties(document, report)
    document.add_heading(clean(report.title), level=1)
    if subtitle(report):
        document.add_paragraph(clean(subtitle(report)))
    for section in report.sections:
        document.add_heading(clean(section.heading), level=section.level)
        for part in section.parts:
            _part(document, part)
    for title, lines in (("Notes", report.notes), ("Sources", sources(report))):
        if lines:
            document.add_heading(title, level=2)
            _points(document, lines)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _page(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(15)
    page.top_margin = page.bottom_margin = Mm(18)
    for name in (
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Caption",
    ):  # the template's blue is too pale for small print
        document.styles[name].font.color.rgb = RGBColor(0x1B, 0x1B, 0x1B)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].element.rPr.append(_element("w:lang", {"w:val": "en-GB"}))


def _margins(document: Any, report: Report) -> None:
    """The marking at the head and foot of each page, and the page's number."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    page = document.sections[0]
    head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
    for paragraph in (head, foot):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if report.marking:
        head.add_run(clean(report.marking)).bold = True
        foot.add_run(clean(report.marking)).bold = True
        foot.add_run("   ")
    foot.add_run(f"{clean(report.title)}, page ")
    run = foot.add_run()
    for kind in ("begin", None, "end"):
        if kind:
            run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))  # noqa: SLF001 - python-docx offers no fields
        else:
            code = _element("w:instrText", {"xml:space": "preserve"})
            code.text = "PAGE"
            run._r.append(code)  # noqa: SLF001


def _properties(document: Any, report: Report) -> None:
    from datetime import UTC, datetime, time

    known = document.core_properties
    known.title = clean(report.title, limit=250)
    known.author = clean(report.council, limit=250)
    known.category = clean(report.marking, limit=250)
    known.comments = ""
    known.language = "en-GB"
    if report.as_of is not None:  # the report's day, so that the same report is the same file
        known.created = known.modified = datetime.combine(report.as_of, time(), UTC)


def _part(document: Any, part: Part) -> None:
    if isinstance(part, ReportTable):
        _table(document, part)
    elif isinstance(part, str):
        document.add_paragraph(clean(part))
    else:
        _points(document, part)


def _points(document: Any, points: tuple[str, ...]) -> None:
    for point in points:
        document.add_paragraph(clean(point), style="List Bullet")


def _table(document: Any, table: ReportTable) -> None:
    caption = document.add_paragraph(style="Caption")
    caption.add_run(clean(table.caption))
    caption.paragraph_format.keep_with_next = True
    made = document.add_table(rows=0, cols=len(table.headings), style="Table Grid")
    made.autofit = False
    widths = _widths(document, table)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    _row(made, widths, table.headings, [heading.name for heading in table.headings], bold=True, head=True)
    last = len(table.rows) - 1
    for number, values in enumerate(table.rows):
        _row(made, widths, table.headings, list(values), bold=table.total and number == last)
    document.add_paragraph()


def _widths(document: Any, table: ReportTable) -> list[int]:
    page = document.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    shares = [WIDE if heading.wide else NARROW for heading in table.headings]
    return [int(room * share / sum(shares)) for share in shares]


def _row(
    made: Any,
    widths: list[int],
    headings: tuple[Heading, ...],
    values: list[Any],
    *,
    bold: bool = False,
    head: bool = False,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    row = made.add_row()
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx offers neither property
    properties.append(_element("w:cantSplit"))
    if head:
        properties.append(_element("w:tblHeader"))
    for place, (cell, heading, value, width) in enumerate(
        zip(row.cells, headings, values, widths, strict=True)
    ):
        cell.width = width
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(_text(value))
        run.font.size = Pt(8)
        run.bold = bold or place == 0
        if heading.kind == "number":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        shade = HEAD if head else SHADES.get(str(value)) if heading.kind == "rag" else None
        if shade:
            fill = {"w:val": "clear", "w:color": "auto", "w:fill": shade}
            cell._tc.get_or_add_tcPr().append(_element("w:shd", fill))  # noqa: SLF001


def _text(value: Any) -> str:
    """A chart is told by its values alone: the row names it already."""
    said = text_of(value)
    return clean(said.partition(": ")[2] or said) if isinstance(value, Chart) else clean(said)


def _element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    return made
