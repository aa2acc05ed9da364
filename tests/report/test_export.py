from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import polars as pl
import pytest

from slough_tui.errors import UsageError
from slough_tui.report.export import WRITERS, export

if TYPE_CHECKING:
    from pathlib import Path

FRAME = pl.DataFrame(
    {
        "ref": ["0.10", "=1+1", None],
        "due": [date(2023, 10, 31), None, date(1850, 1, 1)],
        "cites": [["a", "b"], [], None],
        "value": [1.5, None, 3.0],
    }
)


def test_a_spreadsheet_reads_what_was_exported(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    export(FRAME, path, "recommendations")
    assert path.read_text().splitlines()[:2] == ["ref,due,cites,value", "0.10,2023-10-31,a; b,1.5"]


def test_json_has_an_object_a_row_with_iso_dates(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    export(FRAME, path, "recommendations")
    assert json.loads(path.read_text())[0] == {
        "ref": "0.10",
        "due": "2023-10-31",
        "cites": ["a", "b"],
        "value": 1.5,
    }


def test_parquet_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    export(FRAME, path, "recommendations")
    assert pl.read_parquet(path).equals(FRAME)


def test_markdown_escapes_what_would_be_markup(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    export(pl.DataFrame({"text": ["a|b <script> [x](y)"]}), path, "x")
    assert path.read_text().splitlines()[2] == r"| a\|b \<script> \[x\](y) |"


def test_a_workbook_holds_texts_as_texts(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    export(FRAME, path, "recommendations")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == FRAME.columns
    assert [(cell.value, cell.data_type) for cell in sheet["A"]][1:3] == [("0.10", "s"), ("=1+1", "s")]


@pytest.mark.parametrize("name", ["x.doc", "x", "folder/x.csv"])
def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        export(FRAME, tmp_path / name, "x")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced_whole(tmp_path: Path) -> None:
    for suffix in WRITERS:
        path = tmp_path / f"x{suffix}"
        path.write_text("old")
        export(FRAME, path, "x")
        assert path.read_bytes()[:3] != b"old"
