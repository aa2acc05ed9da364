"""The one list of what can be done: keys, footer, help, palette and the words after `:` are all made from it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slough_tui.tui.verbs.verb import Verb

MODES = ("table", "record", "chooser", "prompt")


@cache
def verbs() -> tuple[Verb, ...]:
    """Every verb, in the order in which help shows them."""
    from slough_tui.tui.verbs import copying, going, house, marking, moving, opening, sifting, typing

    rooms = (moving, typing, opening, marking, sifting, going, copying, house)
    return tuple(verb for room in rooms for verb in room.VERBS)


@cache
def bindings(mode: str) -> Mapping[tuple[str, ...], Verb]:
    """Strokes to verb, for one mode. ValueError if two verbs want the same strokes."""
    found: dict[tuple[str, ...], Verb] = {}
    for verb in verbs():
        for strokes in verb.strokes() if mode in verb.modes else ():
            if strokes in found:
                raise ValueError(f"{mode}: {strokes} does {found[strokes].name} and {verb.name}")
            found[strokes] = verb
    return found


@cache
def prefixes(mode: str) -> frozenset[tuple[str, ...]]:
    """Strokes after which more must come."""
    return frozenset(strokes[:i] for strokes in bindings(mode) for i in range(1, len(strokes)))


def named(name: str) -> Verb | None:
    """The verb of this name."""
    return next((verb for verb in verbs() if verb.name == name), None)
