"""What one commit says about one table, as rows: one row per record, typed like the table.

A part keeps everything that its paper asserts, also what is no news: only so the order in which
papers are imported never matters. Beside the table's columns it has

| column | type | |
|---|---|---|
| `_seq` | Int64 | the commit |
| `_effective_on` | Date | the date that this row speaks of |
| `_said` | List(String) | the columns that this row speaks of; null: all that the file has |
| `_present` | Boolean | whether the record is in the register |

A column that no row speaks of is left out of the file. `widen` makes parts alike, so that they can
stand in one frame: every column of the table, and beside each column `c` a Boolean `?c`, whether it was said.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.errors import CorruptError, UsageError
from slough_tui.store.schema import DTYPES
from slough_tui.store.values import PLAIN, PRESENT, checked, speakable

if TYPE_CHECKING:
    from slough_tui.model.batch import Values
    from slough_tui.model.table import Column, Table
    from slough_tui.store.disk import Disk
    from slough_tui.store.slot import PartRef, Slot

SEQ, ON, SAID = "_seq", "_effective_on", "_said"


def fields_of(table: Table) -> tuple[Column, ...]:
    """The columns that facts can be about: all but `id`, and `_present`."""
    return (PRESENT, *(c for c in table.columns if c.name != "id"))


def part_of(table: Table, rows: Sequence[Values], seqs: Sequence[int], ons: Sequence[date]) -> pl.DataFrame:
    """A part from lines of values; `UsageError` where a value is not what its column holds.

    A column that a line does not have is one that it does not speak of; None is an explicit null.
    """
    spoken = {keys: frozenset(keys) - {"id"} for keys in set(map(tuple, rows))}
    union = frozenset[str]().union(*spoken.values())
    columns = [c for c in fields_of(table) if c.name in union]
    if unknown := union - {c.name for c in columns}:
        raise UsageError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    said = {
        keys: None if names == union else [c.name for c in columns if c.name in names]
        for keys, names in spoken.items()
    }
    series = [
        pl.Series("id", [speakable(row["id"]) for row in rows], dtype=pl.String),
        pl.Series(SEQ, seqs, dtype=pl.Int64),
        pl.Series(ON, ons, dtype=pl.Date),
        pl.Series(SAID, [said[tuple(row)] for row in rows], dtype=pl.List(pl.String)),
    ]
    return pl.DataFrame(series + [_series(table, column, rows) for column in columns])


def _series(table: Table, column: Column, rows: Sequence[Values]) -> pl.Series:
    values: list[Any] = [row.get(column.name) for row in rows]
    dtype = DTYPES[column.type]
    if set(map(type, values)) <= PLAIN[column.type]:
        try:
            return pl.Series(column.name, values, dtype=dtype)
        except (UnicodeEncodeError, OverflowError, TypeError):
            pass  # one value is wrong or cannot be written: the slow way finds and mends or names it
    taken = [checked(column, v, f"{table.name} {row['id']}") for v, row in zip(values, rows, strict=True)]
    return pl.Series(column.name, taken, dtype=dtype)


def edited(table: Table, slots: Iterable[Slot]) -> pl.DataFrame | None:
    """The edits of these commits as a part, one row per commit and record; None if there are none."""
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    ons: dict[tuple[int, str], date] = {}
    for slot in slots:
        for edit in slot.edits:
            if edit.table == table.name:
                key = slot.seq, edit.id
                rows.setdefault(key, {"id": edit.id})[edit.field] = edit.new
                ons[key] = slot.commit.effective_on
    if not rows:
        return None
    return part_of(table, list(rows.values()), [seq for seq, _ in rows], list(ons.values()))


def to_parquet(frame: pl.DataFrame) -> bytes:
    """Parquet bytes; the same frame gives the same bytes."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=3, row_group_size=1 << 17)
    return buffer.getvalue()


def read_parquet(
    disk: Disk,
    name: str,
    sha256: str,
    columns: Sequence[str] | None = None,
    *,
    where: pl.Expr | None = None,
) -> pl.DataFrame:
    """A Parquet file of ours, or columns of it, through checked bytes; `CorruptError` names the file at fault.

    Where it has all columns that `where` is about, only the rows are read for which it holds.
    """
    raw = io.BytesIO(disk.checked(name, sha256))
    try:
        if where is not None and set(where.meta.root_names()) <= set(pl.read_parquet_schema(raw)):
            return pl.scan_parquet(raw).filter(where).collect()
        part = pl.read_parquet(raw, columns=None if columns is None else list(columns))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise CorruptError("this file is no Parquet that can be read", where=disk.place(name)) from error
    return pl.DataFrame([_in_one_piece(column) for column in part])


def _in_one_piece(column: pl.Series) -> pl.Series:
    """The same values: every query would put pieces together, again and again; and nothing takes no memory."""
    is_empty = column.null_count() == len(column) > 0
    return column.new_from_index(0, len(column)) if is_empty else column.rechunk()


def load_part(disk: Disk, table: Table, ref: PartRef) -> pl.DataFrame:
    """A part of the register, widened."""
    return widen(table, read_parquet(disk, ref.name, ref.sha256))


def widen(table: Table, part: pl.DataFrame) -> pl.DataFrame:
    """The part with all columns of the table, and for each the mask of who speaks of it."""
    there = set(part.columns)
    uniform = part[SAID].null_count() == part.height
    columns: list[pl.Expr] = []
    for column in fields_of(table):
        dtype = DTYPES[column.type]
        if column.name not in there:
            value, mask = pl.lit(None, dtype=dtype), pl.lit(value=False)
        else:
            value = pl.col(column.name).cast(dtype)
            mask = (
                pl.lit(value=True)
                if uniform
                else pl.col(SAID).list.contains(column.name).fill_null(value=True)
            )
        columns += [value.alias(column.name), mask.alias("?" + column.name)]
    return part.select("id", SEQ, ON, *columns)
