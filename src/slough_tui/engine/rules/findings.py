"""Findings: what rules said, as one frame, with subjects, message, evidence, source and fingerprint."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from slough_tui.engine.rules import message
from slough_tui.engine.rules.gate import first_line
from slough_tui.engine.rules.passes import MASK, Failure
from slough_tui.model.kinds import RECORD_TABLES, TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import polars as pl

    from slough_tui.engine.rules.compile import Probe
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.passes import Judged

OUTCOME = {"ignore": "unknown", "report": "unknown", "finding": "finding"}
"""What a record that cannot be judged counts as, by the rule's `unknown`."""

SHORT = 12
"""Characters of a fingerprint that people see and may type."""


@cache
def schema() -> dict[str, pl.DataType]:
    """Columns of a frame of findings.

    `subjects` are what a finding is about (`type` is record, document, cell or the singular of a table's
    name); `outcome` is finding or unknown; `evidence` is a JSON object of the values that the condition
    looked at; `document` is the paper's file name, `page`, `line` and `cell` the place in it;
    `fingerprint` 64 hexadecimal digits; `first_seen` is null until runs are recorded; `waived` whether a
    waiver that has not run out sets it aside.
    """
    import polars as pl

    return {
        "rule": pl.String(),
        "title": pl.String(),
        "severity": pl.String(),
        "confidence": pl.String(),
        "subjects": pl.List(pl.Struct({"type": pl.String(), "id": pl.String()})),
        "ref": pl.String(),
        "message": pl.String(),
        "outcome": pl.String(),
        "evidence": pl.String(),
        "document": pl.String(),
        "page": pl.Int64(),
        "line": pl.Int64(),
        "cell": pl.String(),
        "fingerprint": pl.String(),
        "first_seen": pl.Date(),
        "waived": pl.Boolean(),
    }


def assemble(judged: Sequence[Judged], frames: Frames, today: date) -> tuple[pl.DataFrame, list[Failure]]:
    """All findings in one frame of `schema()`, the worst first, then by rule, place and subject.

    And the rules whose messages or derived columns broke: they find nothing, the others stand.
    """
    import polars as pl

    failures: list[Failure] = []
    parts = _collected([one for one in judged if one.hits.height], failures)
    if not parts:
        return pl.DataFrame(schema=schema()), failures
    found = _placed(pl.concat(parts), frames)
    found = found.with_columns(_fingerprints(found))
    found = _waived(found, frames, today)
    return ordered(found.select(*schema()).cast(schema())), failures  # type: ignore[arg-type]


def said(judged: Sequence[Judged]) -> pl.DataFrame:
    """Rule, id of the first subject and message of every hit, and no more: a column each, in the order of the rules."""
    import polars as pl

    parts = [_brief(one) for one in judged if one.hits.height]
    empty = pl.DataFrame(schema=dict.fromkeys(("rule", "id", "message"), pl.String()))
    return pl.concat(parts).collect() if parts else empty


def _brief(judged: Judged) -> pl.LazyFrame:
    import polars as pl

    probe, rule = judged.probe, judged.probe.rule
    hits = _derived(probe, judged.hits)
    told = message.message(rule.text, dict(hits.collect_schema()), probe.parameters)
    return hits.select(rule=pl.lit(rule.id), id=pl.col("ids ").list.first(), message=told)


def _collected(judged: Sequence[Judged], failures: list[Failure]) -> list[pl.DataFrame]:
    """The long form of what was judged; halved where it breaks, until the rule that breaks it is alone."""
    import polars as pl

    if not judged:
        return []
    try:
        return [pl.concat([_long(one) for one in judged]).collect()]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException
        if len(judged) == 1:
            failures.append(Failure(judged[0].probe.rule.id, first_line(error)))
            return []
    half = len(judged) // 2
    return [*_collected(judged[:half], failures), *_collected(judged[half:], failures)]


def ordered(found: pl.DataFrame) -> pl.DataFrame:
    """Findings of `schema()` in the one order: the worst first, then by rule, place and subject.

    Only where two have one fingerprint do cell and evidence decide: they are long, and cost as much again.
    """
    import polars as pl

    rank = pl.col("severity").replace_strict({"error": 0, "warning": 1, "info": 2}, return_dtype=pl.Int8)
    first = pl.col("subjects").list.first().struct.field("id")
    keys = [rank, "rule", "document", "line", first, "message", "fingerprint"]
    told = found.sort(keys, nulls_last=True)
    if (told["fingerprint"] == told["fingerprint"].shift()).any():
        return found.sort([*keys, "cell", "evidence"], nulls_last=True)
    return told


