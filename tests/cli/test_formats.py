"""Every format says the same; a file is written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.cli import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("id", "text", "number", "on", "list", "yes")
LINES: list[tuple[Any, ...]] = [
    ("a", "one", 1, date(2023, 10, 31), ["x", "y"], True),
    ("b", None, 2.5, None, [], False),
]


def written(columns: Sequence[str], lines: list[tuple[Any, ...]], form: str, path: Path) -> str:
    formats.write_lines(columns, lines, form, str(path))
    return path.read_text(encoding="utf-8")


def test_json_is_an_array_of_objects_with_iso_dates_and_nulls(tmp_path: Path) -> None:
    assert json.loads(written(COLUMNS, LINES, "json", tmp_path / "x")) == [
        {"id": "a", "text": "one", "number": 1, "on": "2023-10-31", "list": ["x", "y"], "yes": True},
        {"id": "b", "text": None, "number": 2.5, "on": None, "list": [], "yes": False},
    ]


def test_json_lines_are_the_same_objects(tmp_path: Path) -> None:
    lines = written(COLUMNS, LINES, "jsonl", tmp_path / "x").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(written(COLUMNS, LINES, "json", tmp_path / "y"))


def test_csv_has_a_heading_and_empty_nulls(tmp_path: Path) -> None:
    assert written(COLUMNS, LINES, "csv", tmp_path / "x") == (
        "id,text,number,on,list,yes\na,one,1,2023-10-31,x; y,true\nb,,2.5,,,false\n"
    )


def test_markdown_shows_marks_instead_of_obeying_them(tmp_path: Path) -> None:
    text = written(("a|b",), [("[x](http://e) | <b> `c` *d*\nnext",)], "markdown", tmp_path / "x")
    assert text == "| a\\|b |\n| --- |\n| \\[x\\](http://e) \\| \\<b> \\`c\\` \\*d\\* \u23ce next |\n"


def test_text_is_aligned_numbers_to_the_right(tmp_path: Path) -> None:
    assert (
        written(("id", "n"), [("a", 1), ("bbb", 20)], "text", tmp_path / "x") == "id    n\na     1\nbbb  20\n"
    )


def test_text_of_a_pipe_is_never_cut(tmp_path: Path) -> None:
    long = "x" * 500
    assert long in written(("id", "text"), [("a", long)], "text", tmp_path / "x")


def test_wide_characters_take_two_columns() -> None:
    assert formats.width_of("日本") == 4
    assert formats.width_of("e\u0301") == 1


@pytest.mark.parametrize("form", formats.FORMATS)
def test_nothing_found_is_still_well_formed(form: str, tmp_path: Path) -> None:
    text = written(("id", "n"), [], form, tmp_path / form)
    expected = {
        "text": "id  n\n",
        "json": "[]\n",
        "jsonl": "",
        "csv": "id,n\n",
        "markdown": "| id | n |\n| --- | --- |\n",
    }
    assert text == expected[form]


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=5))
def test_csv_can_be_read_back(lines: list[tuple[str, str]]) -> None:
    text = formats._TEXTS["csv"](("a", "b"), lines)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b"], *map(list, lines)]


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (float("nan"), None),
        (float("inf"), None),
        (timedelta(days=3), 3),
        (timedelta(hours=36), 1.5),
        (datetime(2023, 10, 31, 12, tzinfo=UTC), "2023-10-31T12:00:00+00:00"),
        ({"a": date(2023, 1, 2)}, {"a": "2023-01-02"}),
        (b"\x00\xff", "00ff"),
    ],
)
def test_a_value_becomes_what_json_knows(value: Any, plain: Any) -> None:
    assert formats.plain(value) == plain


def test_widths_give_way_from_the_widest_and_ids_never() -> None:
    assert formats._fit([30, 100, 20, 3], 80, ("id", "text", "lead", "n")) == [30, 21, 20, 3]
    assert formats._fit([5, 6], 80, ("id", "n")) == [5, 6]
    assert formats._fit([90, 50], 80, ("id", "text")) == [90, formats.NARROWEST]
