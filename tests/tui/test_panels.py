"""Panels of plugins stand on the record's page: what they say is made safe, and one that breaks costs only itself."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

import polars as pl
import pytest

from slough_tui.hooks.brought import Seen
from slough_tui.hooks.host import Host
from slough_tui.hooks.panels import Patience
from slough_tui.tui.checking import checker
from slough_tui.tui.loader import Answered, Loader, News, Table
from slough_tui.tui.panelling import panelled
from slough_tui.tui.questions import PanelsOf
from slough_tui.views.spans import plain
from tests.tui.conftest import new_session, press
from tests.tui.sample_register import TODAY, build
from tests.tui.working import trusted

if TYPE_CHECKING:
    from pathlib import Path

PLUGIN = '''
"""Two panels, one of which breaks."""
from slough_tui.hooks.api import Panel, hookimpl

API = 1


def age(record, asked):
    others = asked.tables("recommendations").collect().height
    return [f"{record['ref']} is one of {others} on {asked.today}", "\\x1b[31mred\\x1b[0m"]


def broken(record, asked):
    raise ValueError("no such page")


@hookimpl
def slough_register_panels():
    yield Panel("Broken", ":broken")
    yield Panel("Age", ":age", tables=("recommendations",))
'''
FIRST = "rec:scrutiny/0.01"


@pytest.fixture
def loader(tmp_path: Path) -> tuple[Loader, queue.Queue[News]]:
    build(tmp_path / "r")
    folder = tmp_path / "plugins"
    folder.mkdir()
    trusted(folder / "ages.py", PLUGIN)
    news: queue.Queue[News] = queue.Queue()
    loader = Loader(tmp_path / "r", news.put, checker((), [folder]), today=TODAY, read_only=True)
    loader.start()
    return loader, news


def asked(loader: Loader, news: queue.Queue[News], question: PanelsOf) -> pl.DataFrame:
    """The answer to a question, once everything is read and checked."""
    loader.read(TODAY, "recommendations")
    one: News | None = None
    while not (isinstance(one, Table) and one.name == "assessments"):
        one = news.get(timeout=90)
    loader.ask(question)
    while not (isinstance(one, Answered) and one.question == question):
        one = news.get(timeout=90)
    loader.stop()
    loader.join(30)
    frame: pl.DataFrame = one.value
    return frame


def test_a_panel_is_answered_and_one_that_breaks_is_named(
    loader: tuple[Loader, queue.Queue[News]],
) -> None:
    frame = asked(*loader, PanelsOf("recommendations", FIRST))
    (said, broke) = frame.rows(named=True)
    assert said["title"] == "Age"
    assert said["text"].startswith("0.01 is one of 33 on 2023-11-23")
    assert broke["broken"]
    assert "ages" in broke["text"]
    assert "panel Broken" in broke["text"]
    assert "no such page" in broke["text"]

    session = new_session()
    session.loaded("plugins", session.frames["plugins"])
    press(session, "enter")
    question = PanelsOf("recommendations", FIRST)
    assert question in session.questions
    session.answered(question, frame)
    assert session.record is not None
    page = [plain(line) for line in session.record.page.lines]
    at = next(i for i, line in enumerate(page) if line.strip() == "Age")
    assert "0.01 is one of 33" in page[at + 1]
    assert any("panel Broken: ValueError: no such page" in line for line in page)
    assert not any("\x1b" in line for line in page)


SILENT = '''
"""A panel that waits until a file is there, and one that answers."""
import time
from pathlib import Path

from slough_tui.hooks.api import Panel, hookimpl

API = 1
GO, CALLS = Path(__file__).with_name("go"), Path(__file__).with_name("calls")


def slow(record, asked):
    with CALLS.open("a") as calls:
        calls.write("x")
    while not GO.exists():
        time.sleep(0.01)
    return ["at last"]


def quick(record, asked):
    return ["at once"]


@hookimpl
def slough_register_panels():
    yield Panel("Slow", ":slow")
    yield Panel("Quick", ":quick")
'''


def test_a_panel_that_does_not_answer_is_left_alone_until_it_has_returned(tmp_path: Path) -> None:
    trusted(tmp_path / "waiting.py", SILENT)
    host = Host.load(folders=[tmp_path], installed=False)
    patience = Patience(0.3)
    seen = Seen(lambda name: pl.LazyFrame(), TODAY, TODAY)

    def ask() -> tuple[dict[str, list[str]], list[str]]:
        return panelled(host, patience, "recommendations", {"id": FIRST}, seen)

    for _ in range(2):
        told, broken = ask()
        assert told == {"Quick": ["at once"]}
        assert broken == ["plugin waiting: panel Slow does not answer"]
    assert (tmp_path / "calls").read_text() == "x"
    (tmp_path / "go").touch()
    for thread in threading.enumerate():
        if thread.name.startswith("slough-panel"):
            thread.join(30)
    patience.seconds = 30
    assert ask() == ({"Slow": ["at last"], "Quick": ["at once"]}, [])


def test_plugins_that_are_loaded_anew_are_asked_again() -> None:
    session = new_session()
    press(session, "enter")
    session.questions.clear()
    session.loaded("plugins", session.frames["plugins"].lazy().collect())
    assert session.questions == [PanelsOf("recommendations", FIRST)]
