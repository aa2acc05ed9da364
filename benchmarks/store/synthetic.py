"""A register of any size: what the figures are measured on.

Recommendations as papers have them: long texts, few statuses, dates. Two years ago papers listed all of
them; half a year ago papers listed them again and a tenth had moved; since then people have edited
single fields. Everything follows from the number of a record, so that two runs measure the same.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, overload

from slough_tui.model.batch import Author, Batch

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.store import Register

TABLE = "recommendations"
TODAY = date(2025, 6, 30)
YEAR_AGO = TODAY - timedelta(days=365)
FIRST, SECOND = TODAY - timedelta(days=730), TODAY - timedelta(days=180)
NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")

LINES_IN_A_PAPER = 100_000
"""A larger register comes in several papers, so that not all of its lines are Python objects at once."""

_WORDS = (
    "service review cabinet report budget housing children plan progress member officer board audit "
    "strategy workforce contract school transport target resident partner risk quarter"
).split()
_STATUSES = ("not_started", "in_progress", "complete", "overdue")
_ACCEPTED = ("yes", "no", "partial", None)
_TALK = random.Random(1).choices(_WORDS, k=1 << 16)


class Papers(Sequence[Batch]):
    """All papers, oldest first, each made when it is asked for."""

    def __init__(self, records: int) -> None:
        starts = range(0, records, LINES_IN_A_PAPER)
        ends = [min(start + LINES_IN_A_PAPER, records) for start in starts]
        spans = [range(start, end) for start, end in zip(starts, ends, strict=True)]
        self._plan = [(on, span) for on in (FIRST, SECOND) for span in spans]

    def __len__(self) -> int:
        return len(self._plan)

    @overload
    def __getitem__(self, index: int) -> Batch: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Batch]: ...
    def __getitem__(self, index: int | slice) -> Batch | Sequence[Batch]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        on, numbers = self._plan[index]
        name = f"paper-{on}-{numbers.start}"
        lines = [_line(number, on) for number in numbers]
        return Batch(name, name, f"sha-{name}", on, {TABLE: lines})


def id_of(number: int) -> str:
    """The id of one record."""
    return f"rec:bench/{number // 100}.{number % 100}"


def _line(number: int, on: date) -> dict[str, Any]:
    chance = number * 2654435761 >> 5  # Knuth's multiplicative hash: as good as random, and cheap
    moved = on > FIRST and chance % 10 == 0
    status = _STATUSES[(chance + moved) % 4]
    due = FIRST + timedelta(days=chance % 1009)
    return {
        "id": id_of(number),
        "ref": f"{number // 100}.{number % 100}",
        "series": "bench",
        "text": _talk(chance, 25),
        "status": status,
        "status_raw": status.title(),
        "lead": f"Officer {chance % 61}",
        "due": due,
        "due_raw": due.isoformat(),
        "due_precision": "day",
        "document": f"paper-{on}",
        "page": number // 40,
        "line": number % 40,
        "body": "bench",
        "body_date": FIRST,
        "response": _talk(chance >> 7, 12),
        "accepted": _ACCEPTED[chance % 4],
    }


def _talk(chance: int, words: int) -> str:
    start = chance % (len(_TALK) - words)
    return " ".join(_TALK[start : start + words])


def build(path: Path, records: int) -> Register:
    """The register of these papers, folded."""
    from slough_tui.store import Register

    register = Register.create(path, name="Bench", at=NOW)
    register.import_batches(Papers(records), author=CLERK, recorded_at=NOW)
    register.compact()
    return register
