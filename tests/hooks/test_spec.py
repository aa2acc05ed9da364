"""Every hook is documented, says since when, and is implemented by a test."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from slough_tui.hooks import api, spec
from slough_tui.hooks.fitting import hook_names
from tests.hooks.test_brought import BRINGS
from tests.hooks.test_host import IMPLEMENTS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", hook_names())
def test_a_hook_says_when_it_is_called_and_since_when(name: str) -> None:
    text = inspect.getdoc(getattr(spec, name)) or ""
    assert "Called once" in text
    assert "Since 0." in text
    assert inspect.signature(getattr(spec, name)).return_annotation


def test_every_hook_is_tried_by_a_test() -> None:
    assert set(hook_names()) == {*IMPLEMENTS, *BRINGS}


@pytest.mark.parametrize("name", hook_names())
def test_every_hook_stands_in_the_documentation(name: str, root: Path) -> None:
    text = (root / "docs" / "writing-plugins.md").read_text(encoding="utf-8")
    assert f"`{name}`" in text


@pytest.mark.parametrize("name", sorted(set(api.__all__) - {"API", "Column", "record_kind"}))
def test_what_authors_use_is_documented(name: str) -> None:
    found = getattr(api, name)
    if name == "hookimpl":  # an object: its words stand beside it
        return
    assert "Since 0." in (inspect.getdoc(found) or "")


def test_authors_load_no_screen_and_no_polars(root: Path) -> None:
    code = "import sys, slough_tui.hooks.api; print({'textual', 'pydantic', 'rich', 'polars', 'click'} & set(sys.modules))"
    env = {"PYTHONPATH": str(root / "src")}
    out = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env
    ).stdout
    assert out == "set()\n"


def test_the_example_for_authors_runs() -> None:
    from datetime import date

    import polars as pl

    from slough_tui.engine.assess import assess
    from slough_tui.hooks.loading import Plugin
    from slough_tui.store.schema import schema_of

    text = (inspect.getdoc(api) or "").partition("```python\n")[2].partition("```")[0]
    module: dict[str, object] = {"__name__": "slough_plugin_example"}
    exec(compile(text, "example", "exec"), module)
    tables = {
        "directions": pl.DataFrame([{"id": "dir:a/1"}, {"id": "dir:a/2"}], schema=schema_of("directions")),
        "updates": pl.DataFrame(
            [{"id": "u", "record": "dir:a/1", "on": date(2023, 1, 1)}], schema=schema_of("updates")
        ),
    }
    assessors = module["slough_register_assessors"]()  # type: ignore[operator]
    found = assess([(Plugin("x", "folder"), assessors[0])], tables.__getitem__, today=date(2023, 11, 1))
    assert found.failures == []
    assert dict(found.frame.select("record", "verdict").iter_rows()) == {
        "dir:a/1": "stale",
        "dir:a/2": "fresh",
    }
