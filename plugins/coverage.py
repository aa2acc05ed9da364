"""Whether recommendations have actions and actions have recommendations, and what a plan declares against what it holds.

Of a recommendation:

- `covered`: at least one action addresses it (a link that is printed or confirmed);
- `partly`: some does, but the plan declares it under a theme ("Quality ... recommendations: 1, 2, 3") in which no
  action addresses it;
- `uncovered`: none does, though other recommendations of its series have actions;
- `no_plan`: no recommendation of its series has any, so no plan was meant to answer it.

Of an action:

- `covered`: what it cites is there;
- `dangling`: it cites a reference that no recommendation has;
- `uncited`: it cites nothing, though other actions of its plan do;
- `no_plan`: no action of its plan cites anything.

Reasons name the actions (up to `NAMED`) with theme, and where declared and actual differ. Score of a recommendation:
1 covered, 0.5 partly, 0 uncovered; of an action: 1 covered, 0 dangling or uncited.

Source: Ofsted asks that an action plan answers each recommendation (Education and Inspections Act 2006, section
137, written statement of proposed action); traceability both ways, as in requirements matrices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

API = 1

NAMED = 5
SCORES = {"covered": 1.0, "partly": 0.5, "uncovered": 0.0, "dangling": 0.0, "uncited": 0.0}
DECLARES = (
    r"(?i)\brecommendations?\b\s*(?:nos?\.?|numbers?)?\s*[:\-\u2013]\s*((?:\d+[a-z]?\s*(?:,|and|&)?\s*)+)\W*$"
)
NUMBER = r"(\d+[a-z]?)\W*$"
"""The last number of a reference: `OR 5`, `R5` and `5` are the same recommendation of one plan."""


@assessor(
    tables=("recommendations", "plan_actions"),
    uses=("links", "plan_actions", "recommendations", "cells"),
    verdicts=("covered", "partly", "uncovered", "dangling", "uncited", "no_plan"),
)
def coverage(given: Given) -> pl.LazyFrame:
    """Whether recommendations have actions and actions have recommendations, declared against actual."""
    links = given.tables["links"].filter(
        pl.col("relation") == "addresses", pl.col("state").is_in(["printed", "confirmed"])
    )
    found = _recommendations(given, links) if given.table == "recommendations" else _actions(given, links)
    score = pl.col("verdict").replace_strict(SCORES, default=None, return_dtype=pl.Float64)
    return found.select("id", "verdict", score=score, reasons="reasons")


def _recommendations(given: Given, links: pl.LazyFrame) -> pl.LazyFrame:
    actions = given.tables["plan_actions"].select("id", "theme", plan_paper="document")
    theme = pl.col("theme").fill_null("no theme")
    addressed = (
        links.join(actions, left_on="from_id", right_on="id")
        .sort("from_id")
        .group_by(pl.col("to_id").alias("id"), maintain_order=True)
        .agg(
            number=pl.len(),
            by=pl.concat_str(pl.lit("addressed by "), "from_id", pl.lit(" ("), theme, pl.lit(")")).head(
                NAMED
            ),
            themes=pl.col("theme").drop_nulls().str.to_lowercase().unique(),
            papers=pl.col("plan_paper").unique(),
        )
    )
    frame = given.frame.select("id", "series", nth=pl.col("ref").str.extract(NUMBER)).join(
        addressed, on="id", how="left"
    )
    declared = _declared(given, frame)
    frame = frame.join(_missing(declared), on="id", how="left").join(
        _undeclared(declared, frame), on="id", how="left"
    )
    planned = pl.col("number").is_not_null().any().over("series")
    missing = pl.col("missing").list.len() > 0
    verdict = (
        pl.when(pl.col("number").is_not_null() & missing)
        .then(pl.lit("partly"))
        .when(pl.col("number").is_not_null())
        .then(pl.lit("covered"))
        .when(planned)
        .then(pl.lit("uncovered"))
        .otherwise(pl.lit("no_plan"))
    )
    more = pl.col("number").cast(pl.Int64) - NAMED
    reasons = pl.concat_list(
        pl.col("by").fill_null([]),
        pl.concat_list(
            pl.when(more > 0).then(pl.concat_str(pl.lit("and by "), more.cast(pl.String), pl.lit(" more"))),
            pl.when(pl.col("verdict") == "uncovered").then(
                pl.lit("no action addresses it, though others of its series are addressed")
            ),
            pl.when(pl.col("verdict") == "no_plan").then(pl.lit("no plan addresses any of its series")),
        ).list.drop_nulls(),
        pl.col("missing").fill_null([]),
        pl.col("undeclared").fill_null([]),
    )
    return frame.with_columns(verdict=verdict).with_columns(reasons=reasons)


def _declared(given: Given, frame: pl.LazyFrame) -> pl.LazyFrame:
    """What a plan's paper declares: id, series, theme, word (its lower case), themes (that its actions have), place.

    A declaration is a cell or sentence that ends in recommendations and their numbers; the theme is the short line
    above it, up to three lines up. It counts for the recommendations that actions of the same paper address.
    """
    raw = pl.col("raw").str.strip_chars(" *#\t\n")
    cells = (
        given.tables["cells"]
        .sort("document", "line", "block", "row", "column", nulls_last=True, maintain_order=True)
        .with_columns(
            theme=pl.coalesce(
                pl.when((raw.shift(n).str.len_chars() <= 40) & (raw.shift(n) != ""))
                .then(raw.shift(n))
                .over("document")
                for n in (1, 2, 3)
            ),
            nths=raw.str.extract(DECLARES).str.extract_all(r"\d+[a-z]?"),
        )
        .filter(pl.col("nths").list.len() > 0, pl.col("theme").is_not_null())
        .select("document", "page", "line", "theme", "nths")
        .explode("nths")
    )
    known = (
        frame.filter(pl.col("papers").is_not_null())
        .select("series", document="papers")
        .explode("document")
        .unique()
    )
    declared = (
        cells.join(known, on="document")
        .join(
            frame.select("id", "series", "nth", "themes"),
            left_on=["series", "nths"],
            right_on=["series", "nth"],
        )
        .with_columns(word=pl.col("theme").str.to_lowercase(), place=_place())
    )
    # a paper names a theme "Quality" here and "Improving Quality" there; where it never heads actions, it proves nothing
    heads = frame.select("series", "themes").explode("themes").drop_nulls().unique()
    heads = heads.group_by("series").agg(all_themes=pl.col("themes").unique().str.join("\n"))
    used = pl.col("all_themes").str.contains(pl.col("word"), literal=True)
    return declared.join(heads, on="series").filter(used)


def _place() -> pl.Expr:
    return pl.concat_str(
        pl.concat_str(pl.lit("page "), pl.col("page").cast(pl.String)),
        pl.concat_str(pl.lit("line "), pl.col("line").cast(pl.String)),
        separator=", ",
        ignore_nulls=True,
    )


def _missing(declared: pl.LazyFrame) -> pl.LazyFrame:
    """Per id: missing, in words, the themes that declare it and in which no action addresses it."""
    held = pl.col("themes").list.join("\n").fill_null("").str.contains(pl.col("word"), literal=True)
    said = pl.concat_str(
        pl.lit("declared under "), "theme", pl.lit(" ("), "place", pl.lit("), where no action addresses it")
    )
    return declared.filter(~held).group_by("id").agg(missing=said.unique().sort())


def _undeclared(declared: pl.LazyFrame, frame: pl.LazyFrame) -> pl.LazyFrame:
    """Per id: undeclared, in words, the themes in which an action addresses it and that do not declare it."""
    words = declared.select("series", "theme", "word", "place").unique()
    said = pl.concat_str(
        pl.lit("an action under "),
        "theme",
        pl.lit(" addresses it, which is not declared there ("),
        "place",
        pl.lit(")"),
    )
    return (
        frame.select("id", "series", held="themes")
        .explode("held")
        .join(words, on="series")
        .filter(pl.col("held").str.contains(pl.col("word"), literal=True))
        .join(declared.select("id", "word"), on=["id", "word"], how="anti")
        .group_by("id")
        .agg(undeclared=said.unique().sort())
    )


def _actions(given: Given, links: pl.LazyFrame) -> pl.LazyFrame:
    targets = given.tables["recommendations"].select(pl.col("id").alias("to_id"), there=pl.lit(value=True))
    made = (
        links.join(targets, on="to_id", how="left")
        .group_by(pl.col("from_id").alias("id"))
        .agg(
            good=pl.concat_str(pl.lit("addresses "), "to_id")
            .filter(pl.col("there").is_not_null())
            .sort()
            .head(NAMED),
            bad=pl.col("to_id").filter(pl.col("there").is_null()).sort().head(NAMED),
        )
    )
    cites = pl.col("cites").list.len().fill_null(0)
    frame = given.frame.select("id", "plan", "series", "cites").join(made, on="id", how="left")
    links_good, links_bad = pl.col("good").list.len().fill_null(0), pl.col("bad").list.len().fill_null(0)
    any_cited = (cites > 0).any().over(pl.coalesce("plan", "series", pl.lit("")))
    short = cites > links_good
    verdict = (
        pl.when((links_bad > 0) | ((cites > 0) & short))
        .then(pl.lit("dangling"))
        .when(links_good > 0)
        .then(pl.lit("covered"))
        .when(any_cited)
        .then(pl.lit("uncited"))
        .otherwise(pl.lit("no_plan"))
    )
    reasons = pl.concat_list(
        pl.col("good").fill_null([]),
        pl.concat_list(
            pl.when(pl.col("verdict") == "dangling").then(
                pl.concat_str(
                    pl.lit("cites "),
                    pl.col("cites").list.join(", ").fill_null("nothing"),
                    pl.lit(", and no recommendation of the register has "),
                    pl.coalesce(
                        pl.when(links_bad > 0).then(pl.col("bad").list.join(", ")), pl.lit("one of these")
                    ),
                )
            ),
            pl.when(pl.col("verdict") == "uncited").then(
                pl.lit("cites no recommendation, though other actions of its plan do")
            ),
            pl.when(pl.col("verdict") == "no_plan").then(
                pl.lit("no action of its plan cites a recommendation")
            ),
        ).list.drop_nulls(),
    )
    return frame.with_columns(verdict=verdict).with_columns(reasons=reasons)


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file."""
    return [coverage]
