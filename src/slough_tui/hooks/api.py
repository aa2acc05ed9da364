'''What authors of plugins import. It loads neither Polars nor a screen; the numbers below are promises.

A plugin is one Python file:

```python
"""Directions that nobody has written about for a quarter."""

from __future__ import annotations

import polars as pl

from slough_tui.hooks.api import Given, assessor, hookimpl

API = 1


@assessor(tables=("directions",), uses=("updates",), verdicts=("fresh", "stale"))
def commentary(given: Given) -> pl.LazyFrame:
    """When a direction was last written about."""
    last = given.tables["updates"].group_by("record").agg(pl.col("on").max())
    stale = (pl.lit(given.today) - pl.col("on")).dt.total_days() > 92
    return given.frame.join(last, left_on="id", right_on="record", how="left").select(
        "id", verdict=pl.when(stale).then(pl.lit("stale")).otherwise(pl.lit("fresh"))
    )


@hookimpl
def slough_register_assessors():
    return [commentary]
```
'''

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pluggy

from slough_tui.hooks.brought import Command, ConditionFunction, Panel, Seen, Writer
from slough_tui.model.further import record_kind
from slough_tui.model.table import Column

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from slough_tui.model.report import Report

__all__ = [
    "API",
    "Asked",
    "Assessor",
    "Column",
    "Command",
    "ConditionFunction",
    "Given",
    "Panel",
    "ReportKind",
    "Seen",
    "Verdict",
    "Writer",
    "assessor",
    "hookimpl",
    "record_assessor",
    "record_kind",
    "report",
]

API = 1
"""The interface that this slough-tui offers. A plugin says `API = 1`; within one number nothing is taken away."""

PROJECT = "slough_tui"

hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plugin as the implementation of the hook of the same name. Since 0.1."""


@dataclass(frozen=True, slots=True)
class Given:
    """What an assessor is given. Since 0.1.

    `table` is the record table it is asked about and `frame` its records (columns as in the register, as
    of the date asked for); `tables` are the tables named in `uses`; `today` is what "overdue" refers to;
    `parameters` are the assessor's own, with what the person's `slough.toml` says laid over them.
    """

    table: str
    frame: pl.LazyFrame
    tables: Mapping[str, pl.LazyFrame]
    today: date
    parameters: Mapping[str, Any] = field(default_factory=dict)


Assess = Callable[[Given], "pl.LazyFrame"]


@dataclass(frozen=True, slots=True)
class Assessor:
    """A named judge of records. Since 0.1.

    `assess` returns a lazy frame with `id` (String, of a record of `given.frame`, at most once), `verdict`
    (String, one of `verdicts`), and if it likes `score` (Float64, 0 to 1, higher is better, null where
    it cannot be told), `reasons` (List(String), for people) and `evidence` (String, a JSON object for programs:
    what no reason should have to be taken apart for). A record it has nothing to say about is left out. Rules read it as a struct column: `name.verdict = 'overdue'`.

    `parameters` are the defaults of what a person may change in `[assessors.NAME]` of a `slough.toml`.
    `stated` names a column in which the papers say what the verdict ought to be: it is compared, never read.
    """

    name: str
    about: str
    tables: tuple[str, ...]
    verdicts: tuple[str, ...]
    assess: Assess
    uses: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a per-record assessor says of one record. Since 0.1."""

    verdict: str
    score: float | None = None
    reasons: tuple[str, ...] = field(default=())


def assessor(
    *,
    tables: tuple[str, ...],
    verdicts: tuple[str, ...],
    uses: tuple[str, ...] = (),
    name: str = "",
    parameters: Mapping[str, Any] | None = None,
    stated: str = "",
) -> Callable[[Assess], Assessor]:
    """Make an `Assessor` of a frame function; its docstring's first line says what it is about. Since 0.1."""

    def decorate(function: Assess) -> Assessor:
        return Assessor(
            name=name or function.__name__,
            about=_first_line(function),
            tables=tables,
            verdicts=verdicts,
            assess=function,
            uses=uses,
            parameters=parameters or {},
            stated=stated,
        )

    return decorate


def record_assessor(
    *, tables: tuple[str, ...], verdicts: tuple[str, ...], name: str = ""
) -> Callable[[Callable[[Mapping[str, Any], date], Verdict | None]], Assessor]:
    """Make an `Assessor` of a function that takes one record and today's date. Since 0.1.

    The record is a mapping of column name to value; None means nothing to say. It is a hundred times
    slower than a frame function, which matters above some ten thousand records.
    """

    def decorate(function: Callable[[Mapping[str, Any], date], Verdict | None]) -> Assessor:
        def assess(given: Given) -> pl.LazyFrame:
            import polars as pl

            said = [
                {"id": record["id"], "verdict": v.verdict, "score": v.score, "reasons": list(v.reasons)}
                for record in given.frame.collect().iter_rows(named=True)
                if (v := function(record, given.today)) is not None
            ]
            schema = pl.Schema(
                {
                    "id": pl.String(),
                    "verdict": pl.String(),
                    "score": pl.Float64(),
                    "reasons": pl.List(pl.String()),
                }
            )
            return pl.LazyFrame(said, schema=schema)

        return Assessor(name or function.__name__, _first_line(function), tables, verdicts, assess)

    return decorate


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for, and where its figures come from. Since 0.1.

    `as_of` is the day whose facts count, `today` what "overdue" refers to, `start` the earlier day to compare
    with (None: no comparison was asked for). Frames have the columns of the register's tables.
    """

    as_of: date
    today: date
    start: date | None
    read: Callable[[str, date], pl.DataFrame]
    assess: Callable[[str], pl.DataFrame]
    check: Callable[[frozenset[str]], pl.DataFrame]

    def table(self, name: str, on: date | None = None) -> pl.DataFrame:
        """A table of the register as of `on`, else as of the report's own day."""
        return self.read(name, on or self.as_of)

    def verdicts(self, assessor: str) -> pl.DataFrame:
        """What an assessor says today: record, verdict, score, reasons. No lines if there is no such assessor."""
        return self.assess(assessor)

    def findings(self, *tags: str) -> pl.DataFrame:
        """What the rules find today (those with one of `tags`, if any are named), waived findings left out.

        Columns: rule, title, severity, confidence, subjects (List of Struct: type, id), message, the place in the
        paper, and tags (List of String), the rule's own.
        """
        return self.check(frozenset(tags))


MakeReport = Callable[[Asked], "Report"]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report that can be asked for by `name`. Since 0.1.

    `make` returns a `slough_tui.model.report.Report` with a title, sections and notes.
    """

    name: str
    about: str
    make: MakeReport


def report(*, name: str = "") -> Callable[[MakeReport], ReportKind]:
    """Make a `ReportKind` of a function; its docstring's first line says what it is about. Since 0.1.

    Without a `name` it is the function's own, with hyphens.
    """

    def decorate(function: MakeReport) -> ReportKind:
        return ReportKind(name or function.__name__.replace("_", "-"), _first_line(function), function)

    return decorate


def _first_line(function: Callable[..., Any]) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0]
