from __future__ import annotations

from slough_tui.errors import RegisterError
from slough_tui.tui.hearing import hear
from slough_tui.tui.loader import Failed, Opened, Table, Unusable
from tests.tui.conftest import frames, new_session


def test_a_table_of_an_older_reading_is_left_out() -> None:
    session = new_session(loaded=False)
    frame = frames()["recommendations"]
    hear(session, Table(1, "recommendations", frame), 2)
    assert session.table is None
    hear(session, Table(2, "recommendations", frame), 2)
    assert session.table is not None


def test_what_the_register_is_called_and_whether_it_may_be_changed_is_told_at_any_time() -> None:
    session = new_session()
    hear(session, Opened("Fernleigh", read_only=True), 7)
    assert (session.name, session.read_only) == ("Fernleigh", True)


def test_each_failure_is_told_where_it_matters() -> None:
    session = new_session()
    hear(session, Failed(1, "question", RegisterError("no answer")), 1)
    assert (session.note, session.failure) == ("no answer", None)
    hear(session, Failed(1, "check", RegisterError("no rules")), 1)
    assert "no rules" in session.check_note
    hear(session, Unusable(1, ("one rule",)), 1)
    assert session.note == "Not checked: one rule"
    hear(session, Failed(1, "register", RegisterError("gone")), 1)
    assert session.failure is not None
