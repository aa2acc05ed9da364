"""Words that a narrow column of a PDF broke in two (`30/06/202` and `5` under it), put together again.

A column wraps between words as long as a word fits into it; where one does not, it is broken at the column's
edge. So a line is the first half of a word if it has no space in it, not one letter more would have fitted
beside it, and the next line goes on with a digit behind a digit or with the rest of a word that is known.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Box = tuple[float, float, float, float]

_WORD = re.compile(r"[A-Za-z]{3,}")
_SMALL = frozenset("a an as at be by do if in is it no of on or so to up we".split())
SHORT = 2
"""A rest of so many letters that is no word itself belongs to the line above."""


def words_of(text: str) -> frozenset[str]:
    """The words of a page, small, against which a word put together is held."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def mended(text: str, box: Box | None, chars: list[Any], known: frozenset[str]) -> str:
    """A cell's text (lines parted by a line end) with broken words whole; `chars` are those of its page."""
    lines = text.split("\n")
    pairs = list(pairwise(lines))
    if box is None or not any(_may_go_on(above, below, known) for above, below in pairs):
        return text
    set_lines = list(_set_lines(box, chars))
    if len(set_lines) != len(lines):
        return text
    out = lines[0]
    for (above, below), (here, after) in zip(pairs, pairwise(set_lines), strict=True):
        joined = _may_go_on(above, below, known) and _is_full(here, after, box)
        out += below if joined else f"\n{below}"
    return out


def _may_go_on(above: str, below: str, known: frozenset[str]) -> bool:
    if not above or not below or " " in above:
        return False
    if above[-1].isdigit() and below[0].isdigit():
        return True
    first = re.match(r"[A-Za-z]+", below)
    if not first or not above.isalpha():
        return False
    rest = first[0].lower()
    return (above.lower() + rest) in known or (len(rest) <= SHORT and rest not in _SMALL)


def _set_lines(box: Box, chars: list[Any]) -> Iterator[list[Any]]:
    """The characters in a cell, line by line."""
    left, top, right, bottom = box
    inside = [
        c
        for c in chars
        if left <= (c["x0"] + c["x1"]) / 2 <= right
        and top <= (c["top"] + c["bottom"]) / 2 <= bottom
        and not c["text"].isspace()
    ]
    inside.sort(key=lambda c: (c["top"], c["x0"]))
    line: list[Any] = []
    for char in inside:
        if line and char["top"] > line[0]["top"] + (line[0]["bottom"] - line[0]["top"]) / 2:
            yield sorted(line, key=lambda c: float(c["x0"]))
            line = []
        line.append(char)
    if line:
        yield sorted(line, key=lambda c: float(c["x0"]))


def _is_full(line: list[Any], after: list[Any], box: Box) -> bool:
    """Whether the next line's first letter would not have fitted, the margins on both sides being alike."""
    margin = max(0.0, line[0]["x0"] - box[0])
    return bool(line[-1]["x1"] + (after[0]["x1"] - after[0]["x0"]) > box[2] - margin)
