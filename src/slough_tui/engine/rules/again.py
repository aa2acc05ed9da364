"""A check that is kept, so that after an edit only what the edit can have changed is judged anew.

What one record decides, or a group of equal keys, is judged at once: a few milliseconds, however many records
and findings there are. Rules that look further wait (`pending`) until `complete` runs them as a whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules import findings, passes
from slough_tui.engine.rules.compile import SUBJECTS, Compiler
from slough_tui.engine.rules.query import rewrite, runs_last
from slough_tui.engine.rules.rule import SEVERITIES
from slough_tui.engine.rules.run import NOTHING_TO_JUDGE, RAN, CheckResult
from slough_tui.engine.rules.steps import joined, run_last
from slough_tui.engine.rules.tokens import ConditionError
from slough_tui.errors import RuleError
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    import polars as pl

    from slough_tui.engine.rules.compile import Probe
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.passes import Judged
    from slough_tui.engine.rules.rule import Rule

OF_ALL = ("documents", "assessments")
"""Tables that stand behind every finding: after a change of them all rules are pending."""

MOST = 1_000
"""Records of the groups of an edited record, up to which a rule over such groups is asked at once."""
FEW = 8
"""Groups up to which comparing each key is quicker than a join."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a check of `rules` over `frames` found, but for the rules that are `pending` (ids): those speak of before.

    `heads` are the hashes of the findings' first subjects, by which the findings of a record are found again;
    `reads` are the tables behind each rule that looks further than its record.
    """

    result: CheckResult
    rules: tuple[Rule, ...]
    frames: Frames
    heads: pl.Series
    reads: Mapping[str, Collection[str]]
    pending: frozenset[str] = frozenset()

    @classmethod
    def of(cls, result: CheckResult, rules: Sequence[Rule], frames: Frames) -> Kept:
        """A whole check, to be kept."""
        reads = {rule.id: _reads(rule) for rule in rules}
        return cls(result, tuple(rules), frames, _heads(result.findings), reads)

    @property
    def waiting(self) -> tuple[Rule, ...]:
        """The pending rules that must be run as a whole and given to `complete`."""
        return tuple(rule for rule in self.rules if rule.id in self.pending and not runs_last(rule))

    def after(self, frames: Frames, changed: Mapping[str, Collection[str]]) -> Kept:
        """The check after a change, `frames` being what there is now. What must wait is pending.

        `changed` maps a table to the ids of all its records that were changed, made or ended.
        """
        old, new = self._look(self.frames, changed), self._look(frames, changed)
        wait = {name for name, tables in self.reads.items() if any(table in changed for table in tables)}
        wait |= {rule.id for rule in self.rules if runs_last(rule)} | self.pending
        rules = [rule for rule in self.rules if rule.table in changed and rule.id not in wait]
        keys = {rule.id: _keys(rule, old, new) for rule in rules}
        wait |= {rule.id for rule in rules if old.is_large(rule, keys[rule.id])}
        rules = [rule for rule in rules if rule.id not in wait]
        was, wrong = old.judge(rules, keys)
        now, broken = new.judge(rules, keys)
        places, lost = self._places(was)
        wait |= wrong | broken | lost
        was, now = ([one for one in judged if one.probe.rule.id not in wait] for judged in (was, now))
        gone = sorted(place for rule, place in places if rule not in wait)
        found, failures = findings.assemble(now, new.around(now), self.result.today)
        wait |= {failure.rule for failure in failures}
        whole, heads = self._spliced(gone, found)
        if "waivers" in changed:
            whole = findings.waived(whole, frames, self.result.today)
        counts = _counted(self.result.counts, was, now, whole, frames)
        result = replace(self.result, findings=whole, counts=counts)
        return replace(self, result=result, frames=frames, heads=heads, pending=frozenset(wait))

    def _places(self, was: Sequence[Judged]) -> tuple[list[tuple[str, int]], set[str]]:
        """Where the findings stand that these hits were, each with its rule; the rules some of whose are not there."""
        import polars as pl

        firsts = {one.probe.rule.id: _firsts(one) for one in was}
        ids = pl.Series([name for several in firsts.values() for name in several], dtype=pl.String)
        near = self.heads.is_in(ids.hash().implode()).arg_true()
        rows = self.result.findings[near].select("rule", _first().alias("first")).rows()
        known = {name: set(several) for name, several in firsts.items()}
        places = [
            (rule, place)
            for (rule, first), place in zip(rows, near, strict=True)
            if first in known.get(rule, ())
        ]
        there = [rule for rule, _ in places]
        return places, {name for name, several in firsts.items() if there.count(name) != len(several)}

    def _spliced(self, gone: Sequence[int], new: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
        """The findings in their order without those at `gone` and with the new ones, and their heads. Nothing is sorted."""
        import polars as pl

        found, heads = self.result.findings, self.heads
        fresh = _heads(new)
        events = [(place, 1, 0) for place in gone]
        events += [(_place(found, new, at), 0, at) for at in range(new.height)]
        frames: list[pl.DataFrame] = []
        series: list[pl.Series] = []
        done = 0
        for place, is_gone, at in sorted(events):
            frames.append(found[done:place])
            series.append(heads[done:place])
            if not is_gone:
                frames.append(new[at : at + 1])
                series.append(fresh[at : at + 1])
            done = place + is_gone
        frames.append(found[done:])
        series.append(heads[done:])
        return pl.concat(frames, rechunk=False), pl.concat(series, rechunk=False)

    def _look(self, frames: Frames, changed: Mapping[str, Collection[str]]) -> _Look:
        import polars as pl

        tables = {rule.table for rule in self.rules if rule.table in changed}
        wanted = [frames(name).filter(pl.col("id").is_in(list(changed[name]))) for name in tables]
        return _Look(frames, dict(zip(tables, pl.collect_all(wanted), strict=True)), self.result)

    def complete(self, ran: CheckResult) -> Kept:
        """The check with what the pending rules found by themselves (`ran`); those about findings are run here."""
        import polars as pl

        last = [rule for rule in self.rules if runs_last(rule)]
        again = [*self.pending, *(rule.id for rule in last)]
        others = ~pl.col("rule").is_in(again)
        stood = replace(
            self.result,
            findings=self.result.findings.filter(others),
            counts=self.result.counts.filter(others),
            failures=tuple(one for one in self.result.failures if one.rule not in again),
            errors=(),
        )
        parts = [stood, ran]
        if last:
            today, as_of = self.result.today, self.result.as_of
            parts.append(run_last(self.frames, last, parts, today=today, as_of=as_of))
        result = joined(parts, {rule.id for rule in self.rules})
        return Kept.of(result, self.rules, self.frames)


def _reads(rule: Rule) -> tuple[str, ...]:
    """The tables that must not change lest the rule be run as a whole."""
    if rule.scope == "frame" or rule.requires:
        return tuple(TABLES)
    if rule.scope == "query":
        return (*OF_ALL, *_read_by(rule))
    if rule.scope == "reference":
        return (*OF_ALL, rule.table, rule.to.partition(".")[0])
    narrow = rule.subject == ("id",) and (rule.scope == "row" or not rule.bodies)
    return OF_ALL if narrow else (*OF_ALL, rule.table)


def _read_by(rule: Rule) -> tuple[str, ...]:
    """The tables that a query reads; all, if it cannot be read itself."""
    try:
        return rewrite(rule.sql, dict.fromkeys((*rule.thresholds, "today", "as_of"), ""))[1]
    except ConditionError:
        return tuple(TABLES)


@dataclass(frozen=True, slots=True)
class _Look:
    """One side of a change: all records in `frames`, and by table those that were changed."""

    frames: Frames
    records: Mapping[str, pl.DataFrame]
    result: CheckResult

    def judge(
        self, rules: Sequence[Rule], keys: Mapping[str, pl.DataFrame | None]
    ) -> tuple[list[Judged], set[str]]:
        """The rules over these records, or over all groups with these keys; and the rules that cannot be run."""
        compilers = {name: self._compiler(name, frame.lazy()) for name, frame in self.records.items()}
        probes: list[Probe] = []
        wrong: set[str] = set()
        for rule in rules:
            own = keys[rule.id]
            groups = None if own is None else self._compiler(rule.table, self._groups(rule, own))
            try:
                probes += (groups or compilers[rule.table]).probes(rule)
            except RuleError:
                wrong.add(rule.id)
        judged, broken = passes.run(probes, small=True)
        return judged, wrong | {failure.rule for failure in broken}

    def is_large(self, rule: Rule, keys: pl.DataFrame | None) -> bool:
        """Whether the groups hold more records than can be looked through while one waits."""
        import polars as pl

        return keys is not None and self._groups(rule, keys).select(pl.len()).collect().item() > MOST

    def _groups(self, rule: Rule, keys: pl.DataFrame) -> pl.LazyFrame:
        import polars as pl

        whole = self.frames(rule.table)
        if keys.height > FEW:
            return whole.join(keys.lazy(), on=keys.columns, how="semi", nulls_equal=True)
        groups = [
            pl.all_horizontal(pl.col(name).eq_missing(pl.lit(value)) for name, value in key.items())
            for key in keys.iter_rows(named=True)
        ]
        return whole.filter(pl.any_horizontal(groups)) if groups else whole.clear()

    def _compiler(self, table: str, frame: pl.LazyFrame) -> Compiler:
        def frames(name: str) -> pl.LazyFrame:
            return frame if name == table else self.frames(name)

        return Compiler.over(frames, today=self.result.today, as_of=self.result.as_of)

    def around(self, judged: Sequence[Judged]) -> Frames:
        """The frames, of the rules' own tables only the records that findings begin with."""
        import polars as pl

        tables = {one.probe.rule.table for one in judged}
        firsts = list({name for one in judged for name in _firsts(one)})

        def near(name: str) -> pl.LazyFrame:
            whole = self.frames(name)
            return whole.filter(pl.col("id").is_in(firsts)) if name in tables else whole

        return near


