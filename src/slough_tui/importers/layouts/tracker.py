"""The scrutiny recommendation tracker: one recommendation a row, who answered it and what became of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers import mend, synonyms
from slough_tui.importers.headings import Field, Holds, Shape
from slough_tui.importers.layouts.directions import RAG
from slough_tui.importers.layouts.labelled import labelled
from slough_tui.importers.lines import read_lines
from slough_tui.importers.names import slug
from slough_tui.importers.records import REVISED, Reading, decode
from slough_tui.importers.references import SeriesOf
from slough_tui.model.document import Cell
from slough_tui.model.due import Precision, find_dates

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft, RecordDraft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.line import Line
    from slough_tui.importers.paper import Paper

YES_NO = {
    "y": "yes",
    "yes": "yes",
    "n": "no",
    "no": "no",
    "received": "yes",
    "awaited": "no",
    "outstanding": "no",
}
ACCEPTED = {
    "y": "yes", "yes": "yes", "accepted": "yes", "agreed": "yes", "a": "yes", "fully": "yes",
    "accept": "yes", "agree": "yes", "approved": "yes", "reject": "no", "refused": "no", "not approved": "no",
    "accept in part": "partial", "agree in part": "partial", "in principle": "partial", "accepted in principle": "partial", "agreed in principle": "partial",
    "n": "no", "no": "no", "rejected": "no", "not accepted": "no", "not agreed": "no", "declined": "no", "r": "no",
    "accepted in part": "partial", "agreed in part": "partial", "not fully accepted": "partial", "in part": "partial",
    "p": "partial", "partial": "partial", "partially": "partial", "part": "partial", "partly": "partial",
}  # fmt: skip
RESPONSE = {"yes": "accepted", "partial": "partly", "no": "rejected"}
STATUS = {
    "complete": "complete", "completed": "complete", "done": "complete", "implemented": "complete",
    "fully implemented": "complete", "fully complete": "complete", "achieved": "complete", "delivered": "complete",
    "met": "complete", "actioned": "complete", "discharged": "complete", "finished": "complete",
    "closed": "closed", "no further action": "closed", "withdrawn": "closed", "risk accepted": "closed", "cancelled": "closed",
    "open": "in_progress", "in progress": "in_progress", "underway": "in_progress", "under way": "in_progress",
    "on track": "in_progress", "on target": "in_progress", "on schedule": "in_progress", "at risk": "in_progress",
    "off track": "in_progress", "delayed": "in_progress", "outstanding": "in_progress", "progressing": "in_progress",
    "response awaited": "in_progress", "awaiting response": "in_progress", "reply awaited": "in_progress",
    "started": "in_progress", "commenced": "in_progress", "in hand": "in_progress", "live": "in_progress",
    "behind schedule": "in_progress", "slipped": "in_progress", "work in progress": "in_progress", "incomplete": "in_progress",
    "partially": "in_progress", "partly": "in_progress", "partial": "in_progress", "part": "in_progress",
    "not complete": "in_progress", "not completed": "in_progress", "not met": "in_progress", "not achieved": "in_progress",
    "not implemented": "in_progress", "not yet complete": "in_progress", "not yet implemented": "in_progress",
    "not started": "not_started", "not yet started": "not_started", "yet to start": "not_started", "not begun": "not_started",
    "to be started": "not_started", "not due to start": "not_started",
    "not due": "in_progress", "not yet due": "in_progress", "overdue": "overdue", "late": "overdue", "past due": "overdue",
    "ongoing": "ongoing", "on going": "ongoing", "continuing": "ongoing", "continuous": "ongoing", "business as usual": "ongoing", "bau": "ongoing",
    "superseded": "superseded", "replaced": "superseded", "no longer relevant": "superseded", "no longer applicable": "superseded",
}  # fmt: skip

STATUS |= {f"{first} {word}": now for first in ("open", "closed") for word, now in STATUS.items()}
"""`Open - overdue`, `Closed – superseded`: the second word says more."""

DONE = {"yes": "complete", "y": "complete", "no": "in_progress", "n": "in_progress", "partially": "in_progress", "partly": "in_progress", "in part": "in_progress"}  # fmt: skip
"""What a column headed `Completed?` answers."""

SHAPE = Shape(
    "recommendation tracker",
    (
        Field("ref", Holds.REF, ("ref", "reference", "ref no", "rec no", "no", "number", "rec ref", "recommendation number", "recommendation no", "id", "item no", "rec id", "recommendation id", "recommendation ref", "item ref", "rec")),
        Field("body_date", Holds.DATE, ("committee date", "meeting date", "date of meeting", "date of committee", "date raised", "date made", "date", "meeting", "date of recommendation", "scrutiny date", "panel date", "date considered", "date agreed", "when made", "made on", "raised on")),
        Field("agenda_item", Holds.NUMBER, ("agenda item", "item", "agenda", "minute", "minute number", "minute no", "agenda item no")),
        Field("text", Holds.TEXT, ("recommendation", "detail of recommendation", "details of recommendation", "recommendation text", "recommendation made", "recommendations", "scrutiny recommendation", "text of recommendation", "what was recommended", "wording", "resolution", "recommendation and action", "agreed recommendation", "request", "scrutiny request", "what was asked", "what * asked for", "what we recommended", "what * recommended", "recommended action", "recommendation of *", "recommendations of *", "recommendation from *", "recommendations from *", "recommendation by *", "recommendation made by *")),
        Field("addressee", Holds.WHO, ("addressee", "letter to chair / portfolio holder", "letter to chair", "addressed to", "letter to", "sent to", "to whom", "directed to", "who it was made to", "made to", "recommendation to", *synonyms.MEMBER)),
        Field("copied_to", Holds.WHO, ("copied to", "copy to relevant director / snr officer", "copy to relevant director", "copy to", "cc", "director copied", "copied to director", "copied to officer")),
        Field("cabinet_on", Holds.DATE, ("cabinet date", "date of cabinet", "cabinet meeting", "to cabinet", "considered by cabinet", "cabinet")),
        Field("response_received", Holds.CODE, ("response received", "response received to date", "response y n", "responded", "reply received", "answer received", "response y/n")),
        Field("response_on", Holds.DATE, ("date of response", "response date", "date responded", "response on", "date of reply", "replied on")),
        Field("response", Holds.TEXT, ("response", "response detail", "response details", "cabinet response", "executive response", "detail of response", "reply", "management response", "answer", "management comment", "management comments", "our response", "officer response", "service response", "councils response", "response from *", "response outcome", "outcome of response")),
        Field("accepted", Holds.CODE, ("accepted", "accepted y n partial", "accepted?", "accept reject", "agreed", "decision", "outcome", "accepted (y/n/p)", "accepted or rejected", "cabinet decision", "executive decision", "decision of cabinet", "agreed by *", "accepted by *", "taken up")),
        Field("accepted_note", Holds.TEXT, ("notes", "note", "comments", "comment", "remarks", "accepted note", "reason", "reasons", "reason if *", "reasons if *", "reason for *", "reasons for *", "reason action", "reason and action", "rationale")),
        Field("progress", Holds.TEXT, ("progress", "evidence", "position", "revised action", "further action taken", *synonyms.PROGRESS)),
        Field("lead", Holds.WHO, ("lead", "officer", "who answers", "lead director", "responsible director", "director", "head of service", "who", *synonyms.LEAD)),
        Field("due", Holds.DATE, synonyms.DUE),
        REVISED,
        Field("rag", Holds.CODE, synonyms.RAG),
        Field("status", Holds.CODE, ("status", "completed", "complete", "implemented", "actioned", "addressed", "recommendation addressed", "status update", *synonyms.STATUS)),
        Field("verdict_stated", Holds.CODE, ("verdict", "assessment", "judgement", "assessment of progress", "officer assessment")),
        Field("task_group", Holds.TEXT, ("task group", "task and finish group", "review group", "scrutiny review", "review")),
        Field("body", Holds.TEXT, ("committee", "body", "panel", "scrutiny committee", "made by")),
    ),
    needs=(("ref", "body_date", "accepted", "response", "verdict_stated", "status", "due"), ("text",)),
    opens=("ref",),
    body="text",
    key="ref",
    tells=("recommendation", "tracker"),
)  # fmt: skip

VERDICT = {
    "satisfactory": "satisfactory", "satisfactory progress": "satisfactory", "satisfactory progress made": "satisfactory",
    "further": "further_work", "further work": "further_work", "further work to do": "further_work",
}  # fmt: skip


class Tracker:
    """Reads recommendation trackers."""

    name = "recommendation-tracker"
    version = 1
    shapes = (SHAPE,)

    def read(self, paper: Paper, grids: list[Grid], draft: Draft) -> None:
        """Each line with a reference (or, where none has, with a text) is a recommendation."""
        for grid in grids:
            numbering = SeriesOf(self._series(paper, grid), draft)
            lines = read_lines(grid, draft)
            rated = {decode(line.raw("rag"), RAG) for line in lines}
            for line in lines:
                if line.sums_up:
                    draft.context(line.row_cells())
                elif line.cells("text"):
                    self._recommendation(line, grid, paper, draft, numbering, rated)
                else:
                    for cell in (c for cells in line.fields.values() for c in cells if c):
                        draft.refuse(
                            "row without text", cell, cell.text, "a tracker's row says what is recommended"
                        )
            numbering.finish()

    def _series(self, paper: Paper, grid: Grid) -> str:
        """The letters of the reference column's heading (`REF CISCREC`), else the paper's own series."""
        if paper.given_series:
            return slug(paper.given_series)
        heading = next((m.heading for m in grid.parts[0].header.matches if m.field == "ref"), "")
        if match := re.search(r"\(([A-Z]{2,8})\)", heading):
            return slug(match[1])
        for word in re.findall(r"\b[A-Z]{4,}\b", heading):
            short = re.sub(r"(?:RECS?|REF|NO)$", "", word)
            if len(short) >= 3 and short not in {"REFERENCE", "NUMBER", "RECOMMENDATION"}:
                return slug(short)
        return paper.series

    def _recommendation(
        self, line: Line, grid: Grid, paper: Paper, draft: Draft, numbering: SeriesOf, rated: set[str | None]
    ) -> RecordDraft:
        raw = line.raw("ref") or self._own_ref(line, draft)
        record = draft.record(
            "recommendations", numbering.slug, line.first.place, ref=raw.strip("~* "), ref_raw=raw
        )
        self._answer_in_full(line, draft)
        reading = Reading(draft, paper, record, line)
        if cells := line.cells("ref"):
            draft.use(cells[0], "record", record, "ref", raw)
        if raw:
            numbering.add(record, (cells or line.cells("text"))[0])
        for name in (
            "text",
            "addressee",
            "copied_to",
            "agenda_item",
            "response",
            "accepted_note",
            "progress",
            "lead",
            "task_group",
            "body",
        ):
            reading.text(name)
        record.values["body"] = record.values.get("body") or paper.body_over(line.first.place.block) or None
        self._body(line, record)
        if not line.cells("body_date"):
            self._meeting_of_minute(line, record, draft)
        reading.day("body_date")
        reading.day("cabinet_on")
        reading.day("response_on")
        reading.code("response_received", YES_NO)
        if not self._waits(line, record, draft) and not self._outcome(line, reading):
            reading.code("accepted", ACCEPTED)
        self._answered(line, grid, record, draft)
        reading.code("verdict_stated", VERDICT)
        record.values["status_raw"] = line.raw("status") or None
        if not told_in_words(line, reading, "status", STATUS):
            answer = decode(line.raw("status"), DONE)
            reading.code("status", DONE if answer and len(line.raw("status")) <= LONGEST_ANSWER else STATUS)
        if line.cells("rag") and not record.values["status_raw"]:
            self._rated(line, record, rated)
        if not line.cells("accepted"):
            decision(line, record, draft)
        told_by_progress(line, record, STATUS, draft)
        reading.due()
        reading.extras()
        return record

    @staticmethod
    def _answer_in_full(line: Line, draft: Draft) -> None:
        """A decision's cell that goes on behind it is the response; one that names who and when on lines of its own is taken apart."""
        raw = line.raw("accepted")
        if not line.cells("response") and len(raw.split()) > FEWEST_ANSWERED and decode(raw, ACCEPTED):
            line.fields["response"] = line.fields.pop("accepted")
        for cell in line.cells("response")[:1]:
            parts = [(part, labelled(Cell(part, cell.place))) for part in cell.raw.split("\n")]
            told = {s.field: s.value for _, said in parts for s in said if s.field in {"lead", "due"}}
            if not told or any(line.cells(name) for name in told):
                continue
            rest = "\n".join(part for part, said in parts if not {s.field for s in said} & set(told))
            line.fields.update(
                {name: [value] for name, value in told.items()}, response=[Cell(rest, cell.place)]
            )
            why = "the response names who and when on lines of their own"
            draft.repair(
                "taken apart", cell, cell.text, " | ".join([rest, *(c.text for c in told.values())]), why
            )

    @staticmethod
    def _rated(line: Line, record: RecordDraft, rated: set[str | None]) -> None:
        """What a rating says of the status; green may mean done where a table has no rating for that."""
        rag = decode(line.raw("rag"), RAG)
        if rag == "complete":
            record.values["status"] = "complete"
        elif rag in {"red", "amber"} or (rag == "green" and "complete" in rated):
            record.values["status"] = "in_progress"
        if record.values.get("status"):
            record.values["status_raw"] = line.raw("rag")

    @staticmethod
    def _body(line: Line, record: RecordDraft) -> None:
        """The body that made it, where the column of dates names it too (`Housing Panel 12.9.24`)."""
        raw = line.raw("body_date")
        for found in find_dates(raw)[:1]:
            named = " ".join((raw[: found.start] + raw[found.end :]).split()).strip(" ,:;-–—()")
            if not line.cells("body") and _BODY.search(named):
                record.values["body"] = named

    @staticmethod
    def _meeting_of_minute(line: Line, record: RecordDraft, draft: Draft) -> None:
        """The meeting's day, where the column of minutes and items has it (`9 July 2024, minute 34`)."""
        raw = line.raw("agenda_item")
        found = next(
            (f for f in find_dates(raw) if f.due.precision is Precision.DAY and not f.due.inferred), None
        )
        if found is None:
            return
        record.values["body_date"] = found.due.on
        rest = " ".join((raw[: found.start] + raw[found.end :]).split()).strip(" ,:;-–—()")
        record.values["agenda_item"] = rest or None
        cell, why = line.cells("agenda_item")[0], "the item is named with the day of its meeting"
        draft.repair("taken apart", cell, raw, f"{found.due.on} | {rest}", why, record, "body_date")

    @staticmethod
    def _waits(line: Line, record: RecordDraft, draft: Draft) -> bool:
        """Whether the decision's cell only says that none has been taken; then no response has come either."""
        waiting = False
        for name in ("accepted", "response"):
            raw = line.raw(name)
            if raw and len(raw.split()) <= WORDS and _WAITING.match(raw):
                waiting = waiting or name == "accepted"
                if not record.values.get("response_received"):
                    record.values["response_received"] = "no"
                for cell in line.cells(name):
                    draft.use(cell, "record", record, name)
        return waiting

    @staticmethod
    def _outcome(line: Line, reading: Reading) -> bool:
        """An outcome in words is what was done, where no column has that; the decision that it ends in counts."""
        raw = line.raw("accepted")
        if not raw or decode(raw, ACCEPTED) or line.cells("progress") or len(raw.split()) < OUTCOME_WORDS:
            return False
        reading.text("accepted", "progress")
        if (match := _DECIDED.search(raw)) and (decided := decode(match[1], ACCEPTED)):
            record, cell = reading.record, line.cells("accepted")[0]
            record.values["accepted"] = decided
            reading.draft.repair(
                "decision", cell, match[1], decided, "the outcome ends in it", record, "accepted"
            )
        return True

    @staticmethod
    def _answered(line: Line, grid: Grid, record: RecordDraft, draft: Draft) -> None:
        """A printed response was received, where the table has no column that says whether one was."""
        says = any("response_received" in part.header.fields.values() for part in grid.parts)
        values = record.values
        if says or values.get("response_received") or not values.get("response"):
            return
        values["response_received"] = "yes"
        cell, why = line.cells("response")[0], "a response is printed, and no column says otherwise"
        draft.repair("response", cell, "", "yes", why, record, "response_received")

    @staticmethod
    def _own_ref(line: Line, draft: Draft) -> str:
        """The number that a recommendation's text begins with, where the table has no column of references."""
        cell = line.cells("text")[0]
        match = OWN_REF.match(cell.text)
        if not match:
            return ""
        ref = match["named"] or match["bare"]
        draft.repair(
            "reference", cell, match[0].strip(), ref, "the text begins with its reference", None, "ref"
        )
        line.fields["text"] = [Cell(cell.text[match.end() :], cell.place), *line.cells("text")[1:]]
        return ref


