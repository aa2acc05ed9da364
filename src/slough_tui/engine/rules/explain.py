"""Why: a condition branch by branch on one record, and the passage of the paper that a finding stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules import gate
from slough_tui.errors import UnknownRecordError, UsageError
from slough_tui.model.kinds import TABLES, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from slough_tui.engine.rules.compile import Compiler, Probe
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule
    from slough_tui.engine.rules.syntax import Node

JOINS = ("and", "or", "not")
MOST_CELLS = 40


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of a condition: its text, how deep it stands, and what it is on this record (None: unknown).

    `decides` is set where this leaf alone, turned the other way, would turn the whole condition.
    """

    text: str
    depth: int
    outcome: bool | None
    join: str = ""
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rule on one record: its branches from the whole to the leaves, and the values they read."""

    branches: tuple[Branch, ...]
    values: Mapping[str, Any]

    @property
    def outcome(self) -> bool | None:
        """The whole condition on this record."""
        return self.branches[0].outcome if self.branches else None


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something stands in a paper: cells in reading order as (field, raw text, page, line)."""

    document: str
    page: int | None
    line: int | None
    cells: tuple[tuple[str, str, int | None, int | None], ...]


# ---------------------------------------------------------------- branches


def judge(rule: Rule, record_id: str, compiler: Compiler) -> Judgement:
    """The condition of a row or query rule on one record. UnknownRecordError if the rule never sees it."""
    found = ((probe, line_of(probe, record_id)) for probe in compiler.probes(rule))
    probe, frame = next(((probe, line) for probe, line in found if line.height), (None, None))
    if probe is None or frame is None:
        raise UnknownRecordError(
            f"{rule.id} does not look at {record_id!r}",
            hint=f"it looks at {rule.table}: slough list {rule.table}",
        )
    condition = probe.condition
    if condition is None:
        names = [name for name in probe.evidence if name in frame.columns]
        return Judgement((Branch(rule.condition, 0, True),), frame.select(names).row(0, named=True))
    values = frame.select([n for n in dict.fromkeys(condition.columns) if n in frame.columns]).row(
        0, named=True
    )
    return Judgement(tuple(_branches(condition, frame)), values)


def line_of(probe: Probe, record_id: str) -> pl.DataFrame:
    """The one line that the probe judges for this record; empty where it sees none."""
    import polars as pl

    subject = probe.subject[0]
    lines = pl.col(subject)
    listed = isinstance(probe.dtypes[subject], pl.List)
    is_it = lines.list.contains(record_id) if listed else lines == record_id
    return probe.frame.filter(is_it).head(1).collect()


def _branches(whole: gate.Condition, frame: pl.DataFrame) -> list[Branch]:
    """Every AND, OR, NOT and leaf of the condition, each judged on the frame's only line."""
    nodes: list[tuple[Node, int]] = []
    _outline(whole.tree, 0, nodes)
    found = frame.select(
        gate.branch(whole, node).expr.alias(str(number)) for number, (node, _) in enumerate(nodes)
    ).row(0)
    outcomes = {id(node): outcome for (node, _), outcome in zip(nodes, found, strict=True)}
    verdict = outcomes[id(whole.tree)]
    branches = []
    for node, depth in nodes:
        outcome = outcomes[id(node)]
        leaf = node.op not in JOINS
        turned = (
            _with(whole.tree, outcomes, node, turned=not outcome) if leaf and verdict is not None else verdict
        )
        text = " ".join(whole.source[node.start : node.end].split())
        join = node.op.upper() if not leaf else ""
        branches.append(Branch(text, depth, outcome, join, decides=leaf and turned != verdict))
    return branches


def _outline(node: Node, depth: int, into: list[tuple[Node, int]]) -> None:
    into.append((node, depth))
    if node.op in JOINS:
        for part in node.args:
            _outline(part, depth + 1, into)


def _with(tree: Node, outcomes: Mapping[int, bool | None], leaf: Node, *, turned: bool) -> bool | None:
    """The condition's outcome if one leaf were the other way: three-valued logic over the known outcomes."""
    if tree is leaf:
        return turned
    if tree.op not in JOINS:
        return outcomes[id(tree)]
    parts = [_with(part, outcomes, leaf, turned=turned) for part in tree.args]
    if tree.op == "not":
        return None if parts[0] is None else not parts[0]
    stop = tree.op == "or"
    if stop in parts:
        return stop
    return None if None in parts else not stop


# ---------------------------------------------------------------- findings and records


def find(findings: pl.DataFrame, prefix: str) -> dict[str, Any]:
    """The finding whose fingerprint begins so. UsageError if there is none, or more than one."""
    import polars as pl

    found = findings.filter(pl.col("fingerprint").str.starts_with(prefix.lower()))
    if found.is_empty():
        raise UsageError(
            f"no rule and no finding is called {prefix!r}", hint="slough check lists the findings"
        )
    if found["fingerprint"].n_unique() > 1:
        raise UsageError(
            f"{found['fingerprint'].n_unique()} findings begin with {prefix!r}",
            hint="write more of the fingerprint",
        )
    return found.row(0, named=True)


def passage(frames: Frames, subject: str, *, document: str = "", line: int | None = None) -> Passage | None:
    """The printed text behind a record, cell or paper.

    The cells that feed a record; else the cell itself; else the cells of that line of the paper
    (`document` is a file name). None where the register holds no cells for it.
    """
    import polars as pl

    cells = frames("cells")
    if table_of(subject) is not None:
        wanted = pl.col("record") == subject
    elif line is None:
        wanted = pl.col("id") == subject
    else:
        papers = frames("documents").filter(pl.col("name") == document).select("id").collect().to_series()
        wanted = pl.col("document").is_in(papers.to_list()) & (pl.col("line") == line)
    found = cells.filter(wanted).sort("document", "block", "row", "column").head(MOST_CELLS).collect()
    if found.is_empty() and table_of(subject) is not None and line is not None:
        return passage(frames, "", document=document, line=line)
    if found.is_empty():
        return None
    first = found.row(0, named=True)
    names = frames("documents").filter(pl.col("id") == first["document"]).select("name").collect().to_series()
    lines = tuple(
        (one["field"] or "", one["raw"] or "", one["page"], one["line"])
        for one in found.iter_rows(named=True)
        if (one["raw"] or "").strip()
    )
    name = names[0] if len(names) and names[0] else first["document"]
    return Passage(name, first["page"], first["line"], lines)


def record_of(frames: Frames, record_id: str) -> dict[str, Any]:
    """The record's values without its nulls. UnknownRecordError if there is none of that id."""
    import polars as pl

    table = table_of(record_id)
    if table is None:
        prefixes = ", ".join(f"{t.prefix}:" for t in TABLES.values() if t.prefix)
        raise UnknownRecordError(f"{record_id!r} is no id of a record", hint=f"ids begin with {prefixes}")
    found = frames(table.name).filter(pl.col("id") == record_id).collect()
    if found.is_empty():
        raise UnknownRecordError(f"there is no record {record_id!r}", hint=f"slough list {table.name}")
    return {name: value for name, value in found.row(0, named=True).items() if value is not None}
