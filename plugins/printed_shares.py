"""Percentages printed in sentences, against the numbers beside them.

Three forms are read: `59 actions or 26%` (a number, its share of a whole that the sentence or the paper names
elsewhere), `12 of 48 (25%)` and `from 17 to 14 (5%)`. For the first form the whole is found out: any larger
number of the same sentence or paragraph, or the sum of the numbers, is tried; the whole is what explains
most of the shares. Where nothing explains most of them, nothing is said. `83% (£36.17m)` is held against the totals of the
paper's own financial statements in the same way.

A share is rounded half up, at the decimals printed, as people do.

Source: ordinary arithmetic; half up is the rounding of council reports and of spreadsheets (not of Python's `round`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    Frames = Callable[[str], pl.LazyFrame]

API = 1

NUMBER = r"\d[\d,]*(?:\.\d+)?"
PERCENT = r"(?P<share>\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)"
PAIR = re.compile(rf"(?<![\d£.,/])(?P<part>\d[\d,]*)(?![\d,]*[.%/])\s+(?:[a-z][\w'-]*\s+){{0,4}}?(?:or|\(|i\.e\.|which is|equal to)\s?{PERCENT}", re.IGNORECASE)  # fmt: skip
OF = re.compile(rf"(?<![\d£.,])(?P<part>\d[\d,]*)\s+(?:out\s+)?of\s+(?:the\s+|a\s+total\s+of\s+)?(?P<whole>\d[\d,]*)\b[^.%()]{{0,40}}\(?\s?{PERCENT}")  # fmt: skip
FROM = re.compile(rf"\bfrom\s+£?(?P<before>{NUMBER})\s?(?P<unit>[mk]?)\s+to\s+£?(?P<after>{NUMBER})\s?[mk]?\s*\((?:a\s)?[^)%]{{0,30}}?{PERCENT}", re.IGNORECASE)  # fmt: skip
MONEY = re.compile(rf"{PERCENT}\s*\(£(?P<sum>{NUMBER})\s?(?P<unit>million|m|bn|k)\b\)|£(?P<sum2>{NUMBER})\s?(?P<unit2>million|m|bn|k)\s*\((?P<share2>\d{{1,3}}(?:\.\d+)?)\s?%\)", re.IGNORECASE)  # fmt: skip
THOUSANDS = {"k": 1, "m": 1_000, "million": 1_000, "bn": 1_000_000}
YEAR = re.compile(r"(?:19|20)\d\d")
PLAIN = re.compile(r"(?<![\d£.,/-])\d[\d,]*(?![\d,]*[.%/-]\d|\s?%|\s?per ?cent)")

SCHEMA = {
    "id": pl.String, "record": pl.String, "document": pl.String, "page": pl.Int64, "line": pl.Int64, "said": pl.String,
    "part": pl.Float64, "whole": pl.Float64, "printed": pl.Float64, "computed": pl.Float64, "exact": pl.Float64,
}  # fmt: skip
LISTED = {
    "id": pl.String, "record": pl.String, "document": pl.String, "page": pl.Int64, "line": pl.Int64, "shares": pl.Int64,
    "listed": pl.Float64, "whole": pl.Float64, "percent": pl.Float64,
}  # fmt: skip
PLACE = ("id", "record", "document", "page", "line")


def shares(frames: Frames, *, thresholds: Mapping[str, Any], **_run: date) -> pl.LazyFrame:
    """One record per printed percentage that can be computed.

    Columns: `id` and place of the cell, `said` (the words), `part`, `whole`, `printed`, `computed` (both in per cent, at
    the printed decimals), `exact` (unrounded). Threshold `near`: how far a sum of money may be from a statement's total
    to be taken for a share of it, in per cent.
    """
    found: list[dict[str, Any]] = []
    totals = _totals(frames)
    for cell in _cells(frames):
        place = {name: cell[name] for name in PLACE}
        for said, part, whole, printed in _judged(cell["raw"], totals[cell["document"]], thresholds["near"]):
            exact = 100 * part / whole
            found.append({
                **place, "said": said, "part": part, "whole": whole, "printed": float(printed),
                "computed": _half_up(exact, printed), "exact": exact,
            })  # fmt: skip
    return pl.LazyFrame(found, schema=SCHEMA)


def listed(frames: Frames, **_run: Any) -> pl.LazyFrame:
    """One record per paragraph that lists shares of one whole.

    Columns: `id` and place of the cell, `shares` (how many), `listed` (the sum of their numbers), `whole`, `percent`
    (the sum of the printed shares).
    """
    found: list[dict[str, Any]] = []
    for cell in _cells(frames):
        pairs = _pairs(cell["raw"])
        whole = _whole(cell["raw"], pairs)
        if whole is not None and len(pairs) > 1:
            found.append({
                **{name: cell[name] for name in PLACE}, "shares": len(pairs), "listed": sum(part for _, part, _ in pairs),
                "whole": whole, "percent": sum(float(share) for *_, share in pairs),
            })  # fmt: skip
    return pl.LazyFrame(found, schema=LISTED)


def _cells(frames: Frames) -> Iterable[dict[str, Any]]:
    cells = frames("cells").filter(pl.col("raw").str.contains(r"(?i)\d\s?(?:%|per ?cent)"))
    return cells.select(*PLACE, "raw").sort("document", "line", "id").collect().iter_rows(named=True)


def _judged(text: str, totals: list[float], near: float) -> Iterator[tuple[str, float, float, str]]:
    """(words, part, whole, printed share) of every share whose whole is known."""
    for found in OF.finditer(text):
        if _number(found["whole"]) > 0:
            yield found[0], _number(found["part"]), _number(found["whole"]), found["share"]
    for found in FROM.finditer(text):
        before, after = _number(found["before"]), _number(found["after"])
        if before > 0:
            yield found[0], abs(after - before), before, found["share"]
    pairs = _pairs(text)
    whole = _whole(text, pairs)
    if whole is not None:
        yield from ((said, part, whole, share) for said, part, share in pairs)
    for found in MONEY.finditer(text):
        share = found["share"] or found["share2"]
        amount = _number(found["sum"] or found["sum2"]) * THOUSANDS[(found["unit"] or found["unit2"]).lower()]
        best = min(totals, key=lambda total: abs(100 * amount / total - float(share)), default=None)
        if best is not None and abs(100 * amount / best - float(share)) <= near:
            yield found[0], amount, best, share


def _pairs(text: str) -> list[tuple[str, float, str]]:
    return [(found[0], _number(found["part"]), found["share"]) for found in PAIR.finditer(text)]


def _whole(text: str, pairs: list[tuple[str, float, str]]) -> float | None:
    """What the shares are shares of: the number that explains most of them."""
    if not pairs:
        return None
    largest = max(part for _, part, _ in pairs)
    said = [_number(found[0]) for found in PLAIN.finditer(text) if not YEAR.fullmatch(found[0])]
    candidates = [number for number in said if number >= largest and number > 0]
    candidates.append(sum(part for _, part, _ in pairs))
    explained = {
        whole: sum(_half_up(100 * part / whole, share) == float(share) for _, part, share in pairs)
        for whole in candidates
        if whole > 0
    }
    best = max(explained, key=lambda whole: explained[whole], default=None)
    return best if best is not None and explained[best] * 2 > len(pairs) else None


def _totals(frames: Frames) -> Mapping[str, list[float]]:
    """The totals of each paper's statements in thousands of pounds, without their signs."""
    readings = frames("readings").filter(
        pl.col("measure").str.contains(r"(?i)\btotal\b"),
        pl.col("unit").str.contains(r"(?i)^£\s?(?:k|000)"),
        pl.col("value").abs() > 0,
    )
    found: dict[str, list[float]] = defaultdict(list)
    for document, value in readings.select("document", pl.col("value").abs()).collect().iter_rows():
        found[document].append(value)
    return found


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _half_up(value: float, like: str) -> float:
    """The value rounded half up to the decimals of a printed number."""
    places = Decimal(1).scaleb(-len(like.partition(".")[2]))
    return float(Decimal(repr(value)).quantize(places, ROUND_HALF_UP))
