"""What the door to the store promises: papers and edits in, frames as of dates out."""

from __future__ import annotations

import errno
import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from slough_tui.errors import ConflictError, RegisterError, SloughError, UnknownRecordError, UsageError
from slough_tui.model.batch import Author
from slough_tui.model.kinds import TABLES
from slough_tui.store import Edit, Register, schema_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from slough_tui.store import Receipt

pytestmark = pytest.mark.usefixtures("every_past_kept")

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
JAN, FEB, MAR, APR = (date(2023, month, 1) for month in (1, 2, 3, 4))


def rec(ref: str, **values: Any) -> dict[str, Any]:
    return {"id": f"rec:a/{ref}", "ref": ref, "series": "a", **values}


def edit(register: Register, ref: str, field: str, expected: Any, new: Any, on: date = FEB) -> Receipt:
    change = Edit("recommendations", f"rec:a/{ref}", field, expected, new)
    return register.commit([change], author=CLERK, recorded_at=AT, effective_on=on)


def column(register: Register, name: str, as_of: date | None = None) -> dict[str, Any]:
    """Ref to value, of the recommendations as of a date."""
    frame = register.frame("recommendations", as_of=as_of)
    return dict(frame.select("ref", name).iter_rows())


def test_every_table_of_a_new_register_is_empty_and_has_its_columns(register: Register) -> None:
    for table in TABLES:
        frame = register.frame(table)
        assert frame.height == 0
        assert dict(frame.schema) == schema_of(table)


def test_a_record_shows_from_its_paper_s_date_on(register: Register, bring: Callable[..., Receipt]) -> None:
    receipt = bring("p", FEB, {"recommendations": [rec("0.2", text="two"), rec("0.10", text="ten")]})
    assert (receipt.status, receipt.seq, receipt.by_table) == ("committed", 1, {"recommendations": (2, 0, 0)})
    assert column(register, "text", as_of=JAN) == {}
    assert list(column(register, "text", as_of=FEB).items()) == [("0.2", "two"), ("0.10", "ten")]


