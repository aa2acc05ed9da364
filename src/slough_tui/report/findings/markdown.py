"""Findings as Markdown: a table per rule, for a wiki, an issue or a committee paper."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from slough_tui.model.safe_text import clean
from slough_tui.report.findings.objects import place
from slough_tui.report.findings.text import SHORT, summary

if TYPE_CHECKING:
    from slough_tui.engine.rules.run import CheckResult


def write(result: CheckResult) -> str:
    """The whole check; waived findings are left out."""
    lines = [f"# Findings as of {result.as_of.isoformat()}", "", f"{summary(result)}.", ""]
    live = (row for row in result.findings.iter_rows(named=True) if not row["waived"])
    for rule, rows in groupby(live, key=lambda row: row["rule"]):
        found = list(rows)
        lines += [f"## {rule} {cell(found[0]['title'])} ({found[0]['severity']}, {len(found)})", ""]
        lines += ["| finding | source | fingerprint |", "| --- | --- | --- |"]
        lines += [
            f"| {cell(row['message'])} | {cell(place(row))} | {row['fingerprint'][:SHORT]} |" for row in found
        ]
        lines.append("")
    return "\n".join(lines)


def cell(text: str) -> str:
    """A text that stays in its cell and is only text."""
    safe = clean(text)
    for mark in "\\|<>[]*_`#":
        safe = safe.replace(mark, f"\\{mark}")
    return safe
