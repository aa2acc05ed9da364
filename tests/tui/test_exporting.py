from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from slough_tui.tui.effects import Copy
from tests.tui.conftest import new_session, press
from tests.tui.working import Working

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Working:
    monkeypatch.chdir(tmp_path)
    return Working(tmp_path / "r")


def test_what_is_shown_is_exported_in_its_order_with_its_columns(working: Working, tmp_path: Path) -> None:
    working.press("& 'Libraries' enter [ ] X 'out.csv' ctrl+s")
    assert "rows in" in working.session.note
    found = pl.read_csv(tmp_path / "out.csv", infer_schema=False)
    table = working.session.table
    assert table is not None
    assert found.columns == list(table.grid.names)
    assert found["ref"].to_list() == [table.grid.record(row)["ref"] for row in range(table.height)]


def test_marked_rows_are_exported_with_all_columns(working: Working, tmp_path: Path) -> None:
    working.press("space j space X 'out.json' enter ctrl+u 'marked' enter ctrl+u 'all' ctrl+s")
    found = pl.read_json(tmp_path / "out.json")
    assert found["id"].to_list() == ["rec:scrutiny/0.01", "rec:scrutiny/0.03"]
    assert "ref_raw" in found.columns


@pytest.mark.parametrize(
    ("name", "said"),
    [("out.doc", "the ending says"), ("nowhere/out.csv", "there is no folder"), ("", "the ending says")],
)
def test_a_file_that_cannot_be_holds_the_form(working: Working, name: str, said: str) -> None:
    working.press(f"X '{name}' ctrl+s" if name else "X ctrl+s")
    assert said in working.session.note
    assert working.session.mode == "form"


def test_marked_rows_are_copied_as_a_table() -> None:
    session = press(new_session(), "space j space y m")
    copy = session.effects[-1]
    assert isinstance(copy, Copy)
    assert [line.split("\t")[0] for line in copy.text.split("\n")] == ["Ref", "0.01", "0.03"]
    assert copy.what == "2 marked rows"
    assert "Nothing is marked" in press(new_session(), "y m").note


def test_a_link_is_rejected_from_its_record_and_the_decision_has_a_name(working: Working) -> None:
    working.press("c j enter")
    assert working.session.mode == "preview"
    working.press("enter")
    assert working.value("links", "link:1", "state") == "rejected"
    assert working.value("links", "link:1", "by")
    working.press("g l c enter enter")
    assert working.value("links", "link:1", "state") == "confirmed"
    working.press("u u")
    assert working.value("links", "link:1", "state") == "printed"


def test_a_record_without_links_says_so(working: Working) -> None:
    assert "no link is chosen" in working.press("G c").session.note


def test_a_report_of_the_date_is_written(working: Working, tmp_path: Path) -> None:
    working.press("R 'track' tab enter enter 'out.md' enter")
    assert "out.md" in working.session.note
    assert "# " in (tmp_path / "out.md").read_text()
    assert "which report?" in working.press("R 'nothing' ctrl+s").session.note
