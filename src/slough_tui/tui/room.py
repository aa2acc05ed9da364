"""How much room a terminal gives, and how it is shared: bars above and below, a record beside the table or over it."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_WIDTH, LEAST_HEIGHT = 60, 15
WIDE = 120
RULE = 2
"""Cells between a table and the record beside it."""
BARS = 3
"""Lines that are no table: places, status, keys."""


@dataclass(frozen=True, slots=True)
class Room:
    """A terminal's size in cells; `banner`: a line above everything says that this is the past."""

    width: int = 80
    height: int = 24
    banner: bool = False

    @property
    def too_small(self) -> bool:
        """Whether the terminal is too small to be of use."""
        return self.width < LEAST_WIDTH or self.height < LEAST_HEIGHT

    @property
    def beside(self) -> bool:
        """Whether a record stands beside the table rather than over it."""
        return self.width >= WIDE

    @property
    def record_width(self) -> int:
        """Cells for an open record."""
        return max(self.width * 9 // 20, 56) if self.beside else self.width

    @property
    def table_width(self) -> int:
        """Cells for the table beside an open record."""
        return self.width - self.record_width - RULE if self.beside else self.width

    @property
    def body(self) -> int:
        """Lines between the places above and the status below."""
        return max(self.height - BARS - self.banner, 1)
