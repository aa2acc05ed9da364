"""Financial statements: each total, net and closing line against the lines that make it up.

No statement is known beforehand. The lines are read downwards onto a pile: a line that is the sum of the
topmost lines of the pile, within rounding and in the periods there are, is derived from them and takes their
place. So totals of totals come out, too (net assets of current and long-term ones, a deficit of income and
expenditure). A line whose label says that it is derived may be so from a single line, and stays derived where
at least half of its periods fit: the others are the disagreements.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from slough_tui.engine.reconcile.compared import Compared, Verdict, half_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

DERIVED = re.compile(r"(?i)\b(?:total|sub-?total|net|closing|surplus|deficit|balance|reserves)\b")
_OPENING = re.compile(r"(?i)^opening\b")
_CLOSING = re.compile(r"(?i)^closing\b")
_EMPTY = frozenset("a an and as at for from in of on or per the to total net closing opening".split())

Period = tuple[Any, str]
Line = tuple[str, dict[Period, dict[str, Any]]]
"""The measure, and its reading in each period (end and name)."""


def statements(readings: pl.DataFrame) -> list[Compared]:
    """Every derived line of every statement, period by period; and opening against the closing before it."""
    found: list[Compared] = []
    for statement, lines in _statements(readings):
        found += _sums(statement, lines)
        found += _rolled(statement, lines)
    return found


def same_quantity(readings: pl.DataFrame) -> list[Compared]:
    """One quantity in two statements of a paper on the same day: cash in the cash flow and in the balance sheet.

    Two lines speak of the same if the words of one are all among those of the other, two at least, apart from
    those that only say where in the statement they stand.
    """
    days: dict[tuple[Any, Any], list[tuple[str, str, set[str], dict[str, Any]]]] = {}
    for statement, lines in _statements(readings):
        for measure, values in lines:
            if not _OPENING.match(measure):
                words = set(_words(measure))
                for (end, _), reading in values.items():
                    if end is not None:
                        day = days.setdefault((reading["document"], end), [])
                        day.append((statement, measure, words, reading))
    return [
        _same(one, other, end)
        for (_, end), day in days.items()
        for one, other in combinations(day, 2)
        if one[0] != other[0] and len(one[2] & other[2]) > 1 and one[2] & other[2] in (one[2], other[2])
    ]


def _same(one: tuple[str, str, Any, Any], other: tuple[str, str, Any, Any], end: Any) -> Compared:
    first, second = one[3], other[3]
    return Compared(
        "same quantity",
        f"{other[0]} against {one[0]}",
        f"{other[1]} on {end} ({one[1]})",
        second["value"],
        first["value"],
        2 * half_unit(second["value_raw"]),
        second["document"],
        second["page"],
        second["line"],
    )


def _words(measure: str) -> Iterator[str]:
    return (word for word in re.findall(r"[a-z]+", measure.lower()) if word not in _EMPTY)


def _statements(readings: pl.DataFrame) -> Iterator[tuple[str, list[Line]]]:
    """Each statement with its lines in the order of the page. Readings of no statement have nothing to add up to."""
    import polars as pl

    whole = readings.filter(
        pl.col("statement").is_not_null() & pl.col("value").is_not_null() & pl.col("measure").is_not_null()
    )
    for (_, statement), cells in whole.group_by("document", "statement", maintain_order=True):
        lines: dict[tuple[int, str], dict[Period, dict[str, Any]]] = {}
        for one in cells.iter_rows(named=True):
            key = (one["line"] or 0, one["measure"])
            lines.setdefault(key, {})[one["period_end"], one["period"] or ""] = one
        yield str(statement), [(measure, values) for (_, measure), values in sorted(lines.items(), key=_line)]


def _line(line: tuple[tuple[int, str], Any]) -> int:
    return line[0][0]


def _sums(statement: str, lines: Sequence[Line]) -> Iterator[Compared]:
    pile: list[Line] = []
    for line in lines:
        parts = _parts_of(line, pile)
        if parts:
            yield from _compared(statement, line, parts)
            del pile[-len(parts) :]
        pile.append(line)


def _parts_of(line: Line, pile: Sequence[Line]) -> Sequence[Line]:
    """The topmost lines of the pile that `line` is the sum of; none if it is not derived."""
    says_so = DERIVED.search(line[0]) is not None
    for deep in range(1 if says_so else 2, len(pile) + 1):
        parts = pile[-deep:]
        compared = list(_compared("", line, parts))
        fits = sum(one.verdict != Verdict.DISAGREE for one in compared)
        telling = any(one.printed for one in compared)
        enough = fits * 2 >= len(compared) if says_so else fits == len(compared) > 1
        if fits and telling and enough:
            return parts
    return ()


def _compared(statement: str, line: Line, parts: Sequence[Line]) -> Iterator[Compared]:
    """The line against its parts, in the periods in which all are printed."""
    measure, values = line
    for period, reading in values.items():
        several = [part[period] for _, part in parts if period in part]
        if len(several) == len(parts):
            slack = len(parts) * half_unit(reading["value_raw"]) if len(parts) > 1 else 0.0
            yield Compared(
                "statement sum",
                statement,
                f"{measure}, {period[1]}",
                reading["value"],
                sum(one["value"] for one in several),
                slack,
                reading["document"],
                reading["page"],
                reading["line"],
            )


def _rolled(statement: str, lines: Sequence[Line]) -> Iterator[Compared]:
    """What a period opens with against what the one before closed with."""
    opening = [line for line in lines if _OPENING.match(line[0])]
    closing = [line for line in lines if _CLOSING.match(line[0])]
    for measure, values in opening:
        wanted = set(_words(measure))
        partner = next((other for name, other in closing if wanted <= set(_words(name))), None)
        if partner is None:
            continue
        periods = sorted((period for period in values if period[0] is not None), key=lambda p: p[0])
        for before, period in pairwise(periods):
            if before in partner:
                reading = values[period]
                yield Compared(
                    "opening and closing",
                    statement,
                    f"{measure}, {period[1]}",
                    reading["value"],
                    partner[before]["value"],
                    0.0,
                    reading["document"],
                    reading["page"],
                    reading["line"],
                )
