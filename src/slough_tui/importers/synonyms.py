"""Headings that mean the same in every kind of paper: who, by when, how far, what colour.

A shape names its own words first and adds these, so that what one council's plan calls its date is known in
another's tracker too. `*` stands for one to four words.
"""

from __future__ import annotations

REF = (
    "ref",
    "reference",
    "ref no",
    "reference no",
    "reference number",
    "no",
    "number",
    "id",
    "unique ref",
    "item no",
)
LEAD = (
    "lead", "owner", "lead officer", "responsible officer", "accountable officer", "action owner", "responsible person",
    "person responsible", "officer responsible", "lead responsibility", "assigned to", "by whom", "responsible", "responsible lead",
    "named officer", "accountable lead", "responsible owner", "owned by", "led by", "service lead",
    "who and when", "who and by when", "by whom and when", "by whom and by when", "who by and when", "lead and timescale", "owner and date",
)  # fmt: skip
MEMBER = (
    "portfolio holder", "cabinet member", "lead member", "executive member", "lead cabinet member", "portfolio member",
    "responsible member", "cabinet portfolio holder", "cabinet portfolio", "portfolio",
)  # fmt: skip
DUE = (
    "due", "due date", "date due", "deadline", "by when", "timescale", "timescales", "time scale", "timeframe", "target date",
    "target completion", "target completion date", "target for completion", "date for completion", "implementation date",
    "target implementation date", "planned completion", "planned completion date", "planned date", "delivery date", "due by",
    "expected completion", "expected completion date", "expected date", "completion due", "complete by", "to be completed by",
    "to be done by", "date to be completed", "agreed date", "agreed completion date", "agreed implementation date",
    "original target date", "original due date", "original deadline", "original date", "original completion date",
    "original implementation date", "original timescale", "baseline date", "baseline due date", "baseline finish", "baseline",
    "baseline completion", "planned end date", "timing", "original timing",
)  # fmt: skip
PROGRESS = (
    "progress", "update", "progress update", "impact to date", "latest update", "latest position", "current position", "position statement",
    "progress to date", "progress so far", "progress made", "progress at *", "position at *", "progress since *", "progress in *",
    "progress this *", "progress during *", "progress over *", "update at *",
    "update for *", "status update", "action taken", "actions taken", "action taken to date", "what * happened since",
    "what has happened", "what has been done", "what has been done *", "what was done", "what we have done", "what we have done *",
    "where we are", "where we are now", "commentary", "officer commentary", "officer update", "progress notes",
    "implementation progress", "implementation update",
)  # fmt: skip
RAG = (
    "rag", "rag status", "rag rating", "rag now", "rag this month", "rag this quarter", "current rag", "latest rag", "progress rag", "progress brag", "status rag", "status brag", "rag progress", "brag progress", "delivery brag",
    "delivery rag", "brag", "brag status", "brag rating", "brag now", "bragg", "rag score", "traffic light",
)  # fmt: skip
RAG_BEFORE = (
    "rag before", "rag previous", "rag prev", "previous rag", "prior rag", "last rag", "rag last month", "rag last quarter",
    "rag last time", "previous rag status", "previous rag rating", "last month", "previous", "prev", "previous status",
)  # fmt: skip
TREND = (
    "trend",
    "rag trend",
    "direction of travel",
    "dot",
    "movement",
    "change",
    "change since last *",
    "trend since *",
)
STATUS = (
    "status",
    "current status",
    "progress status",
    "action status",
    "implementation status",
    "state",
    "state of play",
    "open closed",
)
