"""The committed register of the sample: built again it is the same, and it shows what the papers say."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sample_data import build
from sample_data._builder import papers, register
from sample_data._builder.audit_tables import AFTER, BEFORE, PRIORITIES, TOTALS
from slough_tui.store import Register

if TYPE_CHECKING:
    import polars as pl

FOLDER = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="module")
def opened() -> Register:
    return Register.open(FOLDER / "register", read_only=True)


def test_it_is_built_again_byte_for_byte(tmp_path: Path) -> None:
    for path, content in papers.files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    register.build(tmp_path)
    differing = [name for name in build.differences(tmp_path, FOLDER) if name.startswith("register/")]
    assert differing == [], "run python sample_data/build.py"


def test_it_is_small() -> None:
    sizes = [path.stat().st_size for path in (FOLDER / "register").rglob("*") if path.is_file()]
    assert sum(sizes) < 1_000_000


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_as_of_either_date_it_gives_the_published_tables(opened: Register, on: date) -> None:
    actions = opened.frame("audit_actions", as_of=on)
    counts = Counter(actions.select("audit_year", "status", "priority").iter_rows())
    table = {
        (year.replace("/", "-"), status.lower().replace(" ", "_"), priority.lower()): number
        for (year, when), totals in TOTALS.items()
        if when == on
        for status, numbers in totals.items()
        for priority, number in zip(PRIORITIES, numbers, strict=True)
        if number
    }
    assert counts == table


def test_between_the_dates_one_action_is_gone(opened: Register) -> None:
    before, after = (set(opened.frame("audit_actions", as_of=on)["id"]) for on in (BEFORE, AFTER))
    assert len(before - after) == 1
    assert not after - before


def count(frame: pl.DataFrame, series: str) -> int:
    return frame["series"].to_list().count(series)


def test_every_paper_has_given_its_records(opened: Register) -> None:
    recommendations = opened.frame("recommendations")
    assert count(recommendations, "coc") == 30
    assert count(recommendations, "coc-2") == 3
    assert count(recommendations, "housing-repairs") == 16
    assert recommendations.height == 33 + 16 + 18 + 6
    assert opened.frame("directions").height == 15
    assert opened.frame("audit_reviews").height == 9
    assert opened.frame("kpis").height == 20
    assert opened.frame("savings").height == 12
    assert opened.frame("resolutions").height == 7
    assert opened.frame("documents").height == len(register.PLAN)


def test_readings_and_plan_speak_of_the_same_indicators(opened: Register) -> None:
    measured = opened.frame("readings")["measure"].to_list()
    known = set(opened.frame("kpis")["id"])
    assert len({one for one in measured if one in known}) == 11
