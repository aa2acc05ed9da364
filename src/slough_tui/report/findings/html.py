"""Findings as one HTML file: no script, nothing fetched, readable on paper."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from slough_tui.model.safe_text import clean
from slough_tui.report.findings.objects import place
from slough_tui.report.findings.text import SHORT, summary

if TYPE_CHECKING:
    from slough_tui.engine.rules.run import CheckResult

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #ccc}.error{color:#a00}.warning{color:#850}.info{color:#046}code{color:#555}"
)


def write(result: CheckResult) -> str:
    """The whole check; waived findings are left out."""
    title = f"Findings as of {result.as_of.isoformat()}"
    body = [f"<h1>{title}</h1>", f"<p>{escape(summary(result))}.</p>"]
    live = (row for row in result.findings.iter_rows(named=True) if not row["waived"])
    for rule, rows in groupby(live, key=lambda row: row["rule"]):
        found = list(rows)
        severity = found[0]["severity"]
        body.append(f"<h2>{_safe(rule)} {_safe(found[0]['title'])}</h2>")
        body.append(f'<p class="{severity}">{severity}, {len(found)}</p>')
        body.append("<table><thead><tr><th>Finding<th>Source<th>Fingerprint</thead><tbody>")
        body += [
            f"<tr><td>{_safe(row['message'])}<td>{_safe(place(row))}<td><code>{row['fingerprint'][:SHORT]}</code>"
            for row in found
        ]
        body.append("</tbody></table>")
    head = f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style></head>'
    return "\n".join([head, "<body>", *body, "</body></html>", ""])


def _safe(text: str) -> str:
    return escape(clean(text))
