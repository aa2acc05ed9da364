"""The ending decides; a file is whole or not there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import UsageError
from slough_tui.model.report import Heading, ReportTable
from slough_tui.report.writing import SUFFIXES, write

if TYPE_CHECKING:
    from slough_tui.model.report import Report


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_ending_is_written(example: Report, tmp_path: Path, suffix: str) -> None:
    pytest.importorskip({".docx": "docx", ".xlsx": "xlsxwriter"}.get(suffix, "pathlib"))
    path = tmp_path / f"report{suffix.upper()}"
    write(example, path)
    assert path.stat().st_size > 500
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["report.pdf", "report"])
def test_an_ending_that_nobody_knows_is_refused(example: Report, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"end it with \.md, \.html"):
        write(example, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_table_whose_rows_do_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells under 2 headings"):
        ReportTable("t", (Heading("a"), Heading("b")), (("x",),))
    with pytest.raises(ValueError, match="kinds are text"):
        Heading("a", "colour")
