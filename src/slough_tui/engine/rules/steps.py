"""A check in steps, so that whoever waits learns how far it is: the row rules of a table together, every other alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules import findings
from slough_tui.engine.rules.query import runs_last
from slough_tui.engine.rules.run import INCOMPLETE, CheckResult, needed, run_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule


def run_in_steps(
    frames: Frames,
    rules: Sequence[Rule],
    chosen: Sequence[Rule],
    *,
    told: Callable[[int, int], None],
    **more: Any,
) -> CheckResult:
    """The same as `run_rules`; `told` is called with how many rules are done, of how many, and may raise."""
    running = needed(rules, chosen)
    steps: dict[str, list[Rule]] = {}
    for rule in running:
        if not runs_last(rule):
            steps.setdefault(rule.table if rule.scope == "row" else rule.id, []).append(rule)
    parts: list[CheckResult] = []
    done = 0
    for step in steps.values():
        told(done, len(running))
        parts.append(run_rules(frames, step, step, **more))
        done += len(step)
    told(done, len(running))
    last = [rule for rule in chosen if runs_last(rule)]
    if last or not parts:
        parts.append(run_last(frames, last, parts, **more))
    return joined(parts, {rule.id for rule in chosen})


def run_last(frames: Frames, last: Sequence[Rule], parts: Sequence[CheckResult], **more: Any) -> CheckResult:
    """The rules about findings, over what all others found; not judged where one of those could not be run."""
    import polars as pl

    found = [part.findings for part in parts]
    seen = pl.concat(found) if found else pl.DataFrame(schema=findings.schema())
    told = run_rules(frames, last, last, found=seen, **more)
    if not any(part.errors or part.failures for part in parts):
        return told
    numbers = [pl.lit(0, pl.Int64).alias(name) for name in ("finding", "clear", "unknown", "waived")]
    counts = told.counts.with_columns(*numbers, pl.lit(INCOMPLETE).alias("state"))
    return CheckResult(told.findings.clear(), counts, (), (), told.today, told.as_of)


def joined(parts: Sequence[CheckResult], names: set[str]) -> CheckResult:
    """Results of different rules as one, of the rules with these ids."""
    import polars as pl

    own = pl.col("rule").is_in(list(names))
    return CheckResult(
        findings.ordered(pl.concat([part.findings for part in parts]).filter(own)),
        pl.concat([part.counts for part in parts]).filter(own).sort("rule"),
        tuple(one for part in parts for one in part.failures if one.rule in names),
        tuple(one for part in parts for one in part.errors),
        parts[0].today,
        parts[0].as_of,
    )
