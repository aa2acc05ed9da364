"""Filling in a form: from line to line, what could stand there, sending it, leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.form import Form
from slough_tui.tui.verbs.verb import Verb, verb

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

GROUP = "In a form"


def _form(session: Session) -> Form | None:
    return session.sheet if isinstance(session.sheet, Form) else None


@verb("next-line", "enter", "next line; on the last one: show what would change", group=GROUP, modes="form",
      footer="next", palette=False)  # fmt: skip
def next_line(session: Session) -> None:
    """On, where this line can be so."""
    form = _form(session)
    if form is None:
        return
    if wrong := form.objection():
        session.say(wrong, "red")
    elif form.at < len(form.blanks) - 1:
        form.move(1)
    else:
        send_now.run(session)


@verb(
    "send", "ctrl+s", "show what would change", group=GROUP, modes="form", footer="show change", palette=False
)
def send_now(session: Session) -> None:
    """Send the form, or go to the first line that cannot be."""
    form = _form(session)
    if form is None:
        return
    wrong = form.wrong()
    if wrong is not None:
        form.at = wrong
        session.say(form.objection(), "red")
        return
    form.send(session, form)


@verb("line-down", "down , ctrl+n", "next line", group=GROUP, modes="form", palette=False)
def line_down(session: Session) -> None:
    """Line below."""
    if (form := _form(session)) is not None:
        form.move(1)


@verb("line-up", "up , ctrl+p", "line before", group=GROUP, modes="form", palette=False)
def line_up(session: Session) -> None:
    """Line above."""
    if (form := _form(session)) is not None:
        form.move(-1)


@verb("offer", "tab", "take what could stand here; again: the next; where nothing is left to take: next line",
      group=GROUP, modes="form", footer="complete", palette=False)  # fmt: skip
def offer(session: Session) -> None:
    """Next offer."""
    form = _form(session)
    if form is not None and not form.complete(1):
        form.move(1)


@verb("offer-before", "shift+tab", "the offer before; where there is none: line before", group=GROUP,
      modes="form", palette=False)  # fmt: skip
def offer_before(session: Session) -> None:
    """Offer before."""
    form = _form(session)
    if form is not None and not form.complete(-1):
        form.move(-1)


@verb("leave", "escape", "leave; what was typed is thrown away (it asks once)", group=GROUP, modes="form",
      footer="leave", palette=False)  # fmt: skip
def leave(session: Session) -> None:
    """Close the form; never in passing where something was typed."""
    form = _form(session)
    if form is None:
        return
    if form.changed and not form.warned:
        form.warned = True
        session.say("Esc again throws away what you typed; any other key goes on.", "amber")
        return
    session.sheets.pop()


VERBS: tuple[Verb, ...] = (next_line, send_now, offer, offer_before, line_down, line_up, leave)
