"""The words that coded columns may hold, as stored: lower case, one word for one thing."""

from __future__ import annotations

RAG = ("red", "amber", "green", "complete")
TREND = ("up", "same", "down")
PRIORITY = ("high", "medium", "low")
AUDIT_STATUS = ("not_due", "overdue", "complete", "not_allocated", "closed")
STATUS = ("not_started", "in_progress", "complete", "overdue", "ongoing", "closed", "superseded")
PRECISION = ("day", "month", "quarter", "year", "none")
ACCEPTED = ("yes", "no", "partial")
RESPONSE = ("accepted", "partly", "rejected")
VERDICT = ("satisfactory", "further_work")
POLARITY = ("high", "low", "near")
RELATION = ("addresses", "same_as", "supersedes", "points_to")
LINK_STATE = ("printed", "proposed", "confirmed", "rejected")
VOICE = ("owner", "assessor", "body", "person")
USE = ("header", "record", "continuation", "figure", "context", "repair", "refusal")
DATE_SOURCE = ("given", "printed", "inferred", "today")
