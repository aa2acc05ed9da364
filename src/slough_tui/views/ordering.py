"""The order of rows: by several columns, each up or down; what is empty always comes last.

References and ids are ordered as people count (0.9 before 0.10), coded words by their meaning (high,
medium, low), other text without regard to case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from slough_tui.model.table import Column, Table
    from slough_tui.views.filed import Frame

COUNTED = frozenset({"id", "ref", "ref_raw", "record", "minute", "agenda_item", "rule", "from_id", "to_id"})
DIGITS = 12
"""Numbers inside references are compared as if written with this many digits."""


class Key(NamedTuple):
    """One column to sort by."""

    column: str
    descending: bool = False


def toggled(keys: Sequence[Key], key: Key, *, add: bool) -> tuple[Key, ...]:
    """The keys after a person asked for `key`: alone, or after the others; asking again takes it off."""
    if key in keys and (add or len(keys) == 1):
        return tuple(k for k in keys if k != key)
    rest = tuple(k for k in keys if k.column != key.column) if add else ()
    return (*rest, key)


def order(
    frame: Frame,
    table: Table,
    keys: Sequence[Key],
    ranks: Callable[[Column], pl.Series | None] = lambda _: None,
) -> pl.Series | None:
    """Row numbers of `frame` (UInt32) in the order of `keys`; None where there is nothing to sort by.

    `ranks` may know the places of a column's values already: numbers to sort by instead of texts.
    """
    import polars as pl

    known = [key for key in keys if key.column in frame.columns]
    if not known:
        return None
    columns = [table.column(key.column) for key in known]
    ready = {column.name: ranks(column) for column in columns}
    by = [pl.col(column.name) if ready[column.name] is not None else sort_key(column) for column in columns]
    places = pl.DataFrame(
        [frame.get_column(name) if rank is None else rank.alias(name) for name, rank in ready.items()]
    )
    sorted_ = pl.arg_sort_by(
        by, descending=[key.descending for key in known], nulls_last=True, maintain_order=True
    )
    return places.select(sorted_.alias("row")).get_column("row")


def sort_key(column: Column) -> pl.Expr:
    """What a column is ordered by."""
    import polars as pl

    found = pl.col(column.name)
    if column.vocabulary:
        ranks = list(range(len(column.vocabulary)))
        return found.replace_strict(
            list(column.vocabulary), ranks, default=len(ranks), return_dtype=pl.UInt8
        ).pipe(lambda rank: pl.when(found.is_not_null()).then(rank))
    if column.type == "list":
        found = found.list.join(" ", ignore_nulls=True)
    if column.type in {"str", "list"}:
        text = found.str.to_lowercase()
        text = pl.when(text != "").then(text)
        return counted(text) if column.name in COUNTED else text
    return found


def counted(text: pl.Expr) -> pl.Expr:
    """Text in which every number has the same count of digits, so that 9 comes before 10."""
    zeros = "0" * (DIGITS - 1)
    widened = text.str.replace_all(r"(\d+)", f"{zeros}${{1}}")
    return widened.str.replace_all(rf"0*?(\d{{{DIGITS}}})(\D|$)", "${1}${2}")
