"""Whether a recommendation or an action stands in another paper too, under another reference.

A recommendation travels: from a task group's report to the tracker to the update. Under two references it is counted
twice, and its owner and its assessor may say different things of it. Texts of different series are compared in a
normal form (lower case, letters and digits, one space): the similarity is the share of letters that need not be
changed (normalised Indel similarity, as RapidFuzz has it), of the words in order or sorted, whichever is higher.
It is the confidence, and the score. Only pairs that share rare words are compared, so that many records stay cheap.

Verdicts, by the best pair:

- `confirmed`: a person has confirmed a link `same_as` between the two;
- `likely`: similarity of `likely` or more;
- `possible`: of `possible` or more;
- `alone`: no other is that near, or a person has rejected those that are.

The evidence names the pairs, the best first: `{"pairs": [{"other": id, "confidence": 0.97, "state": "confirmed"}]}`; state is
null where nobody has decided.

A person decides by `slough set "link:A>same_as>B" state=confirmed` (or `rejected`): the decision is a fact in `links`,
stands beside the papers and is never overwritten by what is computed here, which is not stored.

Source: record linkage with blocking (Fellegi and Sunter 1969; blocking on rare tokens), Indel distance (Levenshtein
without substitution).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

API = 1

PARAMETERS: dict[str, Any] = {"likely": 0.95, "possible": 0.8, "letters": 25, "common": 30}
"""`letters`: shorter texts say too little. `common`: a word that more records hold is too common to find pairs by."""

NAMED = 5
DECIDED = ("confirmed", "rejected")


@assessor(
    tables=("recommendations", "plan_actions"),
    uses=("links",),
    verdicts=("confirmed", "likely", "possible", "alone"),
    parameters=PARAMETERS,
)
def same_as(given: Given) -> pl.LazyFrame:
    """Whether a record stands in another paper too, by its text, with confidence."""
    plain = pl.col("text").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
    frame = given.frame.select("id", "series", plain=plain)
    pairs = _with_decisions(_similar(frame, given.parameters), given)
    near = (pl.col("state") == "confirmed") | (
        pl.col("state").ne_missing("rejected") & (pl.col("confidence") >= given.parameters["possible"])
    )
    likely = pl.when(pl.col("confidence") >= given.parameters["likely"]).then(pl.lit(1)).otherwise(pl.lit(0))
    rank = pl.when(pl.col("state") == "confirmed").then(pl.lit(2)).otherwise(likely)
    both = pl.concat([pairs, pairs.select(id="other", other="id", confidence="confidence", state="state")])
    about = pl.concat_str(
        pl.lit("the text is that of "), "other", pl.lit(", "), pl.col("confidence").round(3).cast(pl.String)
    )
    told = pl.when(pl.col("state") == "confirmed").then(
        pl.concat_str(pl.coalesce(about, pl.col("other")), pl.lit(": a person confirmed it"))
    )
    refused = pl.when(pl.col("state") == "rejected").then(
        pl.concat_str(pl.coalesce(about, pl.col("other")), pl.lit(": a person rejected it"))
    )
    found = (
        both.filter(near | (pl.col("state") == "rejected"))
        .with_columns(rank=pl.when(near).then(rank), reason=pl.coalesce(told, refused, about))
        .sort(
            pl.col("rank").fill_null(-1),
            "confidence",
            "other",
            descending=[True, True, False],
            nulls_last=True,
        )
        .group_by("id", maintain_order=True)
        .agg(
            pl.col("rank").max(),
            score=pl.col("confidence").filter(near).max(),
            reasons=pl.col("reason").head(NAMED),
            pairs=pl.struct("other", "confidence", "state").head(NAMED),
        )
    )
    words = {2: "confirmed", 1: "likely", 0: "possible"}
    verdict = pl.col("rank").replace_strict(words, default="alone", return_dtype=pl.String)
    return (
        given.frame.select("id")
        .join(found, on="id", how="left")
        .select(
            "id",
            verdict=verdict,
            score="score",
            reasons=pl.col("reasons").fill_null(pl.lit(["no other text is near"], dtype=pl.List(pl.String))),
            evidence=pl.when(pl.col("pairs").is_not_null()).then(pl.struct("pairs").struct.json_encode()),
        )
    )


def _similar(frame: pl.LazyFrame, parameters: Mapping[str, Any]) -> pl.LazyFrame:
    """Pairs (id, other, confidence) of different series that share two rare words, or all words they have."""
    known = frame.filter(pl.col("plain").str.len_chars() >= parameters["letters"])
    words = (
        known.select("id", "series", word=pl.col("plain").str.split(" ").list.unique())
        .explode("word")
        .filter(pl.col("word").str.len_chars() > 3)
        .with_columns(often=pl.len().over("word"))
        .filter(pl.col("often").is_between(2, parameters["common"]))
    )
    key = (
        words.sort("often", "word")
        .group_by("id", "series", maintain_order=True)
        .agg(pl.col("word").head(8))
        .explode("word")
    )
    by_words = (
        key.join(key, on="word", suffix="_other")
        .filter(pl.col("id") < pl.col("id_other"), pl.col("series").ne_missing(pl.col("series_other")))
        .group_by("id", "id_other")
        .len()
        .filter(pl.col("len") >= 2)
        .select("id", other="id_other")
    )
    # word for word the same: rare words are not needed, and a stock phrase of many is left out
    same = known.with_columns(often=pl.len().over("plain")).filter(
        pl.col("often").is_between(2, parameters["common"])
    )
    by_text = (
        same.join(same, on="plain", suffix="_other")
        .filter(pl.col("id") < pl.col("id_other"), pl.col("series").ne_missing(pl.col("series_other")))
        .select("id", other="id_other")
    )
    texts = frame.select("id", "plain")
    pairs = (
        pl.concat([by_words, by_text])
        .unique()
        .join(texts, on="id")
        .join(texts.rename({"id": "other", "plain": "theirs"}), on="other")
    )
    schema = {"id": pl.String(), "other": pl.String(), "confidence": pl.Float64()}
    return pairs.map_batches(_compared, schema=pl.Schema(schema))


def _compared(pairs: pl.DataFrame) -> pl.DataFrame:
    from rapidfuzz import fuzz

    texts = zip(pairs["plain"].to_list(), pairs["theirs"].to_list(), strict=True)
    best = [
        max(fuzz.ratio(mine, theirs), fuzz.token_sort_ratio(mine, theirs)) / 100 for mine, theirs in texts
    ]
    return pairs.select("id", "other").with_columns(confidence=pl.Series(best, dtype=pl.Float64))


def _with_decisions(pairs: pl.LazyFrame, given: Given) -> pl.LazyFrame:
    """`pairs` with the state that a person gave each, and those that only a person knows of."""
    a, b = pl.col("from_id"), pl.col("to_id")
    said = (
        given.tables["links"]
        .filter(pl.col("relation") == "same_as", pl.col("state").is_in(DECIDED))
        .select(id=pl.min_horizontal(a, b), other=pl.max_horizontal(a, b), state="state")
        .unique(["id", "other"], keep="last", maintain_order=True)
        .join(given.frame.select("id"), on="id", how="semi")
        .join(given.frame.select(other="id"), on="other", how="semi")
    )
    return pairs.join(said, on=["id", "other"], how="full", coalesce=True)


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file."""
    return [same_as]
