"""`slough config`: the settings, and who said them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slough_tui.cli import emit, formats, options
from slough_tui.settings import KEYS, project_file, user_file

if TYPE_CHECKING:
    from slough_tui.cli.context import Context


@click.group("config")
def command() -> None:
    """Show the settings and where they come from.

    A flag goes before an environment variable, that before the nearest slough.toml, that before your own
    settings.toml, that before the default.
    """


@command.command("path")
def path() -> None:
    """Print the settings files that are read, the strongest first; one that is missing is not an error."""
    found = project_file(Path.cwd())
    if found:
        emit.emit(str(found))
    emit.emit(str(user_file()))


@command.command("show")
@options.output()
@click.pass_obj
def show(context: Context, form: str, output: str | None) -> None:
    """Show every setting, its value, and where that comes from."""
    lines = [
        (
            key.name,
            _shown(context.settings[key.name].value),
            context.settings[key.name].origin,
            key.environment,
            key.about,
        )
        for key in KEYS.values()
    ]
    formats.write_lines(("setting", "value", "from", "variable", "about"), lines, form, output)


def _shown(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    return [str(one) for one in value] if isinstance(value, tuple) else value
