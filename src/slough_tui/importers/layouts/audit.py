"""Internal audit: the register of agreed actions, and the table of reviews with their opinions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers import mend, synonyms
from slough_tui.importers.headings import Field, Holds, Shape
from slough_tui.importers.layouts.directions import updates
from slough_tui.importers.line import Line, is_total
from slough_tui.importers.lines import read_lines
from slough_tui.importers.names import normal_ref, slug
from slough_tui.importers.records import REVISED, Reading, decode, parse_number

if TYPE_CHECKING:
    from datetime import date

    from slough_tui.importers.draft import Draft, RecordDraft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Cell

_TITLE = (
    "name of review",
    "review",
    "audit",
    "audit title",
    "review title",
    "audit review",
    "name of audit",
    "assignment",
    "audit name",
    "audit report",
    "report title",
    "report",
    "audit area",
    "area audited",
    "audit assignment",
)
PRIORITY = {"h": "high", "high": "high", "m": "medium", "medium": "medium", "l": "low", "low": "low", "1": "high", "2": "medium", "3": "low", "critical": "high", "significant": "high", "advisory": "low",
    "fundamental": "high", "essential": "high", "major": "high", "urgent": "high", "very high": "high", "red": "high",
    "important": "medium", "moderate": "medium", "amber": "medium",
    "merits attention": "low", "desirable": "low", "minor": "low", "routine": "low", "housekeeping": "low", "best practice": "low", "green": "low", "4": "low",
}  # fmt: skip
PRIORITY |= {
    f"{word}{number}": PRIORITY[number]
    for word in ("priority ", "grade ", "category ", "level ", "rating ", "p", "cat ")
    for number in "1234"
}
_ABOVE_SIGNIFICANT = re.compile(r"^\W*(?:fundamental|critical|essential|major)\b", re.IGNORECASE)
_BY_INITIALS = re.compile(r"\bF\s*[/,]\s*S\s*[/,]\s*MA?\b")
"""A heading that tells the letters of fundamental, significant and merits attention, in which M is the lowest."""
STATUS = {
    "superseded": "closed", "risk accepted": "closed", "accepted risk": "closed", "no longer applicable": "closed", "no longer relevant": "closed",
    "withdrawn": "closed", "not accepted": "closed", "rejected": "closed", "cancelled": "closed", "no longer required": "closed",
    "fully implemented": "complete", "verified": "complete", "actioned": "complete", "delivered": "complete",
    "not due": "not_due", "not yet due": "not_due", "open": "not_due", "in progress": "not_due", "on track": "not_due",
    "overdue": "overdue", "late": "overdue", "past due": "overdue", "outstanding": "overdue",
    "complete": "complete", "completed": "complete", "closed": "complete", "implemented": "complete", "done": "complete",
    "not allocated": "not_allocated", "unallocated": "not_allocated", "not assigned": "not_allocated", "to be allocated": "not_allocated",
}  # fmt: skip

STATUS |= {f"{first} {word}": now for first in ("open", "closed") for word, now in STATUS.items()}

_OWN_NUMBER = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})?\W*$")
OPEN = dict.fromkeys(
    (
        "open", "in progress", "underway", "under way", "ongoing", "on going", "started", "not started", "not yet started", "partially",
        "on target", "on schedule", "at risk", "off track", "delayed", "behind schedule", "progressing", "commenced", "in hand", "live",
        "work in progress", "slipped", "not begun", "yet to start", "not met", "not achieved",
        "partly", "partial", "part", "not implemented", "not yet implemented", "not complete", "incomplete", "not actioned", "pending",
    ),
    "open",
)  # fmt: skip
"""What only says that an action is not done: whether it is overdue the dates say."""

ACTIONS = Shape(
    "audit action register",
    (
        Field("ref", Holds.REF, ("ref", "reference", "action ref", "audit ref", "action id", "id", "no", "action number")),
        Field("audit_year", Holds.CODE, ("audit year", "year", "plan year", "financial year", "year of audit")),
        Field("review", Holds.TEXT, _TITLE),
        Field("text", Holds.TEXT, ("agreed action", "recommendation", "action", "management action", "agreed management action", "audit recommendation", "audit action", "finding", "action agreed", "agreed actions", "audit finding", "recommendation agreed action")),
        Field("priority", Holds.CODE, ("priority", "risk rating", "rating", "grade", "priority rating", "risk", "risk priority", "risk category", "risk level", "level of risk", "priority level", "category", "significance", "recommendation priority", "rec priority", "priority 1 2 3")),
        Field("directorate", Holds.TEXT, ("directorate", "department", "service", "service area", "division")),
        Field("lead", Holds.WHO, ("lead", "officer", *synonyms.LEAD)),
        Field("due", Holds.DATE, ("due", "agreed date for implementation", "original", *synonyms.DUE)),
        REVISED,
        Field("status", Holds.CODE, ("status", "position", "follow up status", "implemented", "status at follow up", *synonyms.STATUS)),
        Field("progress", Holds.TEXT, ("comment", "comments", "management comment", "management comments", "management update", "audit comment", "audit comments", "auditor comment", "follow up comment", "follow up comments", "follow up position", "latest comment", "owner update", *synonyms.PROGRESS)),
        Field("as_at", Holds.DATE, ("as at", "as of", "position at", "status at", "reported at", "snapshot date", "report date")),
        Field("completed_on", Holds.DATE, ("date completed", "completed", "completion date", "closed on", "date closed", "completed on", "implemented on")),
    ),
    needs=(("text",), ("priority",), ("status", "review", "audit_year"), ("audit_year", "review", "due")),
    opens=("ref", "text"),
    body="text",
    key="ref",
)  # fmt: skip
REVIEWS = Shape(
    "audit reviews",
    (
        Field("title", Holds.TEXT, _TITLE),
        Field("opinion", Holds.TEXT, ("opinion", "classification", "assurance", "assurance opinion", "assurance level", "audit opinion", "overall opinion", "level of assurance")),
        Field("stage", Holds.CODE, ("stage", "status", "report status", "draft final", "report stage")),
        Field("high", Holds.NUMBER, ("high", "total number of findings high", "h", "high findings", "priority 1", "findings high", "high priority", "fundamental", "critical")),
        Field("medium", Holds.NUMBER, ("medium", "total number of findings medium", "m", "medium findings", "priority 2", "medium priority", "significant")),
        Field("low", Holds.NUMBER, ("low", "total number of findings low", "l", "low findings", "priority 3", "low priority", "merits attention")),
    ),
    needs=(("title",), ("opinion",), ("high",), ("low", "medium")),
    opens=("title",),
    body="title",
)  # fmt: skip


class Audit:
    """Reads internal audit's registers of actions and tables of reviews."""

    name = "internal-audit"
    version = 1
    shapes = (ACTIONS, REVIEWS)

    def read(self, paper: Paper, grids: list[Grid], draft: Draft) -> None:
        """Actions are a full register: what it no longer lists has ended. Totals of reviews are figures."""
        for grid in grids:
            lines = read_lines(grid, draft)
            headings = [m.heading for m in grid.parts[0].header.matches if m.field == "priority"]
            priorities = _priorities([*headings, *(line.raw("priority") for line in lines)])
            if grid.shape is ACTIONS:
                _carry_review(lines, draft)
            for line in lines:
                if grid.shape is ACTIONS and line.sums_up:
                    draft.context(line.row_cells())
                elif grid.shape is ACTIONS:
                    self._action(line, priorities, paper, draft)
                elif is_total([line.raw("title"), line.raw("stage")]):
                    self._total(line, grid, draft)
                elif line.cells("title"):
                    self._review(line, paper, draft)

    def _action(self, line: Line, priorities: dict[str, str], paper: Paper, draft: Draft) -> None:
        over = line.groups[-1].text if line.groups else ""
        year = audit_year(line.raw("audit_year") or line.raw("review") or over)
        series = slug(year or paper.given_series or "audit")
        raw = line.raw("ref")
        record = draft.record("audit_actions", series, line.first.place, ref=normal_ref(raw), ref_raw=raw)
        if (review := line.raw("review") or over) and _OWN_NUMBER.match(raw):
            record.id_ref = f"{slug(review, words=4)}-{record.ref}"  # each review counts from 1
        reading = Reading(draft, paper, record, line)
        for cell in line.cells("ref"):
            draft.use(cell, "record", record, "ref", record.ref)
        for name in ("text", "review", "directorate", "lead"):
            reading.text(name)
        if not line.cells("review") and over:
            record.values["review"] = mend.prose(over)[0]
        record.values["audit_year"] = year or line.raw("audit_year") or None
        for cell in line.cells("audit_year"):
            draft.use(cell, "record", record, "audit_year", year)
        told = line.cells("progress")[:1]
        if told and not line.cells("status") and decode(told[0].text, {**STATUS, **OPEN}):
            line.fields["status"] = told  # `Implemented - see the new form`
        record.values["status_raw"] = line.raw("status") or None
        reading.code("priority", priorities)
        reading.day("completed_on")
        if line.cells("as_at") and (on := reading.day("as_at")):
            record.as_at = on
            draft.as_at = max(on, draft.as_at or on)
        reading.code("status", {**STATUS, **OPEN})
        reading.due()
        if not line.cells("status") and record.values.get("completed_on"):
            record.values["status"] = "complete"
        self._open(record, record.as_at or paper.reference, line, draft)
        for cell in line.cells("progress"):
            draft.use(cell, "record", record, "updates")
        updates(line, "progress", record, paper, draft)
        reading.extras("progress")
        draft.full_register("audit_actions", series)

    @staticmethod
    def _open(record: RecordDraft, on: date | None, line: Line, draft: Draft) -> None:
        """An action that is only said not to be done is overdue if its day has passed."""
        values = record.values
        if values.get("status") != "open":
            return
        late = bool(on and values.get("due") and values["due"] < on)
        values["status"] = "overdue" if late else "not_due"
        if late:
            cell, why = line.cells("status")[0], f"it was due on {values['due']}, before {on}"
            draft.repair("status", cell, cell.text, "overdue", why, record, "status")

    def _review(self, line: Line, paper: Paper, draft: Draft) -> None:
        record = draft.record("audit_reviews", paper.series, line.first.place)
        reading = Reading(draft, paper, record, line)
        for name in ("title", "opinion", "stage"):
            reading.text(name)
        record.values["text"] = record.values["title"]
        for name in ("high", "medium", "low"):
            value = reading.number(name)
            record.values[name] = None if value is None else int(value)
        reading.extras()

    def _total(self, line: Line, grid: Grid, draft: Draft) -> None:
        label = next(c.text for c in line.row_cells() if c)
        title = grid.over[0].text if grid.over else "Audit reviews"
        for name in ("high", "medium", "low"):
            for cell in line.cells(name):
                value = parse_number(cell.text)
                draft.add(
                    "figures", cell.place, table_title=title, row_label=label, column_label=name.title(), value=value, value_raw=cell.text
                )  # fmt: skip
                draft.use(cell, "figure", value=cell.text)
        for name in ("title", "stage", "opinion"):
            draft.context(line.cells(name))


