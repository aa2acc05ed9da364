from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.views.computed import FINDINGS
from slough_tui.views.findings import empty, findings_frame, owners_of

if TYPE_CHECKING:
    import polars as pl


def found(*rows: dict[str, Any]) -> pl.DataFrame:
    import polars as pl

    from slough_tui.engine.rules.findings import schema

    return pl.DataFrame([{name: row.get(name) for name in schema()} for row in rows], schema=schema())


ONE = {
    "rule": "ACT003", "title": "Late", "severity": "error", "confidence": "certain", "ref": "AR-1", "message": "late",
    "subjects": [{"type": "record", "id": "aud:a/1"}, {"type": "record", "id": "aud:a/2"}],
    "outcome": "finding", "fingerprint": "f" * 64, "waived": False,
}  # fmt: skip


def test_findings_take_the_columns_of_their_place() -> None:
    frame = findings_frame(found(ONE))
    assert tuple(frame.columns) == FINDINGS.names
    assert frame.row(0, named=True)["id"] == "f" * 12


def test_every_subject_of_a_finding_is_kept() -> None:
    row = findings_frame(found(ONE)).row(0, named=True)
    assert row["record"] == "aud:a/1"
    assert row["records"] == ["aud:a/1", "aud:a/2"]


def test_what_a_waiver_sets_aside_is_not_shown() -> None:
    assert findings_frame(found(ONE, {**ONE, "waived": True})).height == 1


def test_no_findings_are_an_empty_table_with_all_columns() -> None:
    assert findings_frame(found()).schema == empty().schema
    assert tuple(empty().columns) == FINDINGS.names


def test_a_message_does_not_repeat_the_reference_beside_it() -> None:
    shown = findings_frame(
        found({**ONE, "message": "AR-1: 5 days late"}, {**ONE, "ref": None, "message": "Total: 3"})
    )
    assert shown["message"].to_list() == ["5 days late", "Total: 3"]


def test_what_to_do_and_why_come_from_the_rules() -> None:
    from slough_tui.engine.rules.rule import Rule

    rule = Rule(
        id="ACT003", title="Late", scope="row", table="audit_actions", severity="error", confidence="certain",
        text="late", when="due < :today", fix="Chase it.", why="It matters.",
    )  # fmt: skip
    row = findings_frame(found(ONE), [rule]).row(0, named=True)
    assert (row["fix"], row["why"], row["condition"]) == ("Chase it.", "It matters.", "due < :today")
    assert findings_frame(found(ONE)).row(0, named=True)["why"] is None


def test_a_record_without_a_ref_is_named_by_the_words_of_its_id() -> None:
    told = "act:adult-care/agree-one-list-hospital: no date is set"
    shown = findings_frame(
        found(
            {**ONE, "ref": None, "message": told},
            {**ONE, "ref": "CR1", "message": "act:care-delivery/CR1-2: no date is set"},
            {**ONE, "ref": None, "message": "kpi:care/first-contacts: 0 in March"},
        )
    )
    assert shown["ref"].to_list() == ["agree one list\u2026", "CR1", "first contacts"]
    assert shown["message"].to_list() == ["no date is set", "no date is set", "0 in March"]


def test_a_finding_has_the_directorate_of_its_record_else_the_paper() -> None:
    import polars as pl

    record = {"id": ["aud:a/1"], "lead": ["Head of Audit"], "directorate": ["Finance"]}
    owners = owners_of(
        {
            "audit_actions": pl.DataFrame(record),
            "savings": pl.DataFrame(
                {"id": ["sav:a/1"], "lead": [None]}, schema={"id": pl.String, "lead": pl.String}
            ),
        }
    )
    assert owners.rows() == [("aud:a/1", "Head of Audit", "Finance")]
    other = {**ONE, "subjects": [{"type": "record", "id": "sav:a/1"}], "document": "budget.pdf"}
    shown = findings_frame(
        found({**ONE, "document": "audit.pdf"}, other, {**other, "document": None}), (), owners
    )
    assert shown["directorate"].to_list() == ["Finance", "paper: budget.pdf", None]
