"""The smallest change of one field that would clear a finding: candidates, tried against the compiled rule itself.

Candidates are the words of the field's vocabulary, what the rule compares it with (and the values beside that),
days and numbers near the present one, a text where there is none, and nothing where there is something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules.explain import line_of
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import polars as pl

    from slough_tui.engine.rules.compile import Compiler, Probe
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule
    from slough_tui.model.table import Column

ANY_TEXT = "(any text)"
"""What stands for a text that only has to be there."""
FURTHEST = 4000
"""Days to either side of a date that are tried where one pass can try them all: eleven years."""
STEPS = (1, 7, 14, 28, 31, 62, 92, 183, 366, 731, 1461)
MOST_RUNS = 120
"""Candidates of a rule that is no row rule: each is a run of its own."""
_NOBODY_CHANGES = ("id", "document", "page", "line", "as_at", "series", "council")
_QUOTED = re.compile(r"'((?:[^']|'')*)'")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of the record, what it says, and what it would have to say; `size` orders changes, small first."""

    field: str
    old: Any
    new: Any
    size: float


def changes(rule: Rule, record: str, compiler: Compiler) -> tuple[Change, ...]:
    """For each field that alone can clear the finding the smallest such change, the smallest of all first.

    The rule must come out *clear*: what makes it unknown clears nothing. None for a rule that a plugin's function
    judges, or if the rule does not see the record.
    """
    table = next((t for t in TABLES.values() if t.prefix and record.startswith(f"{t.prefix}:")), None)
    table = table or TABLES[rule.table]
    row = compiler.frames(table.name).filter(_is(record)).head(1).collect()
    if rule.scope == "frame" or row.is_empty():
        return ()
    candidates = list(_candidates(rule, table.columns, row.row(0, named=True), compiler))
    clears = _in_one_pass if rule.scope == "row" else _one_by_one
    best: dict[str, Change] = {}
    for change in clears(rule, record, table.name, candidates, compiler):
        if change.field not in best or change.size < best[change.field].size:
            best[change.field] = change
    return tuple(sorted(best.values(), key=lambda change: (change.size, change.field)))


def _is(record: str) -> pl.Expr:
    import polars as pl

    return pl.col("id") == record


# ---------------------------------------------------------------- candidates


def _candidates(
    rule: Rule, columns: Iterable[Column], row: Mapping[str, Any], compiler: Compiler
) -> Iterator[Change]:
    text = " ".join((rule.when, rule.having, rule.sql, *rule.columns, *rule.by, rule.column))
    words = set(re.findall(r"[a-z_][a-z0-9_]*", text))
    parameters = compiler.parameters(rule)
    said = [*(found.replace("''", "'") for found in _QUOTED.findall(text)), *parameters.values()]
    said += [float(number) for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text)]
    for column in columns:
        if column.name in words and column.name not in _NOBODY_CHANGES:
            old = row[column.name]
            for new, size in _values(column, old, said, compiler.today, every_day=rule.scope == "row"):
                if new != old:
                    yield Change(column.name, old, new, size)


def _values(
    column: Column, old: Any, said: list[Any], today: date, *, every_day: bool
) -> Iterator[tuple[Any, float]]:
    """What the column could say, and how large that change is: a word 1, a day a little, nothing at all much."""
    if old is not None:
        yield None, 9.0
    if column.type == "date":
        yield from _days(old, said, today, every_day=every_day)
    elif column.type in ("int", "float"):
        numbers = {float(n) for n in said if isinstance(n, int | float) and not isinstance(n, bool)}
        numbers |= {n + step for n in numbers for step in (-1, 1)}
        numbers |= {(old or 0) + step for step in range(-200, 201)}
        for number in sorted(numbers):
            yield _number(column, number), 0.5 + min(abs(number - (old or 0)) / 1000, 2)
    elif column.type == "bool":
        yield True, 1.0
        yield False, 1.0
    elif column.type == "str":
        words = [word for one in said for word in ((one,) if isinstance(one, str) else ())]
        yield from ((word, 1.0) for word in column.vocabulary or ())
        yield from ((word, 1.2) for word in dict.fromkeys(words))
        if not column.vocabulary:
            yield ANY_TEXT, 1.1


def _number(column: Column, number: float) -> Any:
    return int(number) if column.type == "int" else number


def _days(old: date | None, said: list[Any], today: date, *, every_day: bool) -> Iterator[tuple[date, float]]:
    around = old or today
    steps = range(1, FURTHEST) if every_day else STEPS
    near = [around + timedelta(days=sign * step) for step in steps for sign in (1, -1)]
    near += [today, today + timedelta(days=1), today - timedelta(days=1)]
    near += [one for one in said if isinstance(one, date)]
    for day in dict.fromkeys(near):
        yield day, 0.5 + abs((day - around).days) / 365


# ---------------------------------------------------------------- trying


def _in_one_pass(
    rule: Rule, record: str, _table: str, candidates: list[Change], compiler: Compiler
) -> Iterator[Change]:
    """All candidates of a row rule are lines of one frame, judged by the rule's own mask."""
    import polars as pl

    probes = ((probe, line_of(probe, record)) for probe in compiler.probes(rule))
    probe, line = next(((p, line) for p, line in probes if line.height), (None, None))
    if probe is None or line is None:
        return
    by_field: dict[str, list[Change]] = {}
    for change in candidates:
        by_field.setdefault(change.field, []).append(change)
    for field, several in by_field.items():
        values = pl.Series(field, [change.new for change in several], line.schema[field])
        lines = line.drop(field).join(values.to_frame(), how="cross").select(line.columns)
        for change, outcome in zip(several, lines.select(probe.mask).to_series(), strict=True):
            if outcome is False:
                yield change


def _one_by_one(
    rule: Rule, record: str, table: str, candidates: list[Change], compiler: Compiler
) -> Iterator[Change]:
    """The rule runs once for each candidate, over a register in which that one field is changed."""
    fields = dict.fromkeys(change.field for change in candidates)
    tried = dict.fromkeys(fields, 0)
    done: set[str] = set()
    for change in sorted(candidates, key=lambda change: change.size):
        tried[change.field] += 1
        if change.field in done or tried[change.field] > MOST_RUNS // len(fields):
            continue  # the first that clears is the smallest of its field
        changed = compiler.over_others(_with(compiler.frames, table, record, change))
        if all(_is_clear(probe, record) for probe in changed.probes(rule)):
            done.add(change.field)
            yield change


def _with(frames: Frames, table: str, record: str, change: Change) -> Frames:
    import polars as pl

    def frame(name: str) -> pl.LazyFrame:
        whole = frames(name)
        if name != table:
            return whole
        new = pl.lit(change.new, whole.collect_schema()[change.field])
        return whole.with_columns(
            pl.when(_is(record)).then(new).otherwise(pl.col(change.field)).alias(change.field)
        )

    return frame


def _is_clear(probe: Probe, record: str) -> bool:
    """Whether no line about the record is a finding or unknown."""
    import polars as pl

    subject = probe.subject[0]
    listed = isinstance(probe.dtypes[subject], pl.List)
    about = pl.col(subject).list.contains(record) if listed else pl.col(subject) == record
    hit = probe.mask.cast(pl.Boolean).fill_null(value=True)
    return probe.frame.filter(about).filter(hit).head(1).collect().is_empty()
