"""A commit taken back: what stood before stands again, for edits, imports and undos, and nobody's work is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import ConflictError, UsageError
from slough_tui.model.batch import Author
from slough_tui.store import Edit, Receipt, Register

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("every_past_kept")

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK, BEA = Author(1000, "clerk", "hall"), Author(1001, "bea", "hall")
JAN, FEB, MAR = date(2023, 1, 10), date(2023, 2, 10), date(2023, 3, 10)
ONE, TWO = "act:plan/1", "act:plan/2"


def rows(*leads: str) -> dict[str, list[dict[str, Any]]]:
    return {
        "plan_actions": [
            {"id": f"act:plan/{n}", "series": "plan", "ref": str(n), "lead": lead}
            for n, lead in enumerate(leads, start=1)
        ]
    }


@pytest.fixture(autouse=True, params=["open", "folded"])
def maybe_folded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case twice: with the commits open, and with everything folded before each undo."""
    undo = Register.undo

    def folded(self: Register, *args: Any, **more: Any) -> Receipt:
        self.compact()
        return undo(self, *args, **more)

    if request.param == "folded":
        monkeypatch.setattr(Register, "undo", folded)


@pytest.fixture
def undo(register: Register) -> Callable[[int], Receipt]:
    return lambda seq: register.undo(seq, author=BEA, recorded_at=AT)


@pytest.fixture
def edit(register: Register) -> Callable[..., int]:
    def make(name: str, field: str, old: Any, new: Any, on: date = FEB, author: Author = CLERK) -> int:
        table = "updates" if name.startswith("upd") else "plan_actions"
        receipt = register.commit(
            [Edit(table, name, field, old, new)], author=author, recorded_at=AT, effective_on=on
        )
        assert receipt.seq
        return receipt.seq

    return make


def leads(register: Register, on: date | None = None) -> dict[str, Any]:
    for each in (register, Register.open(register.path)):
        frame = each.frame("plan_actions", as_of=on)
        found = dict(zip(frame["id"], frame["lead"], strict=True))
    return found


Bring = "Callable[..., Receipt]"


def test_an_edit_is_taken_back_on_the_date_that_it_spoke_of(
    register: Register, bring: Any, edit: Any, undo: Any
) -> None:
    bring("p", JAN, rows("a"))
    seq = edit(ONE, "lead", "a", "b")
    receipt = undo(seq)
    commit = register.commits()[-1]
    assert (receipt.status, commit.effective_on, commit.author) == ("committed", FEB, BEA)
    assert commit.message == f"undo {seq}"
    assert leads(register, FEB) == leads(register) == {ONE: "a"}
    assert [fact for fact in register.facts(ONE)["new"].to_list() if fact in {'"a"', '"b"'}] == [
        '"a"',
        '"b"',
        '"a"',
    ]


def test_an_undo_is_undone(register: Register, bring: Any, edit: Any, undo: Any) -> None:
    bring("p", JAN, rows("a"))
    seq = edit(ONE, "lead", "a", "b")
    undone = undo(seq)
    again = undo(undone.seq)
    assert leads(register) == {ONE: "b"}
    undo(again.seq)
    assert leads(register) == {ONE: "a"}


def test_what_somebody_changed_since_is_not_undone_over_their_head(
    register: Register, bring: Any, edit: Any, undo: Any
) -> None:
    bring("p", JAN, rows("a"))
    seq = edit(ONE, "lead", "a", "b")
    edit(ONE, "lead", "b", "c", author=BEA)
    with pytest.raises(ConflictError, match="lead is 'c' now, not 'b', changed by bea at 2024-01-01 12:00"):
        undo(seq)
    assert leads(register) == {ONE: "c"}


def test_what_was_said_of_a_later_day_stays(register: Register, bring: Any, edit: Any, undo: Any) -> None:
    bring("p", JAN, rows("a"))
    seq = edit(ONE, "lead", "a", "b")
    edit(ONE, "lead", "b", "c", on=MAR, author=BEA)
    undo(seq)
    assert leads(register, FEB) == {ONE: "a"}
    assert leads(register, MAR) == {ONE: "c"}


def test_a_line_that_was_born_ends_and_is_born_again(register: Register, bring: Any, undo: Any) -> None:
    bring("p", JAN, rows("a"))
    edits = [
        Edit("updates", "upd:x", "_present", expected=False, new=True),
        Edit("updates", "upd:x", "record", None, ONE),
        Edit("updates", "upd:x", "text", None, "Seen"),
        Edit("plan_actions", ONE, "lead", "a", "b"),
    ]
    seq = register.commit(edits, author=CLERK, recorded_at=AT, effective_on=FEB).seq
    undone = undo(seq)
    assert register.frame("updates").height == 0
    assert leads(register) == {ONE: "a"}
    undo(undone.seq)
    assert register.frame("updates").select("record", "text").rows() == [(ONE, "Seen")]
    assert leads(register) == {ONE: "b"}


def test_a_line_is_not_taken_away_with_what_somebody_else_wrote_into_it(
    register: Register, edit: Any, undo: Any
) -> None:
    birth = [
        Edit("updates", "upd:x", "_present", expected=False, new=True),
        Edit("updates", "upd:x", "text", None, "Seen"),
    ]
    seq = register.commit(birth, author=CLERK, recorded_at=AT, effective_on=FEB).seq
    edit("upd:x", "voice", None, "person", author=BEA)
    with pytest.raises(ConflictError, match="voice was made 'person'"):
        undo(seq)
    assert register.frame("updates").height == 1


