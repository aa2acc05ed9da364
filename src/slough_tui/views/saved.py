"""A view under a name: place, filter, order, columns, date. One TOML file each, so that it can be shared.

Three folders are read: the shipped ones, the person's own, and the project's (`views` beside `slough.toml`); where
two have the same name, or want the same key, the project's comes before the person's and that before the shipped.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.errors import SettingsError, UsageError
from slough_tui.settings import project_file, user_folder
from slough_tui.views.ordering import Key
from slough_tui.views.tall_rows import WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHIPPED = Path(__file__).resolve().parent / "shipped"
KEYS = "123456789"
MOST_BYTES = 100_000
TYPES: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "key": str,
    "about": str,
    "place": str,
    "filter": str,
    "sort": list,
    "columns": list,
    "widths": dict,
    "lines": int,
    "numbers": bool,
    "as_of": date,
}


@dataclass(frozen=True, slots=True)
class View:
    """What a place shows: `columns` empty means the usual ones, `as_of` None whatever date one is at.

    A row has at most so many `lines`, and with `numbers` its number before it.
    `key` is a digit or nothing; `path` is the file it was read from.
    """

    name: str
    place: str
    filter: str = ""
    sort: tuple[Key, ...] = ()
    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    as_of: date | None = None
    key: str = ""
    about: str = ""
    path: Path | None = None
    lines: int = 1
    numbers: bool = False

    @property
    def shipped(self) -> bool:
        """Whether it came with the program."""
        return self.path is not None and self.path.parent == SHIPPED


def read(path: Path) -> View:
    """The view that a file holds. SettingsError, with the file and what is wrong, if it holds none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SettingsError("this is too large for a view", where=str(path))
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise SettingsError(f"not valid TOML: {wrong}", where=str(path), hint="mend the file") from wrong
    except OSError as wrong:
        raise SettingsError(f"cannot be read: {wrong.strerror}", where=str(path)) from wrong
    return replace(view_of(values, str(path), path.stem), path=path)


def view_of(values: Mapping[str, Any], where: str, name: str) -> View:
    """A view from what a file says. SettingsError for an unknown word and for a value that cannot be."""
    for word, value in values.items():
        if word not in TYPES:
            raise SettingsError(f"a view has no {word!r}", where=where, hint=f"it has {', '.join(TYPES)}")
        if not isinstance(value, TYPES[word]):
            raise SettingsError(f"{word} cannot be {value!r}", where=where)
    if "place" not in values:
        raise SettingsError("a view needs a place", where=where, hint='place = "audit_actions"')
    key = values.get("key", "")
    if key and key not in KEYS:
        raise SettingsError(f"key cannot be {key!r}", where=where, hint="it is a digit from 1 to 9")
    widths = values.get("widths", {})
    if not all(isinstance(width, int) and 0 < width < 1000 for width in widths.values()):
        raise SettingsError("widths are numbers of cells", where=where)
    tall = values.get("lines", 1)
    if not 0 < tall <= WHOLE:
        raise SettingsError(f"lines cannot be {tall!r}", where=where, hint=f"1 to {WHOLE}: the whole text")
    return View(
        values.get("name", name),
        values["place"],
        values.get("filter", ""),
        tuple(_key(text, where) for text in values.get("sort", ())),
        tuple(str(column) for column in values.get("columns", ())),
        widths,
        values.get("as_of"),
        key,
        values.get("about", ""),
        lines=tall,
        numbers=values.get("numbers", False),
    )


def _key(text: object, where: str) -> Key:
    found = re.fullmatch(r"(-?)([a-z_]+)", str(text))
    if found is None:
        raise SettingsError(
            f"sort cannot have {text!r}", where=where, hint="write a column, or -column for largest first"
        )
    return Key(found[2], bool(found[1]))


def values_of(view: View) -> dict[str, Any]:
    """What a file says of a view; what is as usual is left out."""
    said = {
        "name": view.name,
        "key": view.key,
        "about": view.about,
        "place": view.place,
        "filter": view.filter,
        "sort": [f"{'-' if key.descending else ''}{key.column}" for key in view.sort],
        "columns": list(view.columns),
        "widths": dict(view.widths),
        "lines": view.lines if view.lines > 1 else 0,
        "numbers": view.numbers,
        "as_of": view.as_of,
    }
    return {word: value for word, value in said.items() if value}


def write(view: View, folder: Path) -> Path:
    """Keep a view as a file of its name in `folder`; the file. UsageError where that cannot be done."""
    import tomli_w

    stem = re.sub(r"[^a-z0-9]+", "-", view.name.lower()).strip("-")
    if not stem:
        raise UsageError(f"{view.name!r} cannot be the name of a view", hint="use letters and digits")
    path = folder / f"{stem}.toml"
    part = path.with_name(f".{path.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(tomli_w.dumps(values_of(view)), encoding="utf-8")
        part.replace(path)
    except OSError as wrong:
        raise UsageError(f"the view cannot be kept: {wrong.strerror}", where=str(path)) from wrong
    return path


def view_folders(register: Path) -> tuple[Path, ...]:
    """Where the views of a register's people lie: the person's own folder, then the project's if there is one."""
    project = project_file(register.absolute().parent)
    own = user_folder("config") / "views"
    return (own,) if project is None else (own, project.parent / "views")


class Shelf:
    """All views there are; `folders` come in the order of their right to a name and a key, the last one first."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = tuple(folders)
        self.problems: tuple[str, ...] = ()

    @property
    def home(self) -> Path | None:
        """Where a new view is kept: the last folder."""
        return self.folders[-1] if self.folders else None

    def views(self) -> tuple[View, ...]:
        """Every view, those with a key first; files that are no views are told in `problems`."""
        found: dict[str, View] = {}
        problems: list[str] = []
        taken: set[str] = set()
        for folder in (*reversed(self.folders), SHIPPED):
            for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
                try:
                    view = read(path)
                except SettingsError as wrong:
                    problems.append(str(wrong))
                    continue
                if view.name not in found:
                    found[view.name] = replace(view, key="") if view.key in taken else view
                    taken |= {view.key} if view.key else set()
        self.problems = tuple(problems)
        return tuple(sorted(found.values(), key=lambda view: (view.key or "~", view.name)))

    def on_key(self, key: str) -> View | None:
        """The view on a key."""
        return next((view for view in self.views() if view.key == key), None)

    def named(self, name: str) -> View | None:
        """The view of this name, or of an unmistakable beginning of one."""
        wanted = name.strip().lower()
        views = self.views()
        exact = [view for view in views if view.name.lower() == wanted]
        begun = [view for view in views if view.name.lower().startswith(wanted)]
        return exact[0] if exact else begun[0] if len(begun) == 1 else None

    def save(self, view: View) -> Path:
        """Keep a view, on its key alone: others of the same folder give it up."""
        if self.home is None:
            raise UsageError("there is no folder to keep a view in")
        for path in sorted(self.home.glob("*.toml")) if view.key else ():
            try:
                other = read(path)
            except SettingsError:
                continue
            if other.key == view.key and other.name != view.name:
                write(replace(other, key=""), self.home)
        return write(view, self.home)
