"""A rule becomes a probe: a frame whose lines are judged, and a mask that is true where there is a finding.

Row rules of one table share its frame, so that they can run in one pass; every other scope brings its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from slough_tui.engine.rules import gate
from slough_tui.engine.rules.frames import Frames, types_in, types_of, with_assessments
from slough_tui.engine.rules.message import placeholders
from slough_tui.engine.rules.pointing import located, placed
from slough_tui.engine.rules.query import query
from slough_tui.engine.rules.tokens import ConditionError, did_you_mean
from slough_tui.engine.rules.tuning import variants

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from slough_tui.engine.rules.rule import Rule, Value

Function = Callable[..., "pl.LazyFrame"]
"""A plugin's frame function: `function(frames, today=..., as_of=..., thresholds=...)` gives a lazy frame."""

PLACE = ("document", "page", "line", "cell")
"""Columns that say where a finding stands, taken from whatever frame has them."""

SUBJECTS = "subjects "
"""The column of a group's record ids; its space keeps it apart from every column of a table."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A rule, ready to run.

    `frame` has the columns `dtypes`; `mask` is Boolean over it, null where the rule cannot judge.
    `shared` is true where `frame` is the plain table (with assessments), so that passes can be fused.
    `needs` are the columns that message, evidence, subjects and fingerprint read; `evidence` those that
    the condition looked at; `derived` are computed on the hits only, in order.
    """

    rule: Rule
    frame: pl.LazyFrame
    dtypes: Mapping[str, pl.DataType]
    mask: pl.Expr
    shared: bool
    needs: tuple[str, ...]
    evidence: tuple[str, ...]
    derived: Mapping[str, gate.Condition]
    parameters: Mapping[str, Value]
    condition: gate.Condition | None = None
    tables: tuple[str, ...] = ()

    @property
    def reads(self) -> tuple[str, ...]:
        """The tables whose size decides how the probe is run."""
        return self.tables or (self.rule.table,)

    @property
    def subject(self) -> tuple[str, ...]:
        """The columns that hold the ids of what a finding is about."""
        return (SUBJECTS,) if self.rule.scope in ("unique", "group") else self.rule.subject

    def brief(self) -> Probe:
        """The same rule for somebody who wants no more than `findings.said`: evidence and place are left unread."""
        place = "ref" if "ref" in self.needs else "line"  # what is told of it where it has no id
        read = {*self.subject, *placeholders(self.rule.text), "id", "document", place}
        for one in self.derived.values():
            read.update(one.columns)
        return replace(self, needs=tuple(name for name in self.needs if name in read))


