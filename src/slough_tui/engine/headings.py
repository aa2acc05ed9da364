"""The headings that people explained, remembered for the next paper: `headings.toml` beside the project's settings or one's own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from slough_tui.errors import SettingsError, UsageError
from slough_tui.settings import project_file, user_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "headings.toml"
MOST_BYTES = 1_000_000


def home_of(register: Path) -> Path:
    """The file in which explanations for this register's papers are kept."""
    project = project_file(register.absolute().parent)
    return (user_folder("config") if project is None else project.parent) / FILE


def remembered(register: Path) -> dict[str, str]:
    """Printed heading to field: one's own, then the project's over them. SettingsError for a file that is none."""
    found: dict[str, str] = {}
    for path in dict.fromkeys((user_folder("config") / FILE, home_of(register))):
        found |= _read(path)
    return found


def _read(path: Path) -> dict[str, str]:
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        return {}
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig")).get("headings", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise SettingsError(f"not valid TOML: {wrong}", where=str(path), hint="mend the file") from wrong
    if not isinstance(values, dict) or not all(isinstance(field, str) for field in values.values()):
        raise SettingsError(
            "it explains headings under [headings]",
            where=str(path),
            hint='write "Person in the chair" = "lead"',
        )
    return values


def remember(register: Path, headings: Mapping[str, str]) -> Path:
    """Keep explanations beside those that are kept already (an empty field forgets one); the file. UsageError if it cannot be."""
    import tomli_w

    path = home_of(register)
    kept = {**_read(path), **headings}
    kept = {printed: field for printed, field in kept.items() if field}
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(tomli_w.dumps({"headings": kept}), encoding="utf-8")
        part.replace(path)
    except OSError as wrong:
        raise UsageError(f"the headings cannot be kept: {wrong.strerror}", where=str(path)) from wrong
    return path
