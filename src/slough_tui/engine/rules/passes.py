"""Probes run: all row rules of a table in one streaming pass, the others beside; a failing one alone fails.

A pass gives for every rule how many lines are findings, clear and unknown, and the lines that are hits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from slough_tui.engine.rules.gate import first_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import polars as pl

    from slough_tui.engine.rules.compile import Probe

Engine = Literal["in-memory", "streaming"]

BLOCK = 64
"""Rules per pass: more masks than this cost more memory than another scan."""

MASK = "mask "
"""The column that holds a hit's mask; its space keeps it apart from every column of a table."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one rule said: `hits` are the lines with mask true, and those with null if the rule reports them.

    Rules that were judged in one pass share `lines`, those that any of them hit: `mask` is the rule's own
    column there. `rows` (UInt32) are the lines that this one is about, in order; None: all its hits.
    """

    probe: Probe
    finding: int
    clear: int
    unknown: int
    lines: pl.DataFrame
    mask: str
    rows: pl.Series | None = None

    @property
    def size(self) -> int:
        """How many hits there are."""
        if self.rows is not None:
            return len(self.rows)
        return self.finding + (self.unknown if self.probe.rule.unknown != "ignore" else 0)

    @property
    def is_silent(self) -> bool:
        """Whether there are no hits at all."""
        return not self.size

    @property
    def hits(self) -> pl.LazyFrame:
        """The rule's own lines: the columns that its probe needs, and the mask as `MASK`."""
        import polars as pl

        own = (*self.probe.needs, pl.col(self.mask).alias(MASK))
        if self.rows is not None:
            return self.lines.select(own)[self.rows].lazy()
        return self.lines.lazy().filter(_wanted(self.probe, self.mask)).select(own)

    def places(self, *, unknown: bool | None = None) -> pl.Series:
        """The hits as numbers of lines (UInt32): all, those that cannot be judged, or those that are findings."""
        import polars as pl

        mask = pl.col(self.mask)
        wanted = {None: _wanted(self.probe, self.mask), True: mask.is_null(), False: mask}[unknown]
        return self.lines.select(wanted.fill_null(value=False).arg_true()).to_series()


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that could not be run, and why; the others' results stand."""

    rule: str
    what: str


def engine_for(*, small: bool) -> Engine:
    """Polars' in-memory engine has the shorter start, which is all that counts where the tables are small."""
    return "in-memory" if small else "streaming"


def run(probes: Iterable[Probe], *, small: bool = False) -> tuple[list[Judged], list[Failure]]:
    """Every probe judged. A pass that fails is halved until the rule that breaks it is alone.

    `small` says that all tables are small.
    """
    engine = engine_for(small=small)
    by_table: dict[tuple[str, tuple[str, ...]], list[Probe]] = {}
    alone: list[Probe] = []
    for probe in probes:
        if probe.shared:
            by_table.setdefault((probe.rule.table, probe.rule.requires), []).append(probe)
        else:
            alone.append(probe)
    judged: list[Judged] = []
    failures: list[Failure] = []
    for shared in by_table.values():
        for start in range(0, len(shared), BLOCK):
            _guarded(_fused, shared[start : start + BLOCK], engine, judged, failures)
    _guarded(_beside, alone, engine, judged, failures)
    return judged, failures


def _guarded(
    run_pass: Callable[[Sequence[Probe], Engine], list[Judged]],
    probes: Sequence[Probe],
    engine: Engine,
    judged: list[Judged],
    failures: list[Failure],
) -> None:
    if not probes:
        return
    try:
        judged += run_pass(probes, engine)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException
        if len(probes) == 1:
            failures.append(Failure(probes[0].rule.id, first_line(error)))
            return
        half = len(probes) // 2
        _guarded(run_pass, probes[:half], engine, judged, failures)
        _guarded(run_pass, probes[half:], engine, judged, failures)


def _fused(probes: Sequence[Probe], engine: Engine) -> list[Judged]:
    """Row rules of one table: the masks are computed once, for the counts and for the hits."""
    import polars as pl

    names = [f"{MASK}{number}" for number in range(len(probes))]
    masks = [_mask(probe).alias(name) for probe, name in zip(probes, names, strict=True)]
    wanted = [_wanted(probe, name) for probe, name in zip(probes, names, strict=True)]
    needs = tuple(dict.fromkeys(column for probe in probes for column in probe.needs))
    masked = probes[0].frame.select(*needs, *masks)
    counts, hits = pl.collect_all(
        [masked.select(*_tallies(names)), masked.filter(pl.any_horizontal(wanted))], engine=engine
    )
    said = counts.row(0, named=True)
    return [_judged(probe, said, name, hits) for probe, name in zip(probes, names, strict=True)]


def _beside(probes: Sequence[Probe], engine: Engine) -> list[Judged]:
    """Rules of other scopes: each has its own frame, but all are collected together, so scans are shared.

    Of small frames all lines are kept and counted here: planning a second query would take longer.
    """
    import polars as pl

    masked = [probe.frame.select(*probe.needs, _mask(probe).alias(MASK)) for probe in probes]
    if engine == "in-memory":
        whole = pl.collect_all(masked, engine=engine)
        return [_counted(probe, lines) for probe, lines in zip(probes, whole, strict=True)]
    queries: list[pl.LazyFrame] = []
    for probe, lines in zip(probes, masked, strict=True):
        queries += [lines.select(*_tallies([MASK])), lines.filter(_wanted(probe, MASK))]
    frames = pl.collect_all(queries, engine=engine)
    return [
        _judged(probe, frames[2 * number].row(0, named=True), MASK, frames[2 * number + 1])
        for number, probe in enumerate(probes)
    ]


def _counted(probe: Probe, lines: pl.DataFrame) -> Judged:
    mask = lines[MASK]
    finding, unknown = int(mask.sum()), mask.null_count()
    return Judged(probe, finding, lines.height - finding - unknown, unknown, lines, MASK)


def _mask(probe: Probe) -> pl.Expr:
    import polars as pl

    return probe.mask.cast(pl.Boolean)  # a CASE without ELSE may have no type at all


def _wanted(probe: Probe, name: str) -> pl.Expr:
    """What a filter keeps of the mask; it drops null of itself, and `any_horizontal` passes it on."""
    import polars as pl

    mask = pl.col(name)
    return mask if probe.rule.unknown == "ignore" else mask.fill_null(value=True)


def _tallies(names: Sequence[str]) -> list[pl.Expr]:
    import polars as pl

    masks = pl.col(names)
    found, unknown = masks.sum().name.suffix(" finding"), masks.null_count().name.suffix(" unknown")
    return [found, unknown, pl.len().alias("all ")]


def _judged(probe: Probe, said: Mapping[str, int], name: str, hits: pl.DataFrame) -> Judged:
    finding, unknown = said[f"{name} finding"], said[f"{name} unknown"]
    return Judged(probe, finding, said["all "] - finding - unknown, unknown, hits, name)