def _keys(rule: Rule, old: _Look, new: _Look) -> pl.DataFrame | None:
    """The keys of the groups that a changed record was or is in; None if the rule has no groups."""
    import polars as pl

    names = rule.columns if rule.scope == "unique" else rule.by
    if not names:
        return None
    return pl.concat([look.records[rule.table].select(names) for look in (old, new)]).unique()


def _firsts(judged: Judged) -> list[str]:
    """The ids of the first subjects of a rule's hits."""
    if judged.is_silent:
        return []
    import polars as pl

    (name,) = judged.probe.subject
    first = pl.col(name).list.first() if name == SUBJECTS else pl.col(name)
    return judged.hits.select(first).collect().to_series().to_list()


def _first() -> pl.Expr:
    import polars as pl

    return pl.col("subjects").list.first().struct.field("id")


def _heads(found: pl.DataFrame) -> pl.Series:
    return found.select(_first().alias("head")).to_series().hash()


def _place(found: pl.DataFrame, new: pl.DataFrame, at: int) -> int:
    """Where line `at` of `new` belongs in the order of `findings.ordered`."""
    low, high = 0, found.height
    for name in findings.ORDER:
        read = _reader(found, name)
        wanted = _reader(new, name)(at)
        lines = range(high)
        low, high = (
            bisect_left(lines, wanted, low, high, key=read),
            bisect_right(lines, wanted, low, high, key=read),
        )
        if low == high:
            break
    return low


