"""What is marked in a table: one byte a row of the frame, so that a million marks cost a megabyte."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from slough_tui.views.grid import Grid


class Marks:
    """The marked rows of a grid, by their numbers in its frame; what is filtered away stays marked."""

    def __init__(self, total: int) -> None:
        self._flags = bytearray(total)
        self.count = 0

    def has(self, number: int) -> bool:
        """Whether the frame's row of this number is marked."""
        return bool(self._flags[number])

    def put(self, numbers: Iterable[int], *, marked: bool = True) -> None:
        """Mark these rows, or take their marks off."""
        flag = int(marked)
        for number in numbers:
            self._flags[number] = flag
        self.count = self._flags.count(1)

    def clear(self) -> None:
        """Take all marks off."""
        self._flags = bytearray(len(self._flags))
        self.count = 0

    def numbers(self) -> list[int]:
        """The marked rows, in the order of the frame."""
        found: list[int] = []
        at = self._flags.find(1)
        while at >= 0:
            found.append(at)
            at = self._flags.find(1, at + 1)
        return found

    def ids(self, frame: pl.DataFrame) -> list[str]:
        """The ids of the marked records, in the order of the frame."""
        return [str(name) for name in frame.get_column("id").gather(self.numbers())] if self.count else []

    def carried(self, old: Grid, new: Grid) -> Marks:
        """The marks of the same records in a newer state of the table; records that are gone lose theirs."""
        kept = Marks(new.total)
        if self.count:
            import polars as pl

            ids = pl.Series(self.ids(old.frame), dtype=pl.String)
            kept.put(new.frame.select(pl.col("id").is_in(ids.implode()).arg_true()).to_series().to_list())
        return kept
