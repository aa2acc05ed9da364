"""Which coded values are better than others: the best first. What is in no order is neither better nor worse.

| field | order | source |
|---|---|---|
| rag | complete, green, amber, red | the key of councils' RAG tables; complete is beyond green |
| status of audit actions | complete, not due, not allocated, overdue | internal audit's status tables: an action without an owner is not on its way, one past its date has failed |
| status elsewhere | complete or closed, in progress or ongoing, not started, overdue | the same reasoning |
| priority | low, medium, high | internal audit's classification of actions |
| opinion | substantial, reasonable, partial, minimal; of follow-ups good, reasonable, little, poor progress | the scales of internal audit opinions |
| grade | outstanding, good, requires improvement, inadequate | Ofsted's and CQC's four grades |
| accepted | yes, partial, no | the responses of cabinets to scrutiny |
| verdict_stated | satisfactory, further work | scrutiny's judgement of progress |
| response_received | yes, no | a recommendation without a response is the worse |
"""

from __future__ import annotations

CLOSED = frozenset(("complete", "closed"))
"""Words of a status or RAG after which nothing is left to do."""

_RANKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "rag": (("complete",), ("green",), ("amber",), ("red",)),
    "audit_actions.status": (("complete",), ("closed",), ("not_due",), ("not_allocated",), ("overdue",)),
    "status": (("complete", "closed"), ("in_progress", "ongoing"), ("not_started",), ("overdue",)),
    "priority": (("low",), ("medium",), ("high",)),
    "opinion": (
        ("substantial assurance", "good progress"),
        ("reasonable assurance", "reasonable progress"),
        ("partial assurance", "little progress"),
        ("minimal assurance", "no assurance", "poor progress"),
    ),
    "grade": (("outstanding",), ("good",), ("requires improvement",), ("inadequate",)),
    "accepted": (("yes",), ("partial",), ("no",)),
    "verdict_stated": (("satisfactory",), ("further_work",)),
    "response_received": (("yes",), ("no",)),
}


def is_ordered(table: str, field: str) -> bool:
    """Whether there is an order for this field of this table."""
    return f"{table}.{field}" in _RANKS or field in _RANKS


def rank(table: str, field: str, value: str | None) -> int | None:
    """The place of a value in its order, 0 the best; None if it has none."""
    ranks = _RANKS.get(f"{table}.{field}", _RANKS.get(field, ()))
    word = " ".join(value.lower().split()) if value else ""
    return next((place for place, words in enumerate(ranks) if word in words), None)