@dataclass(slots=True)
class Compiler:
    """Compiles rules over the same frames. `functions` are those of plugins by `plugin:name`."""

    frames: Frames
    today: date
    as_of: date
    functions: Mapping[str, Function]
    assessments: pl.LazyFrame
    _schemas: dict[str, Mapping[str, pl.DataType]] = field(default_factory=dict)
    _given: dict[tuple[object, ...], pl.LazyFrame] = field(default_factory=dict)

    @classmethod
    def over(
        cls,
        frames: Frames,
        *,
        today: date,
        as_of: date,
        functions: Mapping[str, Function] | None = None,
        assessments: pl.LazyFrame | None = None,
    ) -> Compiler:
        """A compiler; assessments come from the register where none are given."""
        said = frames("assessments") if assessments is None else assessments
        return cls(frames, today, as_of, functions or {}, said)

    def probe(self, rule: Rule) -> Probe:
        """The rule, ready to run; RuleError (with a caret, if a condition is wrong) where it cannot be."""
        try:
            make = {
                "row": self._row,
                "unique": self._unique,
                "group": self._group,
                "reference": self._reference,
                "query": self._query,
                "frame": self._frame,
            }[rule.scope]
            return make(rule)
        except ConditionError as error:
            raise located(error, rule) from None

    def probes(self, rule: Rule) -> list[Probe]:
        """The rule ready to run, once for every body that set its thresholds otherwise; RuleError as `probe`."""
        if not rule.bodies:
            return [self.probe(rule)]
        return [
            replace(self.over_others(frames).probe(one), shared=False)
            for one, frames in variants(rule, self.frames)
        ]

    def over_others(self, frames: Frames) -> Compiler:
        """The same compiler over other frames."""
        return replace(self, frames=frames, _schemas={}, _given={})

    def parameters(self, rule: Rule) -> dict[str, Value]:
        """What `:name` stands for in this rule."""
        return {**rule.thresholds, "today": self.today, "as_of": self.as_of}

    # ------------------------------------------------------------ scopes

    def _row(self, rule: Rule) -> Probe:
        types = types_of(rule.table, rule.requires)
        found = gate.condition(rule.when, types, self.parameters(rule))
        frame = self.table(rule.table, rule.requires)
        return self._finish(rule, frame, found.expr, found.columns, types, condition=found, shared=True)

    def _unique(self, rule: Rule) -> Probe:
        import polars as pl

        self._known(rule, rule.columns)
        groups = self._grouped(rule, rule.columns, pl.len().cast(pl.Int64).alias("count"))
        mask = pl.when(~pl.any_horizontal(pl.col(rule.columns).is_null())).then(pl.col("count") > 1)
        return self._finish(rule, groups, mask, (*rule.columns, "count"), None)

    def _group(self, rule: Rule) -> Probe:
        import polars as pl

        self._known(rule, rule.by)
        types = types_of(rule.table, rule.requires)
        parameters = self.parameters(rule)
        found = gate.having(rule.having, types, parameters)
        derived = {
            name: gate.expression(source, types, parameters, aggregates=True)
            for name, source in rule.derive.items()
        }
        groups = self._grouped(
            rule,
            rule.by,
            pl.len().cast(pl.Int64).alias("count"),
            found.expr.alias("having "),
            *(one.expr.alias(name) for name, one in derived.items() if name not in rule.by),
        )
        mask = pl.when(~pl.any_horizontal(pl.col(rule.by).is_null())).then(pl.col("having "))
        evidence = (*rule.by, "count", *(name for name in derived if name not in rule.by))
        return self._finish(rule, groups, mask, evidence, {}, derive=False)

    def _reference(self, rule: Rule) -> Probe:
        import polars as pl

        self._known(rule, (rule.column,))
        table, _, column = rule.to.partition(".")
        frame = self._filtered(rule)
        if types_of(rule.table)[rule.column] == "list":
            frame = frame.explode(rule.column)
        there = self.frames(table).select(pl.col(column).alias("there ")).drop_nulls().unique()
        frame = frame.join(
            there.with_columns(pl.lit(value=True).alias("is there ")),
            left_on=rule.column,
            right_on="there ",
            how="left",
        )
        mask = pl.when(pl.col(rule.column).is_not_null()).then(pl.col("is there ").is_null())
        return self._finish(rule, frame, mask, (rule.column,), None)

    def _query(self, rule: Rule) -> Probe:
        frame, schema, tables = query(rule.sql, self.frames, self.parameters(rule))
        return replace(self._computed(rule, frame, schema), tables=tables)

    def _frame(self, rule: Rule) -> Probe:
        function = self.functions.get(rule.function)
        if function is None:
            hint = did_you_mean(rule.function, self.functions) or "see slough plugins list"
            raise placed(rule, ("condition", "function"), f"no plugin gives {rule.function!r}", hint)
        asked = (rule.function, tuple(rule.thresholds.items()))
        if asked not in self._given:  # two rules may look at one thing
            thresholds = dict(rule.thresholds)
            self._given[asked] = function(
                self.frames, today=self.today, as_of=self.as_of, thresholds=thresholds
            )
        frame = self._given[asked]
        return self._computed(rule, frame, frame.collect_schema())

    def _computed(self, rule: Rule, frame: pl.LazyFrame, schema: pl.Schema) -> Probe:
        """A frame of the rule's own: every line is a finding, or those where `when` is true."""
        import polars as pl

        types = types_in(schema)
        for name in (*rule.subject, *rule.stable):
            if name not in types and name not in rule.derive:
                key = "subject" if name in rule.subject else "stable"
                hint = did_you_mean(name, types) or "SELECT it in the query"
                raise placed(rule, (key,), f"the result has no column {name!r}", hint)
        found = gate.condition(rule.when, types, self.parameters(rule)) if rule.when else None
        mask = found.expr if found else pl.lit(value=True)
        evidence = tuple(name for name in types if name not in (*rule.subject, *PLACE))
        return self._finish(rule, frame, mask, evidence, types, condition=found, schema=schema)

    # ------------------------------------------------------------ parts

    def table(self, name: str, requires: Sequence[str] = ()) -> pl.LazyFrame:
        """A table with one struct column for each assessor."""
        return with_assessments(self.frames(name), requires, self.assessments)

    def _filtered(self, rule: Rule) -> pl.LazyFrame:
        frame = self.table(rule.table, rule.requires)
        if not rule.when:
            return frame
        types = types_of(rule.table, rule.requires)
        return frame.filter(gate.condition(rule.when, types, self.parameters(rule)).expr)

    def _grouped(self, rule: Rule, by: Sequence[str], *aggregates: pl.Expr) -> pl.LazyFrame:
        """One line per group: ids of its records in order, the place of the first, and the aggregates."""
        import polars as pl

        names = types_of(rule.table)
        first = [pl.col(name).sort_by("id").first() for name in PLACE if name in names and name not in by]
        subjects = pl.col(rule.subject[0]).sort().alias(SUBJECTS)
        return self._filtered(rule).group_by(by).agg(subjects, *first, *aggregates)

    def _known(self, rule: Rule, columns: Sequence[str]) -> None:
        names = types_of(rule.table)
        for column in columns:
            if column not in names:
                key = {"unique": "columns", "group": "by", "reference": "column"}[rule.scope]
                what = f"{rule.table} has no column {column!r}"
                raise placed(rule, ("condition", key), what, did_you_mean(column, names))

    def _schema(self, rule: Rule) -> Mapping[str, pl.DataType]:
        """Columns and types of the rule's table, with assessments."""
        key = f"{rule.table} {rule.requires}"
        if key not in self._schemas:
            self._schemas[key] = self.table(rule.table, rule.requires).collect_schema()
        return self._schemas[key]

    def _finish(
        self,
        rule: Rule,
        frame: pl.LazyFrame,
        mask: pl.Expr,
        evidence: Sequence[str],
        types: Mapping[str, str] | None,
        *,
        condition: gate.Condition | None = None,
        shared: bool = False,
        derive: bool = True,
        schema: Mapping[str, pl.DataType] | None = None,
    ) -> Probe:
        """The probe, its derived columns compiled and its message's names looked up.

        `schema` is that of `frame`; looking it up means planning the whole query.
        """
        found = schema or (self._schema(rule) if shared else frame.collect_schema())
        dtypes = dict(found)  # a schema of Polars tries to understand each type that is looked up
        known = dict(types_in(dtypes) if types is None else types)
        derived: dict[str, gate.Condition] = {}
        for name, source in rule.derive.items() if derive else ():
            derived[name] = gate.expression(source, known, self.parameters(rule))
            known[name] = derived[name].type
        parameters = self.parameters(rule)
        available = {*dtypes, *derived, *parameters, "id", "ref"}
        for name in placeholders(rule.text):
            if name not in available:
                hint = did_you_mean(name, available)
                raise placed(rule, ("message", "text"), f"the message knows no {name!r}", hint)
        subject = (SUBJECTS,) if rule.scope in ("unique", "group") else rule.subject
        read = [*subject, *evidence, *rule.stable, *placeholders(rule.text), "ref", *PLACE]
        read += [column for one in derived.values() for column in one.columns]
        for name in (*subject, *rule.stable):
            if name not in dtypes and name not in derived:
                key = "subject" if name in subject else "stable"
                what = f"{rule.table} has no column {name!r}"
                raise placed(rule, (key,), what, did_you_mean(name, dtypes))
        needs = tuple(dict.fromkeys(name for name in read if name in dtypes))
        return Probe(
            rule,
            frame,
            dtypes,
            mask,
            shared,
            needs,
            tuple(dict.fromkeys(evidence)),
            derived,
            parameters,
            condition,
        )
