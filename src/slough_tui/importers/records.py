"""A line's cells become a record's columns: text mended, dates read, codes decoded, all of it told.

The value as printed stays beside the value as read; a value that cannot be read is refused with its
reason and the record keeps what was printed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from slough_tui.importers import mend
from slough_tui.importers.headings import Field, Holds, score
from slough_tui.model.due import Due, Precision, parse_date, parse_due
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from slough_tui.importers.draft import Draft, RecordDraft
    from slough_tui.importers.line import Line
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Cell


DONE = re.compile(r"^\s*(?:completed?|done|closed|implemented)\b", re.IGNORECASE)
"""What a due cell says of something that is done: its status, and no date."""
SURE = 0.9
"""From this likeness on a further column's heading means a revised date."""
SERIAL = 5
"""Digits of a spreadsheet's day number in the years that a register speaks of (36526 is 1 January 2000)."""
REVISED = Field(
    "revised",
    Holds.DATE,
    ("revised date", "revised due date", "revised target date", "revised deadline", "revised implementation date", "revised completion date", "revised timescale", "new date", "new target date", "new due date", "extended to", "forecast date", "forecast completion", "revised", "revised target", "current target", "current target date", "current due date", "current deadline", "current implementation date", "current completion date", "latest target date", "latest due date", "latest agreed date", "new deadline", "amended date", "extended date", "revised timing", "revised timescales"),
)  # fmt: skip
"""The date that took the place of the due date; shapes with a due date have it too."""


