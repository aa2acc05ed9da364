"""The story of records: every change of every field, in the order of the dates spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.store import replay
from slough_tui.store.history import of_ids
from slough_tui.store.parts import ON, SEQ, fields_of
from slough_tui.store.schema import table_named
from slough_tui.store.values import PRESENT

if TYPE_CHECKING:
    from datetime import datetime

    from slough_tui.model.table import Table
    from slough_tui.store.history import History
    from slough_tui.store.log import State
    from slough_tui.store.slot import Slot

SCHEMA: dict[str, Any] = {
    "seq": pl.Int64,
    "table": pl.String,
    "id": pl.String,
    "field": pl.String,
    "old": pl.String,
    "new": pl.String,
    "effective_on": pl.Date,
    "recorded_at": pl.Datetime("us", "UTC"),
    "author": pl.String,
    "source": pl.String,
    "message": pl.String,
}
"""The columns of facts; `old` and `new` are JSON text (`null` is the JSON word)."""


def facts_of(table: Table, said: pl.DataFrame, slots: Sequence[Slot]) -> pl.DataFrame:
    """Every fact of a table, by record, date and rank: `SCHEMA` and, last, `_rank`."""
    ordered = replay.sayings(table, said, slots)
    said_of = [column.name for column in fields_of(table) if ordered["?" + column.name].any()]
    fields = [_changes(ordered, name) for name in said_of or [PRESENT.name]]
    changes = pl.concat([f for f in fields if f.height] or fields[:1])
    commits = pl.DataFrame(
        {
            SEQ: [s.seq for s in slots],
            "recorded_at": [s.commit.recorded_at for s in slots],
            "author": [s.commit.author.name for s in slots],
            "source": [s.commit.source for s in slots],
            "message": [s.commit.message for s in slots],
        },
        schema={SEQ: pl.Int64, **{n: SCHEMA[n] for n in ("recorded_at", "author", "source", "message")}},
    )
    named = changes.join(commits, on=SEQ, how="inner").rename({SEQ: "seq", ON: "effective_on"})
    return named.with_columns(pl.lit(table.name).alias("table")).select(*SCHEMA, replay.RANK)


def _changes(ordered: pl.DataFrame, field: str) -> pl.DataFrame:
    """The facts about one field: each news with what it replaced; what replaced nothing is left out."""
    fresh = replay.news(ordered, field)
    initial: Any = False if field == PRESENT.name else None
    same = (pl.col("id") == pl.col("id").shift(1)).fill_null(value=False)
    old = pl.when(same).then(pl.col(field).shift(1)).otherwise(pl.lit(initial))
    fresh = fresh.with_columns(old.alias("old")).filter(pl.col(field).ne_missing(pl.col("old")))
    return fresh.select(
        "id",
        ON,
        replay.RANK,
        SEQ,
        pl.lit(field).alias("field"),
        _json("old").alias("old"),
        _json(field).alias("new"),
    )


def _json(column: str) -> pl.Expr:
    """Each value of a column as JSON text, made of `{"x":value}`."""
    return pl.struct(pl.col(column).alias("x")).struct.json_encode().str.slice(5).str.head(-1)


def facts(
    history: History, state: State, tables: Sequence[str], record_id: str | None, known_at: datetime | None
) -> pl.DataFrame:
    """The facts of these tables, of one record or of all, in the order of the dates spoken of: `SCHEMA`."""
    slots = replay.standing(history.slots(state), known_at)
    found = []
    for name in tables:
        table = table_named(name)
        said = history.said(table, state)
        if record_id is not None:
            said = of_ids(said, [record_id])
        if said.height:
            found.append(facts_of(table, said, slots))
    if not found:
        return nothing()
    rank = replay.RANK
    return pl.concat(found).sort("effective_on", rank, "table", "id", maintain_order=True).drop(rank)


def nothing() -> pl.DataFrame:
    """No facts, with the columns of facts."""
    return pl.DataFrame(schema=SCHEMA)
