"""A check after an edit: only what the edit can have changed is judged anew, and the rest is taken from before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.engine.rules import findings
from slough_tui.engine.rules.query import runs_last
from slough_tui.engine.rules.run import CheckResult, run_rules, tally

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import polars as pl

    from slough_tui.engine.rules.compile import Function
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule

OF_ALL = ("documents", "waivers", "assessments")
"""Tables that stand behind every finding: a change of them is a check of everything."""


def recheck(
    before: CheckResult,
    was: Frames,
    frames: Frames,
    rules: Sequence[Rule],
    changed: Mapping[str, Collection[str]],
    *,
    assessments: pl.LazyFrame | None = None,
    functions: Mapping[str, Function] | None = None,
) -> CheckResult:
    """The same as a check of `rules` over `frames`, given that `before` is that over `was`.

    `changed` maps a table to the ids of all its records that were changed, made or ended between the two. Row
    rules look at those records alone; other rules that read such a table, ask an assessor, or had found one of
    the records, run as a whole; the findings of all others stand.
    """
    today, as_of = before.today, before.as_of
    if any(table in changed for table in OF_ALL) or any(runs_last(rule) for rule in rules):
        return run_rules(
            frames, rules, rules, today=today, as_of=as_of, assessments=assessments, functions=functions
        )
    import polars as pl

    ids = [one for several in changed.values() for one in several]
    known = set(before.counts["rule"])
    narrow = [rule for rule in rules if _is_narrow(rule) and rule.table in changed and rule.id in known]
    subjects = pl.col("subjects").list.eval(pl.element().struct.field("id").is_in(ids)).list.any()
    named = set(before.findings.filter(subjects)["rule"])
    wide = [rule for rule in rules if rule not in narrow and (_reads(rule, changed) or rule.id in named)]
    old = tally(_only(was, changed), narrow, today=today, as_of=as_of)
    new = run_rules(_only(frames, changed), narrow, narrow, today=today, as_of=as_of)
    whole = new
    if wide:
        whole = run_rules(
            frames, wide, wide, today=today, as_of=as_of, assessments=assessments, functions=functions
        )
    again = {rule.id for rule in wide}
    of_narrow = pl.col("rule").is_in([rule.id for rule in narrow]) & subjects
    kept = before.findings.filter(~pl.col("rule").is_in(list(again)), ~of_narrow)
    parts = [new, whole] if wide else [new]
    found = findings.ordered(pl.concat([kept, *(part.findings for part in parts)]))
    lines = [
        before.counts.filter(~pl.col("rule").is_in(list(again))),
        old.with_columns(-pl.col("finding", "clear", "unknown")),
        *(part.counts for part in parts),
    ]
    failures = tuple(failure for part in parts for failure in part.failures)
    errors = tuple(error for part in parts for error in part.errors)
    return CheckResult(found, _counts(lines, found), failures, errors, today, as_of)


def _is_narrow(rule: Rule) -> bool:
    """Whether one record decides what the rule says of it."""
    return rule.scope == "row" and not rule.requires and not rule.bodies and rule.subject == ("id",)


def _reads(rule: Rule, changed: Collection[str]) -> bool:
    if rule.scope == "frame" or rule.requires or rule.bodies:
        return True
    return rule.table in changed or any(name in f"{rule.sql} {rule.to}" for name in changed)


def _only(frames: Frames, changed: Mapping[str, Collection[str]]) -> Frames:
    def frame(name: str) -> pl.LazyFrame:
        import polars as pl

        whole = frames(name)
        return whole.filter(pl.col("id").is_in(list(changed[name]))) if name in changed else whole

    return frame


def _counts(lines: Sequence[pl.DataFrame], found: pl.DataFrame) -> pl.DataFrame:
    """The counts of before, less what the changed records were, and what they are now."""
    import polars as pl

    names = ("rule", "title", "severity", "table")
    summed = (
        pl.concat(lines)
        .group_by(*names, maintain_order=True)
        .agg(pl.col("finding", "clear", "unknown").sum(), pl.col("state").sort(descending=True).first())
    )
    waived = found.filter("waived").group_by("rule").agg(pl.len().cast(pl.Int64).alias("waived"))
    summed = summed.join(waived, on="rule", how="left").with_columns(pl.col("waived").fill_null(0))
    return summed.select(lines[0].columns).sort("rule")
