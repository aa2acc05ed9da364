"""Whether what is told of a recommendation or a plan's action is evidence of progress, clause by clause.

The method is that of audit follow-up: a recommendation is implemented when there is evidence, not when somebody
says so (Global Internal Audit Standards 2024, 15.2; the Centre for Governance and Scrutiny asks committees for the
same when they monitor recommendations). Text that only promises is not progress.

What is told: the progress, where there is none the response, and the dated updates up to today (never those of an
assessor); the actions linked to a recommendation; the due date. The text is taken apart into clauses, and each is
of one kind (`slough_tui.hooks.kinds_of_clause` lists them with their cues): done, decided, a result, a claim,
practice, under way, planned, an admitted gap; or it counts nothing: an acknowledgement, a norm, a pointer, a
missing answer, a name. Weights stand in `satisfactory_progress.toml`; a council changes single ones in the table
`[assessors.satisfactory_progress.weights]` of its slough.toml.

Score: what speaks for, divided by what speaks for, against, and a constant doubt; 0 to 1. Null when nothing counts.

Verdicts: `satisfactory` (score of `enough` or more), `further_work` (less: what is told shows that work remains),
`no_evidence` (nothing told that counts either way). Reasons: every sentence that counted, with kind, weight and its
place in the paper; where none did, why not.

It never reads `verdict_stated` nor the status as printed, where papers put their own verdict: how far the two agree
is told by `slough assess`. A disagreement is a place to look, not an error of either.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl
from slough_tui.hooks.clauses import clauses
from slough_tui.hooks.kinds_of_clause import dated, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

API = 1

PARAMETERS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
DONE = ("complete", "closed", "superseded")
QUOTED = 240
"""Characters of a sentence that a reason shows."""

IN_WORDS = {
    "done_and_dated": "done and dated",
    "under_way": "under way",
    "planned": "planned only",
    "promise_past": "promised for a date that has passed",
    "gap": "admitted gap",
    "practice": "as a matter of course",
    "claim": "claimed without a deed",
    "acknowledged": "acknowledged, no more",
    "norm": "what ought to be",
    "no_answer": "no answer",
    "name": "a name only",
    "nothing": "nothing that tells how far it got",
}


@assessor(
    tables=("recommendations", "plan_actions"),
    uses=("updates", "links", "plan_actions", "cells"),
    verdicts=("satisfactory", "further_work", "no_evidence"),
    parameters=PARAMETERS,
    stated="verdict_stated",
)
def satisfactory_progress(given: Given) -> pl.LazyFrame:
    """Whether what is told is evidence of progress, shows that work remains, or says nothing."""
    told = pl.concat([_from_text(given), _from_actions(given), _from_dates(given)])
    weight = pl.col("weight")
    counted = told.group_by("id").agg(
        favour=weight.filter(weight > 0).sum(),
        against=-weight.filter(weight < 0).sum(),
        counts=(weight != 0).any(),
        reasons=pl.col("reason").sort_by("order", maintain_order=True),
        weighs=weight.sort_by("order", maintain_order=True),
    )
    score = pl.col("favour") / (pl.col("favour") + pl.col("against") + given.parameters["doubt"])
    frame = given.frame.select("id").join(counted, on="id", how="left")
    frame = frame.with_columns(score=pl.when(pl.col("counts")).then(score.clip(0.0, 1.0)))
    verdict = (
        pl.when(pl.col("score").is_null())
        .then(pl.lit("no_evidence"))
        .when(pl.col("score") >= given.parameters["enough"])
        .then(pl.lit("satisfactory"))
        .otherwise(pl.lit("further_work"))
    )
    which = pl.col("reasons").list.gather(pl.col("weighs").list.eval(pl.arg_where(pl.element() != 0)))
    reasons = (
        pl.when(pl.col("counts"))
        .then(which)
        .when(pl.col("reasons").list.len() > 0)
        .then("reasons")
        .otherwise(pl.lit(["nothing is told about it"], dtype=pl.List(pl.String)))
    )
    return frame.select("id", verdict=verdict, score="score", reasons=reasons)


def _written(given: Given) -> pl.LazyFrame:
    """Lines id, text, on: the record's own text, and the updates up to today, oldest first."""
    columns = given.frame.collect_schema().names()
    own = [pl.col(name) for name in ("progress", "response") if name in columns]
    filled = [pl.when(text.str.strip_chars() != "").then(text) for text in own]
    mine = given.frame.select("id", text=pl.coalesce(filled), on=pl.lit(None, dtype=pl.Date))
    on = pl.col("on")
    later = (
        given.tables["updates"]
        .filter((on <= pl.lit(given.today)).fill_null(value=True), pl.col("voice").ne_missing("assessor"))
        .sort("on", "id", nulls_last=False)
        .select("record", "text", "on")
        .join(given.frame.select("id"), left_on="record", right_on="id", how="semi")
        .rename({"record": "id"})
    )
    return pl.concat([mine, later]).filter(pl.col("text").str.strip_chars() != "")