def _reader(found: pl.DataFrame, name: str) -> Callable[[int], Any]:
    """A function from a line to its value of a column, as it sorts: nothing comes last."""
    column = found[name]
    if name == "severity":
        return lambda line: SEVERITIES.index(column[line])
    if name == "subjects":
        return lambda line: column[line][0]["id"]
    return lambda line: ((value := column[line]) is None, value)


def _counted(
    before: pl.DataFrame, was: Sequence[Judged], now: Sequence[Judged], found: pl.DataFrame, frames: Frames
) -> pl.DataFrame:
    """The counts of before, less what the changed records were, and what they are now."""
    import polars as pl

    more: dict[str, list[int]] = {}
    for sign, judged in ((-1, was), (1, now)):
        for one in judged:
            line = more.setdefault(one.probe.rule.id, [0, 0, 0])
            for at, number in enumerate((one.finding, one.clear, one.unknown)):
                line[at] += sign * number
    waived = dict(found.filter("waived").group_by("rule").len().iter_rows())
    tables = {one.probe.rule.table for one in now}
    there = {name: frames(name).head(1).collect().height for name in tables}
    lines = []
    for rule, title, severity, table, *numbers, _, state in before.iter_rows():
        of_all = [number + change for number, change in zip(numbers, more.get(rule, (0, 0, 0)), strict=True)]
        is_judged = rule in more
        ran = any(of_all) or there.get(table, 0)
        stands = state if not is_judged else RAN if ran else NOTHING_TO_JUDGE
        lines.append((rule, title, severity, table, *of_all, waived.get(rule, 0), stands))
    return pl.DataFrame(lines, schema=before.schema, orient="row")
