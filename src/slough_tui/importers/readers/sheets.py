"""The parts of a workbook, streamed: its sheets and styles, its shared strings, the cells of a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from slough_tui.importers.readers.archives import local
from slough_tui.importers.readers.displayed import (
    EPOCH_1900,
    EPOCH_1904,
    GENERAL,
    NumberFormat,
    format_codes,
    number_format,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def column_number(letters: str) -> int:
    """A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, rows and columns from 1, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_vertical(self) -> bool:
        """Whether it spans rows."""
        return self.bottom > self.top

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


class _Text:
    """Collects the text of an element, without phonetic readings."""

    def __init__(self) -> None:
        self._parts: list[str] | None = None
        self._deaf = 0

    def take(self) -> str:
        text = "".join(self._parts or ())
        self._parts = None
        return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text

    def listen(self) -> None:
        self._parts = []

    def mute(self, change: int) -> None:
        self._deaf += change

    def data(self, text: str) -> None:
        if self._parts is not None and not self._deaf:
            self._parts.append(text)


@dataclass
class Attributes:
    """Every start tag that was asked for, with its attributes, in order."""

    wanted: frozenset[str]
    found: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    path: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep a wanted tag; `parent/tag` asks for it inside one parent only."""
        parent = self.path[-1] if self.path else ""
        if tag in self.wanted or f"{parent}/{tag}" in self.wanted:
            self.found.append((tag, attributes))
        self.path.append(tag)

    def end(self, _tag: str) -> None:
        """One level up."""
        self.path.pop()

    def data(self, _text: str) -> None:
        """Text does not matter here."""

    def of(self, tag: str) -> list[dict[str, str]]:
        """Attributes of every such tag."""
        return [attributes for found, attributes in self.found if found == tag]


class SharedStrings:
    """The workbook's strings, in the order of their numbers."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._parts: list[str] = []
        self._text = _Text()
        self.data = self._text.data

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """A string, a run of its text, or how it is pronounced."""
        if tag == "si":
            self._parts = []
        elif tag == "t":
            self._text.listen()
        elif tag == "rPh":
            self._text.mute(+1)

    def end(self, tag: str) -> None:
        """The same, done."""
        if tag == "t":
            self._parts.append(self._text.take())
        elif tag == "rPh":
            self._text.mute(-1)
        elif tag == "si":
            self.strings.append("".join(self._parts))


def formats_of(styles: Attributes) -> list[NumberFormat]:
    """The number format of every cell style (`cellXfs/xf`), from the parsed styles part."""
    custom = {int(a["numFmtId"]): a.get("formatCode", "") for a in styles.of("numFmt") if a.get("numFmtId")}
    codes = format_codes(custom)
    ids = [int(a.get("numFmtId", "0")) for a in styles.of("xf")]
    return [number_format(codes[i]) if i in codes else GENERAL for i in ids]


@dataclass
class Book:
    """What the cells of every sheet need: strings, formats, the first day of its calendar."""

    strings: list[str] = field(default_factory=list)
    formats: list[NumberFormat] = field(default_factory=list)
    epoch: datetime = EPOCH_1900

    def use_1904(self) -> None:
        """The calendar of old Macintosh workbooks."""
        self.epoch = EPOCH_1904

    def text(self, kind: str, value: str, style: int) -> str:
        """A cell's stored value as text."""
        if kind == "s":
            return self.strings[int(value)] if value.strip() else ""
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind in {"str", "inlineStr", "e"} or not value.strip():
            return value
        if kind == "d":
            return value.removesuffix("T00:00:00").replace("T", " ")
        form = self.formats[style] if style < len(self.formats) else GENERAL
        return shown(float(value), form, epoch=self.epoch)


class SheetCells:
    """The filled cells of a sheet, `rows[row][column]` counted from 1, and what was merged or hidden."""

    def __init__(self, book: Book, count: Callable[[], None]) -> None:
        self.rows: dict[int, dict[int, str]] = {}
        self.merges: list[Merge] = []
        self.hidden_rows = 0
        self.empty_formulas = 0
        self._book = book
        self._count = count
        self._text = _Text()
        self.data = self._text.data
        self._row = self._column = self._style = 0
        self._kind = ""
        self._value: str | None = None
        self._formula = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A row, a cell, its value, its formula, a merged range."""
        if tag == "c":
            self._open_cell(attributes)
        elif tag in {"v", "t"}:
            self._text.listen()
        elif tag == "rPh":
            self._text.mute(+1)
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
            self.hidden_rows += attributes.get("hidden") in {"1", "true"}
        elif tag == "mergeCell":
            self._merge(local(attributes, "ref") or "")

    def end(self, tag: str) -> None:
        """The same, done."""
        if tag in {"v", "t"}:
            self._value = (self._value or "") + self._text.take()
        elif tag == "rPh":
            self._text.mute(-1)
        elif tag == "c":
            self._close_cell()

    def _open_cell(self, attributes: dict[str, str]) -> None:
        address = _ADDRESS.fullmatch(attributes.get("r", ""))
        if address:
            self._column, self._row = column_number(address[1]), int(address[2])
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._value, self._formula = None, False

    def _close_cell(self) -> None:
        if not self._value:
            self.empty_formulas += self._formula and self._kind != "str"
            return
        text = self._book.text(self._kind, self._value, self._style)
        if text.strip():
            self._count()
            self.rows.setdefault(self._row, {})[self._column] = text

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        start, stop = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last)
        if start and stop:
            self.merges.append(
                Merge(int(start[2]), column_number(start[1]), int(stop[2]), column_number(stop[1]))
            )
