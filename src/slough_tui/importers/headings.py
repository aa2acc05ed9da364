"""Column headings matched by meaning: exactly, by synonym, then by likeness, each with a confidence.

A `Shape` describes one kind of table by its fields; `match` says which column of a header is which
field. What no field matches stays an unknown heading, whose cells become `extra`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LIKENESS_FLOOR = 86.0
"""Below this rapidfuzz score (0-100) a heading is unknown rather than guessed."""


TELLING = 4
"""A one-word name may stand inside a longer heading from this length on (`Board action` is an action)."""
_GENERAL = frozenset(
    (
        "date",
        "number",
        "name",
        "title",
        "type",
        "meeting",
        "period",
        "month",
        "value",
        "progress status",
        "when",
        "current",
        "revised",
    )
)
LONGEST = 90
"""A longer text is no column heading."""
REF_WORDS = 3
"""A reference's heading may have this many words when one end of it says so (`REF ABCREC`)."""


class Holds(StrEnum):
    """What the cells of a field look like; headerless tables are told apart by it."""

    REF = "ref"
    DATE = "date"
    CODE = "code"
    NUMBER = "number"
    WHO = "who"
    TEXT = "text"


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One field of a shape. `names` are headings that mean it, the council-neutral ones first; `*` is a few words."""

    name: str
    holds: Holds
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One kind of table.

    `needs`: groups of field names, of each of which at least one must be matched. `opens`: a line with
    any of these filled in starts a record. `body`: the field whose text is the record. `tells`:
    words in a table's title that make this shape more likely.
    """

    name: str
    fields: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]
    opens: tuple[str, ...]
    body: str
    key: str = ""
    tells: tuple[str, ...] = ()
    bare: bool = False
    """Whether a line may have nothing but its text (an indicator of which only the name is printed)."""
    carries: tuple[str, ...] = field(default=())
    """Fields whose value holds for the lines below until the next one (an objective over several actions)."""

    def field(self, name: str) -> Field:
        """The field of this name."""
        return next(f for f in self.fields if f.name == name)


@dataclass(frozen=True, slots=True)
class Match:
    """One column of a header: its heading, the field it means (None: unknown) and how sure that is."""

    column: int
    heading: str
    field: str | None
    confidence: float
    how: str


_TOLD = frozenset((Holds.CODE, Holds.TEXT))
"""Kinds of fields that a paper may print for several months, the newest of which counts."""
_PLAIN = re.compile(r"[^a-z0-9%£ ]+")


@lru_cache(maxsize=8192)
def normal(heading: str) -> str:
    """A heading for comparison: lower case, `&` as `and`, no punctuation, single spaces."""
    text = heading.lower().replace("#", " no ").replace("(s)", "").replace("&", " and ").replace("/", " ")
    text = text.replace("’", "").replace("'", "")
    return " ".join(_PLAIN.sub(" ", text).split())


@lru_cache(maxsize=1024)
def _names(wanted: Field) -> tuple[str, ...]:
    own = normal(wanted.name.replace("_", " "))
    return (*dict.fromkeys(n for w in wanted.names if "*" not in w and (n := normal(w)) != own), own)


@lru_cache(maxsize=1024)
def _patterns(wanted: Field) -> tuple[re.Pattern[str], ...]:
    """Names with `*`, which stands for one to four words (`what will * do`)."""
    starred = ([normal(part) for part in name.split("*")] for name in wanted.names if "*" in name)
    return tuple(re.compile(r"\s?(?:\S+ ){0,3}\S+\s?".join(parts).strip()) for parts in starred)


@lru_cache(maxsize=8192)
def _bare(heading: str) -> str:
    """A heading without what it says in brackets or after a colon."""
    return normal(re.sub(r"\([^)]*\)|\[[^\]]*\]|:.*$", " ", heading))


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_PERIOD = re.compile(
    r"\b(?:(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|q(?:uarter)? ?(?P<quarter>[1-4])|(?P<year>(?:19|20)\d\d)(?: \d\d)?|\d\d \d\d)\b"
)


_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*) (?:20)?\d\d\b"
)
_AS_AT = re.compile(r" (?:as )?(?:at|of|on)(?: end)?(?: of)?$")


@lru_cache(maxsize=8192)
def _undated(heading: str) -> str:
    """A heading without the day, month, quarter or year that it speaks of (`RAG (Feb)`, `Status as at 31/08/24`)."""
    undated = " ".join(_PERIOD.sub(" ", _DAY.sub(" ", normal(heading))).split())
    return _AS_AT.sub("", undated)


def is_period(heading: str) -> bool:
    """Whether a heading is nothing but a month, quarter or year."""
    return bool(normal(heading)) and not _undated(heading)


def _newer(heading: str, other: str) -> bool:
    """Whether a heading speaks of a later year, month or quarter than another one; without years, up to half a year on is later."""
    mine, others = _periods(heading), _periods(other)
    if (year := mine.get("year")) != (before := others.get("year")) and year and before:
        return year > before
    for part, order in (("month", _MONTHS), ("quarter", list("1234"))):
        if part in mine and part in others:
            ahead = order.index(mine[part]) - order.index(others[part])
            return ahead > 0 if year and before else 0 < ahead % len(order) < len(order) / 2
    return False


def _periods(heading: str) -> dict[str, str]:
    """The month, quarter and year that a heading names, each as far as it does."""
    found = (match.groupdict() for match in _PERIOD.finditer(normal(heading)))
    return {part: value for each in found for part, value in each.items() if value}


@lru_cache(maxsize=1024)
def _several(wanted: Field) -> tuple[list[str], ...]:
    """The words of each name of several words."""
    return tuple(name.split() for name in _names(wanted) if " " in name)


