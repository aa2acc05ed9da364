from __future__ import annotations

import polars as pl

from slough_tui.store.synthetic.chance import NUMBER, below, draw, evenly, one_of
from slough_tui.store.synthetic.records import numbers

MANY = numbers(0, 20_000)


def test_the_numbers_are_those_of_splitmix64() -> None:
    # stream 0 of number 1: the second output of the reference program for the seed 0, to 53 bits
    mixed = (1 * 0x9E3779B97F4A7C15) % 2**64
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) % 2**64
    mixed ^= mixed >> 31
    assert (
        pl.DataFrame({NUMBER: [1]}, schema={NUMBER: pl.UInt64}).select(draw(0)).item()
        == (mixed >> 11) / 2**53
    )


def test_streams_are_even_and_independent() -> None:
    drawn = MANY.select(a=draw(1), b=draw(2))
    assert drawn.select((pl.col("a") >= 0) & (pl.col("a") < 1)).to_series().all()
    assert abs(drawn.get_column("a").mean() - 0.5) < 0.01  # type: ignore[operator]
    assert abs(drawn.select(pl.corr("a", "b")).item()) < 0.02


def test_the_first_word_comes_as_often_as_zipf_says_and_weights_are_kept() -> None:
    found = MANY.select(
        z=one_of(3, ("a", "b", "c")), w=one_of(4, ("x", "y"), (9, 1)), e=evenly(5, ("p", "q")), n=below(6, 3)
    )
    counts = {name: dict(found.get_column(name).value_counts().iter_rows()) for name in found.columns}
    assert 1.8 < counts["z"]["a"] / counts["z"]["b"] < 2.2
    assert 8 < counts["w"]["x"] / counts["w"]["y"] < 10
    assert 0.95 < counts["e"]["p"] / counts["e"]["q"] < 1.05
    assert set(counts["n"]) == {0, 1, 2}
