"""A report as Markdown: headings, pipe tables, and every text of a paper as nothing but text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.model.report import ReportTable
from slough_tui.report.findings.markdown import cell
from slough_tui.report.writers.values import sources, subtitle, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.model.report import Part, Report

_OPENS = re.compile(r"^(\s*)([-+>=~]|\d+[.)])")
"""What would make a list, a quotation or a rule of a line that begins with it."""


def write(report: Report) -> str:
    """The whole report. The marking stands first and last: a text has no pages to stand on."""
    lines = list(_lines(report))
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join([*lines, ""])


def _lines(report: Report) -> Iterator[str]:
    if report.marking:
        yield from (f"**{cell(report.marking)}**", "")
    yield from (f"# {cell(report.title)}", "")
    if subtitle(report):
        yield from (_line(subtitle(report)), "")
    for section in report.sections:
        yield from (f"{'#' * section.level} {_line(section.heading)}", "")
        for part in section.parts:
            yield from _part(part)
    if report.notes:
        yield from ("## Notes", "")
        yield from (f"- {_line(note)}" for note in report.notes)
        yield ""
    if report.sources:
        yield from ("## Sources", "")
        yield from (f"- {_line(source)}" for source in sources(report))
        yield ""
    if report.marking:
        yield f"**{cell(report.marking)}**"


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, ReportTable):
        yield from _table(part)
    elif isinstance(part, str):
        yield _line(part)
    else:
        yield from (f"- {_line(point)}" for point in part)
    yield ""


def _line(text: str) -> str:
    return _OPENS.sub(r"\1\\\2", cell(text)) if not text[:1].isdigit() else _numbered(cell(text))


def _numbered(safe: str) -> str:
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", safe)


def _table(table: ReportTable) -> Iterator[str]:
    yield from (f"**{cell(table.caption)}**", "")
    yield f"| {' | '.join(cell(heading.name) for heading in table.headings)} |"
    rules = ("---:" if heading.kind == "number" else "---" for heading in table.headings)
    yield f"| {' | '.join(rules)} |"
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        cells = [cell(text_of(value)) for value in row]
        if table.total and number == last:
            cells = [f"**{text}**" if text else "" for text in cells]
        yield f"| {' | '.join(cells)} |"
