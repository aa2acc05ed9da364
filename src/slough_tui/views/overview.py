"""What needs attention, counted: how many records stand where, what is overdue for how long, what moved, what the rules found."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules.rule import SEVERITIES
from slough_tui.model.kinds import TABLES
from slough_tui.views.latest import KPIS, with_latest
from slough_tui.views.overdue import TRACKED, overdue

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from slough_tui.model.table import Table
    from slough_tui.views.filed import Frame

COUNTED = (*TRACKED, "kpis")
STANDS = ("rag", "status", "accepted", "verdict_stated", "response_received")
"""Columns by which a table's records are counted: of these the one that most of them fill."""
BINS = (30, 90, 180, 365)
"""Last day of each age of what is overdue; what is older forms the last bin."""
MOST = 6
"""Rules and leads that are named."""

At = Callable[[str, "date"], "pl.DataFrame"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One table: how many records, how many of them overdue, both then and now, and how they stand by `field`."""

    name: str
    total: int
    total_then: int
    overdue: int
    overdue_then: int
    field: str
    stands: tuple[tuple[str, int], ...]
    unsaid: int
    ages: tuple[int, ...]
    trail: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A record to ask about: what to ask, and why."""

    record: str
    ref: str
    text: str
    question: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the place Overview shows."""

    as_of: date
    since: date
    today: date
    kinds: tuple[Kind, ...]
    changes: tuple[tuple[str, int], ...] = ()
    sentences: tuple[str, ...] = ()
    severities: tuple[tuple[str, int], ...] = ()
    rules: tuple[tuple[str, str, int], ...] = ()
    leads: tuple[tuple[str, int], ...] = ()
    calls: tuple[Call, ...] = ()


def kinds(at: At, as_of: date, since: date, days: Sequence[date]) -> tuple[Kind, ...]:
    """Every counted table as of a day and as of `since`; `days` are those of the trail of what was overdue."""
    return tuple(_kind(name, at, as_of, since, days) for name in COUNTED)


def _kind(name: str, at: At, as_of: date, since: date, days: Sequence[date]) -> Kind:
    table = KPIS if name == "kpis" else TABLES[name]
    now, then = at(name, as_of), at(name, since)
    if name == "kpis":
        now = with_latest(now, at("readings", as_of))
    late = overdue(table, now, as_of)
    field = _fullest(table, now)
    counted = Counter(dict(now[field].drop_nulls().value_counts().iter_rows()) if field else {})
    vocabulary = table.column(field).vocabulary or () if field else ()
    stands = tuple((word, counted[word]) for word in vocabulary if counted[word])
    trail = tuple(overdue(table, at(name, day), day).height for day in days) if name in TRACKED else ()
    unsaid = now.height - sum(counted.values())
    return Kind(
        name, now.height, then.height, late.height, overdue(table, then, since).height, field, stands, unsaid,
        ages(late, as_of), trail,
    )  # fmt: skip


def _fullest(table: Table, frame: pl.DataFrame) -> str:
    if table is KPIS:
        return "met"
    filled = {name: frame[name].count() for name in STANDS if name in table.names}
    best = max(filled, key=filled.__getitem__, default="")
    return best if best and filled[best] else ""


def ages(late: pl.DataFrame, today: date) -> tuple[int, ...]:
    """How many have been overdue for up to 30, 90, 180, 365 days, and for longer."""
    import polars as pl

    old = late.select((pl.lit(today) - pl.col("due")).dt.total_days()).to_series()
    edges = (0, *BINS, 10**6)
    return tuple(int(((old > low) & (old <= high)).sum()) for low, high in itertools.pairwise(edges))


def found(findings: Frame) -> dict[str, tuple[tuple[object, ...], ...]]:
    """Findings (columns of `computed.FINDINGS`) counted: `severities`, `rules` with their titles, `leads`, the most first."""
    severity = dict(_counted(findings, "severity"))
    return {
        "severities": tuple((word, severity[word]) for word in SEVERITIES if word in severity),
        "rules": _counted(findings, "rule", "title")[:MOST],
        "leads": _counted(findings, "lead")[:MOST],
    }


def _counted(findings: Frame, *names: str) -> tuple[tuple[Any, ...], ...]:
    """What stands in these columns with how often it does, the most frequent first, else what comes first."""
    import polars as pl

    found = findings.lazy().select(*names).drop_nulls().group_by(*names, maintain_order=True).agg(pl.len())
    return tuple(found.sort("len", descending=True, maintain_order=True).collect().rows())


def calls_of(frame: Frame) -> tuple[Call, ...]:
    """The same as `calls` gave for this `calls_frame`."""
    columns = frame.select("record", "ref", "text", "question", "evidence")
    return tuple(Call(*line) for line in columns.rows())


def calls_frame(called: Sequence[Call]) -> pl.DataFrame:
    """The records to ask about as `computed.CALL_IN`, in their order."""
    from slough_tui.views.computed import CALL_IN, frame_of

    return frame_of(
        CALL_IN,
        (
            {"id": one.record, "rank": rank, "ref": one.ref, "question": one.question, "evidence": one.evidence,
             "text": one.text, "record": one.record}
            for rank, one in enumerate(called, 1)
        ),
    )  # fmt: skip


def calls(
    findings: pl.DataFrame, tags: Mapping[str, Sequence[str]], tables: Mapping[str, pl.DataFrame], today: date
) -> tuple[Call, ...]:
    """The records that a committee should ask about, by `engine.call_in`; `tags` are those of each rule.

    Only the few hundred records with the gravest findings are looked at: the list is short.
    """
    import polars as pl

    from slough_tui.engine.call_in import CONFIDENCE, SEVERITY, call_in

    weight = pl.col("severity").replace_strict(SEVERITY, default=0.0) * pl.col("confidence").replace_strict(
        CONFIDENCE, default=0.0
    )
    heavy = (
        findings.filter(pl.col("outcome") == "finding").select("records", weight.alias("weight")).explode("records").group_by("records")
        .agg(pl.col("weight").sum()).sort("weight", "records", descending=[True, False]).head(500)["records"]
    )  # fmt: skip
    named = pl.DataFrame(
        [(rule, list(said)) for rule, said in tags.items()],
        schema={"rule": pl.String, "tags": pl.List(pl.String)},
        orient="row",
    )
    told = findings.filter(pl.col("records").list.set_intersection(heavy.implode()).list.len() > 0)
    told = told.join(named, on="rule", how="left", maintain_order="left").with_columns(
        pl.col("records").list.eval(pl.struct(pl.element().alias("id"))).alias("subjects")
    )
    few = {name: frame.filter(pl.col("id").is_in(heavy.implode())) for name, frame in tables.items()}
    return tuple(
        Call(
            one.record, str(one.values.get("ref") or ""), str(one.values.get("title") or one.values.get("text") or ""),
            one.question, one.evidence[0],
        )
        for one in call_in(told, few, today)
    )  # fmt: skip
