"""What a reader is, and what its library is called when it is not installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from slough_tui.errors import DocumentError, MissingExtraError

if TYPE_CHECKING:
    from slough_tui.model.document import Document

Progress = Callable[[int, int], None]
"""Called with what is done and what there is in all: bytes, pages or rows, whatever is natural."""

CELLS = 3_000_000
"""More cells than this are refused: a committee paper has thousands, a file made to hurt has millions."""


class Reader(Protocol):
    """Takes one kind of file apart. Cheap to make: heavy libraries are imported inside `read`."""

    @property
    def name(self) -> str:
        """What `Document.format` says: text, markdown, csv, xlsx, docx, pdf, parquet."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Lower-case endings of names, with the dot."""
        ...

    @property
    def extra(self) -> str | None:
        """The extra of the package that brings the library, or None where Python is enough."""
        ...

    def read(self, data: bytes, *, name: str, sha256: str, progress: Progress | None = None) -> Document:
        """`data` as a document. Raises DocumentError and MissingExtraError."""
        ...


def library(module: str, extra: str, *, name: str) -> Any:
    """The module that reads this kind of file. Raises MissingExtraError naming the extra."""
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise MissingExtraError(
            f"reading this kind of file needs {package}, which is not installed",
            where=name,
            hint=f"pip install 'slough-tui[{extra}]'",
        ) from error


def too_many_cells(name: str) -> DocumentError:
    """The one line for a file with more than `CELLS` cells."""
    return DocumentError(f"it has more than {CELLS:,} cells", where=name, hint="split it into smaller files")
