"""The wheel carries what a checkout has: rules, plugins and the sample, under `slough_tui/bundled`."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("plugins", "rules", "sample_data")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Names of the files in a wheel that was built just now, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return frozenset(archive.namelist())


def shipped(folder: Path) -> set[str]:
    """What should travel: no caches and no hidden files."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith((".", "__pycache__")) for part in path.parts[len(folder.parts) :])
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_bundled_file_is_in_the_wheel(wheel: frozenset[str], folder: str) -> None:
    wanted = shipped(ROOT / folder)
    assert wanted, f"{folder} is empty"
    assert {f"slough_tui/bundled/{folder}/{name}" for name in wanted} <= wheel


def test_every_module_is_in_the_wheel(wheel: frozenset[str]) -> None:
    package = ROOT / "src" / "slough_tui"
    assert {f"slough_tui/{name}" for name in shipped(package)} <= wheel


def test_nothing_else_is_in_the_wheel(wheel: frozenset[str]) -> None:
    strangers = {name for name in wheel if not name.startswith("slough_tui")}
    assert strangers == set()
    assert not {name for name in wheel if name.endswith(".pyc") or "/tests/" in name}
