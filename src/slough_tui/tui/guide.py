"""Help for where one is: what this place or page is for, and what one most likely wants to do here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.verbs import verbs
from slough_tui.tui.verbs.verb import display
from slough_tui.views.pages import page
from slough_tui.views.sections import Detail, Field, Section

if TYPE_CHECKING:
    from slough_tui.tui.session import Session
    from slough_tui.views.spans import Line

ABOUT = {
    "table": "Each row is {one}. Enter opens it; the keys below change, sift and keep what you see.",
    "board": "What needs attention, counted. Every number leads to the records that it counts: h j k l choose one, Enter goes there, ` comes back. = chooses the date since which the movement is told.",
    "record": "Everything that the register knows of one record; Tab and Enter follow its links, H comes back.",
    "form": "Every line is checked as you type; what it says beneath is how it is understood. Tab offers what could stand there, Enter goes on, Ctrl-S shows what would change. Nothing is written before you have seen that.",
    "preview": "Exactly this will change, in one commit. Enter does it, Esc goes back to what you typed. u takes a commit back later.",
    "conflict": "Between your look and your commit somebody changed the same field. t keeps theirs and writes the rest, m writes yours over it, e goes back to what you typed.",
    "columns": "Space hides or shows a column, J and K move it, < and > change its width, r brings the usual ones back.",
    "groups": "Each line is a group of findings with their number. Space opens or closes it, B groups by the next (rule, lead, severity), Enter shows the group's findings in the table, or opens the finding under the cursor.",
    "question": "Enter says yes, Esc no.",
}
"""What a mode is for; `{one}` is what a row of the place is."""


def here(session: Session) -> Section:
    """The section of the help page about where the person is."""
    mode = session.mode
    place = session.place
    about = ABOUT.get(mode, "").replace("{one}", place.table.one)
    fields = [Field(place.title if mode in {"table", "record", "board"} else mode.capitalize(), about)]
    seen: set[str] = set()
    for verb in verbs():
        if mode in verb.modes and verb.group in {"Change", "Mark", "Decide", "In a form", "Columns", "Views"}:
            keys = " ".join(display(strokes, ascii_only=session.ascii_only) for strokes in verb.strokes())
            if keys and verb.help not in seen and not verb.name.startswith("view-"):
                fields.append(Field(keys, verb.help))
                seen.add(verb.help)
    return Section("Here", tuple(fields))


def lines(section: Section, width: int) -> list[Line]:
    """The section as a page of its own."""
    return list(page(Detail("", "", "", (section,)), width).lines)
