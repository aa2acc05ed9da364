"""In which rows a text stands: the hashes of a column in order, and the row beside each, found by halving.

No query of Polars is asked: it would wait for whatever else its threads compute, and a key with it.
"""

from __future__ import annotations

import mmap
from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import polars as pl

HASH: Final = "Q"
ROW: Final = "I"
WIDTH = array(HASH).itemsize + array(ROW).itemsize


def write(values: pl.Series, path: Path) -> None:
    """Lay an index of a column of text, or of lists of it, into a file: all hashes, then all rows."""
    import polars as pl

    rows = values.alias("key").to_frame().with_row_index("row")
    if isinstance(values.dtype, pl.List):
        rows = rows.explode("key", empty_as_null=True)
    told = rows.drop_nulls("key").select(pl.col("key").hash(), "row").sort("key", "row")
    with path.open("wb") as file:
        array(HASH, told["key"]).tofile(file)
        array(ROW, told["row"]).tofile(file)


class RowIndex:
    """A file that `write` made; it stays where it is, and takes no memory that the machine needs for something else."""

    def __init__(self, path: Path) -> None:
        count = path.stat().st_size // WIDTH
        with path.open("rb") as file:
            held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if count else b"")
        split = count * array(HASH).itemsize
        self._hashes, self._rows = held[:split].cast(HASH), held[split:].cast(ROW)

    def rows(self, values: Sequence[str]) -> Iterator[int]:
        """The rows in which one of these texts may stand; that of another text with the same hash is among them."""
        import polars as pl

        for wanted in pl.Series(values, dtype=pl.String).hash():
            first = bisect_left(self._hashes, wanted)
            yield from self._rows[first : bisect_right(self._hashes, wanted, lo=first)]
