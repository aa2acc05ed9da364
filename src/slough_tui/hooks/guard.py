"""Readers and layouts of other people, wrapped: what breaks inside is noted with their plugin and costs only them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from slough_tui.errors import DocumentError, SloughError
from slough_tui.hooks.loading import Plugin, in_words

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.importers.layouts.protocol import Layout
    from slough_tui.importers.paper import Paper
    from slough_tui.importers.readers.protocol import Progress, Reader
    from slough_tui.model.document import Document


class GuardedReader:
    """A reader whose own mistakes become a DocumentError that names the plugin."""

    def __init__(self, plugin: Plugin, reader: Reader) -> None:
        self._plugin = plugin
        self._reader = reader
        self.name: str = reader.name
        self.suffixes: tuple[str, ...] = tuple(reader.suffixes)
        self.extra: str | None = getattr(reader, "extra", None)

    def read(self, data: bytes, *, name: str, sha256: str, progress: Progress | None = None) -> Document:
        """As the reader does. DocumentError where it breaks."""
        started = time.perf_counter()
        try:
            return self._reader.read(data, name=name, sha256=sha256, progress=progress)
        except (KeyboardInterrupt, SloughError):
            raise
        except BaseException as error:
            said = f"reader {self.name}: {in_words(error)}"
            self._plugin.fail(said)
            hint = "leave the plugin out, or tell its author"
            raise DocumentError(f"plugin {self._plugin.name}, {said}", where=name, hint=hint) from error
        finally:
            self._plugin.run_ms += (time.perf_counter() - started) * 1000


class GuardedLayout:
    """A layout that at worst adds nothing more to the draft."""

    def __init__(self, plugin: Plugin, layout: Layout) -> None:
        self._plugin = plugin
        self._layout = layout
        self.name: str = layout.name
        self.version: int = layout.version
        self.shapes: tuple[Shape, ...] = tuple(layout.shapes)

    def read(self, paper: Paper, grids: list[Grid], draft: Draft) -> None:
        """As the layout does; where it breaks, what it had found so far stays."""
        started = time.perf_counter()
        try:
            self._layout.read(paper, grids, draft)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything
            self._plugin.fail(f"layout {self.name}, {paper.document.name}: {in_words(error)}")
        finally:
            self._plugin.run_ms += (time.perf_counter() - started) * 1000
