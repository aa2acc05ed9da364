"""Findings as Markdown: a table per rule, for a wiki, an issue or a committee paper."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from slough_tui.model.safe_text import clean
from slough_tui.report.findings.objects import place
from slough_tui.report.findings.text import READ, SHORT, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.engine.rules.told import Told


def write(told: Told) -> Iterator[str]:
    """The whole check; waived findings are left out."""
    yield f"# Findings as of {told.as_of.isoformat()}\n\n{summary(told)}.\n"
    live = told.live("rule", "severity")
    for rule, rows in groupby(told.rows(*READ), key=lambda row: (row["rule"], row["severity"])):
        for number, row in enumerate(rows):
            if not number:
                yield f"\n## {rule[0]} {cell(row['title'])} ({rule[1]}, {live[rule]})\n\n"
                yield "| finding | source | fingerprint |\n| --- | --- | --- |\n"
            yield f"| {cell(row['message'])} | {cell(place(row))} | {row['fingerprint'][:SHORT]} |\n"


def cell(text: str) -> str:
    """A text that stays in its cell and is only text."""
    safe = clean(text)
    for mark in "\\|<>[]*_`#":
        safe = safe.replace(mark, f"\\{mark}")
    return safe
