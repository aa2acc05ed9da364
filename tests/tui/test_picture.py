"""docs/screen.svg: made from the running screen, and harmless to whoever reads the README."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from tests.tui.sample_register import build

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def script(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_screen", root / "docs" / "make_screen.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words_of(svg: str) -> str:
    texts = [element.text or "" for element in ET.fromstring(svg).iter() if element.tag.endswith("text")]
    return " ".join(texts).replace("\xa0", " ")


def test_the_picture_in_the_readme_shows_the_screen_and_loads_nothing(root: Path) -> None:
    svg = (root / "docs" / "screen.svg").read_text(encoding="utf-8")
    words = words_of(svg)
    for shown in ("Audit", "overdue", "As read", "as of 23 Nov 2023", "keys"):
        assert shown in words
    for foreign in ("<script", "<image", "url(http", "@import", "@font-face", "href"):
        assert foreign not in svg


async def test_the_script_makes_the_same_picture_twice(root: Path, tmp_path: Path) -> None:
    build(tmp_path / "r")
    module = script(root)
    once, twice = await module.picture(tmp_path / "r"), await module.picture(tmp_path / "r")
    assert once == twice
    assert "status:overdue priority:high" in words_of(once)
