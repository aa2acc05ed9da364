"""Where a record stands against its due date on the day asked for.

Verdicts, the first that fits:

- `complete`: the status is complete, closed or superseded, or it was completed on or before today;
- `overdue`: the due date has passed, or there is none and the paper itself says overdue;
- `due_soon`: due today or within `SOON` days;
- `not_due`: due later;
- `no_date`: no due date (a recurrence, such as "every three months", is not one).

A due date that names only a month, quarter or year means its last day: nobody is late before the period
is over. What the paper says and what follows from the date are kept apart: the verdict follows the date,
and where the printed status says otherwise, a reason says so.

Source: the definitions that internal audit uses for follow-up (an action is overdue when its agreed or
revised date has passed without evidence of completion; Global Internal Audit Standards 2024, 15.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

API = 1

SOON = 28
"""Days: what falls due before the next monthly meeting."""

DONE = ("complete", "closed", "superseded")


@assessor(
    tables=("recommendations", "directions", "audit_actions", "plan_actions"),
    verdicts=("complete", "overdue", "due_soon", "not_due", "no_date"),
)
def due_state(given: Given) -> pl.LazyFrame:
    """Whether a record is complete, overdue, due soon or not yet due."""
    columns = given.frame.collect_schema().names()
    due, status = pl.col("due"), pl.col("status")
    days = (due - pl.lit(given.today)).dt.total_days()
    said_overdue = status.eq_missing(pl.lit("overdue"))
    verdict = (
        pl.when(_done(columns, given))
        .then(pl.lit("complete"))
        .when(due.is_null())
        .then(pl.when(said_overdue).then(pl.lit("overdue")).otherwise(pl.lit("no_date")))
        .when(days < 0)
        .then(pl.lit("overdue"))
        .when(days <= SOON)
        .then(pl.lit("due_soon"))
        .otherwise(pl.lit("not_due"))
    )
    return given.frame.with_columns(verdict=verdict, days=days).select(
        "id", "verdict", reasons=_reasons(columns)
    )


def _done(columns: list[str], given: Given) -> pl.Expr:
    done = pl.col("status").is_in(DONE).fill_null(value=False)
    if "completed_on" in columns:
        done |= (pl.col("completed_on") <= pl.lit(given.today)).fill_null(value=False)
    if "rag" in columns:
        done |= pl.col("rag").eq_missing(pl.lit("complete"))
    return done


def _reasons(columns: list[str]) -> pl.Expr:
    """What decided, then what else is worth knowing."""
    verdict, days, due = pl.col("verdict"), pl.col("days"), pl.col("due").dt.to_string("iso")
    many = pl.when(days.abs() == 1).then(pl.lit(" day")).otherwise(pl.lit(" days"))
    decided = (
        pl.when(verdict == "complete")
        .then(
            pl.concat_str(
                pl.lit("status is "), pl.col("status").fill_null("not said, but it is marked complete")
            )
        )
        .when((verdict == "overdue") & due.is_null())
        .then(pl.lit("the paper says overdue and gives no date"))
        .when(verdict == "overdue")
        .then(
            pl.concat_str(pl.lit("due "), due, pl.lit(", "), days.abs().cast(pl.String), many, pl.lit(" ago"))
        )
        .when(verdict == "no_date")
        .then(pl.lit("no due date"))
        .otherwise(pl.concat_str(pl.lit("due "), due, pl.lit(", in "), days.cast(pl.String), many))
    )
    said = pl.col("status")
    notes = [
        pl.when((said == "overdue") & verdict.is_in(["due_soon", "not_due"])).then(
            pl.lit("the paper says overdue, but the date lies ahead")
        ),
        pl.when((said == "not_due") & (verdict == "overdue")).then(
            pl.lit("the paper says not due, but the date has passed")
        ),
        pl.when(pl.col("due_original") != pl.col("due")).then(
            pl.concat_str(pl.lit("originally due "), pl.col("due_original").dt.to_string("iso"))
        ),
        pl.when(pl.col("due").is_null() & pl.col("schedule").is_not_null()).then(
            pl.concat_str(pl.lit("recurs: "), pl.col("schedule"))
        ),
    ]
    if "completed_on" in columns:
        notes.append(
            pl.when(verdict == "complete").then(
                pl.concat_str(pl.lit("completed "), pl.col("completed_on").dt.to_string("iso"))
            )
        )
    return pl.concat_list(decided, *notes).list.drop_nulls()


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file."""
    return [due_state]
