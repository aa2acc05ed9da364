"""The tracker and the progress report in each of the eight formats that can be imported.

A test imports all of them and wants equal records. CSV, TSV, Excel and Parquet hold one table and nothing
else, so there the report is its recommendations, one to a line; the tracker stands under one header in all
eight, so that they differ in nothing but the format.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import audit, pdf, progress, tracker, word
from .audit_tables import AFTER, BEFORE
from .flow import Lines, pieces
from .papers import separated
from .shapes import table
from .workbooks import parquet, workbook

TRACKER_TITLE = "Corporate Overview Committee: recommendation tracker"


def files() -> dict[str, bytes]:
    """Path below the sample's folder to content: 2 papers in 8 formats, and the audit registers in Excel."""
    return {**_tracker(), **_progress(), **_audit()}


def _tracker() -> dict[str, bytes]:
    lines = [list(line) for line in tracker.one_table()]
    title = TRACKER_TITLE
    return {
        "formats/tracker.txt": f"{table(lines)}\n".encode(),
        "formats/tracker.md": f"{_pipes(lines)}\n".encode(),
        "formats/tracker.docx": word.document(title, [Lines(lines)]),
        "formats/tracker.pdf": pdf.document(title, [Lines(lines)]),
        **_tables("tracker", lines),
    }


def _progress() -> dict[str, bytes]:
    text, title = progress.text(), progress.TITLE
    paper = list(pieces(text))
    return {
        "formats/progress.txt": text.encode(),
        "formats/progress.md": _markdown(text).encode(),
        "formats/progress.docx": word.document(title, paper),
        "formats/progress.pdf": pdf.document(title, paper),
        **_tables("progress", progress.one_table()),
    }


def _tables(name: str, lines: Sequence[Sequence[str]]) -> dict[str, bytes]:
    return {
        f"formats/{name}.csv": separated(lines).encode(),
        f"formats/{name}.tsv": separated(lines, "\t").encode(),
        f"formats/{name}.xlsx": workbook(lines, name.capitalize()),
        f"formats/{name}.parquet": parquet(lines),
    }


def _audit() -> dict[str, bytes]:
    """Real dates in the cells, and a title above the header, as spreadsheets are kept."""
    found = {}
    for on in (BEFORE, AFTER):
        title = f"Internal audit actions as of {on.day} October 2023"
        lines = [audit.COLUMNS, *audit.register(on)]
        found[f"audit/audit-actions-{on.isoformat()}.xlsx"] = workbook(lines, "Actions", title)
    return found


def _markdown(text: str) -> str:
    """The report with its table of particulars as a pipe table."""
    parts = []
    for part in text.split("\n\n"):
        lines = part.split("\n")
        tabbed = all("\t" in line for line in lines)
        parts.append(_pipes([("", ""), *(line.split("\t") for line in lines)]) if tabbed else part)
    return "\n\n".join(parts)


def _pipes(lines: Sequence[Sequence[str]]) -> str:
    head, *body = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([head, "|" + " --- |" * len(lines[0]), *body])