# ---------------------------------------------------------------- long form


def _long(judged: Judged) -> pl.LazyFrame:
    """The hits of one rule in long form, without a Python loop over them."""
    import polars as pl

    probe, rule = judged.probe, judged.probe.rule
    hits = _derived(probe, judged.hits)
    dtypes = dict(hits.collect_schema())
    unknown = pl.col(MASK).is_null()
    severity = pl.lit(rule.severity)
    if rule.unknown == "report":
        severity = pl.when(unknown).then(pl.lit("info")).otherwise(severity)
    said = message.message(rule.text, dtypes, probe.parameters)
    return hits.select(
        rule=pl.lit(rule.id),
        title=pl.lit(rule.title),
        severity=severity,
        confidence=pl.lit(rule.confidence),
        ids=pl.col("ids "),
        subjects=_typed(rule.table),
        ref=pl.col("own ref "),
        message=pl.when(unknown).then(_cannot(probe, dtypes)).otherwise(said),
        outcome=pl.when(unknown).then(pl.lit(OUTCOME[rule.unknown])).otherwise(pl.lit("finding")),
        evidence=_evidence(probe, dtypes),
        document=_own("document", dtypes, pl.String()),
        page=_own("page", dtypes, pl.Int64()),
        line=_own("line", dtypes, pl.Int64()),
        cell=pl.col("id") if rule.table == "cells" and "id" in dtypes else _own("cell", dtypes, pl.String()),
        stable=_stable(rule.stable, dtypes),
    ).rename({"ids": "ids ", "stable": "stable "})


def _derived(probe: Probe, found: pl.DataFrame) -> pl.LazyFrame:
    """Hits with the columns derived for the message, the ids of their subjects, and `id` and `ref` filled."""
    import polars as pl

    hits = found.lazy()
    for name, condition in probe.derived.items():
        hits = hits.with_columns(condition.expr.alias(name))
    columns = {*found.columns, *probe.derived}
    names = [name for name in probe.subject if name in columns]
    listed = {name for name, dtype in found.schema.items() if isinstance(dtype, pl.List)}
    lists = [pl.col(name) if name in listed else pl.concat_list(name) for name in names]
    ids = pl.concat_list(lists).list.drop_nulls().list.unique(maintain_order=True)
    if "document" in columns:  # a thing found in no record is found in its paper
        paper = pl.concat_list(pl.col("document")).list.drop_nulls()
        ids = pl.when(ids.list.len() == 0).then(paper).otherwise(ids)
    hits = hits.with_columns(ids.alias("ids "))
    first = pl.col("ids ").list.first()
    told = first
    if "ref" not in columns and "line" in columns:  # a place says more than the id of a paper
        place = pl.concat_str(pl.lit("line "), pl.col("line").cast(pl.String))
        told = pl.when(first.str.starts_with("doc:")).then(pl.coalesce(place, first)).otherwise(first)
    own = pl.col("ref").cast(pl.String) if "ref" in columns else pl.lit(None, pl.String)
    filled = [own.alias("own ref "), pl.coalesce(own, told).alias("ref")]
    return hits.with_columns(*filled, *([] if "id" in columns else [first.alias("id")]))


def _typed(table: str) -> pl.Expr:
    """Ids with their types: a record by its prefix, else a thing of the rule's own table."""
    import polars as pl

    prefixes = "|".join(TABLES[name].prefix for name in RECORD_TABLES)
    own = "record" if table in RECORD_TABLES else table.removesuffix("s")
    element = pl.element()
    kind = (
        pl.when(element.str.contains(rf"^(?:{prefixes}):"))
        .then(pl.lit("record"))
        .when(element.str.contains("^doc:[^/]+$"))
        .then(pl.lit("document"))
        .otherwise(pl.lit(own))
    )
    return pl.col("ids ").list.eval(pl.struct(kind.alias("type"), element.alias("id")))


def _cannot(probe: Probe, dtypes: dict[str, pl.DataType]) -> pl.Expr:
    """`0.10: cannot be judged: due is missing`."""
    import polars as pl

    missing = [
        pl.when(pl.col(name).is_null()).then(pl.lit(name.replace("_", " ")))
        for name in probe.evidence
        if name in dtypes
    ]
    names = pl.concat_list(missing).list.drop_nulls().list.join(", ") if missing else pl.lit("a value")
    return pl.concat_str(pl.col("ref"), pl.lit(": cannot be judged ("), names, pl.lit(" missing)"))