class Reading:
    """Reads the fields of one line into one record."""

    def __init__(self, draft: Draft, paper: Paper, record: RecordDraft, line: Line) -> None:
        self.draft = draft
        self.paper = paper
        self.record = record
        self.line = line
        self.record.values.setdefault("council", paper.council or None)

    def _use(self, cell: Cell, field: str, value: str | None = None) -> None:
        known = self.draft.uses.get((cell.place.block, cell.place.row, cell.place.column))
        use = known.use if known and known.use in {"continuation", "repair", "context"} else "record"
        self.draft.use(cell, use, self.record, field, value)

    def text(self, name: str, column: str | None = None) -> str | None:
        """A field as mended text, its parts over several rows joined; None where it is blank."""
        column = column or name
        parts: list[str] = []
        for cell in self.line.cells(name):
            text = self.draft.text(cell, self.record, column)
            self._use(cell, column, text)
            if text:
                parts.append(text)
        text = _join(parts)
        if text and mend.is_placeholder(text):
            cell = self.line.cells(name)[0]
            self.draft.repair(
                "placeholder", cell, text, "", "the cell only keeps a place", self.record, column
            )
            text = ""
        self.record.values[column] = text or None
        return text or None

    def carried(self, name: str, column: str | None = None) -> str | None:
        """A field of this line, or the value carried down from a line above it."""
        if self.line.cells(name):
            return self.text(name, column)
        cells = self.line.carried.get(name, [])
        text = _join([mend.prose(c.raw)[0] for c in cells])
        self.record.values[column or name] = text or None
        return text or None

    def groups(self) -> list[str]:
        """The headings over this line, outermost first, mended."""
        return [mend.prose(c.raw)[0] for c in self.line.groups]

    def due(self, name: str = "due") -> Due | None:
        """The due date with precision, schedule and original; refusals are told."""
        if not self.line.raw(name) and (revised := self._revisions()):
            self.line.fields[name], self.line.fields["revised"] = revised, []
        raw = self.line.raw(name)
        if not raw:
            return None
        raw, mends = mend.prose(raw)
        cell = self.line.cells(name)[0]
        for made in mends:
            self.draft.repair(made.what, cell, made.raw, made.now, made.why, self.record, "due")
        due = parse_due(raw.replace("\n", " "), reference=self.paper.reference, excel_serial=True)
        self._tell_serial(due, cell, raw, "due")
        values = self.record.values
        values["due_raw"] = raw
        values["due"] = due.on
        values["due_original"] = due.original
        values["schedule"] = due.schedule
        values["due_precision"] = str(due.precision)
        for each in self.line.cells(name):
            self._use(each, "due", str(due.on) if due.on else due.schedule)
        if DONE.match(raw) and not values.get("status"):
            values["status"], values["status_raw"] = "complete", values.get("status_raw") or raw
        self._tell_due(due, cell, raw)
        return self._revised(due)

    def _revised(self, before: Due) -> Due:
        """A date in the column of revised dates is the due date; the one before it the original."""
        cells = self._revisions()
        if not cells:
            return before
        cell, values = cells[-1], self.record.values
        raw = mend.prose(cell.text)[0]
        due = parse_due(raw.replace("\n", " "), reference=self.paper.reference, excel_serial=True)
        self._tell_serial(due, cell, raw, "due")
        for each in cells:
            self._use(each, "due", str(due.on) if due.on else None)
        if due.on is None:
            if not (mend.is_placeholder(raw) or DONE.match(raw)):
                self.draft.refuse(
                    refusal_word(due), cell, raw, due.refusal or "not a date", self.record, "due"
                )
            return before
        values["due_original"] = before.original or before.on
        values["due"], values["due_raw"] = due.on, raw
        values["due_precision"] = str(due.precision)
        return due

    def _revisions(self) -> list[Cell]:
        """The filled cells of revised dates in printed order: a paper may have a column for each (`Revised (2)`)."""
        columns = {h: c for h, c in self.line.extra.items() if score(h, REVISED)[0] >= SURE}
        known = [c for cells in (self.line.cells("revised"), *columns.values()) for c in cells if c]
        known.sort(key=lambda c: (c.place.block, c.place.row, c.place.column))
        for heading, cells in columns.items():
            if not any(cells) or known[-1] in cells:
                del self.line.extra[heading]
        return known

    def _tell_serial(self, due: Due, cell: Cell, raw: str, column: str) -> None:
        """A day that a spreadsheet wrote as its number (45382) is said."""
        if due.on and raw.strip().isdigit() and len(raw.strip()) == SERIAL:
            why = "five digits in a column of dates are a spreadsheet's number of the day"
            self.draft.repair("day number", cell, raw, str(due.on), why, self.record, column)

    def _tell_due(self, due: Due, cell: Cell, raw: str) -> None:
        record = self.record
        if due.year_inferred:
            why = due.inferred or "the year is not printed"
            self.draft.repair("year inferred", cell, raw, str(due.on), why, record, "due")
        if due.original and due.on and due.original != due.on:
            why = "two dates in one cell: the first is kept as the original"
            self.draft.repair("two dates", cell, raw, f"{due.original}, now {due.on}", why, record, "due")
        if due.refusal and mend.is_placeholder(raw):
            self.draft.repair("placeholder", cell, raw, "", "the cell only keeps a place", record, "due")
        elif due.refusal and (due.impossible or not DONE.match(raw)):
            self.draft.refuse(refusal_word(due), cell, raw, due.refusal, record, "due")
        for note in due.notes:
            if "not" in note and "day" in note:
                self.draft.repair("weekday", cell, raw, str(due.on), note, record, "due")

    def day(self, name: str, column: str | None = None) -> date | None:
        """A single date into a Date column; what is not a date is refused."""
        column = column or name
        raw = self.line.raw(name)
        if not raw:
            return None
        cell = self.line.cells(name)[0]
        due = parse_date(raw, reference=self.paper.reference, excel_serial=True)
        self._tell_serial(due, cell, raw, column)
        self._use(cell, column, str(due.on) if due.on else None)
        if due.on is None:
            if not mend.is_placeholder(raw):
                self.draft.refuse(
                    refusal_word(due), cell, raw, due.refusal or "not a date", self.record, column
                )
            return None
        if due.year_inferred:
            why = due.inferred or "the year is not printed"
            self.draft.repair("year inferred", cell, raw, str(due.on), why, self.record, column)
        self.record.values[column] = due.on
        return due.on

    def code(self, name: str, codes: Mapping[str, str], column: str | None = None) -> str | None:
        """A coded cell decoded: letters of other scripts mended first; an unknown code is refused."""
        column = column or name
        raw = self.line.raw(name)
        if not raw:
            return None
        cell = self.line.cells(name)[0]
        plain, mends = mend.homoglyphs(mend.markup(raw)[0], code=True)
        for made in mends:
            self.draft.repair(made.what, cell, made.raw, made.now, made.why, self.record, column)
        value = None if mend.is_placeholder(plain) else decode(plain, codes)
        self._use(cell, column, value)
        if value is None and not mend.is_placeholder(raw):
            known = ", ".join(dict.fromkeys(codes.values()))
            self.draft.refuse("unknown code", cell, raw, f"not one of {known}", self.record, column)
        self.record.values[column] = value
        return value

    def number(self, name: str, column: str | None = None) -> float | None:
        """A number into a column; what is not a number is refused."""
        column = column or name
        raw = self.line.raw(name)
        if not raw:
            return None
        cell = self.line.cells(name)[0]
        value = parse_number(raw)
        self._use(cell, column, None if value is None else f"{value:g}")
        if value is None and not mend.is_placeholder(raw):
            self.draft.refuse("not a number", cell, raw, "no number can be read here", self.record, column)
        self.record.values[column] = value
        return value

    def extras(self, *skip: str) -> None:
        """Everything under a heading that nobody knew, or that the table has no column for."""
        for heading, cells in self.line.extra.items():
            text = _join([self.draft.text(c, self.record, "extra") for c in cells if c])
            for cell in cells:
                self._use(cell, "extra", text)
            if text:
                self.record.extra[heading] = text
        columns = set(TABLES[self.record.table].names)
        for name in self.line.fields:
            if name not in columns and name not in {*skip, "revised"} and (raw := self.line.raw(name)):
                self.record.extra[name] = mend.prose(raw)[0]
                for cell in self.line.cells(name):
                    self._use(cell, "extra")


