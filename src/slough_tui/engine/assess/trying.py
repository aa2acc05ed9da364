"""A plugin tried out: its assessors over the tables they ask for, its panels over a record of each table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.engine.assess.run import assess
from slough_tui.hooks.brought import Panel, Seen, Writer
from slough_tui.hooks.loading import in_words
from slough_tui.hooks.panels import panels_of
from slough_tui.model.kinds import RECORD_TABLES

if TYPE_CHECKING:
    from datetime import date

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.hooks.host import Host
    from slough_tui.hooks.loading import Plugin


def trial(host: Host, plugin: Plugin, frames: Frames, as_of: date, today: date) -> None:
    """Call everything the plugin brings that only reads; what fails is noted in the plugin's record.

    Its commands are not run: nobody but the person knows with which arguments.
    """
    if plugin.state != "loaded":
        return
    assess([one for one in host.assessors() if one[0] is plugin], frames, today=today)
    asked = Seen(frames, as_of, today)
    panels = {
        name
        for one, panel in host.brought("slough_register_panels", Panel)
        if one is plugin
        for name in panel.tables or RECORD_TABLES
    }
    for table in panels:
        for record in frames(table).head(1).collect().iter_rows(named=True):
            panels_of(host, table, record, asked)
    for one, writer in host.brought("slough_register_writers", Writer):
        if one is plugin:
            _write(plugin, writer)


def _write(plugin: Plugin, writer: Writer) -> None:
    import polars as pl

    from slough_tui.engine.rules.findings import schema

    try:
        text: object = writer.write(pl.DataFrame(schema=schema()), pl.DataFrame())
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a plugin may raise anything
        plugin.fail(f"writer {writer.name}: {in_words(error)}")
        return
    if not isinstance(text, str):
        plugin.fail(f"writer {writer.name}: gave {type(text).__name__}, not a text")
