"""docs/rules.md: the table of rules that people read is that of the files."""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING

from tests.rules.conftest import ROOT

if TYPE_CHECKING:
    from types import ModuleType

    from slough_tui.engine.rules.load import Loaded


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_rules", ROOT / "docs" / "make_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_rules_is_made_from_the_rules(bundled: Loaded) -> None:
    made = script().page(bundled.rules)
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == made, "run python docs/make_rules.py"


def test_the_page_has_one_line_for_each_rule_and_every_line_says_why(bundled: Loaded) -> None:
    lines = re.findall(r"^\| `(\w{3}\d{3})` \|.*\| (.+?) \|$", script().page(bundled.rules), re.MULTILINE)
    assert [name for name, _ in lines] == sorted(rule.id for rule in bundled.rules)
    assert all(why.endswith((".", "!", "?")) and len(why.split()) > 4 for _, why in lines)
