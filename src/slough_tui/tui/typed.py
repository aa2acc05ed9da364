"""Text that goes into the line at the bottom or into a list, and what these do while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.letters import Jump, Letter

if TYPE_CHECKING:
    from slough_tui.tui.session import Session


def typed(session: Session, text: str) -> None:
    """Type `text` into whatever takes text now."""
    from slough_tui.tui.verbs.leaping import leap

    if session.prompt is not None:
        session.prompt.insert(text)
        follow(session)
    elif session.chooser is not None:
        session.chooser.narrow(session.chooser.typed + " ".join(text.splitlines()))
    elif isinstance(session.sheet, Letter | Jump):
        if isinstance(session.sheet, Jump):
            leap(session, session.sheet, text[:1])
        else:
            session.sheet.take(session, text[:1])
    elif session.line is not None:
        session.line.insert(text)
        follow(session)


def follow(session: Session) -> None:
    """What a line does while it is being typed: the filter filters, the search goes there."""
    from slough_tui.tui.verbs.sifting import search

    prompt, table = session.prompt, session.table
    if prompt is None:
        session.note = ""
        return
    if prompt.kind == "filter" and table is not None:
        session.note = ""
        session.guard(lambda: table.sift(prompt.text))
    elif prompt.kind == "search" and prompt.text:
        session.note = ""
        search(session, prompt.text, start=int(prompt.before))
