"""Findings: what rules said, as one frame, with subjects, message, evidence, source and fingerprint."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from slough_tui.engine.rules.gate import first_line
from slough_tui.engine.rules.long_form import hits, long, stands_alone, tidy_columns
from slough_tui.engine.rules.passes import Failure, engine_for
from slough_tui.model.kinds import RECORD_TABLES, TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import polars as pl

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.long_form import Hits
    from slough_tui.engine.rules.passes import Engine, Judged

SHORT = 12
"""Characters of a fingerprint that people see and may type."""

MANY = 10_000
"""Lines from which it pays to look whether their texts need mending at all."""


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


Known = dict[tuple[int, str], bool]
"""What `tidy_columns` has seen already, for one that tells the same lines part by part."""


def assemble(
    judged: Sequence[Judged], frames: Frames, today: date, known: Known | None = None, *, small: bool = False
) -> tuple[pl.DataFrame, list[Failure]]:
    """All findings in one frame of `schema()`, the worst first, then by rule, place and subject.

    And the rules whose messages or derived columns broke: they find nothing, the others stand. `small` as in `passes.run`.
    """
    import polars as pl

    failures: list[Failure] = []
    loud = [one for one in judged if not one.is_silent]
    homely = [one for one in loud if stands_alone(one.probe)]
    known = {} if known is None else known
    parts = _collected(homely, failures, known)
    away = _collected([one for one in loud if not stands_alone(one.probe)], failures, known)
    parts += [_at_home(part, frames, engine_for(small=small)) for part in away]
    if not parts:
        return pl.DataFrame(schema=schema()), failures
    found = waived(_fingerprinted(_named(pl.concat(parts), frames)), frames, today)
    return ordered(found.select(*schema()).cast(schema())), failures  # type: ignore[arg-type]


MARKS = ("rule", "severity", "confidence", "outcome", "fingerprint", "waived")
"""What a finding is known by and counted by."""


def marks(judged: Sequence[Judged], frames: Frames, today: date) -> pl.DataFrame:
    """The columns `MARKS` of all findings, in any order: no message is written, no place looked up."""
    import polars as pl

    names = [*(name for name in MARKS if name not in ("fingerprint", "waived")), "key "]
    told = [long(hits(one)).select(names) for one in judged if not one.is_silent]
    if not told:
        return pl.DataFrame(schema={name: schema()[name] for name in MARKS})
    return waived(_fingerprinted(pl.concat(told).collect()), frames, today).select(MARKS)


def places(one: Judged, frames: Frames) -> pl.DataFrame:
    """Columns document, line and `first ` (of the first subject) of every hit of a rule, in the order of the hits."""
    found = long(hits(one)).select("document", "line", "first ").collect()
    return _named(found if stands_alone(one.probe) else _at_home(found, frames), frames)


def unsayable(judged: Sequence[Judged]) -> list[Failure]:
    """The rules whose derived columns, or whose first message, break."""
    import polars as pl

    failures: list[Failure] = []
    for one in judged:
        try:
            if one.probe.derived:
                hits(one).frame.select(pl.col(*one.probe.derived).null_count()).collect()
            long(hits(replace(one, rows=one.places()[:1]))).collect()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException
            failures.append(Failure(one.probe.rule.id, first_line(error)))
    return failures


def _fingerprinted(found: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    keys = found["key "].cast(pl.Binary)
    known = pl.Series("fingerprint", [sha256(key).hexdigest() for key in keys.to_list()], pl.String)
    return found.with_columns(known)


def said(judged: Sequence[Judged]) -> pl.DataFrame:
    """Rule, id of the first subject and message of every hit, and no more: a column each, in the order of the rules."""
    import polars as pl

    empty = pl.DataFrame(schema=dict.fromkeys(("rule", "id", "message"), pl.String()))
    parts = [
        one.frame.select(rule=pl.lit(one.probe.rule.id), id=pl.col("first "), message=one.message)
        for one in _told([one for one in judged if not one.is_silent], {})
    ]
    return pl.concat(parts).collect() if parts else empty


def _told(judged: Sequence[Judged], known: Known) -> list[Hits]:
    """Hits ready to be told; what many rules found in the same lines is looked over once for all of them."""
    together: dict[int, list[Judged]] = {}
    for one in judged:
        if one.lines.height >= MANY:
            together.setdefault(id(one.lines), []).append(one)
    tidy = {key: tidy_columns(several, known) for key, several in together.items()}
    return [hits(one, tidy.get(id(one.lines), frozenset())) for one in judged]


def _collected(judged: Sequence[Judged], failures: list[Failure], known: Known) -> list[pl.DataFrame]:
    """The long form of what was judged; halved where it breaks, until the rule that breaks it is alone."""
    import polars as pl

    if not judged:
        return []
    try:
        return [pl.concat([long(one) for one in _told(judged, known)]).collect()]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException
        if len(judged) == 1:
            failures.append(Failure(judged[0].probe.rule.id, first_line(error)))
            return []
    half = len(judged) // 2
    return [*_collected(judged[:half], failures, known), *_collected(judged[half:], failures, known)]


ORDER = (
    "severity",
    "rule",
    "outcome",
    "document",
    "line",
    "subjects",
    "message",
    "fingerprint",
    "cell",
    "evidence",
)
"""What findings are sorted by, one after the other: the worst first; of the subjects only the first one counts."""

SHORTER = ORDER.index("message")
"""How many of these nearly always suffice."""


def ordered(found: pl.DataFrame) -> pl.DataFrame:
    """Findings of `schema()` in the one order: by `ORDER`, nothing comes last.

    Messages and what follows are long, and cost as much again: they are only looked at if two findings of one rule
    have one place and one subject.
    """
    import polars as pl

    rank = pl.col("severity").replace_strict({"error": 0, "warning": 1, "info": 2}, return_dtype=pl.Int8)
    first = pl.col("subjects").list.first().struct.field("id")
    special = {"severity": rank, "subjects": first}
    keys = [special.get(name, pl.col(name)) for name in ORDER]
    told = found.sort(keys[:SHORTER], nulls_last=True)
    alike = pl.all_horizontal(key.eq_missing(key.shift()) for key in reversed(keys[:SHORTER]))
    if told.select(alike).to_series()[1:].any():
        return found.sort(keys, nulls_last=True)
    return told


def _at_home(found: pl.DataFrame, frames: Frames, engine: Engine = "streaming") -> pl.DataFrame:
    """Place and ref of the first subject's record where the rule brought none."""
    import polars as pl

    homes = _homes(found, frames, engine)
    if homes is None:
        return found
    placed = found.join(homes, on="first ", how="left", maintain_order="left")
    alone = pl.col("document").is_null()
    own = {
        "ref": pl.coalesce("ref", "its ref "),
        "document": pl.coalesce("document", "its document "),
        "page": pl.when(alone).then("its page ").otherwise("page"),
        "line": pl.when(alone).then("its line ").otherwise("line"),
    }
    return placed.select(own[name].alias(name) if name in own else name for name in found.columns)


