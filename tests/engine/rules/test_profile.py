"""What rules cost and are good for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules.profile import overlaps, profile, unread
from slough_tui.engine.rules.run import run_rules
from tests.engine.rules.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from slough_tui.engine.rules.frames import Frames
    from tests.engine.rules.conftest import MakeRule


def test_each_rule_is_timed_alone_and_what_is_odd_is_said(
    make_rule: MakeRule, make_frames: Callable[..., Frames]
) -> None:
    rules = [
        make_rule('when = "ref IS NULL"', id="ALL001"),
        make_rule("when = \"ref IS NULL OR ref = 'x'\"", id="ALL002"),
        make_rule("when = \"id = 'rec:1' OR id = 'rec:2'\"", id="TWO001"),
        make_rule("when = \"text = 'nothing'\"", id="NON001"),
        make_rule('when = "ref IS NULL"', id="KPI901", table="kpis"),
        make_rule('when = "stauts IS NULL"', id="BAD001"),
    ]
    frames = make_frames({"recommendations": [{"id": f"rec:{n}", "text": "x"} for n in range(4)]})
    lines = list(profile(frames, rules, today=TODAY, as_of=TODAY, runs=1))
    assert all(line.ms > 0 for line in lines)
    assert {line.rule.id: line.remark for line in lines} == {
        "ALL001": "always a finding",
        "ALL002": "always a finding",
        "TWO001": "",
        "NON001": "never a finding",
        "KPI901": "nothing to judge",
    }
    assert list(overlaps(lines)) == [
        ("ALL001", "same as", "ALL002"),
        ("TWO001", "within", "ALL001"),
        ("TWO001", "within", "ALL002"),
    ]
    assert "due" in unread(rules)["recommendations"]
    assert "ref" not in unread(rules)["recommendations"]


def test_what_takes_long_is_run_once_and_what_is_quick_as_often_as_asked(
    make_rule: MakeRule, make_frames: Callable[..., Frames], monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = make_rule('when = "ref IS NULL"')
    frames = make_frames({"recommendations": [{"id": "rec:1"}]})
    ran: list[str] = []

    def counted(*args: Any, **kwargs: Any) -> Any:
        ran.append(rule.id)
        return run_rules(*args, **kwargs)

    monkeypatch.setattr("slough_tui.engine.rules.profile.run_rules", counted)
    for patience, times in ((0.0, 1), (3600.0, 3)):
        monkeypatch.setattr("slough_tui.engine.rules.profile.PATIENCE", patience)
        ran.clear()
        assert len(list(profile(frames, [rule], today=TODAY, as_of=TODAY))) == 1
        assert len(ran) == times
