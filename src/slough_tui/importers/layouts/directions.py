"""The directions progress summary: one government direction a row, its RAG, trend and dated commentary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers import synonyms
from slough_tui.importers.headings import Field, Holds, Shape
from slough_tui.importers.lines import read_lines
from slough_tui.importers.names import normal_ref, slug
from slough_tui.importers.records import Reading
from slough_tui.model.document import Cell
from slough_tui.model.due import split_dated_comments

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft, RecordDraft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.line import Line
    from slough_tui.importers.paper import Paper

RAG = {
    "r": "red", "red": "red", "a": "amber", "amber": "amber", "g": "green", "green": "green", "c": "complete",
    "complete": "complete", "completed": "complete", "b": "complete", "blue": "complete", "closed": "complete",
    "yellow": "amber", "orange": "amber", "on track": "green", "at risk": "amber", "off track": "red",
}  # fmt: skip
TREND = {
    "▲": "up", "↑": "up", "^": "up", "⬆": "up", "↗": "up", "up": "up", "improving": "up", "better": "up", "+": "up",
    "◄►": "same", "◀▶": "same", "◄": "same", "◀": "same", "⇔": "same", "⇄": "same", "⟷": "same", "⇧": "up", "⇑": "up", "⇩": "down", "⇓": "down",
    "=": "same", "→": "same", "↔": "same", "►": "same", "▶": "same", "⬌": "same", "➡": "same", "same": "same", "stable": "same",
    "no change": "same", "unchanged": "same", "static": "same",
    "▼": "down", "↓": "down", "⬇": "down", "↘": "down", "v": "down", "down": "down", "worsening": "down", "worse": "down",
    "declining": "down", "deteriorating": "down",
}  # fmt: skip

SHAPE = Shape(
    "directions summary",
    (
        Field("ref", Holds.REF, ("ref", "reference", "no", "number", "direction no", "direction number", "direction ref", "id")),
        Field("title", Holds.TEXT, ("direction", "title", "direction title", "workstream", "directions", "ministerial direction", "description of direction", "statutory direction")),
        Field("clt_lead", Holds.WHO, ("clt lead", "clt lead strategic", "strategic lead", "executive lead", "sponsor", "corporate lead", "executive sponsor", "senior responsible officer", "sro", "director", "exec", "exec lead")),
        Field("slt_lead", Holds.WHO, ("slt lead", "slt lead operational", "operational lead", "delivery lead", "op", "operational", "op lead", *synonyms.LEAD)),
        Field("member", Holds.WHO, ("member", "member political", "political lead", *synonyms.MEMBER)),
        Field("due", Holds.DATE, ("due", "target", "target completion of current phase", "completion date", "current phase ends", "phase end", *synonyms.DUE)),
        Field("rag", Holds.CODE, ("rag", "rag curr", "rag current", "curr", "current", "status", "this month", "now", "overall rating", "overall rag", "overall status", "delivery confidence", *synonyms.RAG)),
        Field("trend", Holds.CODE, ("trend", *synonyms.TREND)),
        Field("rag_before", Holds.CODE, ("rag before", *synonyms.RAG_BEFORE)),
        Field("commentary", Holds.TEXT, ("commentary", "commentary progress", "commentary / progress", "comments", "narrative", *synonyms.PROGRESS)),
    ),
    needs=(("title",), ("rag", "trend"), ("commentary", "due", "clt_lead", "slt_lead")),
    opens=("ref", "title"),
    body="title",
    key="ref",
    tells=("direction",),
)  # fmt: skip


class Directions:
    """Reads directions progress summaries."""

    name = "directions-summary"
    version = 1
    shapes = (SHAPE,)

    def read(self, paper: Paper, grids: list[Grid], draft: Draft) -> None:
        """Each line is a direction; its commentary is split into dated updates."""
        series = slug(paper.given_series) or "directions"
        for grid in grids:
            for cell in grid.over[:1]:
                draft.use(cell, "context")
            lines = [line for line in read_lines(grid, draft) if line.cells("title")]
            numbered = begin_with_numbers([line.raw("title") for line in lines if not line.cells("ref")])
            for line in lines:
                self._direction(line, series, paper, draft, numbered)

    def _direction(self, line: Line, series: str, paper: Paper, draft: Draft, numbered: bool) -> None:
        raw = line.raw("ref") or (own_number(line, "title", draft) if numbered else "")
        record = draft.record("directions", series, line.first.place, ref=normal_ref(raw), ref_raw=raw)
        reading = Reading(draft, paper, record, line)
        if cells := line.cells("ref"):
            draft.use(cells[0], "record", record, "ref", record.ref)
        for name in ("title", "clt_lead", "slt_lead", "member"):
            reading.text(name)
        values = record.values
        values["lead"] = values.get("clt_lead") or values.get("slt_lead")
        reading.due()
        values["status_raw"] = line.raw("rag") or None
        self._with_previous(line, reading)
        reading.code("rag", RAG)
        if values.get("rag"):
            values["rag_source"] = "printed"
            values["status"] = "complete" if values["rag"] == "complete" else "in_progress"
        reading.code("trend", TREND)
        reading.text("commentary", "text")
        updates(line, "commentary", record, paper, draft)
        reading.extras("commentary")

    @staticmethod
    def _with_previous(line: Line, reading: Reading) -> None:
        """`Amber (Red)` is a rating with the one before it."""
        match = _TWO_RATINGS.match(line.raw("rag"))
        if match and not line.cells("rag_before") and all(word.lower() in RAG for word in match.groups()):
            cell = line.cells("rag")[0]
            line.fields["rag"] = [Cell(match[1], cell.place)]
            line.fields["rag_before"] = [Cell(match[2], cell.place)]
            why = "the rating before stands in brackets"
            reading.draft.repair(
                "taken apart", cell, cell.text, f"{match[1]} | {match[2]}", why, reading.record, "rag"
            )


_TWO_RATINGS = re.compile(r"^\W*(\w+)\s*\(\W*(?:was |previous(?:ly)?:? |from )?(\w+)\W*\)\W*$", re.IGNORECASE)
OWN_NUMBER = re.compile(
    r"^\W*(?:direction\s+(?:no\.?\s*)?)?(?P<ref>\d{1,2}(?:\.\d{1,2})*[a-z]?|[A-Z]\d{1,2}|\([a-z]\))[.):]?\s*[-–—:]?\s+(?=[A-Z(\"'‘“])",
)
"""The number that a title begins with, in a table without a column of references (`1.1 Prepare a plan`)."""


def begin_with_numbers(titles: list[str]) -> bool:
    """Whether most titles of a table begin with a number of their own, and no two with the same."""
    refs = [match["ref"] for title in titles if (match := OWN_NUMBER.match(title))]
    return len(refs) > len(titles) / 2 and len(set(refs)) == len(refs)


def own_number(line: Line, name: str, draft: Draft, pattern: re.Pattern[str] = OWN_NUMBER) -> str:
    """Take the number (group `ref`) off the front of a line's field; empty where it has none."""
    cell = next(iter(line.cells(name)), None)
    match = pattern.match(cell.text) if cell else None
    if cell is None or match is None:
        return ""
    why = "the text begins with its reference"
    draft.repair("reference", cell, match[0].strip(), match["ref"], why, None, "ref")
    line.fields[name] = [Cell(cell.text[match.end() :], cell.place), *line.cells(name)[1:]]
    return match["ref"]


def updates(line: Line, name: str, record: RecordDraft, paper: Paper, draft: Draft) -> None:
    """Split a cell of dated comments into `updates`; a year that was inferred is said."""
    for cell in line.cells(name):
        for comment in split_dated_comments(cell.raw, not_after=paper.reference):
            text, _ = _mended(comment.text)
            if not text or text.lower().strip(".") in {"none", "nil", "n/a"}:
                continue
            draft.add(
                "updates",
                cell.place,
                record=record,
                on=comment.on,
                on_raw=comment.raw or None,
                on_inferred=comment.inferred,
                voice="owner",
                text=text,
            )
            if comment.inferred and comment.on:
                why = "the comment prints no year: the latest such day not after the paper's date"
                draft.repair(
                    "year inferred", cell, comment.raw or "", str(comment.on), why, record, "updates"
                )


def _mended(text: str) -> tuple[str, list[object]]:
    from slough_tui.importers import mend

    now, mends = mend.prose(text)
    return now.strip(" -–—\n"), list(mends)
