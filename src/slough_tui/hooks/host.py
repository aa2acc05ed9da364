"""The host: finds plugins, loads each alone, calls each implementation alone, and keeps the score.

pluggy isolates nothing: one entry point that breaks stops all loading, one hook that raises loses
everybody's results. So the host registers one plugin at a time, walks the implementations itself, takes
generators element by element and looks at what comes back; whatever goes wrong costs only that plugin.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from slough_tui.errors import PluginError, SettingsError
from slough_tui.hooks import builtin, trust
from slough_tui.hooks.api import API, Assessor, ReportKind
from slough_tui.hooks.fitting import check_hooks, manager
from slough_tui.hooks.guard import GuardedLayout, GuardedReader
from slough_tui.hooks.loading import (
    Plugin,
    check_api,
    entry_points,
    in_words,
    load_bytes,
    load_file,
    plugin_files,
)
from slough_tui.settings import bundled

if TYPE_CHECKING:
    from slough_tui.importers.layouts.protocol import Layout
    from slough_tui.importers.readers.protocol import Reader

T = TypeVar("T")


N = TypeVar("N", Assessor, ReportKind)


class Host:
    """Plugins, loaded, and what they register. Made by `load`."""

    def __init__(self) -> None:
        self.parameters: Mapping[str, Any] = {}
        self._plugins: list[Plugin] = []
        self._waiting: list[Plugin] = []
        self._manager = manager()
        self._homes: dict[Path, Plugin] = {}

    @classmethod
    def load(
        cls,
        *,
        folders: Sequence[Path] = (),
        installed: bool = True,
        bundle: Path | None = None,
        parameters: Mapping[str, Any] | None = None,
    ) -> Host:
        """Everything a person has: built in, bundled, `installed` (entry points), and in the named `folders`.

        `parameters` are the person's, by assessor. Never raises for a plugin's sake: a failure or a missing
        permission stands in its record. Where there are none but the bundled ones, each of them waits until
        somebody asks for what it brings.
        """
        host = cls()
        host.parameters = parameters or {}
        ours = bundle or bundled("plugins")
        points = list(entry_points()) if installed else []
        theirs = [path for one in folders if one.resolve() != ours.resolve() for path in plugin_files(one)]
        host._take(Plugin("builtin", "built-in"), lambda: builtin)
        host._waiting = [Plugin(path.stem, "bundled", str(path)) for path in plugin_files(ours)]
        host._plugins += host._waiting
        if points or theirs:
            host._wake()
        for point in points:
            version = getattr(getattr(point, "dist", None), "version", "") or ""
            host._take(Plugin(point.name, "installed", point.value, version), point.load)
        for path in theirs:
            host._take(Plugin(path.stem, "folder", str(path)), partial(_load_trusted, path))
        return host

    @property
    def plugins(self) -> list[Plugin]:
        """All of them, loaded."""
        self._wake()
        return self._plugins

    def _wake(self, hook: str = "", names: Collection[str] | None = None) -> None:
        """Load those that wait (of these `names`, if any are given) whose file so much as names the `hook`."""
        waiting = [one for one in self._waiting if names is None or one.name in names]
        for plugin in [one for one in waiting if _may_hold(Path(one.path), hook)]:
            self._waiting.remove(plugin)
            self._load(plugin, partial(load_file, Path(plugin.path)))

    def _take(self, plugin: Plugin, load: Callable[[], Any]) -> None:
        self._plugins.append(plugin)
        self._load(plugin, load)

    def _load(self, plugin: Plugin, load: Callable[[], Any]) -> None:
        started = time.perf_counter()
        try:
            _only_one(next(one for one in self._plugins if one.name == plugin.name), plugin)
            self._accept(plugin, load())
        except KeyboardInterrupt:
            raise
        except _UntrustedError:
            plugin.state = "untrusted"
        except PluginError as refused:
            plugin.state = "failed"
            plugin.fail(str(refused))
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything, SystemExit and panics too
            plugin.state = "failed"
            plugin.fail(in_words(error))
        plugin.load_ms = (time.perf_counter() - started) * 1000

    def _accept(self, plugin: Plugin, module: Any) -> None:
        """Look a loaded module over before anybody calls it. PluginError says what is wrong with it."""
        plugin.about = (getattr(module, "__doc__", None) or "").strip().partition("\n")[0]
        plugin.version = plugin.version or str(getattr(module, "__version__", ""))
        plugin.api = check_api(module, API)
        check_hooks(module)
        self._manager.register(module, plugin.name)
        plugin.module = module
        callers = self._manager.get_hookcallers(module) or []
        plugin.hooks = tuple(sorted(caller.name for caller in callers))

    # ------------------------------------------------------------ calls

    def call(self, hook: str, **given: Any) -> Iterator[tuple[Plugin, Any]]:
        """Every element that every implementation of `hook` gives, with its plugin; the latest plugin first.

        An implementation gets those of the `given` arguments that it names.
        """
        self._wake(hook)
        return self._answers(hook, **given)

    def _answers(self, hook: str, **given: Any) -> Iterator[tuple[Plugin, Any]]:
        """What the plugins give that are loaded so far."""
        by_name = {plugin.name: plugin for plugin in self._plugins if plugin.module is not None}
        for implementation in reversed(getattr(self._manager.hook, hook).get_hookimpls()):
            plugin = by_name[implementation.plugin_name]
            arguments = {name: given[name] for name in implementation.argnames}
            for element in self._elements(plugin, hook, partial(implementation.function, **arguments)):
                yield plugin, element

    def _elements(self, plugin: Plugin, hook: str, function: Callable[[], Any]) -> list[Any]:
        found: list[Any] = []
        started = time.perf_counter()
        try:
            for element in _several(function()):
                found.append(element)  # noqa: PERF402 - what a generator gave before it broke is kept
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - see `_take`
            plugin.fail(f"{hook}: {in_words(error)}")
        finally:
            plugin.run_ms += (time.perf_counter() - started) * 1000
        return found

    def tell(self, hook: str, **given: Any) -> None:
        """Call a hook whose answers nobody wants."""
        for _ in self.call(hook, **given):
            pass

    def brought(self, hook: str, kind: type[T]) -> list[tuple[Plugin, T]]:
        """What plugins bring by `hook`, each with its plugin, by name; the second of a name is refused."""
        found: dict[str, tuple[Plugin, T]] = {}
        for plugin, one in self._wanted(hook, lambda one: _no(kind, one)):
            name = str(getattr(one, "name", getattr(one, "title", "")))
            if name in found:
                plugin.fail(f"{hook}: {found[name][0].name} has a {kind.__name__} {name} already")
            else:
                found[name] = (plugin, one)
        return list(found.values())

    def add_record_kinds(self) -> None:
        """Let the register have the kinds of record that plugins bring; one that clashes is refused."""
        from slough_tui.model.further import add
        from slough_tui.model.table import Table

        for plugin, table in self.brought("slough_register_record_kinds", Table):
            try:
                add(table)
            except ValueError as wrong:
                plugin.fail(f"slough_register_record_kinds: {wrong}")

    def _wanted(self, hook: str, why_not: Callable[[Any], str]) -> Iterator[tuple[Plugin, Any]]:
        for plugin, element in self.call(hook):
            wrong = why_not(element)
            if wrong:
                plugin.fail(f"{hook}: {wrong}")
            else:
                yield plugin, element

    def readers(self) -> list[Reader]:
        """Readers, those of plugins (guarded) before the built-in ones."""
        wanted = self._wanted("slough_register_readers", _misses("name", "suffixes", "read"))
        return [one if _ours(plugin) else GuardedReader(plugin, one) for plugin, one in wanted]

    def layouts(self) -> list[Layout]:
        """Layouts, those of plugins (guarded) before the built-in ones; the first of a name is taken."""
        found: dict[str, Layout] = {}
        wanted = self._wanted("slough_register_layouts", _misses("name", "version", "shapes", "read"))
        for plugin, one in wanted:
            found.setdefault(one.name, one if _ours(plugin) else GuardedLayout(plugin, one))
        return list(found.values())

    def assessors(self, names: Collection[str] | None = None) -> list[tuple[Plugin, Assessor]]:
        """Assessors (of these `names`) with their plugins, by name, with the person's parameters.

        The second of a name is refused. Raises SettingsError when those parameters do not fit.
        """
        hook = "slough_register_assessors"
        ours = {plugin.name for plugin in self._plugins if plugin.origin == "bundled"}
        some = names is not None and ours.issuperset(names) and not self.parameters
        self._wake(hook, names if some else None)  # a bundled assessor is called like its file
        found = self._named(hook, Assessor, "assessor")
        self._all_known(found)
        wanted = [name for name in sorted(found) if names is None or name in names]
        return [(found[name][0], self._tuned(found[name][1])) for name in wanted]

    def reports(self) -> list[tuple[Plugin, ReportKind]]:
        """Reports of plugins, by name; the second of a name is refused."""
        hook = "slough_register_reports"
        self._wake(hook)
        found = self._named(hook, ReportKind, "report")
        return [found[name] for name in sorted(found)]

    def _named(self, hook: str, kind: type[N], word: str) -> dict[str, tuple[Plugin, N]]:
        found: dict[str, tuple[Plugin, N]] = {}
        for plugin, element in self._answers(hook):
            if not isinstance(element, kind):
                plugin.fail(f"{hook}: {element!r:.80} is no {word}")
            elif element.name in found:
                other = found[element.name][0].name
                plugin.fail(f"{hook}: there is the {word} {element.name} of {other} already")
            else:
                found[element.name] = (plugin, element)
        return found

    def _all_known(self, found: Mapping[str, object]) -> None:
        """A table for an assessor that nobody has is a slip, unless its plugin is the one that did not load."""
        if not self.parameters or any(plugin.state != "loaded" for plugin in self.plugins):
            return
        import difflib

        for name in self.parameters:
            if name not in found:
                near = difflib.get_close_matches(name, found, n=1)
                hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(found))}"
                raise SettingsError(f"there is no assessor {name!r}", where=f"assessors.{name}", hint=hint)

    def _tuned(self, assessor: Assessor) -> Assessor:
        said = self.parameters.get(assessor.name)
        if not said:
            return assessor
        from slough_tui.hooks.parameters import merged

        where = f"assessors.{assessor.name}"
        if not assessor.parameters:
            raise SettingsError("this assessor has nothing that can be set", where=where)
        return replace(assessor, parameters=merged(assessor.parameters, said, where))

    def rule_folders(self) -> list[Path]:
        """Folders of rules that plugins bring along."""
        wanted = self._wanted(
            "slough_register_rules", lambda one: "" if _is_folder(one) else f"{one!r:.80} is no folder"
        )
        self._homes = {Path(folder): plugin for plugin, folder in wanted}
        return list(self._homes)

    def owner(self, function: str, path: str) -> Plugin | None:
        """The plugin whose `plugin:name` a rule calls, else the one whose folder its file lies in; None: nobody's."""
        stem = function.partition(":")[0]
        named = next((plugin for plugin in self._plugins if stem and plugin.name == stem), None)
        return named or next((p for home, p in self._homes.items() if home in Path(path).parents), None)

    def function(self, name: str) -> Callable[..., Any]:
        """The function `plugin:name` of a loaded plugin. PluginError if there is none."""
        stem, _, function = name.partition(":")
        self._wake(names=[stem])
        plugin = next((one for one in self._plugins if one.name == stem), None)
        if plugin is None or plugin.module is None:
            known = ", ".join(one.name for one in self.plugins if one.module is not None)
            raise PluginError(f"no plugin {stem!r} is loaded", where=name, hint=f"loaded are {known}")
        found = getattr(plugin.module, function, None)
        if not callable(found):
            raise PluginError(f"plugin {stem} has no function {function!r}", where=name)
        return found  # type: ignore[no-any-return]

    @property
    def failures(self) -> list[PluginError]:
        """What went wrong so far, plugin by plugin; untrusted files are no failure but stand in `untrusted`."""
        return [
            PluginError(why, where=f"plugin {plugin.name}")
            for plugin in self.plugins
            for why in plugin.failures
        ]

    @property
    def untrusted(self) -> list[Plugin]:
        """Files that were found but may not run."""
        return [plugin for plugin in self._plugins if plugin.state == "untrusted"]


