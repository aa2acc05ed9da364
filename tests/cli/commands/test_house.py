"""config, plugins, doctor: what is set, what is loaded, what is broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import Exit

if TYPE_CHECKING:
    from tests.cli.conftest import Run

GOOD = '''"""Says of every indicator that it is fine."""

from slough_tui.hooks.api import Verdict, hookimpl, record_assessor

API = 1
print("a plugin prints while it is loaded")


@record_assessor(tables=("kpis",), verdicts=("fine",))
def fine(record, today):
    """Everything is fine."""
    print("and while it runs")
    return Verdict("fine", 1.0, (f"on {today}",))


@hookimpl
def slough_register_assessors():
    return [fine]
'''
BAD = '"""Breaks."""\nAPI = 1\nraise RuntimeError("out of order")\n'


@pytest.fixture
def folder(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of other people's plugins, and a config that trusts nobody yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = here / "theirs"
    path.mkdir()
    (path / "fine.py").write_text(GOOD, encoding="utf-8")
    return path


def test_config_shows_who_said_what(run: Run, here: Path) -> None:
    (here / "slough.toml").write_text('council = "Anyborough"\n', encoding="utf-8")
    lines = json.loads(run("config", "show", "--quiet", "--output-format", "json").out)
    found = {one["setting"]: (one["value"], one["from"]) for one in lines}
    assert found["council"] == ("Anyborough", str(here / "slough.toml"))
    assert found["quiet"] == (True, "flag")
    assert found["register"] == (None, "default")
    assert run("config", "path").out.splitlines()[0] == str(here / "slough.toml")


def test_a_wrong_settings_file_is_exit_2_with_its_name(run: Run, here: Path) -> None:
    (here / "slough.toml").write_text("registr = 1\n", encoding="utf-8")
    ran = run("list", "kpis")
    assert ran.code == Exit.USAGE
    assert str(here / "slough.toml") in ran.err
    assert "did you mean register?" in ran.err


def test_the_bundled_plugins_are_loaded(run: Run) -> None:
    lines = json.loads(run("plugins", "list", "--output-format", "json").out)
    states = {one["name"]: (one["origin"], one["state"]) for one in lines}
    assert states["builtin"] == ("built-in", "loaded")
    for name in ("coverage", "due_state", "kpi_threshold", "rag", "same_as", "satisfactory_progress"):
        assert states[name] == ("bundled", "loaded")
    assert all(one["about"] for one in lines)


def test_a_file_of_other_people_runs_only_once_it_is_trusted(on: Run, folder: Path) -> None:
    before = on("--plugins", folder, "plugins", "list", "--output-format", "csv")
    assert before.code == Exit.DONE
    assert "fine,folder,untrusted" in before.out
    assert "slough plugins trust" in before.err
    assert on("--plugins", folder, "assess", "fine").code == Exit.USAGE

    assert on("plugins", "trust", folder / "fine.py").code == Exit.DONE
    ran = on("--plugins", folder, "assess", "fine", "--output-format", "json")
    assert ran.code == Exit.DONE, ran.err
    assert [one["verdict"] for one in json.loads(ran.out)["assessments"]] == ["fine"]
    assert "a plugin prints" in ran.err

    (folder / "fine.py").write_text(GOOD + "# changed\n", encoding="utf-8")
    assert "untrusted" in on("--plugins", folder, "plugins", "list", "--output-format", "csv").out


def test_a_broken_plugin_costs_only_itself_and_is_exit_4(on: Run, folder: Path) -> None:
    (folder / "broken.py").write_text(BAD, encoding="utf-8")
    on("plugins", "trust", folder / "broken.py", folder / "fine.py")
    listed = on("--plugins", folder, "plugins", "list")
    assert listed.code == Exit.PARTIAL
    assert "RuntimeError: out of order (line 3)" in listed.out
    ran = on("--plugins", folder, "assess", "--output-format", "json")
    assert ran.code == Exit.PARTIAL
    assert set(json.loads(ran.out)["summary"]) >= {"fine", "due_state", "kpi_threshold"}
    assert "plugin broken: RuntimeError: out of order" in ran.err


def test_doctor_reads_everything_and_changes_nothing(on: Run, sample: Path) -> None:
    before = sorted(path.name for path in sample.rglob("*"))
    ran = on("doctor", "--output-format", "json")
    assert ran.code == Exit.DONE, ran.err
    found = {one["what"]: one["state"] for one in json.loads(ran.out)}
    assert found["register"] == "ok"
    assert found["recommendations"] == "ok"
    assert set(found.values()) <= {"ok", "missing"}
    assert sorted(path.name for path in sample.rglob("*")) == before


def test_doctor_names_the_file_of_the_register_that_is_damaged(run: Run, here: Path) -> None:
    from tests.cli.conftest import make_register

    register = make_register(here / "register")
    victim = max(
        (p for p in register.rglob("*") if p.is_file() and p.stat().st_size > 500),
        key=lambda p: p.stat().st_size,
    )
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 0xFF
    victim.chmod(0o600)
    victim.write_bytes(data)
    ran = run("doctor")
    assert ran.code == Exit.UNREADABLE
    assert victim.name in ran.out + ran.err
    assert "Traceback" not in ran.err
