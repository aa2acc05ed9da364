"""What the screen remembers of a register until the next start: place, filter, order, columns, record; order
and columns of the other places; bookmarks, lines typed.

One JSON file a register in the person's state folder; a file that cannot be read is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.errors import SettingsError
from slough_tui.settings import user_folder
from slough_tui.tui.standing import Standing, standing, standing_in
from slough_tui.views.places import BY_NAME
from slough_tui.views.saved import View, values_of, view_of

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

MOST_BYTES = 1_000_000
MOST_LINES = 50
KINDS = ("command", "search", "filter", "date")
"""Kinds of typed lines that are kept."""


def memory_file(register: Path) -> Path:
    """Where the memory of the register in this folder lies."""
    name = hashlib.sha256(str(register.resolve()).encode()).hexdigest()[:16]
    return user_folder("state") / "screens" / f"{name}.json"


def recall(session: Session, file: Path) -> None:
    """Bring a session to where its person left; what cannot be brought back stays as it is."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError, SettingsError):
        if file.stat().st_size > MOST_BYTES:
            return
        kept = json.loads(file.read_text(encoding="utf-8"))
        for kind in KINDS:
            lines = kept["lines"].get(kind, [])
            session.memories[kind] = [str(line) for line in lines][-MOST_LINES:]
        session.bookmarks.update({str(k)[:1]: _standing(value) for k, value in kept["bookmarks"].items()})
        for values in kept.get("places", []):
            session.awaited[values["place"]] = _standing(values)
        there = _standing(kept["here"])
        if there.view.place in BY_NAME:
            session.place = BY_NAME[there.view.place]
            session.awaited[there.view.place] = there


def keep(session: Session, file: Path) -> None:
    """Take down where the person is. A folder that cannot be written keeps nothing, and that is no error."""
    kept = {
        "here": _values(standing(session)),
        "places": [_values(there) for there in _elsewhere(session)],
        "bookmarks": {letter: _values(there) for letter, there in session.bookmarks.items()},
        "lines": {kind: session.memories.get(kind, [])[-MOST_LINES:] for kind in KINDS},
    }
    part = file.with_name(f".{file.name}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_text(json.dumps(kept, indent=1, default=str), encoding="utf-8")
        part.replace(file)


def _elsewhere(session: Session) -> list[Standing]:
    """How the other places are laid out and ordered, where that is not as usual; what is filtered there is forgotten."""
    seen = {name: standing_in(table) for name, table in session.tables.items()}
    known = {**session.awaited, **seen}
    laid = {name: Standing(replace(there.view, filter="", as_of=None)) for name, there in known.items()}
    here = session.place.name
    return [there for name, there in laid.items() if name != here and there.view != View("", name)]


def _values(there: Standing) -> dict[str, Any]:
    return {**values_of(there.view), "record": there.record}


def _standing(values: dict[str, Any]) -> Standing:
    record = values.pop("record", None)
    if "as_of" in values:
        values["as_of"] = date.fromisoformat(values["as_of"])
    return Standing(view_of(values, "memory", ""), None if record is None else str(record))
