"""Folders of plugins, written by the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from slough_tui.hooks import trust
from tests.cli.conftest import make_register

Write = Callable[..., Path]

ASSESSOR = '''"""A plugin of the tests."""
import polars as pl
from slough_tui.hooks.api import assessor, hookimpl

API = 1


@assessor(tables=("kpis",), verdicts=("seen",))
def NAME(given):
    """Sees everything."""
    return given.frame.select("id", verdict=pl.lit("seen"))


@hookimpl
def slough_register_assessors():
    return [NAME]
'''


@pytest.fixture(autouse=True)
def _own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "plugins"
    path.mkdir()
    return path


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """An empty bundle."""
    path = tmp_path / "bundle"
    path.mkdir()
    return path


@pytest.fixture
def write(folder: Path) -> Write:
    """Write a plugin and, unless told otherwise, trust it."""

    def make(name: str, text: str, *, trusted: bool = True) -> Path:
        path = folder / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        if trusted:
            trust.trust(path)
        return path

    return make


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that nobody may change."""
    return make_register(tmp_path_factory.mktemp("sample") / "register")
