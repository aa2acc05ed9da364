"""A RAG rating derived under a named policy, from dates, percentage, trend and updates, beside the printed one.

Papers print a rating without its grounds, or lose its colour. This derives one on the same facts for every record:

- `complete`: its status (or a percentage of 100) says so;
- `red`: past its date by more than the policy allows, or far behind the share of time gone;
- `amber`: near its date and not nearly done, behind, worsening, silent, or its date was moved, as the policy has it;
- `green`: none of these;
- `unrated`: without a date, where the policy does not say what that is.

The policies are data (`rag.toml`): *dates* (the default), *assurance* and *progress*; a council adds its own in its
slough.toml. The percentage is the one that the text prints last ("60% complete"); the share of time gone is that
from the date the paper describes, or the first update, to the due date. The printed rating is never read for the
verdict; where the two differ a reason says so, and `slough assess` counts it. Score: complete and green 1, amber 0.5,
red 0.

Source: keys of council improvement and programme reports (green on track, amber at risk, red off track or overdue);
percentage against time gone as in earned schedule (Lipke 2003), read from what papers print.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.errors import SettingsError
from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

API = 1

PARAMETERS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SCORES = {"complete": 1.0, "green": 1.0, "amber": 0.5, "red": 0.0}
DONE = ("complete", "closed", "superseded")
PERCENT = r"(?i)\b(\d{1,3})\s?(?:%|per ?cent)\s+(?:complete|completed|done|delivered|implemented|progress)"


@assessor(
    tables=("directions", "plan_actions", "audit_actions"),
    uses=("updates",),
    verdicts=("complete", "green", "amber", "red", "unrated"),
    parameters=PARAMETERS,
    stated="rag",
)
def rag(given: Given) -> pl.LazyFrame:
    """A RAG rating derived under a named policy, beside the printed one."""
    policy = _policy(given.parameters)
    frame = _facts(given)
    reds, ambers = _grounds(policy)
    red, amber = pl.concat_list(reds).list.drop_nulls(), pl.concat_list(ambers).list.drop_nulls()
    frame = frame.with_columns(reds=red, ambers=amber)
    undated = pl.col("due").is_null() & pl.col("percent").is_null()
    verdict = (
        pl.when(pl.col("done"))
        .then(pl.lit("complete"))
        .when(pl.col("reds").list.len() > 0)
        .then(pl.lit("red"))
        .when(undated)
        .then(pl.lit(policy["undated"]))
        .when(pl.col("ambers").list.len() > 0)
        .then(pl.lit("amber"))
        .otherwise(pl.lit("green"))
    )
    score = pl.col("verdict").replace_strict(SCORES, default=None, return_dtype=pl.Float64)
    return frame.with_columns(verdict=verdict).select(
        "id", "verdict", score=score, reasons=_reasons(given.parameters["policy"], undated)
    )


def _policy(parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """The chosen policy. SettingsError where it has no such name or says an odd word."""
    policies, chosen = parameters["policies"], parameters["policy"]
    if chosen not in policies:
        hint = f"there are {', '.join(policies)}"
        raise SettingsError(f"there is no policy {chosen!r}", where="assessors.rag.policy", hint=hint)
    policy: Mapping[str, Any] = policies[chosen]
    if policy["undated"] not in ("unrated", "amber", "red"):
        where = f"assessors.rag.policies.{chosen}.undated"
        raise SettingsError(f"{policy['undated']!r} is none of unrated, amber, red", where=where)
    return policy


def _facts(given: Given) -> pl.LazyFrame:
    """The records with done, days (to due), percent, gone (share of time), silent (days), and the printed rating."""
    columns = given.frame.collect_schema().names()
    today, on = pl.lit(given.today), pl.col("on")
    updates = (
        given.tables["updates"]
        .filter(on <= today)
        .sort("on")
        .group_by("record", maintain_order=True)
        .agg(first=on.first(), last=on.last(), written=pl.col("text").last())
    )
    own = [name for name in ("progress", "status_raw", "text") if name in columns]
    text = pl.concat_str("written", *own, separator=" ", ignore_nulls=True)
    percent = text.str.extract_all(PERCENT).list.last().str.extract(r"(\d+)").cast(pl.Float64)
    done = pl.col("status").is_in(DONE).fill_null(value=False)
    if "completed_on" in columns:
        done |= (pl.col("completed_on") <= today).fill_null(value=False)
    begun = pl.coalesce("first", "as_at")
    whole = (pl.col("due") - begun).dt.total_days()
    gone = pl.when(whole > 0).then(((today - begun).dt.total_days() / whole * 100).clip(0.0, 100.0))
    nothing = pl.lit(None, dtype=pl.String)
    return (
        given.frame.join(updates, left_on="id", right_on="record", how="left")
        .with_columns(percent=pl.when(percent <= 100).then(percent), gone=gone)
        .with_columns(
            done=done | (pl.col("percent") == 100).fill_null(value=False),
            days=(pl.col("due") - today).dt.total_days(),
            silent=(today - pl.coalesce("last", "as_at")).dt.total_days(),
            behind=pl.col("gone") - pl.col("percent"),
            trend_said=pl.col("trend") if "trend" in columns else nothing,
            printed=pl.col("rag") if "rag" in columns else nothing,
        )
    )


def _grounds(policy: Mapping[str, Any]) -> tuple[list[pl.Expr], list[pl.Expr]]:
    """What speaks for red and for amber, in words; null where it does not."""
    days, percent, behind, silent = (pl.col(name) for name in ("days", "percent", "behind", "silent"))
    due = pl.col("due").dt.to_string("iso")

    def said(*parts: Any) -> pl.Expr:
        return pl.concat_str([pl.lit(part) if isinstance(part, str) else part for part in parts])

    late = said("due ", due, ", ", (-days).cast(pl.String), " days ago")
    lag = said(
        percent.round(0).cast(pl.Int64).cast(pl.String),
        "% done with ",
        pl.col("gone").round(0).cast(pl.Int64).cast(pl.String),
        "% of the time gone",
    )
    moved = pl.col("due") > pl.col("due_original")
    reds: list[pl.Expr] = [
        pl.when(-days > policy["red_late"]).then(late),
        pl.when(behind > policy["far_behind"]).then(lag),
    ]
    ambers: list[pl.Expr] = [
        pl.when((days < 0) & (-days <= policy["red_late"])).then(late),
        pl.when(
            (days >= 0) & (days <= policy["amber_ahead"]) & (percent.fill_null(0) < policy["nearly"])
        ).then(said("due ", due, ", in ", days.cast(pl.String), " days")),
        pl.when(behind > policy["behind"]).then(lag),
        pl.when(silent > policy["silent"]).then(
            said("nothing written for ", silent.cast(pl.String), " days")
        ),
        pl.when(pl.lit(policy["worsening"]) & (pl.col("trend_said") == "down")).then(
            pl.lit("the trend is down")
        ),
        pl.when(pl.lit(policy["slipped"]) & moved).then(
            said("put off from ", pl.col("due_original").dt.to_string("iso"), " to ", due)
        ),
    ]
    return reds, ambers


def _reasons(policy: str, undated: pl.Expr) -> pl.Expr:
    verdict, printed = pl.col("verdict"), pl.col("printed")
    none = pl.lit([], dtype=pl.List(pl.String))
    grounds = (
        pl.when(verdict == "complete")
        .then(
            pl.concat_list(
                pl.concat_str(pl.lit("status is "), pl.col("status").fill_null("not said, but all is done"))
            )
        )
        .when(pl.col("reds").list.len() > 0)
        .then("reds")
        .when(undated)
        .then(pl.lit(["no due date"], dtype=pl.List(pl.String)))
        .when(pl.col("ambers").list.len() > 0)
        .then("ambers")
        .otherwise(
            pl.concat_list(
                pl.concat_str(
                    pl.lit("due "),
                    pl.col("due").dt.to_string("iso").fill_null("some day"),
                    pl.lit(", and nothing speaks against it"),
                )
            )
        )
    )
    beside = pl.when(printed.is_not_null() & (printed != verdict)).then(
        pl.concat_str(pl.lit("the paper prints "), printed)
    )
    return pl.concat_list(
        grounds, pl.concat_list(beside).list.drop_nulls(), pl.concat_list(pl.lit(f"policy {policy}")), none
    )


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file."""
    return [rag]
