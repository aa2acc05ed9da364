"""How reports say things: days, numbers of records, shares, and which papers they rest on."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

NOTHING = "The register holds no {what} as of {day}, so there is nothing to report."


def day(value: date) -> str:
    """`31 October 2023`, as a committee's paper has it."""
    return f"{value.day} {value:%B %Y}"


def code(value: str | None) -> str | None:
    """A coded word as people read it: `not_due` is `not due`."""
    return value.replace("_", " ") if value else None


def many(number: int, one: str, several: str = "") -> str:
    """`1 direction`, `15 directions`."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def listed(parts: Iterable[str]) -> str:
    """`a, b and c`."""
    said = [part for part in parts if part]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1]))) if said else ""


def share(part: int, whole: int) -> str:
    """A part of a whole as a whole per cent, half up, as councils print it."""
    return f"{(200 * part + whole) // (2 * whole)}%" if whole else ""


def cut(text: str | None, longest: int) -> str:
    """`text` on one line, cut at a word if it is longer."""
    said = " ".join((text or "").split())
    if len(said) <= longest:
        return said
    return said[:longest].rsplit(" ", 1)[0].rstrip(",;:") + "\u2026"


def papers(*frames: pl.DataFrame) -> frozenset[str]:
    """The ids of the documents that the lines of these frames come from."""
    return frozenset(
        document
        for frame in frames
        if "document" in frame.columns
        for document in frame["document"].drop_nulls().unique()
    )


def nothing(what: str, as_of: date) -> str:
    """That there is nothing, plainly."""
    return NOTHING.format(what=what, day=day(as_of))


def months_later(start: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
