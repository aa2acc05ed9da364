"""The places one can be: which tables the screen offers, in which order, under which letter, and what stands there when they are empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.model.kinds import RECORD_TABLES, TABLES
from slough_tui.views.computed import (
    ASSESSMENTS,
    CALL_IN,
    CHANGES,
    COMMITS,
    FINDINGS,
    OVERVIEW,
    PLUGINS,
    RULES,
)
from slough_tui.views.latest import KPIS
from slough_tui.views.values import in_sentence

if TYPE_CHECKING:
    from slough_tui.model.table import Table

FLEXIBLE = {
    "repairs": "why",
    "refusals": "why",
    "readings": "measure",
    "figures": "row_label",
    "links": "to_id",
    "plugins": "about",
    "changes": "record",
    "call_in": "evidence",
    "documents": "name",
}
FLEXIBLE_NAMES = ("text", "title", "message", "name", "reason")
SHORT = {
    "recommendations": "Recs",
    "directions": "Dirs",
    "audit_actions": "Audit",
    "plan_actions": "Plans",
    "documents": "Docs",
    "assessments": "Assess",
    "audit_reviews": "Reviews",
    "cadences": "Cadences",
}
FIRST = (
    "overview", "recommendations", "directions", "audit_actions", "plan_actions", "kpis", "findings", "assessments",
)  # fmt: skip
THEN = ("documents", "commits", "rules", "plugins", "changes", "call_in", "repairs", "refusals")
LETTERS = {
    "overview": "o",
    "recommendations": "r",
    "directions": "d",
    "audit_actions": "a",
    "plan_actions": "p",
    "kpis": "k",
    "findings": "f",
    "assessments": "A",
    "documents": "D",
    "commits": "h",
    "rules": "R",
    "plugins": "P",
    "changes": "c",
    "call_in": "C",
    "repairs": "m",
    "refusals": "n",
    "links": "l",
    "updates": "u",
}
"""After `g`: what is tracked has a small letter; what keeps the register, where the small one is taken, a large one."""
COMPUTED = {
    table.name: table
    for table in (OVERVIEW, FINDINGS, ASSESSMENTS, COMMITS, RULES, PLUGINS, CHANGES, CALL_IN)
}
"""Places whose rows are no table of the register."""
OPENS = {"changes": "record", "call_in": "record"}
EMPTY = {
    "overview": "Nothing to count yet.",
    "findings": "No findings. Press F5 to check again.",
    "assessments": "No verdicts: no assessor has anything to say.\ng P shows the plugins that bring assessors.",
    "commits": "Nothing was ever committed.\nI imports a paper, the first thing to bring in.",
    "rules": "No rules could be read.\nslough rules list says why.",
    "plugins": "No plugins are loaded.\nslough plugins list says why.",
    "changes": "Nothing differs between these two dates.\n= compares with another date.",
    "call_in": "Nobody to call in: no finding asks for it.",
    "repairs": "No repairs: nothing had to be mended.",
    "refusals": "No refusals: everything was understood.",
    "waivers": "No finding is set aside.",
    "links": "No record points to another one.",
}
UNSEEN = frozenset({"cells"})
"""Tables that are read through a record, never as a place of their own."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place: a table, and the letter that leads there after `g` (or none).

    `opens` is the column whose record Enter opens, where that is not the row itself.
    """

    table: Table
    letter: str = ""
    main: bool = False
    opens: str = ""

    @property
    def key(self) -> str:
        """The strokes that lead there, with a space between them; empty if there are none."""
        return f"g {self.letter}" if self.letter else ""

    @property
    def name(self) -> str:
        """The table's name; what is typed after `:`."""
        return self.table.name

    @property
    def title(self) -> str:
        """What people read: `Audit actions`."""
        return self.table.title

    @property
    def short(self) -> str:
        """The title where there is little room."""
        return SHORT.get(self.name, self.title)

    @property
    def flexible(self) -> str:
        """The column that takes the room which the others leave."""
        if self.name in FLEXIBLE:
            return FLEXIBLE[self.name]
        shown = self.table.shown
        return next((name for name in FLEXIBLE_NAMES if name in shown), shown[0] if shown else "id")

    def empty(self) -> str:
        """What to say where there is nothing yet, and what to do about it."""
        if self.name in EMPTY:
            return EMPTY[self.name]
        return f"No {in_sentence(self.title)} here as of this date.\nt goes to another date; I imports a paper that brings them."


def _all() -> tuple[Place, ...]:
    tables = {**TABLES, **COMPUTED, "kpis": KPIS}
    others = [name for name in (*RECORD_TABLES, *TABLES) if name not in {*FIRST, *THEN, *UNSEEN}]
    names = [*FIRST, *THEN, *dict.fromkeys(others)]
    main = {*FIRST, *THEN[:4]}
    return tuple(
        Place(tables[name], LETTERS.get(name, ""), name in main, OPENS.get(name, "")) for name in names
    )


PLACES: tuple[Place, ...] = _all()
"""Every place, in order; the main ones stand in the bar above."""

BY_NAME: dict[str, Place] = {place.name: place for place in PLACES}

START = BY_NAME["recommendations"]
"""Where one is at first: its rows are there before everything is read and checked."""


def find_place(words: str) -> Place | None:
    """The place of this name, title or unmistakable beginning of one (`audit`, `plan actions`)."""
    wanted = words.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted in BY_NAME:
        return BY_NAME[wanted]
    names = {
        place: (place.name, place.title.lower().replace(" ", "_"), place.short.lower()) for place in PLACES
    }
    exact = [place for place, known in names.items() if wanted in known]
    begun = [place for place, known in names.items() if wanted and any(n.startswith(wanted) for n in known)]
    return exact[0] if exact else begun[0] if begun else None
