"""Which records a committee should ask about next, each with the question and the evidence.

A record's points are the sum of

- for each rule that finds something about it: 3 for an error, 1 for a warning, 0 for an info, times 1, 2/3 or 1/3
  where the rule is certain, likely or possible, shared among all whom the finding names;
- 1 for each quarter that it is past its date, up to `MOST_QUARTERS`;
- 2 if internal audit gave it high priority.

Only rules count that speak of what was asked and promised (their tags are in `QUESTIONS`), not those on how a
paper is written. What is complete is not asked about. Of equals the oldest comes first. At most `SAME_SERIES` of
one series are called, so that one old plan does not fill the agenda. The question is that of the heaviest finding.

Source: the order follows the Centre for Governance and Scrutiny's advice to prioritise by impact, by how long a
matter has waited, and by whether anybody else is looking at it; the weights are ours, and stand here to be argued with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

MOST = 10
SAME_SERIES = 3
MOST_QUARTERS = 4
QUARTER = 92
SEVERITY = {"error": 3.0, "warning": 1.0, "info": 0.0}
CONFIDENCE = {"certain": 1.0, "likely": 2 / 3, "possible": 1 / 3}
HIGH = 2.0
DONE = ("complete", "closed", "superseded")

QUESTIONS: dict[str, str] = {
    "commitment": "Was the promise kept, and what shows it?",
    "response": "Is what was received an answer, and if not, who will give one by when?",
    "life_cycle": "What was decided, by whom, and when will the committee be told?",
    "overdue": "What has been done so far, and by when will it be complete?",
    "coverage": "Which action answers this, or why does none?",
    "kpi": "Why is the target missed, and what will bring it back?",
    "scoring": "What is done, what is not, and is the stated verdict still fair?",
    "evidence": "What evidence shows progress?",
    "slip": "Why was the date moved, and who agreed to it?",
    "rag": "How does this stand against its target?",
    "commentary": "What has happened since the last update?",
    "trend": "Which is right, the arrow or the commentary?",
    "opinion": "What made internal audit's opinion differ?",
    "audit": "What keeps this from being closed?",
    "lead": "Who answers for this?",
    "governance": "Does this still need the committee's time?",
}
"""Tag of a rule to the question that its finding raises. A rule with none of these tags calls no record."""


@dataclass(slots=True)
class Called:
    """A record with its values, its points, and what was `said`: each finding's weight, message and question."""

    record: str
    table: str
    values: Mapping[str, Any]
    points: float = 0.0
    said: list[tuple[float, str, str]] = field(default_factory=list)

    @property
    def question(self) -> str:
        """What to ask: the question of the heaviest finding."""
        return max(self.said, key=lambda one: one[0])[2]

    @property
    def evidence(self) -> list[str]:
        """The messages of the findings, the heaviest first."""
        return [message for _, message, _ in sorted(self.said, key=lambda one: -one[0])]


def call_in(
    findings: pl.DataFrame, tables: Mapping[str, pl.DataFrame], today: date, most: int = MOST
) -> list[Called]:
    """The records to ask about, the most urgent first.

    `findings` are those of a check with `tags` (List of String) beside them; `tables` are the record tables
    by name.
    """
    named = {subject["id"] for subjects in findings["subjects"] for subject in subjects}
    known = {
        row["id"]: Called(row["id"], name, row)
        for name, frame in tables.items()
        for row in frame.filter(frame["id"].is_in(list(named))).iter_rows(named=True)
    }
    seen: set[tuple[str, str]] = set()
    for finding in findings.iter_rows(named=True):
        question = _question(finding["tags"])
        weight = SEVERITY[finding["severity"]] * CONFIDENCE[finding["confidence"]]
        weight /= max(len(finding["subjects"]), 1)
        for subject in finding["subjects"]:
            called = known.get(subject["id"])
            if called is None or question is None or (subject["id"], finding["rule"]) in seen:
                continue
            seen.add((subject["id"], finding["rule"]))
            called.points += weight
            called.said.append((weight, finding["message"], question))
    return _chosen([_aged(one, today) for one in known.values() if one.said and not _is_done(one)], most)


def _question(tags: list[str] | None) -> str | None:
    return next((said for tag, said in QUESTIONS.items() if tag in (tags or ())), None)


def _is_done(called: Called) -> bool:
    return called.values.get("status") in DONE or called.values.get("rag") == "complete"


def _aged(called: Called, today: date) -> Called:
    due = called.values.get("due")
    if due is not None and due < today:
        called.points += min((today - due).days // QUARTER, MOST_QUARTERS)
    if called.values.get("priority") == "high":
        called.points += HIGH
    return called


def _chosen(called: list[Called], most: int) -> list[Called]:
    found: list[Called] = []
    series: dict[Any, int] = {}
    for one in sorted(called, key=_urgency):
        key = (one.table, one.values.get("series"))
        if one.points > 0 and series.get(key, 0) < SAME_SERIES:
            series[key] = series.get(key, 0) + 1
            found.append(one)
        if len(found) == most:
            break
    return found


def _urgency(called: Called) -> tuple[float, str, str]:
    begun = called.values.get("due") or called.values.get("cabinet_on") or called.values.get("body_date")
    return (-round(called.points, 6), str(begun or "9999"), called.record)
