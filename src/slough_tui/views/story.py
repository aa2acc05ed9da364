"""The history of a record, field by field: what became of it, when, by whom, and in which paper it stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from slough_tui.views.sections import Field
from slough_tui.views.values import day, listed, number, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

BESIDE = frozenset(
    {"document", "page", "line", "as_at", "id", "due_precision", "schedule", "extra", "cell", "address"}
)
"""Where a paper says it, and what only goes along with another field."""
PRESENT = "_present"
MOST_VALUE = 200
"""Characters of a long value that a line of the history shows."""


def story(facts: pl.DataFrame | None, record: str) -> tuple[Field, ...]:
    """The fields of the section History, the newest first: a line for each commit that spoke, its changes below it.

    `facts` has the columns of `Register.facts` and `paper`. A record's first appearance is one line: its values
    stand on the page already.
    """
    if facts is None or not facts.height:
        return ()
    mine = [fact for fact in facts.iter_rows(named=True) if fact["id"] == record]
    out: list[tuple[Field, ...]] = []
    for (on, seq), several in groupby(mine, key=lambda f: (f["effective_on"], f["seq"])):
        changes = list(several)
        paper = changes[0].get("paper") or changes[0]["message"] or "edit"
        head = Field(
            day(on).strip(), f"{paper}, commit {seq} by {changes[0]['author']}", link=f"commit:{seq}"
        )
        out.append((head, *(Field("", line) for line in lines_of(changes))))
    return tuple(field for entry in reversed(out) for field in entry)


def lines_of(changes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """`status: not due, then overdue` for each change of one record in one commit."""
    told = list(changes)
    born = next((fact for fact in told if fact["field"] == PRESENT), None)
    if born is not None and born["new"] == "true":
        yield "listed for the first time" if born["old"] == "false" else "listed again"
        return
    if born is not None:
        yield "no longer listed"
    for fact in told:
        name = fact["field"]
        if name in BESIDE or name == PRESENT or name.endswith("_raw"):
            continue
        old, new = value_of(fact["old"]), value_of(fact["new"])
        yield f"{words(name)}: {new}" if not old else f"{words(name)}: {old} \u2192 {new or '(nothing)'}"


def value_of(text: str | None) -> str:
    """A value of a fact, which is JSON text, as people read it; cut where it is long."""
    value = None if text is None else json.loads(text)
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    shown = listed(value) if isinstance(value, list) else str(value)
    flat = " ".join(shown.split())
    return flat if len(flat) <= MOST_VALUE else f"{flat[:MOST_VALUE]}\u2026"
