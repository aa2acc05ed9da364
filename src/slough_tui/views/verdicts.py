"""Verdicts of the assessors beside what the papers state, and the sentences on which a verdict stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from slough_tui.model.kinds import RECORD_TABLES, TABLES
from slough_tui.views.computed import ASSESSMENTS, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

STATED = ("verdict_stated", "rag", "status", "accepted")
"""Columns in which a paper states its own verdict; an assessor speaks of the one with which it shares the most words."""
LEAST_SHARED = 2
"""Words that they must share: many scales know `complete`."""

_QUOTED = re.compile(r"([\w ]+): ((?:\"[^\"]+\"(?:, )?)+)")
_SENTENCE = re.compile(r"[^.!?;\n]*[.!?;\n]?\s*")


def assessments_frame(
    assessed: pl.DataFrame, frames: Mapping[str, pl.DataFrame], verdicts: Mapping[str, Sequence[str]]
) -> pl.DataFrame:
    """Verdicts as `computed.ASSESSMENTS`: those that differ from the paper first, then those that agree, then all others.

    `assessed` has record, assessor, verdict, score and reasons; `frames` the record tables; `verdicts` the words that each
    assessor knows. Both stand there as people read them (`not due`). A record on which nothing is stated neither agrees nor differs,
    nor does a verdict that the paper has no word for.
    """
    import polars as pl

    if not assessed.height:
        return pl.DataFrame(schema=schema_of(ASSESSMENTS))
    records = pl.concat([_said(name, frames[name]) for name in RECORD_TABLES if name in frames])
    spoken = pl.DataFrame(
        [
            (assessor, name, column, list(TABLES[name].column(column).vocabulary or ()))
            for assessor, words in verdicts.items()
            for name in RECORD_TABLES
            if (column := speaks_of(name, words))
        ],
        schema={
            "assessor": pl.String,
            "table": pl.String,
            "stated_in": pl.String,
            "sayable": pl.List(pl.String),
        },
        orient="row",
    )
    joined = assessed.join(records, on="record", how="left", maintain_order="left")
    joined = joined.join(spoken, on=["assessor", "table"], how="left", maintain_order="left")
    stated = pl.coalesce(
        pl.when(pl.col("stated_in") == column).then(pl.col(column)) for column in STATED
    ).alias("stated")
    agrees = pl.when(pl.col("verdict") == pl.col("stated")).then(pl.lit("yes")).otherwise(pl.lit("no"))
    told = (
        joined.with_columns(stated)
        .with_columns(
            pl.when(pl.col("stated").is_not_null() & pl.col("sayable").list.contains(pl.col("verdict")))
            .then(agrees)
            .alias("agrees"),
            pl.format("{} {}", "record", "assessor").alias("id"),
        )
        .with_columns(pl.col("verdict", "stated").str.replace_all("_", " ", literal=True))
    )
    order = pl.col("agrees").replace_strict({"no": 0, "yes": 1}, default=2, return_dtype=pl.Int8)
    return told.sort(order, maintain_order=True).select(
        pl.col(name).cast(dtype) for name, dtype in schema_of(ASSESSMENTS).items()
    )


def _said(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    head = "title" if "title" in frame.columns else "text"
    return frame.select(
        pl.col("id").alias("record"),
        pl.lit(name).alias("table"),
        "ref",
        pl.coalesce(head, "text").alias("text"),
        *(
            pl.col(column) if column in frame.columns else pl.lit(None, pl.String).alias(column)
            for column in STATED
        ),
    )


def speaks_of(table: str, verdicts: Iterable[str]) -> str | None:
    """The column in which a paper states what an assessor with these verdicts judges; None if there is none."""
    words = set(verdicts)
    shared = {c.name: len(words & set(c.vocabulary or ())) for c in TABLES[table].columns if c.name in STATED}
    best = max((name for name in STATED if name in shared), key=shared.__getitem__, default=None)
    return best if best and shared[best] >= min(len(words), LEAST_SHARED) else None


class Deciding(NamedTuple):
    """A piece of a text, and why it decided (`evidence`, `admits`); empty where it did not."""

    text: str
    why: str


def deciding(text: str, reasons: Iterable[str]) -> list[Deciding]:
    """`text` in pieces, sentence by sentence: each with the reason that quotes words of it.

    A reason quotes as `evidence: "was agreed", "has been taken"`.
    """
    quoted = [
        (words.lower(), match[1].strip())
        for reason in reasons
        for match in _QUOTED.finditer(reason)
        for words in re.findall(r"\"([^\"]+)\"", match[2])
    ]
    pieces: list[Deciding] = []
    for sentence in _SENTENCE.findall(text):
        if not sentence:
            continue
        folded = sentence.lower()
        why = next((label for words, label in quoted if words in folded), "")
        if pieces and pieces[-1].why == why == "":
            pieces[-1] = Deciding(pieces[-1].text + sentence, "")
        else:
            pieces.append(Deciding(sentence, why))
    return pieces
