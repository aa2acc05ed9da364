"""Folding changes no answer, may be cut short anywhere, and leaves files that any tool reads."""

from __future__ import annotations

import contextlib
import json
import os
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest

from slough_tui.model.batch import Author
from slough_tui.model.kinds import TABLES
from slough_tui.store import Edit, Register, folding
from slough_tui.store.disk import OLD, Disk

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.store import Receipt

pytestmark = pytest.mark.usefixtures("every_past_kept")

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
JAN, FEB, MAR = date(2023, 1, 1), date(2023, 2, 1), date(2023, 3, 1)


def lines(*refs: str, **values: Any) -> list[dict[str, Any]]:
    return [{"id": f"act:plan/{ref}", "ref": ref, "series": "plan", **values} for ref in refs]


def edit(register: Register, ref: str, expected: Any, new: Any) -> Receipt:
    change = Edit("plan_actions", f"act:plan/{ref}", "lead", expected, new)
    on = FEB if new == "Head of Service" else MAR
    return register.commit([change], author=CLERK, recorded_at=AT, effective_on=on)


@pytest.fixture
def never_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "is_due", lambda state: False)


@pytest.fixture
def filled(register: Register, bring: Callable[..., Receipt], never_by_itself: None) -> Register:
    bring(
        "p1",
        JAN,
        {
            "plan_actions": lines(
                "1.2", "1.10", lead="Clerk", cites=["rec:a/1"], due=FEB, extra={"b": 1, "a": "é"}
            )
        },
    )
    edit(register, "1.2", "Clerk", "Head of Service")
    bring("p2", MAR, {"plan_actions": lines("1.2", lead=None), "readings": [{"id": "p2/1", "value": 1.5}]})
    return register


def asked(query: str) -> list[Any]:
    """What DuckDB answers."""
    with duckdb.connect() as connection:
        return list(connection.execute(query).fetchall())


def answers(register: Register) -> list[Any]:
    frames = [register.frame(table, as_of=day) for table in TABLES for day in (None, JAN, FEB)]
    facts = [register.facts(), register.facts("act:plan/1.2"), register.facts(table="readings")]
    return [*(frame.to_dicts() for frame in [*frames, *facts]), register.commits()]


def test_folding_changes_no_answer(filled: Register) -> None:
    before = answers(filled)
    assert filled.compact()
    assert answers(filled) == before
    assert answers(Register.open(filled.path)) == before
    assert not filled.compact()


def test_an_open_session_shows_one_commit_also_when_its_files_are_folded_away(filled: Register) -> None:
    """Several looks are one picture: whatever came since shows only after a poll."""
    early, writer = Register.open(filled.path), Register.open(filled.path)
    before = answers(filled)
    writer.compact()
    edit(writer, "1.10", "Clerk", "Director")
    end = Edit("plan_actions", "act:plan/1.2", "_present", True, False)
    writer.commit([end], author=CLERK, recorded_at=AT, effective_on=JAN)
    writer.undo(3, author=CLERK, recorded_at=AT)
    writer.compact()
    assert answers(early) == before
    assert early.poll()
    assert answers(early) == answers(writer) != before
    assert edit(early, "1.10", "Director", "Head").status == "committed"


