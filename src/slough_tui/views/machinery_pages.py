"""What Enter opens on a commit, a rule, a plugin."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from slough_tui.views.computed import PLUGINS, RULES
from slough_tui.views.finding_page import paragraphs
from slough_tui.views.rows import Frames, held, rows
from slough_tui.views.sections import Detail, Field, Section, long_text, pairs
from slough_tui.views.story import lines_of
from slough_tui.views.values import day, listed, role_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

    from slough_tui.model.table import Table

MOST = 300
"""Records whose changes a commit's page tells, and findings that a rule's page lists."""
IN_COMMIT = "commit"
"""The frame of a commit's facts among those that are read."""


def commit_page(commit: Mapping[str, Any], frames: Frames) -> Detail:
    """Who committed what and when, how much of each table it touched, and its changes record by record."""
    seq = str(commit["id"])
    head = (
        Field("Who", str(commit.get("author") or "")),
        Field("Recorded", f"{day(commit['recorded_on']).strip()} {commit['time']} UTC"),
        Field("Speaks of", day(commit["effective_on"]).strip()),
        Field("Kind", str(commit.get("kind") or "")),
    )
    paper = str(commit.get("document") or "")
    known = rows(frames, "documents", id=paper)[:1] if paper else []
    source = tuple(Field("Paper", str(d.get("title") or d.get("name") or paper), link=paper) for d in known)
    facts = held(frames, IN_COMMIT)
    told = tuple(_changes(facts, int(seq))) if facts is not None else ()
    sections = (
        Section("Commit", (*head, *source)),
        Section(
            "Tables",
            tuple(Field(words(one.label).capitalize(), one.value) for one in pairs(commit.get("counts"))),
        ),
        Section(
            "Records",
            told or (Field("", "Reading what it changed ..." if facts is None else "It changed no record."),),
        ),
    )
    return Detail(
        seq, f"Commit {seq}", str(commit.get("message") or ""), tuple(s for s in sections if s.fields)
    )


def _changes(facts: pl.DataFrame, seq: int) -> Iterator[Field]:
    mine = [fact for fact in facts.iter_rows(named=True) if fact["seq"] == seq]
    mine.sort(key=lambda fact: (str(fact["table"]), str(fact["id"])))
    records = [(record, list(several)) for record, several in groupby(mine, key=lambda fact: fact["id"])]
    for record, several in records[:MOST]:
        first, *rest = [*lines_of(several), ""]
        yield Field(first.partition(":")[0] if not rest else "", record, link=str(record))
        yield from (Field("", line) for line in (first, *rest) if line)
    if len(records) > MOST:
        yield Field("", f"and {len(records) - MOST:,} more records")


def rule_page(rule: Mapping[str, Any], frames: Frames) -> Detail:
    """A rule: what it looks for, why, with which thresholds, and what it found."""
    name = str(rule["id"])
    severity = str(rule.get("severity") or "")
    hits = rows(frames, "findings", MOST, rule=name)
    head = (
        Field("Severity", severity, role=role_of(severity, RULES.column("severity"))),
        *(
            _plain(RULES, rule, column)
            for column in ("confidence", "table", "scope", "tags", "requires", "examples", "path")
        ),
    )
    found = tuple(
        Field(str(hit.get("ref") or ""), str(hit["message"]), link=f"finding:{hit['id']}") for hit in hits
    )
    sections = (
        Section("What to do", paragraphs(rule.get("fix"))),
        Section("Why", paragraphs(rule.get("why"))),
        Section("Condition", (Field("", long_text(str(rule.get("condition") or "")), role="printed"),)),
        Section("Thresholds", pairs(rule.get("thresholds"))),
        Section("Rule", tuple(field for field in head if field.value)),
        Section(f"Findings: {rule.get('findings') or 0:,}", found),
    )
    return Detail(name, f"Rule {name}", str(rule.get("title") or ""), tuple(s for s in sections if s.fields))


def plugin_page(plugin: Mapping[str, Any], frames: Frames) -> Detail:
    """A plugin: where it comes from, what it brings, what went wrong, and how to let it run."""
    name = str(plugin["id"])
    told = tuple(
        _plain(PLUGINS, plugin, column.name)
        for column in PLUGINS.columns
        if column.name not in {"id", "about", "failures"}
    )
    advice: tuple[Field, ...] = ()
    if plugin.get("state") == "untrusted":
        advice = (Field("", f"Read it, then: slough plugins trust {plugin.get('path')}"),)
    said = rows(frames, "assessments", 1, assessor=next(iter(plugin.get("assessors") or ()), None))
    sections = (
        Section("Plugin", tuple(field for field in told if field.value)),
        Section(
            "What went wrong", tuple(Field("", str(why), role="red") for why in plugin.get("failures") or ())
        ),
        Section("To let it run", advice),
        Section(
            "An example of what it says",
            tuple(
                Field(str(one["verdict"]), str(one["record"]), link=f"verdict:{one['id']}") for one in said
            ),
        ),
    )
    return Detail(
        name, f"Plugin {name}", str(plugin.get("about") or ""), tuple(s for s in sections if s.fields)
    )


def _plain(table: Table, line: Mapping[str, Any], name: str) -> Field:
    value = line.get(name)
    text = (
        listed(value)
        if isinstance(value, list)
        else ""
        if value is None
        else words(str(value))
        if name != "path"
        else str(value)
    )
    return Field(table.column(name).heading, text)
