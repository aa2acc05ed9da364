"""`slough plugins`: what is loaded, what failed, and permission for a file to run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slough_tui.cli import emit, formats, options
from slough_tui.errors import Exit, UsageError
from slough_tui.report.files import write_file

if TYPE_CHECKING:
    from slough_tui.cli.context import Context
    from slough_tui.hooks.loading import Plugin

COLUMNS = (
    "name",
    "origin",
    "state",
    "version",
    "api",
    "assessors",
    "hooks",
    "load_ms",
    "run_ms",
    "findings",
    "about",
    "failures",
    "path",
)
SHORT = ("name", "origin", "state", "version", "api", "hooks", "load_ms", "run_ms", "findings", "failures")
"""The columns for people."""


@click.group("plugins")
def command() -> None:
    """List and trust the plugins.

    A plugin comes with slough-tui, from an installed package, or from a folder named with --plugins; a file
    of such a folder runs only after `slough plugins trust FILE`.
    """


@command.command("list")
@click.option(
    "--run", "ran", is_flag=True, help="Check first: run times and findings are those of the check."
)
@options.output()
@click.pass_obj
def list_(context: Context, ran: bool, form: str, output: str | None) -> None:
    """List every plugin: where it came from, what it brings, how long it took, and what failed."""
    host = context.host()
    if ran:
        _run(context)
    assessors: dict[str, list[str]] = {}
    for plugin, assessor in host.assessors():
        assessors.setdefault(plugin.name, []).append(assessor.name)
    lines = [
        {
            "name": p.name,
            "origin": p.origin,
            "state": p.state,
            "version": p.version or None,
            "api": p.api,
            "assessors": assessors.get(p.name, []),
            "hooks": _hooks(p, form),
            "load_ms": round(p.load_ms, 1),
            "run_ms": round(p.run_ms, 1),
            "findings": p.findings if ran else None,
            "about": p.about,
            "failures": list(p.failures),
            "path": p.path or None,
        }
        for p in host.plugins
    ]
    columns = SHORT if form == "text" else COLUMNS
    formats.write_lines(columns, [[line[name] for name in columns] for line in lines], form, output)
    for plugin in host.untrusted:
        emit.note(f"{plugin.name} may not run yet: read it, then `slough plugins trust {plugin.path}`")
    if host.failures:
        context.code(Exit.PARTIAL)


def _hooks(plugin: Plugin, form: str) -> list[str]:
    """The hooks it implements; for people without what all of them begin with."""
    return [name.removeprefix("slough_") if form == "text" else name for name in plugin.hooks]


def _run(context: Context) -> None:
    """A check, so that the records of the plugins know run times and findings."""
    from slough_tui.engine.rules.check import check

    loaded = context.rules()
    frames = context.frames(context.register())
    check(frames, loaded, today=context.today, as_of=context.as_of, get_host=context.host)


@command.command("new")
@click.argument("name")
@click.option("-o", "output", metavar="FILE", help="Where to write (default: NAME.py in the current folder).")
def new(name: str, output: str | None) -> None:
    """Write a plugin file to start from: an assessor that works."""
    from slough_tui.hooks.template import template

    if not (name.isidentifier() and name.islower()):
        hint = "small letters, digits and _, like late_answers"
        raise UsageError(f"{name!r} is no name of a plugin", hint=hint)
    path = Path(output or f"{name}.py")
    if path.exists():
        raise UsageError("the file is there already", where=str(path), hint="choose another -o FILE")
    write_file(path, template(name).encode())
    emit.emit(str(path))
    emit.note(f"next: slough plugins trust {path}, then slough --plugins {path.parent} plugins test {name}")


@command.command("test")
@click.argument("names", metavar="[PLUGIN]...", nargs=-1)
@click.pass_obj
def test(context: Context, names: tuple[str, ...]) -> None:
    """Try plugins on the register and on an empty one: every hook, assessor and rule. Exit 4 if one fails.

    Without names, all that come from folders; a bundled or installed one is tried when it is named.
    """
    from slough_tui.cli.lookup import nearest
    from slough_tui.engine.assess.trying import trial
    from slough_tui.engine.rules.check import check
    from slough_tui.engine.rules.frames import frames_of

    host = context.host()
    known = [plugin.name for plugin in host.plugins]
    for name in names:
        if name not in known:
            raise UsageError(f"there is no plugin {name!r}", hint=nearest(name, known, "plugins"))
    chosen = [p for p in host.plugins if p.name in names or (not names and p.origin == "folder")]
    frames = context.frames(context.register())
    loaded = context.rules()
    for tables in (frames_of({}), frames):
        check(tables, loaded, today=context.today, as_of=context.as_of, get_host=context.host)
        for plugin in chosen:
            trial(host, plugin, tables, context.as_of, context.today)
    for plugin in chosen:
        _tell(context, plugin)
    if not chosen:
        emit.note("no plugin of a folder is named: slough --plugins FOLDER plugins test")


def _tell(context: Context, plugin: Plugin) -> None:
    said = plugin.state if plugin.state != "loaded" else ", ".join(_hooks(plugin, "text")) or "no hooks"
    good = plugin.state == "loaded" and not plugin.failures
    emit.emit((plugin.name, "bold"), " ", ("holds", "green") if good else ("fails", "red"), f"  {said}")
    for failure in dict.fromkeys(plugin.failures):
        emit.emit("  ", failure)
    if plugin.state == "untrusted":
        emit.emit(f"  slough plugins trust {plugin.path}")
    if not good:
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