def refusal_word(due: Due) -> str:
    """`impossible date` where a calendar date was printed that no calendar has, else `not a date`."""
    return "impossible date" if due.impossible else "not a date"


_COLOURS = {"🟢": "green", "🟩": "green", "🔴": "red", "🟥": "red", "🟠": "amber", "🟧": "amber", "🟡": "amber", "🟨": "amber", "🔵": "blue", "🟦": "blue"}  # fmt: skip
_SIGNS = re.compile(f"[{''.join(_COLOURS)}⚪⚫⬜⬛✅✔☑❌✖●■\ufe0f]")


def sign_colour(text: str) -> str | None:
    """The colour of the first coloured sign in a text (`🟢 On track`); None where it has none."""
    return next((_COLOURS[c] for c in text if c in _COLOURS), None)


def decode(text: str, codes: Mapping[str, str]) -> str | None:
    """A code's meaning: the longest code that the text starts with, whatever its case and punctuation.

    The words beside a coloured sign count before its colour.
    """
    words = _SIGNS.sub(" ", text)
    if words != text and not (words.strip() and _decoded(words, codes)):
        return codes.get(sign_colour(text) or "") or _decoded(text, codes)
    return _decoded(words, codes)


def _decoded(text: str, codes: Mapping[str, str]) -> str | None:
    plain = " ".join(re.sub(r"[_–—-]", " ", text.lower()).split()).strip(" .:;*()[]")
    for told in (plain, _LEADING_SIGN.sub("", plain)):  # `⏳ not due`
        starts = [c for c in codes if told.startswith(c) and not told[len(c) : len(c) + 1].isalnum()]
        if starts:
            return codes[max(starts, key=len)]
    return None


_LEADING_SIGN = re.compile(r"^[^\w\s]+\s+(?=\w)")


_NUMBER = re.compile(r"^\(?\s*-?\s*[£$€]?\s*-?\d[\d,]*(?:\.\d+)?\s*%?\s*\)?$")


def parse_number(raw: str) -> float | None:
    """A printed number: thousands commas, pounds and percent signs off, (brackets) and minus negative."""
    text = raw.strip().replace("−", "-").replace("–", "-").replace("\u00a0", " ")
    if not _NUMBER.match(text):
        return None
    value = float(re.sub(r"[^\d.]", "", text))
    return -value if "-" in text or text.startswith("(") else value


def precise(due: Due) -> bool:
    """Whether a due date is a day of the calendar."""
    return due.on is not None and due.precision is Precision.DAY


def _join(parts: list[str]) -> str:
    return " ".join(p for p in parts if p)


def values_of(record: RecordDraft) -> dict[str, Any]:
    """The record's own values, for tests and messages."""
    return dict(record.values)
