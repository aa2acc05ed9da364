"""The synthetic tracker and progress report in all eight formats give equal records.

Compared is every column of `recommendations` that the paper itself fills: reference, text, answers,
dates, verdict, series and id. Not compared are where a record stands (`document`, `page`, `line`) and
`ref_raw`, since a spreadsheet's number has no nought to lose and a list in prose prints a word before the
number. The progress report is prose in five formats and a table in three, so that its `progress` is
compared without its line ends, and what only prose says (`body`, `task_group`, `council`) is left out.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.model.kinds import TABLES
from tests.importers.imported import import_file

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("txt", "md", "csv", "tsv", "xlsx", "docx", "pdf", "parquet")
COLUMNS = set(TABLES["recommendations"].names) - {"document", "page", "line", "ref_raw"}
ONLY_PROSE = {"body", "task_group", "council", "status_raw"}
ON = date(2024, 1, 11)


def records(root: Path, name: str, left_out: set[str]) -> list[dict[str, Any]]:
    path = root / "sample_data" / "formats" / name
    done = import_file(path, on=ON, council="Fernleigh Borough Council", series="coc")
    return [
        {c: _folded(row.get(c)) for c in sorted(COLUMNS - left_out)} for row in done.rows("recommendations")
    ]


def _folded(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("suffix", FORMATS[1:])
def test_the_tracker_gives_equal_records_in_every_format(root: Path, suffix: str) -> None:
    expected = records(root, "tracker.txt", set())
    assert len(expected) == 33
    assert records(root, f"tracker.{suffix}", set()) == expected


@pytest.mark.parametrize("suffix", FORMATS[1:])
def test_the_progress_report_gives_equal_records_in_every_format(root: Path, suffix: str) -> None:
    expected = records(root, "progress.txt", ONLY_PROSE)
    assert len(expected) == 16
    assert records(root, f"progress.{suffix}", ONLY_PROSE) == expected
