"""Findings as JUnit XML, which every build server shows: a suite per table, a case per rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from slough_tui.engine.rules.run import RAN
from slough_tui.report.findings.objects import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.engine.rules.told import Told

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


READ = ("rule", "severity", "outcome", "message", "document", "page", "line", "fingerprint")


def write(told: Told) -> Iterator[str]:
    """One test case per rule; it fails with one line per finding that is not waived.

    A rule that had nothing to judge is skipped; one that broke is an error.
    """
    found: dict[str, list[str]] = {}
    severities: dict[str, str] = {}
    for row in told.rows(*READ):
        if row["outcome"] == "finding":
            line = f"{row['message']} ({place(row) or row['fingerprint'][:12]})"
            found.setdefault(row["rule"], []).append(escape(_NOT_XML.sub("?", line)))
            severities[row["rule"]] = row["severity"]
    broken = {failure.rule: failure.what for failure in told.failures}
    cases = [
        _case(rule, severities.get(rule["rule"], ""), found.pop(rule["rule"], []))
        for rule in told.counts.iter_rows(named=True)
    ]
    cases += [
        f"  <testcase classname={_attr('slough')} name={_attr(rule)}><error message={_attr(what)}/></testcase>"
        for rule, what in broken.items()
    ]
    failures = len(severities)
    skipped = told.counts.filter(told.counts["state"] != RAN).height
    attributes = f'tests="{len(cases)}" failures="{failures}" errors="{len(broken)}"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="slough check" {attributes}>\n'
    stamp = f"{told.today.isoformat()}T00:00:00"
    yield f'<testsuite name="slough check" {attributes} skipped="{skipped}" timestamp="{stamp}">\n'
    yield from (f"{case}\n" for case in cases)
    yield "</testsuite>\n</testsuites>\n"


def _case(rule: dict[str, Any], severity: str, lines: list[str]) -> str:
    start = f"  <testcase classname={_attr(rule['table'])} name={_attr(rule['rule'] + ' ' + rule['title'])}"
    if not lines and rule["state"] != RAN:
        return f"{start}><skipped message={_attr(rule['state'])}/></testcase>"
    if not lines:
        return f"{start}/>"
    plural = "" if len(lines) == 1 else "s"
    failure = f"<failure type={_attr(severity)} message={_attr(f'{len(lines)} finding{plural}')}>"
    said = "\n".join(lines)
    return f"{start}>{failure}{said}</failure></testcase>"


def _attr(text: str) -> str:
    return quoteattr(_NOT_XML.sub("?", text))