def _evidence(probe: Probe, dtypes: dict[str, pl.DataType]) -> pl.Expr:
    """A JSON object of what the condition looked at, and what was derived from it."""
    import polars as pl

    names = [name for name in (*probe.evidence, *probe.derived) if name in dtypes]
    if not names:
        return pl.lit("{}")
    columns = [
        pl.col(name).dt.total_days() if isinstance(dtypes[name], pl.Duration) else pl.col(name)
        for name in dict.fromkeys(names)
    ]
    return pl.struct(columns).struct.json_encode()


def _own(name: str, dtypes: dict[str, pl.DataType], dtype: pl.DataType) -> pl.Expr:
    import polars as pl

    return pl.col(name).cast(dtype) if name in dtypes else pl.lit(None, dtype)


def _stable(names: Sequence[str], dtypes: dict[str, pl.DataType]) -> pl.Expr:
    import polars as pl

    texts = [message.readable(name, dtypes[name]).fill_null("") for name in names]
    return pl.concat_list(texts) if texts else pl.lit([], pl.List(pl.String))


# ---------------------------------------------------------------- place


def _placed(found: pl.DataFrame, frames: Frames) -> pl.DataFrame:
    """Document names for ids; place and ref of the first subject's record where the rule brought none."""
    import polars as pl

    found = found.with_columns(pl.col("ids ").list.first().alias("first "))
    homes = _homes(found, frames)
    if homes is not None:
        found = found.join(homes, on="first ", how="left", maintain_order="left")
        alone = pl.col("document").is_null()
        found = found.with_columns(
            pl.coalesce("ref", "its ref ").alias("ref"),
            pl.coalesce("document", "its document ").alias("document"),
            pl.when(alone).then("its page ").otherwise("page").alias("page"),
            pl.when(alone).then("its line ").otherwise("line").alias("line"),
        )
    names = frames("documents").select(pl.col("id").alias("document"), pl.col("name").alias("its name "))
    named = found.lazy().join(names, on="document", how="left", maintain_order="left").collect()
    return named.with_columns(pl.coalesce("its name ", "document").alias("document"))


def _homes(found: pl.DataFrame, frames: Frames) -> pl.DataFrame | None:
    """Ref, document, page and line of the records among the first subjects."""
    import polars as pl

    prefixes = set(found["first "].drop_nulls().str.extract(r"^([a-z]+):").drop_nulls().unique())
    tables = [name for name in RECORD_TABLES if TABLES[name].prefix in prefixes]
    if not tables:
        return None
    columns = [pl.col(name).alias(f"its {name} ") for name in ("ref", "document", "page", "line")]
    ids = pl.col("id").alias("first ")
    wanted = found.lazy().select("first ").unique()
    homes = [frames(name).select(ids, *columns).join(wanted, on="first ", how="semi") for name in tables]
    return pl.concat(homes).collect(engine="streaming")


# ---------------------------------------------------------------- identity and waivers


def _fingerprints(found: pl.DataFrame) -> pl.Series:
    """SHA-256 of rule, sorted subjects and stable keys, each with its length before it; never a date."""
    import polars as pl

    def counted(expr: pl.Expr) -> pl.Expr:
        return pl.concat_str(expr.str.len_bytes().cast(pl.String), pl.lit(":"), expr)

    keys = found.select(
        pl.concat_str(
            counted(pl.col("rule")),
            pl.lit("|"),
            pl.col("ids ").list.sort().list.eval(counted(pl.element())).list.join(""),
            pl.lit("|"),
            pl.col("stable ").list.eval(counted(pl.element())).list.join(""),
        )
    ).to_series()
    return pl.Series("fingerprint", [hashlib.sha256(key.encode()).hexdigest() for key in keys], pl.String)


def _waived(found: pl.DataFrame, frames: Frames, today: date) -> pl.DataFrame:
    """Whether a waiver that has not run out sets a finding aside; a waiver may name a fingerprint's beginning."""
    import polars as pl

    waivers = frames("waivers").filter(
        pl.col("fingerprint").str.len_chars() >= SHORT,
        pl.col("until").is_null() | (pl.col("until") >= today),
    )
    prefixes = waivers.select(pl.col("fingerprint").str.slice(0, 64)).unique().collect().to_series().to_list()
    whole = [prefix for prefix in prefixes if len(prefix) == 64]
    waived = pl.col("fingerprint").is_in(whole)
    for prefix in prefixes:
        if len(prefix) < 64:
            waived = waived | pl.col("fingerprint").str.starts_with(prefix)
    return found.with_columns(waived.alias("waived"), pl.lit(None, pl.Date).alias("first_seen"))
