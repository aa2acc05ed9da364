"""Hits cut into parts, so that what was found need never be written out as a whole.

A finding takes a kilobyte in long form and a few bytes as a line that was hit: the lines are kept, the long form
is made part by part, in the one order of findings.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from slough_tui.engine.rules import findings
from slough_tui.engine.rules.rule import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.passes import Judged

AT_ONCE = 50_000
"""Findings of a part."""

PLACE = ("document", "line", "first ")
"""What the findings of one rule are sorted by first."""


def in_order(judged: Iterable[Judged], frames: Frames) -> Iterator[list[Judged]]:
    """Parts whose findings follow each other as `findings.ordered` wants it, each sorted in itself or not.

    A part has at most `AT_ONCE` hits, but for more that stand in one place.
    """
    pieces: dict[tuple[int, str, bool], list[Judged]] = {}
    for one in judged:
        for severity, unknown, piece in _by_outcome(one):
            pieces.setdefault((SEVERITIES.index(severity), one.probe.rule.id, unknown), []).append(piece)
    part: list[Judged] = []
    for _, several in sorted(pieces.items()):
        size = _size(several)
        if part and _size(part) + size > AT_ONCE:
            yield part
            part = []
        if size > AT_ONCE:
            yield from _cut(several, frames)
        else:
            part += several
    if part:
        yield part


def in_any_order(judged: Iterable[Judged]) -> Iterator[list[Judged]]:
    """Parts of at most `AT_ONCE` hits."""
    part: list[Judged] = []
    for one in judged:
        if one.size > AT_ONCE:
            rows = one.places() if one.rows is None else one.rows
            yield from ([replace(one, rows=rows[at : at + AT_ONCE])] for at in range(0, len(rows), AT_ONCE))
            continue
        if _size(part) + one.size > AT_ONCE:
            yield part
            part = []
        if one.size:
            part.append(one)
    if part:
        yield part


def _size(several: Sequence[Judged]) -> int:
    return sum(one.size for one in several)


def _by_outcome(one: Judged) -> Iterator[tuple[str, bool, Judged]]:
    """Severity, whether it is unknown, and the hits: what cannot be judged is only an info, if it is reported."""
    rule = one.probe.rule
    if rule.unknown != "report" or not one.unknown:
        if one.size:
            yield rule.severity, False, one
        return
    if one.finding:
        yield rule.severity, False, replace(one, rows=one.places(unknown=False))
    yield "info", True, replace(one, rows=one.places(unknown=True))


def _cut(several: Sequence[Judged], frames: Frames) -> Iterator[list[Judged]]:
    """Many hits of one rule, sorted by place; those of one place stay together."""
    import polars as pl

    rows = [one.places() if one.rows is None else one.rows for one in several]
    keys = pl.concat(
        [
            findings.places(one, frames).with_columns(own.alias("row "), pl.lit(number).alias("of "))
            for number, (one, own) in enumerate(zip(several, rows, strict=True))
        ]
    )
    keys = keys.sort(PLACE, nulls_last=True, maintain_order=True)
    new = ~pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift()) for name in PLACE)
    begins = keys.select(new.arg_true()).to_series()
    keys = keys.select("row ", "of ")
    start = 0
    while start < keys.height:
        nearest = int(begins.search_sorted(start + AT_ONCE))
        end = int(begins[nearest]) if nearest < len(begins) else keys.height
        here = keys[start:end]
        yield [
            replace(one, rows=own)
            for number, one in enumerate(several)
            if len(own := here.filter(pl.col("of ") == number)["row "])
        ]
        start = end
