"""Sums of money in sentences, against each other and against the savings that the paper lists.

`£4.85m`, `£2,226k` and `£35,068` are read as thousands of pounds, with half a unit of the last printed digit as what
rounding may hide. A thousands separator before *million* (`£2,226 million`) is taken for thousands: that slip has
a finding of its own. A sum belongs to the financial year named next to it; without one, to the year that was named
last before it in the paper.

- a *claim* says that savings come to more than a sum; it holds if the low estimate of that year does;
- a *need* is a sum that must be saved or avoided in a year; the plan covers it as far as its estimates reach;
- a *change* is a sum stated against an earlier one, followed by a list of what changed: each part is more or less by
  the word that stands nearest to it (reduction, saving, release; added, put back, growth).

The method is that of a reader with a calculator; every result is a hint to look, with the figures in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    Frames = Callable[[str], pl.LazyFrame]

API = 1

MONEY = re.compile(
    r"£\s?(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>million|billion|thousand|bn|m|k)?\b", re.IGNORECASE
)
UNITS = {"thousand": 1.0, "k": 1.0, "m": 1e3, "million": 1e3, "bn": 1e6, "billion": 1e6, "": 1e-3}
YEAR = re.compile(r"\b(?:20)?(\d\d)\s?[/–-]\s?(?:20)?(\d\d)\b")
AHEAD = 70
"""Characters after a sum within which its year stands."""

SENTENCE = re.compile(r"[.;]\s|\n")
BULLET = re.compile(r"^\s*(?:[-•*○]|\d+[.)])\s")
LESS = re.compile(
    r"(?i)\b(?:reduc\w*|saving\w*|releas\w*|lower\w*|fewer|less|cut\w*|decreas\w*|removed|underspen\w*)\b"
)
MORE = re.compile(r"(?i)\b(?:put back|added|additional|increas\w*|growth|pressure\w*|new costs?|overspen\w*|reinstat\w*)\b")  # fmt: skip
PLACE = ("id", "record", "document", "page", "line")
HEAD = {name: pl.Int64 if name in ("page", "line") else pl.String for name in PLACE}


class Money(NamedTuple):
    """A sum in thousands of pounds: where it stands in the text, and what rounding may hide on either side."""

    start: int
    end: int
    thousands: float
    slack: float


def claims(frames: Frames, *, thresholds: Mapping[str, Any], **_run: date) -> pl.LazyFrame:
    """One record per claim that savings exceed a sum.

    Columns: `id` and place of the cell, `claimed`, `low`, `high` (thousands of pounds), `year`. Thresholds `saving` and
    `over`: patterns of what is claimed and of the word before the sum.
    """
    found: list[dict[str, Any]] = []
    for cell, years, planned in _near_savings(frames, thresholds["saving"]):
        for money in read_money(cell["raw"]):
            before, after = (
                SENTENCE.split(cell["raw"][: money.start])[-1],
                SENTENCE.split(cell["raw"][money.end :])[0],
            )
            if re.search(thresholds["saving"], before + after) and re.search(
                thresholds["over"], before[-20:]
            ):
                year = _year_of(cell["raw"], money) or years
                if year in planned:
                    found.append(_line(cell, claimed=money.thousands, year=year, plan=planned[year]))
    return pl.LazyFrame(found, schema={**HEAD, "claimed": pl.Float64, "year": pl.String, **PLAN})


def needs(frames: Frames, *, thresholds: Mapping[str, Any], **_run: date) -> pl.LazyFrame:
    """One record per sum that must be saved in a year for which savings are listed.

    Columns: `id` and place of the cell, `needed`, `low`, `high` (thousands of pounds), `year`. Threshold `need`: pattern
    of a sentence that says so.
    """
    found: list[dict[str, Any]] = []
    for cell, _, planned in _near_savings(frames, thresholds["need"]):
        for money in read_money(cell["raw"]):
            year = _year_of(cell["raw"], money)
            if year in planned:
                found.append(_line(cell, needed=money.thousands, year=year, plan=planned[year]))
    return pl.LazyFrame(found, schema={**HEAD, "needed": pl.Float64, "year": pl.String, **PLAN})


PLAN = {"low": pl.Float64, "high": pl.Float64}


def changes(frames: Frames, *, thresholds: Mapping[str, Any], **_run: date) -> pl.LazyFrame:
    """One record per stated change whose parts are listed below it.

    Columns: `id` and place of the cell, `before`, `now`, `stated` (now less before), `summed` (of the parts), `slack`
    (what rounding can explain; thousands of pounds), `parts` (how many). Threshold `against`: pattern of the words
    between the two sums.
    """
    against = re.compile(thresholds["against"])
    found: list[dict[str, Any]] = []
    cells = _paragraphs(frames)
    for at, cell in enumerate(cells):
        sums_ = read_money(cell["raw"])
        for now, before in pairwise(sums_):
            between = cell["raw"][now.end : before.start]
            parts = list(_parts(cells[at + 1 :], cell["document"])) if against.search(between) else []
            if len(parts) > 1:
                found.append({
                    **{name: cell[name] for name in PLACE}, "before": before.thousands, "now": now.thousands,
                    "stated": round(now.thousands - before.thousands, 6), "summed": round(sum(part for part, _ in parts), 6),
                    "slack": now.slack + before.slack + sum(slack for _, slack in parts), "parts": len(parts),
                })  # fmt: skip
    numbers = dict.fromkeys(("before", "now", "stated", "summed", "slack"), pl.Float64)
    return pl.LazyFrame(found, schema={**HEAD, **numbers, "parts": pl.Int64})


# ---------------------------------------------------------------- reading


def read_money(text: str) -> list[Money]:
    """Every sum of pounds in a text."""
    found = []
    for match in MONEY.finditer(text):
        unit = (match["unit"] or "").lower()
        scale = UNITS[unit]
        if "," in match["digits"] and scale >= 1e3:  # £2,226 million: the separator says thousands
            scale = 1.0
        digits = match["digits"].replace(",", "")
        whole, _, decimals = digits.partition(".")
        noughts = len(whole) - len(whole.rstrip("0")) if not decimals else -len(decimals)
        found.append(Money(match.start(), match.end(), float(digits) * scale, scale * 10.0**noughts / 2))
    return found


def _year_of(text: str, money: Money) -> str | None:
    """The financial year named after a sum in its sentence, as `2023-24`."""
    ahead = re.split(r"[.;]\s|£", text[money.end : money.end + AHEAD])[0]
    return _year(YEAR.search(ahead))


def _year(found: re.Match[str] | None) -> str | None:
    return f"20{found[1]}-{found[2]}" if found and (int(found[1]) + 1) % 100 == int(found[2]) else None


def _near_savings(
    frames: Frames, pattern: str
) -> Iterator[tuple[dict[str, Any], str | None, dict[str, tuple[float, float]]]]:
    """Paragraphs of papers that list savings: the cell, the year named last before it, and the savings by year."""
    planned: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    savings = frames("savings").filter(
        pl.col("unit").str.contains(r"(?i)^£\s?(?:k|000)"),
        pl.col("low").is_not_null(),
        pl.col("document").is_not_null(),
    )
    totals = savings.group_by("document", "year").agg(
        pl.col("low").sum(), pl.coalesce("high", "low").sum().alias("high")
    )
    for document, year, low, high in totals.collect().iter_rows():
        name = _year(YEAR.search(year or ""))
        if name:
            planned[document][name] = (low, high)
    last: dict[str, str | None] = {}
    for cell in _paragraphs(frames, set(planned)):
        own = [year for match in YEAR.finditer(cell["raw"]) if (year := _year(match))]
        if re.search(pattern, cell["raw"]):
            yield cell, own[0] if own else last.get(cell["document"]), planned[cell["document"]]
        if own:
            last[cell["document"]] = own[-1]


def _paragraphs(frames: Frames, documents: set[str] | None = None) -> list[dict[str, Any]]:
    """Texts of papers in reading order, without bold marks."""
    cells = frames("cells").filter(pl.col("raw").is_not_null())
    if documents is None:
        told = cells.filter(pl.col("raw").str.contains("£")).select("document").unique()
        cells = cells.join(told, on="document", how="semi")
    else:
        cells = cells.filter(pl.col("document").is_in(sorted(documents)))
    plain = pl.col("raw").str.replace_all("**", "", literal=True)
    order = ("document", "block", "row", "column", "line", "id")
    return (
        cells.select(*PLACE, "block", "row", "column", raw=plain)
        .sort(order, nulls_last=True)
        .collect()
        .to_dicts()
    )


def _line(cell: dict[str, Any], *, plan: tuple[float, float], **own: Any) -> dict[str, Any]:
    return {**{name: cell[name] for name in PLACE}, **own, "low": plan[0], "high": plan[1]}


def _parts(below: Sequence[dict[str, Any]], document: str) -> Iterator[tuple[float, float]]:
    """Signed sums of the list that follows, each with its slack; a part whose sign nobody can tell is left out."""
    for cell in below:
        if cell["document"] != document or not BULLET.match(cell["raw"]):
            return
        for money in read_money(cell["raw"])[:1]:
            sign = _sign(cell["raw"], money)
            if sign:
                yield sign * money.thousands, money.slack


def _sign(text: str, money: Money) -> int:
    """-1 or 1 by the word of change that stands nearest to the sum; 0 if there is none."""
    near: list[tuple[int, int]] = []
    for sign, words in ((-1, LESS), (1, MORE)):
        for found in words.finditer(text):
            near.append((min(abs(money.start - found.end()), abs(found.start() - money.end)), sign))  # noqa: PERF401
    return min(near)[1] if near else 0
