"""What a report is before anybody writes it as Markdown, HTML, Word or Excel: headings, sentences, tables, charts.

Texts are as they stand in the register: each writer makes them safe for its own format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

KINDS = ("text", "number", "date", "rag", "chart")
"""What a column of a report holds: `rag` is a coded word with a colour beside it, `chart` a `Chart`."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column. `wide` columns hold sentences and get the room that is left."""

    name: str
    kind: str = "text"
    wide: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"column {self.name!r} is of kind {self.kind!r}; kinds are {', '.join(KINDS)}")


@dataclass(frozen=True, slots=True)
class Chart:
    """A line through `points` (oldest first, None where there is none), with a mark at `target`.

    `said` tells the same in words: for whoever does not see it, and for formats that draw nothing.
    """

    points: tuple[float | None, ...]
    said: str
    target: float | None = None


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table with a caption and typed columns; the first column names its row.

    Cells are text, numbers, dates, `Chart`s, or None. With `total` the last row is the sum of the others
    and stays at the end. ValueError if a row has not as many cells as there are headings.
    """

    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: bool = False

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.headings):
                raise ValueError(
                    f"table {self.caption!r}: a row of {len(row)} cells under {len(self.headings)} headings"
                )


Part = str | tuple[str, ...] | ReportTable
"""A paragraph, a list of points, or a table."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it. `level` 2 is a chapter, 3 a part of the chapter before."""

    heading: str
    parts: tuple[Part, ...] = ()
    level: int = 2


@dataclass(frozen=True, slots=True)
class Source:
    """A paper that a report rests on."""

    name: str
    title: str
    on: date | None
    marking: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """A report, whole. A function that makes one gives `title`, `sections` and what they rest on.

    `documents` are the ids of the papers behind it; None stands for every paper that was looked at. Whoever
    runs the function fills in the rest: `marking` is the papers' own (CONFIDENTIAL), and stands on each page.
    `notes` tell the method and where figures come from.
    """

    title: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    documents: frozenset[str] | None = None
    name: str = ""
    as_of: date | None = None
    today: date | None = None
    start: date | None = None
    council: str = ""
    marking: str = ""
    sources: tuple[Source, ...] = ()
