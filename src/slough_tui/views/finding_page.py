"""A finding, explained: what to do, why the rule looks for it, and the values that it looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from slough_tui.model.kinds import table_of
from slough_tui.views.computed import FINDINGS
from slough_tui.views.sections import Field, Section, long_text, pairs
from slough_tui.views.values import day, role_of, words


def finding_sections(finding: Mapping[str, Any]) -> tuple[Section, ...]:
    """Sections of a finding (columns of `computed.FINDINGS`), those without a field too."""
    return (
        Section("What it is about", tuple(_subjects(finding))),
        Section("What to do", paragraphs(finding.get("fix"))),
        Section("Why the rule looks for it", paragraphs(finding.get("why"))),
        Section("The rule", tuple(_rule(finding))),
        Section("What it looked at", _evidence(finding)),
    )


def _subjects(finding: Mapping[str, Any]) -> list[Field]:
    found = [str(record) for record in finding.get("records") or ()]
    label = {True: "Record", False: "Subject"}
    return [Field(label[table_of(one) is not None], one, link=one if table_of(one) else "") for one in found]


def _rule(finding: Mapping[str, Any]) -> list[Field]:
    severity = str(finding.get("severity") or "")
    name = str(finding.get("rule") or "")
    out = [Field(name, str(finding.get("title") or ""), link=f"rule:{name}")]
    out.append(Field("Severity", severity, role=role_of(severity, FINDINGS.column("severity"))))
    told = [name for name in ("confidence", "outcome") if finding.get(name)]
    out += [Field(FINDINGS.column(name).heading, words(str(finding[name]))) for name in told]
    if finding.get("first_seen"):
        out.append(Field("First seen", day(finding["first_seen"]).strip()))
    elif finding.get("standing"):
        out.append(Field("First seen", "new: the check that was recorded last did not have it"))
    if finding.get("condition"):
        out.append(Field("Condition", long_text(str(finding["condition"])), role="printed"))
    return out


def _evidence(finding: Mapping[str, Any]) -> tuple[Field, ...]:
    return tuple(Field(words(one.label), one.value) for one in pairs(finding.get("evidence")))


def paragraphs(text: Any) -> tuple[Field, ...]:
    """Markdown's paragraphs, each as one line that the page wraps; its stars and backticks taken off."""
    if not isinstance(text, str) or not text.strip():
        return ()
    plain = re.sub(r"[*`]+([^\s*`](?:[^*`]*[^\s*`])?)[*`]+", r"\1", text.strip())
    joined = "\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", plain))
    return (Field("", long_text(joined)),)
