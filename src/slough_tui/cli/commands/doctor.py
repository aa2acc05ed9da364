"""`slough doctor`: is everything there, and does the register hold what its log says?"""

from __future__ import annotations

import os
import platform
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from slough_tui import __version__
from slough_tui.cli import emit, formats, options
from slough_tui.errors import Exit, RefusedError, SloughError
from slough_tui.model.kinds import TABLES
from slough_tui.settings import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.cli.context import Context
    from slough_tui.store.log import State
    from slough_tui.store.rescue import Rescue
    from slough_tui.store.verifying import Report

Line = tuple[str, str, str]
"""What was looked at; ok, missing or wrong; and the details."""

STATES = {"damaged": "wrong", "unfinished": "unfinished", "left over": "left over"}
EXTRAS = {"excel": ("openpyxl", "xlsxwriter"), "word": ("docx",), "pdf": ("pdfplumber",)}


@click.command("doctor")
@click.option("--repair", is_flag=True, help="Repair what can be repaired, and say what was.")
@options.output()
@click.pass_obj
def command(context: Context, *, repair: bool, form: str, output: str | None) -> None:
    """Verify the register and the installation.

    Looks at every file of the register and its SHA-256, follows the commits link by link, reads every table as it is
    and as it was first; loads every plugin; looks for the extras. Changes nothing without --repair, which flips back a
    flipped bit of the log, makes tables again from the commits, finishes a fold and takes away what dead writers
    left. Exit 3 if something stays damaged.
    """
    if repair and context.is_sample:
        context.register(write=True)  # which refuses, and says why
    with emit.progress() as line:
        found = [*_installation(), *_plugins(context), *_register(context, line, repair=repair)]
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


def _register(context: Context, line: emit.Progress, *, repair: bool) -> Iterator[Line]:
    """Every file of the register, and what can be read of its tables. Exit 3 if something stays damaged."""
    from slough_tui.store.disk import told
    from slough_tui.store.rescue import Rescue
    from slough_tui.store.verifying import verify

    path = context.register_path
    disk = Rescue(path)
    line.say("verifying every file")
    try:
        with told(path):
            _, state = disk.open()
            report = verify(disk, state)
        fixed = dict(_repair(context, disk, state, report)) if repair and report.problems else {}
    except SloughError as error:
        context.code(error.exit_code)
        yield "register", "wrong", str(error)
        return
    left = [problem for problem in report.problems if problem.file not in fixed]
    bad = any(problem.kind == "damaged" for problem in left)
    commits = f"{path}, commits up to {report.seq}, {report.files} files verified"
    yield "register", "wrong" if bad else "ok", commits
    for problem in report.problems:
        done = fixed.get(problem.file)
        yield (
            problem.file,
            "repaired" if done else STATES[problem.kind],
            f"{problem.what}; {done}" if done else problem.what,
        )
    if bad:
        context.code(Exit.UNREADABLE)
        if not repair:
            emit.note("slough doctor --repair repairs what can be repaired")
    yield from _tables(context, line)


def _repair(context: Context, disk: Rescue, state: State, report: Report) -> Iterator[tuple[str, str]]:
    from slough_tui.errors import ReadOnlyError
    from slough_tui.store.repairing import repair

    if context.is_sample or not os.access(disk.path, os.W_OK):
        raise ReadOnlyError("this register is read-only", where=str(disk.path), hint="nothing was repaired")
    try:
        for problem, done in repair(disk, state, report.problems):
            yield problem.file, done
    except OSError as error:
        raise RefusedError(
            f"the disk refused: {error.strerror}", where=str(error.filename or disk.path)
        ) from error


def _tables(context: Context, line: emit.Progress) -> Iterator[Line]:
    """What can be read of each table, as it is now and as it was first; the register's own damage was told."""
    from slough_tui.store.register import Register

    register = Register.rescue(context.register_path)
    try:
        commits = register.commits()
    except SloughError:
        commits = []
    first_day = min((c.effective_on for c in commits), default=context.as_of)
    for name in TABLES:
        line.say(f"reading {name}")
        try:
            now = register.frame(name)
            first = register.frame(name, as_of=first_day)
        except SloughError as error:
            context.code(error.exit_code)
            yield name, "wrong", str(error)
        else:
            if now.height or first.height:
                yield name, "ok", f"{now.height} lines"
