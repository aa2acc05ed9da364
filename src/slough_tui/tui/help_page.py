"""The help page: what the screen is and how it is used, in the words of the keys' own help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.guide import here
from slough_tui.views.sections import Detail, Field, Section

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

HELP = {
    "Where things are": {
        "Places": "g and a letter lead to a place: after g the letters are shown, and g / finds a place by its name. Tab goes to the next one, ` back to the one before.",
        "A record": "Enter opens it: what was read, what was printed, comments, links, findings, and the words of the paper with page and line. Tab goes from link to link, Enter follows one, H comes back. J and K open the next and the previous record of the table.",
        "In a record": "A value as printed stands beside the value as read where they differ; a year in [brackets] was not printed.",
        "Status": "The line above the keys says which row you are on, what is filtered and sorted, which register this is and as of which date.",
        "Overdue": "! behind a due date says that it has passed and the record is not complete; the record's page says for how many days.",
        "Empty columns": "A column in which no record has anything is left out.",
    },
    "Filter": {
        "&housing": "rows with housing in any text of the screen; !housing drops them; \"two words\" stay together; terms stand beside each other and all must hold",
        "&status:overdue": "a column's value begins so (coded columns) or has it in it (text); lead=\"Head of Legal\" is exactly that; rag:red|amber is either",
        "&due<2023-12-01": "also <= > >=; dates may be 31/10/2023, 2023-10, 2023, today, today-30",
        "&due:none": "nothing stands there; due:any is something",
        "+ and -": "keep or drop rows with the value under the cursor; Esc shows all rows again",
    },
    "Order and dates": {
        "Sort": "go to a column with h and l; [ sorts upwards, ] downwards, z [ and z ] add a further column; the arrow stands in the heading; the same key again takes it off",
        "As of": "t goes to a date: the register as it was then, with the same filter, order and cursor",
        "Findings": "g f shows what the rules found; F5 reads newer commits and checks again",
    },
    "Out of here": {
        "Copy": "y c copies the cell, y r the record, y i the id, y v the shown rows; over SSH by the terminal (OSC 52), and it says what it copied",
        "Everything else": "? lists the keys of a screen, Ctrl-P everything by name, : takes commands, which Tab completes",
        "Colours": "none are needed: a RAG is a letter and a word; NO_COLOR=1 sends none, SLOUGH_CONTRAST=high nothing dim; SLOUGH_MOUSE=1 turns the mouse on",
    },
}  # fmt: skip


def help_page(session: Session) -> Detail:
    """The help as a page that scrolls and can be searched like a record's."""
    sections = tuple(
        Section(heading, tuple(Field(label, text) for label, text in parts.items()))
        for heading, parts in HELP.items()
    )
    text = (
        "Committee papers as a register: every line that somebody owes something, "
        "with the words of the paper it stands on."
    )
    return Detail("", "Help", text, (here(session), *sections))
