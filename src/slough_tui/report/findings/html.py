"""Findings as one HTML file: no script, nothing fetched, readable on paper."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from slough_tui.model.safe_text import clean
from slough_tui.report.findings.objects import place
from slough_tui.report.findings.text import READ, SHORT, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.engine.rules.told import Told

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #ccc}.error{color:#a00}.warning{color:#850}.info{color:#046}code{color:#555}"
)


def write(told: Told) -> Iterator[str]:
    """The whole check; waived findings are left out."""
    title = f"Findings as of {told.as_of.isoformat()}"
    yield f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style></head>\n'
    yield f"<body>\n<h1>{title}</h1>\n<p>{escape(summary(told))}.</p>\n"
    live = told.live("rule", "severity")
    for rule, rows in groupby(told.rows(*READ), key=lambda row: (row["rule"], row["severity"])):
        for number, row in enumerate(rows):
            if not number:
                yield f"<h2>{_safe(rule[0])} {_safe(row['title'])}</h2>\n"
                yield f'<p class="{rule[1]}">{rule[1]}, {live[rule]}</p>\n'
                yield "<table><thead><tr><th>Finding<th>Source<th>Fingerprint</thead><tbody>\n"
            known = f"<code>{row['fingerprint'][:SHORT]}</code>"
            yield f"<tr><td>{_safe(row['message'])}<td>{_safe(place(row))}<td>{known}\n"
        yield "</tbody></table>\n"
    yield "</body></html>\n"


def _safe(text: str) -> str:
    return escape(clean(text))
