"""Directions told one after another in prose: `Direction 2`, its title, and labelled lines under it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers.layouts.directions import RAG, TREND
from slough_tui.importers.layouts.labelled import Told, as_line, told_in_prose
from slough_tui.importers.names import normal_ref, slug
from slough_tui.importers.records import Reading

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.importers.paper import Paper

_OPENS = re.compile(
    r"^\W*(?:statutory |government )?direction\s+(?:no\.?\s*)?#?(?P<ref>\d{1,2}(?:\.\d+)?(?-i:[a-z])?|(?-i:[A-Z]))\b\s*(?:[:.–—-]|\)|$|\s(?=(?-i:[A-Z])))\s*(?P<title>.*)$",
    re.IGNORECASE,
)


class PlainDirections:
    """Reads directions that stand in prose rather than in a table."""

    name = "directions-in-prose"
    version = 1
    shapes: tuple[Shape, ...] = ()

    def read(self, paper: Paper, _grids: list[Grid], draft: Draft) -> None:
        """Two or more with a labelled status or lead are directions; a sentence about one is none."""
        found = told_in_prose(paper, draft, _OPENS)
        if len(found) < 2:
            return
        series = slug(paper.given_series) or "directions"
        for each in found:
            self._record(each, series, paper, draft)

    def _record(self, each: Told, series: str, paper: Paper, draft: Draft) -> None:
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
