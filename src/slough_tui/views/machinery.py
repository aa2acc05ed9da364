"""What keeps the register, as tables of the screen: its commits, the rules with what they found, the plugins."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from slough_tui.views.computed import COMMITS, PLUGINS, RULES, frame_of
from slough_tui.views.values import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from slough_tui.engine.rules.rule import Rule
    from slough_tui.hooks.loading import Plugin
    from slough_tui.store.commits import Commit

DIGITS = 1
"""Digits after the point of a time in milliseconds."""


def commits_frame(commits: Sequence[Commit], papers: pl.DataFrame) -> pl.DataFrame:
    """Commits as `computed.COMMITS`, the newest first; `papers` is the table `documents`."""
    names = dict(zip(papers["id"], papers["name"], strict=True))
    return frame_of(COMMITS, (_commit(one, names) for one in reversed(commits)))


def _commit(one: Commit, papers: Mapping[str, str]) -> dict[str, Any]:
    added, changed, ended = (sum(counts[i] for counts in one.counts.values()) for i in range(3))
    what = one.message or (papers.get(one.source or "") or one.kind)
    return {
        "id": str(one.seq),
        "effective_on": one.effective_on,
        "message": what,
        "author": one.author.name,
        "added": added,
        "changed": changed,
        "ended": ended,
        "recorded_on": one.recorded_at.date(),
        "time": f"{one.recorded_at:%H:%M:%S}",
        "kind": one.kind,
        "recorded_at": one.recorded_at.isoformat(),
        "document": one.source,
        "counts": json.dumps(
            {name: f"{c[0]} new, {c[1]} changed, {c[2]} ended" for name, c in one.counts.items() if any(c)}
        ),
    }


def rules_frame(rules: Iterable[Rule], findings: pl.DataFrame | None = None) -> pl.DataFrame:
    """Rules as `computed.RULES` with how often they found something (columns of `computed.FINDINGS`)."""
    counted = Counter(findings["rule"].to_list() if findings is not None else ())
    return frame_of(RULES, (_rule(rule, counted[rule.id]) for rule in rules))


def _rule(rule: Rule, hits: int) -> dict[str, Any]:
    given = {name: _threshold(value) for name, value in rule.thresholds.items()}
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": rule.severity,
        "findings": hits,
        "table": words(rule.table),
        "scope": rule.scope,
        "confidence": rule.confidence,
        "tags": list(rule.tags),
        "condition": rule.condition,
        "thresholds": json.dumps(given) if given else None,
        "requires": list(rule.requires),
        "examples": len(rule.examples),
        "fix": rule.fix or None,
        "why": rule.why or None,
        "path": rule.path,
    }


def _threshold(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def plugins_frame(plugins: Iterable[Plugin], assessors: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Plugins as `computed.PLUGINS`; `assessors` are the names of those that each plugin brings."""
    return frame_of(PLUGINS, (_plugin(one, assessors.get(one.name, ())) for one in plugins))


def _plugin(one: Plugin, assessors: Sequence[str]) -> dict[str, Any]:
    return {
        "id": one.name,
        "about": one.about,
        "state": "failed" if one.failures else one.state,
        "origin": one.origin,
        "assessors": list(assessors),
        "hooks": [hook.removeprefix("slough_register_") for hook in one.hooks],
        "load_ms": round(one.load_ms, DIGITS),
        "run_ms": round(one.run_ms, DIGITS),
        "version": one.version or None,
        "failures": list(one.failures),
        "path": one.path or None,
    }
