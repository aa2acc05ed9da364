"""`slough open`: the screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from slough_tui.cli import emit
from slough_tui.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.cli.context import Context


@click.command("open")
@click.option("--read-only", is_flag=True, help="Refuse every edit.")
@click.pass_obj
def command(context: Context, read_only: bool = False) -> None:
    """Open the screen (what `slough` alone does on a terminal)."""
    show(context, context.register_path, read_only=read_only or context.is_sample)


def show(context: Context, path: Path, *, read_only: bool = False) -> None:
    """The screen on the register at `path`. UsageError where there is no terminal to show it on."""
    if not (emit.is_terminal(sys.stdin) and emit.is_terminal(emit.stdout())):
        raise UsageError(
            "the screen needs a terminal", hint="`slough list` and `slough query` write to a pipe"
        )
    from slough_tui.tui.start import run

    emit.flush()
    emit.release()
    run(
        path,
        as_of=context.as_of,
        today=context.today,
        read_only=read_only,
        rule_dirs=context.rule_dirs,
        plugin_dirs=context.plugin_dirs,
        parameters=context.settings["assessors"].value,
        keys=context.settings["keys"],
    )
