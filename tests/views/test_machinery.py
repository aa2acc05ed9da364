from __future__ import annotations

from datetime import UTC, date, datetime

from slough_tui.engine.rules.rule import Duration, Rule
from slough_tui.hooks.loading import Plugin
from slough_tui.model.batch import Author
from slough_tui.store.commits import Commit
from slough_tui.views.machinery import commits_frame, plugins_frame, rules_frame
from tests.views.conftest import frame_of

AT = datetime(2023, 11, 20, 9, 5, tzinfo=UTC)


def test_commits_come_newest_first_with_their_counts() -> None:
    one = Commit(
        1,
        "import",
        AT,
        date(2023, 10, 3),
        Author(1, "clerk", "desk"),
        source="doc:b",
        counts={"links": (2, 0, 0), "kpis": (1, 1, 1)},
    )
    two = Commit(
        2, "edit", AT, date(2023, 11, 1), Author(1, "chair", "desk"), "new dates", counts={"kpis": (0, 3, 0)}
    )
    found = commits_frame([one, two], frame_of("documents", [{"id": "doc:b", "name": "board.md"}]))
    assert found.select("id", "message", "added", "changed", "ended", "time").rows() == [
        ("2", "new dates", 0, 3, 0, "09:05:00"),
        ("1", "board.md", 3, 1, 1, "09:05:00"),
    ]


def test_rules_are_counted() -> None:
    rule = Rule(
        "ACT003",
        "late",
        "row",
        "audit_actions",
        "error",
        "certain",
        "{ref}",
        thresholds={"grace": Duration(days=5)},
    )
    found = rules_frame([rule], frame_of("findings", [{"rule": "ACT003"}, {"rule": "ACT003"}]))
    assert found.select("id", "findings", "thresholds").rows() == [("ACT003", 2, '{"grace": "5 days"}')]


def test_a_plugin_with_a_failure_is_shown_as_failed() -> None:
    broken = Plugin("mine", "folder", failures=["broke"], hooks=("slough_register_assessors",))
    (line,) = plugins_frame([broken], {"mine": ["due"]}).to_dicts()
    assert (line["state"], line["assessors"], line["hooks"]) == ("failed", ["due"], ["assessors"])
