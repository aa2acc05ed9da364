"""The folders that a large check puts its findings into: private, and never left behind."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from slough_tui.tui.watch import Folder

LEAVES = """
import os, signal
from slough_tui.tui.watch import Folder
folder = Folder()
print(folder.path, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)


def test_a_folder_is_private_and_goes_with_the_last_who_holds_it() -> None:
    folder = Folder()
    path = folder.path
    assert path.stat().st_mode & 0o777 == 0o700
    del folder
    assert not path.exists()


def test_what_a_killed_program_left_is_taken_away_and_what_a_living_one_holds_stays() -> None:
    left = Path(
        subprocess.run(
            [sys.executable, "-c", LEAVES], capture_output=True, text=True, check=False
        ).stdout.strip()
    )
    assert left.is_dir()
    held = Folder()
    other = Folder()
    assert not left.exists()
    assert held.path.is_dir()
    assert other.path.is_dir()


def test_what_only_looks_like_ours_stays(tmp_path: Path) -> None:
    Folder().remove()
    for name in ("slough-check-", "slough-check-0-999999999-a", "slough-check-x-y-z"):
        (tmp_path / name).mkdir()
    Folder().remove()
    assert len(list(tmp_path.iterdir())) == 3
