"""`slough plugins`: what is loaded, what failed, and permission for a file to run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slough_tui.cli import emit, formats, options
from slough_tui.errors import Exit

if TYPE_CHECKING:
    from slough_tui.cli.context import Context

COLUMNS = (
    "name",
    "origin",
    "state",
    "version",
    "api",
    "assessors",
    "hooks",
    "load_ms",
    "about",
    "failures",
    "path",
)


@click.group("plugins")
def command() -> None:
    """List and trust the plugins.

    A plugin comes with slough-tui, from an installed package, or from a folder named with --plugins; a file
    of such a folder runs only after `slough plugins trust FILE`.
    """


@command.command("list")
@options.output()
@click.pass_obj
def list_(context: Context, form: str, output: str | None) -> None:
    """List every plugin, its state, what it registers, and what failed."""
    host = context.host()
    assessors: dict[str, list[str]] = {}
    for plugin, assessor in host.assessors():
        assessors.setdefault(plugin.name, []).append(assessor.name)
    lines = [
        (
            p.name,
            p.origin,
            p.state,
            p.version or None,
            p.api,
            assessors.get(p.name, []),
            list(p.hooks),
            round(p.load_ms, 1),
            p.about,
            list(p.failures),
            p.path or None,
        )
        for p in host.plugins
    ]
    columns = COLUMNS if form != "text" else ("name", "origin", "state", "assessors", "about", "failures")
    kept = [COLUMNS.index(name) for name in columns]
    formats.write_lines(columns, [[line[i] for i in kept] for line in lines], form, output)
    for plugin in host.untrusted:
        emit.note(f"{plugin.name} may not run yet: read it, then `slough plugins trust {plugin.path}`")
    if host.failures:
        context.code(Exit.PARTIAL)


@command.command("trust")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
def trust(files: tuple[str, ...]) -> None:
    """Let a plugin file run, as it is now; a changed file has to be trusted anew."""
    from slough_tui.hooks.trust import trust as allow
    from slough_tui.hooks.trust import trust_file

    for file in files:
        sha256 = allow(Path(file).expanduser())
        emit.note(f"{file} may run ({sha256[:12]}); noted in {trust_file()}")
