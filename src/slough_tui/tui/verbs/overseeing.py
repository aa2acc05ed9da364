"""On the overview: from number to number, and to what a number counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.questions import Compared
from slough_tui.tui.standing import Standing, bring
from slough_tui.tui.verbs.timing import begin_comparison
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.goals import goal_of
from slough_tui.views.places import BY_NAME
from slough_tui.views.saved import View

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

GROUP = "Records"


@verb("go-there", "enter", "go to what this number counts", group=GROUP, modes="board", footer="go there")
def go_there(session: Session) -> None:
    """The place with the filter, or the record."""
    goal = session.board.goal
    if goal is None:
        session.say("There is nothing to go to yet.")
    elif goal.link:
        leads = goal_of(goal.link)
        if leads is None or not session.open(*leads):
            session.say(f"{goal.link} is not in this register as of this date.", "amber")
    else:
        _enter(session, goal.place, goal.filter)


def _enter(session: Session, name: str, rule: str) -> None:
    overview = session.overview
    if name == "changes" and overview is not None:
        begin_comparison(session, Compared(overview.since, overview.as_of))
    session.enter(BY_NAME[name])
    there = Standing(View("", name, rule))
    if session.table is None:
        session.awaited[name] = there
    else:
        bring(session.table, there)


@verb("next-number", "l , right", "next number", group=GROUP, modes="board", palette=False)
def next_number(session: Session) -> None:
    """Next spot."""
    session.board.along(1)


@verb("previous-number", "h , left", "number before it", group=GROUP, modes="board", palette=False)
def previous_number(session: Session) -> None:
    """Spot before."""
    session.board.along(-1)


VERBS: tuple[Verb, ...] = (go_there, next_number, previous_number)
