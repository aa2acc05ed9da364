"""Going to places and dates, and the line of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.chooser import Choice, Chooser
from slough_tui.tui.verbs.sifting import ask
from slough_tui.tui.verbs.verb import Verb, display, verb
from slough_tui.views.places import PLACES, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.tui.session import Session

GROUP = "Places"
BOTH = "table record board"


def _goes_to(place: Place) -> Callable[[Session], None]:
    def run(session: Session) -> None:
        session.enter(place)

    return run


LETTERED: tuple[Verb, ...] = tuple(
    verb(place.name.replace("_", "-"), place.key, place.title, group=GROUP, modes=BOTH, at_once=True)(
        _goes_to(place)
    )
    for place in PLACES
    if place.key
)


def _next(session: Session, by: int) -> None:
    session.enter(PLACES[(PLACES.index(session.place) + by) % len(PLACES)])


@verb("next-place", "tab", "next place", group=GROUP, modes="table board", palette=False, at_once=True)
def next_place(session: Session) -> None:
    """Place to the right."""
    _next(session, 1)


@verb(
    "previous-place",
    "shift+tab",
    "place before it",
    group=GROUP,
    modes="table board",
    palette=False,
    at_once=True,
)
def previous_place(session: Session) -> None:
    """Place to the left."""
    _next(session, -1)


@verb("places", "g /", "all places: type a part of a name", group=GROUP, modes=BOTH, footer="go")
def places(session: Session) -> None:
    """Choose among all places, by typing or with the arrows."""
    session.chooser = Chooser("Go to", place_choices(session), typing=True)


def place_choices(session: Session) -> tuple[Choice, ...]:
    """Every place with its key, its title and how many rows it has."""
    return tuple(
        Choice(
            display(tuple(place.key.split())),
            f"{place.title:<22}{count_of(session, place):>9}",
            "Places",
            _goes_to(place),
            place.name,
        )
        for place in PLACES
    )


def count_of(session: Session, place: Place) -> str:
    """How many rows a place has; empty while nobody knows."""
    frame = session.frames.get(place.name)
    return "" if frame is None else f"{frame.height:,}"


@verb("command", ":", "a place, a record's id, filter, sort, as-of or any verb by name; Tab completes",
      group=GROUP, modes=BOTH, footer="command")  # fmt: skip
def command(session: Session) -> None:
    """Open the command line."""
    ask(session, "command", ":")


VERBS: tuple[Verb, ...] = (*LETTERED, next_place, previous_place, places, command)
