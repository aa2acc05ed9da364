"""Results of checks: immutable files named by commits, which neither tables nor folding care about."""

from __future__ import annotations

import stat
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from slough_tui.errors import CorruptError, ReadOnlyError, UsageError
from slough_tui.model.batch import Author
from slough_tui.store import Receipt, Register

if TYPE_CHECKING:
    from collections.abc import Callable

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
DAY = date(2023, 10, 31)


@pytest.fixture
def record(register: Register) -> Callable[..., Receipt]:
    def make(*marks: str, at: datetime = AT) -> Receipt:
        frame = pl.DataFrame({"fingerprint": marks}, schema={"fingerprint": pl.String})
        return register.record_run(frame, author=CLERK, recorded_at=at, effective_on=DAY, message="check")

    return make


def marks(register: Register, **more: Any) -> list[str] | None:
    last = register.last_run(**more)
    return None if last is None else last["fingerprint"].to_list()


def test_the_last_run_is_found_again_also_after_folding(register: Register, record: Any) -> None:
    assert marks(register) is None
    record("a", "b")
    assert record("b", "c").seq == 2
    assert marks(register) == marks(Register.open(register.path)) == ["b", "c"]
    register.compact()
    assert marks(Register.open(register.path)) == ["b", "c"]
    files = sorted((register.path / "runs").iterdir())
    assert [file.name for file in files] == ["00000001.parquet", "00000002.parquet"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o440}


def test_an_empty_run_is_a_run(register: Register, record: Any) -> None:
    record("a")
    record()
    assert marks(Register.open(register.path)) == []


def test_a_run_changes_no_table_and_is_listed_as_a_check(register: Register, record: Any, bring: Any) -> None:
    bring("p", DAY, {"plan_actions": [{"id": "act:x/1", "series": "x"}]})
    before = register.frame("plan_actions")
    receipt = record("a")
    assert (receipt.status, receipt.added, receipt.changed, receipt.ended) == ("committed", 0, 0, 0)
    assert register.frame("plan_actions").equals(before)
    commit = register.commits()[-1]
    assert (commit.kind, commit.message, commit.effective_on) == ("check", "check", DAY)
    assert repr(commit) == repr(Register.open(register.path).commits()[-1]), "made or read, it is the same"
    with pytest.raises(UsageError, match="no commit"):
        register.undo(commit.seq, author=CLERK, recorded_at=AT)


def test_what_was_not_recorded_yet_is_not_known(register: Register, record: Any) -> None:
    record("a")
    record("b", at=AT + timedelta(days=1))
    assert marks(register, known_at=AT) == ["a"]
    assert marks(register, known_at=AT - timedelta(days=1)) is None


def test_a_damaged_run_is_named_and_costs_only_itself(register: Register, record: Any, bring: Any) -> None:
    bring("p", DAY, {"plan_actions": [{"id": "act:x/1", "series": "x"}]})
    seq = record("a").seq
    file = register.path / f"runs/{seq:08d}.parquet"
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    fresh = Register.open(register.path)
    with pytest.raises(CorruptError, match=file.name):
        fresh.last_run()
    assert fresh.frame("plan_actions").height == 1
    assert record("b").status == "committed"


def test_a_read_only_register_records_nothing(register: Register, record: Any) -> None:
    record("a")
    reader = Register.open(register.path, read_only=True)
    with pytest.raises(ReadOnlyError):
        reader.record_run(
            pl.DataFrame({"fingerprint": ["b"]}), author=CLERK, recorded_at=AT, effective_on=DAY
        )
    assert marks(reader) == ["a"]
