"""What tests of the readers share: a file made and read, and its tables as lists of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import DocumentError
from slough_tui.importers.readers import read_paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from slough_tui.model.document import Document


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, bytes | str], Document]:
    """Write a file of this name and content, and read it as a paper."""

    def read_it(name: str, content: bytes | str) -> Document:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_paper(path)

    return read_it


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[str, bytes | str], str]:
    """Write a file that cannot be read, and give the one line that says so."""

    def refuse_it(name: str, content: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        with pytest.raises(DocumentError) as caught:
            read_paper(path)
        message = str(caught.value)
        assert "\n" not in message, "one line"
        assert message.startswith(f"{name}: "), "the file is named"
        assert caught.value.hint, "it says what to do"
        assert caught.value.exit_code == 3
        return message

    return refuse_it


@pytest.fixture
def tables() -> Callable[[Document], list[list[list[str]]]]:
    """The tables of a document as lists of rows of text."""

    def tables_of(document: Document) -> list[list[list[str]]]:
        return [[[cell.text for cell in row] for row in block.rows] for _, block in document.tables()]

    return tables_of


@pytest.fixture
def outline() -> Callable[[Document], list[tuple[str, str]]]:
    """Kind and text of every block."""

    def outline_of(document: Document) -> list[tuple[str, str]]:
        return [(block.kind.value, block.text) for block in document.blocks]

    return outline_of