def _from_text(given: Given) -> pl.LazyFrame:
    """Lines id, order, weight, reason: one for each clause."""
    weights = given.parameters["weights"]
    written = _written(given).with_row_index("n")
    parts = clauses(written.select(pl.col("n").alias("id"), "text"), "text").rename({"id": "n"})
    parts = parts.join(written.select("n", "id", "on"), on="n").with_columns(
        kind=kind_of("clause"), dated=dated("sentence", given.today)
    )
    kind = pl.col("kind")
    kind = (
        pl.when(kind.is_in(["done", "decided"]) & (pl.col("dated") | pl.col("on").is_not_null()))
        .then(pl.lit("done_and_dated"))
        .when((kind == "planned") & pl.col("dated"))
        .then(pl.lit("promise_past"))
        .otherwise(kind)
    )
    weight = pl.col("kind").replace_strict(weights, default=0.0, return_dtype=pl.Float64)
    weight *= pl.when(pl.col("conceded")).then(given.parameters["conceded"]).otherwise(1.0)
    parts = parts.with_columns(kind=kind).with_columns(weight=weight)
    return _placed(parts, given).select(
        "id",
        order=pl.col("n").cast(pl.Int64) * 10_000 + pl.col("number").cast(pl.Int64),
        weight="weight",
        reason=_reason(),
    )


def _placed(parts: pl.LazyFrame, given: Given) -> pl.LazyFrame:
    """`parts` with `place`: page and line (or the sheet's cell) where the sentence begins, if a cell holds it."""
    cells = (
        given.tables["cells"]
        .filter(pl.col("field").is_in(["progress", "response", "text"]))
        .join(given.frame.select("id"), left_on="record", right_on="id", how="semi")
        .select(
            pl.col("record").alias("id"),
            pl.col("raw").str.replace_all(r"[\u2018\u2019]", "'").str.replace_all(r"\s+", " ").alias("raw"),
            place=pl.concat_str(
                pl.concat_str(pl.lit("page "), pl.col("page").cast(pl.String)),
                pl.coalesce(
                    pl.concat_str(pl.lit("cell "), "address"),
                    pl.concat_str(pl.lit("line "), pl.col("line").cast(pl.String)),
                ),
                separator=", ",
                ignore_nulls=True,
            ),
        )
        .filter(pl.col("place") != "")
    )
    begins = pl.col("sentence").str.slice(0, 40)
    found = (
        parts.select("n", "id", "sentence")
        .unique()
        .join(cells, on="id")
        .filter(pl.col("raw").str.contains(begins, literal=True))
        .group_by("n", "sentence")
        .agg(pl.col("place").first())
    )
    return parts.join(found, on=["n", "sentence"], how="left", maintain_order="left")


