"""What tests of the importers share: papers written by the test and imported, and the five real ones."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.importers.imported import Imported, import_file

if TYPE_CHECKING:
    from pathlib import Path


class ImportText(Protocol):
    """`imported(text)`, with the options of an import."""

    def __call__(self, text: str, *, name: str = ..., **options: Any) -> Imported: ...


@pytest.fixture
def imported(tmp_path: Path) -> ImportText:
    """Write a text as a paper and import it."""
    number = count()

    def import_it(text: str, *, name: str = "paper.txt", **options: Any) -> Imported:
        folder = tmp_path / str(next(number))
        folder.mkdir()
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return import_file(path, **options)

    return import_it


LETTERS = {"T": "000", "B": "001", "O": "002", "R": "003", "P": "004"}
"""The real papers: tracker, board report, scrutiny pack, progress report, business plan."""


@pytest.fixture(scope="session")
def seed_paths(seeds: Path) -> dict[str, Path]:
    """Where the real papers are, by letter."""
    return {letter: next(seeds.glob(f"{number}_*.txt")) for letter, number in LETTERS.items()}


@pytest.fixture(scope="session")
def real(seed_paths: dict[str, Path]) -> dict[str, Imported]:
    """The real papers, imported, by letter."""
    return {letter: import_file(path) for letter, path in seed_paths.items()}
