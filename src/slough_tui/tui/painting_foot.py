"""The line at the bottom: what one types into, what is to be said, else the keys that matter here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.model.kinds import TABLES
from slough_tui.tui.acting import changes_here
from slough_tui.tui.form import Form
from slough_tui.tui.painting_keys import FEW, continuations, said_lines
from slough_tui.tui.preview import Question
from slough_tui.tui.verbs import named, verbs
from slough_tui.tui.verbs.verb import display
from slough_tui.views.moments import moment, two_dates
from slough_tui.views.spans import Line, Span, cut, fit, line_width, width_of
from slough_tui.views.values import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.tui.prompt import Prompt
    from slough_tui.tui.session import Session
    from slough_tui.tui.verbs.verb import Verb

TABLE = (
    "check", "open", "edit", "find", "filter", "sort-up", "as-of", "places", "mark", "group", "waive", "status",
    "add-update", "facets", "columns", "views", "save-view", "compare", "copy-cell", "export", "report", "import",
    "undo", "command", "palette",
)  # fmt: skip
RECORD = (
    "next-link", "next-record", "close", "edit", "find", "as-of", "places", "status", "add-update", "waive",
    "decide-link", "copy-record", "jump", "report", "undo", "command", "palette",
)  # fmt: skip
BOARD = ("go-there", "find", "as-of", "places", "compare", "views", "command", "palette")
HELP = ("close", "find")
ORDER = {"table": TABLE, "record": RECORD, "board": BOARD}
"""The verbs that are said, the most wanted first: the line ends where its room does."""
LAST = ("keys", "quit")
BACK = frozenset({"close", "no-letter", "groups-back", "columns-back", "leave", "step-back"})
ALWAYS_SAID = frozenset({*LAST, *BACK})
TYPING_ROOM = 6
"""Cells of the line one types into that no hint takes."""
PAIRS = {
    "sort-up": "sort-down",
    "next-record": "previous-record",
    "move-column-down": "move-column-up",
    "wider": "narrower",
}
"""Verbs that are said in one word with their opposite."""
BEGUN = frozenset({"places", "copy-cell"})
"""Verbs for which the stroke that they begin with is said."""


def _rows(session: Session) -> bool:
    return session.record is not None or session.has_rows


def _changes(session: Session) -> bool:
    return not session.read_only and _rows(session) and changes_here(session)


def _has_status(session: Session) -> bool:
    table = TABLES.get(session.place.name if session.record is None else session.record.table)
    return _changes(session) and table is not None and "status" in table.names


def _has_findings(session: Session) -> bool:
    return _changes(session) and (session.record is not None or session.place.name == "findings")


def _lacks_papers(session: Session) -> bool:
    table = session.table
    return (
        session.mode == "table"
        and table is not None
        and not table.grid.total
        and session.place.name in TABLES
    )


def _filters(session: Session) -> bool:
    return session.has_rows or (session.table is not None and bool(session.table.grid.filter))


SAID_IF: dict[str, Callable[[Session], bool]] = {
    "check": lambda session: session.failure is not None or bool(session.check_note),
    "edit": _changes,
    "status": _has_status,
    "add-update": _changes,
    "waive": _has_findings,
    "decide-link": lambda session: _changes(session) and bool(session.record and session.record.detail.links),
    "group": lambda session: session.has_rows and session.place.name == "findings",
    "find": lambda session: _rows(session) or session.mode == "board",
    "sort-up": _rows,
    "mark": _rows,
    "facets": _rows,
    "filter": _filters,
    "columns": lambda session: session.table is not None,
    "save-view": lambda session: session.table is not None,
    "as-of": lambda session: session.failure is None,
    "import": lambda session: not session.read_only,
    "undo": lambda session: bool(session.desk.commits),
    "quit": lambda session: session.mode in {"table", "board"},
    "agree": lambda session: isinstance(session.sheet, Question),
}
"""When a verb does what its word in the line says; one that is not here does it wherever its mode is."""


def foot_line(session: Session, width: int) -> Line:
    """The line one types in; else what is to be said; else the keys that matter here."""
    if session.prompt is not None:
        return prompt_line(session, session.prompt, width)
    if session.pending:
        return fit(_next_strokes(session), width)
    if session.note and not said_lines(session, width, session.room.body):
        return fit((Span(" "), Span(cut(session.note, width - 2), session.note_role)), width)
    return key_line(session, width)


def key_line(session: Session, width: int) -> Line:
    """The verbs of this mode that do something here; where room is short, never without the way back, help and quit."""
    said = [(verb.name, _said(session, verb)) for verb in _said_here(session)]
    while sum(line_width(pair) for _, pair in said) > width:
        last = next((one for one in reversed(said) if one[0] not in ALWAYS_SAID), said[-1])
        said.remove(last)
    return fit(tuple(span for _, pair in said for span in pair), width)


def _said_here(session: Session) -> list[Verb]:
    """What is said, in order."""
    there = {v.name: v for v in verbs() if session.mode in v.modes and v.footer and v.keys}
    order = HELP if session.helping else ORDER.get(session.mode, tuple(there))
    first = ("import",) if _lacks_papers(session) else ()
    names = dict.fromkeys((*first, *(name for name in order if name not in LAST), *LAST))
    listed = [there[name] for name in names if name in there and SAID_IF.get(name, _always)(session)]
    if not session.typing:
        return [v for v in listed if not v.needs_rows or _rows(session)]
    return [v for v in listed if len(v.strokes()[0][0]) > 1]  # letters are typed now


def _always(_: Session) -> bool:
    return True


def _said(session: Session, verb: Verb) -> Line:
    word = session.sheet.sends if verb.name == "send" and isinstance(session.sheet, Form) else verb.footer
    return (Span(f" {_keys(session, verb)}", "key"), Span(f" {word} ", "quiet"))


def _keys(session: Session, verb: Verb) -> str:
    """The verb's first key, and its opposite's."""
    opposite = named(PAIRS.get(verb.name, ""))
    both = (verb, opposite) if opposite is not None and opposite.keys else (verb,)
    strokes = [one.strokes()[0][:1] if verb.name in BEGUN else one.strokes()[0] for one in both]
    return " ".join(display(keys, ascii_only=session.ascii_only) for keys in strokes)


def _next_strokes(session: Session) -> Line:
    offers = continuations(session)
    keys = display(session.pending, ascii_only=session.ascii_only)
    if len(offers) > FEW:
        return (Span(f" {keys}", "key"), Span(" then one of the keys above; Esc leaves it", "quiet"))
    spans = [Span(f" {keys}", "key"), Span(" then ", "quiet")]
    for key, text in offers:
        spans += [Span(key, "key"), Span(f" {text}  ", "quiet")]
    return tuple(spans)


def prompt_line(session: Session, prompt: Prompt, width: int) -> Line:
    """The mark, what was typed with a cursor in it, and at the right what is wrong or how many rows are left."""
    right = _prompt_note(session, prompt)
    least = width_of(prompt.mark) + min(width_of(prompt.text), width // 2) + TYPING_ROOM
    side = cut(right, max(width - least, 10))
    room = max(width - width_of(prompt.mark) - width_of(side) - 3, 5)
    before, under, after = (
        prompt.text[: prompt.at],
        prompt.text[prompt.at : prompt.at + 1],
        prompt.text[prompt.at + 1 :],
    )
    while width_of(before) > room - 2:
        before = before[max(len(before) // 8, 1) :]
    left: Line = (
        Span(f" {prompt.mark}", "key"),
        Span(cut(before, room), "typed"),
        Span(cut(under, 2) or " ", "caret"),
        Span(cut(after, max(room - width_of(before) - 1, 0)), "typed"),
    )
    role = session.note_role or "quiet"
    return fit((*fit(left, width - width_of(side) - 1), Span(side, role), Span(" ")), width)


def _dated(session: Session, prompt: Prompt) -> str:
    """What a typed date is understood as."""
    if not prompt.text.strip():
        back = (
            f"Enter alone: {day(session.home).strip()}"
            if prompt.kind == "date"
            else "Enter alone: a month before"
        )
        return f"31/10/2023, yesterday, -1m; {back}"
    try:
        if prompt.kind == "date":
            return day(moment(prompt.text, session.today)).strip()
        return " to ".join(day(one).strip() for one in two_dates(prompt.text, session.as_of, session.today))
    except UsageError:
        return "no date yet"


def _prompt_note(session: Session, prompt: Prompt) -> str:
    if session.note and not said_lines(session, session.room.width, session.room.body):
        return session.note
    if prompt.completions and prompt.completed >= 0:
        offers = (*prompt.completions[prompt.completed :], *prompt.completions[: prompt.completed])
        return "  ".join(offer.rpartition(" ")[2] for offer in offers[:8])
    table = session.table
    if prompt.kind == "filter" and table is not None:
        return (
            f"{table.height:,} of {table.grid.total:,}"
            if prompt.text
            else "words, !word, status:overdue, due<2023-12-01"
        )
    if prompt.kind in {"date", "compare", "compare all"}:
        return _dated(session, prompt)
    return "Tab completes" if prompt.kind == "command" and not prompt.text else ""
