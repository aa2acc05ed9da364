"""What a response to a recommendation is worth: an answer, a promise, a pointer, a name, or nothing.

The response (or, where there is none, the progress told) is taken apart into clauses of known kinds, as
`slough_tui.hooks.kinds_of_clause` lists them. Verdicts, the first that fits:

- `none`: nothing is written, or only that an answer is missing;
- `name_only`: a name or a post, so that somebody knows whom to ask;
- `pointer`: it refers to another answer and says nothing itself;
- `acknowledged`: it accepts or notes what was asked, and leaves it at that;
- `promise`: it only speaks of what is planned or has begun;
- `thin`: it tells what ought to be or something else that is no fact; or a fact, but in fewer than `words` words,
  or of something else: it shares next to no word of substance with what was asked, and names no date;
- `substantive`: it tells what was done, decided or is practice, or admits what is not.

Score, a quarter each: it tells a fact; it names a day or month; it shares words with what was asked; it is long
enough. Null where nothing is written. Reasons quote the clause that decided.

Source: what the Centre for Governance and Scrutiny asks of an executive's response (it says whether and what will
be done, by whom and by when); Local Government Act 2000, section 9FE: a response is owed within two months.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl
from slough_tui.hooks.clauses import clauses
from slough_tui.hooks.kinds_of_clause import dated, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

API = 1

PARAMETERS: dict[str, Any] = {"words": 8, "shared": 0.1}
"""`words`: fewer make a fact thin. `shared`: share of the recommendation's words of substance that an answer repeats."""

FACTS = ("done", "decided", "result", "practice", "gap", "claim")
AHEAD = ("planned", "under_way")
BARE = {
    "name": "name_only",
    "pointer": "pointer",
    "acknowledged": "acknowledged",
    "no_answer": "none",
    "norm": "thin",
    "nothing": "thin",
}
"""What a response is that holds nothing better, strongest first: a pointer beside a name is a pointer."""

STRENGTH = ("substantive", "promise", "thin", "pointer", "acknowledged", "name_only", "none")
SUBSTANCE = r"[a-z]{5,}"
ANY_YEAR = r"(?i)\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|q[1-4])\b.{0,8}\b20\d\d|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"


@assessor(
    tables=("recommendations",),
    verdicts=("substantive", "thin", "promise", "acknowledged", "pointer", "name_only", "none"),
    parameters=PARAMETERS,
)
def response_quality(given: Given) -> pl.LazyFrame:
    """What a response is worth: an answer, a promise, a pointer, a name, or nothing."""
    response, progress = pl.col("response"), pl.col("progress")
    written = pl.coalesce(
        pl.when(response.str.strip_chars() != "").then(response),
        pl.when(progress.str.strip_chars() != "").then(progress),
    )
    asked = pl.col("text").str.to_lowercase().str.extract_all(SUBSTANCE).list.unique()
    told = written.str.to_lowercase().str.extract_all(SUBSTANCE).list.unique()
    frame = given.frame.select(
        "id",
        "response_received",
        "accepted",
        written=written,
        words=written.str.count_matches(r"\w+"),
        shared=asked.list.set_intersection(told).list.len()
        / pl.when(asked.list.len() > 0).then(asked.list.len()),
        dates=written.str.contains(ANY_YEAR),
    )
    frame = frame.join(_strongest(frame, given), on="id", how="left")
    long_enough = pl.col("words") >= given.parameters["words"]
    to_the_point = (pl.col("shared") >= given.parameters["shared"]).fill_null(value=True)
    thin = (pl.col("found") == "substantive") & ~(long_enough & (to_the_point | pl.col("dates")))
    verdict = pl.when(thin).then(pl.lit("thin")).otherwise(pl.col("found").fill_null("none"))
    parts = [pl.col("found") == "substantive", pl.col("dates"), to_the_point, long_enough]
    score = pl.sum_horizontal(part.cast(pl.Float64) for part in parts) / 4
    return frame.select(
        "id",
        verdict=verdict,
        score=pl.when(verdict != "none").then(score),
        reasons=_reasons(verdict, long_enough, to_the_point),
    )


def _strongest(frame: pl.LazyFrame, given: Given) -> pl.LazyFrame:
    """Per id: found, the strongest thing that a clause is, and the clause (quoted) that is it."""
    kind = kind_of("clause")
    parts = clauses(frame, "written").with_columns(kind=kind, dated=dated("sentence", given.today))
    what = pl.col("kind")
    found = (
        pl.when(what.is_in(FACTS))
        .then(pl.lit("substantive"))
        .when(what.is_in(AHEAD))
        .then(pl.lit("promise"))
        .otherwise(what.replace_strict(BARE, default=None, return_dtype=pl.String))
    )
    rank = pl.col("found").replace_strict({word: n for n, word in enumerate(STRENGTH)}, return_dtype=pl.Int8)
    return (
        parts.with_columns(found=found)
        .with_columns(rank=rank)
        .sort("rank", "number", maintain_order=True)
        .group_by("id", maintain_order=True)
        .agg(pl.col("found").first(), pl.col("clause").first(), pl.col("kind").first())
    )


def _reasons(verdict: pl.Expr, long_enough: pl.Expr, to_the_point: pl.Expr) -> pl.Expr:
    text = pl.col("clause")
    shown = (
        pl.when(text.str.len_chars() > 160)
        .then(pl.concat_str(text.str.slice(0, 159), pl.lit("\u2026")))
        .otherwise(text)
    )
    silent = pl.col("written").is_null()
    quoted = pl.concat_str(
        pl.col("kind").str.replace_all("_", " ", literal=True), pl.lit(': "'), shown, pl.lit('"')
    )
    nothing = (
        pl.when(pl.col("written").is_not_null())
        .then(pl.lit("what is written holds no clause"))
        .otherwise(pl.lit("nothing is written"))
    )
    return pl.concat_list(
        pl.coalesce(quoted, nothing),
        pl.when(verdict.is_in(["thin", "substantive"]) & ~long_enough).then(
            pl.concat_str(pl.lit("only "), pl.col("words").cast(pl.String), pl.lit(" words"))
        ),
        pl.when((verdict == "thin") & ~to_the_point).then(
            pl.lit("shares next to no word with what was asked")
        ),
        pl.when((verdict == "substantive") & ~pl.col("dates")).then(pl.lit("names no date")),
        pl.when(silent & (pl.col("response_received") == "yes")).then(
            pl.lit("the paper says that a response was received")
        ),
        pl.when(silent & (pl.col("response_received") == "no")).then(
            pl.lit("the paper says that none was received")
        ),
        pl.when(silent & (pl.col("accepted") == "yes")).then(pl.lit("it was accepted all the same")),
    ).list.drop_nulls()


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file."""
    return [response_quality]
