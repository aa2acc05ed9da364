"""The numbers that Word prints before list paragraphs and headings: they are in no paragraph's text.

A paragraph names a list and a level; the list's abstract definition says how each level is written
(`%1.%2`). Source: ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "•"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is written."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, element: Any | None) -> Numbering:
        """From the root of the numbering part, if there is one."""
        numbering = cls()
        if element is None:
            return numbering
        for abstract in element.iterchildren(f"{W}abstractNum"):
            levels = {
                _int(level.get(f"{W}ilvl")): _level(level) for level in abstract.iterchildren(f"{W}lvl")
            }
            numbering.levels[abstract.get(f"{W}abstractNumId")] = levels
        for num in element.iterchildren(f"{W}num"):
            key = num.get(f"{W}numId")
            numbering.lists[key] = _value(num, "abstractNumId") or ""
            numbering.restarts[key] = {
                _int(override.get(f"{W}ilvl")): _int(start)
                for override in num.iterchildren(f"{W}lvlOverride")
                if (start := _value(override, "startOverride")) is not None
            }
        return numbering

    def next(self, key: str, depth: int) -> str:
        """The number of the next paragraph of list `key` at `depth` (from 0), counting it."""
        abstract = self.lists.get(key)
        levels = self.levels.get(abstract or "", {})
        level = levels.get(depth, Level(form="bullet"))
        if abstract is None or level.form == "none":
            return "" if abstract is not None else BULLET
        counts = self._counts.setdefault(abstract, {})
        if self.restarts.get(key):
            counts.update({at: start - 1 for at, start in self.restarts.pop(key).items()})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return BULLET

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            at_level = levels.get(at, Level())
            return number_text(counts.get(at, at_level.start), at_level.form)

        return _PLACE.sub(written, level.text).strip()


def _level(element: Any) -> Level:
    return Level(
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText") or "",
        _int(_value(element, "start"), default=1),
    )


def _value(element: Any, tag: str) -> str | None:
    child = element.find(f"{W}{tag}")
    return None if child is None else child.get(f"{W}val")


def _int(text: str | None, *, default: int = 0) -> int:
    return int(text) if text is not None and text.lstrip("-").isdigit() else default


def number_text(number: int, form: str) -> str:
    """A count in a list's form: `3`, `c`, `iii`, `03`."""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        text = ""
        for value, sign in _ROMAN:
            times, number = divmod(number, value)
            text += sign * times
        return text.upper() if form == "upperRoman" else text
    return f"{number:02}" if form == "decimalZero" else str(number)
