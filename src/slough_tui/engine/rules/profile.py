"""What the rules cost and what they are good for, on one register: time, overlap, rules that say nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from slough_tui.engine.rules.run import run_rules
from slough_tui.model.kinds import RECORD_TABLES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    import polars as pl

    from slough_tui.engine.rules.compile import Function
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule


PATIENCE = 0.02
"""Seconds after which a rule is not run again: what took so long is not measured much better the second time."""


@dataclass(frozen=True, slots=True)
class Line:
    """One rule on its own: milliseconds (the best of the runs), lines judged, findings."""

    rule: Rule
    ms: float
    judged: int
    finding: int
    subjects: frozenset[str]

    @property
    def remark(self) -> str:
        """What is odd about it: it has nothing to judge, never finds anything, or always does."""
        if not self.judged:
            return "nothing to judge"
        if self.finding == self.judged and self.judged > 1:
            return "always a finding"
        return "" if self.finding else "never a finding"


def profile(
    frames: Frames,
    rules: Sequence[Rule],
    *,
    today: date,
    as_of: date,
    assessments: pl.LazyFrame | None = None,
    functions: Mapping[str, Function] | None = None,
    runs: int = 3,
) -> Iterator[Line]:
    """Every rule run alone, `runs` times, or until it took `PATIENCE`; a rule that cannot be run is left out."""
    for rule in rules:
        best = float("inf")
        begun = time.perf_counter()
        for number in range(runs):
            started = time.perf_counter()
            if number and started - begun > PATIENCE:
                break
            result = run_rules(
                frames,
                [rule],
                [rule],
                today=today,
                as_of=as_of,
                assessments=assessments,
                functions=functions,
            )
            best = min(best, time.perf_counter() - started)
        for counts in result.counts.iter_rows(named=True):
            ids = result.findings["subjects"].list.first().struct.field("id").drop_nulls()
            judged = counts["finding"] + counts["clear"] + counts["unknown"]
            yield Line(rule, best * 1000, judged, counts["finding"], frozenset(ids))


def overlaps(lines: Sequence[Line]) -> Iterator[tuple[str, str, str]]:
    """Pairs of rules whose findings are about the same records, or about a part of the other's: (rule, how, rule)."""
    telling = [line for line in lines if len(line.subjects) > 1]
    for one, other in combinations(telling, 2):
        if one.subjects == other.subjects:
            yield one.rule.id, "same as", other.rule.id
        elif one.subjects < other.subjects:
            yield one.rule.id, "within", other.rule.id
        elif other.subjects < one.subjects:
            yield other.rule.id, "within", one.rule.id


def unread(rules: Sequence[Rule]) -> dict[str, tuple[str, ...]]:
    """The columns of each record table that no rule speaks of."""
    import re

    words: dict[str, set[str]] = {}
    for rule in rules:
        text = " ".join((rule.when, rule.having, rule.sql, *rule.columns, *rule.by, rule.column, rule.to))
        for table in {rule.table, *(name for name in TABLES if name in rule.sql)}:
            words.setdefault(table, set()).update(re.findall(r"[a-z_]+", text))
    return {
        table: tuple(name for name in TABLES[table].names if name not in words.get(table, ()))
        for table in RECORD_TABLES
    }
