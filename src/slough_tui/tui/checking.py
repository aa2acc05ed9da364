"""The check that the screen runs after its first paint: all rules over the register as of a date.

A large register is checked by a child process: it can be killed, and the keys do not wait for it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.errors import RegisterError, SloughError

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from slough_tui.engine.rules.load import Loaded
    from slough_tui.engine.rules.rule import Rule
    from slough_tui.engine.rules.run import CheckResult
    from slough_tui.hooks.brought import Seen
    from slough_tui.hooks.host import Host
    from slough_tui.tui.questions import Known

LARGE = 30_000
"""Lines of all tables that were read, above which the check is run by a child."""


class StoppedError(SloughError):
    """The check was given up by the person, or because something newer is to be checked."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules found, what could not be used, and the rules that were.

    `judge` asks the assessors; it may take long, and is called when the findings are on the screen.
    `panels` asks what plugins show below a record.
    """

    result: CheckResult
    problems: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    judge: Callable[[], Judged] | None = None
    panels: Panels | None = None


Panels = Callable[[str, Mapping[str, Any], "Seen"], tuple[dict[str, list[str]], list[str]]]
"""A table's name, a record of it and what there is to read, to lines by title, and what broke."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the assessors say (columns of `engine.assess.result.SCHEMA`), and which words each knows.

    `plugins` are those there are, in the columns of `computed.PLUGINS`.
    """

    frame: pl.DataFrame
    verdicts: Mapping[str, Sequence[str]]
    plugins: pl.DataFrame
    problems: tuple[str, ...] = ()


class Watch:
    """What stands between a check and those who wait for it: `tell` hears how far it is, `stop` ends it."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self.tell = tell
        self._stopped = threading.Event()
        self._child: subprocess.Popen[str] | None = None
        self._folder = ""

    @property
    def stopped(self) -> bool:
        """Whether it was stopped."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """End the check; a child is killed at once, and its files go, though the program may end before its thread."""
        self._stopped.set()
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            shutil.rmtree(self._folder, ignore_errors=True)

    def answers(self, order: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], Path]]:
        """What a child says that does as ordered, and the private folder of its files, which goes with it.

        StoppedError when it was stopped, RegisterError when it breaks.
        """
        command = [sys.executable, "-P", "-m", "slough_tui.tui.check_child"]
        with (
            tempfile.TemporaryDirectory(prefix="slough-check-") as folder,
            subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                start_new_session=True,
            ) as child,
        ):
            self._folder, self._child = folder, child
            try:
                for told in _conversation(child, {**order, "folder": folder}):
                    if self.stopped:
                        break
                    if "done" in told:
                        self.tell(told["done"], told["of"])
                    else:
                        yield told, Path(folder)
                code = child.wait() if not self.stopped else 0
            except (BrokenPipeError, ValueError):
                code = 1
            finally:
                child.kill()
        if self.stopped:
            raise StoppedError("the check was stopped")
        if code:
            raise RegisterError("the check broke off", hint="slough check says more")


def _conversation(child: subprocess.Popen[str], order: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    assert child.stdin is not None
    assert child.stdout is not None
    with child.stdin:
        child.stdin.write(json.dumps(order))
    for line in child.stdout:
        yield json.loads(line)


Check = Callable[["Known", Sequence[str], Watch], Outcome]
"""What is known of the register, the ids of the rules to run (none: all) and the watch, to what was found."""


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

    @cache
    def host() -> Host:
        from slough_tui.hooks.host import Host

        return Host.load(folders=plugin_dirs, parameters=parameters)

    def load() -> Loaded:
        from slough_tui.engine.rules.check import rules_of
        from slough_tui.settings import resolve

        return rules_of(rule_dirs, host, plugins=bool(plugin_dirs), thresholds=resolve({})["thresholds"])

    def run(known: Known, select: Sequence[str], watch: Watch) -> Outcome:
        loaded = load()
        if sum(frame.height for frame in known.frames.values()) > large:
            order = {
                "path": str(known.register.path.resolve()),
                "seq": known.register.seq,
                "as_of": known.as_of.isoformat(),
                "known_at": known.known_at and known.known_at.isoformat(),
                "today": known.today.isoformat(),
                "rules": [str(folder.resolve()) for folder in rule_dirs],
                "plugins": [str(folder.resolve()) for folder in plugin_dirs],
                "parameters": parameters,
                "select": list(select),
            }
            outcome = _ordered(order, loaded, known, watch)
        else:
            outcome = _here(known, loaded, select, host)
        return replace(outcome, panels=partial(panelled, host()))

    return run


def _here(known: Known, loaded: Loaded, select: Sequence[str], host: Callable[[], Host]) -> Outcome:
    from slough_tui.engine.rules.check import check

    def frames(name: str) -> pl.LazyFrame:
        return known.frame(name).lazy()

    checked = check(frames, loaded, today=known.today, as_of=known.as_of, select=select, get_host=host)
    problems = tuple(str(error) for error in (*checked.wrong, *checked.failed))
    return Outcome(checked.result, problems, checked.rules, lambda: judged(host(), known.frame, known.today))


def _ordered(order: Mapping[str, Any], loaded: Loaded, known: Known, watch: Watch) -> Outcome:
    """What a child found; it goes on to ask the assessors, and `judge` waits for them."""
    from slough_tui.engine.rules.passes import Failure
    from slough_tui.engine.rules.run import CheckResult

    answers = watch.answers(order)
    told, folder = next(answers)
    failures = tuple(Failure(rule, what) for rule, what in told["failures"])
    findings, counts = _read(folder, "findings"), _read(folder, "counts")
    result = CheckResult(findings, counts, failures, (), known.today, known.as_of)

    def judge() -> Judged:
        said, folder = next(answers)
        frame, plugins = _read(folder, "assessments"), _read(folder, "plugins")
        for _ in answers:  # its end is waited for
            continue
        return Judged(frame, said["verdicts"], plugins, tuple(said["judged"]))

    return Outcome(result, tuple(told["checked"]), loaded.rules, judge)


def _read(folder: Path, name: str) -> pl.DataFrame:
    import polars as pl

    return pl.read_ipc((folder / f"{name}.arrow").read_bytes())


def judged(host: Host, table: Callable[[str], pl.DataFrame], today: date) -> Judged:
    """All assessors asked about the tables that `table` gives."""
    from slough_tui.engine.assess import assess
    from slough_tui.views.machinery import plugins_frame

    found = host.assessors()
    assessed = assess(found, table, today=today)
    bring: dict[str, list[str]] = {}
    for plugin, assessor in found:
        bring.setdefault(plugin.name, []).append(assessor.name)
    verdicts = {assessor.name: assessor.verdicts for _, assessor in found}
    problems = tuple(str(failure) for failure in assessed.failures)
    return Judged(assessed.frame, verdicts, plugins_frame(host.plugins, bring), problems)


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
