from __future__ import annotations

import json

import polars as pl
import pytest

from slough_tui.views.proposals import Proposal, proposals, proposals_frame


def told(record: str, *pairs: tuple[str, float, str | None], assessor: str = "same_as") -> dict[str, str]:
    said = [{"other": other, "confidence": confidence, "state": state} for other, confidence, state in pairs]
    return {"record": record, "assessor": assessor, "evidence": json.dumps({"pairs": said})}


def test_each_undecided_pair_stands_once_the_most_alike_first() -> None:
    frame = proposals_frame(
        pl.DataFrame(
            [
                told("rec:b", ("rec:a", 0.9, None), ("rec:c", 0.8, "rejected")),
                told("rec:a", ("rec:b", 0.9, None), ("rec:d", 0.95, None)),
                told("rec:x", ("rec:y", 1.0, None), assessor="other"),
            ]
        )
    )
    assert proposals({"proposals": frame}, ["rec:b"]) == [Proposal("rec:a", "rec:b", 0.9)]
    assert [one.other for one in proposals({"proposals": frame}, ["rec:a", "rec:b"])] == ["rec:d", "rec:b"]
    assert proposals({"proposals": frame}, ["rec:x"]) == []
    assert proposals({}, ["rec:a"]) == []


@pytest.mark.parametrize("evidence", ["", "[]", "{}", '{"pairs": 3}', '{"pairs": [{"other": "a"}]}', None])
def test_an_evidence_of_another_form_proposes_nothing(evidence: str | None) -> None:
    line = {"record": "rec:a", "assessor": "same_as", "evidence": evidence}
    assert proposals_frame(pl.DataFrame([line], schema=dict.fromkeys(line, pl.String))).height == 0