def test_an_edit_is_checked_again_when_the_files_it_was_checked_against_are_folded_away(
    filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where locks do not work, somebody may fold between the look at the log and the look at its files."""
    monkeypatch.setattr(Disk, "lock", lambda self: contextlib.nullcontext())
    slow, quick, real = Register.open(filled.path), Register.open(filled.path), Disk.checked
    folds = iter([quick.compact])

    def checked(disk: Disk, name: str, sha256: str) -> bytes:
        if disk is slow._disk and (fold := next(folds, None)):
            fold()
        return real(disk, name, sha256)

    monkeypatch.setattr(Disk, "checked", checked)
    assert edit(slow, "1.10", "Clerk", "Director").status == "committed"
    assert next(folds, None) is None
    assert Register.open(filled.path).frame("plan_actions")["lead"].to_list() == [None, "Director"]


def test_edits_after_a_fold_show_at_once_and_in_place(filled: Register) -> None:
    filled.compact()
    edit(filled, "1.2", None, "A")
    end = Edit("plan_actions", "act:plan/1.10", "_present", True, False)
    filled.commit([end], author=CLERK, recorded_at=AT, effective_on=MAR)
    frame = filled.frame("plan_actions", as_of=date(2030, 1, 1))
    assert frame.select("ref", "lead").rows() == [("1.2", "A")]
    assert filled.frame("plan_actions", as_of=JAN)["lead"].to_list() == ["Clerk", "Clerk"]


def test_many_commits_are_folded_by_themselves(
    register: Register, bring: Callable[..., Receipt], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "MANY", 5)
    bring("p1", JAN, {"plan_actions": lines("1", lead="0")})
    for number in range(12):
        edit(register, "1", str(number), str(number + 1))
    assert len(list((register.path / "log").iterdir())) == 1
    assert len(list(next((register.path / "log").iterdir()).iterdir())) <= 6
    assert len(register.commits()) == 13
    assert Register.open(register.path).frame("plan_actions")["lead"].to_list() == ["12"]


def test_folding_keeps_the_tables_before_and_compacting_takes_them_away(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    bring("p1", JAN, {"plan_actions": lines("1", lead="0")})
    first = register.table_path("plan_actions")
    (register.path / "tables/kpis-00000001.parquet").write_bytes(b"left by a dead writer")
    bring("p2", date(2023, 1, 20), {"plan_actions": lines("1", "2", "3", lead="1")})
    second = register.table_path("plan_actions")
    assert first != second
    assert first.exists()
    assert not register.compact()
    assert not first.exists()
    assert register.table_path("plan_actions") == second
    named = {register.table_path(table) for table in TABLES}
    assert named == set((register.path / "tables").iterdir())
    assert Register.open(register.path).frame("plan_actions").height == 3


class PowerCutError(BaseException):
    """Not an `OSError`, so that nothing catches it."""


@pytest.mark.parametrize("step", range(0, 40, 3))
def test_a_fold_that_was_cut_short_is_finished_by_the_next_one(
    filled: Register, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    before = answers(filled)
    countdown = iter(range(step, -1, -1))
    real = {name: getattr(Disk, name) for name in ("publish", "sync", "remove", "retire")}

    def cut(name: str) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            if next(countdown, None) is None:
                raise PowerCutError
            return real[name](*args)

        return call

    with monkeypatch.context() as patch:
        for name in real:
            patch.setattr(Disk, name, cut(name))
        with contextlib.suppress(PowerCutError):
            Register.open(filled.path).compact()
    again = Register.open(filled.path)
    assert answers(again) == before
    edit(again, "1.10", "Clerk", "Director")
    again.compact()
    assert answers(Register.open(filled.path)) == answers(again)
    assert [p.name for p in (filled.path / "log").iterdir()] == [f"{again.seq:08d}"]
    assert again.frame("plan_actions")["lead"].to_list() == [None, "Director"]


def test_an_epoch_that_could_not_be_taken_away_is_taken_away_by_the_next_fold(
    filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rmdir", lambda path: path.unlink())  # refuses folders
        filled.compact()
    assert len(list((filled.path / "tmp").iterdir())) == 1
    link = filled.path / "tmp/link"
    link.symlink_to(filled.path / "tables")
    filled.compact()
    assert list((filled.path / "tmp").iterdir()) == [link]
    assert list((filled.path / "tables").iterdir())


def test_what_dead_writers_left_is_taken_away_by_a_fold_when_it_is_old(filled: Register) -> None:
    for name, age in (("1-1", 0.0), ("1-2", OLD + 1)):
        (filled.path / "tmp" / name).write_bytes(b"half")
        os.utime(filled.path / "tmp" / name, (time.time() - age,) * 2)
    filled.compact()
    assert [p.name for p in (filled.path / "tmp").iterdir()] == ["1-1"]


def test_any_tool_reads_the_tables(filled: Register) -> None:
    path = filled.table_path("plan_actions")
    assert path.parent.name == "tables"
    expected = [("1.2", None, FEB, ["rec:a/1"]), ("1.10", "Clerk", FEB, ["rec:a/1"])]
    columns = ["ref", "lead", "due", "cites"]
    assert asked(f"SELECT {', '.join(columns)} FROM '{path}'") == expected
    assert [tuple(row[c] for c in columns) for row in pq.read_table(path).to_pylist()] == expected
    assert pl.read_parquet(path).equals(filled.frame("plan_actions"))
    empty = filled.table_path("waivers")
    assert asked(f"SELECT count(*) FROM '{empty}'") == [(0,)]


def test_the_facts_of_folded_commits_lie_open_too(filled: Register) -> None:
    filled.compact()
    (path,) = filled.path.glob("changes/????????-????????.parquet")
    facts = asked(f"SELECT field, old, new, author, source FROM '{path}' WHERE id = 'act:plan/1.2'")
    assert [fact[1:] for fact in facts if fact[0] == "lead"] == [
        ("null", '"Clerk"', "clerk", "p1"),
        ('"Clerk"', '"Head of Service"', "clerk", None),
        ('"Head of Service"', "null", "clerk", "p2"),
    ]


def test_json_is_kept_in_one_form(filled: Register) -> None:
    (text, _) = filled.frame("plan_actions")["extra"].to_list()
    assert text == '{"a":"é","b":1}'
    assert json.loads(text) == {"a": "é", "b": 1}


def test_the_same_papers_make_the_same_bytes(tmp_path: Path, paper: Callable[..., Any]) -> None:
    def build(folder: Path) -> dict[str, bytes]:
        register = Register.create(folder, name="Sample", at=AT)
        batches = [
            paper("p1", JAN, {"plan_actions": lines(*(str(n) for n in range(300)), text="x")}),
            paper("p2", FEB, {"plan_actions": lines("7"), "updates": [{"id": "p2/1", "on": JAN}]}),
        ]
        register.import_batches(batches, author=CLERK, recorded_at=AT)
        edit(register, "7", None, "Director")
        register.compact()
        return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}

    assert build(tmp_path / "one") == build(tmp_path / "two")
