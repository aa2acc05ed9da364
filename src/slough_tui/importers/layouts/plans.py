"""Plans of action: delivery, improvement and board plans, and lists of actions by standard.

They differ in headings more than in kind: an objective or issue, what will be done, who leads, by when,
how far it is and what it changes. Delivery plans cite the recommendations that each action answers.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from slough_tui.importers import mend, synonyms
from slough_tui.importers.headings import Field, Holds, Shape
from slough_tui.importers.layouts.cites import carry_standing_over, carry_wording, cite_by_ref, cites_of
from slough_tui.importers.layouts.directions import RAG, TREND, own_number
from slough_tui.importers.layouts.tracker import STATUS, told_by_progress, told_in_words
from slough_tui.importers.line import Line, is_total
from slough_tui.importers.lines import read_lines
from slough_tui.importers.names import normal_ref, slug, undated
from slough_tui.importers.records import REVISED, Reading, sign_colour

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid, Part
    from slough_tui.importers.paper import Paper

_ACTION = (
    "action",
    "actions",
    "what will * do",
    "what * will do",
    "what we plan to do",
    "what needs to be done",
    "what we are going to do",
    "what will we do",
    "what will be done",
    "activity",
    "key action",
    "key actions",
    "task",
    "what we will do",
    "agreed action",
    "action to be taken",
    "actions required",
    "action required",
    "step",
    "milestone",
)
_LEAD = (
    "lead",
    "who will lead it",
    "who leads",
    "who will lead",
    "who is responsible",
    "who will do it",
    "who",
    "officer",
    "responsibility",
    *synonyms.LEAD,
)
_DUE = (
    "timescale",
    "received or completed by/ when",
    "received or completed by when",
    "done by when",
    "completed by when",
    "by what date",
    "end date",
    "timescale for delivery",
    "when",
    "completion date",
    "finish",
    "finish date",
    "end",
    *synonyms.DUE,
)
_PROGRESS = (
    "progress",
    "rag commentary",
    "comment",
    "comments",
    "notes",
    *synonyms.PROGRESS,
)
_IMPACT = (
    "impact",
    "impact outcome",
    "impact / outcome",
    "impact / outcomes",
    "outcome",
    "outcomes",
    "intended impact",
    "intended impact for children",
    "impact performance measures",
    "measures of impact",
    "impact measures",
    "impact on *",
    "intended impact for *",
    "what difference * make",
    "what difference will it make",
    "expected impact",
    "success measure",
    "success measures",
    "difference it will make",
    "expected outcome",
    "outcome sought",
    "success criteria",
    "measure of success",
    "measures of success",
    "evidence of success",
    "how will we know",
    "how will we know *",
    "how we will know",
    "how we will know *",
    "intended outcome",
)
_OBJECTIVE = (
    "objective",
    "what is the issue",
    "why this matters",
    "why",
    "the issue",
    "concern",
    "problem",
    "what is the *",
    "what are we trying to achieve",
    "aim",
    "issue",
    "priority",
    "goal",
    "area for improvement",
    "objectives",
    "what needs to change",
)

_THEME = ("theme", "workstream", "work stream", "strand", "priority area", "work area", "improvement area")

_RATINGS = (
    Field("rag", Holds.CODE, synonyms.RAG),
    Field("rag_before", Holds.CODE, synonyms.RAG_BEFORE),
    Field("trend", Holds.CODE, synonyms.TREND),
)

DELIVERY = Shape(
    "delivery plan",
    (
        Field("cites", Holds.REF, ("cites", "recommendation", "ofsted recommendation", "rec", "rec no", "answers", "recommendation ref", "linked recommendation", "source", "links to *", "links to recs", "linked to *", "linked recs", "related recommendations", "recommendations addressed", "addresses recommendation")),
        Field("ref", Holds.REF, ("ref", "action ref", "action no", "action number", "action id", "plan ref", *synonyms.REF)),
        Field("theme", Holds.TEXT, _THEME),
        Field("action", Holds.TEXT, _ACTION),
        Field("lead", Holds.WHO, _LEAD),
        Field("due", Holds.DATE, _DUE),
        REVISED,
        Field("progress", Holds.TEXT, _PROGRESS),
        Field("impact", Holds.TEXT, _IMPACT),
        Field("status", Holds.CODE, synonyms.STATUS),
        *_RATINGS,
    ),
    needs=(("action",), ("lead", "due"), ("progress", "impact", "status", "rag")),
    opens=("cites", "ref", "lead", "due"),
    body="action",
    key="cites",
    carries=("theme",),
    tells=("plan",),
)  # fmt: skip
OBJECTIVES = Shape(
    "objectives plan",
    (
        Field("objective", Holds.TEXT, _OBJECTIVE),
        Field("told_us", Holds.TEXT, ("told us", "what * told us", "what * said", "what * found", "what inspectors found", "what inspectors told us", "what inspectors said", "inspection finding", "what we were told", "finding")),
        Field("action", Holds.TEXT, _ACTION),
        Field("lead", Holds.WHO, _LEAD),
        Field("due", Holds.DATE, _DUE),
        REVISED,
        Field("measure", Holds.TEXT, ("how will we know", "how will we know *", "how we will know *", "how do we know *", "evidence of success", "measure", "how we will know it worked", "evidence")),
        Field("impact", Holds.TEXT, _IMPACT),
        Field("status", Holds.CODE, synonyms.STATUS),
        *_RATINGS,
    ),
    needs=(("objective",), ("action",), ("lead", "due", "impact", "told_us")),
    opens=("objective", "action"),
    body="action",
    carries=("objective",),
    tells=("plan",),
)  # fmt: skip


CODES = {**STATUS, **RAG, "closed": STATUS["closed"]}
"""A plan's status column may hold a RAG; what is only closed need not be complete."""


