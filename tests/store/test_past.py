"""Tables of past month ends make looking back quick, and nothing rests on them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from slough_tui.model.batch import Author
from slough_tui.store import Edit, Register, folding, past
from slough_tui.store.repairing import repair
from slough_tui.store.rescue import Rescue
from slough_tui.store.slot import seal
from slough_tui.store.verifying import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.store.manifest import PastRef

pytestmark = pytest.mark.usefixtures("every_past_kept")

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
TABLE = "plan_actions"
JAN, FEB, MAR, APR = (date(2023, month, 10) for month in (1, 2, 3, 4))
MID_FEB, END_FEB = date(2023, 2, 15), date(2023, 2, 28)


@pytest.fixture
def filled(register: Register, bring: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> Register:
    """Papers of January, February and March, folded."""
    monkeypatch.setattr(folding, "is_due", lambda state: False)
    for name, on in (("p1", JAN), ("p2", FEB), ("p3", MAR)):
        bring(name, on, {TABLE: [{"id": "act:x/1", "series": "x", "lead": name}]})
    register.compact()
    return register


def pasts(register: Register) -> list[PastRef]:
    return [ref for ref in register._state.base.past if ref.table == TABLE]


def lead(register: Register, day: date) -> str:
    return str(Register.open(register.path).frame(TABLE, as_of=day)["lead"][0])


def edit(register: Register, old: str, new: str, on: date, at: datetime = AT) -> None:
    change = Edit(TABLE, "act:x/1", "lead", old, new)
    register.commit([change], author=CLERK, recorded_at=at, effective_on=on)


def lose_what_was_said(register: Register) -> None:
    """Now only the tables are left to tell."""
    for file in (register.path / "changes").glob(f"*.{TABLE}.parquet"):
        file.unlink()


def test_a_month_end_is_read_from_its_file(filled: Register) -> None:
    assert [(ref.since, ref.until) for ref in pasts(filled)] == [(JAN, FEB), (FEB, MAR)]
    lose_what_was_said(filled)
    assert [lead(filled, day) for day in (JAN, END_FEB, MAR)] == ["p1", "p2", "p3"]


def test_a_file_that_is_missing_is_replayed_told_and_made_again(filled: Register) -> None:
    february = filled.path / pasts(filled)[1].name
    whole = february.read_bytes()
    february.unlink()
    assert lead(filled, END_FEB) == "p2"
    disk = Rescue(filled.path)
    _, state = disk.open()
    problems = verify(disk, state).problems
    assert [problem.file for problem in problems] == [pasts(filled)[1].name]
    assert list(repair(disk, state, problems))
    assert february.read_bytes() == whole


def test_an_open_commit_that_speaks_of_that_day_is_seen(filled: Register) -> None:
    edit(filled, "p2", "Head of Service", MID_FEB)
    assert lead(filled, END_FEB) == "Head of Service"
    assert lead(filled, FEB) == "p2"


def test_the_table_of_the_base_before_is_kept_as_the_past_once_newer_days_are_spoken_of(
    filled: Register,
) -> None:
    march = filled._state.base.tables[TABLE].name
    earlier = pasts(filled)
    edit(filled, "p3", "Head of Service", APR)
    filled.compact()
    assert pasts(filled)[:2] == earlier
    assert (pasts(filled)[2].name, pasts(filled)[2].until) == (march, APR)
    lose_what_was_said(filled)
    assert [lead(filled, day) for day in (END_FEB, MAR, APR)] == ["p2", "p3", "Head of Service"]


def test_what_is_said_late_of_an_earlier_day_makes_the_files_after_it_anew(filled: Register) -> None:
    january, february = pasts(filled)
    edit(filled, "p2", "Head of Service", MID_FEB)
    filled.compact()
    assert pasts(filled)[0] == january
    assert february.name not in {ref.name for ref in pasts(filled)}
    lose_what_was_said(filled)
    assert [lead(filled, day) for day in (JAN, END_FEB)] == ["p1", "Head of Service"]


def test_a_better_reading_of_a_paper_makes_all_files_anew(
    filled: Register, bring: Callable[..., object]
) -> None:
    bring("p1", JAN, {TABLE: [{"id": "act:x/1", "series": "x", "lead": "better"}]}, key="again")
    assert lead(filled, JAN) == "better"
    filled.compact()
    lose_what_was_said(filled)
    assert [lead(filled, day) for day in (JAN, END_FEB)] == ["better", "p2"]


def test_a_paper_taken_back_leaves_the_past_too(filled: Register) -> None:
    filled.undo(2, author=CLERK, recorded_at=AT)
    assert lead(filled, END_FEB) == "p1"
    filled.compact()
    lose_what_was_said(filled)
    assert lead(filled, END_FEB) == "p1"


def test_a_year_of_month_ends_is_kept_and_no_more(filled: Register, bring: Callable[..., object]) -> None:
    for number in range(18):
        on = date(2024 + number // 12, number % 12 + 1, 5)
        bring(f"q{number}", on, {TABLE: [{"id": "act:x/1", "series": "x", "lead": f"q{number}"}]})
    filled.compact()
    assert len(pasts(filled)) == past.MONTHS
    assert [lead(filled, day) for day in (END_FEB, date(2025, 5, 31))] == ["p2", "q16"]


def test_a_small_table_needs_none(
    register: Register, bring: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "LEAST", 3)
    for name, on in (("p1", JAN), ("p2", FEB)):
        bring(name, on, {TABLE: [{"id": "act:x/1", "series": "x", "lead": name}]})
    register.compact()
    assert pasts(register) == []


def test_a_base_of_a_program_that_kept_no_past_is_read(filled: Register) -> None:
    file = max((filled.path / "log").glob("*/base.json"))
    plain = json.loads(file.read_bytes().partition(b"\n")[0])
    assert plain.pop("past")
    file.chmod(0o660)
    file.write_bytes(seal(plain)[0])
    assert lead(filled, END_FEB) == "p2"


def test_a_register_is_folded_by_the_first_commit_of_a_new_month(
    register: Register, bring: Callable[..., object]
) -> None:
    rows = [{"id": f"act:x/{n}", "series": "x", "lead": "a"} for n in range(1, 20)]
    bring("p1", JAN, {TABLE: rows})
    edit(register, "a", "b", APR)
    assert register._state.slots
    edit(register, "b", "c", APR, AT.replace(month=2))
    assert not register._state.slots
