"""The places one can be: which tables the screen offers, in which order, under which letter, and what stands there when they are empty."""

from __future__ import annotations

from dataclasses import dataclass

from slough_tui.model.kinds import RECORD_TABLES, TABLES
from slough_tui.model.table import Column, Table
from slough_tui.views.latest import KPIS

FINDINGS = Table(
    "findings",
    "Findings",
    "one hit of a rule",
    "",
    (
        Column("id", label="Fingerprint"),
        Column("severity", label="Severity", vocabulary=("error", "warning", "info")),
        Column("rule", label="Rule"),
        Column("title", label="Rule says"),
        Column("ref", label="Ref"),
        Column("message", label="Finding"),
        Column("record", label="Record"),
        Column("records", "list", "Records"),
        Column("confidence", label="Confidence", vocabulary=("certain", "likely", "possible")),
        Column("outcome", label="Outcome", vocabulary=("finding", "unknown")),
        Column("fix", label="What to do"),
        Column("why", label="Why"),
        Column("condition", label="Condition"),
        Column("evidence", "json", "Evidence"),
        Column("document", label="Paper"),
        Column("page", "int", "Page"),
        Column("line", "int", "Line"),
        Column("cell", label="Cell"),
        Column("first_seen", "date", "First seen"),
        Column("fingerprint", label="Whole fingerprint"),
    ),
    shown=("rule", "severity", "ref", "message", "record", "confidence"),
)
"""Findings as a table of the screen: computed by a check, not kept in the register."""

FLEXIBLE = {
    "repairs": "why",
    "refusals": "why",
    "readings": "measure",
    "figures": "row_label",
    "links": "to_id",
}
FLEXIBLE_NAMES = ("text", "title", "message", "name", "reason")
SHORT = {
    "recommendations": "Recs",
    "directions": "Dirs",
    "audit_actions": "Audit",
    "plan_actions": "Plans",
    "documents": "Docs",
    "audit_reviews": "Reviews",
    "cadences": "Cadences",
}
FIRST = ("recommendations", "directions", "audit_actions", "plan_actions", "kpis", "findings")
THEN = ("documents", "repairs", "refusals")
LETTERS = {
    "recommendations": "r",
    "directions": "d",
    "audit_actions": "a",
    "plan_actions": "p",
    "kpis": "k",
    "findings": "f",
    "documents": "D",
    "repairs": "m",
    "refusals": "n",
    "links": "l",
    "updates": "u",
}
"""After `g`: what is tracked has a small letter; what keeps the register, where the small one is taken, a large one."""
COMPUTED = frozenset({"findings"})
"""Places whose rows are no table of the register."""
UNSEEN = frozenset({"cells"})
"""Tables that are read through a record, never as a place of their own."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place: a table, and the letter that leads there after `g` (or none)."""

    table: Table
    letter: str = ""
    main: bool = False

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
        """What to say where there is nothing yet."""
        if self.name == "findings":
            return "No findings. Press F5 to check again."
        if self.name in {"repairs", "refusals"}:
            return f"No {self.name}: nothing had to be mended or refused."
        return f"No {self.title.lower()} here. Import a paper: slough import FILE"


def _all() -> tuple[Place, ...]:
    tables = {**TABLES, "findings": FINDINGS, "kpis": KPIS}
    others = [name for name in (*RECORD_TABLES, *TABLES) if name not in {*FIRST, *THEN, *UNSEEN}]
    names = [*FIRST, *THEN, *dict.fromkeys(others)]
    main = {*FIRST, "documents"}
    return tuple(Place(tables[name], LETTERS.get(name, ""), name in main) for name in names)


PLACES: tuple[Place, ...] = _all()
"""Every place, in order; the main ones stand in the bar above."""

BY_NAME: dict[str, Place] = {place.name: place for place in PLACES}


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
