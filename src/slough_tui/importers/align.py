"""Which column is which field where the header does not say: by what the cells look like.

A table that runs over pages loses its header, gains blank columns and swaps others. Columns are told
apart by a profile of their cells (reference, date, code, person, number, text) and laid against the
header's fields: in order where that explains every filled column, by kind where it does not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from slough_tui.importers.headings import Field, Holds
from slough_tui.importers.names import looks_like_ref
from slough_tui.model.due import parse_due

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONG = 28
"""From this many characters on a cell is text rather than a name or a code."""

STORY = 200
"""From this many characters on a text with dates in it tells a story; it is no date."""
LIKE = 0.3
"""From this likeness on a column can be a field."""
UNEXPLAINED = 0.6
"""A filled column without a field costs so much likeness."""

_NUMBER = re.compile(r"^\(?-?[£$]?\d[\d,]*(?:\.\d+)?%?\)?[KkMm]?(?:\s*[-–]\s*\d[\d,.]*[KkMm]?)?$")
_CODE = re.compile(
    r"^(?:y(?:es)?|no?|p(?:art(?:ial(?:ly)?|ly)?)?|accepted|rejected|agreed|high|medium|low|red|amber|green|blue|[a-z]|"
    r"open|closed|completed?|in progress|not (?:yet )?(?:started|due)|overdue|on[ -]?going|implemented|on track|superseded|"
    r"(?:partially|partly|fully) (?:implemented|completed?|agreed|accepted)|(?:accepted|agreed) in part)\W*$",
    re.IGNORECASE,
)

Profile = dict[Holds, float]


@lru_cache(maxsize=8192)
def looks(text: str) -> Profile:
    """How like each kind of field one cell's text is, from 0 to 1."""
    dated = len(text) < STORY and _dated(text)
    short = len(text) < LONG
    words = text.split()
    number = bool(_NUMBER.match(text))
    code = bool(_CODE.match(text))
    ref = looks_like_ref(text) and (not dated or number)
    return {
        Holds.REF: (0.5 if code else 1.0) if ref else 0.0,  # a lone Y is an answer before it is a reference
        Holds.DATE: (1.0 if len(text) < 2 * LONG else 0.5) if dated and not number else 0.0,
        Holds.CODE: 1.0 if code else 0.0,
        Holds.NUMBER: 1.0 if number else 0.0,
        Holds.WHO: (0.9 if short else 0.4) if len(words) <= 6 and not dated and not number else 0.0,
        Holds.TEXT: 1.0 if not short else (0.35 if not number and not dated else 0.1),
    }


def _dated(text: str) -> bool:
    due = parse_due(text)
    return due.on is not None or bool(due.schedule) or due.impossible


def profile(texts: Sequence[str]) -> Profile:
    """The mean likeness of a column's filled cells to each kind of field."""
    filled = [looks(t) for t in texts if t]
    return {h: sum(p[h] for p in filled) / len(filled) if filled else 0.0 for h in Holds}


def columns_to_fields(rows: Sequence[Sequence[str]], fields: Sequence[Field]) -> dict[int, str]:
    """Column number to field name for headerless `rows`, given the header's fields in printed order."""
    filled, profiles = _profiles(rows)
    ordered = _in_order(filled, profiles, fields)
    return ordered if len(ordered) == len(filled) else _by_kind(filled, profiles, fields)


def stands(rows: Sequence[Sequence[str]], fields: Sequence[Field], at: Mapping[int, str]) -> bool:
    """Whether every column of `rows` that is filled more than once looks like the field that `at` has there."""
    filled, profiles = _profiles(rows)
    known = {f.name: f for f in fields}
    often = [c for c in filled if sum(1 for r in rows if len(r) > c and r[c]) > 1] or filled
    return all(c in at and profiles[c][known[at[c]].holds] >= LIKE for c in often)


