"""A committee's work programme: what comes to which meeting, as a table or as lists under dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers import mend, synonyms
from slough_tui.importers.headings import Field, Holds, Shape
from slough_tui.importers.layouts.lists import BULLET, put_due
from slough_tui.importers.lines import read_lines
from slough_tui.importers.names import slug
from slough_tui.importers.records import Reading
from slough_tui.model.document import BlockKind
from slough_tui.model.due import Due, Precision, parse_due

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.line import Line
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Cell

_PROGRAMME = re.compile(r"\bwork programme\b|\bforward plan\b", re.IGNORECASE)

_MEETINGS = re.compile(r"\bprogramme\b|\bforward plan\b|\bmeetings?\b|\bcommittee\b|\bpanel\b", re.IGNORECASE)

SHAPE = Shape(
    "work programme",
    (
        Field("due", Holds.DATE, ("meeting", "meeting date", "date of meeting", "committee date", "committee meeting", "date", "scheduled for", "panel date", "date of decision")),
        Field("action", Holds.TEXT, ("agenda item", "item", "topic", "report title", "work item", "title of report", "item title", "item for discussion", "item of business", "subject", "report")),
        Field("lead", Holds.WHO, ("lead", "report author", "author", "officer", "contact officer", "lead author", "presenting officer", *synonyms.LEAD)),
        Field("member", Holds.WHO, synonyms.MEMBER),
        Field("objective", Holds.TEXT, ("purpose", "reason", "reason for inclusion", "purpose of report", "scope", "outcome sought", "aim")),
    ),
    needs=(("due",), ("action",)),
    opens=("action",),
    body="action",
    carries=("due",),
    tells=("programme",),
)  # fmt: skip


class Programme:
    """Reads work programmes; what is planned for a meeting is a plan action due on its day."""

    name = "work-programme"
    version = 1
    shapes = (SHAPE,)

    def read(self, paper: Paper, grids: list[Grid], draft: Draft) -> None:
        """Tables of meetings and items, then lists under the dates of meetings."""
        for grid in (each for each in grids if _is_programme(each, paper)):
            for line in read_lines(grid, draft):
                if line.cells("action"):
                    self._tabled(line, paper, draft)
        self._listed(paper, draft)

    @staticmethod
    def _series(paper: Paper) -> str:
        return slug(paper.given_series or f"{paper.series} work programme")

    def _tabled(self, line: Line, paper: Paper, draft: Draft) -> None:
        record = draft.record("plan_actions", self._series(paper), line.first.place)
        reading = Reading(draft, paper, record, line)
        name = reading.text("action")
        for field in ("lead", "objective"):
            reading.text(field)
        if not line.cells("due") and (carried := line.carried.get("due")):
            put_due(record, parse_due(carried[0].text, reference=paper.reference))
        else:
            reading.due()
        record.values.update(text=name, plan="Work programme")
        record.id_ref = slug(f"{name} {record.values.get('due') or ''}", words=12)
        reading.extras("action", "objective")

    def _listed(self, paper: Paper, draft: Draft) -> None:
        plan, meeting = "", None
        for block in paper.blocks:
            if block.kind is BlockKind.FURNITURE or not block.rows:
                continue
            text = mend.prose(block.text.strip("*# "))[0]
            if block.kind is BlockKind.HEADING and _PROGRAMME.search(text):
                plan, meeting = text, None
                draft.use(block.cell, "header")
            elif plan and block.kind is not BlockKind.TABLE and len(text) < 60 and _is_day(text):
                meeting = parse_due(text, reference=paper.reference)
                draft.use(block.cell, "context", value=str(meeting.on))
            elif (
                plan
                and meeting
                and (block.kind is BlockKind.LIST or "<li" in block.cell.raw or "•" in block.text)
            ):
                self._planned(block.cell, plan, meeting, paper, draft)
            elif plan and (block.kind is BlockKind.TABLE or len(text.split()) > 12):
                plan, meeting = "", None

    def _planned(self, cell: Cell, plan: str, meeting: Due, paper: Paper, draft: Draft) -> None:
        for text in re.split(r"\s*[•●○\n]\s*", draft.text(cell, None, "action")):
            name = BULLET.sub("", text, count=1).strip()
            if not name:
                continue
            record = draft.record("plan_actions", self._series(paper), cell.place)
            record.id_ref = slug(f"{name} {meeting.on}")
            record.values.update(
                text=name, action=name, plan=plan.capitalize(), council=paper.council or None
            )
            put_due(record, meeting)
            draft.use(cell, "record", record, "action", name)


def _is_programme(grid: Grid, paper: Paper) -> bool:
    """Whether a table of dates and items is of meetings: its heading says so, or the headings over it do."""
    header = grid.parts[0].header
    dated = next((m.heading for m in header.matches if m.field == "due"), "")
    said = (dated, *(cell.text for cell in (*grid.over[:2], *header.titles)), paper.title)
    return any(_MEETINGS.search(text) for text in said)


def _is_day(text: str) -> bool:
    due = parse_due(text)
    return due.on is not None and due.precision is Precision.DAY and len(text.split()) <= 5
