"""The zip archive inside a workbook or a Word file, opened without trusting it.

Sizes are checked before anything is unpacked; a part is read up to the size that it declares and no
further; XML with a document type (the way to entity bombs and to other files) is refused.
"""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Protocol
from xml.etree.ElementTree import ParseError, XMLParser

from slough_tui.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEGABYTE = 1024 * 1024
UNPACKED = 512 * MEGABYTE
"""All parts together may unpack to this many bytes."""
XML_PART = 256 * MEGABYTE
PARTS = 20_000
CHUNK = MEGABYTE


class XmlTarget(Protocol):
    """What a streaming parser calls; a `doctype` is refused on the target's behalf."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        ...

    def end(self, tag: str) -> None:
        """A tag closes."""
        ...

    def data(self, text: str) -> None:
        """Text between tags, perhaps only a part of it."""
        ...


class _Guarded:
    """A target with namespaces taken off its tags, and no patience with document types."""

    def __init__(self, target: XmlTarget, name: str) -> None:
        self._target = target
        self._name = name
        self.data = target.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._target.start(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        self._target.end(tag.rpartition("}")[2])

    def doctype(self, *_: object) -> None:
        raise DocumentError(
            "it declares XML entities, which no Office program writes",
            where=self._name,
            hint="do not trust it",
        )

    def close(self) -> None:
        """Nothing to give back."""


@contextmanager
def opened(data: bytes, *, name: str) -> Iterator[zipfile.ZipFile]:
    """The archive, its sizes checked; what zipfile raises while it is open becomes a DocumentError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_sizes(archive, name)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, ParseError, KeyError) as error:
        raise DocumentError(
            "it is damaged or was cut short", where=name, hint="fetch or save it again"
        ) from error
    except RuntimeError as error:  # zipfile's word for a part with a password
        if "password" not in str(error):
            raise
        raise DocumentError("it is protected by a password", where=name, hint="save it without") from error


def _check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    xml = max((p.file_size for p in parts if p.filename.endswith((".xml", ".rels"))), default=0)
    total = sum(part.file_size for part in parts)
    if len(parts) > PARTS or total > UNPACKED or xml > XML_PART:
        raise DocumentError(
            f"it unpacks to {total / MEGABYTE:,.0f} MB in {len(parts):,} parts, which no paper does",
            where=name,
            hint="do not trust it; if it is yours, save it without pictures or split it",
        )


def parse_part(
    archive: zipfile.ZipFile,
    part: str,
    target: XmlTarget,
    *,
    name: str,
    step: Callable[[int], None] | None = None,
) -> None:
    """Stream one XML part into `target`, whose tags come without namespaces. `step` is told bytes read."""
    parser = XMLParser(target=_Guarded(target, name))  # noqa: S314 - document types are refused above
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            parser.feed(chunk)
            if step is not None:
                step(len(chunk))
    parser.close()


def local(attributes: dict[str, str], key: str) -> str | None:
    """An attribute whatever its namespace (`r:id`)."""
    return next((value for tag, value in attributes.items() if tag.rpartition("}")[2] == key), None)
