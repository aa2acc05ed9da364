"""A check: the rules chosen, compiled, run over the frames of one register as of one date, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules import findings, passes
from slough_tui.engine.rules.compile import Compiler, Function, Probe
from slough_tui.engine.rules.gate import first_line
from slough_tui.engine.rules.passes import Failure
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


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found.

    `findings` as `findings.schema()` says. `counts` has one line per rule that ran: rule, title,
    severity, table (text), finding, clear, unknown, waived (Int64; lines judged, of which waived). `failures` are rules
    that broke while running, `errors` rule files that are wrong.
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

    A name is an id (`ACT003`), the beginning of ids (`ACT`) or a tag. UsageError for a name of none.
    """
    chosen = [rule for rule in rules if not select or any(_named(rule, name) for name in select)]
    for name in (*select, *ignore):
        if not any(_named(rule, name) for rule in rules):
            known = [rule.id for rule in rules] + [tag for rule in rules for tag in rule.tags]
            raise UsageError(
                f"no rule is called {name!r}", hint=did_you_mean(name, known) or "see slough rules list"
            )
    return [rule for rule in chosen if not any(_named(rule, name) for name in ignore)]


def _named(rule: Rule, name: str) -> bool:
    return bool(name) and (rule.id.startswith(name.upper()) or name.lower() in rule.tags)


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
) -> CheckResult:
    """Runs the rules. A rule that is wrong or breaks costs only itself; UsageError for unknown names.

    `assessments` has the columns of the table of that name and replaces it; `functions` are frame
    functions of plugins by `plugin:name`.
    """
    compiler = Compiler.over(frames, today=today, as_of=as_of, functions=functions, assessments=assessments)
    probes: list[Probe] = []
    errors: list[RuleError] = []
    failures: list[Failure] = []
    for rule in choose(rules, select, ignore):
        try:
            probes.append(compiler.probe(rule))
        except RuleError as error:
            errors.append(error)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - a plugin's function may raise anything
            failures.append(Failure(rule.id, first_line(error)))
    judged, broken = passes.run(probes, small=_small(frames, probes))
    found = findings.assemble(judged, frames, today)
    return CheckResult(found, _counts(judged, found), (*failures, *broken), tuple(errors), today, as_of)


def _small(frames: Frames, probes: Sequence[Probe]) -> bool:
    """Whether no table that is read has more than `SMALL` lines."""
    import polars as pl

    tables = dict.fromkeys(table for probe in probes for table in probe.reads)
    heights = pl.collect_all([frames(table).select(pl.len()) for table in tables])
    return all(height.item() <= SMALL for height in heights)


def _counts(judged: Sequence[passes.Judged], found: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    waived = dict(found.filter("waived").group_by("rule").len().rows())
    lines = [
        (r.id, r.title, r.severity, r.table, one.finding, one.clear, one.unknown, waived.get(r.id, 0))
        for one in judged
        for r in (one.probe.rule,)
    ]
    text = dict.fromkeys(("rule", "title", "severity", "table"), pl.String())
    numbers = dict.fromkeys(("finding", "clear", "unknown", "waived"), pl.Int64())
    return pl.DataFrame(lines, schema={**text, **numbers}, orient="row").sort("rule")
