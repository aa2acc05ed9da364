"""The rules and plugins that the person named at the start, for whatever the screen does with a register: reports, imports."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from slough_tui.engine.rules.load import Loaded
    from slough_tui.hooks.host import Host


class Extensions:
    """Folders of rules and plugins beside the bundled and installed ones; `parameters` are what is changed of assessors.

    Plugins are loaded when they are first asked for, once.
    """

    def __init__(
        self,
        rule_dirs: Sequence[Path] = (),
        plugin_dirs: Sequence[Path] = (),
        parameters: Mapping[str, Any] | None = None,
    ) -> None:
        self.rule_dirs = tuple(rule_dirs)
        self.plugin_dirs = tuple(plugin_dirs)
        self.parameters = parameters

    @cached_property
    def _host(self) -> Host:
        from slough_tui.hooks.host import Host

        return Host.load(folders=self.plugin_dirs, parameters=self.parameters)

    def host(self) -> Host:
        """The plugins, loaded."""
        return self._host

    def rules(self) -> Loaded:
        """The rules: the bundled ones, those of the folders, and those that plugins bring."""
        from slough_tui.engine.rules.check import rules_of
        from slough_tui.settings import resolve

        thresholds = resolve({})["thresholds"]
        return rules_of(self.rule_dirs, self.host, plugins=bool(self.plugin_dirs), thresholds=thresholds)