@lru_cache(maxsize=1024)
def _telling(wanted: Field) -> frozenset[str]:
    """Names of one word that may stand inside a longer heading."""
    return frozenset(n for n in _names(wanted) if " " not in n and len(n) >= TELLING and n not in _GENERAL)


@lru_cache(maxsize=65536)
def score(heading: str, wanted: Field) -> tuple[float, str]:
    """How surely a heading means a field (0 to 1), and how: exact, synonym, contains or likeness."""
    text = normal(heading)
    if not text or len(text) > LONGEST or text.replace(" ", "").isdigit():
        return 0.0, ""
    names = _names(wanted)
    if text == names[-1]:
        return 1.0, "exact"
    if text == names[0]:
        return 0.99, "exact"
    if text in names:
        return 0.98, "synonym"
    if any(pattern.fullmatch(text) for pattern in _patterns(wanted)):
        return 0.92, "pattern"
    if (bare := _bare(heading)) and bare in names:
        return 0.95, "synonym"
    if wanted.holds in _TOLD and (undated := _undated(heading)) != text and undated in names:
        return 0.94, "synonym"
    words = text.split()
    if any(len(words) <= len(parts) + 4 and _within(parts, words) for parts in _several(wanted)):
        return 0.9, "contains"
    if len(words) <= REF_WORDS + 1 and not _telling(wanted).isdisjoint(words):
        return 0.75, "word"
    if wanted.holds is Holds.REF and len(words) <= REF_WORDS and (words[0] in names or words[-1] in names):
        return 0.8, "contains"
    from rapidfuzz import fuzz

    near = [n for n in names if abs(len(n) - len(text)) <= LONGEST // 8]
    floor = LIKENESS_FLOOR
    best = max((fuzz.token_sort_ratio(text, n, score_cutoff=floor) for n in near), default=0.0)
    return (best / 100 * 0.9, "likeness") if best >= LIKENESS_FLOOR else (0.0, "")


def _within(parts: Sequence[str], words: Sequence[str]) -> bool:
    size = len(parts)
    return any(words[i : i + size] == parts for i in range(len(words) - size + 1) if words[i] == parts[0])


_SMALL = frozenset("a an and as at be by for in is it of on or the to we will with y".split())


@lru_cache(maxsize=1024)
def _beginnings(wanted: Field) -> frozenset[str]:
    """The first letters of every telling word of every name: a heading that shares none does not mean the field."""
    found: set[str] = set()
    for name in (*wanted.names, wanted.name.replace("_", " ")):
        words = normal(name.replace("*", " ")).split()
        found.update(word[:4] for word in ([w for w in words if w not in _SMALL] or words))
    return frozenset(found)


@lru_cache(maxsize=65536)
def _scores(heading: str, shape: Shape) -> tuple[tuple[float, int, str], ...]:
    """How surely a heading means fields of a shape: score, number of the field, how; most mean none."""
    text = normal(heading)
    begins = {word[:4] for word in text.split()} if len(text) <= LONGEST else set()
    near = ((order, f) for order, f in enumerate(shape.fields) if not _beginnings(f).isdisjoint(begins))
    scored = ((order, *score(heading, wanted)) for order, wanted in near)
    return tuple((value, order, how) for order, value, how in scored if value)


def means(heading: str, shape: Shape) -> bool:
    """Whether a heading means any field of a shape."""
    return bool(_scores(heading, shape))


def match(header: Sequence[str], shape: Shape) -> list[Match]:
    """Each column of `header` with the field it means; one column a field, the surest first."""
    scored = sorted(
        (-value, column, order, how)
        for column, heading in enumerate(header)
        for value, order, how in _scores(heading, shape)
    )
    taken: dict[int, Match] = {}
    fields: dict[str, int] = {}
    for value, column, order, how in scored:
        name = shape.fields[order].name
        if column in taken:
            continue
        before = fields.get(name)
        if before is not None and not (
            taken[before].confidence == -value and _newer(header[column], header[before])
        ):
            continue
        if before is not None:
            del taken[before]
        taken[column] = Match(column, header[column], name, -value, how)
        fields[name] = column
    _older_rating(header, shape, taken, fields)
    return [taken.get(c) or Match(c, h, None, 0.0, "") for c, h in enumerate(header)]


def _older_rating(
    header: Sequence[str], shape: Shape, taken: dict[int, Match], fields: dict[str, int]
) -> None:
    """Of ratings headed by two months (`RAG Nov`, `RAG Feb`) the older one is the rating before."""
    before = next((f for f in shape.fields if f.name == "rag_before"), None)
    if before is None or before.name in fields or "rag" not in fields:
        return
    rating = shape.field("rag")
    older = [
        c
        for c, heading in enumerate(header)
        if c not in taken and _undated(heading) in _names(rating) and _newer(header[fields["rag"]], heading)
    ]
    if len(older) == 1:
        taken[older[0]] = Match(older[0], header[older[0]], before.name, 0.9, "synonym")


def fits(matches: Sequence[Match], shape: Shape) -> float:
    """How well a matched header is of this shape: 0 where a need is unmet, else up to 1 and a little more.

    The share of headings that are understood counts most, then how many of the shape's own fields are
    there, so that of two shapes that both fit the more particular one wins.
    """
    found = {m.field for m in matches if m.field}
    if not all(any(n in found for n in group) for group in shape.needs):
        return 0.0
    named = [m for m in matches if m.heading.strip()]
    understood = sum(m.confidence for m in named) / max(len(named), 1)
    return understood + 0.25 * len(found) / len(shape.fields)
