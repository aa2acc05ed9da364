"""`slough path`: where a table's current Parquet file lies, for other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from slough_tui.cli import emit
from slough_tui.cli.lookup import complete_table, table_named

if TYPE_CHECKING:
    from slough_tui.cli.context import Context


@click.command("path")
@click.argument("table", required=False, shell_complete=complete_table)
@click.pass_obj
def command(context: Context, table: str | None) -> None:
    """Print where a table's Parquet file lies.

    Without a table: where the register lies. The file never changes under its name; ask again after a commit.
    """
    found = context.register_path if table is None else context.register().table_path(table_named(table).name)
    emit.emit(str(found))
