from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.engine.headings import home_of, remember, remembered
from slough_tui.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_what_was_explained_is_there_for_the_next_paper_and_can_be_forgotten(tmp_path: Path) -> None:
    register = tmp_path / "register"
    assert remembered(register) == {}
    remember(register, {"Person in the chair": "lead", "By": "due"})
    remember(register, {"By": ""})
    assert remembered(register) == {"Person in the chair": "lead"}


def test_a_project_s_explanations_go_before_one_s_own(tmp_path: Path) -> None:
    register = tmp_path / "project" / "register"
    remember(register, {"By": "due", "Who": "lead"})
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "slough.toml").write_text("")
    remember(register, {"By": "member"})
    assert home_of(register) == tmp_path / "project" / "headings.toml"
    assert remembered(register) == {"By": "member", "Who": "lead"}


@pytest.mark.parametrize("text", ["[headings", "headings = 3", "[headings]\nx = 3"])
def test_a_file_that_explains_nothing_is_named(tmp_path: Path, text: str) -> None:
    file = home_of(tmp_path / "r")
    file.parent.mkdir(parents=True)
    file.write_text(text)
    with pytest.raises(SettingsError) as error:
        remembered(tmp_path / "r")
    assert "headings.toml" in error.value.where


def test_where_nothing_can_be_kept_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("")
    with pytest.raises(UsageError, match="cannot be kept"):
        remember(tmp_path / "r", {"By": "due"})
