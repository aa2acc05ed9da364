"""A report as an Excel file: a sheet that tells, then a sheet per table with types, filters and a heading that stays.

Every text is written as text: what begins with `=` is no formula, and no address is live. The marking stands
in the first cell of each sheet and in the header of each printed page. Needs the extra `excel` (xlsxwriter).
"""

from __future__ import annotations

import io
import math
import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from slough_tui.errors import MissingExtraError
from slough_tui.model.report import Chart, ReportTable
from slough_tui.model.safe_text import clean
from slough_tui.report.writers.values import sources, subtitle, text_of

if TYPE_CHECKING:
    from slough_tui.model.report import Heading, Report

LONGEST = 32_767
"""Characters that a cell of Excel holds."""

HEAD_ROW = 2
"""Above the heading stand the marking and the caption."""

COLORS = {
    "red": ("#FBDCD9", "#6E0B05"),
    "amber": ("#FFE9B8", "#553C00"),
    "green": ("#D5EFD8", "#0E4716"),
    "complete": ("#DBE6F5", "#123A6D"),
}
SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
DATA = "Chart data"


def write(report: Report) -> bytes:
    """The whole report. MissingExtraError without xlsxwriter."""
    try:
        import xlsxwriter
    except ImportError as missing:
        raise MissingExtraError(
            "writing Excel needs xlsxwriter, which is not installed", hint="pip install 'slough-tui[excel]'"
        ) from missing
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, SAFE) as book:
        properties = {"title": clean(report.title, limit=250), "category": clean(report.marking, limit=250)}
        if report.as_of is not None:  # the report's day, so that the same report is the same file
            properties["created"] = datetime.combine(report.as_of, time(), UTC).replace(tzinfo=None)  # type: ignore[assignment]
        book.set_properties(properties)
        _Book(book, report).write()
    return data.getvalue()


