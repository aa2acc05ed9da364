"""Findings for people at a terminal, the worst first: grouped by rule, or a line for each."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from slough_tui.report.findings.objects import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.engine.rules.run import CheckResult

SHORT = 12
COLORS = {"error": "red", "warning": "amber", "info": "blue"}

Part = str | tuple[str, str]


def text(result: CheckResult) -> Iterator[list[Part]]:
    """Lines as pieces with styles: a heading per rule, then its findings. Waived findings are left out."""
    live = (row for row in result.findings.iter_rows(named=True) if not row["waived"])
    for number, (rule, rows) in enumerate(groupby(live, key=lambda row: (row["rule"], row["outcome"]))):
        found = list(rows)
        if number:
            yield [""]
        yield _heading(rule, found)
        for row in found:
            yield ["  ", row["message"]]
            yield [("    " + " · ".join(filter(None, [place(row), row["fingerprint"][:SHORT]])), "dim")]


def concise(result: CheckResult) -> Iterator[list[Part]]:
    """One line per finding, as linters print it: place, rule, severity, message, fingerprint."""
    for row in result.findings.iter_rows(named=True):
        if row["waived"]:
            continue
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


def _heading(rule: tuple[str, str], found: list[dict[str, Any]]) -> list[Part]:
    first = found[0]
    word = "cannot be judged" if rule[1] == "unknown" else first["severity"]
    return [
        (first["rule"], "bold"),
        " ",
        (word, COLORS.get(first["severity"], "dim")),
        f" {first['title']}: {len(found)}",
    ]


def summary(result: CheckResult) -> str:
    """`62 findings of 76 rules: 12 errors, 30 warnings, 20 infos; 3 waived`."""
    said = result.summary
    kinds = [f"{said[kind]} {kind}{'' if said[kind] == 1 else 's'}" for kind in ("error", "warning", "info")]
    plural = "" if said["findings"] == 1 else "s"
    waived = f"; {said['waived']} waived" if said["waived"] else ""
    return f"{said['findings']} finding{plural} of {said['rules']} rules: {', '.join(kinds)}{waived}"
