"""Findings as JUnit XML, which every build server shows: a suite per table, a case per rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from slough_tui.engine.rules.run import RAN
from slough_tui.report.findings.objects import place

if TYPE_CHECKING:
    from slough_tui.engine.rules.run import CheckResult

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(result: CheckResult) -> str:
    """One test case per rule; it fails with one line per finding that is not waived.

    A rule that had nothing to judge is skipped; one that broke is an error.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for row in result.findings.iter_rows(named=True):
        if not row["waived"] and row["outcome"] == "finding":
            found.setdefault(row["rule"], []).append(row)
    broken = {failure.rule: failure.what for failure in result.failures}
    cases = [_case(rule, found.get(rule["rule"], [])) for rule in result.counts.iter_rows(named=True)]
    cases += [
        f"  <testcase classname={_attr('slough')} name={_attr(rule)}><error message={_attr(what)}/></testcase>"
        for rule, what in broken.items()
    ]
    failures = sum(1 for rows in found.values() if rows)
    skipped = result.counts.filter(result.counts["state"] != RAN).height
    attributes = f'tests="{len(cases)}" failures="{failures}" errors="{len(broken)}"'
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="slough check" {attributes}>',
            f'<testsuite name="slough check" {attributes} skipped="{skipped}" timestamp="{result.today.isoformat()}T00:00:00">',
            *cases,
            "</testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _case(rule: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    start = f"  <testcase classname={_attr(rule['table'])} name={_attr(rule['rule'] + ' ' + rule['title'])}"
    if not rows and rule["state"] != RAN:
        return f"{start}><skipped message={_attr(rule['state'])}/></testcase>"
    if not rows:
        return f"{start}/>"
    lines = "\n".join(f"{row['message']} ({place(row) or row['fingerprint'][:12]})" for row in rows)
    plural = "" if len(rows) == 1 else "s"
    failure = f"<failure type={_attr(rows[0]['severity'])} message={_attr(f'{len(rows)} finding{plural}')}>"
    return f"{start}>{failure}{escape(_NOT_XML.sub('?', lines))}</failure></testcase>"


def _attr(text: str) -> str:
    return quoteattr(_NOT_XML.sub("?", text))
