"""What a batch may hold, what comes back of it unchanged, and what is counted as a change."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slough_tui.errors import UsageError
from slough_tui.model.batch import Author, Batch
from slough_tui.model.kinds import TABLES
from slough_tui.store import Register

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.store import Receipt

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
JAN, FEB, MAR = date(2023, 1, 1), date(2023, 2, 1), date(2023, 3, 1)

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "str": text,
    "json": text,
    "date": st.dates(),
    "int": st.integers(-(2**63), 2**63 - 1),
    "float": st.floats(allow_nan=False, allow_infinity=False),
    "bool": st.booleans(),
    "list": st.lists(text, max_size=3),
}


@st.composite
def lines(draw: st.DrawFn, table: str) -> list[dict[str, Any]]:
    """Lines of a table with any values in any of its columns, some left out, some null."""
    columns = [c for c in TABLES[table].columns if c.name not in ("id", "as_at")]
    chosen = draw(st.lists(st.sampled_from(columns), max_size=6, unique_by=lambda c: c.name))
    shapes = {c.name: st.none() | VALUES[c.type] for c in chosen}
    made = draw(st.lists(st.fixed_dictionaries({}, optional=shapes), max_size=4))
    return [{"id": f"{table}/{number}", **line} for number, line in enumerate(made)]


@given(st.data())
@settings(max_examples=30)
def test_what_goes_in_comes_out(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(list(TABLES)))
    given_lines = data.draw(lines(table))
    with tempfile.TemporaryDirectory() as folder:
        register = Register.create(Path(folder) / "r", name="x", at=AT)
        batch = Batch("d", "d", "sha", JAN, {table: given_lines})
        receipt = register.import_batch(batch, author=CLERK, recorded_at=AT)
        assert receipt.added == len(given_lines)
        for seen in (register, Register.open(register.path)):
            for line, record in zip(given_lines, seen.frame(table).to_dicts(), strict=True):
                assert {**dict.fromkeys(TABLES[table].names), **line} == record


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"recommendations": [{"text": "x"}]}, "has no id"),
        ({"recommendations": [{"id": ""}]}, "has no id"),
        ({"recommendations": [{"id": 7}]}, "has no id"),
        ({"recommendations": [{"id": "a"}, {"id": "a"}]}, "a twice"),
        ({"recommendations": [{"id": "a", "colour": "red", "text": "x"}]}, "no column colour"),
        ({"treasures": [{"id": "a"}]}, "no table 'treasures'"),
        ({"recommendations": [{"id": "a", "due": "31/09/16"}]}, "due holds a date, not str"),
        ({"recommendations": [{"id": "a", "as_at": "31/09/16"}]}, "as_at holds a date"),
        ({"recommendations": [{"id": "a", "page": 1.5}]}, "page holds a whole number"),
        ({"recommendations": [{"id": "a", "page": 2**70}]}, "page holds a whole number"),
        ({"recommendations": [{"id": "a", "text": 7}]}, "text holds text"),
        ({"kpis": [{"id": "a", "target": float("nan")}]}, "target holds a number"),
        ({"kpis": [{"id": "a", "target": True}]}, "target holds a number"),
        ({"plan_actions": [{"id": "a", "cites": "rec:a/1"}]}, "cites holds a list"),
        ({"updates": [{"id": "a", "on_inferred": 1}]}, "on_inferred holds true or false"),
    ],
)
def test_lines_that_do_not_fit_their_table_are_refused_and_nothing_is_written(
    register: Register, bring: Callable[..., Receipt], rows: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        bring("p", JAN, rows)
    assert register.commits() == []
    assert not list((register.path / "changes").iterdir())


def test_only_a_table_with_series_can_be_full(register: Register, bring: Callable[..., Receipt]) -> None:
    with pytest.raises(UsageError, match="no series to be full of"):
        bring("p", JAN, {"figures": [{"id": "f"}]}, full={"figures": frozenset({"a"})})


def test_values_take_the_form_of_their_column(register: Register, bring: Callable[..., Receipt]) -> None:
    line = {
        "id": "a",
        "page": 2.0,
        "extra": {"z": 1, "a": [FEB]},
        "text": "half \udc80 a pair",
        "due": datetime(2023, 2, 1),
    }
    bring("p", JAN, {"recommendations": [line], "kpis": [{"id": "k", "target": 95, "midpoint": -0.0}]})
    record = register.frame("recommendations").row(0, named=True)
    assert (record["page"], record["due"]) == (2, FEB)
    assert record["extra"] == '{"a":["2023-02-01"],"z":1}'
    assert record["text"] == "half \\udc80 a pair"
    kpi = register.frame("kpis").row(0, named=True)
    assert (kpi["target"], str(kpi["midpoint"])) == (95.0, "0.0")


def test_a_record_that_only_moved_in_the_paper_has_not_changed(bring: Callable[..., Receipt]) -> None:
    line = {"id": "rec:a/1", "text": "x", "document": "d1", "page": 1, "line": 9, "as_at": JAN}
    bring("p1", JAN, {"recommendations": [line]})
    receipt = bring("p2", FEB, {"recommendations": [{**line, "document": "d2", "page": 7, "as_at": FEB}]})
    assert receipt.by_table == {"recommendations": (0, 0, 0)}
    receipt = bring("p3", MAR, {"recommendations": [{**line, "text": "y"}]})
    assert receipt.changed == 0  # its line speaks of January, and the paper of February says otherwise
    receipt = bring("p4", MAR, {"recommendations": [{"id": "rec:a/1", "text": "y"}]})
    assert (receipt.added, receipt.changed, receipt.ended) == (0, 1, 0)


def test_a_full_register_is_full_as_of_the_date_that_its_lines_speak_of(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    def record(ref: str, as_at: date | None) -> dict[str, Any]:
        return {"id": f"aud:x/{ref}", "series": "x", "as_at": as_at}

    bring("p1", JAN, {"audit_actions": [record("1", None), record("2", None)]})
    bring("p2", MAR, {"audit_actions": [record("2", FEB)]}, full={"audit_actions": frozenset({"x"})})
    assert register.frame("audit_actions", as_of=FEB)["id"].to_list() == ["aud:x/2"]
    assert register.frame("audit_actions", as_of=FEB - timedelta(days=1)).height == 2


def test_the_register_tells_what_was_known_at_a_moment(register: Register) -> None:
    later = AT + timedelta(days=30)
    first = Batch("p", "one", "sha", JAN, {"recommendations": [{"id": "rec:a/1", "text": "misread"}]})
    better = Batch("p", "two", "sha", JAN, {"recommendations": [{"id": "rec:a/1", "text": "read"}]})
    register.import_batch(first, author=CLERK, recorded_at=AT)
    register.import_batch(better, author=CLERK, recorded_at=later)
    assert register.frame("recommendations")["text"].to_list() == ["read"]
    assert register.frame("recommendations", known_at=AT)["text"].to_list() == ["misread"]
    assert register.frame("recommendations", known_at=AT - timedelta(seconds=1)).height == 0
    assert register.facts("rec:a/1", known_at=AT).filter(field="text")["new"].to_list() == ['"misread"']


def test_ids_stand_in_the_order_that_people_count_in(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    refs = [
        "3a",
        "10",
        "0.10",
        "3",
        "0.9",
        "2022-23/AR-014",
        "2022-23/AR-2",
        "B",
        "3~2",
        "123456789012345678901234",
    ]
    bring("p", JAN, {"recommendations": [{"id": f"rec:a/{ref}", "ref": ref} for ref in refs]})
    assert register.frame("recommendations")["ref"].to_list() == [
        "0.9",
        "0.10",
        "3",
        "3a",
        "3~2",
        "10",
        "2022-23/AR-2",
        "2022-23/AR-014",
        "123456789012345678901234",
        "B",
    ]


def test_the_facts_of_a_record_tell_what_when_and_by_whom(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    bring("p2", FEB, {"recommendations": [{"id": "rec:a/1", "text": "new"}]})
    bring("p1", JAN, {"recommendations": [{"id": "rec:a/1", "text": "old"}, {"id": "rec:a/2"}]})
    facts = register.facts("rec:a/1")
    told = facts.select("seq", "field", "old", "new", "effective_on", "source", "author").rows()
    (late, early) = (c.seq for c in register.commits())
    assert told == [
        (early, "_present", "false", "true", JAN, "p1", "clerk"),
        (early, "text", "null", '"old"', JAN, "p1", "clerk"),
        (late, "text", '"old"', '"new"', FEB, "p2", "clerk"),
    ]
    assert facts["recorded_at"].to_list() == [AT] * 3
    assert register.facts().height == 4
    assert register.facts("rec:a/9").columns == facts.columns
    assert register.facts("rec:a/9").height == 0


def test_a_moment_without_a_zone_is_refused(register: Register) -> None:
    with pytest.raises(UsageError, match="time zone"):
        register.import_batch(
            Batch("p", "p", "p", JAN, {}), author=CLERK, recorded_at=AT.replace(tzinfo=None)
        )


def test_commits_tell_who_did_what(register: Register, bring: Callable[..., Receipt]) -> None:
    bring("p1", JAN, {"recommendations": [{"id": "rec:a/1"}], "cells": [{"id": "c"}]})
    (commit,) = register.commits()
    assert (commit.kind, commit.source, commit.key, commit.sha256) == ("import", "p1", "p1", "sha-p1")
    assert (commit.author, commit.recorded_at, commit.effective_on) == (CLERK, AT, JAN)
    assert commit.counts == {"cells": (1, 0, 0), "recommendations": (1, 0, 0)}
    again = Register.open(register.path).commits()
    assert again == [commit]


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pl.DataFrame({"id": ["rec:a/1", "rec:a/1"]}), "twice"),
        (pl.DataFrame({"id": ["rec:a/1"], "colour": ["red"]}), "columns of this frame"),
        (pl.DataFrame({"id": ["rec:a/1"], "due": ["2023-01-01"]}), "columns of this frame"),
    ],
)
def test_a_frame_that_does_not_fit_its_table_is_refused(
    tmp_path: Path, frame: pl.DataFrame, said: str
) -> None:
    register = Register.create(tmp_path / "r", name="frames", at=datetime(2023, 1, 1, tzinfo=UTC))
    batch = Batch("doc:x", "k", "s", date(2023, 1, 1), {}, frames={"recommendations": frame})
    with pytest.raises(UsageError, match=said):
        register.import_batch(batch, author=Author(1, "a", "b"), recorded_at=datetime(2023, 1, 1, tzinfo=UTC))


def test_a_frame_says_what_its_lines_would(tmp_path: Path) -> None:
    lines = [
        {
            "id": f"rec:a/{n}",
            "ref": str(n),
            "due": date(2023, 1, n),
            "as_at": None if n % 2 else date(2022, 5, n),
        }
        for n in range(1, 9)
    ]
    schema = {"id": pl.String, "ref": pl.String, "due": pl.Date, "as_at": pl.Date}
    at = datetime(2023, 2, 1, tzinfo=UTC)
    for name, rows, frames in [
        ("lines", {"recommendations": lines}, {}),
        ("frame", {}, {"recommendations": pl.DataFrame(lines, schema=schema)}),
    ]:
        register = Register.create(tmp_path / name, name="same", at=at)
        register.import_batch(
            Batch("doc:x", "k", "s", date(2023, 1, 1), rows, frames=frames),
            author=Author(1, "a", "b"),
            recorded_at=at,
        )
    one, other = (Register.open(tmp_path / name) for name in ("lines", "frame"))
    for day in (date(2022, 6, 1), date(2023, 3, 1)):
        assert one.frame("recommendations", as_of=day).equals(other.frame("recommendations", as_of=day))
    assert one.facts().equals(other.facts())
