"""The state of today from a base and the edits after it: what a replay gives, without one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import ConflictError, UnknownRecordError
from slough_tui.model.batch import Author
from slough_tui.store import Edit, Register
from slough_tui.store.overlay import is_simple

if TYPE_CHECKING:
    from collections.abc import Callable

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
JAN, FEB, MAR = (date(2023, month, 1) for month in (1, 2, 3))
LINES: list[dict[str, Any]] = [
    {"id": f"act:p/{n}", "series": "p", "text": f"text {n}", "page": n, "due": JAN, "cites": [f"R{n}"]}
    for n in (1, 2, 3, 10, 11)
]


@pytest.fixture
def folded(register: Register, bring: Callable[..., Any]) -> Register:
    bring("plan", JAN, {"plan_actions": LINES})
    register.compact()
    return register


def edit(register: Register, *changes: tuple[str, str, Any, Any], on: date = FEB) -> None:
    edits = [Edit("plan_actions", f"act:p/{n}", field, old, new) for n, field, old, new in changes]
    register.commit(edits, author=CLERK, recorded_at=AT, effective_on=on)
    assert is_simple("plan_actions", register._state)


def test_values_of_every_type_come_to_stand_where_they_were_edited(folded: Register) -> None:
    before = folded.frame("plan_actions")
    edit(folded, ("10", "cites", ["R10"], ["A", "B"]), ("3", "cites", ["R3"], None))
    edit(folded, ("2", "text", "text 2", None), ("11", "page", 11, 12), ("1", "due", JAN, MAR))
    now = folded.frame("plan_actions")
    assert now["cites"].to_list() == [["R1"], ["R2"], None, ["A", "B"], ["R11"]]
    assert now["text"].to_list() == ["text 1", None, "text 3", "text 10", "text 11"]
    assert now["page"].to_list() == [1, 2, 3, 10, 12]
    assert now["due"].to_list() == [MAR, JAN, JAN, JAN, JAN]
    assert before["cites"].to_list() == [line["cites"] for line in LINES], "frames given out never change"
    assert now.schema == before.schema


def test_the_last_edit_of_a_field_counts_and_a_later_date_beats_a_later_commit(folded: Register) -> None:
    edit(folded, ("1", "text", "text 1", "of March"), on=MAR)
    edit(folded, ("1", "text", "text 1", "of February"), on=FEB)
    assert folded.frame("plan_actions")["text"][0] == "of March"
    edit(folded, ("1", "text", "of March", "of March, again"), on=MAR)
    assert folded.frame("plan_actions")["text"][0] == "of March, again"


def test_a_record_that_ended_is_left_out_and_the_others_keep_their_order(folded: Register) -> None:
    edit(folded, ("2", "text", "text 2", "last words"), ("10", "text", "text 10", "ten"))
    edit(folded, ("2", "_present", True, False))
    now = folded.frame("plan_actions")
    assert now["id"].to_list() == ["act:p/1", "act:p/3", "act:p/10", "act:p/11"]
    assert now["text"].to_list() == ["text 1", "text 3", "ten", "text 11"]


def test_what_the_overlay_shows_is_what_a_replay_shows_and_a_fold_writes(folded: Register) -> None:
    edit(folded, ("11", "cites", ["R11"], []), ("3", "page", 3, None))
    edit(folded, ("1", "_present", True, False))
    shown = folded.frame("plan_actions")
    assert folded.frame("plan_actions", known_at=AT).equals(shown), "a replay shows the same"
    folded.compact()
    assert Register.open(folded.path).frame("plan_actions").equals(shown)


def test_the_record_to_edit_is_found_before_and_after_a_fold(folded: Register) -> None:
    edit(folded, ("10", "text", "text 10", "a"), ("2", "text", "text 2", "b"))
    edit(folded, ("10", "text", "a", "c"))
    folded.compact()
    edit(folded, ("10", "text", "c", "d"))
    assert folded.frame("plan_actions")["text"].to_list() == ["text 1", "b", "text 3", "d", "text 11"]
    with pytest.raises(ConflictError):
        edit(folded, ("11", "text", "text 10", "e"))
    with pytest.raises(UnknownRecordError):
        edit(folded, ("12", "text", None, "f"))


def test_an_edit_of_many_records_at_once_finds_them_all(
    register: Register, bring: Callable[..., Any]
) -> None:
    lines = [{"id": f"act:p/{n}", "series": "p", "text": "old"} for n in range(200)]
    bring("plan", JAN, {"plan_actions": lines})
    register.compact()
    edit(register, *((str(n), "text", "old", f"new {n}") for n in range(0, 200, 2)))
    now = register.frame("plan_actions")["text"].to_list()
    assert now == [f"new {n}" if n % 2 == 0 else "old" for n in range(200)]
