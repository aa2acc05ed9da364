"""Where a record stands against its due date on the day asked for, recurring ones against their interval.

Verdicts, the first that fits:

- `complete`: the status is complete, closed or superseded, or it was completed on or before today;
- `missed`: it recurs at an interval, and since it was last due or last written about more than the interval and
  `grace` days have passed;
- `recurring`: it recurs at an interval and is not missed, or nothing says when it was last done;
- `overdue`: the due date has passed, or there is none and the paper itself says overdue; the reason names the age
  band (`bands`, in days);
- `due_soon`: due today or within `soon` days;
- `not_due`: due later;
- `no_date`: no due date ("ongoing" is none).

A due date that names only a month, quarter or year means its last day: nobody is late before the period
is over. What the paper says and what follows from the date are kept apart: the verdict follows the date,
and where the printed status says otherwise, a reason says so.

Source: the definitions that internal audit uses for follow-up (an action is overdue when its agreed or
revised date has passed without evidence of completion; Global Internal Audit Standards 2024, 15.2), and the age
bands in which audit committees are told of overdue actions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

API = 1

PARAMETERS: dict[str, Any] = {"soon": 28, "grace": 14, "bands": [30, 90, 180, 365]}
"""`soon`: what falls due before the next monthly meeting. `bands`: upper ends of the age bands, in days."""

DONE = ("complete", "closed", "superseded")
DAYS = {
    "daily": 1,
    "weekly": 7,
    "fortnightly": 14,
    "monthly": 31,
    "quarterly": 92,
    "termly": 122,
    "annually": 366,
    "twice a year": 184,
}
UNITS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "term": 122, "year": 366}


@assessor(
    tables=("recommendations", "directions", "audit_actions", "plan_actions"),
    uses=("updates",),
    verdicts=("complete", "overdue", "due_soon", "not_due", "no_date", "recurring", "missed"),
    parameters=PARAMETERS,
)
def due_state(given: Given) -> pl.LazyFrame:
    """Whether a record is complete, overdue, due soon or not yet due; recurring ones, whether one was missed."""
    columns = given.frame.collect_schema().names()
    due, status = pl.col("due"), pl.col("status")
    on = pl.col("on")
    last = (
        given.tables["updates"]
        .filter(on <= pl.lit(given.today))
        .group_by("record")
        .agg(on.max().alias("told"))
    )
    days = (due - pl.lit(given.today)).dt.total_days()
    passed = pl.when(days <= 0).then(due)
    since = (pl.lit(given.today) - pl.max_horizontal(passed, "told")).dt.total_days()
    frame = given.frame.join(last, left_on="id", right_on="record", how="left").with_columns(
        days=days, every=_interval(), since=since
    )
    days = pl.col("days")
    recurs = pl.col("every").is_not_null() & (due.is_null() | (days <= 0))
    verdict = (
        pl.when(_done(columns, given))
        .then(pl.lit("complete"))
        .when(recurs & (pl.col("since") > pl.col("every") + given.parameters["grace"]))
        .then(pl.lit("missed"))
        .when(recurs)
        .then(pl.lit("recurring"))
        .when(due.is_null())
        .then(
            pl.when(status.eq_missing(pl.lit("overdue"))).then(pl.lit("overdue")).otherwise(pl.lit("no_date"))
        )
        .when(days < 0)
        .then(pl.lit("overdue"))
        .when(days <= given.parameters["soon"])
        .then(pl.lit("due_soon"))
        .otherwise(pl.lit("not_due"))
    )
    return frame.with_columns(verdict=verdict).select("id", "verdict", reasons=_reasons(columns, given))


def _interval() -> pl.Expr:
    """Days from one time to the next, by the normal forms of `model.schedule`; null where no interval is told."""
    form = (
        pl.col("schedule")
        .str.split("; ")
        .list.eval(
            pl.coalesce(
                pl.element().replace_strict(DAYS, default=None, return_dtype=pl.Int64),
                pl.element().str.extract(r"^every (\d+) ").cast(pl.Int64, strict=False)
                * pl.element()
                .str.extract(r"^every \d+ (\w+?)s?$")
                .replace_strict(UNITS, default=None, return_dtype=pl.Int64),
                366 // pl.element().str.extract(r"^(\d+) times a year$").cast(pl.Int64, strict=False),
            )
        )
    )
    return form.list.min()


def _done(columns: list[str], given: Given) -> pl.Expr:
    done = pl.col("status").is_in(DONE).fill_null(value=False)
    if "completed_on" in columns:
        done |= (pl.col("completed_on") <= pl.lit(given.today)).fill_null(value=False)
    if "rag" in columns:
        done |= pl.col("rag").eq_missing(pl.lit("complete"))
    return done


def _band(bands: list[int]) -> pl.Expr:
    """The age band of an overdue record, in words."""
    late = -pl.col("days")
    found: pl.Expr = pl.lit(f"overdue for more than {bands[-1]} days" if bands else None, dtype=pl.String)
    for lower, upper in reversed(list(zip([0, *bands], bands, strict=False))):
        found = (
            pl.when(late <= upper).then(pl.lit(f"overdue for {lower + 1} to {upper} days")).otherwise(found)
        )
    return found


def _reasons(columns: list[str], given: Given) -> pl.Expr:
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
        .when(verdict == "missed")
        .then(
            pl.concat_str(
                pl.lit("recurs: "),
                "schedule",
                pl.lit(", and nothing is told for "),
                pl.col("since").cast(pl.String),
                pl.lit(" days"),
            )
        )
        .when(verdict == "recurring")
        .then(pl.concat_str(pl.lit("recurs: "), pl.col("schedule")))
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
        pl.when((verdict == "overdue") & due.is_not_null()).then(_band(sorted(given.parameters["bands"]))),
        pl.when((said == "overdue") & verdict.is_in(["due_soon", "not_due"])).then(
            pl.lit("the paper says overdue, but the date lies ahead")
        ),
        pl.when((said == "not_due") & (verdict == "overdue")).then(
            pl.lit("the paper says not due, but the date has passed")
        ),
        pl.when(pl.col("due_original") != pl.col("due")).then(
            pl.concat_str(pl.lit("originally due "), pl.col("due_original").dt.to_string("iso"))
        ),
        pl.when(pl.col("schedule").is_not_null() & ~verdict.is_in(["recurring", "missed"])).then(
            pl.concat_str(pl.lit("recurs: "), pl.col("schedule"))
        ),
        pl.when((verdict == "recurring") & pl.col("since").is_null()).then(
            pl.lit("nothing tells when it was last done")
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
