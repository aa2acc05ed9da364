"""The record-level registers of internal audit actions as of 3 October and 31 October 2023.

Counted by year, status and priority they give the six tables of the board report. Refs are the same at
both dates; an owner and a due date appear when an action is allocated and stay; what was complete stays
complete.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .audit_flow import Move, moves
from .audit_reviews import SUBJECTS
from .audit_tables import AFTER, BEFORE, PRIORITIES, REVIEWS, YEARS
from .audit_words import actions

COLUMNS = (
    "Audit Year",
    "Ref",
    "Review",
    "Agreed Action",
    "Priority",
    "Directorate",
    "Action Owner",
    "Due Date",
    "Status",
    "Date Completed",
    "As At",
)

DUE: dict[str, tuple[date, date]] = {
    "2021/22": (date(2022, 1, 31), date(2023, 8, 31)),
    "2022/23": (date(2022, 11, 30), date(2023, 9, 29)),
    "2023/24": (date(2023, 9, 8), date(2023, 9, 29)),
}
"""When actions of a year fell due that were due at all before 3 October 2023: first and last day."""


@dataclass(frozen=True, slots=True)
class Action:
    """One agreed action, with its status at both dates (None where it is no longer there)."""

    year: str
    ref: str
    review: str
    text: str
    priority: str
    move: Move
    due: date | None
    completed: date | None

    def line(self, on: date) -> tuple[object, ...] | None:
        """The action as of a date, in the order of `COLUMNS`; None if it is not in the register then."""
        status = self.move[on == AFTER]
        if status is None:
            return None
        directorate, owner, *_ = SUBJECTS[self.year][self.review]
        known = status != "Not Allocated"
        return (
            self.year,
            self.ref,
            self.review,
            self.text,
            self.priority,
            directorate,
            owner if known else None,
            self.due if known else None,
            status,
            self.completed if status == "Complete" else None,
            on,
        )


def register(on: date) -> list[tuple[object, ...]]:
    """Every action of the register as of a date, in the order of refs."""
    lines = (action.line(on) for action in all_actions())
    return [line for line in lines if line is not None]


def all_actions() -> Iterator[Action]:
    """All 619 actions of three years, by year and review."""
    for year in YEARS:
        yield from _year(year, Random(f"audit actions {year}"))


def _year(year: str, chance: Random) -> Iterator[Action]:
    held: dict[str, list[tuple[str, Move]]] = {review: [] for review in SUBJECTS[year]}
    for priority in PRIORITIES:
        todo = moves(year, priority)
        for review, move in zip(_places(year, priority, len(todo), chance), todo, strict=True):
            held[review].append((priority, move))
    number = 0
    for review, found in held.items():
        words = actions(SUBJECTS[year][review], len(found), chance)
        chance.shuffle(found)
        for text, (priority, move) in zip(words, found, strict=True):
            number += 1
            ref = f"IA{year[2:4]}-{number:03}"
            due, completed = _dates(year, move, chance)
            yield Action(year, ref, review, text, priority, move, due, completed)


def _places(year: str, priority: str, count: int, chance: Random) -> list[str]:
    """The review of each action, to stand beside its moves, which begin with the least advanced.

    This year's come from the printed table of reviews, drafts first, since nothing in a draft is allocated;
    an action more than the table knows is one that was withdrawn from a draft.
    """
    if year != YEARS[-1]:
        places = [chance.choice(list(SUBJECTS[year])) for _ in range(count)]
        chance.shuffle(places)
        return places
    column = 4 + PRIORITIES.index(priority)
    counts = [(r[1] != "Draft", r[2], int(r[column])) for r in REVIEWS]
    places = [review for _, review, many in sorted(counts) for _ in range(many)]
    return ["Purchase Cards"] * (count - len(places)) + places


def _dates(year: str, move: Move, chance: Random) -> tuple[date | None, date | None]:
    """Due and completed, such that both statuses are right on their days."""
    was, now = move
    month = [date(2023, 11, 30), date(2023, 12, 29), date(2024, 1, 31), date(2024, 3, 29), date(2024, 6, 28)]
    october = AFTER - timedelta(days=chance.randint(1, 26))
    if was == "Complete":
        due = _between(*DUE[year], chance)
        return due, min(due + timedelta(days=chance.randint(-30, 120)), BEFORE - timedelta(days=1))
    if was == "Overdue":
        return _between(*DUE[year], chance), october if now == "Complete" else None
    if now == "Overdue":
        return _between(date(2023, 10, 6), date(2023, 10, 27), chance), None
    if now == "Complete":
        return chance.choice(month), october
    return (chance.choice(month) if "Not Due" in move else None), None


def _between(first: date, last: date, chance: Random) -> date:
    """A Friday between two days."""
    day = first + timedelta(days=chance.randint(0, (last - first).days))
    day += timedelta(days=(4 - day.weekday()) % 7)
    return day if day <= last else day - timedelta(days=7)
