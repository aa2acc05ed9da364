"""Directions told one after another in prose: `Direction 2`, its title, and labelled lines under it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from slough_tui.importers.layouts.directions import RAG, TREND
from slough_tui.importers.layouts.labelled import Labelled, as_line, labelled
from slough_tui.importers.names import normal_ref, slug
from slough_tui.importers.records import Reading
from slough_tui.model.document import BlockKind

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Block, Cell

_OPENS = re.compile(
    r"^\W*(?:statutory |government )?direction\s+(?:no\.?\s*)?#?(?P<ref>\d{1,2}(?:\.\d+)?(?-i:[a-z])?|(?-i:[A-Z]))\b\s*(?:[:.–—-]|\)|$|\s(?=(?-i:[A-Z])))\s*(?P<title>.*)$",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"^\W*(?:progress|commentary|update|latest position|next steps|evidence)\W*$", re.IGNORECASE
)
LONGEST = 250
"""A title is no longer than this."""


@dataclass(slots=True)
class _Found:
    ref: str
    title: str
    opened: Cell
    titled: Cell | None = None
    said: list[Labelled] = field(default_factory=list)
    told: list[Cell] = field(default_factory=list)


class PlainDirections:
    """Reads directions that stand in prose rather than in a table."""

    name = "directions-in-prose"
    version = 1
    shapes: tuple[Shape, ...] = ()

    def read(self, paper: Paper, _grids: list[Grid], draft: Draft) -> None:
        """Two or more with a labelled status or lead are directions; a sentence about one is none."""
        found = [f for f in self._gather(paper, draft) if f.said and f.title]
        if len(found) < 2:
            return
        series = slug(paper.given_series) or "directions"
        for each in found:
            self._record(each, series, paper, draft)

    def _gather(self, paper: Paper, draft: Draft) -> list[_Found]:
        found: list[_Found] = []
        current: _Found | None = None
        for block in paper.blocks:
            if block.kind is BlockKind.FURNITURE or not block.rows:
                continue
            if block.kind is BlockKind.TABLE or draft.is_used(block.cell):
                current = None
                continue
            match = _OPENS.match(block.text.strip("*# "))
            if match and len(block.text) <= LONGEST:
                current = _Found(match["ref"], match["title"].strip(" *"), block.cell)
                found.append(current)
            elif current is not None and not self._goes_on(block, current):
                current = None
        return found

    @staticmethod
    def _goes_on(block: Block, current: _Found) -> bool:
        if said := labelled(block.cell):
            current.said += said
        elif not current.title and not current.said and len(block.text) <= LONGEST:
            current.title, current.titled = block.text.strip("*# "), block.cell
        elif block.kind is BlockKind.HEADING and not _CHAPTER.match(block.text):
            return False
        elif block.kind is not BlockKind.HEADING:
            current.told.append(block.cell)
        return True

    def _record(self, each: _Found, series: str, paper: Paper, draft: Draft) -> None:
        record = draft.record(
            "directions", series, each.opened.place, ref=normal_ref(each.ref), ref_raw=each.ref
        )
        draft.use(each.opened, "record", record, "ref", record.ref)
        if each.titled:
            draft.use(each.titled, "record", record, "title", each.title)
        line = as_line(
            each.said,
            {"status": "rag", "response": "text", "accepted": "text", "verdict": "text", "note": "text"},
        )
        line.fields["text"] = [*line.fields.get("text", []), *each.told]
        reading = Reading(draft, paper, record, line)
        values = record.values
        values["title"] = each.title
        reading.text("lead", "slt_lead")
        values["lead"] = values.get("slt_lead")
        reading.text("member")
        reading.due()
        values["status_raw"] = line.raw("rag") or None
        if reading.code("rag", RAG):
            values["rag_source"] = "printed"
            values["status"] = "complete" if values["rag"] == "complete" else "in_progress"
        reading.code("trend", TREND)
        reading.text("text")
