"""Findings as plain objects: the JSON of design and scripts, and the base of every other format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from slough_tui.engine.rules.run import CheckResult

FORMAT = 1


def finding_objects(findings: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """One object per finding: rule, severity, subjects, message, evidence, source, fingerprint and the rest."""
    for row in findings.iter_rows(named=True):
        yield {
            "rule": row["rule"],
            "severity": row["severity"],
            "confidence": row["confidence"],
            "subjects": row["subjects"],
            "ref": row["ref"],
            "message": row["message"],
            "outcome": row["outcome"],
            "evidence": json.loads(row["evidence"] or "{}"),
            "source": {name: row[name] for name in ("document", "page", "line", "cell")},
            "fingerprint": row["fingerprint"],
            "first_seen": row["first_seen"],
            "waived": row["waived"],
        }


def check_object(result: CheckResult, errors: list[str]) -> dict[str, Any]:
    """The whole check: format, as_of, today, summary, findings, errors."""
    return {
        "format": FORMAT,
        "as_of": result.as_of,
        "today": result.today,
        "summary": result.summary,
        "findings": list(finding_objects(result.findings)),
        "errors": errors,
    }


def flat(findings: pl.DataFrame) -> pl.DataFrame:
    """One line per finding with plain columns, for CSV: subjects become one text of ids."""
    import polars as pl

    ids = pl.col("subjects").list.eval(pl.element().struct.field("id")).list.join("; ")
    columns = [
        "rule",
        "severity",
        "confidence",
        "outcome",
        "ref",
        "message",
        "document",
        "page",
        "line",
        "cell",
    ]
    return findings.select(*columns, ids.alias("subjects"), "evidence", "fingerprint", "first_seen", "waived")


def place(row: dict[str, Any]) -> str:
    """`tracker.txt, page 2, line 31`; empty where nobody knows."""
    parts = [row["document"] or "", f"page {row['page']}" if row["page"] else ""]
    parts.append(f"line {row['line']}" if row["line"] else "")
    return ", ".join(part for part in parts if part)