def test_a_line_that_has_a_date_of_its_own_speaks_of_that_date(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    bring("p", MAR, {"recommendations": [rec("1", status="open", as_at=JAN)]})
    assert column(register, "status", as_of=JAN) == {"1": "open"}


def test_an_older_paper_overrules_nothing_newer(register: Register, bring: Callable[..., Receipt]) -> None:
    bring("new", MAR, {"recommendations": [rec("1", status="complete")]})
    bring("old", JAN, {"recommendations": [rec("1", status="open")]})
    assert column(register, "status") == {"1": "complete"}
    assert column(register, "status", as_of=FEB) == {"1": "open"}


def test_a_paper_that_says_nothing_about_a_column_leaves_it_and_null_empties_it(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    bring("p1", JAN, {"recommendations": [rec("1", text="x", lead="Director")]})
    bring("p2", FEB, {"recommendations": [rec("1", text="y")]})
    assert column(register, "lead") == {"1": "Director"}
    bring("p3", MAR, {"recommendations": [rec("1", lead=None)]})
    assert column(register, "lead") == {"1": None}
    assert column(register, "text") == {"1": "y"}


def test_what_a_full_register_does_not_list_has_ended(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    bring("p1", JAN, {"recommendations": [rec("1"), rec("2"), {"id": "rec:b/1", "ref": "b1", "series": "b"}]})
    receipt = bring("p2", FEB, {"recommendations": [rec("2")]}, full={"recommendations": frozenset({"a"})})
    assert receipt.by_table == {"recommendations": (0, 0, 1)}
    assert set(column(register, "series")) == {"2", "b1"}
    assert set(column(register, "series", as_of=JAN)) == {"1", "2", "b1"}


def test_the_same_import_again_is_nothing_new(register: Register, bring: Callable[..., Receipt]) -> None:
    rows = {"recommendations": [rec("1")]}
    bring("p", JAN, rows)
    assert register.has_import("p")
    assert not register.has_import("q")
    assert bring("p", JAN, rows).status == "nothing new"
    assert len(register.commits()) == 1


def test_a_better_reading_of_a_paper_replaces_the_older_one(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    bring("p", JAN, {"recommendations": [rec("1", text="x"), rec("2")], "cells": [{"id": "p/1", "raw": "a"}]})
    receipt = bring("p", JAN, {"recommendations": [rec("1", text="y")]}, key="better")
    assert receipt.by_table == {"cells": (0, 0, 1), "recommendations": (0, 1, 1)}
    assert column(register, "text") == {"1": "y"}
    assert register.frame("cells").height == 0
    assert register.has_import("better")
    assert not register.has_import("p")


def test_a_better_reading_of_a_paper_that_only_ended_records_brings_them_back(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    full = {"recommendations": frozenset({"a"})}
    bring("p1", JAN, {"recommendations": [rec("1"), rec("2")]})
    assert bring("p2", FEB, {}, full=full).by_table == {"recommendations": (0, 0, 2)}
    assert column(register, "series") == {}
    assert bring("p2", FEB, {}, key="better").by_table == {"recommendations": (2, 0, 0)}
    assert set(column(register, "series")) == {"1", "2"}
    again = bring("p2", FEB, {"recommendations": [rec("1")]}, full=full, key="best")
    assert again.by_table == {"recommendations": (0, 0, 1)}
    assert again.seq
    register.undo(again.seq, author=CLERK, recorded_at=AT)
    assert set(column(register, "series")) == {"1", "2"}


def test_an_edit_is_seen_from_its_date_on(register: Register, bring: Callable[..., Receipt]) -> None:
    bring("p", JAN, {"recommendations": [rec("1", status="open")]})
    receipt = edit(register, "1", "status", "open", "complete", on=FEB)
    assert receipt.by_table == {"recommendations": (0, 1, 0)}
    assert column(register, "status", as_of=JAN) == {"1": "open"}
    assert column(register, "status", as_of=FEB) == {"1": "complete"}


def test_a_decision_stays_until_the_printed_value_changes(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    bring("p1", JAN, {"recommendations": [rec("1", status="open")]})
    edit(register, "1", "status", "open", "complete", on=FEB)
    bring("p2", MAR, {"recommendations": [rec("1", status="open")]})
    assert column(register, "status") == {"1": "complete"}
    bring("p3", APR, {"recommendations": [rec("1", status="superseded")]})
    assert column(register, "status") == {"1": "superseded"}


def test_a_stale_edit_is_refused_with_who_what_and_when(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    bring("p", JAN, {"recommendations": [rec("1", status="open")]})
    edit(register, "1", "status", "open", "complete")
    with pytest.raises(
        ConflictError, match="'complete' now, not 'open', changed by clerk at 2024-01-01 12:00"
    ):
        edit(register, "1", "status", "open", "superseded")
    assert len(register.commits()) == 2


def test_two_people_who_change_different_fields_both_win(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    bring("p", JAN, {"recommendations": [rec("1", status="open", lead="A")]})
    other = Register.open(register.path)
    edit(register, "1", "status", "open", "complete")
    edit(other, "1", "lead", "A", "B")
    assert register.poll()
    assert not register.poll()
    assert register.frame("recommendations").select("status", "lead").row(0) == ("complete", "B")


def test_a_commit_is_all_or_nothing(register: Register, bring: Callable[..., Receipt]) -> None:
    bring("p", JAN, {"recommendations": [rec("1", lead="A"), rec("2", lead="A")]})
    edits = [
        Edit("recommendations", "rec:a/1", "lead", "A", "B"),
        Edit("recommendations", "rec:a/2", "lead", "wrong", "B"),
    ]
    with pytest.raises(ConflictError):
        register.commit(edits, author=CLERK, recorded_at=AT, effective_on=FEB)
    assert column(register, "lead") == {"1": "A", "2": "A"}


def test_a_record_is_born_and_ends_by_edits(register: Register) -> None:
    def commit(on: date, *edits: Edit) -> Receipt:
        return register.commit(edits, author=CLERK, recorded_at=AT, effective_on=on)

    born = Edit("waivers", "w1", "_present", False, True)
    assert commit(JAN, born, Edit("waivers", "w1", "reason", None, "agreed")).added == 1
    assert register.frame("waivers")["reason"].to_list() == ["agreed"]
    assert commit(MAR, Edit("waivers", "w1", "_present", True, False)).ended == 1
    assert register.frame("waivers").height == 0
    assert register.frame("waivers", as_of=FEB).height == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (Edit("recommendations", "rec:a/9", "lead", None, "B"), UnknownRecordError),
        (Edit("recommendations", "rec:a/1", "colour", None, "B"), UsageError),
        (Edit("recommendations", "rec:a/1", "due", None, "tomorrow"), UsageError),
        (Edit("recommendations", "rec:a/1", "status", "open", "purple"), UsageError),
        (Edit("nowhere", "rec:a/1", "status", "open", "open"), UsageError),
    ],
)
def test_an_edit_that_cannot_be_is_refused(
    register: Register, bring: Callable[..., Receipt], change: Edit, error: type[Exception]
) -> None:
    bring("p", JAN, {"recommendations": [rec("1", status="open")]})
    with pytest.raises(error):
        register.commit([change], author=CLERK, recorded_at=AT, effective_on=FEB)
    assert len(register.commits()) == 1


def test_a_folder_without_a_register_says_so(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="there is no register here"):
        Register.open(tmp_path)


@pytest.mark.parametrize("call", ["open", "stat", "lstat", "listdir", "scandir"])
def test_a_disk_that_fails_is_told_with_the_place_and_what_to_do(
    register: Register, bring: Callable[..., Receipt], monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    bring("p", JAN, {"recommendations": [rec("1", status="open")]})
    told: list[SloughError] = []
    for look in (
        register.poll,
        register.doctor,
        register.last_run,
        lambda: register.frame("recommendations", as_of=JAN),
        lambda: Register.open(register.path),
        lambda: Register.rescue(register.path),
        lambda: register.table_path("recommendations"),
        lambda: edit(register, "1", "status", "open", "complete"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(os, call, fails)
            try:
                look()  # what does not make this call is not disturbed
            except ConflictError:
                pass  # it was committed before
            except SloughError as error:
                told.append(error)
    assert told or call in {"scandir", "lstat"}
    assert all(error.where.startswith(str(register.path)) and error.hint for error in told), told


def fails(*args: Any, **more: Any) -> Any:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_register_is_not_made_over_other_files(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(UsageError, match="not empty"):
        Register.create(tmp_path, name="x", at=AT)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_only_the_rows_that_are_wanted_are_given_whether_the_table_is_in_a_file_or_not(
    register: Register, bring: Callable[..., Receipt]
) -> None:
    bring("p", JAN, {"recommendations": [rec("1", text="x", status="ongoing"), rec("2", text="y")]})
    wanted = pl.col("text").is_in(["y", "z"])

    def refs(**asked: Any) -> list[str]:
        told = Register.open(register.path)
        found = told.frame("recommendations", where=wanted, **asked)
        assert found.equals(told.frame("recommendations", **asked).filter(wanted))
        return found["ref"].to_list()

    assert refs() == ["2"]
    register.compact()
    assert refs(as_of=FEB) == ["2"]
    edit(register, "1", "text", "x", "z", on=FEB)
    assert (refs(as_of=FEB), refs(as_of=JAN)) == (["1", "2"], ["2"])
    unknown = Register.open(register.path).frame("recommendations", where=pl.col("council") == "none")
    assert (unknown.height, dict(unknown.schema)) == (0, schema_of("recommendations"))
