"""A file is run from the very bytes that were looked at, alone, and leaves nothing behind when it breaks."""

from __future__ import annotations

import py_compile
import sys
from typing import TYPE_CHECKING

import pytest

from slough_tui.hooks.loading import in_words, load_bytes

if TYPE_CHECKING:
    from pathlib import Path


def test_a_planted_pyc_does_not_run(folder: Path) -> None:
    path = folder / "planted.py"
    path.write_text("VALUE = 'planted'\n", encoding="utf-8")
    py_compile.compile(
        str(path), doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    module = load_bytes(path, b"VALUE = 'looked at'\n")
    assert module.VALUE == "looked at"


def test_the_folder_of_a_plugin_is_not_on_the_path(folder: Path) -> None:
    (folder / "json.py").write_text("raise RuntimeError('shadowed')", encoding="utf-8")
    before = list(sys.path)
    module = load_bytes(folder / "good.py", b"import json\nVALUE = json.dumps(1)\n")
    assert module.VALUE == "1"
    assert sys.path == before


def test_dataclasses_and_their_types_work_inside(folder: Path) -> None:
    text = b"""
from __future__ import annotations
from dataclasses import dataclass
from typing import get_type_hints

@dataclass
class Point:
    x: int
    next: Point | None = None

HINTS = get_type_hints(Point)
"""
    assert set(load_bytes(folder / "points.py", text).HINTS) == {"x", "next"}


def test_a_plugin_that_breaks_leaves_no_module_behind(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        load_bytes(folder / "broken_one.py", b"1 / 0\n")
    assert "slough_plugin_broken_one" not in sys.modules


def test_the_house_s_own_future_imports_do_not_leak(folder: Path) -> None:
    module = load_bytes(folder / "plain.py", b"def f(x: 1 + 1): ...\n")
    assert module.f.__annotations__ == {"x": 2}


def test_a_long_or_empty_message_becomes_one_short_line() -> None:
    assert in_words(KeyError()) == "KeyError"
    assert in_words(ValueError("one\ntwo")) == "ValueError: one"
    assert len(in_words(ValueError("x" * 5000))) < 400
