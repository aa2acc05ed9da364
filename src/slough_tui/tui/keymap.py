"""Keys of one's own: `[keys]` in the settings gives a verb other keys, and says what cannot be."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from slough_tui.errors import SettingsError
from slough_tui.tui import verbs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slough_tui.tui.verbs.verb import Verb

HINT = 'write [keys] and under it, for example, edit = "E" or undo = ["u", "ctrl+z"]'


def remap(keys: Mapping[str, object], where: str = "[keys]") -> None:
    """Give verbs other keys from now on; an empty mapping: the usual ones.

    A key is written as in `slough_tui.tui.keys` (`E`, `ctrl+e`, `g e` for one after the other); several stand in a
    list, an empty text takes the verb's keys away. SettingsError for an unknown verb, a value that is no key, and two
    verbs that want the same key in the same mode; nothing has changed then.
    """
    before = verbs.remapped()
    verbs.give({})
    wanted = {}
    try:
        wanted = {name: _keys(name, value, where) for name, value in keys.items()}
        verbs.give(wanted)
        for mode in verbs.MODES:
            _check(mode, where)
    except SettingsError:
        verbs.give(before)
        raise


def _keys(name: str, value: object, where: str) -> tuple[str, ...]:
    known = verbs.named(name)
    if known is None:
        near = difflib.get_close_matches(name, [verb.name for verb in verbs.verbs()], n=1)
        hint = f"did you mean {near[0]}?" if near else "? and Ctrl-P list what can be done"
        raise SettingsError(f"there is no verb {name!r}", where=where, hint=hint)
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
        raise SettingsError(f"the keys of {name} cannot be {value!r}", where=where, hint=HINT)
    return tuple(" ".join(key.split()) if key != " " else "space" for key in listed if key)


def _check(mode: str, where: str) -> None:
    """SettingsError for two verbs on one key, and for a key that acts at once and begins a sequence."""
    found: dict[tuple[str, ...], Verb] = {}
    for verb in verbs.verbs():
        for strokes in verb.strokes() if mode in verb.modes else ():
            other = found.setdefault(strokes, verb)
            if other is not verb:
                _clash(other, verb, " ".join(strokes), where)
    for strokes, verb in found.items():
        for length in range(1, len(strokes)):
            if strokes[:length] in found:
                _clash(found[strokes[:length]], verb, " ".join(strokes[:length]), where)


def _clash(one: Verb, other: Verb, key: str, where: str) -> None:
    raise SettingsError(
        f"{key!r} would do both {one.name} and {other.name}",
        where=where,
        hint=f"give one of them another key: {one.name} ({one.help}), {other.name} ({other.help})",
    )