_REVIEW = ("review", "audit_year", "directorate")


def _carry_review(lines: list[Line], draft: Draft) -> None:
    """A line that names neither its review nor its year is of the review that the line above it is of."""
    last: dict[str, list[Cell]] = {}
    for line in lines:
        named = {name: line.cells(name) for name in _REVIEW if line.cells(name)}
        if line.sums_up or not line.cells("text"):
            continue
        if named.get("review") or named.get("audit_year"):
            last = named
        elif last and not named:
            line.fields.update({name: list(cells) for name, cells in last.items()})
            above, why = next(iter(last.values()))[0], "the review above goes on: this line names none"
            draft.repair("carried down", line.cells("text")[0], "", above.text, why, None, "review")


def _priorities(printed: list[str]) -> dict[str, str]:
    """The words for priorities in one table: `significant` is the middle one where another stands above it."""
    above = any(_ABOVE_SIGNIFICANT.match(word) for word in printed)
    if any(_BY_INITIALS.search(word) for word in printed):
        return {**PRIORITY, "significant": "medium", "f": "high", "s": "medium", "m": "low"}
    return {**PRIORITY, "significant": "medium"} if above else PRIORITY


_YEARS = re.compile(r"(?:20)?(\d{2})\s*[/–-]\s*(?:20)?(\d{2})")


def audit_year(raw: str) -> str | None:
    """A financial year in its short form: `2022/23`, `22/23` and `2022-2023` are 2022-23."""
    match = _YEARS.search(raw)
    return f"20{match[1]}-{match[2]}" if match and int(match[2]) == (int(match[1]) + 1) % 100 else None