def explains(rows: Sequence[Sequence[str]], fields: Sequence[Field], at: Mapping[int, str]) -> float:
    """How well `at` explains the filled columns: their likeness to its fields, less what it leaves unexplained."""
    filled, profiles = _profiles(rows)
    known = {f.name: f for f in fields}
    alike = [profiles[c][known[at[c]].holds] if c in at else 0.0 for c in filled]
    return sum(value if value >= LIKE else -UNEXPLAINED for value in alike)


def _profiles(rows: Sequence[Sequence[str]]) -> tuple[list[int], dict[int, Profile]]:
    width = max((len(r) for r in rows), default=0)
    filled = [c for c in range(width) if any(len(r) > c and r[c] for r in rows)]
    return filled, {c: profile([r[c] for r in rows if len(r) > c]) for c in filled}


def _likeness(profile_: Profile, wanted: Field) -> float:
    return profile_[wanted.holds]


def _in_order(
    filled: Sequence[int], profiles: Mapping[int, Profile], fields: Sequence[Field]
) -> dict[int, str]:
    """The best assignment that keeps the fields' order (dynamic programming over column and field)."""
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, str], ...]]] = {}

    def solve(i: int, j: int) -> tuple[float, tuple[tuple[int, str], ...]]:
        if i == len(filled) or j == len(fields):
            return -UNEXPLAINED * (len(filled) - i), ()
        if (i, j) in best:
            return best[i, j]
        column, wanted = filled[i], fields[j]
        options = []
        alike = round(_likeness(profiles[column], wanted), 6)
        if alike >= LIKE:
            rest, chosen = solve(i + 1, j + 1)
            options.append((rest + alike, ((column, wanted.name), *chosen)))
        options.append(solve(i, j + 1))
        skipped, kept = solve(i + 1, j)
        options.append((skipped - UNEXPLAINED, kept))
        best[i, j] = max(options, key=lambda o: round(o[0], 6))
        return best[i, j]

    return dict(solve(0, 0)[1])


def _by_kind(
    filled: Sequence[int], profiles: Mapping[int, Profile], fields: Sequence[Field]
) -> dict[int, str]:
    """Telling kinds first (reference, date, code, number, person), then texts in their order."""
    chosen: dict[int, str] = {}
    free = list(fields)
    for kind in (Holds.REF, Holds.DATE, Holds.CODE, Holds.NUMBER, Holds.WHO):
        for wanted in [f for f in free if f.holds is kind]:
            rest = [c for c in filled if c not in chosen and profiles[c][kind] >= 0.6]
            if rest:
                column = max(rest, key=lambda c: (round(profiles[c][kind], 2), -c))
                chosen[column] = wanted.name
                free.remove(wanted)
    texts = [f for f in free if f.holds is Holds.TEXT]
    for column, wanted in zip([c for c in filled if c not in chosen], texts, strict=False):
        chosen[column] = wanted.name
    return chosen


_NO_YEAR = re.compile(r"^\d{1,2}(?:st|nd|rd|th)?[\s./-]+[A-Za-z]{3,9}$|^[A-Za-z]{3,9}$|^\d{1,2}[/-]\d{1,2}$")
_YEAR_FIRST = re.compile(r"^(\S?)[-./ ]?\s*((?:19|20)?\d{2})(?:\s+|$)(.*)$", re.DOTALL)


def bled(left: str, right: str) -> tuple[str, str, str] | None:
    """A date broken over two columns, as `27-Feb` and `o-23 Y`: the date, the rest, the stray character.

    None unless the left is a day and month without a year, the right starts with a year, and only the two
    together are a date.
    """
    if not _NO_YEAR.match(left.strip()):
        return None
    match = _YEAR_FIRST.match(right.strip())
    if not match or parse_due(right).on or (match[1] and match[1] not in "0oO9-"):
        return None
    joined = f"{left.strip()}-{match[2]}"
    due = parse_due(joined)
    return (joined, match[3].strip(), match[1]) if due.on and not due.inferred else None