RATED = frozenset(("red", "amber", "green"))
"""Ratings that say nothing of a status."""


class Plans:
    """Reads delivery plans and plans by objective."""

    name = "plans"
    version = 1
    shapes = (DELIVERY, OBJECTIVES)

    def read(self, paper: Paper, grids: list[Grid], draft: Draft) -> None:
        """Each line with an action (or an objective of its own) is a plan action."""
        for grid in grids:
            plans = [plan_name(paper, grid)]
            for part in grid.parts[1:]:
                plans.append(_own_plan(part) or plans[-1])
            lines = read_lines(grid, draft)
            cite_by_ref(lines)
            carry_standing_over(lines, grid, paper)
            carry_wording(lines)
            for line in lines:
                if is_total([line.raw(n) for n in line.fields]):
                    continue
                if line.cells("action") or line.cells("objective"):
                    take_action(line, plans[line.part], paper, draft)
                else:
                    for cell in (c for cells in line.fields.values() for c in cells if c):
                        why = "a plan's row says what will be done"
                        draft.refuse("row without action", cell, cell.text, why)
        _number(draft)


def take_action(line: Line, plan: str, paper: Paper, draft: Draft) -> None:
    """One line as an action of this plan."""
    raw, own = line.raw("cites"), line.raw("ref") or own_number(line, "action", draft, _OWN_NUMBER)
    record = draft.record("plan_actions", _series(paper, plan), line.first.place, ref_raw=own or raw or None)
    reading = Reading(draft, paper, record, line)
    values = record.values
    values["plan"] = plan
    groups = [group for group in reading.groups() if short(group) != plan]
    theme = reading.carried("theme") if line.cells("theme") or line.carried.get("theme") else None
    values["theme"] = theme or (groups[0] if groups else None)
    if len(groups) > 1:
        values["objective"] = groups[-1]
    carried = " ".join(c.text for c in line.carried.get("cites", ()))
    cited, wording = cites_of(raw or carried)
    if wording:
        values["objective"] = wording
    if raw or carried:
        values["cites"] = cited
    record.id_ref = normal_ref(own) or None
    record.ref = record.id_ref or (" / ".join(cited) if raw else None) or None
    for name in ("ref", "cites"):
        for cell in line.cells(name):
            draft.use(cell, "record", record, name, record.ref)
    if line.cells("objective") or line.carried.get("objective"):
        values["objective"] = reading.carried("objective") or values.get("objective")
    for name in ("action", "told_us", "progress", "impact", "lead"):
        reading.text(name)
    if not line.cells("told_us"):
        values.pop("told_us", None)
    values["text"] = values.get("action") or values.get("objective")
    _status(line, reading)
    for name, codes in (("rag_before", RAG), ("trend", TREND)):
        if line.cells(name):
            reading.code(name, codes)
    told_by_progress(line, record, STATUS, draft)
    reading.due()
    reading.extras("cites", "objective", "action")


