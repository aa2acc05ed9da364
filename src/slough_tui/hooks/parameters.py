"""What a person changes of an assessor: the tables `[assessors.NAME]` of a `slough.toml`, laid over its defaults.

The defaults say what may be said. A value keeps the kind of its default (a number stays a number), a table
keeps its keys. Two kinds of table are open: an empty one, and one that holds nothing but tables (policies by
name): a new name there begins as a copy of the first.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from slough_tui.errors import SettingsError


def merged(default: Mapping[str, Any], said: Mapping[str, Any], where: str) -> dict[str, Any]:
    """`default` with what was `said` laid over it; `where` names the table (`assessors.rag`).

    Raises SettingsError for a key that `default` does not know and for a value of another kind.
    """
    found = dict(default)
    tables = [value for value in default.values() if isinstance(value, Mapping)]
    is_open = not default or len(tables) == len(default)
    for key, value in said.items():
        if key not in default and not is_open:
            near = difflib.get_close_matches(key, default, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(default)}"
            raise SettingsError(f"unknown key {key!r}", where=where, hint=hint)
        model = default.get(key, tables[0] if tables else value)
        found[key] = _fitting(model, value, f"{where}.{key}")
    return found


def _fitting(model: Any, value: Any, where: str) -> Any:
    wanted = _kind(model)
    if _kind(value) != wanted:
        raise SettingsError(f"must be {wanted}, not {_kind(value)}", where=where)
    if isinstance(model, Mapping):
        return merged(model, value, where)
    if isinstance(model, float):
        return float(value)
    if isinstance(model, list) and model:
        return [_element(model, one, f"{where}[{n}]") for n, one in enumerate(value)]
    return value


def _element(model: list[Any], value: Any, where: str) -> Any:
    """An element of a list of tables may leave out any key, but has none that no element of the default has."""
    if not isinstance(model[0], Mapping):
        return _fitting(model[0], value, where)
    known: dict[str, Any] = {}
    for one in model:
        known |= {key: each for key, each in one.items() if key not in known}
    if not isinstance(value, Mapping):
        raise SettingsError("must be a table", where=where)
    return {key: merged(known, {key: each}, where)[key] for key, each in value.items()}


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, Mapping):
        return "a table"
    return "a list" if isinstance(value, list) else "a date"
