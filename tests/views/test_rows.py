from __future__ import annotations

import polars as pl

from slough_tui.views.rows import pick, records, rows

FRAME = pl.DataFrame(
    {
        "id": ["a", "b", "c", None],
        "line": [1, 2, 2, 2],
        "records": [["x"], ["x", "y"], [], None],
    },
    schema_overrides={"records": pl.List(pl.String)},
)


def test_rows_have_all_of_the_values() -> None:
    frames = {"t": FRAME}
    assert [row["id"] for row in rows(frames, "t", line=2)] == ["b", "c", None]
    assert [row["id"] for row in rows(frames, "t", line=2, id="c")] == ["c"]
    assert [row["id"] for row in rows(frames, "t", records="x")] == ["a", "b"]
    assert rows(frames, "t", records="x", line=2) == [{"id": "b", "line": 2, "records": ["x", "y"]}]
    assert rows(frames, "t", id="none") == rows(frames, "t", id=None) == rows(frames, "none", id="a") == []


def test_what_is_more_than_is_read_is_counted() -> None:
    found, count = pick({"t": FRAME}, "t", 1, line=2)
    assert ([row["id"] for row in found], count) == (["b"], 3)


def test_records_of_several_tables_are_looked_up_at_once() -> None:
    frames = {
        "recommendations": pl.DataFrame({"id": ["rec:a/1", "rec:a/2"], "text": ["one", "two"]}),
        "directions": pl.DataFrame({"id": ["dir:b/1"], "text": ["three"]}),
    }
    found = records(frames, ["rec:a/2", "dir:b/1", "rec:a/9", "act:c/1", "none"])
    assert {name: row["text"] for name, row in found.items()} == {"rec:a/2": "two", "dir:b/1": "three"}
