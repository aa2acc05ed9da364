"""What the rules judged, before a word is said of it: few findings are told at once, many part by part."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from slough_tui.engine.rules import findings, parts
from slough_tui.engine.rules.told import tell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    import polars as pl

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.passes import Failure, Judged
    from slough_tui.engine.rules.told import Told
    from slough_tui.errors import RuleError


@dataclass(frozen=True, slots=True)
class Untold:
    """The rules judged, as `run.judge_rules` gives them.

    `few` are all findings if a part holds them. `counts` is that of `run.CheckResult`, but nothing is
    waived yet. `broken` gets the rules that break while they are told, which nobody could foresee.
    """

    judged: tuple[Judged, ...]
    few: pl.DataFrame | None
    counts: pl.DataFrame
    failures: tuple[Failure, ...]
    errors: tuple[RuleError, ...]
    frames: Frames
    today: date
    as_of: date
    broken: list[Failure] = field(default_factory=list)

    @property
    def findings(self) -> int:
        """How many there are."""
        return sum(one.size for one in self.judged)

    def parts(self) -> Iterator[pl.DataFrame]:
        """The findings in the one order, `parts.AT_ONCE` or so at a time."""
        if self.few is not None:
            yield self.few
            return
        known: findings.Known = {}
        for part in parts.in_order(self.judged, self.frames):
            found, broken = findings.assemble(part, self.frames, self.today, known)
            self.broken.extend(broken)
            yield found

    def marks(self) -> Iterator[pl.DataFrame]:
        """The columns `findings.MARKS` of all findings, in any order."""
        if self.few is not None:
            yield self.few.select(findings.MARKS)
            return
        for part in parts.in_any_order(self.judged):
            yield findings.marks(part, self.frames, self.today)

    def told(self, known: pl.Series | None = None) -> Told:
        """The check as it is written down, without findings whose fingerprints are `known`."""
        more = {"failures": self.failures, "errors": self.errors, "today": self.today, "as_of": self.as_of}
        plain = self.few is None and known is None and not findings.excused(self.frames, self.today)
        numbers = [_numbers(self.judged)] if plain else self.marks()
        return tell(self.parts, numbers, self.counts, known, **more)

    def whole(self) -> pl.DataFrame:
        """All findings in one frame."""
        import polars as pl

        return self.few if self.few is not None else pl.concat(self.parts())

    def of(self, names: Collection[str]) -> Untold:
        """The same of the rules with these ids only."""
        import polars as pl

        own = pl.col("rule").is_in(list(names))
        return replace(
            self,
            judged=tuple(one for one in self.judged if one.probe.rule.id in names),
            few=None if self.few is None else self.few.filter(own),
            counts=self.counts.filter(own),
            failures=tuple(one for one in self.failures if one.rule in names),
        )

    def beside(self, last: Untold) -> Untold:
        """Both as one."""
        import polars as pl

        few = None
        if self.few is not None and last.few is not None:
            few = findings.ordered(pl.concat([self.few, last.few]))
        return replace(
            self,
            judged=(*self.judged, *last.judged),
            few=few,
            counts=pl.concat([self.counts, last.counts]).sort("rule"),
            failures=(*self.failures, *last.failures),
            errors=(*self.errors, *last.errors),
        )


def _numbers(judged: Sequence[Judged]) -> pl.DataFrame:
    """How many findings there are, of which none is waived: nothing need be told for that."""
    import polars as pl

    lines = []
    for one in judged:
        rule = one.probe.rule
        told = one.size - one.unknown if rule.unknown == "report" else one.size
        lines.append((rule.id, rule.severity, "finding", False, told))
        lines.append((rule.id, "info", "unknown", False, one.size - told))
    names = ["rule", "severity", "outcome", "waived", "findings"]
    return pl.DataFrame(lines, schema=names, orient="row").filter(pl.col("findings") > 0)
