"""Findings as SARIF 2.1.0, which code hosts show beside the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from slough_tui import __version__
from slough_tui.report.findings.objects import HERE, filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.engine.rules.told import Told

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


READ = ("rule", "severity", "outcome", "message", "fingerprint", "document", "line", "waived")


def write(told: Told) -> Iterator[str]:
    """One run; waived findings are kept as suppressed results."""
    rules = [
        {
            "id": rule["rule"],
            "shortDescription": {"text": rule["title"]},
            "defaultConfiguration": {"level": LEVELS[rule["severity"]]},
        }
        for rule in told.counts.iter_rows(named=True)
    ]
    order = {rule["id"]: number for number, rule in enumerate(rules)}
    results = (_result(row, order) for row in told.rows(*READ, waived=True))
    driver = {"name": "slough-tui", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [HERE], "columnKind": "unicodeCodePoints"}
    whole = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"
    yield from filled(whole, (json.dumps(one, indent=1) for one in results))


def _result(row: dict[str, Any], order: dict[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": row["rule"],
        "ruleIndex": order[row["rule"]],
        "level": LEVELS[row["severity"]],
        "kind": "open" if row["outcome"] == "unknown" else "fail",
        "message": {"text": row["message"]},
        "partialFingerprints": {"slough/v1": row["fingerprint"]},
    }
    if found["kind"] == "open":
        found["level"] = "none"  # the standard allows a level only for failures
    if row["document"]:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(row["document"])}}
        if row["line"]:
            place["region"] = {"startLine": row["line"]}
        found["locations"] = [{"physicalLocation": place}]
    if row["waived"]:
        found["suppressions"] = [{"kind": "external"}]
    return found


def _uri(name: str) -> str:
    from urllib.parse import quote

    return quote(name)
