"""A progress report on a review: each recommendation, the evidence under it, and the stated verdict."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from slough_tui.importers.layouts.labelled import Labelled, as_line, labelled
from slough_tui.importers.layouts.tracker import ACCEPTED, STATUS, decision
from slough_tui.importers.names import slug, undated
from slough_tui.importers.records import Reading
from slough_tui.model.document import BlockKind, Cell
from slough_tui.model.due import Precision, find_dates

if TYPE_CHECKING:
    from datetime import date

    from slough_tui.importers.draft import Draft, RecordDraft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Block

_OPENS = re.compile(
    r"^[\W_]*(?:\d+(?:\.\d+)*\s+)?(?:(?:[A-Z][\w']*\s+){0,2}?(?:recommendation|rec\.?)\s*(?:no\.?\s*)?#?"
    r"(?P<named>[A-Z]{0,3}\d+[a-z]?(?:\.\d+)?|(?-i:[A-Z])(?=\s*[-–—:.)]))\b[*_]*\s*(?:[-–—:.)]|\s|$)"
    r"|(?P<short>(?-i:R)(?:ec)?\s?\d{1,3}[a-z]?)[*_]*\s*(?:[-–—:.)]|(?=\sThat\b)))[\s*_]*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SATISFACTORY = re.compile(
    r"^\W*(?:satisfactory|good|sufficient|adequate|complete[d]?|implemented|achieved|fully (?:met|implemented)|met\b)",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"^\W*(?:further|more|additional|some) (?:work|progress|action)|^\W*(?:not|un)\s?-?\s*(?:satisfactory|met|achieved|complete)|"
    r"^\W*(?:partial(?:ly)?|limited|insufficient|unsatisfactory|inadequate|in progress|ongoing|outstanding)",
    re.IGNORECASE,
)
_WORDING = re.compile(r"^(?:the )?recommendation(?: text| wording)?\W*:\W*", re.IGNORECASE)
_PARAGRAPH_NUMBER = re.compile(r"^[\W_]*\d+(?:\.\d+)+[\W_]*\s+")
_STOCK = re.compile(
    r"^[\W\d]*(?:introduction|background|purpose(?: of (?:the )?report)?|summary|context|recommendations?|progress|update|main report)\W*$",
    re.IGNORECASE,
)
"""Headings that any report has; no group of recommendations is called so."""
PAIR = 2
"""A label and its value."""
VERDICT_LENGTH = 200
"""A stated verdict is a short line."""


@dataclass(slots=True)
class _Found:
    ref: str
    text: str
    cell: Cell
    group: str
    meeting: date | None = None
    said: list[Labelled] = field(default_factory=list)
    evidence: list[Cell] = field(default_factory=list)
    verdict: tuple[str, Cell] | None = None
    worded: Cell | None = None
    """Where its text stands, if its number has a line to itself."""


class ProgressReport:
    """Reads reports that go through recommendations one by one."""

    name = "progress-report"
    version = 1
    shapes: tuple[Shape, ...] = ()

    def read(self, paper: Paper, _grids: list[Grid], draft: Draft) -> None:
        """`Recommendation N` with its text opens a record; the same number with a verdict closes it."""
        found = [f for f in self._gather(paper) if f.text]
        for _, block in paper.document.tables():
            found += _card(block, draft, {f.ref for f in found})
        if sum(1 for f in found if f.verdict or f.evidence or f.said) < 2:
            return
        series = _series(paper)
        for each in found:
            self._record(each, series, paper, draft)

    def _gather(self, paper: Paper) -> list[_Found]:
        found: list[_Found] = []
        group = ""
        meeting: date | None = None
        current: _Found | None = None
        heading = ""
        for block in paper.blocks:
            if block.kind in {BlockKind.FURNITURE, BlockKind.TABLE} or not block.rows:
                continue
            if (named := _NAMED.match(block.text)) and block.kind is BlockKind.HEADING:
                heading = named["ref"]
            elif heading and (match := _LABELLED.match(block.text)):
                current = _Found(heading, match["text"].strip(), block.cell, group)
                current.worded, heading = block.cell, ""
                found.append(current)
                continue
            cell, text = block.cell, block.text.strip("*# ")
            match = _OPENS.match(text)
            ref = _ref(match) if match else ""
            if match and current and ref == current.ref and (said := verdict(match["text"])):
                current.verdict = (said, cell)
                current = None
            elif match and len(match["text"].split()) > 2 and not self._seen(found, ref):
                current = _Found(ref, match["text"].strip(), cell, group, meeting)
                found.append(current)
            elif match and not match["text"].strip() and not self._seen(found, ref):
                current = _Found(ref, "", cell, group, meeting)
                found.append(current)
            elif current is not None and not current.text and not labelled(cell):
                current.text, current.worded = _WORDING.sub("", text), cell
            elif current is not None and (also := labelled(cell)):
                current.evidence += [each.value for each in also if each.field == "text"]
                current.said += [each for each in also if each.field != "text"]
            elif block.kind is BlockKind.HEADING:
                if held := _meeting(text):
                    meeting = held
                group, current = "" if _STOCK.match(text) else text, None
            elif current is not None:
                current.evidence.append(cell)
        return found

    @staticmethod
    def _seen(found: list[_Found], ref: str) -> bool:
        return any(f.ref == ref for f in found)

    def _record(self, each: _Found, series: str, paper: Paper, draft: Draft) -> None:
        record = draft.record("recommendations", slug(series), each.cell.place, ref=each.ref)
        text = _LABELLED.sub(r"\g<text>", draft.text(each.worded or each.cell, record, "text"))
        match = None if each.worded else _OPENS.match(text.strip("*# "))
        values = record.values
        values.update(council=paper.council or None, body=paper.body or None, task_group=each.group or None)
        if each.meeting:
            values["body_date"] = each.meeting
        values["text"] = match["text"].strip(" *") if match else _WORDING.sub("", text.strip(" *#"))
        draft.use(each.cell, "record", record, "text", values["text"])
        if each.worded:
            draft.use(each.cell, "record", record, "ref", each.ref)
            draft.use(each.worded, "record", record, "text", values["text"])
        if _PARAGRAPH_NUMBER.match(text):
            why = "the recommendation's heading stands in a numbered paragraph"
            draft.repair("heading", each.cell, text[:60], values["text"][:60], why, record, "text")
        evidence = []
        for cell in each.evidence:
            evidence.append(_PARAGRAPH_NUMBER.sub("", draft.text(cell, record, "progress"), count=1))
            draft.use(cell, "record", record, "progress")
        values["progress"] = "\n".join(evidence) or None
        if each.verdict:
            values["verdict_stated"], cell = each.verdict
            values["status_raw"] = (_OPENS.match(cell.text.strip("*# ")) or {"text": cell.text})["text"]
            draft.use(cell, "record", record, "verdict_stated", values["verdict_stated"])
        self._said(each, record, paper, draft)

    @staticmethod
    def _said(each: _Found, record: RecordDraft, paper: Paper, draft: Draft) -> None:
        """The labelled lines under a recommendation: its lead, date, status, the council's answer, a verdict."""
        line = as_line(each.said, {})
        reading = Reading(draft, paper, record, line)
        values = record.values
        for name, column in (("lead", "lead"), ("response", "response"), ("note", "accepted_note")):
            if line.cells(name):
                reading.text(name, column)
        if line.cells("addressee") or line.cells("member"):
            reading.text("addressee" if line.cells("addressee") else "member", "addressee")
        reading.due()
        reading.code("accepted", ACCEPTED)
        if not line.cells("accepted") and line.cells("response"):
            decision(line, record, draft)
        if values.get("response") or values.get("accepted"):
            values["response_received"] = "yes"
        if line.cells("status"):
            values["status_raw"] = line.raw("status")
            reading.code(
                "status",
                {
                    **STATUS,
                    "green": "in_progress",
                    "amber": "in_progress",
                    "red": "in_progress",
                    "blue": "complete",
                },
            )
        if cells := line.cells("verdict"):
            values["status_raw"] = values.get("status_raw") or cells[0].text
            values["verdict_stated"] = values.get("verdict_stated") or verdict(cells[0].text)
            draft.use(cells[0], "record", record, "verdict_stated", values["verdict_stated"])
        draft.context(line.cells("trend"))


