"""What every bundled plugin must be: documented, sourced, declared, and harmless to an empty register."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.plugins.conftest import host

if TYPE_CHECKING:
    from tests.plugins.conftest import Ask

FILES = sorted((Path(__file__).resolve().parents[2] / "plugins").glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bundled_plugin_says_what_it_does_and_on_what_ground(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert len(text.split()) > 60
    assert any(word in text for word in ("Source:", "The method is"))


@pytest.mark.parametrize("name", [assessor.name for _, assessor in host().assessors()])
def test_the_documentation_names_each_assessor_with_its_verdicts_and_parameters(name: str) -> None:
    lines = (FILES[0].parents[1] / "docs" / "assessors.md").read_text(encoding="utf-8").splitlines()
    verdicts, parameters = (line for line in lines if line.startswith(f"| `{name}` |"))
    (assessor,) = [one for _, one in host().assessors() if one.name == name]
    assert set(verdicts.strip(" |").rpartition("| ")[2].split(", ")) == set(assessor.verdicts)
    assert all(f"`{key}`" in parameters for key in assessor.parameters)


@pytest.mark.parametrize("name", [assessor.name for _, assessor in host().assessors()])
def test_a_bundled_assessor_has_nothing_to_say_of_an_empty_register(name: str, ask: Ask) -> None:
    assert ask(name) == {}


@pytest.mark.parametrize("name", [assessor.name for _, assessor in host().assessors()])
def test_a_record_of_which_only_the_id_is_known_gets_a_verdict(name: str, ask: Ask) -> None:
    (assessor,) = [one for _, one in host().assessors() if one.name == name]
    for table in assessor.tables:
        said = ask(name, **{table: [{"id": "x:1"}]})
        assert said["x:1"][0] in assessor.verdicts
        assert said["x:1"][2], "a verdict without a reason"
