"""Text of a record taken apart into clauses, for assessors that read what people wrote. Since 0.1.

Sentences end at `.`, `!`, `?`, `;` and at line breaks (bullets), but not after abbreviations, and not at a line
break in the middle of a sentence, as pages make them. A sentence is split where it turns (but, however, although)
or where a second predicate follows (and is, and has): "a group was set up, but has not met" says two things.
What stands before a turn is *conceded*: the writer grants it and then makes another point.
"""

from __future__ import annotations

import polars as pl

__all__ = ["clauses"]

_STOP, _TURN, _JOIN, _DOT = "\x1e", "\x1f", "\x1c", "\x1d"

_ABBREVIATED = r"(?i)\b(e\.g|i\.e|cllrs?|mrs?|ms|dr|st|no|nos|para|paras|approx|incl|dept|vs|cf|etc)\.( )"
_NUMBERED = r"^[\s\-\u2022\u25aa\u2013*]*(?:\d+(?:\.\d+)+\s+|\(?[a-z0-9]\)\s+|\d+\.\s+)?"
_CONCESSION = (
    r"(?i)^(?:although|though|whilst|while|despite|in spite of|even though|notwithstanding)\b([^,]*),\s*"
)
_TURNS = r"(?i)(?:,|\s[-\u2013])?\s+(?:but|however,?|although|albeit|except that)\s+|,\s+yet\s+"
_JOINS = (
    r"(?i),?\s+and\s+((?:also |now |then )?(?:is|are|was|were|has|have|had|will|would|remains?|there (?:is|are))\b)|"
    r",\s+(there (?:is|are)\b)"
)


def clauses(frame: pl.LazyFrame, text: str) -> pl.LazyFrame:
    """The clauses of column `text` (String) of `frame`, which has `id`, in order of reading.

    Columns: id, sentence (String, as printed but for breaks), number (UInt32, of the clause within the record),
    clause (String), conceded (Boolean). Blank text gives no row.
    """
    plain = (
        pl.col(text)
        .str.replace_all(r"[\u2018\u2019]", "'")
        .str.replace_all(r"</?[A-Za-z][^<>]{0,40}>", "\n")
        .str.replace_all(r"[\x1c-\x1f]", " ")
        .str.replace_all(r"\n+[ \t]*([a-z(])", " ${1}")
        .str.replace_all(_ABBREVIATED, f"${{1}}{_DOT}${{2}}")
        .str.replace_all(r"([.!?;][\"')\]]*)\s+", f"${{1}}{_STOP}")
        .str.replace_all(r"\s*\n\s*", _STOP)
        .str.split(_STOP)
    )
    sentence = pl.col("sentence").str.replace(_NUMBERED, "").str.replace_all(r"\s+", " ").str.strip_chars()
    turned = (
        pl.col("sentence")
        .str.replace(_CONCESSION, f"${{1}}{_TURN}")
        .str.replace_all(_TURNS, _TURN)
        .str.split(_TURN)
    )
    joined = pl.col("clause").str.replace_all(_JOINS, f"{_JOIN}${{1}}${{2}}").str.split(_JOIN)
    return (
        frame.select("id", sentence=plain)
        .explode("sentence")
        .with_columns(sentence=sentence)
        .filter(pl.col("sentence") != "")
        .with_columns(clause=turned)
        .with_columns(turn=pl.int_ranges(pl.col("clause").list.len()), turns=pl.col("clause").list.len())
        .explode("clause", "turn")
        .with_columns(conceded=pl.col("turn") + 1 < pl.col("turns"), clause=joined)
        .explode("clause")
        .with_columns(pl.col("sentence", "clause").str.replace_all(_DOT, ".", literal=True))
        .with_columns(pl.col("clause").str.strip_chars())
        .filter(pl.col("clause") != "")
        .select(
            "id",
            "sentence",
            pl.int_range(pl.len(), dtype=pl.UInt32).over("id").alias("number"),
            "clause",
            "conceded",
        )
    )
