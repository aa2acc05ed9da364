"""Actions that stand as plain lists: by standard, as a forward look and by exception."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers import mend
from slough_tui.importers.layouts.directions import RAG
from slough_tui.importers.names import slug
from slough_tui.importers.records import decode
from slough_tui.model.document import BlockKind
from slough_tui.model.due import Due, find_dates, parse_due

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft, RecordDraft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Block, Cell

_STANDARD = re.compile(
    r"^\W*(?:standard|theme|objective|priority|outcome|strand)\s+(\d+)\s*[:.–-]", re.IGNORECASE
)
_NUMBER = re.compile(r"^\d{1,3}[a-z]?[.)]?$")
_FORWARD = re.compile(
    r"\b(?:further|next|future|forthcoming|planned|upcoming)\b.*\b(?:activit|steps?|actions?|month|priorit|development|work)|"
    r"\bforward (?:month|look|plan)\b|\bnext (?:steps|month|quarter)\b|\bpriorities for (?:the )?next\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|from|until|before|due|in|–|-|during)\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?$|[-–]\s*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"^(?P<what>.{4,120}?)\s*[-–—:]\s*(?P<before>red|amber|green|blue|complete)\s+(?:to|->|→|>)\s+(?P<now>red|amber|green|blue|complete)\W*$",
    re.IGNORECASE,
)
BULLET = re.compile(r"^\W*(?:\d{1,2}[.)]\s+|[-•●○*]\s*)")


class Lists:
    """Reads lists of actions that are not tables with headings."""

    name = "action-lists"
    version = 1
    shapes: tuple[Shape, ...] = ()

    def read(self, paper: Paper, _grids: list[Grid], draft: Draft) -> None:
        """Numbered rows under standards, forward lists, RAG changes by exception."""
        self._standards(paper, draft)
        self._forward(paper, draft)
        self._changes(paper, draft)

    # -- actions under numbered standards, in tables without headings

    def _standards(self, paper: Paper, draft: Draft) -> None:
        plan = ""
        theme: Cell | None = None
        for index, block in paper.document.tables():
            rows = [[c for c in row if c] for row in block.rows]
            numbered = sum(len(r) > 1 and bool(_NUMBER.match(r[0].text)) for r in rows)
            if not numbered or not any(len(r) == 1 and _STANDARD.match(r[0].text) for r in rows):
                continue
            if any(draft.is_used(c) for c in block.cells()):
                continue
            plan = plan or self._plan(paper, index)
            for cells in rows:
                if len(cells) == 1 and _STANDARD.match(cells[0].text):
                    theme = cells[0]
                    draft.use(theme, "header")
                elif len(cells) >= 2 and _NUMBER.match(cells[0].text):
                    self._standard_action(cells, theme, plan, paper, draft)

    def _plan(self, paper: Paper, index: int) -> str:
        for cell in paper.headings_over(index, most=40):
            text = cell.text.strip("*# ")
            if match := re.search(
                r"\b(section \d+ (?:audit|key activities)|[\w ]{3,40} (?:audit|self[- ]assessment|action plan))\b",
                text,
                re.IGNORECASE,
            ):
                return " ".join(match[1].split()).capitalize()
        over = paper.title_of(index)
        return over.text.strip("*# ") if over else paper.title

    def _standard_action(
        self, cells: list[Cell], theme: Cell | None, plan: str, paper: Paper, draft: Draft
    ) -> None:
        number = cells[0].text.rstrip(".)")
        record = draft.record("plan_actions", slug(plan, words=4), cells[0].place, ref=number)
        text = " ".join(draft.text(c, record, "action") for c in cells[1:])
        record.values.update(text=text, action=text, plan=plan, council=paper.council or None)
        record.values["theme"] = mend.prose(theme.raw)[0] if theme else None
        draft.use(cells[0], "record", record, "ref", number)
        for cell in cells[1:]:
            draft.use(cell, "record", record, "action")

    # -- what is still to come

    def _forward(self, paper: Paper, draft: Draft) -> None:
        heading: Cell | None = None
        for block in paper.blocks:
            if block.kind is BlockKind.FURNITURE or not block.rows:
                continue
            text = block.text.strip("*# ")
            if block.kind is BlockKind.HEADING:
                heading = block.cell if _FORWARD.search(text) else None
                if heading is not None:
                    draft.use(heading, "header")
            elif block.kind is BlockKind.LIST and heading is not None and not draft.is_used(block.cell):
                self._forward_action(block, heading, paper, draft)
            elif block.kind is not BlockKind.PARAGRAPH:
                heading = None

    def _forward_action(self, block: Block, heading: Cell, paper: Paper, draft: Draft) -> None:
        plan = heading.text.strip("*# ")
        record = draft.record("plan_actions", slug(plan, words=4), block.cell.place)
        text = BULLET.sub("", draft.text(block.cell, record, "action"), count=1)
        record.values.update(text=text, action=text, plan=plan, council=paper.council or None)
        if due := due_in(text, paper):
            put_due(record, due)
        draft.use(block.cell, "record", record, "action", text)

    # -- changes of a RAG, reported by exception

    def _changes(self, paper: Paper, draft: Draft) -> None:
        record: RecordDraft | None = None
        plan = ""
        for block in paper.blocks:
            if block.kind is BlockKind.FURNITURE or not block.rows:
                continue
            text = block.text.strip("*# ")
            match = _CHANGE.match(text) if block.kind is not BlockKind.TABLE else None
            if match:
                record = self._change(block.cell, match, plan, paper, draft)
            elif block.kind is BlockKind.HEADING:
                record = None
                if re.search(r"\b(?:action )?plan\b", text, re.IGNORECASE):
                    plan = text
            elif record is not None and block.kind in {BlockKind.LIST, BlockKind.PARAGRAPH}:
                comment = BULLET.sub("", draft.text(block.cell, record, "progress"), count=1)
                before = record.values.get("progress")
                record.values["progress"] = f"{before}\n{comment}" if before else comment
                draft.use(block.cell, "record", record, "progress")
                draft.add(
                    "updates",
                    block.cell.place,
                    record=record,
                    on=paper.reference,
                    on_inferred=True,
                    voice="owner",
                    text=comment,
                )

    def _change(self, cell: Cell, match: re.Match[str], plan: str, paper: Paper, draft: Draft) -> RecordDraft:
        series = slug(plan or "exceptions", words=3)
        record = draft.record("plan_actions", series, cell.place)
        now, before = decode(match["now"], RAG), decode(match["before"], RAG)
        order = ("red", "amber", "green", "complete")
        trend = (
            "up"
            if order.index(now or "red") > order.index(before or "red")
            else "down"
            if now != before
            else "same"
        )
        name = match["what"].strip()
        record.values.update(
            text=name,
            action=name,
            plan=plan or None,
            rag=now,
            rag_before=before,
            rag_source="printed",
            trend=trend,
        )
        record.values.update(status_raw=cell.text[len(name) :].strip(" -–—:"), council=paper.council or None)
        draft.use(cell, "record", record, "rag", now)
        return record


def due_in(text: str, paper: Paper) -> Due | None:
    """The date by which, or from which, an action in a sentence is to happen: one led in by such a word."""
    for found in find_dates(text, reference=paper.reference):
        if _BY.search(text[: found.start]) and found.due.on:
            whole = parse_due(text[found.start :], reference=paper.reference)
            return whole if whole.on == found.due.on else found.due
    return None


def put_due(record: RecordDraft, due: Due) -> None:
    """A due date's columns."""
    record.values.update(
        due=due.on,
        due_raw=due.raw,
        due_original=due.original,
        due_precision=str(due.precision),
        schedule=due.schedule,
    )
