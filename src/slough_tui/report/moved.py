"""What a board reads between two tables of audit actions: what moved, in the words that its papers use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.report.words import day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from slough_tui.engine.history.movement import Count, Movement

NAMED = 5
"""How many records a sentence names that are new or no longer listed."""


def moved_since(moved: Movement, start: date) -> list[str]:
    """The sentences of one movement: the overdue ones, those not allocated, and the total with its reasons."""
    counts = {count.value: count for count in moved.counts}
    said = []
    if overdue := counts.get("overdue"):
        said.append(f"The number of overdue audit actions {_went(overdue)} since {day(start)}.")
    waiting = counts.get("not_allocated")
    if waiting and waiting.change:
        way = "down" if waiting.change < 0 else "up"
        verb = "action has" if waiting.after == 1 else "actions have"
        said.append(f"{waiting.after} {verb} not been allocated, {way} from {waiting.before}.")
    total = counts["total"]
    if moved.appeared or moved.ended or total.change:
        listing = [(moved.appeared, "new"), (moved.ended, "no longer listed")]
        why = "; ".join(_named(ids, what) for ids, what in listing if ids)
        said.append(f"The total {_went(total)}{f': {why}' if why else ''}.")
    return said


def _went(count: Count) -> str:
    if not count.change:
        return f"has stayed at {count.after}"
    return f"has {'increased' if count.change > 0 else 'decreased'} from {count.before} to {count.after}"


def _named(ids: Sequence[str], what: str) -> str:
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return f"{', '.join(ids[:NAMED])}{more} {'is' if len(ids) == 1 else 'are'} {what}"
