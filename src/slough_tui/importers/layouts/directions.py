"""The directions progress summary: one government direction a row, its RAG, trend and dated commentary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.importers.headings import Field, Holds, Shape
from slough_tui.importers.lines import read_lines
from slough_tui.importers.names import normal_ref, slug
from slough_tui.importers.records import Reading
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
        Field("clt_lead", Holds.WHO, ("clt lead", "clt lead strategic", "strategic lead", "executive lead", "sponsor", "corporate lead", "executive sponsor", "senior responsible officer", "sro", "director")),
        Field("slt_lead", Holds.WHO, ("slt lead", "slt lead operational", "operational lead", "lead", "lead officer", "delivery lead", "owner", "responsible officer")),
        Field("member", Holds.WHO, ("member", "member political", "political lead", "portfolio holder", "cabinet member", "lead member")),
        Field("due", Holds.DATE, ("due", "target completion of current phase", "target completion", "target date", "target completion date", "due date", "completion date", "deadline", "current phase ends", "phase end", "by when")),
        Field("rag", Holds.CODE, ("rag", "rag curr", "rag current", "curr", "current", "rag status", "rag now", "status", "rag rating", "this month", "brag", "brag status", "brag now", "now", "current rag", "rag this month", "latest rag")),
        Field("trend", Holds.CODE, ("trend", "rag trend", "direction of travel", "dot", "movement", "change")),
        Field("rag_before", Holds.CODE, ("rag before", "rag previous", "previous", "prev", "last month", "rag last month", "rag prev", "previous rag", "last rag", "rag last quarter", "prior rag", "rag last time")),
        Field("commentary", Holds.TEXT, ("commentary", "commentary progress", "progress", "commentary / progress", "update", "comments", "latest position", "progress update", "latest update", "narrative")),
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
            for line in read_lines(grid, draft):
                if line.cells("title"):
                    self._direction(line, series, paper, draft)

    def _direction(self, line: Line, series: str, paper: Paper, draft: Draft) -> None:
        raw = line.raw("ref")
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
        reading.code("rag", RAG)
        if values.get("rag"):
            values["rag_source"] = "printed"
            values["status"] = "complete" if values["rag"] == "complete" else "in_progress"
        reading.code("trend", TREND)
        reading.text("commentary", "text")
        updates(line, "commentary", record, paper, draft)
        reading.extras("commentary")


def updates(line: Line, name: str, record: RecordDraft, paper: Paper, draft: Draft) -> None:
    """Split a cell of dated comments into `updates`; a year that was inferred is said."""
    for cell in line.cells(name):
        for comment in split_dated_comments(cell.raw, not_after=paper.reference):
            text, _ = _mended(comment.text)
            if not text:
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
