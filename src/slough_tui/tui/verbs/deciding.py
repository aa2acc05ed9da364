"""Answering what stands over the table: commit what a preview shows, and what to do where somebody was quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.acting import do
from slough_tui.tui.papers import Stack
from slough_tui.tui.preview import Conflict, Preview, Question
from slough_tui.tui.verbs.verb import Verb, verb

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

GROUP = "Decide"


@verb("commit", "enter", "do it, in one commit", group=GROUP, modes="preview", footer="commit", palette=False)
def commit(session: Session) -> None:
    """Make the plan that is shown."""
    sheet = session.sheet
    if isinstance(sheet, Preview):
        do(session, sheet.plan)


@verb("agree", "enter", "yes", group=GROUP, modes="question", footer="yes", palette=False)
def agree(session: Session) -> None:
    """Do what the question asks."""
    sheet = session.sheet
    if isinstance(sheet, Question):
        session.sheets.pop()
        sheet.run(session)


@verb("step-back", "escape , q", "back; nothing is written", group=GROUP, modes="preview conflict question paper papers",
      footer="back", palette=False, at_once=True)  # fmt: skip
def step_back(session: Session) -> None:
    """To what was typed, which is still there."""
    if session.desk.task is None and session.sheets:
        session.sheets.pop()
    elif isinstance(session.sheet, Stack):
        session.sheet.stopped = True
        session.say("Stopping after this paper ...")


def _clash(session: Session) -> Conflict | None:
    return session.sheet if isinstance(session.sheet, Conflict) else None


@verb("keep-theirs", "t", "keep theirs; write what does not clash", group=GROUP, modes="conflict",
      footer="keep theirs", palette=False)  # fmt: skip
def keep_theirs(session: Session) -> None:
    """The others' values stand."""
    from slough_tui.engine.history.planning import without

    sheet = _clash(session)
    if sheet is None:
        return
    rest = without(sheet.plan, sheet.clashes)
    session.sheets.pop()
    if rest.told:
        do(session, rest)
    else:
        session.sheets.clear()
        session.reload(session.as_of)
        session.say("Theirs stands; nothing of yours was written.")


@verb("use-mine", "m", "use mine instead", group=GROUP, modes="conflict", footer="use mine", palette=False)
def use_mine(session: Session) -> None:
    """Ours stands, made against what is there now; a further change in between is a conflict again."""
    from slough_tui.engine.history.planning import over

    sheet = _clash(session)
    if sheet is not None:
        session.sheets.pop()
        do(session, over(sheet.plan, sheet.clashes))


@verb(
    "edit-again", "e", "back to what was typed", group=GROUP, modes="conflict", footer="edit", palette=False
)
def edit_again(session: Session) -> None:
    """To the form; the plan is made anew from there."""
    while session.sheets and session.sheets[-1].mode != "form":
        session.sheets.pop()


VERBS: tuple[Verb, ...] = (commit, agree, keep_theirs, use_mine, edit_again, step_back)
