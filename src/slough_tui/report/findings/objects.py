"""Findings as plain objects: the JSON of design and scripts, and the base of every other format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl

    from slough_tui.engine.rules.told import Told

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


HERE = "\0findings"
"""What stands in a document in the place of its findings."""


def check_object(told: Told, errors: list[str]) -> dict[str, Any]:
    """The whole check: format, as_of, today, summary, findings (only `HERE`), errors."""
    return {
        "format": FORMAT,
        "as_of": told.as_of,
        "today": told.today,
        "summary": told.summary,
        "findings": [HERE],
        "errors": errors,
    }


def filled(document: str, objects: Iterable[str]) -> Iterator[str]:
    """A JSON document, indented by one, with these objects (indented alike) in the place of `HERE`, piece by piece."""
    before, _, after = document.partition(json.dumps(HERE))
    opened = before.rstrip()
    margin = before[len(opened) :]
    number = -1
    for number, one in enumerate(objects):
        yield ("," if number else opened) + margin + one.replace("\n", margin)
    yield after if number >= 0 else opened + after.lstrip()


def csv_lines(part: pl.DataFrame, *, header: bool) -> bytes:
    """One line per finding with plain columns, UTF-8: subjects become one text of ids."""
    from io import BytesIO

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
    told = part.select(*columns, ids.alias("subjects"), "evidence", "fingerprint", "first_seen", "waived")
    buffer = BytesIO()
    told.with_columns(pl.col(pl.String).replace("", None)).write_csv(buffer, include_header=header)
    return buffer.getvalue()


def place(row: dict[str, Any]) -> str:
    """`tracker.txt, page 2, line 31`; empty where nobody knows."""
    parts = [row["document"] or "", f"page {row['page']}" if row["page"] else ""]
    parts.append(f"line {row['line']}" if row["line"] else "")
    return ", ".join(part for part in parts if part)
