"""Text (`.txt`), mostly taken from a PDF: tables of tabs, pipes or HTML among headings and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.importers.readers.decoding import decode, lines_of
from slough_tui.importers.readers.furniture import mark_furniture
from slough_tui.importers.readers.pieces import assemble
from slough_tui.importers.readers.prose import pieces_of, wrap_width
from slough_tui.model.document import Document

if TYPE_CHECKING:
    from slough_tui.importers.readers.protocol import Progress


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads text in any usual encoding; pages are counted from form feeds, running heads and page numbers."""

    name: str = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")
    extra: str | None = None

    def read(self, data: bytes, *, name: str, sha256: str, progress: Progress | None = None) -> Document:
        """Blocks with line numbers. Raises DocumentError if `data` is no text."""
        decoded = decode(data, name=name)
        lines, ends = lines_of(decoded.text)
        pieces = pieces_of(lines, width=wrap_width(lines))
        mark_furniture(pieces)
        if progress is not None:
            progress(len(data), len(data))
        return Document(
            name,
            sha256,
            self.name,
            assemble(pieces, name=name),
            decoded.mendings,
            {
                "encoding": decoded.encoding,
                "line ends": ends,
                "lines": str(lines[-1].number - lines[-1].is_blank),
            },
        )
