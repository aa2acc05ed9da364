"""The check that the screen runs after its first paint: all rules over the register as of a date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import polars as pl

    from slough_tui.engine.rules.rule import Rule
    from slough_tui.hooks.brought import Seen
    from slough_tui.hooks.host import Host
    from slough_tui.hooks.loading import Plugin


@dataclass(frozen=True, slots=True)
class Outcome:
    """Findings as `engine.rules.findings.schema` says, what could not be used, and the rules that were.

    `judge` asks the assessors; it may take long, and is called when the findings are on the screen.
    `panels` asks what plugins show below a record.
    """

    findings: pl.DataFrame
    problems: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    judge: Callable[[], Judged] | None = None
    panels: Panels | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the assessors say (columns of `engine.assess.result.SCHEMA`), which words each knows, and the plugins.

    `bring` are the assessors by plugin.
    """

    frame: pl.DataFrame
    verdicts: Mapping[str, Sequence[str]]
    plugins: Sequence[Plugin]
    bring: Mapping[str, Sequence[str]]
    problems: tuple[str, ...] = ()


Check = Callable[[Callable[[str], "pl.DataFrame"], "date", "date"], Outcome]
"""What gives a table by its name, as_of, today to what was found."""
Panels = Callable[[str, Mapping[str, Any], "Seen"], tuple[dict[str, list[str]], list[str]]]
"""A table's name, a record of it and what there is to read, to lines by title, and what broke."""


def checker(
    rule_dirs: Sequence[Path] = (),
    plugin_dirs: Sequence[Path] = (),
    parameters: Mapping[str, Any] | None = None,
) -> Check:
    """A check with the bundled rules and plugins, those installed, and those of the folders that the person named.

    `parameters` are what the person changes of assessors.
    """

    @cache
    def host() -> Host:
        from slough_tui.hooks.host import Host

        return Host.load(folders=plugin_dirs, parameters=parameters)

    def run(table: Callable[[str], pl.DataFrame], as_of: date, today: date) -> Outcome:
        from slough_tui.engine.rules.check import check, rules_of
        from slough_tui.settings import resolve

        def frames(name: str) -> pl.LazyFrame:
            return table(name).lazy()

        loaded = rules_of(rule_dirs, host, plugins=bool(plugin_dirs), thresholds=resolve({})["thresholds"])
        checked = check(frames, loaded, today=today, as_of=as_of, get_host=host)
        problems = tuple(str(error) for error in (*checked.wrong, *checked.failed))
        return Outcome(
            checked.result.findings,
            problems,
            checked.rules,
            lambda: judged(host(), table, today),
            partial(panelled, host()),
        )

    return run


def panelled(
    host: Host, table: str, record: Mapping[str, Any], asked: Seen
) -> tuple[dict[str, list[str]], list[str]]:
    """What the panels of all plugins say of a record, and which of them broke, with the plugin's name."""
    from slough_tui.hooks.panels import panels_of

    before = {id(plugin): len(plugin.failures) for plugin in host.plugins}
    told = panels_of(host, table, record, asked)
    broken = [
        f"plugin {plugin.name}: {why}"
        for plugin in host.plugins
        for why in plugin.failures[before[id(plugin)] :]
    ]
    return told, broken


def judged(host: Host, table: Callable[[str], pl.DataFrame], today: date) -> Judged:
    """All assessors asked about the tables that `table` gives."""
    from slough_tui.engine.assess import assess

    found = host.assessors()
    assessed = assess(found, table, today=today)
    bring: dict[str, list[str]] = {}
    for plugin, assessor in found:
        bring.setdefault(plugin.name, []).append(assessor.name)
    verdicts = {assessor.name: assessor.verdicts for _, assessor in found}
    problems = tuple(str(failure) for failure in assessed.failures)
    return Judged(assessed.frame, verdicts, host.plugins, bring, problems)
