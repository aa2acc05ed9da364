"""Whether what a plugin implements fits the hooks there are, found out before anybody calls it."""

from __future__ import annotations

from typing import Any

import pluggy

from slough_tui.errors import PluginError
from slough_tui.hooks import spec
from slough_tui.hooks.api import PROJECT


def manager() -> pluggy.PluginManager:
    """A manager of pluggy's that knows the hooks."""
    made = pluggy.PluginManager(PROJECT)
    made.add_hookspecs(spec)
    return made


def hook_names() -> tuple[str, ...]:
    """Every hook there is, by name."""
    return tuple(sorted(name for name in vars(spec) if name.startswith("slough_")))


def check_hooks(module: Any) -> None:
    """Every implementation must fit a hook that exists; tried on a manager of its own, which is thrown away.

    PluginError says which does not.
    """
    trial = manager()
    try:
        trial.register(module, "trial")
        trial.check_pending()
    except pluggy.PluginValidationError as wrong:
        raise PluginError(_unknown_hook(trial) or " ".join(str(wrong).split())) from wrong
    wrappers = [caller.name for caller in trial.get_hookcallers(module) or [] if _wraps(caller)]
    if wrappers:
        raise PluginError(f"{wrappers[0]} wraps other plugins' calls", hint="plugins are called one by one")


def _wraps(caller: Any) -> bool:
    return any(one.wrapper or one.hookwrapper for one in caller.get_hookimpls())


def _unknown_hook(trial: pluggy.PluginManager) -> str:
    import difflib

    known = hook_names()
    for name in vars(trial.hook):
        if not name.startswith("_") and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; hooks are {', '.join(known)}"
            return f"there is no hook {name}{hint}"
    return ""
