from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.tui import painting_body
from slough_tui.tui.group_list import GroupList
from slough_tui.views.findings import findings_frame
from tests.tui.conftest import new_session, press, text_of
from tests.views.test_findings import ONE, found

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.tui.session import Session


def some() -> pl.DataFrame:
    import polars as pl

    def one(number: int, rule: str, severity: str, record: int) -> dict[str, object]:
        subject = [{"type": "record", "id": f"rec:scrutiny/0.0{record}"}]
        return {**ONE, "fingerprint": f"{number:x}" * 64, "rule": rule, "title": f"{rule} says", "severity": severity,
                "ref": f"0.0{record}", "message": f"hit {number}", "subjects": subject}  # fmt: skip

    rows = [
        one(1, "AAA001", "info", 1),
        one(2, "AAA001", "info", 2),
        one(3, "BBB001", "error", 1),
        one(4, "AAA001", "info", 3),
    ]
    leads = pl.DataFrame(
        {"record": ["rec:scrutiny/0.01"], "lead": ["Head of Finance"], "directorate": ["Finance"]}
    )
    return findings_frame(found(*rows), (), leads, recorded=True)


@pytest.fixture
def findings() -> Session:
    session = new_session()
    session.loaded("findings", some())
    return press(session, "g f")


def listed(session: Session) -> GroupList:
    assert isinstance(session.sheet, GroupList)
    return session.sheet


def shown(session: Session) -> str:
    return text_of(painting_body.body(session, 80, 21))


def test_groups_have_counts_and_those_with_errors_come_first(findings: Session) -> None:
    press(findings, "B")
    lines = [" ".join(line.split()) for line in shown(findings).splitlines() if line.strip()]
    assert lines[0] == "Findings by rule"
    assert lines[1:3] == ["+ 1 BBB001 BBB001 says 1 error, 1 new", "+ 3 AAA001 AAA001 says 3 new"]


def test_the_key_goes_from_rule_to_lead_to_directorate_to_severity_and_round(findings: Session) -> None:
    press(findings, "B B")
    assert [(one.value, one.size) for one in listed(findings).groups] == [("Head of Finance", 2), (None, 2)]
    assert "(no lead)" in shown(findings)
    press(findings, "tab")
    assert [(one.value, one.size) for one in listed(findings).groups] == [("Finance", 2), (None, 2)]
    assert "(no directorate)" in shown(findings)
    press(findings, "tab")
    assert [(one.value, one.size) for one in listed(findings).groups] == [("error", 1), ("info", 3)]
    press(findings, "B")
    assert listed(findings).by == "rule"


def test_a_group_opens_and_closes_and_the_cursor_stays_on_it(findings: Session) -> None:
    press(findings, "B j space")
    assert "hit 4" in shown(findings)
    press(findings, "j j h")
    assert listed(findings).here == (listed(findings).groups[1], "")
    assert "hit 4" not in shown(findings)
    press(findings, "l l")
    assert shown(findings).count("hit") == 3


def test_enter_on_a_group_shows_its_findings_and_on_a_finding_opens_it(findings: Session) -> None:
    press(findings, "B G enter")
    assert findings.table is not None
    assert (findings.mode, findings.table.height) == ("table", 3)
    press(findings, "escape B G space j j enter")
    assert findings.record is not None
    assert findings.record.id == "2" * 12


def test_findings_without_a_lead_are_a_group_that_can_be_shown(findings: Session) -> None:
    press(findings, "B B G enter")
    assert findings.table is not None
    assert findings.table.height == 2


def test_only_what_is_shown_is_grouped(findings: Session) -> None:
    press(findings, "& 'BBB' enter B")
    assert [one.value for one in listed(findings).groups] == ["BBB001"]


def test_only_findings_are_grouped(findings: Session) -> None:
    press(findings, "g r B")
    assert "only findings are grouped" in findings.note
    assert findings.sheet is None


def test_on_a_wide_terminal_the_errors_stand_beside_what_they_are_counted_for(findings: Session) -> None:
    findings.resize(200, 50)
    text = text_of(painting_body.body(press(findings, "B"), 200, 47))
    line = next(line for line in text.splitlines() if "BBB001" in line)
    assert 0 < line.index("1 error") - line.index("says") < 20
