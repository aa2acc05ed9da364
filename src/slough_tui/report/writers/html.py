"""A report as one HTML file: accessible, printable on A4, and sealed: a policy in its head lets nothing be fetched.

The marking stands at the top of the screen and, by page-margin boxes, at the top and the foot of each printed page.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.model.report import Chart, ReportTable
from slough_tui.model.safe_text import clean
from slough_tui.report.writers.svg import svg
from slough_tui.report.writers.values import sources, subtitle, text_of

if TYPE_CHECKING:
    from slough_tui.model.report import Heading, Part, Report

RAGS = {"red", "amber", "green", "complete"}
SORTABLE = 3
"""Rows from which on it is of use to sort a table."""


def write(report: Report) -> str:
    """The whole report."""
    style = _asset("report.css") + _page_boxes(report)
    script = _asset("report.js")
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    title = _safe(report.title)
    head = [
        "<!doctype html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}{_safe(f' ({report.marking})') if report.marking else ''}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#report">Skip to the report</a>',
        "<header>",
    ]
    if report.marking:
        head.append(f'<p class="marking">{_safe(report.marking)}</p>')
    head += [f"<h1>{title}</h1>", f"<p>{_safe(subtitle(report))}</p>", "</header>"]
    tail = [
        "</main>",
        *_footer(report),
        '<p id="said" class="quiet" role="status" aria-live="polite"></p>',
        f"<script>{script}</script>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join([*head, *_contents(report), '<main id="report">', *_sections(report), *tail])


@cache
def _asset(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _page_boxes(report: Report) -> str:
    """What each printed page says in its margins. Every character that is not a letter or digit is escaped."""
    boxes = [
        '@bottom-right{content:"Page " counter(page) " of " counter(pages)}',
        f'@bottom-left{{content:"{_css(report.title)}"}}',
    ]
    if report.marking:
        boxes.append(f'@top-center{{content:"{_css(report.marking)}";font-weight:bold}}')
        boxes.append(f'@bottom-center{{content:"{_css(report.marking)}";font-weight:bold}}')
    return f"@page{{{''.join(boxes)}}}\n"


def _css(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in clean(text, limit=120))


def _safe(text: str) -> str:
    return escape(clean(text))


def _key(number: int) -> str:
    return f"part-{number}"


def _contents(report: Report) -> list[str]:
    chapters = [(n, section) for n, section in enumerate(report.sections, start=1) if section.level == 2]
    if len(chapters) < 3:
        return []
    links = [f'<li><a href="#{_key(n)}">{_safe(section.heading)}</a></li>' for n, section in chapters]
    return ['<nav aria-label="Contents"><ol>', *links, "</ol></nav>"]


def _sections(report: Report) -> list[str]:
    lines: list[str] = []
    for number, section in enumerate(report.sections, start=1):
        tag = f"h{section.level}"
        lines.append("<section>")
        lines.append(f'<{tag} id="{_key(number)}">{_safe(section.heading)}</{tag}>')
        for place, part in enumerate(section.parts, start=1):
            lines += _part(part, f"{_key(number)}-{place}")
        lines.append("</section>")
    return lines


def _part(part: Part, key: str) -> list[str]:
    if isinstance(part, ReportTable):
        return _table(part, key)
    if isinstance(part, str):
        return [f"<p>{_safe(part)}</p>"]
    return ["<ul>", *(f"<li>{_safe(point)}</li>" for point in part), "</ul>"]


def _table(table: ReportTable, key: str) -> list[str]:
    """A wide table scrolls in a box of its own, which the keyboard can reach."""
    rows = list(table.rows)
    total = rows.pop() if table.total and rows else None
    sorts = ' class="sortable"' if len(rows) >= SORTABLE else ""
    lines = [f'<div class="scroll" role="group" tabindex="0" aria-labelledby="{key}">', f"<table{sorts}>"]
    lines.append(f'<caption id="{key}">{_safe(table.caption)}</caption>')
    heads = "".join(
        f'<th scope="col" class="{_class(heading)}">{_safe(heading.name)}</th>' for heading in table.headings
    )
    lines += [f"<thead><tr>{heads}</tr></thead>", "<tbody>"]
    lines += [_row(table, row) for row in rows]
    lines.append("</tbody>")
    if total is not None:
        lines.append(f"<tfoot>{_row(table, total)}</tfoot>")
    return [*lines, "</table>", "</div>"]


def _row(table: ReportTable, row: tuple[Any, ...]) -> str:
    cells = []
    for place, (heading, value) in enumerate(zip(table.headings, row, strict=True)):
        tag, scope = ("th", ' scope="row"') if place == 0 else ("td", "")
        key = _sort_key(value)
        kept = f' data-sort="{escape(key)}"' if key else ""
        cells.append(f'<{tag}{scope} class="{_class(heading, value)}"{kept}>{_cell(heading, value)}</{tag}>')
    return f"<tr>{''.join(cells)}</tr>"


def _class(heading: Heading, value: Any = None) -> str:
    words = [heading.kind]
    if heading.wide:
        words.append("wide")
    if heading.kind == "rag" and value in RAGS:
        words.append(f"is-{value}")
    return " ".join(words)


def _sort_key(value: Any) -> str:
    """What a script sorts by where the text is not it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    if isinstance(value, Chart):
        known = [point for point in value.points if point is not None]
        return repr(known[-1]) if known else ""
    return ""


def _cell(heading: Heading, value: Any) -> str:
    if isinstance(value, Chart):
        return svg(value)
    if isinstance(value, date):
        return f'<time datetime="{value.isoformat()}">{_safe(text_of(value))}</time>'
    if value is None and heading.kind in {"number", "date"}:
        return '<span class="quiet">none</span>'
    return _safe(text_of(value))


def _footer(report: Report) -> list[str]:
    lines = ["<footer>"]
    if report.notes:
        lines += ["<h2>Notes</h2>", "<ul>", *(f"<li>{_safe(note)}</li>" for note in report.notes), "</ul>"]
    if report.sources:
        lines += ["<h2>Sources</h2>", "<ul>", *(f"<li>{_safe(one)}</li>" for one in sources(report)), "</ul>"]
    if report.marking:
        lines.append(f'<p class="marking">{_safe(report.marking)}</p>')
    return [*lines, "</footer>"]
