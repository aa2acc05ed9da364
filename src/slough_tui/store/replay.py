"""From what papers and people said to what is so: the state of a table as of a date.

What is said about one field of one record forms two voices, each in the order of the dates spoken of.
Papers of one date stand in the order of their SHA-256, so that it never matters which was imported
first; people stand after them. A paper that repeats what the paper before it said is no news, so a
person's decision stays until the printed value changes; nor is it news that a paper leaves blank what no
paper had filled. The last news counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.store.parts import ON, SEQ, fields_of
from slough_tui.store.values import PRESENT

if TYPE_CHECKING:
    from slough_tui.model.table import Table
    from slough_tui.store.slot import Full, Slot

RANK, PERSON = "_rank", "_person"
_ORDER = ("id", ON, RANK)


def standing(slots: Iterable[Slot], known_at: datetime | None = None) -> list[Slot]:
    """The commits that count: recorded by then, and of each paper only its newest reading."""
    known = [slot for slot in slots if known_at is None or slot.commit.recorded_at <= known_at]
    newest = {slot.commit.sha256: slot.seq for slot in known if slot.commit.kind == "import"}
    return [s for s in known if s.commit.kind != "import" or newest[s.commit.sha256] == s.seq]


def order_of(slots: Sequence[Slot]) -> pl.DataFrame:
    """`_seq`, `_rank` (ties of one date go to the higher), `_person`; one row per commit that counts."""
    ranked = sorted(slots, key=lambda s: (s.commit.kind != "import", s.commit.sha256 or "", s.seq))
    return pl.DataFrame(
        {
            SEQ: [s.seq for s in ranked],
            RANK: range(len(ranked)),
            PERSON: [s.commit.kind != "import" for s in ranked],
        },
        schema={SEQ: pl.Int64, RANK: pl.Int64, PERSON: pl.Boolean},
    )


def sayings(
    table: Table, said: pl.DataFrame, slots: Sequence[Slot], as_of: date | None = None
) -> pl.DataFrame:
    """Everything that counts up to a date, in order; also the ends that full registers imply."""
    order = order_of(slots)
    said = said.join(order, on=SEQ, how="inner")
    full = [(slot.seq, full) for slot in slots for full in slot.full if full.table == table.name]
    if full:
        said = pl.concat([said, _ends(said, order, full)], how="diagonal")
    if as_of is not None:
        said = said.filter(pl.col(ON) <= as_of)
    return said.sort(_ORDER)


def _ends(said: pl.DataFrame, order: pl.DataFrame, full: Sequence[tuple[int, Full]]) -> pl.DataFrame:
    """`_present` is false for the printed records of a series that a full register of it does not list.

    A record that the paper lists under another series has not ended either.
    """
    registers = pl.DataFrame(
        {
            SEQ: [seq for seq, _ in full],
            "series": [f.series for _, f in full],
            ON: [f.effective_on for _, f in full],
        },
        schema={SEQ: pl.Int64, "series": pl.String, ON: pl.Date},
    )
    printed = said.filter(~pl.col(PERSON)).select("id", SEQ, "series")
    gone = registers.join(printed.select("id", "series").unique(), on="series").join(
        printed, on=["id", SEQ], how="anti"
    )
    return gone.join(order, on=SEQ).select(
        "id",
        SEQ,
        ON,
        RANK,
        PERSON,
        pl.lit(value=False).alias(PRESENT.name),
        pl.lit(value=True).alias("?" + PRESENT.name),
    )


def news(said: pl.DataFrame, field: str) -> pl.DataFrame:
    """`id`, `_seq`, `_effective_on`, `_rank`, `_person` and the field, without what only repeats a paper."""
    told = said.filter(pl.col("?" + field)).select(*_ORDER, SEQ, PERSON, field)
    nothing = pl.lit(value=False) if field == PRESENT.name else None  # before its birth a record is not there
    before = pl.when(pl.col("id") == pl.col("id").shift(1)).then(pl.col(field).shift(1)).otherwise(nothing)
    fresh = pl.col(field).ne_missing(before)
    papers = told.filter(~pl.col(PERSON)).filter(fresh)
    people = told.filter(pl.col(PERSON))
    return pl.concat([papers, people]).sort(_ORDER) if people.height else papers


def state(table: Table, said: pl.DataFrame) -> pl.DataFrame:
    """The table as the sayings leave it: the records that are present, in the natural order of their ids."""
    names = [c.name for c in fields_of(table)]
    people = said.filter(pl.col(PERSON)).select("?" + n for n in names)
    decided = [n for n in names if people["?" + n].any()]
    if not decided and said["id"].n_unique() == said.height:
        rows = said
    else:
        last = said.group_by("id", maintain_order=True).agg(
            pl.col(n).filter(pl.col("?" + n)).last() for n in names if n not in decided
        )
        for name in decided:
            won = news(said, name).group_by("id", maintain_order=True).agg(pl.col(name).last())
            last = last.join(won, on="id", how="left")
        rows = last
    return in_natural_order(rows.filter(pl.col(PRESENT.name)).select(table.names))


def in_natural_order(frame: pl.DataFrame) -> pl.DataFrame:
    """By id, its runs of digits as numbers: 0.2 before 0.10, 3 before 3a before 10."""
    run = pl.element()
    padded = pl.when(run.str.contains(r"^\d")).then(run.str.zfill(20)).otherwise(run)
    return frame.sort(pl.col("id").str.extract_all(r"\d+|\D+").list.eval(padded).list.join(""), "id")
