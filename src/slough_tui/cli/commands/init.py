"""`slough init`: an empty register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slough_tui import clock
from slough_tui.cli import emit

if TYPE_CHECKING:
    from slough_tui.cli.context import Context


@click.command("init")
@click.argument("folder", metavar="DIR")
@click.option(
    "--name", metavar="TEXT", help="The register's name (default: the council's, else the folder's)."
)
@click.pass_obj
def command(context: Context, folder: str, name: str | None) -> None:
    """Make an empty register.

    The folder must not exist, or be empty.
    """
    from slough_tui.store.register import Register

    path = Path(folder).expanduser()
    Register.create(path, name=name or context.council or path.resolve().name, at=clock.now())
    named = "" if path == Path("register") else f"--register {folder} "
    emit.note(f"An empty register in {folder}. Next: slough {named}import FILE...")