def _reason() -> pl.Expr:
    """`for, decided, +1.5: "..." (page 3, line 53)`."""
    weight = pl.col("weight")
    side = (
        pl.when(weight > 0)
        .then(pl.lit("for"))
        .when(weight < 0)
        .then(pl.lit("against"))
        .otherwise(pl.lit("counts nothing"))
    )
    granted = pl.when(pl.col("conceded") & (weight != 0)).then(pl.lit(" (conceded)")).otherwise(pl.lit(""))
    text = pl.col("sentence")
    shown = pl.when(text.str.len_chars() > QUOTED).then(
        pl.concat_str(text.str.slice(0, QUOTED - 1), pl.lit("\u2026"))
    )
    return pl.concat_str(
        side,
        pl.lit(", "),
        pl.col("kind").replace(IN_WORDS),
        granted,
        pl.when(weight != 0).then(pl.concat_str(pl.lit(", "), _signed(weight))).otherwise(pl.lit("")),
        pl.lit(': "'),
        pl.coalesce(shown, text),
        pl.lit('"'),
        pl.concat_str(pl.lit(" ("), "place", pl.lit(")")).fill_null(""),
        pl.concat_str(pl.lit(" (update of "), pl.col("on").dt.to_string("iso"), pl.lit(")")).fill_null(""),
    )


def _signed(weight: pl.Expr) -> pl.Expr:
    sign = pl.when(weight > 0).then(pl.lit("+")).otherwise(pl.lit(""))
    return pl.concat_str(sign, weight.round(3).cast(pl.String).str.strip_suffix(".0"))


def _from_actions(given: Given) -> pl.LazyFrame:
    """Lines for the actions that address a recommendation and are complete, or past their date and not."""
    weights = given.parameters["weights"]
    links = given.tables["links"].filter(
        pl.col("relation") == "addresses", pl.col("state").is_in(["printed", "confirmed"])
    )
    complete = pl.col("status").is_in(DONE).fill_null(value=False)
    overdue = ~complete & ((pl.col("due") < pl.lit(given.today)).fill_null(value=False))
    weight = (
        pl.when(complete)
        .then(pl.lit(weights["action_complete"]))
        .when(overdue)
        .then(pl.lit(weights["action_overdue"]))
    )
    how = (
        pl.when(complete)
        .then(pl.lit("is complete"))
        .otherwise(
            pl.concat_str(
                pl.lit("was due "), pl.col("due").dt.to_string("iso"), pl.lit(" and is not complete")
            )
        )
    )
    return (
        links.join(given.frame.select("id"), left_on="to_id", right_on="id", how="semi")
        .join(given.tables["plan_actions"].select("id", "status", "due"), left_on="from_id", right_on="id")
        .with_columns(weight=weight)
        .filter(pl.col("weight").is_not_null())
        .select(
            pl.col("to_id").alias("id"),
            order=pl.lit(2**60, dtype=pl.Int64),
            weight="weight",
            reason=pl.concat_str(
                _side(),
                pl.lit(", "),
                _signed(pl.col("weight")),
                pl.lit(": the action "),
                "from_id",
                pl.lit(" "),
                how,
            ),
        )
    )


def _from_dates(given: Given) -> pl.LazyFrame:
    """A line for each record that is past its own date, where something is told of it."""
    late = given.parameters["weights"]["late"]
    told = _written(given).select("id").unique()
    return (
        given.frame.filter(
            (pl.col("due") < pl.lit(given.today)), ~pl.col("status").is_in(DONE).fill_null(value=False)
        )
        .join(told, on="id", how="semi")
        .with_columns(weight=pl.lit(late))
        .select(
            "id",
            order=pl.lit(2**61, dtype=pl.Int64),
            weight="weight",
            reason=pl.concat_str(
                _side(),
                pl.lit(", "),
                _signed(pl.col("weight")),
                pl.lit(": was due "),
                pl.col("due").dt.to_string("iso"),
            ),
        )
    )


def _side() -> pl.Expr:
    return pl.when(pl.col("weight") > 0).then(pl.lit("for")).otherwise(pl.lit("against"))


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file."""
    return [satisfactory_progress]
