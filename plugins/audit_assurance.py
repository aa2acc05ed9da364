"""Whether an internal audit opinion fits its findings: beside other reviews, and under a policy.

*Dominance*: a review with at least as many findings at every grade (high, medium, low) as another should not have the
better opinion. It needs no weights, so nobody can argue about them; reviews of one series are compared.
*Policy*: how many High findings an opinion bears at most (`audit_assurance.toml`; a council sets its own).

Verdicts, the first that fits:

- `no_data`: opinion or findings are missing;
- `outside_scale`: the opinion is on no known scale;
- `lenient`: a review with no more findings at any grade has a worse opinion;
- `against_policy`: more High findings than the policy lets this opinion bear;
- `consistent`: neither.

There may be a good reason (scope, size, one finding that decides); a lenient opinion is one to ask about. Reasons name
every review that it is compared with, up to `NAMED`. Score: 1 consistent, 0.5 against the policy alone, 0 lenient.

Source: the four-step assurance scale of UK public sector internal audit (CIPFA, Internal Audit Engagement Opinions,
2020), with the words of other services; dominance is the Pareto order.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

API = 1

PARAMETERS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
NAMED = 5
WITNESSES = 200
SCORES = {"consistent": 1.0, "against_policy": 0.5, "lenient": 0.0}
GRADES = ("high", "medium", "low")


@assessor(
    tables=("audit_reviews",),
    verdicts=("consistent", "lenient", "against_policy", "outside_scale", "no_data"),
    parameters=PARAMETERS,
)
def audit_assurance(given: Given) -> pl.LazyFrame:
    """Whether an audit opinion fits its findings, beside other reviews and under a policy."""
    scale = given.parameters["scale"]
    places = {word.lower(): place for place, words in enumerate(scale) for word in words}
    word = (
        pl.col("opinion")
        .str.to_lowercase()
        .str.replace_all(r"\b(?:assurance|opinion|level)\b", " ")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars(" .:-")
    )
    told = pl.all_horizontal(
        pl.col("opinion").str.strip_chars() != "", *(pl.col(grade) >= 0 for grade in GRADES)
    )
    first = {place: words[0] for place, words in enumerate(scale)}
    bears = {
        place: given.parameters["policy"][word]
        for place, word in first.items()
        if word in given.parameters["policy"]
    }
    several = given.parameters["mediums_make_a_high"]
    highs = pl.col("high") + (pl.col("medium") // several if several > 0 else 0)
    frame = given.frame.select(
        *("id", "series", "opinion", *GRADES),
        name=pl.coalesce("title", "ref", "id"),
        told=told.fill_null(value=False),
        place=word.replace_strict(places, default=None, return_dtype=pl.Int64),
    ).with_columns(
        bears=pl.col("place").replace_strict(bears, default=None, return_dtype=pl.Int64), highs=highs
    )
    frame = frame.join(_dominated(frame), on="id", how="left")
    over = pl.col("highs") > pl.col("bears")
    verdict = (
        pl.when(~pl.col("told"))
        .then(pl.lit("no_data"))
        .when(pl.col("place").is_null())
        .then(pl.lit("outside_scale"))
        .when(pl.col("others").list.len() > 0)
        .then(pl.lit("lenient"))
        .when(over)
        .then(pl.lit("against_policy"))
        .otherwise(pl.lit("consistent"))
    )
    score = pl.col("verdict").replace_strict(SCORES, default=None, return_dtype=pl.Float64)
    return frame.with_columns(verdict=verdict).select("id", "verdict", score=score, reasons=_reasons(over))


def _dominated(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Per id: others, in words, that have a worse opinion with no more findings at any grade (up to `NAMED`); number.

    Reviews with the same opinion and figures are compared once, and of a series those `WITNESSES` kinds that have the
    fewest findings are compared with: so hundreds of thousands of reviews stay cheap.
    """
    key = ["series", "place", *GRADES]
    known = frame.filter(pl.col("told"), pl.col("place").is_not_null()).with_columns(
        pl.col("series").fill_null("")
    )
    words = pl.concat_str(pl.col("name"), pl.lit(" ("), *_counts(), pl.lit(") has "), pl.col("opinion"))
    kinds = known.group_by(key).agg(many=pl.len(), words=words.min())
    witnesses = (
        kinds.sort(pl.sum_horizontal(GRADES), *key).group_by("series", maintain_order=True).head(WITNESSES)
    )
    pairs = kinds.drop("words", "many").join(witnesses, on="series", suffix="_worse")
    worse = pl.col("place") < pl.col("place_worse")
    no_more = (pl.col(grade) >= pl.col(f"{grade}_worse") for grade in GRADES)
    found = (
        pairs.filter(worse, *no_more)
        .group_by(key)
        .agg(others=pl.col("words").sort().head(NAMED), number=pl.col("many").sum())
    )
    return known.join(found, on=key).select("id", "others", "number")


def _counts() -> list[pl.Expr]:
    high, medium, low = (pl.col(grade).cast(pl.String) for grade in GRADES)
    return [high, pl.lit("/"), medium, pl.lit("/"), low]


def _reasons(over: pl.Expr) -> pl.Expr:
    others = (
        pl.col("others")
        .list.head(NAMED)
        .list.eval(
            pl.concat_str(pl.lit("no more findings at any grade, and a worse opinion: "), pl.element())
        )
    )
    more = pl.col("number").cast(pl.Int64) - pl.col("others").list.len().cast(pl.Int64)
    own = pl.concat_str(pl.col("opinion"), pl.lit(" with "), *_counts(), pl.lit(" (high/medium/low)"))
    lacking = (
        pl.when(pl.col("opinion").str.strip_chars().fill_null("") == "")
        .then(pl.lit("no opinion"))
        .otherwise(pl.lit("the findings are not all told"))
    )
    return pl.concat_list(
        pl.concat_list(
            pl.when(pl.col("told")).then(own).otherwise(lacking),
            pl.when(pl.col("verdict") == "outside_scale").then(
                pl.concat_str(pl.lit("the scale knows no "), pl.col("opinion"))
            ),
        ).list.drop_nulls(),
        others.fill_null([]),
        pl.concat_list(
            pl.when(more > 0).then(pl.concat_str(pl.lit("and "), more.cast(pl.String), pl.lit(" more"))),
            pl.when(over & pl.col("told")).then(
                pl.concat_str(
                    pl.lit("the policy lets it bear "),
                    pl.col("bears").cast(pl.String),
                    pl.lit(" high findings at most"),
                )
            ),
        ).list.drop_nulls(),
    )


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file."""
    return [audit_assurance]
