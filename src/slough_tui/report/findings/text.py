"""Findings for people at a terminal, the worst first: grouped by rule, or a line for each."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from slough_tui.report.findings.objects import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.engine.rules.told import Told

SHORT = 12
COLORS = {"error": "red", "warning": "amber", "info": "blue"}

Part = str | tuple[str, str]


READ = ("rule", "title", "severity", "outcome", "message", "document", "page", "line", "fingerprint")
"""The columns that people are shown."""


def text(told: Told) -> Iterator[list[Part]]:
    """Lines as pieces with styles: a heading per rule, then its findings. Waived findings are left out."""
    live = told.live("rule", "outcome")
    of_rules = groupby(told.rows(*READ), key=lambda row: (row["rule"], row["outcome"]))
    for number, (rule, rows) in enumerate(of_rules):
        if number:
            yield [""]
        for place_in_it, row in enumerate(rows):
            if not place_in_it:
                yield _heading(row, live[rule])
            yield ["  ", row["message"]]
            yield [("    " + " · ".join(filter(None, [place(row), row["fingerprint"][:SHORT]])), "dim")]


def concise(told: Told) -> Iterator[list[Part]]:
    """One line per finding, as linters print it: place, rule, severity, message, fingerprint."""
    for row in told.rows(*READ):
        where = ":".join(str(part) for part in (row["document"], row["line"]) if part)
        word = "unknown" if row["outcome"] == "unknown" else row["severity"]
        yield [
            (f"{where}: ", "dim") if where else "",
            (row["rule"], "bold"),
            " ",
            (word, COLORS.get(row["severity"], "dim")),
            f" {row['message']} ",
            (f"[{row['fingerprint'][:SHORT]}]", "dim"),
        ]


def _heading(first: dict[str, Any], findings: int) -> list[Part]:
    word = "cannot be judged" if first["outcome"] == "unknown" else first["severity"]
    return [
        (first["rule"], "bold"),
        " ",
        (word, COLORS.get(first["severity"], "dim")),
        f" {first['title']}: {findings}",
    ]


def summary(told: Told) -> str:
    """`62 findings of 76 rules: 12 errors, 30 warnings, 20 infos; 3 waived`."""
    said = told.summary
    kinds = [f"{said[kind]} {kind}{'' if said[kind] == 1 else 's'}" for kind in ("error", "warning", "info")]
    plural = "" if said["findings"] == 1 else "s"
    waived = f"; {said['waived']} waived" if said["waived"] else ""
    return f"{said['findings']} finding{plural} of {said['rules']} rules: {', '.join(kinds)}{waived}"
