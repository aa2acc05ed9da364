"""Parquet (`.parquet`): a table that a team already holds, read in a child process with caps.

A Parquet file can panic the library that reads it, and a panic prints over the screen; in the child it
costs one line of explanation.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.errors import DocumentError
from slough_tui.importers.readers.pieces import Piece, PieceRow, assemble
from slough_tui.importers.readers.protocol import CELLS, too_many_cells
from slough_tui.model.document import BlockKind, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.importers.readers.protocol import Progress

CHILD = Path(__file__).with_name("parquet_child.py")
MEMORY = 4 << 30
"""Bytes of address space that the child may take."""
SECONDS = 120


@dataclass(frozen=True, slots=True)
class ParquetReader:
    """Reads one table whose first row is the names of its columns; every value is text."""

    name: str = "parquet"
    suffixes: tuple[str, ...] = (".parquet", ".pq")
    extra: str | None = None

    def read(self, data: bytes, *, name: str, sha256: str, progress: Progress | None = None) -> Document:
        """One table; `line` counts its rows, the names being line 1. Raises DocumentError."""
        rows: list[PieceRow] = []
        total = 0
        for answer in _answers(data, name):
            if isinstance(answer, dict):
                if answer.get("refused"):
                    raise too_many_cells(name)
                rows.append(PieceRow([str(column) for column in answer["columns"]], 1))
                total = answer["rows"]
            else:
                rows.extend([PieceRow(cells, line) for line, cells in enumerate(answer, start=len(rows) + 1)])
            if progress is not None:
                progress(len(rows) - 1, total)
        if len(rows) != total + 1:
            raise _damaged(name)
        pieces = [Piece(BlockKind.TABLE, rows)] if rows[0].cells else []
        return Document(name, sha256, self.name, assemble(pieces, name=name), (), {"rows": str(total)})


def _answers(data: bytes, name: str) -> Iterator[Any]:
    """What the child says, line by line; it is stopped after `SECONDS`."""
    command = [sys.executable, "-P", "-X", "utf8", str(CHILD), str(MEMORY), str(SECONDS), str(CELLS)]
    with tempfile.TemporaryFile() as source:
        source.write(data)
        source.seek(0)
        with subprocess.Popen(
            command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        ) as child:
            late = threading.Event()
            timer = threading.Timer(SECONDS, _stop, (child, late))
            timer.start()
            try:
                assert child.stdout is not None
                for line in child.stdout:
                    yield json.loads(line)
                code = child.wait()
            except ValueError as error:  # a line cut short by the child's end
                raise _damaged(name) from error
            finally:
                timer.cancel()
                child.kill()
    if late.is_set():
        raise DocumentError(f"reading it took longer than {SECONDS} seconds", where=name, hint="split it")
    if code:
        raise _damaged(name)


def _stop(child: subprocess.Popen[str], late: threading.Event) -> None:
    late.set()
    child.kill()


def _damaged(name: str) -> DocumentError:
    return DocumentError(
        "it is damaged, or needs more memory than a paper should", where=name, hint="write it again"
    )
