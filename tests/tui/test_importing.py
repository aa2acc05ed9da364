from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from slough_tui.tui import painting_body
from slough_tui.tui.extensions import Extensions
from slough_tui.tui.form import Form
from slough_tui.tui.papers import Paper
from slough_tui.tui.verbs.importing import MOST_FILES
from tests.tui.conftest import press, text_of
from tests.tui.working import Working, trusted

if TYPE_CHECKING:
    from pathlib import Path

PAPER = """\
# Scrutiny Committee, 14 November 2023

## Recommendations

| Ref | Recommendation | Owner | Due date | Status |
|---|---|---|---|---|
| 7.1 | Publish the repairs backlog every month | Head of Housing | 31/03/2024 | In progress |
| 7.2 | Tell members what became of the review | Head of Legal | 31/09/2023 | Complete |
"""


@pytest.fixture
def working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Working:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.md").write_text(PAPER)
    return Working(tmp_path / "r")


def shown(working: Working) -> str:
    return text_of(painting_body.body(working.session, 80, 21))


def test_a_paper_is_looked_at_before_it_is_imported_and_taken_back(working: Working) -> None:
    before = len(working.register.commits())
    working.press("I 'pap' tab ctrl+s")
    assert isinstance(working.session.sheet, Paper)
    page = shown(working)
    for part in ("2 recommendations", "Balance", "cells: ", "Refused", "September has 30 days"):
        assert part in page
    assert len(working.register.commits()) == before
    working.press("enter")
    assert f"Commit {before + 1}: paper.md" in working.session.note.replace(
        f"Commit {before + 2}", f"Commit {before + 1}"
    )
    assert any("7.1" in str(ref) for ref in working.register.frame("recommendations")["ref"].to_list())
    working.press("u")
    assert "Took back commit" in working.session.note


def test_the_same_paper_again_is_nothing_new(working: Working) -> None:
    working.press("I 'paper.md' ctrl+s enter I 'paper.md' ctrl+s enter")
    assert "Nothing new" in working.session.note


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("'nowhere.md' ctrl+s", "there is no such file"),
        ("ctrl+s", "which file?"),
        ("'paper.md' enter '31/9/23' ctrl+s", "no date"),
        ("'paper.md' enter enter 'nothing' ctrl+s", "no such layout"),
    ],
)
def test_what_cannot_be_imported_holds_the_form(working: Working, typed: str, said: str) -> None:
    working.press(f"I {typed}")
    assert said in working.session.note
    assert working.session.mode == "form"


def test_a_paper_that_cannot_be_read_says_why_and_keeps_what_was_typed(
    working: Working, tmp_path: Path
) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    working.press("I 'bad.xlsx' ctrl+s")
    assert working.session.note_role == "red"
    assert working.session.mode == "form"


ODD = PAPER.replace("Owner", "Person in the chair").replace("Due date", "By when, if known")


def test_columns_that_nobody_knows_are_explained_and_remembered(
    working: Working, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "odd.md").write_text(ODD)
    working.press("I 'odd.md' ctrl+s")
    assert "Person in the chair: (as it is)" in " ".join(shown(working).split())
    working.press("m down down 'lead' down ctrl+u 'due' ctrl+s")
    page = " ".join(shown(working).split())
    assert "Person in the chair: lead" in page
    assert "heading, a person said what it means" in page
    working.press("enter")
    frame = working.register.frame("recommendations").filter(pl.col("ref") == "7.1")
    assert frame.select("lead", "due").row(0) == ("Head of Housing", date(2024, 3, 31))
    cells = working.register.frame("cells").filter(pl.col("use") == "header")
    assert "Person in the chair" in cells["raw"].to_list()
    (tmp_path / "next.md").write_text(ODD.replace("7.1", "8.1").replace("7.2", "8.2"))
    working.press("I 'next.md' ctrl+s")
    assert "Person in the chair: lead" in " ".join(shown(working).split())


