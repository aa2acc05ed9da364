"""Chance that is the same every time: numbers from 0 to 1 that follow from a record's number and a stream.

The mixing is splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014), in
arithmetic of 64 bits that wraps around. `hash` of Polars would not do: its values may differ by version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER = "number"
"""The column with the records' numbers (UInt64)."""


def _whole(value: int) -> pl.Expr:
    return pl.lit(value % 2**64, dtype=pl.UInt64)


def draw(stream: int) -> pl.Expr:
    """A Float64 from 0 to below 1 for each number; each `stream` is independent of the others."""
    mixed = (pl.col(NUMBER) + _whole(stream * 0x632BE59BD9B4E019)) * _whole(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed // _whole(1 << 30))) * _whole(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed // _whole(1 << 27))) * _whole(0x94D049BB133111EB)
    return ((mixed ^ (mixed // _whole(1 << 31))) // _whole(1 << 11)).cast(pl.Float64) / (1 << 53)


def below(stream: int, most: int) -> pl.Expr:
    """A whole number (Int64) from 0 to below `most`, all as likely."""
    return (draw(stream) * most).floor().cast(pl.Int64)


def one_of(stream: int, words: Sequence[str | None], weights: Sequence[float] | None = None) -> pl.Expr:
    """One of `words` (String), as often as its weight says; without weights as Zipf says: the n-th 1/n as often."""
    heavy = weights or [1 / rank for rank in range(1, len(words) + 1)]
    edges = pl.Series(heavy, dtype=pl.Float64).cum_sum()
    edges = edges / edges[-1]
    known = pl.Series(words, dtype=pl.String)

    def choose(chance: pl.Series) -> pl.Series:
        return known.gather(edges.search_sorted(chance, side="right").clip(0, len(words) - 1))

    return draw(stream).map_batches(choose, return_dtype=pl.String)


def evenly(stream: int, words: Sequence[str | None]) -> pl.Expr:
    """One of `words` (String), all as likely."""
    return one_of(stream, words, [1.0] * len(words))
