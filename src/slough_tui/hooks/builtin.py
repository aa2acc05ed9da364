"""The built-in readers and layouts, brought in by the same hooks as anybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.hooks.api import API as _API
from slough_tui.hooks.api import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slough_tui.importers.layouts.protocol import Layout
    from slough_tui.importers.readers.protocol import Reader

API = _API


@hookimpl
def slough_register_readers() -> Iterable[Reader]:
    """Text, Markdown, CSV, Excel, Word, PDF and Parquet."""
    from slough_tui.importers.readers import READERS

    return READERS


@hookimpl
def slough_register_layouts() -> Iterable[Layout]:
    """Trackers, progress summaries, plans, reports, minutes: the papers that councils print."""
    from slough_tui.importers.layouts import LAYOUTS

    return LAYOUTS
