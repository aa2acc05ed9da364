"""Parquet files, good ones and ones made to crash, read in a process of their own."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from slough_tui.errors import DocumentError
from slough_tui.importers.readers import parquet
from slough_tui.importers.readers.parquet_child import text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from slough_tui.model.document import Document

    Read = Callable[[str, bytes | str], Document]
    Refused = Callable[[str, bytes | str], str]
    Tables = Callable[[Document], list[list[list[str]]]]


def written(**columns: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def test_columns_are_the_header_and_values_are_text(read: Read, tables: Tables) -> None:
    data = written(
        Ref=["0.10", "0.20"],
        Due=[date(2023, 10, 31), None],
        Count=[3, None],
        Share=[0.5, 2.0],
        Done=[True, False],
        Notes=[["a", "b"], []],
    )
    assert tables(read("a.parquet", data)) == [
        [
            ["Ref", "Due", "Count", "Share", "Done", "Notes"],
            ["0.10", "2023-10-31", "3", "0.5", "TRUE", '["a", "b"]'],
            ["0.20", "", "", "2", "FALSE", "[]"],
        ],
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("as it is\n", "as it is\n"),
        (float("nan"), ""),
        (float("inf"), "inf"),
        (1e20, "1e+20"),
        (0.1 + 0.2, "0.3"),
        (Decimal("1.50"), "1.50"),
        (datetime(2023, 10, 31), "2023-10-31"),
        (datetime(2023, 10, 31, 14, 30), "2023-10-31 14:30"),
        (datetime(2023, 10, 31, 14, 30, 5, tzinfo=UTC), "2023-10-31 14:30:05"),
        (time(14, 30), "14:30:00"),
        (timedelta(days=3), "3 days"),
        (b"caf\xc3\xa9", "café"),
        ({"a": date(2023, 1, 2), "b": [1]}, '{"a": "2023-01-02", "b": [1]}'),
    ],
)
def test_a_value_is_text_as_other_readers_give_it(value: Any, text: str) -> None:
    assert text_of(value) == text


def test_rows_are_counted_as_lines_over_several_batches(read: Read) -> None:
    document = read("a.parquet", written(Ref=[str(n) for n in range(4500)]))
    assert [row[0].place.line for row in document.blocks[0].rows] == list(range(1, 4502))


def test_progress_ends_at_the_whole() -> None:
    told: list[tuple[int, int]] = []
    data = written(Ref=["a"] * 3000)
    parquet.ParquetReader().read(data, name="a.parquet", sha256="", progress=lambda *p: told.append(p))
    assert told[-1] == (3000, 3000)


def test_a_table_without_rows_still_has_its_header(read: Read, tables: Tables) -> None:
    assert tables(read("a.parquet", written(Ref=pa.array([], pa.string())))) == [[["Ref"]]]


def outcome(data: bytes) -> str:
    try:
        return parquet.ParquetReader().read(data, name="a.parquet", sha256="").format
    except DocumentError as error:
        return str(error)


DAMAGED = "a.parquet: it is damaged, or needs more memory than a paper should; write it again"


@pytest.mark.parametrize("at", [4, 30, 100, -300, -150, -40, -8])
def test_damaged_bytes_are_one_line_or_matter_to_nobody_and_print_nothing(
    capfd: pytest.CaptureFixture[str], at: int
) -> None:
    data = bytearray(written(Ref=[f"record {n}" for n in range(50)], Count=list(range(50))))
    at %= len(data)
    data[at : at + 4] = b"\xff" * 4
    assert outcome(bytes(data)) in {DAMAGED, "parquet"}
    assert capfd.readouterr() == ("", "")


def test_a_file_cut_short_is_one_line() -> None:
    data = written(Ref=[f"record {n}" for n in range(50)])
    assert outcome(data[: len(data) // 2] + b"PAR1") == DAMAGED


def test_a_file_of_nothing_but_its_mark_is_refused(refused: Refused) -> None:
    assert "it is damaged" in refused("a.parquet", b"PAR1" + bytes(20) + b"PAR1")


def test_a_file_that_unpacks_to_too_much_is_refused(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "CELLS", 1000)
    assert "it has more than" in refused("a.parquet", written(Ref=["same"] * 100_000))


def test_a_child_that_takes_too_much_memory_is_one_line(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "MEMORY", 64 << 20)
    assert "needs more memory than a paper should" in refused("a.parquet", written(Ref=["a"]))


def test_a_child_that_takes_too_long_is_stopped(
    refused: Refused, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(parquet, "CHILD", slow)
    monkeypatch.setattr(parquet, "SECONDS", 0.2)
    assert "reading it took longer than 0.2 seconds" in refused("a.parquet", written(Ref=["a"]))


@pytest.mark.parametrize(
    "says", ["", "no json", json.dumps({"columns": ["Ref"], "rows": 5}), '{"columns": ["Ref"], "ro']
)
def test_a_child_that_ends_early_is_one_line(
    refused: Refused, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str
) -> None:
    child = tmp_path / "child.py"
    child.write_text(f"print({says!r}, end='')\n")
    monkeypatch.setattr(parquet, "CHILD", child)
    assert "it is damaged" in refused("a.parquet", written(Ref=["a"]))


def test_no_child_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    started: list[subprocess.Popen[str]] = []
    really = subprocess.Popen

    def start(*args: Any, **options: Any) -> subprocess.Popen[str]:
        started.append(really(*args, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    with pytest.raises(DocumentError):
        parquet.ParquetReader().read(b"PAR1" + bytes(20) + b"PAR1", name="a.parquet", sha256="")
    assert [child.poll() is not None for child in started] == [True]
