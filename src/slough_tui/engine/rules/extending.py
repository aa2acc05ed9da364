"""What plugins bring that rules stand on: kinds of record, and functions that conditions may call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.engine.rules import gate
from slough_tui.engine.rules.functions import ALIASES, BROUGHT, FUNCTIONS
from slough_tui.engine.rules.lint import PLAIN
from slough_tui.hooks.brought import ConditionFunction

if TYPE_CHECKING:
    from slough_tui.hooks.host import Host

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def extend(host: Host) -> None:
    """Take in what the host's plugins bring. A function that is wrong is noted with its plugin, and is none."""
    host.add_record_kinds()
    BROUGHT.clear()
    for plugin, function in host.brought("slough_register_functions", ConditionFunction):
        wrong = _wrong(function)
        if wrong:
            plugin.fail(f"slough_register_functions: {function.name}: {wrong}")
        else:
            BROUGHT[function.name] = function


def _wrong(function: ConditionFunction) -> str:
    """Why conditions cannot call it; empty if they can."""
    from datetime import date

    from slough_tui.engine.rules.tokens import ConditionError

    if not _NAME.fullmatch(function.name):
        return "a name is small letters, digits and _"
    if function.name in FUNCTIONS or function.name in ALIASES:
        return "conditions have a function of this name"
    odd = next((type_ for type_ in function.takes.values() if type_ not in PLAIN), "")
    if odd:
        return f"there is no type {odd!r}; types are {', '.join(PLAIN)}"
    some_day = date(2000, 1, 1)
    try:
        gate.expression(function.sql, function.takes, {"today": some_day, "as_of": some_day})
    except ConditionError as error:
        return f"{error.what} (column {error.column} of its SQL)"
    return ""
