"""The command line: the only room that imports click.

`main` is the door. stdout is data, stderr is narration; `emit` is the only module that prints, `app` the
only one that turns an error into an exit code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run `slough` with `argv` (default: the process's own arguments) and return its exit code."""
    from slough_tui.cli.app import run

    return run(argv)
