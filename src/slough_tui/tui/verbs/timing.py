"""Going through time: to a date, from commit to commit, and comparing two dates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.tui.part import part_of
from slough_tui.tui.questions import Compared
from slough_tui.tui.verbs.sifting import ask
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.moments import two_dates
from slough_tui.views.places import BY_NAME
from slough_tui.views.rows import held
from slough_tui.views.stops import position, stops
from slough_tui.views.values import day

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

GROUP = "Time"
BOTH = "table record board"


@verb("as-of", "t", "go to a date: the register as it was then; Enter alone comes back", group=GROUP, modes=BOTH,
      footer="date")  # fmt: skip
def as_of(session: Session) -> None:
    """Ask for a date."""
    ask(session, "date", "as of ")


def _step(session: Session, by: int) -> None:
    commits = held(session.frames, "commits")
    if commits is None:
        session.say("The commits are still being read.")
        return
    known = stops(commits)
    wanted = position(known, session.as_of, session.known_at) + by
    if not 0 <= wanted < len(known):
        session.say("This is the oldest commit." if by < 0 else "This is the newest commit.")
        return
    stop = known[wanted]
    newest_at_home = wanted == position(known, session.home, None)
    if newest_at_home:
        session.reload(session.home)
        session.say(f"Back to {day(session.home).strip()}: nothing later is known.")
        return
    session.reload(stop.as_of, known_at=stop.known_at)
    session.say(f"After commit {stop.seq}: {stop.what}")


@verb("older-commit", "<", "one commit back in time", group=GROUP, modes=BOTH)
def older_commit(session: Session) -> None:
    """The register before what one looks at was committed."""
    _step(session, -1)


@verb("newer-commit", ">", "one commit forward in time", group=GROUP, modes=BOTH)
def newer_commit(session: Session) -> None:
    """The register with the next commit."""
    _step(session, 1)


@verb("compare", "=", "compare with another date what is marked or filtered, else all: what appeared, slipped, worsened",
      group=GROUP, modes=BOTH, footer="compare")  # fmt: skip
def compare(session: Session) -> None:
    """Ask for the other date."""
    part = part_of(session)
    only = "" if part is None else f"the {part.word} on "
    ask(session, "compare", f"compare {only}{day(session.as_of).strip()} with ")


@verb("compare-all", "z =", "compare the whole register with another date", group=GROUP, modes=BOTH)
def compare_all(session: Session) -> None:
    """Ask for the other date; where a part was compared, the same two days."""
    if session.place.name == "changes" and session.compared is not None and session.compared.part is not None:
        _compare(session, replace(session.compared, part=None))
    else:
        ask(session, "compare all", f"compare all on {day(session.as_of).strip()} with ")


def compare_with(session: Session, text: str, *, whole: bool = False) -> None:
    """Compare the date one looks at with another, or the two dates of `text`: what is marked or filtered, or the `whole`
    register. UsageError if it is no date.
    """
    first, last = two_dates(text, session.as_of, session.today)
    if first == last:
        raise UsageError("These are the same day", hint="name another date, or two: 3/10/2023 to 31/10/2023")
    if session.place.name == "overview":
        session.since = first
        session.oversee()
        return
    _compare(session, Compared(first, last, None if whole else part_of(session)))


def _compare(session: Session, wanted: Compared) -> None:
    begin_comparison(session, wanted)
    session.enter(BY_NAME["changes"])


def begin_comparison(session: Session, wanted: Compared) -> None:
    """Ask for a comparison, though the same one was asked for before; the place of changes is empty until it is there."""
    session.compared = wanted
    session.tables.pop("changes", None)
    session.frames.pop("changes", None)
    session.asked.pop(Compared, None)
    session.ask(wanted)


VERBS: tuple[Verb, ...] = (as_of, older_commit, newer_commit, compare, compare_all)
