"""Flag, environment, project, user, default: in this order, and what is wrong says where."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from slough_tui import settings
from slough_tui.errors import SettingsError
from slough_tui.settings import KEYS, resolve


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = settings.user_file()
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "deep" / "er").mkdir(parents=True)
    return folder


def test_each_level_gives_way_to_the_one_before(user: Path, project: Path) -> None:
    user.write_text('council = "user"\n', encoding="utf-8")
    (project / "slough.toml").write_text('council = "project"\n', encoding="utf-8")
    variable = {"SLOUGH_COUNCIL": "variable"}
    start = project / "deep" / "er"

    def said(flags: dict[str, str], environ: dict[str, str], folder: Path) -> tuple[object, str]:
        setting = resolve(flags, environ=environ, start=folder)["council"]
        return setting.value, setting.origin

    assert said({"council": "flag"}, variable, start) == ("flag", "flag")
    assert said({}, variable, start) == ("variable", "SLOUGH_COUNCIL")
    assert said({}, {}, start) == ("project", str(project / "slough.toml"))
    assert said({}, {}, user.parent) == ("user", str(user))
    user.unlink()
    assert said({}, {}, user.parent) == (None, "default")


def test_a_path_is_meant_from_where_it_was_said(project: Path) -> None:
    (project / "slough.toml").write_text('register = "r"\nrules = ["a", "/b"]\n', encoding="utf-8")
    start = project / "deep"
    found = resolve({"plugins": ("p",)}, environ={}, start=start)
    assert found["register"].value == project / "r"
    assert found["rules"].value == (project / "a", Path("/b"))
    assert found["plugins"].value == (start / "p",)


def test_folders_in_a_variable_are_separated_as_in_path(project: Path) -> None:
    found = resolve({}, environ={"SLOUGH_RULES": os.pathsep.join(["a", "b"])}, start=project)
    assert found["rules"].value == (project / "a", project / "b")


@pytest.mark.parametrize(("text", "value"), [("1", True), ("no", False), ("TRUE", True), ("off", False)])
def test_a_flag_in_a_variable_is_yes_or_no(text: str, value: bool, project: Path) -> None:
    assert resolve({}, environ={"SLOUGH_QUIET": text}, start=project)["quiet"].value is value


def test_a_variable_that_is_neither_is_refused(project: Path) -> None:
    with pytest.raises(SettingsError, match="neither yes nor no") as refused:
        resolve({}, environ={"SLOUGH_QUIET": "perhaps"}, start=project)
    assert refused.value.where == "SLOUGH_QUIET"


def test_no_color_is_understood_and_the_flag_goes_before(project: Path) -> None:
    assert resolve({}, environ={}, start=project)["color"].value is True
    assert resolve({}, environ={"NO_COLOR": "1"}, start=project)["color"].value is False
    assert resolve({}, environ={"NO_COLOR": "1", "SLOUGH_COLOR": "1"}, start=project)["color"].value is True


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("register = [", "not valid TOML"),
        ("registr = 'x'", "did you mean register"),
        ("zzz = 1", "known are"),
        ("register = 3", "must be a text"),
        ("rules = [1]", "must be a list of texts"),
        ("quiet = 'yes'", "must be true or false"),
        ("council = '\udcff'", "not valid TOML"),
    ],
)
def test_a_wrong_file_says_where_and_what(text: str, complaint: str, project: Path) -> None:
    path = project / "slough.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError, match=complaint) as refused:
        resolve({}, environ={}, start=project)
    assert refused.value.where == str(path)


def test_a_byte_order_mark_does_no_harm(project: Path) -> None:
    (project / "slough.toml").write_bytes(b"\xef\xbb\xbfcouncil = 'x'\n")
    assert resolve({}, environ={}, start=project)["council"].value == "x"


def test_a_relative_xdg_folder_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert settings.user_folder("config").is_absolute()


def test_every_setting_can_be_said_in_every_way() -> None:
    sayable = {name: key for name, key in KEYS.items() if key.kind != "tables"}
    assert all(key.environment == f"SLOUGH_{name.upper()}" for name, key in sayable.items())


def test_thresholds_are_tables_of_a_file(project: Path) -> None:
    file = project / "slough.toml"
    file.write_text('[thresholds.RES003]\nwindow = "3 months"\n', encoding="utf-8")
    found = resolve({}, environ={}, start=project)["thresholds"]
    assert (found.value, found.origin) == ({"RES003": {"window": "3 months"}}, str(file))
    file.write_text("thresholds = 3\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="thresholds must be tables"):
        resolve({}, environ={}, start=project)


def test_the_bundled_folders_of_a_checkout_are_its_own(root: Path) -> None:
    assert settings.bundled("plugins") == root / "plugins"


def test_what_is_changed_of_an_assessor_stands_in_tables(project: Path) -> None:
    (project / "slough.toml").write_text("[assessors.due_state]\nsoon = 14\n")
    assert resolve({}, environ={}, start=project)["assessors"].value == {"due_state": {"soon": 14}}
    (project / "slough.toml").write_text("[assessors]\ndue_state = 14\n")
    with pytest.raises(SettingsError, match="assessors must be tables"):
        resolve({}, environ={}, start=project)
