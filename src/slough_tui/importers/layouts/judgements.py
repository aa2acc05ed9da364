"""Judgements of an inspection: a table of areas and grades, a list of them, or a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers.headings import Field, Holds, Shape
from slough_tui.importers.lines import read_lines
from slough_tui.importers.names import slug
from slough_tui.importers.records import Reading
from slough_tui.model.document import BlockKind
from slough_tui.model.due import find_dates

if TYPE_CHECKING:
    from datetime import date

    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Cell

GRADES = (
    "outstanding",
    "good",
    "requires improvement to be good",
    "requires improvement",
    "inadequate",
    "satisfactory",
    "special measures",
)
"""The grades of England's inspectorates, the longer before the shorter that it starts with."""
_GRADE = "|".join(GRADES)
_GRADED = re.compile(
    rf"^\W*(?P<area>[A-Z][^–—:|]{{5,120}}?)\s*(?:[-–—:]|\bis\b|\bwas\b)\s*\W*(?P<grade>{_GRADE})\W*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    rf"\b(?:found|judged|rated|graded)\s+(?P<area>[A-Za-z][^.;:]{{5,100}}?)\s+(?:to be|as|were|was)\s+\W?(?P<grade>{_GRADE})\b",
    re.IGNORECASE,
)
_OVERALL = re.compile(
    rf"^\W*(?P<area>overall (?:rating|judgement|effectiveness|grade|experiences? and progress of [\w ]+))\s*[:–—-]\s*(?P<grade>{_GRADE})\W*$",
    re.IGNORECASE,
)

SHAPE = Shape(
    "judgements",
    (
        Field("area", Holds.TEXT, ("judgement", "area", "judgment", "inspection area", "key judgement", "aspect", "area inspected", "domain")),
        Field("grade", Holds.CODE, ("grade", "rating", "graded", "grading", "judgement grade", "outcome", "result", "judgement given")),
    ),
    needs=(("area",), ("grade",)),
    opens=("area",),
    body="area",
)  # fmt: skip


class Judgements:
    """Reads what inspectors judged."""

    name = "judgements"
    version = 1
    shapes = (SHAPE,)

    def read(self, paper: Paper, grids: list[Grid], draft: Draft) -> None:
        """Tables, then lists of at least two, then single sentences that state an overall grade."""
        for grid in grids:
            over = grid.over[0].text if grid.over else paper.title
            for line in read_lines(grid, draft):
                if not line.cells("area") or not line.cells("grade"):
                    draft.context(line.row_cells())
                    continue
                name, on = inspection(paper, line.first, over)
                record = draft.record("judgements", _series(name, on, paper), line.first.place)
                reading = Reading(draft, paper, record, line)
                reading.text("area")
                grade = reading.text("grade") or ""
                record.values.update(text=record.values["area"], inspection=name, grade=grade.lower() or None)
                record.as_at = on
                reading.extras()
        self._lists(paper, draft)

    def _lists(self, paper: Paper, draft: Draft) -> None:
        graded = [
            (block.cell, match)
            for block in paper.blocks
            if block.kind is BlockKind.LIST and (match := _GRADED.match(block.text.replace("*", "")))
        ]
        if len(graded) > 1:
            for cell, match in graded:
                self._judgement(cell, match, paper, draft)
        for block in paper.blocks:
            overall = None if block.kind is BlockKind.TABLE else _OVERALL.match(block.text.replace("*", ""))
            if overall:
                self._judgement(block.cell, overall, paper, draft)
            elif (
                block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST}
                and (match := _SENTENCE.search(block.text.replace("*", "")))
                and re.search(r"\breport\b|\binspect", block.text, re.IGNORECASE)
            ):
                self._judgement(block.cell, match, paper, draft)

    def _judgement(self, cell: Cell, match: re.Match[str], paper: Paper, draft: Draft) -> None:
        if draft.is_used(cell):
            return
        name, on = inspection(paper, cell, "")
        record = draft.record("judgements", _series(name, on, paper), cell.place)
        area = re.sub(r"^(?:that )", "", match["area"]).strip()
        record.values.update(
            text=area, area=area, grade=match["grade"].lower(), inspection=name, council=paper.council or None
        )
        record.as_at = on
        draft.use(cell, "record", record, "grade", record.values["grade"])


def _series(name: str, on: date | None, paper: Paper) -> str:
    """The inspectorate and the year of its findings: `ofsted-2016`."""
    who = re.search(r"\b(Ofsted|CQC|Care Quality Commission|HMICFRS)\b", name) or re.search(
        r"\b(Ofsted|CQC|Care Quality Commission|HMICFRS)\b", paper.text
    )
    day = on or paper.reference
    year = day.year if day else ""
    return slug(f"{who[1] if who else name} {year}", words=5)


_INSPECTION = re.compile(r"\b(?:inspection|inspected|ofsted|cqc|care quality commission)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|inspection dates?|took place|undertaken)\b", re.IGNORECASE)


def inspection(paper: Paper, cell: Cell, over: str) -> tuple[str, date | None]:
    """The inspection's name and the date of its findings, from the nearest prose before the cell."""
    name, on = over if _INSPECTION.search(over) else "", None
    for block in reversed(paper.blocks[max(0, cell.place.block - 12) : cell.place.block + 1]):
        text = block.text
        if block.kind is BlockKind.TABLE or not text:
            continue
        if on is None and _PUBLISHED.search(text):
            days = [
                f.due.on
                for f in find_dates(text, reference=paper.reference)
                if f.due.on and not f.due.refusal
            ]
            on = max(days) if days else None
        if not name and (match := re.search(r"\b(Ofsted|CQC|Care Quality Commission|HMICFRS)\b", text)):
            name = f"{match[1]} inspection"
        if name and on:
            break
    return (
        name or "Inspection",
        on if on is None or paper.reference is None or on <= paper.reference else None,
    )
