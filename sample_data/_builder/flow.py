"""A paper as a row of pieces, for formats that know headings and tables: Word and PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A table, every line as wide as the first."""

    lines: Sequence[Sequence[str]]


Piece = Heading | Lines | str
"""A heading, a table or a paragraph."""

BOLD = re.compile(r"\*\*(.+?)\*\*")


def pieces(text: str) -> Iterator[Piece]:
    """What a text paper consists of: `#` lines are headings, lines with tabs are tables."""
    for tabbed, lines in groupby(text.splitlines(), key=lambda line: "\t" in line):
        if tabbed:
            yield Lines([line.split("\t") for line in lines])
        else:
            yield from (_piece(line) for line in lines if line.strip())


def _piece(line: str) -> Piece:
    plain = BOLD.sub(r"\1", line.strip())
    marks = len(plain) - len(plain.lstrip("#"))
    if marks:
        return Heading(plain.lstrip("#").strip(), marks)
    return plain.removeprefix("- ")
