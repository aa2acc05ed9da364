"""Options that several commands share, so that they read and behave alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from slough_tui.cli.formats import FORMATS

F = TypeVar("F", bound=Callable[..., Any])


class OrBrought(click.Choice[str]):
    """One of the formats, or a name that a plugin may know: whoever writes asks the plugins."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, known or not; unknown ones must at least be names."""
        if isinstance(value, str) and value not in self.choices and value.isidentifier():
            return value
        return super().convert(value, param, ctx)


def output(*formats: str, default: str = "text", brought: bool = False) -> Callable[[F], F]:
    """`--output-format` (parameter `form`) and `-o FILE` (parameter `output`). Without arguments: `FORMATS`.

    With `brought`, names that are none of these come through, for plugins to know.
    """
    choice = (OrBrought if brought else click.Choice)(formats or FORMATS)

    def decorate(function: F) -> F:
        function = click.option(
            "--output-format",
            "form",
            type=choice,
            default=default,
            show_default=True,
            help="How to write.",
        )(function)
        return click.option(
            "-o", "output", metavar="FILE", help="Where to write, atomically (default: stdout)."
        )(function)

    return decorate
