from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.views.computed import FINDINGS
from slough_tui.views.findings import empty, findings_frame

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
