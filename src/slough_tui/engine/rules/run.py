"""A check: the rules chosen, compiled, run over the frames of one register as of one date, put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules import findings, parts, passes
from slough_tui.engine.rules.compile import Compiler, Function, Probe
from slough_tui.engine.rules.frames import with_findings
from slough_tui.engine.rules.gate import first_line
from slough_tui.engine.rules.passes import Failure
from slough_tui.engine.rules.query import runs_last
from slough_tui.engine.rules.tokens import did_you_mean
from slough_tui.engine.rules.told import tell, with_waived
from slough_tui.engine.rules.untold import Untold
from slough_tui.errors import RuleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import polars as pl

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule
    from slough_tui.engine.rules.told import Told


SMALL = 50_000
"""Lines of a table up to which the in-memory engine is used: it cannot be cancelled, but starts at once."""


RAN = "ran"
NOTHING_TO_JUDGE = "not applicable"
"""The register holds nothing of the kind that the rule looks at: neither passed nor failed."""
INCOMPLETE = "not judged"
"""The rule asks what all others found, and one of them could not be run."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found.

    `findings` as `findings.schema()` says. `counts` has one line per rule that ran: rule, title,
    severity, table (text), finding, clear, unknown, waived (Int64; lines judged, of which waived), state (text:
    `RAN`, `NOTHING_TO_JUDGE` or `INCOMPLETE`). `failures` are rules that broke while running, `errors` rule
    files that are wrong.
    """

    findings: pl.DataFrame
    counts: pl.DataFrame
    failures: tuple[Failure, ...]
    errors: tuple[RuleError, ...]
    today: date
    as_of: date

    def told(self, known: pl.Series | None = None) -> Told:
        """The check as it is written down, without findings whose fingerprints are `known`."""
        return tell(
            lambda: self.findings.iter_slices(parts.AT_ONCE) if len(self.findings) else iter([self.findings]),
            [self.findings],
            self.counts,
            known,
            failures=self.failures,
            errors=self.errors,
            today=self.today,
            as_of=self.as_of,
        )

    def whole(self) -> pl.DataFrame:
        """All findings in one frame."""
        return self.findings

    def at_or_above(self, severity: str) -> int:
        """How many findings, not waived and not merely unknown, are at least this severe."""
        return self.told().at_or_above(severity)

    @property
    def summary(self) -> dict[str, Any]:
        """Counts for people and programs: rules, findings by severity, waived, unknown, failures."""
        return self.told().summary


def choose(rules: Sequence[Rule], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Rule]:
    """The rules that `select` names (all if it is empty) without those that `ignore` names.

    A name is an id (`ACT003`), the beginning of ids (`ACT`), a tag (`overdue`), a severity (`error`) or a
    kind, that is a table (`plan_actions`). UsageError for a name of none.
    """
    chosen = [rule for rule in rules if not select or any(_named(rule, name) for name in select)]
    for name in (*select, *ignore):
        if not any(_named(rule, name) for rule in rules):
            known = [word for rule in rules for word in (rule.id, rule.severity, rule.table, *rule.tags)]
            raise UsageError(
                f"no rule is called {name!r}", hint=did_you_mean(name, known) or "see slough rules list"
            )
    return [rule for rule in chosen if not any(_named(rule, name) for name in ignore)]


def _named(rule: Rule, name: str) -> bool:
    word = name.lower().replace("-", "_")
    return bool(name) and (
        rule.id.startswith(name.upper()) or word in (rule.severity, rule.table, *rule.tags)
    )


def needed(rules: Sequence[Rule], chosen: Sequence[Rule]) -> list[Rule]:
    """The rules that must run so that the chosen ones can: all, if one of them asks what the others found."""
    return list(rules) if any(runs_last(rule) for rule in chosen) else list(chosen)


def run_check(
    frames: Frames,
    rules: Sequence[Rule],
    *,
    today: date,
    as_of: date,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    assessments: pl.LazyFrame | None = None,
    functions: Mapping[str, Function] | None = None,
    found: pl.DataFrame | None = None,
) -> CheckResult:
    """Runs the rules that are chosen, as `run_rules` does; UsageError for unknown names."""
    return run_rules(
        frames,
        rules,
        choose(rules, select, ignore),
        today=today,
        as_of=as_of,
        assessments=assessments,
        functions=functions,
        found=found,
    )


def run_rules(
    frames: Frames,
    rules: Sequence[Rule],
    chosen: Sequence[Rule],
    *,
    today: date,
    as_of: date,
    assessments: pl.LazyFrame | None = None,
    functions: Mapping[str, Function] | None = None,
    found: pl.DataFrame | None = None,
) -> CheckResult:
    """Runs the chosen ones of the rules. A rule that is wrong or breaks costs only itself.

    `assessments` has the columns of the table of that name and replaces it; `functions` are frame
    functions of plugins by `plugin:name`. `found` stands for what all other rules found (examples give it).
    """
    return gathered(
        judge_rules(
            frames,
            rules,
            chosen,
            today=today,
            as_of=as_of,
            assessments=assessments,
            functions=functions,
            found=found,
        )
    )


def gathered(untold: Untold) -> CheckResult:
    """A check with all its findings in one frame."""
    found = untold.whole()
    failures = (*untold.failures, *untold.broken)
    counts = with_waived(untold.counts, found)
    return CheckResult(found, counts, failures, untold.errors, untold.today, untold.as_of)


def judge_rules(
    frames: Frames,
    rules: Sequence[Rule],
    chosen: Sequence[Rule],
    *,
    today: date,
    as_of: date,
    assessments: pl.LazyFrame | None = None,
    functions: Mapping[str, Function] | None = None,
    found: pl.DataFrame | None = None,
) -> Untold:
    """What `run_rules` runs, not yet told: many findings need not be held at once by whoever writes them."""
    said = frames("assessments") if assessments is None else assessments

    def judge(over: Frames, some: Sequence[Rule]) -> Untold:
        compiler = Compiler.over(over, today=today, as_of=as_of, functions=functions, assessments=said)
        return _judge(compiler, some, today, as_of)

    first = judge(frames, [rule for rule in needed(rules, chosen) if not runs_last(rule)])
    last = [rule for rule in chosen if runs_last(rule)]
    if not last:
        return first
    files = tuple(rule.path for rule in chosen)
    own = first.of({rule.id for rule in chosen})
    own = replace(own, errors=tuple(error for error in first.errors if error.where.startswith(files)))
    if first.errors or first.failures:
        return own.beside(_not_judged(own, last, INCOMPLETE))
    if first.few is None and found is None:
        idle = [rule for rule in last if not frames(rule.table).head(1).collect().height]
        own = own.beside(_not_judged(own, idle, NOTHING_TO_JUDGE))
        last = [rule for rule in last if rule not in idle]
        if not last:
            return own
    seen = with_findings(frames, first.whole() if found is None else found)
    return own.beside(judge(seen, last))


def _not_judged(beside: Untold, rules: Sequence[Rule], state: str) -> Untold:
    """Rules that were not run."""
    lines: list[tuple[Any, ...]] = [(r.id, r.title, r.severity, r.table, 0, 0, 0, state) for r in rules]
    few = None if beside.few is None else beside.few.clear()
    return replace(beside, judged=(), few=few, counts=_counts(lines), failures=(), errors=())


def _judge(compiler: Compiler, rules: Sequence[Rule], today: date, as_of: date) -> Untold:
    probes: list[Probe] = []
    errors: list[RuleError] = []
    failures: list[Failure] = []
    for rule in rules:
        try:
            probes += compiler.probes(rule)
        except RuleError as error:
            errors.append(error)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - a plugin's function may raise anything
            failures.append(Failure(rule.id, first_line(error)))
    heights = _heights(compiler.frames, probes)
    small = all(height <= SMALL for height in heights.values())
    judged, broken = passes.run(probes, small=small)
    few: pl.DataFrame | None = None
    if sum(one.size for one in judged) <= parts.AT_ONCE:
        few, unsaid = findings.assemble(judged, compiler.frames, today, small=small)
    else:
        unsaid = findings.unsayable(judged)
    silent = {failure.rule for failure in unsaid}
    judged = [one for one in judged if one.probe.rule.id not in silent]
    counts = _counts([_line(one, heights) for one in judged])
    failures += [*broken, *unsaid]
    return Untold(tuple(judged), few, counts, tuple(failures), tuple(errors), compiler.frames, today, as_of)


def _heights(frames: Frames, probes: Sequence[Probe]) -> dict[str, int]:
    """How many lines the tables have that are read."""
    import polars as pl

    tables = list(dict.fromkeys(table for probe in probes for table in (*probe.reads, probe.rule.table)))
    counted = pl.collect_all([frames(table).select(pl.len()) for table in tables])
    return {table: height.item() for table, height in zip(tables, counted, strict=True)}


def _line(judged: passes.Judged, heights: Mapping[str, int]) -> tuple[Any, ...]:
    rule = judged.probe.rule
    numbers = (judged.finding, judged.clear, judged.unknown)
    state = RAN if any(numbers) or heights[rule.table] else NOTHING_TO_JUDGE
    return (rule.id, rule.title, rule.severity, rule.table, *numbers, state)


def _counts(lines: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """The lines (`CheckResult.counts` but for `waived`) as a frame, by rule; none is waived yet."""
    import polars as pl

    text = dict.fromkeys(("rule", "title", "severity", "table"), pl.String())
    numbers = dict.fromkeys(("finding", "clear", "unknown"), pl.Int64())
    counts = pl.DataFrame(list(lines), schema={**text, **numbers, "state": pl.String()}, orient="row")
    if counts["rule"].is_duplicated().any():  # judged body by body
        counts = counts.group_by(*text, maintain_order=True).agg(
            pl.col(*numbers).sum(), pl.col("state").sort(descending=True).first()
        )
    nothing = pl.lit(0, pl.Int64).alias("waived")
    return counts.select(*text, *numbers, nothing, "state").sort("rule")