def _status(line: Line, reading: Reading) -> None:
    """What the status says, and the rating: of a column of its own, of the status or of the sign before it."""
    values = reading.record.values
    if line.cells("rag") and not line.cells("status"):
        line.fields["status"] = line.fields.pop("rag")
    raw = line.raw("status")
    values["status_raw"] = raw or None
    codes = {**CODES, **STATUS} if line.cells("rag") or sign_colour(raw) else CODES
    if raw and not told_in_words(line, reading, "status", codes):
        reading.code("status", codes)
    rated = values.get("status") if values.get("status") in RATED else sign_colour(raw)
    if values.get("status") in RATED:
        values["status"] = None
    if line.cells("rag"):
        rated = reading.code("rag", RAG)
    if raw or line.cells("rag"):
        values["rag"] = None  # a rating that is no longer printed does not stay
    if rated in {*RATED, "complete"}:
        values["rag"], values["rag_source"] = rated, "printed"


_OWN_NUMBER = re.compile(r"^\W*(?P<ref>\d{1,2}(?:\.\d{1,2}){1,2}[a-z]?)[.:)]?\s+(?=[A-Z])")
"""The number that an action's text begins with (`1.2 Train the staff`), where no column has its reference."""
_PLAN = re.compile(r"\bplan\b(?:\s*\(?\d{4}.*)?$", re.IGNORECASE)
_PROGRESS_OF = re.compile(
    r"\s[–—-]\s+(?:progress|update|position|status|monitoring|quarter|q\d)\b", re.IGNORECASE
)
_TITLE_WORDS = 14
_BARE_WORDS = 3


def plan_name(paper: Paper, grid: Grid) -> str:
    """The plan's printed name: the nearest heading over the table that ends in plan; else the paper's title.

    A bare `Business Plan 2016-17` is named with the heading above it, which says whose it is.
    """
    over = [short(mend.prose(cell.raw.strip("*# "))[0]) for cell in grid.over]
    over = [re.split(r"\s+[–—-]\s+", t)[0] if _PROGRESS_OF.search(t) else t for t in over]
    plans = [t for t in over if _PLAN.search(t) and not t[:1].isdigit() and len(t.split()) <= _TITLE_WORDS]
    if not plans:
        return short(paper.title)
    name = plans[0]
    words = {w.lower() for w in name.split() if w.isalpha()}
    if len(words) >= _BARE_WORDS:
        return name
    longer = next((t for t in plans[1:] if words < {w.lower() for w in t.split()}), None)
    at = over.index(name) + 1
    owner = over[at] if at < len(over) and not _STOCK.match(over[at]) else ""
    return longer or (f"{owner} {name}" if 0 < len(owner.split()) <= 2 * _BARE_WORDS else name)


def _own_plan(part: Part) -> str:
    """The plan that the heading right over a later part of the table names; empty where it names none."""
    name = short(mend.prose(part.heading.raw.strip("*# "))[0]) if part.heading else ""
    return name if _PLAN.search(name) and len(name.split()) <= _TITLE_WORDS and not name[:1].isdigit() else ""


_STOCK = re.compile(
    r"^\W*(?:executive summary|introduction|contents|background|summary|purpose)\W*$", re.IGNORECASE
)


def short(text: str) -> str:
    """A plan's name without `Appendix A` and the like."""
    text = re.sub(r"^(?:appendix|annex)\s+\w+\s*[-–:]?\s*", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\((?:appendix|annex)[^)]*\)", "", text, flags=re.IGNORECASE)
    return " ".join(text.strip(" :-–").split())


def _series(paper: Paper, plan: str) -> str:
    """A plan's short name: its telling words, without the council's own name and years."""
    council = {w.lower() for w in re.findall(r"\w+", paper.council)}
    words = [w for w in slug(undated(plan)).split("-") if w not in council and not w.isdigit()]
    own = {"our", "the", "of", "and", "for", "s", "local", "joint", "a", "plan"}
    return slug(" ".join(w for w in words if w not in own), words=4) or slug(plan, words=4) or "plan"


def _number(draft: Draft) -> None:
    """Ids of actions that answer one recommendation: OR5-1, OR5-2 where there are several."""
    actions = [r for r in draft.of("plan_actions") if r.values.get("cites") and not r.id_ref]
    counts = Counter((r.series, r.values["cites"][0]) for r in actions)
    seen: Counter[tuple[str, str]] = Counter()
    for record in actions:
        place = (record.series, record.values["cites"][0])
        seen[place] += 1
        record.id_ref = place[1] if counts[place] == 1 else f"{place[1]}-{seen[place]}"
