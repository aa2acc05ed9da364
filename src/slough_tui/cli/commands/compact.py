"""`slough compact`: the commits folded into few files, and what those replace taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from slough_tui.cli import emit

if TYPE_CHECKING:
    from slough_tui.cli.context import Context


@click.command("compact")
@click.pass_obj
def command(context: Context) -> None:
    """Fold the commits into few files.

    Nothing that can be read changes, no history is lost. It happens by itself, too; afterwards `slough path` is up to
    date, and files that only other tools may still be reading are gone.
    """
    register = context.register(write=True)
    folded = register.compact()
    emit.emit(
        f"folded up to commit {register.seq}" if folded else f"folded already, up to commit {register.seq}"
    )
