"""The zip archive inside a workbook or a Word file, opened without trusting it.

Sizes are checked before anything is unpacked (zipfile reads a part up to the size that it declares and no
further); XML with a document type (the way to entity bombs and to other files) is refused before a library
sees it.
"""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers import expat

from slough_tui.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

MEGABYTE = 1024 * 1024
UNPACKED = 512 * MEGABYTE
"""All parts together may unpack to this many bytes."""
XML_PART = 256 * MEGABYTE
PARTS = 20_000
CHUNK = 16 * 1024
_NO_XML = (expat.ExpatError, LookupError, ValueError)
"""What expat says of a picture, and of an encoding that it does not know: the part's own reader will tell."""


@contextmanager
def opened(data: bytes, *, name: str) -> Iterator[zipfile.ZipFile]:
    """The archive, looked over; what zipfile and XML parsers raise meanwhile becomes a DocumentError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_sizes(archive, name)
            _refuse_document_types(archive, name)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, SyntaxError, KeyError) as error:  # XML has wrong syntax
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


def _refuse_document_types(archive: zipfile.ZipFile, name: str) -> None:
    """Read every part up to its first tag: a document type stands before it or nowhere."""

    def refuse(*_: object) -> None:
        raise DocumentError(
            "it declares XML entities, which no Office program writes", where=name, hint="do not trust it"
        )

    for part in archive.infolist():
        tags: list[str] = []
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = refuse
        parser.StartElementHandler = lambda tag, _, tags=tags: tags.append(tag)
        with archive.open(part) as stream, suppress(*_NO_XML):
            while not tags and (chunk := stream.read(CHUNK)):
                parser.Parse(chunk)
            if not tags:  # Expat 2.6 and newer keeps a part for later, unless told that this was all
                parser.Parse(b"", True)
