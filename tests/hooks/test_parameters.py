"""What a person may change of an assessor: kinds are kept, slips are named, open tables grow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import SettingsError
from slough_tui.hooks.host import Host
from slough_tui.hooks.parameters import merged

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT: dict[str, Any] = {
    "enough": 0.5,
    "words": ["one"],
    "strict": False,
    "weights": {"done": 2.0, "late": -1.0},
    "policies": {"plain": {"amber": 28, "red": 0}},
    "lines": [{"words": "cash", "floor": 0.0}, {"words": "debt", "ceiling": 0.0}],
    "named": {},
}


def test_what_is_not_said_stays() -> None:
    assert merged(DEFAULT, {}, "x") == DEFAULT
    assert merged(DEFAULT, {"weights": {"late": -3}}, "x")["weights"] == {"done": 2.0, "late": -3.0}


def test_a_new_name_in_a_table_of_tables_begins_as_the_first() -> None:
    found = merged(DEFAULT, {"policies": {"strict": {"red": 14}}}, "x")["policies"]
    assert found == {"plain": {"amber": 28, "red": 0}, "strict": {"amber": 28, "red": 14}}


def test_a_list_is_replaced_whole_and_an_empty_table_takes_anything() -> None:
    said = {"lines": [{"words": "reserves", "floor": 5}], "named": {"kpi:a/1": {"floor": 3}}}
    found = merged(DEFAULT, said, "x")
    assert found["lines"] == [{"words": "reserves", "floor": 5.0}]
    assert found["named"] == {"kpi:a/1": {"floor": 3}}


def test_the_default_itself_is_never_changed() -> None:
    before = repr(DEFAULT)
    merged(DEFAULT, {"weights": {"done": 9}, "policies": {"plain": {"red": 3}}}, "x")["words"].append("two")
    assert repr({**DEFAULT, "words": DEFAULT["words"][:1]}) == before


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"enogh": 0.4}, r"assessors.x: unknown key 'enogh'; did you mean enough\?"),
        ({"zzz": 1}, "unknown key 'zzz'; there are enough"),
        ({"weights": {"doen": 1}}, r"assessors.x.weights: unknown key 'doen'; did you mean done\?"),
        ({"enough": "half"}, "assessors.x.enough: must be a number, not a text"),
        ({"enough": True}, "must be a number, not true or false"),
        ({"strict": 1}, "must be true or false, not a number"),
        ({"words": "one"}, "must be a list, not a text"),
        ({"words": [1]}, r"assessors.x.words\[0\]: must be a text, not a number"),
        ({"weights": [1]}, "must be a table, not a list"),
        ({"policies": {"strict": {"blue": 1}}}, "assessors.x.policies.strict: unknown key 'blue'"),
        ({"lines": [{"flor": 1}]}, r"lines\[0\]: unknown key 'flor'; did you mean floor"),
        ({"lines": [1]}, "must be a table"),
    ],
)
def test_a_slip_is_named_with_its_place(said: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        merged(DEFAULT, said, "assessors.x")


PLUGIN = '''"""A judge."""
from slough_tui.hooks.api import assessor, hookimpl
API = 1
@assessor(tables=("kpis",), verdicts=("yes",), parameters={"limit": 3.0})
def judge(given):
    """Judges."""
    import polars as pl
    return given.frame.select("id", verdict=pl.lit("yes"), reasons=pl.concat_list(pl.lit(str(given.parameters["limit"]))))
@assessor(tables=("kpis",), verdicts=("yes",))
def plain(given):
    """Has no parameters."""
@hookimpl
def slough_register_assessors():
    return [judge, plain]
'''


def host(folder: Path, **parameters: dict[str, Any]) -> Host:
    (folder / "judge.py").write_text(PLUGIN)
    return Host.load(installed=False, bundle=folder, parameters=parameters)


def test_an_assessor_gets_what_the_person_says(tmp_path: Path) -> None:
    assert host(tmp_path).assessors()[0][1].parameters == {"limit": 3.0}
    assert host(tmp_path, judge={"limit": 7}).assessors()[0][1].parameters == {"limit": 7.0}


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("juge", r"assessors.juge: there is no assessor 'juge'; did you mean judge\?"),
        ("plain", "nothing that can be set"),
    ],
)
def test_a_table_for_nobody_is_a_slip(name: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=complaint):
        host(tmp_path, **{name: {"limit": 1}}).assessors()


def test_a_table_for_an_assessor_whose_plugin_broke_is_none(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("raise ValueError")
    assert len(host(tmp_path, broken={"limit": 1}).assessors()) == 2
