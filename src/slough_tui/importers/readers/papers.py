"""From a path to a document: open, look, choose the reader, read, and let no foreign exception out."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from slough_tui.errors import DocumentError, SloughError
from slough_tui.importers.readers.decoding import decode
from slough_tui.importers.readers.markdown import MarkdownReader
from slough_tui.importers.readers.opening import LIMITS, open_paper
from slough_tui.importers.readers.parquet import ParquetReader
from slough_tui.importers.readers.pdf import PdfReader
from slough_tui.importers.readers.separated import SeparatedReader, looks_separated
from slough_tui.importers.readers.sniffing import TEXTUAL, check_look, look_at, refuse_unknown
from slough_tui.importers.readers.text import TextReader
from slough_tui.importers.readers.word import WordReader
from slough_tui.importers.readers.workbook import WorkbookReader
from slough_tui.model.document import Mending
from slough_tui.model.safe_text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slough_tui.importers.readers.protocol import Progress, Reader
    from slough_tui.importers.readers.sniffing import Look
    from slough_tui.model.document import Document

SAMPLE = 65_536
"""So many bytes of a text are looked at to see whether it is a table under another name."""

READERS: tuple[Reader, ...] = (
    TextReader(),
    MarkdownReader(),
    SeparatedReader(),
    WorkbookReader(),
    WordReader(),
    PdfReader(),
    ParquetReader(),
)
"""The bundled readers. Where two have the same suffix the first one wins."""


def read_paper(
    path: Path,
    *,
    readers: Sequence[Reader] = READERS,
    progress: Progress | None = None,
    max_bytes: int | None = None,
) -> Document:
    """The paper at `path` as blocks and cells.

    The reader is chosen by the name's ending, and the content must agree; a name without a known ending
    is read as what it looks like. `max_bytes` overrides the limit of the format (`opening.LIMITS`).
    Raises DocumentError (what is wrong, the file, what to do) and MissingExtraError; nothing else.
    """
    name = os.fsencode(path.name).decode("utf-8", "replace") or str(path)
    suffix = path.suffix.lower()

    def limit_of(head: bytes) -> int:
        reader = _by_suffix(readers, suffix)
        look = look_at(head)
        kind = "text" if look.is_text else reader.name if reader else look.format
        return max_bytes if max_bytes is not None else LIMITS.get(kind, max(LIMITS.values()))

    data = open_paper(path, limit_of=limit_of, name=name)
    look = look_at(data)
    reader = _choose(readers, look, suffix=suffix, name=name)
    table = _table_called_text(readers, reader, data, name=name)
    document = _guarded(table or reader, data, name=name, progress=progress)
    if table is not None:
        why = "every line has the same columns, parted by a separator"
        mending = Mending("format", suffix, "separated values", why)
        document = replace(document, mendings=(mending, *document.mendings))
    if not any(cell for cell in document.cells()):
        raise DocumentError("there is no text in it", where=name, hint="nothing was imported")
    return document


def _by_suffix(readers: Sequence[Reader], suffix: str) -> Reader | None:
    return next((reader for reader in readers if suffix in reader.suffixes), None)


def _choose(readers: Sequence[Reader], look: Look, *, suffix: str, name: str) -> Reader:
    reader = _by_suffix(readers, suffix)
    if reader is None:
        reader = next((r for r in readers if r.name == look.format), None)
        if reader is None or suffix in _KNOWN_ELSEWHERE:
            raise refuse_unknown(look, suffix=suffix, name=name)
        return reader
    if reader.name in LIMITS or reader.name in TEXTUAL:  # another's reader knows its own files best
        check_look(look, reader.name, suffix=suffix, name=name)
    return reader


def _table_called_text(readers: Sequence[Reader], reader: Reader, data: bytes, *, name: str) -> Reader | None:
    """The reader of separated values, if that is what a file called text is."""
    if reader.name != "text":
        return None
    try:
        text = decode(data[:SAMPLE], name=name).text
    except DocumentError:  # a sign cut in two by the sample, or a fault that the reader will tell
        return None
    return next((other for other in readers if other.name == "csv"), None) if looks_separated(text) else None


_KNOWN_ELSEWHERE = frozenset(
    ".json .xml .html .htm .rtf .doc .xls .xlsb .ods .odt .ppt .pptx .py .zip .toml .yaml .yml .eml .msg".split()
)
"""Endings that promise a format we do not read: such a file is refused even if it is text."""


def _guarded(reader: Reader, data: bytes, *, name: str, progress: Progress | None) -> Document:
    """Read, and turn whatever a library throws into one line."""
    try:
        return reader.read(data, name=name, sha256=hashlib.sha256(data).hexdigest(), progress=progress)
    except (SloughError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except MemoryError as error:
        raise DocumentError("there is not enough memory to read it", where=name, hint="split it") from error
    except BaseException as error:  # a panic of a Rust library is no Exception
        reason = clean(str(error), limit=120) or type(error).__name__
        raise DocumentError(
            f"it is damaged, or no {reader.name} file that we can read ({reason})",
            where=name,
            hint="open it in its own program and save it again",
        ) from error
