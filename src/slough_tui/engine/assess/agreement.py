"""How far an assessor's verdicts agree with what the papers themselves say, beyond what chance would give.

Cohen's kappa (Cohen 1960, "A coefficient of agreement for nominal scales"): (agreed - chance) / (1 - chance),
where chance is the agreement of two readers who give each verdict as often as these two do, but blindly. Where
one verdict is by far the commonest, always giving it agrees often and has a kappa of 0.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import polars as pl

    from slough_tui.hooks.api import Assessor


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One record on which the paper says `stated` and the assessor `verdict`."""

    record: str
    stated: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was compared: only records on which the paper states something.

    `compared` and `agreed` are numbers of records, `kappa` is Cohen's (null where it is not defined: nothing
    compared, or one verdict only on both sides), `pairs` the times each pair (stated, verdict) came up.
    """

    compared: int
    agreed: int
    kappa: float | None
    pairs: dict[tuple[str, str], int]
    disagreements: tuple[Disagreement, ...]

    @property
    def percent(self) -> float | None:
        """Agreement in percent, to one decimal."""
        return round(100 * self.agreed / self.compared, 1) if self.compared else None

    def as_object(self) -> dict[str, Any]:
        """As JSON has it; `confusion` is stated to verdict to number."""
        confusion: dict[str, dict[str, int]] = {}
        for (stated, verdict), number in sorted(self.pairs.items()):
            confusion.setdefault(stated, {})[verdict] = number
        return {
            "compared": self.compared,
            "agreed": self.agreed,
            "percent": self.percent,
            "kappa": None if self.kappa is None else round(self.kappa, 3),
            "confusion": confusion,
            "disagreements": [
                {"record": one.record, "stated": one.stated, "verdict": one.verdict}
                for one in self.disagreements
            ],
        }


def agreement(said: Iterable[tuple[str, str, str]]) -> Agreement:
    """Compare triples of record, stated verdict and our verdict."""
    triples = sorted(said)
    pairs = Counter((stated, verdict) for _, stated, verdict in triples)
    compared = len(triples)
    agreed = sum(number for (stated, verdict), number in pairs.items() if stated == verdict)
    return Agreement(
        compared=compared,
        agreed=agreed,
        kappa=_kappa(pairs, compared, agreed),
        pairs=dict(pairs),
        disagreements=tuple(Disagreement(*one) for one in triples if one[1] != one[2]),
    )


def _kappa(pairs: Counter[tuple[str, str]], compared: int, agreed: int) -> float | None:
    stated: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    for (first, second), number in pairs.items():
        stated[first] += number
        verdicts[second] += number
    by_chance = sum(stated[word] * verdicts[word] for word in stated)
    if by_chance == compared * compared:  # nothing compared, or one verdict throughout
        return None
    return (agreed * compared - by_chance) / (compared * compared - by_chance)


def agreement_of(
    assessor: Assessor, assessments: pl.DataFrame, tables: Callable[[str], pl.LazyFrame | pl.DataFrame]
) -> Agreement | None:
    """How `assessor` agrees with the column it names in `stated`; None if it names none, or nothing states one.

    `assessments` has the columns of `result.SCHEMA`. A stated word that is none of the assessor's verdicts is
    left out. RAG as derived by an earlier run is no statement of a paper: only printed ones count.
    """
    import polars as pl

    if not assessor.stated:
        return None
    triples: list[tuple[str, str, str]] = []
    ours = assessments.lazy().filter(pl.col("assessor") == assessor.name).select("record", "verdict")
    for table in assessor.tables:
        frame = tables(table).lazy()
        columns = frame.collect_schema().names()
        if assessor.stated not in columns:
            continue
        if f"{assessor.stated}_source" in columns:
            frame = frame.filter(pl.col(f"{assessor.stated}_source").eq_missing("derived").not_())
        stated = pl.col(assessor.stated)
        triples += (
            frame.filter(stated.is_in(list(assessor.verdicts)))
            .select("id", stated.alias("stated"))
            .join(ours, left_on="id", right_on="record")
            .collect()
            .rows()
        )
    return agreement(triples) if triples else None
