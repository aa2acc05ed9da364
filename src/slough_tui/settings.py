"""Where a setting comes from: flag, environment, the project's `slough.toml`, the user's own file, default.

Plain `tomllib` and a table of keys: a batch run must not load pydantic to learn where its register lies.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT_FILE = "slough.toml"
APP = "slough-tui"


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that can be set: `kind` is path, paths, text, flag, table or tables; `environment` the variable's name.

    Tables stand in files alone.
    """

    name: str
    kind: str
    environment: str
    about: str


KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("register", "path", "SLOUGH_REGISTER", "folder of the register"),
        Key("rules", "paths", "SLOUGH_RULES", "further folders of rule files"),
        Key("plugins", "paths", "SLOUGH_PLUGINS", "further folders of plugin files"),
        Key("thresholds", "tables", "", "thresholds of rules, by rule's id and there by body"),
        Key("council", "text", "SLOUGH_COUNCIL", "name of the council, where a paper does not print it"),
        Key("quiet", "flag", "SLOUGH_QUIET", "no notes and no progress on stderr"),
        Key("color", "flag", "SLOUGH_COLOR", "colour on a terminal (NO_COLOR and --no-color switch it off)"),
        Key("keys", "tables", "", 'keys of the screen: verb = "key", see ? and docs'),
        Key(
            "assessors", "tables", "", "what to change of an assessor: one table each, see docs/assessors.md"
        ),
    )
}
"""The one list of settings; a `slough.toml` may hold these and nothing else."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and who said so: `flag`, a variable's name, a file's path, or `default`."""

    value: Any
    origin: str


def bundled(name: str) -> Path:
    """Folder `plugins`, `rules` or `sample_data`: inside the wheel, else the checkout's own (may not exist)."""
    package = Path(__file__).resolve().parent
    inside = package / "bundled" / name
    return inside if inside.is_dir() else package.parent.parent / name


def user_file() -> Path:
    """The user's own settings (XDG; on a Mac in Application Support), whether or not it exists."""
    return user_folder("config") / "settings.toml"


def user_folder(kind: str) -> Path:
    """The user's folder for `config`, `data`, `state` or `cache`. An empty or relative XDG variable is ignored."""
    named = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named) / APP
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False))


def project_file(start: Path) -> Path | None:
    """The nearest `slough.toml` in `start` or above it."""
    for folder in (start, *start.parents):
        candidate = folder / PROJECT_FILE
        if candidate.is_file():
            return candidate
    return None


def resolve(
    flags: Mapping[str, Any],
    *,
    environ: Mapping[str, str] | None = None,
    start: Path | None = None,
) -> dict[str, Setting]:
    """Every key of `KEYS` with its value and origin. Folders (`rules`, `plugins`) are the highest level's alone.

    `flags` holds what the command line said (missing or None: nothing said). Raises SettingsError when a
    file or a variable says something that cannot be, naming file and line or the variable.
    """
    environ = os.environ if environ is None else environ
    start = start or _here()
    files = [f for f in (project_file(start), user_file()) if f is not None and f.is_file()]
    read = [(file, read_file(file)) for file in files]
    return {key.name: _one(key, flags, environ, read, start) for key in KEYS.values()}


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as gone:
        raise SettingsError("the current folder no longer exists", hint="cd somewhere else") from gone


def _one(
    key: Key,
    flags: Mapping[str, Any],
    environ: Mapping[str, str],
    files: list[tuple[Path, dict[str, Any]]],
    start: Path,
) -> Setting:
    said = flags.get(key.name)
    if said is not None and said != ():
        return Setting(_anchored(key, said, start), "flag")
    if environ.get(key.environment):
        value = _from_text(key, environ[key.environment])
        return Setting(_anchored(key, value, start), key.environment)
    if key.name == "color" and environ.get("NO_COLOR"):
        return Setting(False, "NO_COLOR")
    for file, values in files:
        if key.name in values:
            return Setting(_anchored(key, values[key.name], file.parent), str(file))
    default = {"paths": (), "flag": key.name == "color", "tables": {}, "table": {}}.get(key.kind)
    return Setting(default, "default")


def _from_text(key: Key, text: str) -> Any:
    if key.kind == "paths":
        return [part for part in text.split(os.pathsep) if part]
    if key.kind == "flag":
        words = {"1": True, "true": True, "yes": True, "on": True}
        words |= {"0": False, "false": False, "no": False, "off": False}
        if text.strip().lower() not in words:
            raise SettingsError(f"{text!r} is neither yes nor no", where=key.environment, hint="write 1 or 0")
        return words[text.strip().lower()]
    return text


def _anchored(key: Key, value: Any, folder: Path) -> Any:
    """Paths made absolute from where they were said, `~` understood."""
    if key.kind == "path":
        return _path(value, folder)
    if key.kind == "paths":
        values = [value] if isinstance(value, str) else value
        return tuple(_path(one, folder) for one in values)
    return value


def _path(text: str, folder: Path) -> Path:
    if "\0" in text:
        raise SettingsError(f"{text!r} cannot be a path", hint="it holds a NUL character")
    try:
        return folder / Path(text).expanduser()
    except RuntimeError as unknown:
        raise SettingsError(
            f"{text!r} names a home that does not exist", hint="write the whole path"
        ) from unknown


def read_file(path: Path) -> dict[str, Any]:
    """A settings file, checked key by key. Raises SettingsError with file and line."""
    import tomllib

    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise SettingsError(f"not valid TOML: {wrong}", where=str(path), hint="mend the file") from wrong
    except OSError as wrong:
        raise SettingsError(f"cannot be read: {wrong.strerror}", where=str(path)) from wrong
    for name, value in values.items():
        if name not in KEYS:
            raise SettingsError(f"unknown setting {name!r}", where=str(path), hint=_known(name))
        if not _fits(KEYS[name].kind, value):
            wanted = {
                "path": "a text",
                "text": "a text",
                "paths": "a list of texts",
                "flag": "true or false",
                "tables": "tables, one by name: [assessors.rag]",
                "table": "a table: [keys]",
            }
            raise SettingsError(f"{name} must be {wanted[KEYS[name].kind]}", where=str(path))
    return values


def _fits(kind: str, value: object) -> bool:
    if kind == "paths":
        return isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, str) for v in value))
    if kind == "table":
        return isinstance(value, dict)
    if kind == "tables":
        return isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())
    return isinstance(value, bool if kind == "flag" else str)


def _known(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, KEYS, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(KEYS)}"
