"""How long ago anybody wrote about a record: fresh, ageing, stale, or never.

What counts as a word about it: a dated update up to today, the date on which a response came, and the date that its
paper describes (`as_at`), of which the latest counts. A paper's date is only taken where the paper tells something
of the record (progress, response), because a register that is printed again says nothing new. Records that are
complete are left out: nobody owes a word about them.

Verdicts: `fresh` (at most `fresh` days), `ageing` (at most `stale`), `stale` (longer ago), `never` (no dated word).
Score: 1 today, falling to 0 at `stale` days.

Source: monthly reporting of directions to an improvement board (28 days), quarterly reporting of everything else
(92 days), as the reporting cadences in such papers have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

API = 1

PARAMETERS: dict[str, Any] = {"fresh": 28, "stale": 92}
DONE = ("complete", "closed", "superseded")


@assessor(
    tables=("recommendations", "directions", "audit_actions", "plan_actions"),
    uses=("updates",),
    verdicts=("fresh", "ageing", "stale", "never"),
    parameters=PARAMETERS,
)
def freshness(given: Given) -> pl.LazyFrame:
    """How long ago a record was last written about."""
    columns = given.frame.collect_schema().names()
    today, fresh, stale = pl.lit(given.today), given.parameters["fresh"], given.parameters["stale"]
    on = pl.col("on")
    updates = given.tables["updates"].filter(on <= today).group_by("record").agg(updated=on.max())
    texts = [pl.col(name).str.strip_chars() != "" for name in ("progress", "response") if name in columns]
    told = pl.any_horizontal(texts).fill_null(value=False) if texts else pl.lit(value=False)
    answered = pl.col("response_on") if "response_on" in columns else pl.lit(None, dtype=pl.Date)
    done = pl.col("status").is_in(DONE).fill_null(value=False)
    if "rag" in columns:
        done |= pl.col("rag").eq_missing(pl.lit("complete"))
    frame = (
        given.frame.filter(~done)
        .join(updates, left_on="id", right_on="record", how="left")
        .with_columns(
            answered=pl.when(answered <= today).then(answered),
            paper=pl.when(told & (pl.col("as_at") <= today)).then("as_at"),
        )
    )
    last = pl.max_horizontal("updated", "answered", "paper")
    days = (today - pl.col("last")).dt.total_days()
    verdict = (
        pl.when(days.is_null())
        .then(pl.lit("never"))
        .when(days <= fresh)
        .then(pl.lit("fresh"))
        .when(days <= stale)
        .then(pl.lit("ageing"))
        .otherwise(pl.lit("stale"))
    )
    what = (
        pl.when(pl.col("updated") == pl.col("last"))
        .then(pl.lit("an update"))
        .when(pl.col("answered") == pl.col("last"))
        .then(pl.lit("a response"))
        .otherwise(pl.lit("its paper"))
    )
    reason = (
        pl.when(pl.col("last").is_null())
        .then(pl.lit("no dated word about it"))
        .otherwise(
            pl.concat_str(
                pl.lit("last written about on "),
                pl.col("last").dt.to_string("iso"),
                pl.lit(", "),
                days.cast(pl.String),
                pl.lit(" days ago, by "),
                what,
            )
        )
    )
    score = (1.0 - days / max(stale, 1)).clip(0.0, 1.0)
    return frame.with_columns(last=last).select(
        "id", verdict=verdict, score=score, reasons=pl.concat_list(reason)
    )


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file."""
    return [freshness]
