"""The records: recommendations, directions, audit and plan actions, each as its first paper has it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.store.synthetic import words
from slough_tui.store.synthetic.chance import NUMBER, below, draw, evenly, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DAY = "%d/%m/%y"
RAGS = ("amber", "green", "red", "complete")


def numbers(first: int, last: int) -> pl.DataFrame:
    """The numbers from `first` to before `last`, one record each."""
    return pl.DataFrame({NUMBER: pl.int_range(first, last, dtype=pl.UInt64, eager=True)})


def frame_of(table: str, first: int, last: int, on: date) -> pl.DataFrame:
    """The records of a table with these numbers as a paper of this date has them; columns as the table's, some left out."""
    made = {**_common(on), **_OWN[table](on)}
    return numbers(first, last).select(**made)


def sentence() -> pl.Expr:
    """What is asked for: one of some 30,000 texts, of 8 to 30 words."""
    asked = pl.concat_str(
        evenly(1, words.SERVICES), pl.lit(": "), evenly(2, words.ASKS), pl.lit(" "), evenly(3, words.SERVICES),
        pl.lit(" "), evenly(4, words.ENDS), pl.lit("."), evenly(5, words.SECOND),
    )  # fmt: skip
    return asked.str.slice(0, 1).str.to_uppercase() + asked.str.slice(1)


def due_of(on: date) -> pl.Expr:
    """Due from nine months before a paper to fifteen after it; one in twelve has none."""
    day = pl.lit(on) + pl.duration(days=below(6, 730) - 270)
    return pl.when(draw(7) < 11 / 12).then(day)


def _common(on: date) -> dict[str, pl.Expr]:
    due = due_of(on)
    return {
        "text": sentence(),
        "lead": one_of(8, words.LEADS),
        "due": due,
        "due_raw": due.dt.strftime(DAY).fill_null("tbc"),
        "due_precision": pl.when(due.is_null()).then(pl.lit("none")).otherwise(pl.lit("day")),
        "document": pl.lit(document_of(on)),
        "page": (pl.col(NUMBER) // 12 % 400).cast(pl.Int64) + 1,
        "line": (pl.col(NUMBER) % 12).cast(pl.Int64) * 5 + 3,
    }


def document_of(on: date) -> str:
    """The id of the paper of this date."""
    return f"doc:register-{on}"


def _named(prefix: str, series: pl.Expr, ref: pl.Expr) -> dict[str, pl.Expr]:
    return {"id": pl.concat_str(pl.lit(f"{prefix}:"), series, pl.lit("/"), ref), "ref": ref, "series": series}


def _recommendations(on: date) -> dict[str, pl.Expr]:
    number = pl.col(NUMBER)
    answered = draw(9) < 0.7
    answer = pl.when(answered)
    meeting = pl.lit(on) - pl.duration(days=below(10, 300) + 20)
    return {
        **_named("rec", one_of(11, words.SERIES), (number // 100).cast(pl.String) + "." + (number % 100).cast(pl.String).str.zfill(2)),
        "status": one_of(12, ("in_progress", "complete", "overdue", "not_started"), (45, 30, 15, 10)),
        "body": one_of(11, words.BODIES),
        "body_date": meeting,
        "response_received": answer.then(pl.lit("yes")).otherwise(pl.lit("no")),
        "response": answer.then(evenly(13, words.TALK)),
        "accepted": answer.then(one_of(14, ("yes", "partial", "no"), (80, 15, 5))),
    }  # fmt: skip


def _directions(_on: date) -> dict[str, pl.Expr]:
    ref = (pl.col(NUMBER) + 1).cast(pl.String)
    return {
        **_named("dir", pl.lit("directions"), ref),
        "title": pl.concat_str(pl.lit("Put "), evenly(1, words.SERVICES), pl.lit(" in order")),
        "clt_lead": one_of(8, words.LEADS),
        "rag": one_of(15, RAGS, (40, 35, 15, 10)),
        "rag_source": pl.lit("printed"),
        "trend": one_of(16, ("same", "up", "down"), (60, 30, 10)),
    }


def _audit_actions(on: date) -> dict[str, pl.Expr]:
    year = f"{on.year - 1}-{on.year % 100:02d}"
    return {
        **_named("aud", pl.lit(year), "AR-" + pl.col(NUMBER).cast(pl.String).str.zfill(7)),
        "status": one_of(
            12, ("not_due", "complete", "overdue", "closed", "not_allocated"), (40, 30, 20, 7, 3)
        ),
        "audit_year": pl.lit(year.replace("-", "/")),
        "review": one_of(17, words.REVIEWS),
        "directorate": one_of(18, words.DIRECTORATES),
        "priority": one_of(19, ("medium", "low", "high"), (50, 35, 15)),
    }


def _plan_actions(_on: date) -> dict[str, pl.Expr]:
    number = pl.col(NUMBER)
    ref = "A" + (number // 20 + 1).cast(pl.String) + "-" + (number % 20 + 1).cast(pl.String)
    return {
        **_named("act", pl.lit("plans"), ref),
        "status": one_of(12, ("in_progress", "complete", "not_started", "overdue"), (50, 25, 15, 10)),
        "plan": one_of(20, words.PLANS),
        "theme": one_of(21, words.THEMES),
        "rag": one_of(15, RAGS, (40, 35, 15, 10)),
        "rag_source": pl.lit("printed"),
    }


_OWN: Mapping[str, Callable[[date], dict[str, pl.Expr]]] = {
    "recommendations": _recommendations,
    "directions": _directions,
    "audit_actions": _audit_actions,
    "plan_actions": _plan_actions,
}
RECORDS: tuple[str, ...] = tuple(_OWN)
"""The tables that grow with the size of the register."""
