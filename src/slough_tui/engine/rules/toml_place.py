"""Where a key stands in a TOML file: tomllib gives values, people need line and column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\"'-]+?)\s*=")


def place_of(text: str, path: Sequence[str | int]) -> tuple[int, int]:
    """Line and column (from 1) of the key that `path` leads to; of the nearest one above it, else 1, 1.

    `("example", 1, "expect")` is the key `expect` of the second `[[example]]`.
    """
    best, best_length = (1, 1), 0
    for line, column, here in _keys(text):
        length = len(here)
        if not best_length and here[: len(path)] == tuple(path):
            best, best_length = (line, column), len(path)
        if length > best_length and tuple(path[:length]) == here:
            best, best_length = (line, column), length
    return best


def place_of_text(text: str, path: Sequence[str | int], line_text: str, column: int) -> tuple[int, int]:
    """The place of a character inside a (multi-line) string value: `line_text` is the line it stands in."""
    line, start = place_of(text, path)
    lines = text.split("\n")
    for number in range(line, len(lines) + 1):
        at = lines[number - 1].find(line_text) if line_text.strip() else -1
        if at >= 0:
            return number, at + column
    return line, start


def _keys(text: str) -> list[tuple[int, int, tuple[str | int, ...]]]:
    found: list[tuple[int, int, tuple[str | int, ...]]] = []
    section: tuple[str | int, ...] = ()
    counts: dict[str, int] = {}
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if fence:
            if fence in line:
                fence = ""
            continue
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            section = _section(header[1], header[2], counts)
            found.append((number, header.start(2) + 1, section))
        elif key:
            name = tuple(part.strip("\"'") for part in key[1].split("."))
            found.append((number, key.start(1) + 1, (*section, *name)))
            fence = _opened(line[key.end() :])
    return found


def _section(brackets: str, name: str, counts: dict[str, int]) -> tuple[str | int, ...]:
    if brackets == "[[":
        counts[name] = counts.get(name, -1) + 1
    path: list[str | int] = []
    for depth, part in enumerate(name.split(".")):
        path.append(part.strip("\"' "))
        prefix = ".".join(name.split(".")[: depth + 1])
        if prefix in counts:
            path.append(counts[prefix])
    return tuple(path)


def _opened(value: str) -> str:
    for quotes in ('"""', "'''"):
        if value.lstrip().startswith(quotes) and value.count(quotes) == 1:
            return quotes
    return ""
