"""A check as it is written down: the numbers first, then the findings part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules.rule import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    import polars as pl

    from slough_tui.engine.rules.passes import Failure
    from slough_tui.errors import RuleError


@dataclass(frozen=True, slots=True)
class Told:
    """What a check has to say.

    `parts` gives frames of `findings.schema()` one after the other, in the one order, and can be asked again.
    `numbers` counts them: rule, severity, outcome (text), waived (Boolean), findings (Int64). `counts`, `failures`
    and `errors` are those of `run.CheckResult`. `left_out` are findings that were known before, and are in none of these
    but `counts`.
    """

    parts: Callable[[], Iterator[pl.DataFrame]]
    numbers: pl.DataFrame
    counts: pl.DataFrame
    failures: tuple[Failure, ...]
    errors: tuple[RuleError, ...]
    today: date
    as_of: date
    left_out: int = 0

    def at_or_above(self, severity: str) -> int:
        """How many findings, not waived and not merely unknown, are at least this severe."""
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return sum(number for name, number in self._by_severity().items() if name in worst)

    def live(self, *by: str) -> dict[tuple[str, ...], int]:
        """How many findings that are not waived there are, by two of the columns of `numbers` or more."""
        import polars as pl

        told = self.numbers.filter(~pl.col("waived")).group_by(by).agg(pl.col("findings").sum())
        return {tuple(key): number for *key, number in told.iter_rows()}

    def rows(self, *names: str, waived: bool = False) -> Iterator[dict[str, Any]]:
        """The findings one by one, with these columns; `waived` ones too only if they are wanted."""
        import polars as pl

        wanted = pl.lit(value=True) if waived else ~pl.col("waived")
        for part in self.parts():
            yield from part.filter(wanted).select(names).iter_rows(named=True)

    @property
    def summary(self) -> dict[str, Any]:
        """Counts for people and programs: rules, findings by severity, waived, unknown, failures."""
        by_severity = self._by_severity()
        return {
            "rules": self.counts.height,
            "findings": sum(by_severity.values()),
            **{severity: by_severity.get(severity, 0) for severity in SEVERITIES},
            "waived": int(self.numbers.filter("waived")["findings"].sum()),
            "unknown": int(self.counts["unknown"].sum()),
            "failed_rules": len(self.failures),
            "wrong_files": len(self.errors),
        }

    def _by_severity(self) -> dict[str, int]:
        import polars as pl

        live = self.numbers.filter(~pl.col("waived"), pl.col("outcome") == "finding")
        return dict(live.group_by("severity").agg(pl.col("findings").sum()).iter_rows())


NUMBERED = ("rule", "severity", "outcome", "waived")


def tell(
    parts: Callable[[], Iterator[pl.DataFrame]],
    marks: Iterable[pl.DataFrame],
    counts: pl.DataFrame,
    known: pl.Series | None,
    **more: Any,
) -> Told:
    """The findings of `parts` but for those whose fingerprints are `known`.

    `marks` are all findings in any order, with the columns `findings.MARKS`, or with those of `Told.numbers`.
    """
    import polars as pl

    new = pl.lit(value=True) if known is None else ~pl.col("fingerprint").is_in(known.implode())
    text = dict.fromkeys(NUMBERED[:3], pl.String())
    numbers = pl.DataFrame(
        schema={**text, "waived": pl.Boolean(), "new": pl.Boolean(), "findings": pl.Int64()}
    )
    for some in marks:
        own = (
            pl.col("findings").sum()
            if "findings" in some.columns
            else pl.len().cast(pl.Int64).alias("findings")
        )
        numbers.extend(some.group_by(*NUMBERED, new.alias("new")).agg(own))
    kept = numbers.filter("new")
    return Told(
        parts if known is None else lambda: (part.filter(new) for part in parts()),
        kept.group_by(NUMBERED).agg(pl.col("findings").sum()),
        with_waived(counts, numbers),
        left_out=int(numbers.filter(~pl.col("new"))["findings"].sum()),
        **more,
    )


def with_waived(counts: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """The counts with how many findings of each rule are waived: by such numbers, or by all findings."""
    import polars as pl

    own = pl.col("findings").sum() if "findings" in numbers.columns else pl.len().cast(pl.Int64)
    waived = numbers.filter("waived").group_by("rule").agg(own.alias("waived"))
    joined = counts.drop("waived").join(waived, on="rule", how="left", maintain_order="left")
    return joined.with_columns(pl.col("waived").fill_null(0)).select(counts.columns)
