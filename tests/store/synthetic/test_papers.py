from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from slough_tui.errors import UsageError
from slough_tui.model.kinds import TABLES
from slough_tui.store.synthetic import build, shares

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.store import Register

SIZE = 600
NOT_OF_PAPERS = {"waivers", "assessments"}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return build(tmp_path_factory.mktemp("synthetic") / "r", shares(SIZE))


@pytest.mark.parametrize("size", [1, 2, 15, 99, 1000, 1_000_003])
def test_a_register_has_as_many_records_as_were_asked_for(size: int) -> None:
    assert sum(shares(size).values()) == size
    assert all(count > 0 for count in shares(size).values())


def test_every_table_that_papers_fill_has_something_in_it(register: Register) -> None:
    filled = {name for name in TABLES if register.frame(name).height}
    assert filled == set(TABLES) - NOT_OF_PAPERS
    assert sum(register.frame(name).height for name in shares(SIZE)) == SIZE


def test_coded_columns_hold_only_the_words_of_the_model(register: Register) -> None:
    for table in TABLES.values():
        frame = register.frame(table.name)
        for column in table.columns:
            if column.vocabulary:
                found = set(frame.get_column(column.name).drop_nulls().to_list())
                assert found <= set(column.vocabulary), f"{table.name}.{column.name}"


def test_a_few_leads_have_most_of_the_work(register: Register) -> None:
    leads = register.frame("recommendations").get_column("lead").value_counts(sort=True).get_column("count")
    assert leads[0] > 5 * leads[len(leads) // 2]


def test_there_is_a_past_and_a_later_paper_moved_some_records(register: Register) -> None:
    first = register.frame("audit_actions", as_of=date(2024, 12, 31))
    spring = register.frame("audit_actions", as_of=date(2026, 4, 1))
    autumn = register.frame("audit_actions", as_of=date(2026, 10, 30))
    assert first.height < spring.height == autumn.height
    both = spring.join(autumn, on="id", suffix="_now")
    moved = both.filter(pl.col("due").ne_missing(pl.col("due_now")))
    assert 0.05 < moved.height / both.height < 0.3
    assert [c.kind for c in register.commits()] == ["import"] * 5 + ["edit"] * 5
    edited = register.facts(table="recommendations").filter(
        pl.col("author") == "clerk", pl.col("source").is_null()
    )
    assert set(edited.get_column("field")) == {"due"}


def test_what_stands_beside_a_record_names_a_record_that_is_there(register: Register) -> None:
    ids = pl.concat([register.frame(name).get_column("id") for name in shares(SIZE)])
    for table in ("updates", "cells", "repairs", "refusals"):
        assert register.frame(table).get_column("record").is_in(ids.implode()).all(), table
    links = register.frame("links")
    assert links.get_column("from_id").is_in(ids.implode()).all()
    assert links.get_column("to_id").is_in(ids.implode()).all()


def test_the_same_size_gives_the_same_register_to_the_byte(register: Register, tmp_path: Path) -> None:
    def digests(path: Path) -> dict[str, str]:
        return {
            str(p.relative_to(path)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in path.rglob("*")
            if p.is_file()
        }

    build(tmp_path / "again", shares(SIZE))
    assert digests(tmp_path / "again") == digests(register.path)


def test_a_table_that_cannot_grow_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="figures"):
        build(tmp_path / "r", {"figures": 3})


def test_each_step_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    build(tmp_path / "r", {"directions": 3}, say=said.append)
    assert len(said) == 6
    assert "2026-09-25" in said[-2]
