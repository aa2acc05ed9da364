"""Commands that plugins bring: found only when somebody types a name that is none of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from slough_tui.cli import emit
from slough_tui.errors import PluginError
from slough_tui.hooks.loading import somebody_registers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slough_tui.cli.context import Context
    from slough_tui.hooks.brought import Command
    from slough_tui.hooks.loading import Plugin


def command_of(name: str, options: Mapping[str, Any]) -> click.Command | None:
    """The command `name` of a plugin that the global `options` or the settings name; None if there is none."""
    from slough_tui.settings import resolve

    folders = resolve({"plugins": options.get("plugins")})["plugins"].value
    if not folders and not somebody_registers():
        return None
    from slough_tui.hooks.brought import Command
    from slough_tui.hooks.host import Host

    host = Host.load(folders=[folder for folder in folders if folder.is_dir()])
    for plugin, brought in host.brought("slough_register_commands", Command):
        if brought.name == name:
            return _made(plugin, brought)
    return None


def _made(plugin: Plugin, brought: Command) -> click.Command:
    @click.command(brought.name, help=brought.about)
    @click.argument("arguments", nargs=-1)
    @click.pass_obj
    def command(context: Context, arguments: tuple[str, ...]) -> None:
        from slough_tui.hooks.loading import in_words

        asked = context.asked()
        try:
            lines = [str(line) for line in brought.run(arguments, asked)]
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            what = f"command {brought.name}: {in_words(error)}"
            raise PluginError(what, where=f"plugin {plugin.name}") from error
        for line in lines:
            emit.emit(line)

    return command
