"""One plugin file or entry point becomes a module, or a failure in plain words. Nothing here calls a hook.

A file is loaded by its location as `slough_plugin_<stem>`: no folder of plugins is ever on `sys.path`. One of
other people's runs from the very bytes that were hashed, so that no planted `.pyc` does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from slough_tui.errors import PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "slough_tui"
"""The entry point group of installed plugins."""


@dataclass(slots=True)
class Plugin:
    """What the host knows of one plugin; `slough plugins list` shows it.

    `origin` is built-in, bundled, installed or folder. `state` is loaded, failed or untrusted. Times are
    in milliseconds; `findings` counts those of its rules in this run. `failures` are one line each, of loading and of every call.
    """

    name: str
    origin: str
    path: str = ""
    version: str = ""
    api: int | None = None
    about: str = ""
    hooks: tuple[str, ...] = ()
    state: str = "loaded"
    load_ms: float = 0.0
    run_ms: float = 0.0
    findings: int = 0
    failures: list[str] = field(default_factory=list)
    module: Any = None

    def fail(self, why: str) -> None:
        """Note a failure; the plugin stays in the list."""
        self.failures.append(why)


def plugin_files(folder: Path) -> list[Path]:
    """The plugin files of a folder, by name; those that begin with `_` or `.` are none."""
    return sorted(path for path in folder.glob("*.py") if not path.name.startswith(("_", ".")))


def load_file(path: Path) -> ModuleType:
    """A file of the bundle as `load_bytes` makes it, compiled once and for all like every module of this package."""
    name = f"slough_plugin_{path.stem}"
    loader = SourceFileLoader(name, str(path))
    module = module_from_spec(ModuleSpec(name, loader, origin=str(path)))
    module.__file__ = str(path)
    with _known_as(name, module):
        loader.exec_module(module)
    return module


def load_bytes(path: Path, data: bytes) -> ModuleType:
    """Compile and run `data` as the module `slough_plugin_<stem>`. Lets the plugin's own exception out."""
    name = f"slough_plugin_{path.stem}"
    code = compile(data, str(path), "exec", dont_inherit=True)
    module = ModuleType(name)
    module.__file__ = str(path)
    module.__spec__ = ModuleSpec(name, None, origin=str(path))
    with _known_as(name, module):
        exec(code, module.__dict__)  # noqa: S102 - running plugins is what this module is for
    return module


@contextmanager
def _known_as(name: str, module: ModuleType) -> Iterator[None]:
    """Among the modules while it is made, because dataclasses and typing look there; and then, unless it broke."""
    sys.modules[name] = module
    try:
        yield
    except BaseException:
        del sys.modules[name]
        raise


def entry_points() -> Iterator[EntryPoint]:
    """Installed plugins. Most people have none, and asking importlib takes longer than all the rest of a start."""
    if not somebody_registers():
        return
    from importlib import metadata

    yield from metadata.entry_points(group=GROUP)


def somebody_registers() -> bool:
    """Whether any installed distribution so much as names the group; a zip on the path counts as perhaps."""
    needle = f"[{GROUP}]".encode()
    for place in sys.path:
        if not place:
            continue
        folder = Path(place)
        if folder.is_file():
            return True
        for pattern in ("*.dist-info/entry_points.txt", "*.egg-info/entry_points.txt"):
            for file in folder.glob(pattern):
                try:
                    if needle in file.read_bytes():
                        return True
                except OSError:
                    continue
    return False


def in_words(error: BaseException) -> str:
    """An exception of somebody's plugin in one line, with the plugin's own line where it is known."""
    first = next(iter(str(error).strip().splitlines()), "")[:300]
    text = f"{type(error).__name__}: {first}" if first else type(error).__name__
    line = _line_of(error)
    return f"{text} (line {line})" if line else text


def _line_of(error: BaseException) -> int | None:
    if isinstance(error, SyntaxError):
        return None  # its message says the line
    found = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__", "").startswith("slough_plugin_"):
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def check_api(module: Any, offered: int) -> int:
    """The API number a plugin asks for. PluginError if it says none, or one that is not offered."""
    wanted = getattr(module, "API", None)
    if not isinstance(wanted, int) or isinstance(wanted, bool):
        raise PluginError("it does not say which API it was written for", hint=f"write API = {offered}")
    if wanted != offered:
        what = f"it was written for API {wanted}, this slough-tui offers {offered}"
        raise PluginError(
            what, hint="upgrade slough-tui" if wanted > offered else "look for a newer version of it"
        )
    return wanted
