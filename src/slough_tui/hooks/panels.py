"""Panels: what plugins show below a record. The function of a panel is looked up when a record is shown."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import TYPE_CHECKING, Any

from slough_tui.hooks.brought import Panel
from slough_tui.hooks.loading import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from slough_tui.hooks.brought import Lines, Seen
    from slough_tui.hooks.host import Host
    from slough_tui.hooks.loading import Plugin


class SilentError(Exception):
    """A panel has not returned in time, or is still at an earlier record."""


class Patience:
    """How many seconds a panel may take before one goes on without it; until it has returned it is not called again."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._busy: dict[str, threading.Thread] = {}

    def call(self, name: str, panel: Callable[[], Sequence[str]]) -> Sequence[str]:
        """What the panel of this name says, or what it raises. SilentError where it does not answer."""
        before = self._busy.get(name)
        if before is not None and before.is_alive():
            raise SilentError
        said: list[Sequence[str]] = []
        raised: list[BaseException] = []

        def run() -> None:
            try:
                said.append(panel())
            except BaseException as error:  # noqa: BLE001 - raised again where it was called
                raised.append(error)

        thread = self._busy[name] = threading.Thread(target=run, name=f"slough-panel-{name}", daemon=True)
        thread.start()
        thread.join(self.seconds)
        if thread.is_alive():
            raise SilentError
        if raised:
            raise raised[0]
        return said[0]


def panels_of(
    host: Host, table: str, record: Mapping[str, Any], asked: Seen, patience: Patience | None = None
) -> dict[str, list[str]]:
    """Title to lines of every panel of this table that has something to say; one that breaks is noted and left out.

    So is one that outlasts the `patience`; without it, a panel may take as long as it likes.
    """
    told: dict[str, list[str]] = {}
    for plugin, panel in host.brought("slough_register_panels", Panel):
        if panel.tables and table not in panel.tables:
            continue

        def call(plugin: Plugin = plugin, panel: Panel = panel) -> list[str]:
            return [str(line) for line in _target(plugin, panel)(record, asked)]

        try:
            name = f"{plugin.name} {panel.title}"
            lines = call() if patience is None else patience.call(name, call)
        except KeyboardInterrupt:
            raise
        except SilentError:
            plugin.fail(f"panel {panel.title} does not answer")
            continue
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything
            plugin.fail(f"panel {panel.title}: {in_words(error)}")
            continue
        if lines:
            told[panel.title] = list(lines)
    return told


def _target(plugin: Plugin, panel: Panel) -> Lines:
    module, _, name = panel.target.rpartition(":")
    found: Lines = getattr(import_module(module) if module else plugin.module, name)
    return found
