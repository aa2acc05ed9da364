"""Text columns as codes: each different text once, and a number for each row.

A filter looks for its words in the texts and a sort orders the texts; the rows then only follow their
numbers. A register says the same thing often: of a million leads there may be a hundred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.views.ordering import sort_key
from slough_tui.views.sifting import as_text

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.model.table import Column

TYPES = frozenset({"str", "json"})
"""Types of columns that can be coded."""
ASKED = "abcdefghijklmnopqrstuvwxyz0123456789"
"""Characters of which it is known whether a column has them at all: no reference has an h, and who types one need not wait."""
MOST_DIFFERENT = 0.7
"""Where more of the rows than this share are different, codes would save nothing."""
CODE = " code"


class Coded:
    """One column of a frame, ready to be looked through and ordered.

    `codes` (UInt32, one a row; null for null) number the `texts` (String, lower case); without codes there is
    a text for each row. The ranks (UInt32, equal for equal places, null for what is empty) are found out when
    they are first asked for.
    """

    def __init__(self, values: pl.Series, column: Column) -> None:

        different = values.drop_nulls().unique()
        self.codes: pl.Series | None = None
        self._column = column
        self._values = values
        if len(different) <= max(MOST_DIFFERENT * len(values), 1):
            known = different.to_frame().with_row_index(CODE)
            self.codes = (
                values.to_frame()
                .join(known, on=column.name, how="left", maintain_order="left")
                .get_column(CODE)
            )
            self._values = different
        self.texts: pl.Series = self._values.to_frame().select(as_text(column)).to_series()
        self._ranks: pl.Series | None = None
        self._lacks: frozenset[str] | None = None
        self._last: tuple[str, pl.Series] | None = None
        if self.codes is None and bool((self.texts == self._values).all()):
            self.texts = self._values  # lower case already: kept once

    def having(self, needle: str) -> pl.Series | None:
        """Which rows have the lower-case `needle` in their text: Boolean, never null; None if none has."""
        if self._lacks and not self._lacks.isdisjoint(needle):
            return None
        found = self._held(needle)
        if not found.any():
            return None
        return (found if self.codes is None else found.gather(self.codes)).fill_null(value=False)

    def _held(self, needle: str) -> pl.Series:
        """Which texts have `needle`; one that goes on from the last one is looked for only where that one was."""
        import polars as pl

        last, among = self._last or ("", None)
        if among is None or last not in needle:
            found = self.texts.str.contains(needle, literal=True)
            hits = found.arg_true()
        else:
            hits = among.filter(self.texts.gather(among).str.contains(needle, literal=True))
            found = pl.repeat(value=False, n=len(self.texts), eager=True).scatter(hits, True)
        self._last = (needle, hits) if len(hits) <= len(self.texts) // 2 else None
        return found

    def warm(self) -> None:
        """Find out which characters stand nowhere, where the texts are too many to be looked through for nothing."""
        if self._lacks is None:
            whole = self.texts.str.join("").item() if self.codes is None else ASKED
            self._lacks = frozenset(char for char in ASKED if char not in whole)

    def order(self) -> pl.Series:
        """The place of each row in the order of sorting (UInt32, null: empty)."""
        import polars as pl

        if self._ranks is None:
            keys = self._values.to_frame().select(sort_key(self._column)).to_series()
            self._ranks = keys.rank("dense").cast(pl.UInt32)
        return self._ranks if self.codes is None else self._ranks.gather(self.codes)
