"""People type a part of a name; it is found, or they are told what is near."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.cli.lookup import find_record, table_named
from slough_tui.errors import UnknownRecordError, UsageError
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.engine.rules.frames import Frames


@pytest.fixture
def frames(sample: Path) -> Frames:
    from slough_tui.store.register import Register

    register = Register.open(sample)
    return lambda table: register.frame(table, as_of=date(2023, 11, 1)).lazy()


@pytest.mark.parametrize(
    "text", ["audit_actions", "audit-actions", "Audit actions", "audit action", "AUDIT_ACTION", "aud"]
)
def test_a_table_is_found_in_any_spelling(text: str) -> None:
    assert table_named(text).name == "audit_actions"


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_is_found_by_name_and_title(name: str) -> None:
    assert table_named(name) is TABLES[name]
    assert table_named(TABLES[name].title) is TABLES[name]


def test_a_table_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        table_named("recomendation")
    assert refused.value.hint == "did you mean recommendations?"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rec:health/1", "rec:health/1"),  # although rec:health/10 begins so too
        ("REC:HEALTH/2", "rec:health/2"),
        ("10", "rec:health/10"),
        ("a-1", "aud:2023/A-1"),
        ("kpi:", "kpi:care/visits"),
        ("visits", "kpi:care/visits"),
    ],
)
def test_a_record_is_found_by_its_id_its_ref_or_a_part_that_fits_no_other(
    text: str, found: str, frames: Frames
) -> None:
    assert find_record(frames, text)[1] == found


def test_a_part_that_fits_several_names_them(frames: Frames) -> None:
    with pytest.raises(UnknownRecordError, match="fits 3 records") as refused:
        find_record(frames, "rec:health")
    assert "rec:health/1, " in refused.value.hint


def test_a_record_that_is_not_there_is_answered_with_the_nearest(frames: Frames) -> None:
    with pytest.raises(UnknownRecordError) as refused:
        find_record(frames, "rec:helth/2")
    assert "rec:health/2" in refused.value.hint
