"""Tables too large to hold: they lie in a folder, and only what is looked at is read.

| file | holds |
|---|---|
| `columns.parquet` | the whole table, for whoever looks through columns of it |
| `lines.ndjson` | a line of JSON for each row (its columns by number), so that any few rows are read at once |
| `<column>.index` | for an indexed column in which rows a text stands; see `row_index` |
| `about.json` | empty values by column, where every `STEP`th line begins, and the columns that another one decides |

Whoever takes a frame of Polars for looking takes one of these, too: the methods have the same names and answers.
"""

from __future__ import annotations

import json
import os
import re
import weakref
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, Union

from slough_tui.views import row_index
from slough_tui.views.row_index import RowIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import polars as pl

Frame: TypeAlias = Union["pl.DataFrame", "Filed"]

STEP = 64
"""Lines between two beginnings that are known."""
FEW = 4096
"""Rows up to which reading their lines is quicker than reading the columns."""


def write(
    frame: pl.DataFrame, folder: Path, *, indexed: Sequence[str], decided: Mapping[str, Sequence[str]]
) -> None:
    """Lay a table into an empty folder.

    `indexed` are columns of text, or of lists of it, by which rows are looked up. `decided` names for a column those
    whose values it decides: they are kept once for each of its values, not in every line.
    """
    import polars as pl

    frame.write_parquet(folder / "columns.parquet", compression="zstd", compression_level=1)
    apart = [name for names in decided.values() for name in names]
    numbers = {name: str(number) for number, name in enumerate(frame.columns) if name not in apart}
    lines = folder / "lines.ndjson"
    frame.select(pl.col(name).alias(number) for name, number in numbers.items()).write_ndjson(lines)
    for column in indexed:
        row_index.write(frame.get_column(column), folder / f"{column}.index")
    about = {
        "height": frame.height,
        "nulls": dict(zip(frame.columns, frame.null_count().row(0), strict=True)),
        "starts": list(_starts(lines)),
        "decided": {by: _decided(frame, by, names) for by, names in decided.items()},
        "indexed": list(indexed),
    }
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")


def _decided(frame: pl.DataFrame, by: str, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    once = frame.select(by, *names).unique(by, keep="any")
    return {line.pop(by): line for line in once.to_dicts()}


def _starts(lines: Path) -> Iterator[int]:
    """Where every `STEP`th line begins, and where the last one ends."""
    count = done = 0
    yield 0
    with lines.open("rb") as file:
        while block := file.read(1 << 24):
            ends = [end.end() for end in re.finditer(b"\n", block)]
            yield from (done + end for end in ends[STEP - count % STEP - 1 :: STEP])
            count += len(ends)
            done += len(block)
    yield done


class Filed:
    """A table that `write` laid into a folder. `holder` is kept as long as this is: with it the folder may go."""

    def __init__(self, folder: Path, holder: object = None) -> None:
        import polars as pl

        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        self.height: int = about["height"]
        self.schema: pl.Schema = pl.read_parquet_schema(folder / "columns.parquet")  # type: ignore[assignment]
        self.columns: list[str] = list(self.schema)
        self.nulls: Mapping[str, int] = about["nulls"]
        self.indexed = {name: RowIndex(folder / f"{name}.index") for name in about["indexed"]}
        self._folder, self._holder = folder, holder
        self._starts: list[int] = about["starts"]
        self._decided: Mapping[str, Mapping[str, Mapping[str, Any]]] = about["decided"]
        self._dates = [name for name, dtype in self.schema.items() if dtype == pl.Date]
        self._lines = os.open(folder / "lines.ndjson", os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._lines)

    def lazy(self) -> pl.LazyFrame:
        """The whole table, to be asked for columns."""
        import polars as pl

        return pl.scan_parquet(self._folder / "columns.parquet")

    def get_column(self, name: str) -> pl.Series:
        """One whole column."""
        return self.select(name).to_series()

    def select(self, *columns: Any) -> pl.DataFrame:
        """Whole columns, or what is made of them."""
        return self.lazy().select(*columns).collect()

    def head(self, count: int) -> pl.DataFrame:
        """The first rows."""
        return self._frame(self.rows(range(min(count, self.height))))

    def row(self, number: int, *, named: Literal[True]) -> dict[str, Any]:
        """One row, by column."""
        assert named
        return self.rows([number])[0]

    def __getitem__(self, numbers: pl.Series) -> pl.DataFrame:
        """The rows of these numbers, in their order."""
        return self._frame(self.rows(numbers)) if len(numbers) <= FEW else self.lazy().collect()[numbers]

    def rows(self, numbers: Iterable[int]) -> list[dict[str, Any]]:
        """The rows of these numbers, in their order, each by column."""
        blocks: dict[int, list[bytes]] = {}
        return [self._row(number, blocks) for number in numbers]

    def having(self, column: str, values: Sequence[str]) -> dict[int, dict[str, Any]]:
        """The rows in which one of these few values stands in an indexed column, by their numbers, ascending."""
        wanted = set(values)
        may = sorted(set(self.indexed[column].rows(values)))
        found = zip(may, self.rows(may), strict=True)
        return {number: row for number, row in found if _holds(row[column], wanted)}

    def _row(self, number: int, blocks: dict[int, list[bytes]]) -> dict[str, Any]:
        block, line = divmod(number, STEP)
        if block not in blocks:
            start, end = self._starts[block : block + 2]
            blocks[block] = os.pread(self._lines, end - start, start).split(b"\n")
        told = json.loads(blocks[block][line])
        row = {name: told.get(str(at)) for at, name in enumerate(self.columns)}
        for by, known in self._decided.items():
            row |= known[row[by]]
        for name in self._dates:
            row[name] = row[name] and date.fromisoformat(row[name])
        return row

    def _frame(self, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
        import polars as pl

        return pl.DataFrame(rows, schema=self.schema, orient="row")


def _holds(value: Any, wanted: set[str]) -> bool:
    return not wanted.isdisjoint(value) if isinstance(value, list) else value in wanted


def null_count(frame: Frame, column: str) -> int:
    """How many rows say nothing in a column."""
    return frame.nulls[column] if isinstance(frame, Filed) else frame.get_column(column).null_count()


def numbers_of(frame: Frame, column: str, values: Sequence[str]) -> pl.Series:
    """The rows (UInt32, ascending) with one of these values in a column of text, or of lists of it."""
    import polars as pl

    if not values:
        return pl.Series([], dtype=pl.UInt32)
    if isinstance(frame, Filed) and column in frame.indexed and len(values) <= FEW:
        return pl.Series(list(frame.having(column, values)), dtype=pl.UInt32)
    if isinstance(frame.schema[column], pl.List):
        held = pl.any_horizontal([pl.col(column).list.contains(value) for value in values])
        return frame.select(held.arg_true()).to_series()
    found = frame.get_column(column)
    return (found == values[0] if len(values) == 1 else found.is_in(pl.Series(values).implode())).arg_true()


def holding(frame: Frame, column: str, values: Sequence[str]) -> pl.DataFrame:
    """Those rows."""
    return frame[numbers_of(frame, column, values)]
