"""A check: the rules chosen, compiled, run over the frames of one register as of one date, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules import findings, passes
from slough_tui.engine.rules.compile import Compiler, Function, Probe
from slough_tui.engine.rules.frames import with_findings
from slough_tui.engine.rules.gate import first_line
from slough_tui.engine.rules.passes import Failure
from slough_tui.engine.rules.query import runs_last
from slough_tui.engine.rules.rule import SEVERITIES, Rule
from slough_tui.engine.rules.tokens import did_you_mean
from slough_tui.errors import RuleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import polars as pl

    from slough_tui.engine.rules.frames import Frames


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

    def at_or_above(self, severity: str) -> int:
        """How many findings, not waived and not merely unknown, are at least this severe."""
        import polars as pl

        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        counted = pl.col("severity").is_in(worst) & ~pl.col("waived") & (pl.col("outcome") == "finding")
        return self.findings.filter(counted).height

    @property
    def summary(self) -> dict[str, Any]:
        """Counts for people and programs: rules, findings by severity, waived, unknown, failures."""
        import polars as pl

        live = self.findings.filter(~pl.col("waived"), pl.col("outcome") == "finding")
        by_severity = dict(live.group_by("severity").len().rows())
        return {
            "rules": self.counts.height,
            "findings": live.height,
            **{severity: by_severity.get(severity, 0) for severity in SEVERITIES},
            "waived": self.findings.filter("waived").height,
            "unknown": int(self.counts["unknown"].sum()),
            "failed_rules": len(self.failures),
            "wrong_files": len(self.errors),
        }


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
    said = frames("assessments") if assessments is None else assessments

    def run(over: Frames, some: Sequence[Rule]) -> _Pass:
        compiler = Compiler.over(over, today=today, as_of=as_of, functions=functions, assessments=said)
        return _run(compiler, some, today)

    first = run(frames, [rule for rule in needed(rules, chosen) if not runs_last(rule)])
    last = [rule for rule in chosen if runs_last(rule)]
    if not last:
        return _result([first], chosen, today, as_of)
    if first.errors or first.failures:
        return _result([first, _Pass.left_out(last)], chosen, today, as_of)
    seen = with_findings(frames, first.findings if found is None else found)
    return _result([first, run(seen, last)], chosen, today, as_of)


@dataclass(frozen=True, slots=True)
class _Pass:
    """What one go over the tables gave; `counts` are lines of `CheckResult.counts` but for `waived`."""

    findings: pl.DataFrame
    counts: list[tuple[Any, ...]]
    failures: tuple[Failure, ...] = ()
    errors: tuple[RuleError, ...] = ()

    @classmethod
    def left_out(cls, rules: Sequence[Rule]) -> _Pass:
        """Rules that were not run because others could not be."""
        import polars as pl

        lines: list[tuple[Any, ...]] = [
            (r.id, r.title, r.severity, r.table, 0, 0, 0, INCOMPLETE) for r in rules
        ]
        return cls(pl.DataFrame(schema=findings.schema()), lines)


def _run(compiler: Compiler, rules: Sequence[Rule], today: date) -> _Pass:
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
    judged, broken = passes.run(probes, small=all(height <= SMALL for height in heights.values()))
    found, unsaid = findings.assemble(judged, compiler.frames, today)
    silent = {failure.rule for failure in unsaid}
    lines = [_line(one, heights) for one in judged if one.probe.rule.id not in silent]
    return _Pass(found, lines, (*failures, *broken, *unsaid), tuple(errors))


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


def _result(passes_: Sequence[_Pass], chosen: Sequence[Rule], today: date, as_of: date) -> CheckResult:
    """Passes put together; of rules that only ran for the sake of others nothing is told."""
    import polars as pl

    names = {rule.id for rule in chosen}
    paths = tuple(rule.path for rule in chosen)
    found = passes_[0].findings
    if len(passes_) > 1:
        both = pl.concat([one.findings for one in passes_])
        found = findings.ordered(both.filter(pl.col("rule").is_in(list(names))))
    counts = _counts([line for one in passes_ for line in one.counts if line[0] in names], found)
    failures = tuple(f for one in passes_ for f in one.failures if f.rule in names)
    errors = tuple(e for one in passes_ for e in one.errors if e.where.startswith(paths))
    return CheckResult(found, counts, failures, errors, today, as_of)


def _counts(lines: Sequence[tuple[Any, ...]], found: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    text = dict.fromkeys(("rule", "title", "severity", "table"), pl.String())
    numbers = dict.fromkeys(("finding", "clear", "unknown"), pl.Int64())
    counts = pl.DataFrame(list(lines), schema={**text, **numbers, "state": pl.String()}, orient="row")
    if counts["rule"].is_duplicated().any():  # judged body by body
        counts = counts.group_by(*text, maintain_order=True).agg(
            pl.col(*numbers).sum(), pl.col("state").sort(descending=True).first()
        )
    waived = found.filter("waived").group_by("rule").agg(pl.len().cast(pl.Int64).alias("waived"))
    counts = counts.join(waived, on="rule", how="left").with_columns(pl.col("waived").fill_null(0))
    return counts.select(*text, *numbers, "waived", "state").sort("rule")
