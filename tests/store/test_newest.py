from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from slough_tui.store import Edit, Register
from slough_tui.store.newest import token
from tests.tui.sample_register import AUTHOR, build

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2023, 11, 22, tzinfo=UTC)


def test_every_commit_and_every_fold_makes_another_token(tmp_path: Path) -> None:
    register = build(tmp_path / "r")
    seen = [token(register.path)]
    edit = Edit(
        "recommendations", "rec:scrutiny/0.01", "lead", "Head of Children's services", "Somebody else"
    )
    register.commit([edit], author=AUTHOR, recorded_at=AT, effective_on=date(2023, 11, 22))
    seen.append(token(register.path))
    register.compact()
    seen.append(token(register.path))
    assert None not in seen
    assert len(set(seen)) == 3
    assert token(register.path) == seen[-1]


def test_where_there_is_no_register_there_is_no_token(tmp_path: Path) -> None:
    assert token(tmp_path / "nowhere") is None
    assert token(tmp_path) is None


def test_a_register_knows_whether_it_speaks_of_later_dates(tmp_path: Path) -> None:
    register = build(tmp_path / "r")
    register.compact()
    register = Register.open(register.path)
    assert register.is_newest("recommendations", as_of=date(2023, 11, 1))
    assert not register.is_newest("recommendations", as_of=date(2023, 10, 31))
