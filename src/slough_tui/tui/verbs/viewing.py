"""Saved views: a key each, a list of them, keeping the present one; and the view before this one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.tui.blanks import text_blank
from slough_tui.tui.chooser import Choice, Chooser
from slough_tui.tui.form import Blank, Form
from slough_tui.tui.standing import Standing, go, standing
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.saved import KEYS
from slough_tui.views.spans import width_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.tui.session import Session
    from slough_tui.views.saved import View

GROUP = "Views"
BOTH = "table record board"


def show(session: Session, view: View) -> None:
    """Go to a view and say which it is."""
    go(session, Standing(view))
    told = f"{view.name}: {view.about}" if view.about else view.name
    back = ". ` goes back."
    session.say((told if width_of(told + back) <= session.room.width - 2 else f"View {view.name}") + back)


def _on_key(key: str) -> Callable[[Session], None]:
    def run(session: Session) -> None:
        view = session.shelf.on_key(key)
        if view is None:
            session.say(f"No view is on {key}: S keeps what you see now under a name and a key.")
        else:
            show(session, view)

    return run


NUMBERED: tuple[Verb, ...] = tuple(
    verb(
        f"view-{key}", key, f"the saved view on {key}", group=GROUP, modes=BOTH, palette=False, at_once=True
    )(_on_key(key))
    for key in KEYS
)


@verb("view-before", "`", "back to what you saw before: place, filter, order, columns, date", group=GROUP,
      modes=BOTH, at_once=True)  # fmt: skip
def view_before(session: Session) -> None:
    """To and fro between two views."""
    if session.before is None:
        session.say("You were nowhere else yet.")
    else:
        go(session, session.before)


@verb("views", "V", "all saved views", group=GROUP, modes=BOTH, footer="views")
def views(session: Session) -> None:
    """Choose among the views."""
    choices = tuple(
        Choice(view.key, f"{view.name:<22} {view.about}", _where(view), partial(_show, view=view), view.name)
        for view in session.shelf.views()
    )
    session.chooser = Chooser("Views", choices, typing=True)
    if session.shelf.problems:
        session.say(f"Left out: {session.shelf.problems[0]}", "amber")


def _show(session: Session, view: View) -> None:
    show(session, view)


def _where(view: View) -> str:
    return "Shipped" if view.shipped else "Yours" if view.path is None else str(view.path.parent)


@verb("save-view", "S", "keep what you see as a view: name and key", group=GROUP, footer="keep view")
def save_view(session: Session) -> None:
    """Ask for name and key."""
    if session.table is None:
        raise UsageError("there is nothing to keep yet")

    def free(form: Form) -> str:
        key = form.text("key")
        if key and key not in KEYS:
            raise UsageError("the key is a digit from 1 to 9, or nothing")
        there = session.shelf.on_key(key) if key else None
        return f"takes the key from {there.name}" if there and there.name != form.text("name") else ""

    blanks = (
        text_blank("name", "Name", "what it is called", needed="a view needs a name"),
        Blank("key", "Key", "", "a digit from 1 to 9, or nothing", lambda _: KEYS, free),
        text_blank("about", "About", "a few words, shown in the list of views"),
    )
    grid = session.table.grid
    about = (f"{session.place.title}   {grid.filter and '& '}{grid.filter}",)
    session.sheets.append(Form("Keep this view", about, blanks, _keep, sends="keep it"))


def _keep(session: Session, form: Form) -> None:
    save(session, form.text("name"), form.text("key"), form.text("about"))
    session.sheets.pop()


def save(session: Session, name: str, key: str = "", about: str = "") -> None:
    """Keep the present view. UsageError where that cannot be."""
    if not name.strip() or (key and key not in KEYS):
        raise UsageError("view save NAME KEY", hint="the key is a digit from 1 to 9, or nothing")
    view = replace(standing(session, name.strip()).view, key=key, about=about)
    path = session.shelf.save(view)
    session.say(f"Kept as {view.name}{f' on {key}' if key else ''}: {path}", "green")


def command(session: Session, rest: str) -> None:
    """`view NAME`, `view save NAME KEY`. UsageError for what is neither."""
    word, _, more = rest.partition(" ")
    if word == "save":
        name, _, key = more.strip().rpartition(" ")
        save(session, *((name, key) if name and key in KEYS else (more, "")))
        return
    view = session.shelf.named(rest) if rest else None
    if view is None:
        names = ", ".join(view.name for view in session.shelf.views())
        raise UsageError(f"there is no view {rest!r}" if rest else "which view?", hint=f"there are {names}")
    show(session, view)


VERBS: tuple[Verb, ...] = (*NUMBERED, view_before, views, save_view)
