"""Options that several commands share, so that they read and behave alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from slough_tui.cli.formats import FORMATS

F = TypeVar("F", bound=Callable[..., Any])


def output(*formats: str, default: str = "text") -> Callable[[F], F]:
    """`--output-format` (parameter `form`) and `-o FILE` (parameter `output`). Without arguments: `FORMATS`."""
    choice = click.Choice(formats or FORMATS)

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