def test_a_layout_of_a_plugin_that_was_named_at_the_start_is_known(working: Working, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    trusted(folder / "own.py", PLUGIN)
    working.press("I 'paper.md' enter enter 'ours' ctrl+s")
    assert "there is no such layout" in shown(working)
    working.session.extensions = Extensions(plugin_dirs=[folder])
    working.press("escape escape I 'paper.md' enter enter 'ours' ctrl+s")
    assert isinstance(working.session.sheet, Paper)


PLUGIN = '''"""A layout of our own."""

from slough_tui.hooks.api import hookimpl
from slough_tui.importers.layouts import LAYOUTS

API = 1


class Ours:
    name = "ours"
    version = 1
    shapes = LAYOUTS[0].shapes

    def read(self, *given, **more):
        return LAYOUTS[0].read(*given, **more)


@hookimpl
def slough_register_layouts():
    return [Ours()]
'''


def several(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    for number in (1, 2, 3):
        (tmp_path / f"papers/p{number}.md").write_text(
            PAPER.replace("7.", f"{number}0.").replace("14 N", f"{number} N")
        )
    (tmp_path / "papers/broken.xlsx").write_bytes(b"no workbook")


def test_a_folder_of_papers_is_looked_at_and_each_is_a_commit(working: Working, tmp_path: Path) -> None:
    several(tmp_path)
    before = {commit.seq for commit in working.register.commits()}
    working.press("I 'papers' ctrl+s")
    page = shown(working)
    assert "3 of 4 papers would be imported" in page
    for part in ("p1.md", "2 recommendations", "broken.xlsx", "1 cannot be read"):
        assert part in " ".join(page.split())
    working.press("enter")
    assert "3 of 3 papers imported" in working.session.note
    assert working.session.mode == "table"
    made = [commit for commit in working.register.commits() if commit.seq not in before]
    assert [commit.kind for commit in made] == ["import"] * 3
    refs = working.register.frame("recommendations")["ref"].to_list()
    assert {"10.1", "20.1", "30.1"} <= set(refs)
    working.press("u")
    assert "30.1" not in working.register.frame("recommendations")["ref"].to_list()
    working.press("I 'papers/p*.md' ctrl+s enter")
    assert "1 of 3 papers imported" in working.session.note
    assert "2 had nothing new" in working.session.note


def test_escape_stops_after_the_paper_that_is_being_imported(working: Working, tmp_path: Path) -> None:
    several(tmp_path)
    working.press("I 'papers/p*.md' ctrl+s")
    press(working.session, "enter")
    assert working.session.desk.task is not None
    assert working.session.desk.task.what == "importing 1 of 3: p1.md"
    press(working.session, "escape")
    working.settle()
    assert "1 of 3 papers imported" in working.session.note
    assert "stopped" in working.session.note


def test_escape_gives_up_reading_many(working: Working, tmp_path: Path) -> None:
    several(tmp_path)
    working.press("I 'papers'")
    press(working.session, "ctrl+s")
    assert working.session.desk.task is not None
    assert working.session.desk.task.what == "reading 1 of 4: broken.xlsx"
    press(working.session, "escape")
    working.settle()
    assert working.session.mode == "form"


def test_of_papers_that_cannot_be_read_none_is_imported(working: Working, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / "papers" / name).write_bytes(b"no workbook")
    working.press("I 'papers' ctrl+s enter")
    assert "none of these papers can be read" in working.session.note
    assert working.session.mode == "papers"


def test_a_folder_that_tab_found_is_gone_into_before_the_next_line(working: Working, tmp_path: Path) -> None:
    (tmp_path / "minutes").mkdir()
    (tmp_path / "minutes" / "tracker.csv").write_text("Ref,Recommendation\n1,Mend the roof\n")
    working.press("I 'min' tab")
    form = working.session.sheet
    assert isinstance(form, Form)
    assert form.text("file") == "minutes/"
    working.press("tab")
    assert form.text("file") == "minutes/tracker.csv"
    assert form.here.name == "file"
    working.press("tab")
    assert form.here.name != "file", "now it is meant"


def test_in_a_folder_of_very_many_files_tab_still_finds_the_one_that_was_begun(
    working: Working, tmp_path: Path
) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"agenda-{number:04d}.md").touch()
    (tmp_path / "tracker.md").touch()
    working.press("I 'trac' tab")
    form = working.session.sheet
    assert isinstance(form, Form)
    assert form.text("file") == "tracker.md"
