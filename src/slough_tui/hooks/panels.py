"""Panels: what plugins show below a record. The function of a panel is looked up when a record is shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from slough_tui.hooks.brought import Panel
from slough_tui.hooks.loading import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slough_tui.hooks.brought import Lines, Seen
    from slough_tui.hooks.host import Host
    from slough_tui.hooks.loading import Plugin


def panels_of(host: Host, table: str, record: Mapping[str, Any], asked: Seen) -> dict[str, list[str]]:
    """Title to lines of every panel of this table that has something to say; one that breaks is noted and left out."""
    told: dict[str, list[str]] = {}
    for plugin, panel in host.brought("slough_register_panels", Panel):
        if panel.tables and table not in panel.tables:
            continue
        try:
            lines = [str(line) for line in _target(plugin, panel)(record, asked)]
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything
            plugin.fail(f"panel {panel.title}: {in_words(error)}")
            continue
        if lines:
            told[panel.title] = lines
    return told


def _target(plugin: Plugin, panel: Panel) -> Lines:
    module, _, name = panel.target.rpartition(":")
    found: Lines = getattr(import_module(module) if module else plugin.module, name)
    return found