def _named(found: pl.DataFrame, frames: Frames) -> pl.DataFrame:
    """Papers by their names instead of their ids."""
    import polars as pl

    if found["document"].null_count() == found.height:
        return found
    names = frames("documents").select(pl.col("id").alias("document"), pl.col("name").alias("its name "))
    named = found.lazy().join(names, on="document", how="left", maintain_order="left").collect()
    return named.with_columns(pl.coalesce("its name ", "document").alias("document"))


def _homes(found: pl.DataFrame, frames: Frames, engine: Engine) -> pl.DataFrame | None:
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
    return pl.concat(homes).collect(engine=engine)


def waived(found: pl.DataFrame, frames: Frames, today: date) -> pl.DataFrame:
    """Whether a waiver that has not run out sets a finding aside; a waiver may name a fingerprint's beginning."""
    import polars as pl

    prefixes = excused(frames, today)
    whole = [prefix for prefix in prefixes if len(prefix) == 64]
    aside = pl.col("fingerprint").is_in(whole) if whole else pl.lit(value=False)
    for prefix in prefixes:
        if len(prefix) < 64:
            aside = aside | pl.col("fingerprint").str.starts_with(prefix)
    return found.with_columns(aside.alias("waived"), pl.lit(None, pl.Date).alias("first_seen"))


def excused(frames: Frames, today: date) -> list[str]:
    """The fingerprints, or their beginnings, that waivers name which have not run out."""
    import polars as pl

    waivers = frames("waivers").filter(
        pl.col("fingerprint").str.len_chars() >= SHORT,
        pl.col("until").is_null() | (pl.col("until") >= today),
    )
    return waivers.select(pl.col("fingerprint").str.slice(0, 64)).unique().collect().to_series().to_list()
