"""What is marked in a table: a truth for each row of the frame, so that a million marks are made at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.views.filed import Frame
    from slough_tui.views.grid import Grid


class Marks:
    """The marked rows of a grid, by their numbers in its frame; what is filtered away stays marked."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._flags: pl.Series | None = None
        """Boolean, one a row of the frame; None: nothing was marked yet."""
        self.count = 0

    def has(self, number: int) -> bool:
        """Whether the frame's row of this number is marked."""
        return self._flags is not None and bool(self._flags[number])

    def have(self, numbers: pl.Series) -> bool:
        """Whether all of these rows (UInt32) are marked."""
        return self._flags is not None and bool(self._flags.gather(numbers).all())

    def put(self, numbers: pl.Series, *, marked: bool = True) -> None:
        """Mark these rows (UInt32), or take their marks off."""
        import polars as pl

        if self._flags is None:
            self._flags = pl.repeat(value=False, n=self._total, eager=True)
        self._flags.scatter(numbers, marked)
        self.count = int(self._flags.sum())

    def clear(self) -> None:
        """Take all marks off."""
        self._flags, self.count = None, 0

    def numbers(self) -> pl.Series:
        """The marked rows (UInt32), in the order of the frame."""
        import polars as pl

        return pl.Series(dtype=pl.UInt32) if self._flags is None else self._flags.arg_true()

    def ids(self, frame: Frame) -> list[str]:
        """The ids of the marked records, in the order of the frame."""
        return [str(name) for name in frame.get_column("id").gather(self.numbers())] if self.count else []

    def carried(self, old: Grid, new: Grid) -> Marks:
        """The marks of the same records in a newer state of the table; records that are gone lose theirs."""
        kept = Marks(new.total)
        if self.count:
            ids = old.frame.get_column("id").gather(self.numbers())
            kept.put(new.frame.get_column("id").is_in(ids.implode()).arg_true())
        return kept
