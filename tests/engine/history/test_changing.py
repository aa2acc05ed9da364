"""What people type becomes edits: every field, every type, and every refusal with its hint."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.engine.history.changing import change_of, changeable, field_named, note_on, value_of
from slough_tui.errors import UsageError
from slough_tui.model.batch import Author
from slough_tui.model.kinds import RECORD_TABLES, TABLES
from slough_tui.model.table import Column
from slough_tui.store.editing import normalised

ON = date(2023, 11, 1)
ACTION: dict[str, Any] = {
    "id": "aud:2023/A-1",
    "status": "overdue",
    "lead": "Head of Finance",
    "due": date(2023, 6, 30),
    "due_precision": "day",
}


def changes(*typed: str, table: str = "audit_actions", record: dict[str, Any] = ACTION) -> dict[str, Any]:
    change = change_of(TABLES[table], record, typed, on=ON)
    assert all(edit.expected == record.get(edit.field) for edit in change.edits)
    return {edit.field: edit.new for edit in change.edits}


def test_a_field_is_known_by_name_and_by_label() -> None:
    assert changes("Status=not_due") == changes("status=Not due") == {"status": "not_due"}
    assert changes("originally-due=2023-05-01") == {"due_original": date(2023, 5, 1)}


def test_nothing_behind_the_equals_sign_empties_a_field() -> None:
    assert changes("lead=") == {"lead": None}
    assert changes("due=") == {"due": None, "due_precision": None}


def test_what_is_so_already_is_no_edit() -> None:
    assert changes("status=overdue", "lead=Head of Finance") == {}


def test_a_value_may_hold_an_equals_sign() -> None:
    assert changes("text=a=b") == {"text": "a=b"}


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("2024-02-29", date(2024, 2, 29), None),
        ("31 October 2023", date(2023, 10, 31), None),
        ("31/10/23", date(2023, 10, 31), None),
        ("March 2024", date(2024, 3, 31), "month"),
        ("Q4 2023/24", date(2024, 3, 31), "quarter"),
    ],
)
def test_a_due_is_read_as_councils_write_it_and_brings_its_precision(
    typed: str, day: date, precision: str | None
) -> None:
    said = changes(f"due={typed}")
    assert said["due"] == day
    assert said.get("due_precision") == precision


def test_a_precision_that_is_said_wins_over_the_one_that_was_read() -> None:
    assert changes("due=March 2024", "due_precision=quarter")["due_precision"] == "quarter"
    assert changes("due_precision=quarter", "due=March 2024")["due_precision"] == "quarter"


def test_a_year_that_was_left_out_is_said() -> None:
    change = change_of(TABLES["audit_actions"], ACTION, ["due=31 March"], on=ON)
    assert change.edits[0].new == date(2024, 3, 31)
    assert "2024-03-31" in change.remarks[0]


def test_a_list_is_cut_at_its_commas() -> None:
    assert changes("cites=1.2, 3 ,", table="plan_actions") == {"cites": ["1.2", "3"]}


def test_numbers_are_read_as_they_are_printed() -> None:
    assert changes("target=1,250.5", "red=90%", table="kpis") == {"target": 1250.5, "red": 90.0}
    assert changes("high=3", table="audit_reviews") == {"high": 3}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("statu=overdue", "no field 'statu'.*did you mean status"),
        ("status=Overdu", "cannot be 'Overdu'.*did you mean overdue"),
        ("status=banana", "it is one of not_due, overdue, complete, not_allocated, closed"),
        ("due=31/09/2023", "September has 30 days"),
        ("due=soon", "is no date"),
        ("completed_on=March 2023", "names no day"),
        ("status", "write FIELD=VALUE"),
        ("due_raw=x", "what the paper says.*change due"),
        ("page=3", "what the paper says"),
        ("id=aud:x", "what the paper says"),
        ("zzz=1", "it has ref, series"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        changes(typed)


def test_a_field_is_changed_once() -> None:
    with pytest.raises(UsageError, match="twice"):
        changes("lead=a", "Lead=b")


@pytest.mark.parametrize("typed", ["target=many", "target=1,2"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="holds a number"):
        changes(typed, table="kpis")


def test_every_word_of_every_vocabulary_can_be_typed() -> None:
    for table in TABLES.values():
        for column in table.columns:
            for word in column.vocabulary or ():
                assert value_of(column, word.replace("_", " ").upper()) == word


@given(st.sampled_from(RECORD_TABLES), st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_typed_is_an_edit_that_the_store_takes_or_a_usage_error(
    name: str, field: str, value: str
) -> None:
    table = TABLES[name]
    for typed in (f"{field}={value}", *(f"{c.name}={value}" for c in table.columns)):
        try:
            change = change_of(table, {"id": f"{table.prefix}:x/1"}, [typed], on=ON)
        except UsageError:
            continue
        normalised(change.edits)


def test_a_note_is_a_line_of_updates_in_a_persons_voice() -> None:
    at, author = datetime(2023, 11, 1, 9, tzinfo=UTC), Author(1, "ada", "hall")
    edits = normalised(note_on("aud:2023/A-1", " Agreed. ", on=ON, at=at, author=author))
    line = {edit.field: edit.new for edit in edits}
    assert line == {
        "_present": True,
        "record": "aud:2023/A-1",
        "on": ON,
        "voice": "person",
        "text": "Agreed.",
        "as_at": ON,
    }
    other = note_on("aud:2023/A-1", "Agreed.", on=ON, at=at, author=Author(2, "bea", "hall"))
    assert {edit.id for edit in edits}.isdisjoint(edit.id for edit in other)
    with pytest.raises(UsageError, match="empty"):
        note_on("aud:2023/A-1", "  ", on=ON, at=at, author=author)


def test_a_field_without_a_label_is_known_by_its_name() -> None:
    assert field_named(TABLES["repairs"], "state") == Column(
        "state", label="State", vocabulary=("made", "confirmed", "rejected")
    )


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("repairs", "raw"),
        ("refusals", "what"),
        ("cells", "value"),
        ("assessments", "verdict"),
        ("links", "from_id"),
        ("waivers", "fingerprint"),
        ("documents", "name"),
    ],
)
def test_what_an_import_or_an_assessor_did_is_not_rewritten(table: str, field: str) -> None:
    with pytest.raises(UsageError, match=f"{field} is not a person's to change"):
        field_named(TABLES[table], field)


def test_of_a_repair_and_a_refusal_only_what_a_person_makes_of_it_changes() -> None:
    assert [column.name for column in changeable(TABLES["repairs"])] == ["state"]
    assert [column.name for column in changeable(TABLES["refusals"])] == ["state"]
    assert changeable(TABLES["assessments"]) == ()
    with pytest.raises(UsageError) as refused:
        field_named(TABLES["repairs"], "why")
    assert refused.value.hint == "change state"
