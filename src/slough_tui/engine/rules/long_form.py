"""The hits of one rule in long form: subjects, message, evidence and identity, without a loop over the findings.

Nearly every rule speaks of one record by its id, and every finding costs: what such a rule needs no list
for is written without one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.engine.rules import message
from slough_tui.engine.rules.passes import MASK
from slough_tui.model.kinds import RECORD_TABLES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from slough_tui.engine.rules.compile import Probe
    from slough_tui.engine.rules.passes import Judged

OUTCOME = {"ignore": "unknown", "report": "unknown", "finding": "finding"}
"""What a record that cannot be judged counts as, by the rule's `unknown`."""


LOOKED_AT = 1000
"""Lines that are looked at first."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits of one rule with the columns derived for the message.

    Beside them `first ` (the id of the first subject), `ids ` (those of all, where they are `listed`),
    `own ref `, and `id` and `ref` filled in. `dtypes` are those of all but these. `tidy` are columns whose
    texts hold no white space.
    """

    probe: Probe
    frame: pl.LazyFrame
    dtypes: Mapping[str, pl.DataType]
    listed: bool
    tidy: frozenset[str]

    @property
    def message(self) -> pl.Expr:
        """What the rule says of a hit."""
        return message.message(self.probe.rule.text, self.dtypes, self.probe.parameters, self.tidy)


def stands_alone(probe: Probe) -> bool:
    """Whether a hit is a line of the rule's own table: what is known of its place stands beside it."""
    return probe.shared and probe.subject == ("id",)


def hits(judged: Judged, tidy: frozenset[str] = frozenset()) -> Hits:
    """The hits of one rule, ready to be told."""
    import polars as pl

    probe = judged.probe
    dtypes = {name: probe.dtypes[name] for name in probe.needs}
    frame = judged.hits
    for name, condition in probe.derived.items():
        frame = frame.with_columns(condition.expr.alias(name))
    if probe.derived:
        dtypes = dict(frame.collect_schema())
    names = [name for name in probe.subject if name in dtypes]
    listed = len(names) != 1 or isinstance(dtypes[names[0]], pl.List)
    if listed:
        frame = frame.with_columns(_ids(names, dtypes).alias("ids "))
        first = pl.col("ids ").list.first()
    elif stands_alone(probe) or "document" not in dtypes:
        first = pl.col(names[0])
    else:  # a thing found in no record is found in its paper
        first = pl.coalesce(names[0], "document")
    told = pl.col("first ")
    if "ref" not in dtypes and "line" in dtypes:  # a place says more than the id of a paper
        place = pl.concat_str(pl.lit("line "), pl.col("line").cast(pl.String))
        told = pl.when(told.str.starts_with("doc:")).then(pl.coalesce(place, told)).otherwise(told)
    own = pl.col("ref").cast(pl.String) if "ref" in dtypes else pl.lit(None, pl.String)
    filled = [own.alias("own ref "), pl.coalesce(own, told).alias("ref")]
    if "id" not in dtypes:
        filled.append(pl.col("first ").alias("id"))
    frame = frame.with_columns(first.alias("first ")).with_columns(*filled)
    known = {**dtypes, "ref": pl.String(), "id": dtypes.get("id", pl.String())}
    return Hits(probe, frame, known, listed, tidy)


def _ids(names: Iterable[str], dtypes: Mapping[str, pl.DataType]) -> pl.Expr:
    import polars as pl

    lists = [pl.col(name) if isinstance(dtypes[name], pl.List) else pl.concat_list(name) for name in names]
    ids = pl.concat_list(lists).list.drop_nulls().list.unique(maintain_order=True)
    if "document" not in dtypes:
        return ids
    paper = pl.concat_list(pl.col("document")).list.drop_nulls()
    return pl.when(ids.list.len() == 0).then(paper).otherwise(ids)


def tidy_columns(several: Sequence[Judged], known: dict[tuple[int, str], bool]) -> frozenset[str]:
    """Which of the texts that these rules speak of hold no white space at all, in lines that they share.

    `known` keeps what was seen, by the lines and the column, as long as the lines are kept.
    """
    import polars as pl

    lines = several[0].lines
    spoken = dict.fromkeys(name for one in several for name in message.placeholders(one.probe.rule.text))
    texts = [name for name in spoken if lines.schema.get(name) == pl.String]
    if "ref" in texts and lines["ref"].null_count():  # filled with what was not looked at
        texts.remove("ref")
    for name in texts:
        if (id(lines), name) not in known:
            known[id(lines), name] = _is_tidy(lines[name])
    return frozenset(name for name in texts if known[id(lines), name])


def _is_tidy(texts: pl.Series) -> bool:
    """Whether there is no white space: most texts tell by their beginning, the others as one long text."""
    for some in (texts.head(LOOKED_AT), texts):
        whole: str = some.str.join("").item()
        if whole and whole.split(None, 1) != [whole]:
            return False
    return True