def decision(line: Line, record: RecordDraft, draft: Draft) -> None:
    """A response that begins with its decision (`Agreed in part: ...`), where no column of its own has it."""
    match = _DECIDES.match(line.raw("response"))
    if match and (decided := decode(match[1], ACCEPTED)):
        record.values["accepted"] = decided
        cell, why = line.cells("response")[0], "the response begins with the decision"
        draft.repair("decision", cell, match[1], decided, why, record, "accepted")


OWN_REF = re.compile(
    r"^\W*(?:(?:recommendation|rec\.?)\s*(?:no\.?\s*)?#?(?P<named>[A-Z]{0,3}\d+[a-z]?(?:\.\d+)*|(?-i:[A-Z])(?=\s*[-–:.)]))\s*[-–—:.)]*"
    r"|(?P<bare>(?-i:R?\d{1,3}(?:\.\d+)*|[A-Z]{1,3}\d{1,3}))\s*(?:[:.)]|[-–—](?=\s)))\s+(?=\S)",
    re.IGNORECASE,
)
_BODY = re.compile(r"\b(?:committee|panel|board|cabinet|commission|forum|group)\b", re.IGNORECASE)
_WAITING = re.compile(
    r"^\W*(?:no(?:ne)? (?:response|reply|answer|decision)|not (?:yet )?(?:received|responded|considered|decided|answered|known)|"
    r"await(?:ed|ing)|pending|to be (?:considered|decided|confirmed|agreed|determined)|outstanding|(?:response|decision) (?:awaited|outstanding|due))\b",
    re.IGNORECASE,
)
"""What a decision's cell says while there is none."""
OUTCOME_WORDS = 3
"""So many words tell an outcome; fewer are a code that should be known."""
FEWEST_ANSWERED = 6
"""A decision of more words is a response."""
WORDS = 5
FEW_WORDS = 3
"""So many words are no code but tell how things stand (the fewer where they begin with no code)."""
LONGEST_ANSWER = 4


