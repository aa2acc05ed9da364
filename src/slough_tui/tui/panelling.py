"""What plugins show below a record, asked in a thread beside the screen: one that does not answer is not waited for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from slough_tui.hooks.panels import Patience, panels_of

if TYPE_CHECKING:
    from slough_tui.hooks.brought import Seen
    from slough_tui.hooks.host import Host

PANEL_SECONDS = 2.0
"""How long the screen waits for a panel of a plugin."""

Panels = Callable[[str, Mapping[str, Any], "Seen"], tuple[dict[str, list[str]], list[str]]]
"""A table's name, a record of it and what there is to read, to lines by title, and what broke."""


def panelled(
    host: Host, patience: Patience, table: str, record: Mapping[str, Any], asked: Seen
) -> tuple[dict[str, list[str]], list[str]]:
    """What the panels of all plugins say of a record, and which of them broke or do not answer, with the plugin's name."""
    before = {id(plugin): len(plugin.failures) for plugin in host.plugins}
    told = panels_of(host, table, record, asked, patience)
    broken = [
        f"plugin {plugin.name}: {why}"
        for plugin in host.plugins
        for why in plugin.failures[before[id(plugin)] :]
    ]
    return told, broken
