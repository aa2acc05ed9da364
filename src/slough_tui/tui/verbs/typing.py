"""Typing into the line at the bottom and into lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.errors import SloughError
from slough_tui.tui.commandline import completions, execute
from slough_tui.tui.prompt import remember
from slough_tui.tui.typed import follow
from slough_tui.tui.verbs.sifting import search
from slough_tui.tui.verbs.timing import compare_with
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.moments import moment

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

TYPING = "While typing"
LIST = "In a list"
LINES = "prompt form"
"""Where there is a line that one types into."""


@verb("accept", "enter", "do it", group=TYPING, modes="prompt", palette=False)
def accept(session: Session) -> None:
    """Take what was typed."""
    prompt = session.prompt
    if prompt is None:
        return
    if prompt.kind == "filter" and session.table is not None:
        try:
            session.table.sift(prompt.text)
        except SloughError as error:
            session.say(str(error), "red")
            return
    session.prompt = None
    remember(prompt.memory, prompt.text)
    if prompt.kind == "search":
        session.searched = prompt.text or session.searched
        if not prompt.text:
            search(session, session.searched)
    elif prompt.kind == "date":
        _to_date(session, prompt.text)
    elif prompt.kind in {"compare", "compare all"}:
        compare_with(session, prompt.text, whole=prompt.kind == "compare all")
    elif prompt.kind == "command":
        execute(session, prompt.text)


def _to_date(session: Session, text: str) -> None:
    session.reload(moment(text, session.today) if text.strip() else session.home)


@verb(
    "cancel",
    "escape",
    "stop typing; what held before holds again",
    group=TYPING,
    modes="prompt",
    palette=False,
)
def cancel(session: Session) -> None:
    """Close the line and undo what it did."""
    prompt, session.prompt = session.prompt, None
    if prompt is None:
        return
    if prompt.kind == "filter" and session.table is not None:
        session.table.sift(prompt.before)
        if prompt.record:
            session.table.go_to(prompt.record)
    elif prompt.kind == "search" and session.record is not None:
        session.record.top = int(prompt.before)
    elif prompt.kind == "search" and session.table is not None:
        session.table.go(int(prompt.before))


@verb("rub-out", "backspace , ctrl+h", "take back a character (an empty line closes)", group=TYPING,
      modes="prompt chooser form", palette=False)  # fmt: skip
def rub_out(session: Session) -> None:
    """Backspace."""
    if session.prompt is not None:
        if not session.prompt.text:
            cancel.run(session)
            return
        session.prompt.rub_out()
        follow(session)
    elif session.chooser is not None:
        session.chooser.narrow(session.chooser.typed[:-1])
    elif session.line is not None:
        session.line.rub_out()
        follow(session)


@verb(
    "delete",
    "delete",
    "take away the character under the cursor",
    group=TYPING,
    modes=LINES,
    palette=False,
)
def delete(session: Session) -> None:
    """Delete forward."""
    if session.line is not None:
        session.line.delete()
        follow(session)


@verb("rub-out-word", "ctrl+w", "take back a word", group=TYPING, modes=LINES, palette=False)
def rub_out_word(session: Session) -> None:
    """Word before the cursor."""
    if session.line is not None:
        session.line.rub_out_word()
        follow(session)


@verb(
    "rub-out-line",
    "ctrl+u",
    "take back everything before the cursor",
    group=TYPING,
    modes=LINES,
    palette=False,
)
def rub_out_line(session: Session) -> None:
    """Line before the cursor."""
    if session.line is not None:
        session.line.rub_out_all()
        follow(session)


def _move(session: Session, by: int) -> None:
    if session.line is not None:
        session.line.move(session.line.at + by)


@verb("cursor-left", "left , ctrl+b", "one character to the left", group=TYPING, modes=LINES, palette=False)
def cursor_left(session: Session) -> None:
    """Cursor left."""
    _move(session, -1)


@verb(
    "cursor-right",
    "right , ctrl+f",
    "one character to the right",
    group=TYPING,
    modes=LINES,
    palette=False,
)
def cursor_right(session: Session) -> None:
    """Cursor right."""
    _move(session, 1)


@verb(
    "cursor-start",
    "home , ctrl+a",
    "to the beginning of the line",
    group=TYPING,
    modes=LINES,
    palette=False,
)
def cursor_start(session: Session) -> None:
    """Cursor to the start."""
    _move(session, -(10**6))


@verb("cursor-end", "end , ctrl+e", "to the end of the line", group=TYPING, modes=LINES, palette=False)
def cursor_end(session: Session) -> None:
    """Cursor to the end."""
    _move(session, 10**6)


@verb("older", "up", "the line typed before this one", group=TYPING, modes="prompt", palette=False)
def older(session: Session) -> None:
    """Back in the memory."""
    if session.prompt is not None:
        session.prompt.recall(-1)
        follow(session)


@verb("newer", "down", "the line typed after it", group=TYPING, modes="prompt", palette=False)
def newer(session: Session) -> None:
    """Forward in the memory."""
    if session.prompt is not None:
        session.prompt.recall(1)
        follow(session)


def _complete(session: Session, by: int) -> None:
    prompt = session.prompt
    if prompt is None:
        return
    offers = completions(session, prompt) if prompt.completed < 0 else prompt.completions
    prompt.complete(offers, by)
    follow(session)
    if not offers:
        session.say("Tab knows nothing that goes on from here.")


@verb("complete", "tab", "complete what is being typed; again: the next offer", group=TYPING, modes="prompt",
      palette=False)  # fmt: skip
def complete(session: Session) -> None:
    """Next completion."""
    _complete(session, 1)


@verb("complete-back", "shift+tab", "the offer before", group=TYPING, modes="prompt", palette=False)
def complete_back(session: Session) -> None:
    """Completion before."""
    _complete(session, -1)


@verb("take", "enter", "take this one", group=LIST, modes="chooser", footer="take", palette=False)
def take(session: Session) -> None:
    """Do what the choice under the cursor does."""
    chooser, session.chooser = session.chooser, None
    if chooser is None or chooser.here is None:
        session.say("Nothing was chosen.")
        return
    chooser.here.run(session)


@verb(
    "search-list", "/", "type to narrow the list", group=LIST, modes="chooser", footer="search", palette=False
)
def search_list(session: Session) -> None:
    """From here on keys are typed into the list."""
    if session.chooser is not None:
        session.chooser.typing = True


VERBS: tuple[Verb, ...] = (
    take, search_list, accept, cancel, complete, complete_back, older, newer, cursor_left, cursor_right,
    cursor_start, cursor_end, rub_out, delete, rub_out_word, rub_out_line,
)  # fmt: skip
