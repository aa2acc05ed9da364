"""What stands in sample_data is what the script builds, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from sample_data import build
from sample_data._builder import formats, papers

FOLDER = Path(__file__).parents[2] / "sample_data"
WRITTEN = {**papers.files(), **formats.files()}


@pytest.mark.parametrize("path", WRITTEN)
def test_a_committed_file_is_what_the_builder_makes(path: str) -> None:
    assert (FOLDER / path).read_bytes() == WRITTEN[path]


def test_no_file_is_there_that_the_builder_does_not_make() -> None:
    there = {
        str(path.relative_to(FOLDER))
        for folder in ("papers", "audit", "indicators", "formats")
        for path in (FOLDER / folder).iterdir()
    }
    assert there == set(WRITTEN)


def test_each_paper_in_formats_comes_in_all_eight() -> None:
    suffixes = {".txt", ".md", ".csv", ".tsv", ".xlsx", ".docx", ".pdf", ".parquet"}
    for name in ("tracker", "progress"):
        assert {path.suffix for path in (FOLDER / "formats").glob(f"{name}.*")} == suffixes


def test_differences_names_what_was_changed_and_what_is_too_many(tmp_path: Path) -> None:
    for side in ("one", "two"):
        for path, content in WRITTEN.items():
            (tmp_path / side / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / side / path).write_bytes(content)
    assert build.differences(tmp_path / "one", tmp_path / "two") == []
    (tmp_path / "two" / papers.TRACKER).write_bytes(b"something else")
    (tmp_path / "two" / "audit" / "stray.csv").write_bytes(b"")
    assert build.differences(tmp_path / "one", tmp_path / "two") == ["audit/stray.csv", papers.TRACKER]