def told_in_words(line: Line, reading: Reading, name: str, codes: dict[str, str]) -> bool:
    """A status column that tells a story is the progress, where no column of its own has it; a code in front counts."""
    raw = line.raw(name)
    known = decode(raw, codes)
    words = sum(any(map(str.isalnum, word)) for word in raw.split())
    if line.cells("progress") or words < (WORDS if known else FEW_WORDS):
        return False
    reading.record.values["status"] = known
    reading.text(name, "progress")
    return True


def told_by_progress(line: Line, record: RecordDraft, codes: dict[str, str], draft: Draft) -> None:
    """Where no cell has the status or a rating, a progress that begins with one (`Complete. ...`) tells it."""
    cells = line.cells("progress")
    if not cells or record.values.get("status") or line.cells("status") or line.cells("rag"):
        return
    first = _CLAUSE.split(mend.prose(cells[0].raw)[0], maxsplit=1)[0].strip()
    words = re.sub(r"\s+by\s+\S+$", "", first) if first.lower().startswith("superseded") else first
    status = codes.get(" ".join(words.lower().replace("-", " ").split()))
    if status is not None:
        record.values["status"], record.values["status_raw"] = status, first
        draft.repair("status", cells[0], first, status, "the progress begins with it", record, "status")


_CLAUSE = re.compile(r"\s*(?:[.:;,(\n]|[-–—]\s)")
_DECIDED = re.compile(r"[-–—:,]\s*(?:it was )?((?:not |partially |partly )?(?:accepted|agreed|approved|rejected|declined)(?: in part)?)\W*$", re.IGNORECASE)  # fmt: skip
_DECIDES = re.compile(
    r"^\W*((?:(?:not|fully|partially|partly|part) ?-?)*(?:accept(?:ed)?|agreed?|approved|reject(?:ed)?|declined?)(?: in (?:part|full|principle))?)\s*(?:$|[-.,:;–—(*_]|by\s)",
    re.IGNORECASE,
)
