"""Plan actions of a council that does not exist, as many as are wanted, and twelve conditions over them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.store.schema import schema_of

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2023, 11, 23)
TWELVE = (
    "due < :today AND status <> 'complete'",
    "lead IS NULL",
    "LENGTH(text) < 3",
    "status = 'overdue' AND due > :today",
    "due_original < due AND status = 'ongoing'",
    "STARTS_WITH(text, 'The council') = FALSE AND status = 'complete'",
    "page > 98",
    "due IS NULL AND status = 'in_progress'",
    "lead = 'Lead 3' AND status = 'overdue'",
    "text LIKE '%seventh%' AND status = 'overdue'",
    "due > due_original + INTERVAL '300 days'",
    "SUBSTR(ref, 1, 1) <> 'R' OR page = 1",
)


def fifty() -> list[str]:
    """Fifty conditions: the twelve, and relatives of them with other constants."""
    more = [f"page > {95 + number % 5} AND lead = 'Lead {number}'" for number in range(38)]
    return [*TWELVE, *more]


def make(path: Path, records: int) -> Path:
    """A Parquet file of plan actions: the same records each time."""
    number = pl.int_range(records, dtype=pl.Int64)
    day = pl.lit(date(2023, 1, 1)) + pl.duration(days=(number * 7919) % 3000)
    original = pl.lit(date(2023, 1, 1)) + pl.duration(days=(number * 104729) % 400)
    words = pl.Series(["not_due", "in_progress", "complete", "overdue", "ongoing"])
    sentence = pl.format(
        "The council will do the {} thing",
        pl.lit(pl.Series(["first", "second", "seventh"])).gather((number * 31) % 3),
    )
    own = {
        "id": pl.format("act:plan/{}", number),
        "ref": pl.format("R{}", number),
        "text": pl.when(number % 11 == 0)
        .then(pl.lit("Short"))
        .otherwise(sentence + pl.lit(" before the end of the year")),
        "status": pl.lit(words).gather((number * 17) % 5),
        "lead": pl.when(number % 13 > 0).then(pl.format("Lead {}", number % 40)),
        "due": pl.when(number % 17 > 0).then(day),
        "due_original": original,
        "page": (number * 13) % 100,
    }
    schema = schema_of("plan_actions")
    whole = [
        own[name].cast(dtype).alias(name) if name in own else pl.lit(None, dtype).alias(name)
        for name, dtype in schema.items()
    ]
    pl.select(whole).write_parquet(path)
    return path