def _only_one(first: Plugin, plugin: Plugin) -> None:
    """PluginError if the `first` of this name is another."""
    if first is not plugin:
        what = f"there is a plugin {first.name} already ({first.path or first.origin})"
        raise PluginError(what, hint="rename the file")


def _may_hold(path: Path, word: str) -> bool:
    """Whether a file has this word in it; one that cannot be read may have any, and loading it says why."""
    try:
        return word.encode() in path.read_bytes()
    except OSError:
        return True


def _load_trusted(path: Path) -> Any:
    data = path.read_bytes()
    if not trust.is_trusted(path, data):
        raise _UntrustedError
    return load_bytes(path, data)


def _several(given: Any) -> Iterable[Any]:
    """What a hook gave, if one can go through it; None is nothing."""
    if given is None:
        return ()
    if not isinstance(given, Iterable) or isinstance(given, str | bytes | Mapping):
        raise TypeError(f"a list is needed, not {type(given).__name__}")
    return given


class _UntrustedError(Exception):
    """A file of other people that nobody has allowed to run."""


def _misses(*attributes: str) -> Callable[[Any], str]:
    def why_not(found: Any) -> str:
        missing = [name for name in attributes if not hasattr(found, name)]
        return f"{found!r:.80} has no {', '.join(missing)}" if missing else ""

    return why_not


def _no(kind: type, found: Any) -> str:
    return "" if isinstance(found, kind) else f"{found!r:.80} is no {kind.__name__}"


def _ours(plugin: Plugin) -> bool:
    return plugin.origin == "built-in"


def _is_folder(found: Any) -> bool:
    try:
        return Path(found).is_dir()
    except TypeError:
        return False
