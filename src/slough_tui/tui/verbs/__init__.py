"""The one list of what can be done: keys, footer, help, palette and the words after `:` are all made from it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slough_tui.tui.verbs.verb import Verb

MODES = (
    "table",
    "record",
    "board",
    "chooser",
    "prompt",
    "form",
    "preview",
    "conflict",
    "question",
    "columns",
    "letter",
    "jump",
    "paper",
    "papers",
    "groups",
)


@cache
def verbs() -> tuple[Verb, ...]:
    """Every verb, in the order in which help shows them."""
    from slough_tui.tui.verbs import (
        columns,
        copying,
        deciding,
        editing,
        exporting,
        faceting,
        filling,
        going,
        grouping,
        house,
        importing,
        importing_many,
        leaping,
        linking,
        marking,
        moving,
        opening,
        overseeing,
        reporting,
        sifting,
        timing,
        typing,
        undoing,
        viewing,
        workbench,
    )  # fmt: skip

    rooms = (
        moving, overseeing, leaping, typing, opening, marking, editing, linking,
        importing, importing_many,
        undoing, sifting, faceting, grouping,
        workbench, columns, viewing, going, timing,
        copying,
        exporting,
        reporting, house, filling, deciding,
    )  # fmt: skip
    everything = (verb for room in rooms for verb in room.VERBS)
    return tuple(
        replace(verb, keys=_GIVEN[verb.name]) if verb.name in _GIVEN else verb for verb in everything
    )


_GIVEN: dict[str, tuple[str, ...]] = {}
"""The keys that a person gave to verbs; see `keymap`."""


def remapped() -> dict[str, tuple[str, ...]]:
    """The verbs whose keys are a person's own, with these."""
    return dict(_GIVEN)


def give(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Let these verbs have these keys, all others their own. Whoever calls it has checked them."""
    _GIVEN.clear()
    _GIVEN.update(keys)
    for made in (verbs, bindings, prefixes):
        made.cache_clear()


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
