"""A whole check as the faces ask for it: rules found, assessors and plugins asked only if a rule needs them, run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from slough_tui.engine.rules.load import Loaded, load_rules
from slough_tui.engine.rules.run import CheckResult, choose, judge_rules, needed, run_rules
from slough_tui.engine.rules.untold import Untold
from slough_tui.settings import Setting, bundled, user_folder

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import polars as pl

    from slough_tui.engine.rules.compile import Function
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule
    from slough_tui.errors import SloughError
    from slough_tui.hooks.host import Host

GetHost = Callable[[], "Host"]


R = TypeVar("R", bound=CheckResult | Untold)


@dataclass(frozen=True, slots=True)
class Checked(Generic[R]):
    """The rules there are, what the chosen ones said, and everything that went wrong on the way.

    `wrong` are rule files that are wrong (exit 2), `failed` plugins and rules that broke (exit 4).
    """

    rules: tuple[Rule, ...]
    result: R
    wrong: tuple[SloughError, ...]
    failed: tuple[SloughError, ...]


def rules_of(
    folders: Iterable[Path],
    get_host: GetHost | None = None,
    *,
    plugins: bool = False,
    thresholds: Setting | None = None,
) -> Loaded:
    """The bundled rules, those that plugins bring, and those of the named folders, the later replacing the earlier.

    Plugins are only loaded if the person named folders of them (`plugins`) or one is installed. `thresholds`
    is the setting of that name: what the council set otherwise.
    """
    brought: list[Path] = []
    host: Host | None = None
    if get_host is not None and (plugins or _installed()):
        from slough_tui.engine.rules.extending import extend

        host = get_host()
        extend(host)
        brought = host.rule_folders()
    loaded = load_rules([bundled("rules"), *brought, *folders], cache=user_folder("cache") / "rules.json")
    loaded = replace(loaded, host=host)
    if thresholds is None or not thresholds.value:
        return loaded
    from slough_tui.engine.rules.tuning import tuned

    rules, wrong = tuned(loaded.rules, thresholds.value, thresholds.origin)
    return replace(loaded, rules=rules, errors=(*loaded.errors, *wrong))


def check(
    frames: Frames,
    loaded: Loaded,
    *,
    today: date,
    as_of: date,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    get_host: GetHost | None = None,
    run: Callable[..., CheckResult] = run_rules,
) -> Checked[CheckResult]:
    """Runs the chosen rules. UsageError for a name that no rule has; everything else costs only itself.

    `run` is `run_rules`, or what does the same in another way.
    """
    more: Any = {"select": select, "ignore": ignore, "get_host": get_host}
    return _checked(run, frames, loaded, today=today, as_of=as_of, **more)


def judge(
    frames: Frames,
    loaded: Loaded,
    *,
    today: date,
    as_of: date,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    get_host: GetHost | None = None,
) -> Checked[Untold]:
    """The same, for somebody who writes the findings down part by part."""
    more: Any = {"select": select, "ignore": ignore, "get_host": get_host}
    return _checked(judge_rules, frames, loaded, today=today, as_of=as_of, **more)


def _checked(
    run: Callable[..., R],
    frames: Frames,
    loaded: Loaded,
    *,
    today: date,
    as_of: date,
    select: Sequence[str],
    ignore: Sequence[str],
    get_host: GetHost | None,
) -> Checked[R]:
    failed: list[SloughError] = []
    chosen = choose(loaded.rules, select, ignore) if loaded.rules else []
    running = needed(loaded.rules, chosen)
    host = loaded.host
    if host is not None:
        host.tell("slough_check_started", rules=[rule.id for rule in chosen], as_of=as_of, today=today)
    said = assessments_for(running, frames, today, get_host, failed)
    functions = functions_for(running, get_host, failed)
    result = run(frames, running, chosen, today=today, as_of=as_of, assessments=said, functions=functions)
    failed += _credited(result, running, host, get_host)
    if host is not None:
        host.tell("slough_check_finished", findings=result.whole(), counts=result.told().counts)
        told = [str(error) for error in failed]
        failed += [one for one in host.failures if not any(str(one).endswith(text) for text in told)]
    wrong: list[SloughError] = [*loaded.errors, *result.errors]
    return Checked(loaded.rules, result, tuple(wrong), tuple(failed))


def _credited(
    result: CheckResult | Untold, rules: Sequence[Rule], host: Host | None, get_host: GetHost | None
) -> list[SloughError]:
    """Findings counted with the plugins they come from; the rules that broke as failures that name the culprit."""
    from slough_tui.errors import PluginError

    known = {rule.id: rule for rule in rules}
    calls = any(rule.scope == "frame" for rule in rules)
    host = get_host() if host is None and calls and get_host is not None else host
    failures: list[SloughError] = []
    for one in result.failures:
        rule = known[one.rule]
        plugin = host.owner(rule.function, rule.path) if host is not None else None
        if plugin is None:
            failures.append(PluginError(one.what, where=f"rule {one.rule}"))
            continue
        what = f"rule {one.rule}: {one.what}"
        failures.append(PluginError(what, where=f"plugin {plugin.name}"))
        plugin.fail(what)
    for name, number in result.counts.select("rule", "finding").iter_rows() if host is not None else ():
        plugin = host.owner(known[name].function, known[name].path) if host is not None else None
        if plugin is not None:
            plugin.findings += number
    return failures


def _installed() -> bool:
    from slough_tui.hooks.loading import entry_points

    return any(True for _ in entry_points())


def assessments_for(
    rules: Sequence[Rule],
    frames: Frames,
    today: date,
    get_host: GetHost | None,
    failed: list[SloughError],
) -> pl.LazyFrame | None:
    """What the assessors say that the rules require, of the tables they require it of; None if no rule requires one."""
    required: dict[str, set[str]] = {}
    for rule in rules:
        for name in rule.requires:
            required.setdefault(name, set()).add(rule.table)
    if not required or get_host is None:
        return None
    from slough_tui.engine.assess import assess
    from slough_tui.errors import SettingsError

    try:
        chosen = [
            (plugin, replace(one, tables=tuple(name for name in one.tables if name in required[one.name])))
            for plugin, one in get_host().assessors(required)
        ]
    except SettingsError as error:  # the rules that need no assessor stand
        failed.append(error)
        return None
    assessed = assess(chosen, frames, today=today)
    failed += assessed.failures
    return assessed.frame.lazy()


def functions_for(
    rules: Sequence[Rule], get_host: GetHost | None, failed: list[SloughError]
) -> dict[str, Function]:
    """The plugins' functions that the frame rules name."""
    from slough_tui.errors import PluginError

    functions: dict[str, Function] = {}
    if get_host is None:
        return functions
    for name in sorted({rule.function for rule in rules if rule.scope == "frame"}):
        try:
            functions[name] = _timed(get_host(), name)
        except PluginError as error:
            failed.append(error)
    return functions


def _timed(host: Host, name: str) -> Function:
    """The plugin's function, with the time it takes counted; what its lazy frame takes is the engine's."""
    import time

    function, plugin = host.function(name), host.owner(name, "")

    def call(*arguments: Any, **named: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            if plugin is not None:
                plugin.run_ms += (time.perf_counter() - started) * 1000

    return call