class _Book:
    def __init__(self, book: Any, report: Report) -> None:
        self._book = book
        self._report = report
        self._names: set[str] = set()
        self._points: list[tuple[float, ...]] = []
        wrapped = {"text_wrap": True, "valign": "top"}
        self._text = book.add_format(wrapped)
        self._bold = book.add_format({**wrapped, "bold": True})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format({**wrapped, "bold": True, "bg_color": "#F2F4F7", "bottom": 1})
        self._kinds = {
            (kind, bold): book.add_format({**wrapped, **style, "bold": bold})
            for bold in (False, True)
            for kind, style in (
                ("date", {"num_format": "d mmm yyyy", "align": "left"}),
                ("whole", {"num_format": "#,##0"}),
                ("number", {"num_format": "#,##0.##"}),
            )
        }
        self._rags = {
            word: book.add_format({**wrapped, "bg_color": back, "font_color": ink, "bold": True})
            for word, (back, ink) in COLORS.items()
        }

    def write(self) -> None:
        """All sheets; the values behind the small charts come last."""
        self._about()
        for section in self._report.sections:
            for part in section.parts:
                if isinstance(part, ReportTable):
                    self._table(part)
        if self._points:
            sheet = self._sheet(DATA)
            for row, points in enumerate(self._points):
                sheet.write_row(row, 0, points)

    def _sheet(self, wanted: str) -> Any:
        name = self._name(wanted)
        sheet = self._book.add_worksheet(name)
        said = f"&C&B{_in_header(self._report.marking)}" if self._report.marking else ""
        sheet.set_header(said)
        sheet.set_footer(f"{said}&RPage &P of &N")
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _name(self, wanted: str) -> str:
        """A name that Excel takes: at most 31 characters, no brackets, slashes or wildcards, each once whatever its case."""
        plain = re.sub(r"[\[\]:*?/\\]", " ", clean(wanted)).strip().strip("'") or "Table"
        if plain.lower() == "history":  # Excel keeps this name for itself
            plain = "History of records"
        name = plain[:31].strip().strip("'")
        number = 1
        while name.lower() in self._names:
            number += 1
            name = f"{plain[: 31 - len(f' ({number})')].strip()} ({number})"
        self._names.add(name.lower())
        return name

    def _about(self) -> None:
        report, sheet = self._report, self._sheet("Report")
        sheet.set_column(0, 0, 110)
        lines: list[tuple[str, Any]] = [(report.marking, self._bold), (report.title, self._title)]
        lines.append((subtitle(report), self._text))
        for section in report.sections:
            texts = [part for part in section.parts if not isinstance(part, ReportTable)]
            captions = [part.caption for part in section.parts if isinstance(part, ReportTable)]
            lines.append((section.heading, self._bold))
            for text in texts:
                lines += [(one, self._text) for one in ((text,) if isinstance(text, str) else text)]
            lines += [(f"Table: {caption}", self._text) for caption in captions]
        for title, several in (("Notes", report.notes), ("Sources", sources(report))):
            if several:
                lines += [(title, self._bold), *((one, self._text) for one in several)]
        for row, (text, style) in enumerate(line for line in lines if line[0]):
            sheet.write_string(row, 0, clean(text)[:LONGEST], style)

    def _table(self, table: ReportTable) -> None:
        sheet = self._sheet(table.caption)
        if self._report.marking:
            sheet.write_string(0, 0, clean(self._report.marking), self._bold)
        sheet.write_string(1, 0, clean(table.caption)[:LONGEST], self._title)
        for column, heading in enumerate(table.headings):
            sheet.write_string(HEAD_ROW, column, clean(heading.name)[:LONGEST], self._head)
            sheet.set_column(column, column, _width(table, column))
        last = len(table.rows) - 1
        for number, row in enumerate(table.rows):
            bold = table.total and number == last
            for column, (heading, value) in enumerate(zip(table.headings, row, strict=True)):
                self._cell(sheet, HEAD_ROW + 1 + number, column, heading, value, bold=bold)
        sheet.freeze_panes(HEAD_ROW + 1, 1)
        sheet.repeat_rows(0, HEAD_ROW)
        filtered = len(table.rows) - (1 if table.total else 0)
        if filtered > 0:
            sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + filtered, len(table.headings) - 1)

    def _cell(self, sheet: Any, row: int, column: int, heading: Heading, value: Any, *, bold: bool) -> None:
        plain = self._bold if bold or column == 0 else self._text
        if value is None:
            return
        if isinstance(value, date) and value.year >= 1900:  # Excel's calendar begins there
            sheet.write_datetime(row, column, value, self._kinds["date", bold])
        elif isinstance(value, int | float) and not isinstance(value, bool):
            if math.isfinite(value):
                kind = "whole" if float(value).is_integer() else "number"
                sheet.write_number(row, column, value, self._kinds[kind, bold])
        elif isinstance(value, Chart):
            self._chart(sheet, row, column, value)
        else:
            style = self._rags.get(str(value), plain) if heading.kind == "rag" else plain
            sheet.write_string(row, column, clean(text_of(value))[:LONGEST], style)

    def _chart(self, sheet: Any, row: int, column: int, chart: Chart) -> None:
        points = tuple(point for point in chart.points if point is not None and math.isfinite(point))
        if not points:
            return
        self._points.append(points)
        line = len(self._points)
        end = _letters(len(points))
        sheet.add_sparkline(
            row, column, {"range": f"'{DATA}'!A{line}:{end}{line}", "markers": True, "last_point": True}
        )


def _letters(number: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    said = ""
    while number:
        number, rest = divmod(number - 1, 26)
        said = chr(65 + rest) + said
    return said


def _in_header(text: str) -> str:
    """Text in a page header, where `&` is a command, a digit after one a size, and 255 characters are the most."""
    return " " + clean(text)[:100].replace("&", "&&")


def _width(table: ReportTable, column: int) -> float:
    """Characters: as wide as its contents, within reason; sentences are wrapped."""
    heading = table.headings[column]
    if heading.kind == "chart":
        return 22
    longest = max((len(text_of(row[column])) for row in table.rows), default=0)
    most = 60 if heading.wide else 32
    return float(min(max(longest + 2, len(heading.name) + 3, 8), most))
