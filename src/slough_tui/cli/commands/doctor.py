"""`slough doctor`: is everything there, and does the register hold what its log says?"""

from __future__ import annotations

import platform
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from slough_tui import __version__
from slough_tui.cli import emit, formats, options
from slough_tui.errors import Exit, SloughError
from slough_tui.model.kinds import TABLES
from slough_tui.settings import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.cli.context import Context

Line = tuple[str, str, str]
"""What was looked at; ok, missing or wrong; and the details."""

EXTRAS = {"excel": ("openpyxl", "xlsxwriter"), "word": ("docx",), "pdf": ("pdfplumber",)}


@click.command("doctor")
@options.output()
@click.pass_obj
def command(context: Context, form: str, output: str | None) -> None:
    """Verify the register and the installation.

    Reads every table of the register, as it is now and as it was first; loads every plugin; looks for the extras.
    Changes nothing.
    """
    with emit.progress() as line:
        found = [*_installation(), *_plugins(context), *_register(context, line)]
    formats.write_lines(("what", "state", "details"), found, form, output)


def _installation() -> Iterator[Line]:
    yield "slough-tui", "ok", f"{__version__}, Python {platform.python_version()}"
    for extra, modules in EXTRAS.items():
        missing = [module for module in modules if find_spec(module) is None]
        hint = f"pip install 'slough-tui[{extra}]'" if missing else ", ".join(modules)
        yield f"extra {extra}", "missing" if missing else "ok", hint
    for name in ("plugins", "rules", "sample_data"):
        folder = bundled(name)
        yield f"bundled {name}", "ok" if folder.is_dir() else "missing", str(folder)


def _plugins(context: Context) -> Iterator[Line]:
    host = context.host()
    host.assessors()
    host.layouts()
    host.readers()
    for plugin in host.plugins:
        state = "wrong" if plugin.failures else "ok" if plugin.state == "loaded" else plugin.state
        yield f"plugin {plugin.name}", state, "; ".join(plugin.failures) or plugin.about
    if host.failures:
        context.code(Exit.PARTIAL)


def _register(context: Context, line: emit.Progress) -> Iterator[Line]:
    try:
        register = context.register()
        commits = register.commits()
        yield "register", "ok", f"{register.path}, {len(commits)} commits"
    except SloughError as error:
        context.code(error.exit_code)
        yield "register", "wrong", str(error)
        return
    for name in TABLES:
        line.say(f"reading {name}")
        try:
            now = register.frame(name)
            first = register.frame(name, as_of=min((c.effective_on for c in commits), default=context.as_of))
        except SloughError as error:
            context.code(error.exit_code)
            yield name, "wrong", str(error)
        else:
            if now.height or first.height:
                yield name, "ok", f"{now.height} lines"
