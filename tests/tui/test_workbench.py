from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.engine.rules.load import read_rule
from slough_tui.tui import painting_body
from slough_tui.views.saved import Shelf
from tests.tui.conftest import text_of
from tests.tui.working import Working

if TYPE_CHECKING:
    from pathlib import Path

RULE = "ctrl+u 'due_<_:today_AND_status_<>_'complete'' enter 'Late_and_not_done' enter 'LAT001' enter enter enter 'So_that_it_is_seen'"


@pytest.fixture
def working(tmp_path: Path) -> Working:
    made = Working(tmp_path / "r")
    made.session.shelf = Shelf([tmp_path / "own" / "views"])
    return made


def shown(working: Working) -> str:
    return " ".join(text_of(painting_body.body(working.session, 80, 21)).split())


def test_a_condition_shows_its_hits_while_it_is_typed(working: Working) -> None:
    working.press("W 'due_<_:today'")
    assert "24 of 33 recommendations" in shown(working)
    working.press("'_AND_duee'")
    assert "unknown column 'duee'; did you mean 'due'?" in shown(working)


def test_the_filter_s_condition_is_where_it_begins(working: Working) -> None:
    working.press("& 'where_due_<_:today' enter W")
    assert "24 of 33" in shown(working)


def test_a_rule_is_tried_shown_and_kept_as_a_file_that_the_check_reads(
    working: Working, tmp_path: Path
) -> None:
    working.press(f"W {RULE} ctrl+s")
    page = shown(working)
    assert "Keep LAT001?" in page
    assert "3 of 3 examples hold" in page
    assert not (tmp_path / "own" / "rules").exists()
    working.press("enter")
    rule = read_rule(tmp_path / "own" / "rules" / "lat001.toml")
    assert (rule.id, rule.condition) == ("LAT001", "due < :today AND status <> 'complete'")
    assert "Kept as" in working.session.note
    working.press(f"W {RULE} ctrl+s")
    assert "is there already" in working.session.note


def test_a_rule_needs_a_condition_and_a_table(working: Working) -> None:
    working.press("W ctrl+s")
    assert "a rule needs a condition" in working.session.note
    working.press("escape g f W")
    assert working.session.mode == "table"
