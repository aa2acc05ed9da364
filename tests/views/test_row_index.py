from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.views.row_index import RowIndex, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXTS = st.lists(st.one_of(st.none(), st.sampled_from(["", "a", "rec:a/1", "ü\u2028"])), max_size=12)


@given(values=TEXTS)
def test_every_row_of_a_text_is_found(
    values: list[str | None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("index") / "ids.index"
    write(pl.Series(values, dtype=pl.String), path)
    index = RowIndex(path)
    for wanted in ("", "a", "rec:a/1", "ü\u2028", "none"):
        assert list(index.rows([wanted])) == [row for row, value in enumerate(values) if value == wanted]


def test_a_row_is_found_by_every_text_of_its_list(tmp_path: Path) -> None:
    write(pl.Series([["a", "b"], [], None, ["b", "b"], ["a", None]]), tmp_path / "i")
    index = RowIndex(tmp_path / "i")
    assert set(index.rows(["a"])) == {0, 4}
    assert set(index.rows(["b", "none"])) == {0, 3}
    assert list(index.rows([])) == []
