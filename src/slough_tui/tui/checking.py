"""The check that the screen runs after its first paint: all rules over the register as of a date.

A large register is checked by a child process: it can be killed, the keys do not wait for it, and what it found lies
in files of which the screen reads what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from slough_tui.hooks.panels import Patience
from slough_tui.tui.check_steps import Found, steps
from slough_tui.tui.last_check import LastCheck
from slough_tui.tui.panelling import PANEL_SECONDS, panelled

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.hooks.host import Host
    from slough_tui.tui.questions import Known
    from slough_tui.tui.watch import Folder, Watch
    from slough_tui.views.filed import Frame

LARGE = 20_000
"""Lines of all tables that were read, above which the check is run by a child."""

Check = Callable[["Known", "Watch"], Iterator[Found]]
"""What is known of the register and the watch, to what is found, step by step."""


def checker(
    rule_dirs: Sequence[Path] = (),
    plugin_dirs: Sequence[Path] = (),
    parameters: Mapping[str, Any] | None = None,
    *,
    large: int = LARGE,
) -> Check:
    """A check with the bundled rules and plugins, those installed, and those of the folders that the person named.

    `parameters` are what the person changes of assessors.
    """
    last, child = LastCheck(), _Child(rule_dirs, plugin_dirs, parameters)
    patience = Patience(PANEL_SECONDS)

    @cache
    def host() -> Host:
        from slough_tui.hooks.host import Host

        return Host.load(folders=plugin_dirs, parameters=parameters)

    def here(known: Known, watch: Watch) -> Iterator[Found]:
        from slough_tui.engine.rules.check import rules_of
        from slough_tui.engine.rules.steps import run_in_steps
        from slough_tui.settings import resolve

        thresholds = resolve({})["thresholds"]
        loaded = rules_of(rule_dirs, host, plugins=bool(plugin_dirs), thresholds=thresholds)
        yield from steps(known, loaded, host, last, partial(run_in_steps, told=watch.told))

    def run(known: Known, watch: Watch) -> Iterator[Found]:
        is_large = sum(frame.height for frame in known.frames.values()) > large
        for found in child.run(known, watch) if is_large else here(known, watch):
            yield replace(found, panels=partial(panelled, host(), patience))

    return run


class _Child:
    """Orders checks from child processes, each of which is told where the one before laid its findings."""

    def __init__(
        self, rule_dirs: Sequence[Path], plugin_dirs: Sequence[Path], parameters: Mapping[str, Any] | None
    ) -> None:
        self._brought = {
            "rules": [str(folder.resolve()) for folder in rule_dirs],
            "plugins": [str(folder.resolve()) for folder in plugin_dirs],
            "parameters": parameters,
        }
        self._last: Folder | None = None

    def run(self, known: Known, watch: Watch) -> Iterator[Found]:
        """What a child finds."""
        order = {
            **self._brought,
            "path": str(known.register.path.resolve()),
            "seq": known.register.seq,
            "as_of": known.as_of.isoformat(),
            "known_at": known.known_at and known.known_at.isoformat(),
            "today": known.today.isoformat(),
            "last": self._last and str(self._last.path),
        }
        for told, folder in watch.answers(order):
            if "tables" in told:
                tables = {name: _read(folder, told["step"], name) for name in told["tables"]}
                yield Found(tables, told["pending"], tuple(told["problems"]))
            else:
                self._last = folder if told["kept"] else None


def _read(folder: Folder, step: str, name: str) -> Frame:
    import polars as pl

    from slough_tui.views.filed import Filed

    place = folder.path / step / name
    return Filed(place, folder) if place.is_dir() else pl.read_ipc(place.with_suffix(".arrow").read_bytes())
