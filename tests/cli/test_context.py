"""Where the register and the dates come from, and in which order."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from slough_tui import clock
from slough_tui.cli import context as room
from slough_tui.cli.context import Context, read_date
from slough_tui.errors import RegisterError, SettingsError, UsageError


@pytest.fixture
def places(here: Path) -> dict[str, Path]:
    """Folders that could be the register."""
    found = {name: here / name for name in ("flag", "variable", "project", "register")}
    for folder in found.values():
        folder.mkdir()
    return found


def test_the_register_is_the_flag_s_then_the_variable_s_then_the_project_s_then_here(
    places: dict[str, Path], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "slough.toml").write_text('register = "project"\n', encoding="utf-8")
    monkeypatch.setenv("SLOUGH_REGISTER", "variable")
    assert Context({"register": "flag"}).register_path == places["flag"]
    assert Context({}).register_path == places["variable"]
    monkeypatch.delenv("SLOUGH_REGISTER")
    assert Context({}).register_path == places["project"]
    (here / "slough.toml").unlink()
    assert Context({}).register_path == places["register"]


def test_where_nobody_says_anything_it_is_the_sample(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = tmp_path / "sample_data"
    (sample / "register").mkdir(parents=True)
    monkeypatch.setattr(room, "bundled", lambda _name: sample)
    context = Context({})
    assert context.is_sample
    assert context.register_path == sample / "register"
    with pytest.raises(UsageError, match="sample"):
        context.register(write=True)


def test_a_register_that_was_named_but_is_not_there_is_never_replaced_by_another(
    places: dict[str, Path],
) -> None:
    with pytest.raises(RegisterError, match="no register here"):
        _ = Context({"register": "nowhere"}).register_path


def test_a_file_is_no_register(here: Path) -> None:
    (here / "paper.txt").write_text("x", encoding="utf-8")
    with pytest.raises(RegisterError, match="a file"):
        _ = Context({"register": "paper.txt"}).register_path


def test_a_folder_that_cannot_be_looked_at_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **more: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(here / "r"))

    context = Context({"register": "r"})
    assert context.settings["register"].value == here / "r"
    monkeypatch.setattr(os, "stat", refused)
    with pytest.raises(RegisterError, match=r"/r: this cannot be read \(Permission denied\); see to"):
        _ = context.register_path


def test_today_is_the_as_of_date_unless_it_is_said() -> None:
    assert Context({}).as_of == Context({}).today == clock.today()
    assert Context({}, as_of_text="2023-10-31").today == date(2023, 10, 31)
    both = Context({}, as_of_text="2023-10-31", today_text="2023-11-23")
    assert (both.as_of, both.today) == (date(2023, 10, 31), date(2023, 11, 23))


def test_what_was_known_at_a_day_includes_that_day_s_evening() -> None:
    known_at = Context({}, known_at_text="2023-10-31").known_at
    assert known_at is not None
    assert known_at.tzinfo is not None
    assert (known_at.date(), known_at.hour, known_at.minute) == (date(2023, 10, 31), 23, 59)


@pytest.mark.parametrize("text", ["2023-10-31", "31 October 2023", "31/10/2023", " 31 Oct 2023 "])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_date(text, "--on") == date(2023, 10, 31)


@pytest.mark.parametrize(
    "text", ["31/09/2023", "2023-02-30", "October 2023", "soon", "", "Q3", "31 October", "2023"]
)
def test_what_is_no_day_is_refused_with_the_option_and_a_hint(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_date(text, "--on")
    assert refused.value.where == "--on"
    assert "31 October 2023" in refused.value.hint


def test_a_folder_that_was_named_must_be_there(here: Path) -> None:
    (here / "mine").mkdir()
    assert Context({"rules": ("mine",)}).rule_dirs == (here / "mine",)
    with pytest.raises(SettingsError, match="no such folder"):
        _ = Context({"plugins": ("mine", "yours")}).plugin_dirs


def test_the_author_is_whoever_runs_it() -> None:
    author = Context({}).author()
    assert author.name
    assert author.host
