"""Every place, page and dialog looks as it is kept in `screens/`; without colours it says and stresses the same.

`SLOUGH_KEEP_SCREENS=1` writes the files anew (`make screens`); look at their difference before you commit it.
"""

from __future__ import annotations

import asyncio
import difflib
import os
from typing import TYPE_CHECKING

import pytest

from tests.tui.screens import KEPT, SCREENS, SIZES, Shown, as_kept, attributes

if TYPE_CHECKING:
    from pathlib import Path

    from rich.style import Style

    Screens = dict[str, tuple[list[str], list[list[Style]]]]

KEEP = os.environ.get("SLOUGH_KEEP_SCREENS") == "1"
MOST_LINES = 120
"""Lines of differences that a failure shows."""


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}", scope="module")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


@pytest.fixture(scope="module")
def seen(size: tuple[int, int], tmp_path_factory: pytest.TempPathFactory) -> Screens:
    return asyncio.run(Shown(tmp_path_factory.mktemp("seen")).screens(size))


def test_every_screen_is_as_it_is_kept(seen: Screens, size: tuple[int, int]) -> None:
    folder = KEPT / f"{size[0]}x{size[1]}"
    now = {name: as_kept(*screen) for name, screen in seen.items()}
    if KEEP:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.txt"):
            old.unlink()
        for name, text in now.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert sorted(path.stem for path in folder.glob("*.txt")) == sorted(SCREENS)
    different = [line for name, text in now.items() for line in _differences(folder / f"{name}.txt", text)]
    said = "\n".join(different[:MOST_LINES])
    assert not different, f"{said}\nif that is meant: make screens, and look at git diff"


def _differences(path: Path, now: str) -> list[str]:
    before = path.read_text(encoding="utf-8")
    return list(
        difflib.unified_diff(before.splitlines(), now.splitlines(), str(path), "now", lineterm="", n=1)
    )


def test_without_colours_every_screen_says_and_stresses_the_same(
    seen: Screens, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the large one with high contrast, too, where nothing is dim."""
    contrast = size == SIZES[-1]
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("SLOUGH_CONTRAST", "high" if contrast else "")
    plain = asyncio.run(Shown(tmp_path).screens(size))
    for name, (lines, styles) in plain.items():
        coloured_lines, coloured = seen[name]
        assert lines == coloured_lines, name
        for line, before in zip(styles, coloured, strict=True):
            wanted = [attributes(style, colour=False, dim=not contrast) for style in before]
            assert [attributes(style) for style in line] == wanted, name