_NAMED = re.compile(r"^\W*(?P<ref>[A-Z]{1,6}[/.-]?\d[\w/.-]*)\b")
_LABELLED = re.compile(r"^\W*recommendation\s*:\s*(?P<text>\S.*)$", re.IGNORECASE | re.DOTALL)
"""`Recommendation: ...` among labelled lines, under a heading that begins with its reference."""


def _card(block: Block, draft: Draft, known: set[str]) -> list[_Found]:
    """A recommendation that has a table of its own: its number and wording, then labels with their values."""
    rows = [[c for c in row if c] for row in block.rows if any(row)]
    match = _OPENS.match(rows[0][0].text) if rows and len(rows[0]) == PAIR else None
    if match is None or match["text"].strip() or _ref(match) in known or any(len(r) > PAIR for r in rows):
        return []
    found = _Found(_ref(match), rows[0][1].text, rows[0][0], "")
    found.worded = rows[0][1]
    for label, value in (row for row in rows[1:] if len(row) == PAIR):
        name = re.sub(r"\s+(?:at|in|to|for|as at)\W*$", "", undated(label.text).strip())
        said = labelled(Cell(f"{name}: {value.text}", value.place))
        found.evidence += [each.value for each in said if each.field == "text"]
        found.said += [each for each in said if each.field != "text"]
        draft.use(label, "header")
        if not said:
            draft.refuse("unknown label", value, value.text, f"no field is known as {label.text[:60]}")
    return [found]


def _ref(match: re.Match[str]) -> str:
    return match["named"] or "".join(match["short"].split())


_MEETING = re.compile(r"\b(?:meeting|committee|panel|board|cabinet|commission)\b", re.IGNORECASE)


def _meeting(heading: str) -> date | None:
    """The day of the meeting that a heading over recommendations names (`Meeting of 12 June 2024`)."""
    days = [f.due for f in find_dates(heading) if f.due.precision is Precision.DAY and not f.due.inferred]
    return days[0].on if len(days) == 1 and _MEETING.search(heading) else None


_REVIEW_OF = re.compile(
    r"\b(?:review (?:of|into|on)|(?:group|report|inquiry|enquiry|investigation) (?:on|into)|(?:group|review|inquiry)\s*[:–—-])\s*"
    r"(?:the\s+)?(?!progress|recommendations?|previous|implementation)([^.:]+)",
    re.IGNORECASE,
)


def _series(paper: Paper) -> str:
    """The review's subject in two or three words; else the body's short name."""
    if paper.given_series:
        return paper.given_series
    match = _REVIEW_OF.search(paper.title)
    return slug(match[1], words=2) if match else f"{paper.series}-progress"


def verdict(text: str) -> str | None:
    """A short line's verdict: satisfactory, further_work, or None where it states none."""
    if len(text) > VERDICT_LENGTH:
        return None
    if _FURTHER.match(text):
        return "further_work"
    return "satisfactory" if _SATISFACTORY.match(text) else None