# ---------------------------------------------------------------- imports


def test_an_import_is_taken_back_with_all_that_it_said(register: Register, bring: Any, undo: Any) -> None:
    bring("p", JAN, rows("a", "b"))
    seq = bring("q", FEB, rows("a", "c", "d")).seq
    receipt = undo(seq)
    assert (receipt.changed, receipt.ended) == (1, 1)
    assert leads(register) == leads(register, FEB) == {ONE: "a", TWO: "b"}
    assert not register.has_import("q")


def test_an_import_that_was_taken_back_can_come_again(register: Register, bring: Any, undo: Any) -> None:
    undo(bring("p", JAN, rows("a", "b")).seq)
    assert leads(register) == {}
    assert bring("p", JAN, rows("a", "b")).status == "committed"
    assert leads(register) == {ONE: "a", TWO: "b"}


def test_the_undo_of_an_import_is_undone_to_the_letter(register: Register, bring: Any, undo: Any) -> None:
    lines = rows("a", "b")
    del lines["plan_actions"][0]["lead"]  # a line that does not speak of the lead
    lines["plan_actions"][1]["as_at"] = JAN - timedelta(days=9)
    seq = bring("p", JAN, lines, full={"plan_actions": frozenset({"plan"})}).seq
    before = register.frame("plan_actions"), register.frame("plan_actions", as_of=JAN - timedelta(days=1))
    undone = undo(seq)
    assert leads(register) == {}
    undo(undone.seq)
    fresh = Register.open(register.path)
    assert fresh.has_import("p")
    assert fresh.frame("plan_actions").equals(before[0])
    assert fresh.frame("plan_actions", as_of=JAN - timedelta(days=1)).equals(before[1])
    assert bring("p", JAN, lines).status == "nothing new"


def test_the_ends_that_a_full_register_implied_are_taken_back(
    register: Register, bring: Any, undo: Any
) -> None:
    bring("p", JAN, rows("a", "b"))
    seq = bring("q", FEB, rows("a"), full={"plan_actions": frozenset({"plan"})}).seq
    assert leads(register) == {ONE: "a"}
    undone = undo(seq)
    assert leads(register) == {ONE: "a", TWO: "b"}
    undo(undone.seq)
    assert leads(register) == {ONE: "a"}


def test_a_better_reading_taken_back_leaves_the_one_before_it(
    register: Register, bring: Any, undo: Any
) -> None:
    bring("p", JAN, rows("a"), key="old")
    seq = bring("p", JAN, rows("a", "b"), key="new").seq
    undo(seq)
    assert leads(register) == {ONE: "a"}
    assert register.has_import("old")
    assert not register.has_import("new")


def test_a_reading_that_was_replaced_is_not_undone(register: Register, bring: Any, undo: Any) -> None:
    first = bring("p", JAN, rows("a"), key="old").seq
    second = bring("p", JAN, rows("b"), key="new").seq
    with pytest.raises(ConflictError, match=f"commit {second}.*replaced it.*undo commit {second} first"):
        undo(first)


def test_an_import_stays_while_people_have_changed_what_only_it_brought(
    register: Register, bring: Any, edit: Any, undo: Any
) -> None:
    seq = bring("p", JAN, rows("a")).seq
    mine = edit(ONE, "lead", "a", "b")
    with pytest.raises(ConflictError, match=rf"lead was made 'b' \(it was 'a'\) by clerk at .*commit {mine}"):
        undo(seq)
    undo(mine)
    undo(seq)
    assert leads(register) == {}


def test_an_import_stays_while_there_is_a_persons_note_on_what_only_it_brought(
    register: Register, bring: Any, undo: Any
) -> None:
    seq = bring("p", JAN, rows("a")).seq
    note = [
        Edit("updates", "upd:x", "_present", expected=False, new=True),
        Edit("updates", "upd:x", "record", None, ONE),
    ]
    register.commit(note, author=CLERK, recorded_at=AT, effective_on=FEB)
    with pytest.raises(ConflictError, match="upd:x"):
        undo(seq)


def test_a_change_of_a_record_that_another_paper_has_too_is_nobodys_obstacle(
    register: Register, bring: Any, edit: Any, undo: Any
) -> None:
    bring("p", JAN, rows("a"))
    seq = bring("q", FEB, rows("a", "b")).seq
    edit(ONE, "lead", "a", "c")
    undo(seq)
    assert leads(register) == {ONE: "c"}


def test_what_was_known_before_the_undo_is_known_still(register: Register, bring: Any) -> None:
    seq = bring("p", JAN, rows("a")).seq
    register.undo(seq, author=BEA, recorded_at=AT + timedelta(days=1))
    assert register.frame("plan_actions").height == 0
    assert register.frame("plan_actions", known_at=AT).height == 1


def test_a_commit_that_is_not_there_is_wrong_usage(register: Register, bring: Any, undo: Any) -> None:
    bring("p", JAN, rows("a"))
    register.compact()
    for seq in (99, register.seq):  # the last one is a seal
        with pytest.raises(UsageError, match="no commit"):
            undo(seq)