def long(told: Hits) -> pl.LazyFrame:
    """Columns of `findings.schema` but `fingerprint`, `first_seen` and `waived`; and `first `, and `key `."""
    import polars as pl

    rule, dtypes = told.probe.rule, told.dtypes
    severity, outcome, said = pl.lit(rule.severity), pl.lit("finding"), told.message
    if rule.unknown != "ignore":
        unknown = pl.col(MASK).is_null()
        said = pl.when(unknown).then(_cannot(told)).otherwise(said)
        outcome = pl.when(unknown).then(pl.lit(OUTCOME[rule.unknown])).otherwise(outcome)
        if rule.unknown == "report":
            severity = pl.when(unknown).then(pl.lit("info")).otherwise(severity)
    return told.frame.select(
        rule=pl.lit(rule.id),
        title=pl.lit(rule.title),
        severity=severity,
        confidence=pl.lit(rule.confidence),
        subjects=_subjects(told),
        ref=pl.col("own ref "),
        message=said,
        outcome=outcome,
        evidence=_evidence(told),
        document=_own("document", dtypes, pl.String()),
        page=_own("page", dtypes, pl.Int64()),
        line=_own("line", dtypes, pl.Int64()),
        cell=pl.col("id") if rule.table == "cells" and "id" in dtypes else _own("cell", dtypes, pl.String()),
        first=pl.col("first "),
        key=_key(told),
    ).rename({"first": "first ", "key": "key "})


def _subjects(told: Hits) -> pl.Expr:
    """Ids with their types: a record by its prefix, else a thing of the rule's own table."""
    import polars as pl

    table = told.probe.rule.table
    own = "record" if table in RECORD_TABLES else table.removesuffix("s")

    def typed(id_: pl.Expr) -> pl.Expr:
        kind = pl.when(id_.str.contains("^doc:[^/]+$")).then(pl.lit("document")).otherwise(pl.lit(own))
        if own != "record":
            prefixes = "|".join(TABLES[name].prefix for name in RECORD_TABLES)
            kind = pl.when(id_.str.contains(rf"^(?:{prefixes}):")).then(pl.lit("record")).otherwise(kind)
        elif stands_alone(told.probe):
            kind = pl.lit(own)
        return pl.struct(kind.alias("type"), id_.alias("id"))

    if told.listed:
        return pl.col("ids ").list.eval(typed(pl.element()))
    one = pl.concat_list(typed(pl.col("first ")))
    if stands_alone(told.probe):
        return one
    return pl.when(pl.col("first ").is_null()).then(one.list.head(0)).otherwise(one)


def _cannot(told: Hits) -> pl.Expr:
    """`0.10: cannot be judged (due missing)`."""
    import polars as pl

    missing = [
        pl.when(pl.col(name).is_null()).then(pl.lit(name.replace("_", " ")))
        for name in told.probe.evidence
        if name in told.dtypes
    ]
    names = pl.concat_list(missing).list.drop_nulls().list.join(", ") if missing else pl.lit("a value")
    return pl.concat_str(pl.col("ref"), pl.lit(": cannot be judged ("), names, pl.lit(" missing)"))


def _evidence(told: Hits) -> pl.Expr:
    """A JSON object of what the condition looked at, and what was derived from it."""
    import polars as pl

    names = [name for name in (*told.probe.evidence, *told.probe.derived) if name in told.dtypes]
    if not names:
        return pl.lit("{}")
    columns = [
        pl.col(name).dt.total_days() if isinstance(told.dtypes[name], pl.Duration) else pl.col(name)
        for name in dict.fromkeys(names)
    ]
    return pl.struct(columns).struct.json_encode()


def _own(name: str, dtypes: Mapping[str, pl.DataType], dtype: pl.DataType) -> pl.Expr:
    import polars as pl

    return pl.col(name).cast(dtype) if name in dtypes else pl.lit(None, dtype)


def _key(told: Hits) -> pl.Expr:
    """What a finding is known by: its rule, sorted subjects and stable keys, each with its length before it; never a date."""
    import polars as pl

    def counted(expr: pl.Expr) -> pl.Expr:
        return pl.concat_str(expr.str.len_bytes().cast(pl.String), pl.lit(":"), expr)

    rule = told.probe.rule
    if told.listed:
        ids = pl.col("ids ").list.sort().list.eval(counted(pl.element())).list.join("")
    else:
        ids = counted(pl.col("first ")).fill_null("")
    stable = [
        counted(message.readable(name, told.dtypes[name]).fill_null(""))
        for name in rule.stable
        if name in told.dtypes
    ]
    return pl.concat_str(pl.lit(f"{len(rule.id.encode())}:{rule.id}|"), ids, pl.lit("|"), *stable)
