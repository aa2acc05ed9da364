from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.views.computed import COMMITS, PLUGINS, RULES
from slough_tui.views.detail import detail
from tests.views.conftest import frame_of

if TYPE_CHECKING:
    from slough_tui.views.sections import Detail

COMMIT: dict[str, Any] = {
    "id": "7", "effective_on": date(2023, 10, 3), "message": "import board.md", "author": "clerk", "added": 1, "changed": 1,
    "ended": 0, "recorded_on": date(2023, 10, 5), "time": "09:00:00", "kind": "import", "document": "doc:b",
    "counts": '{"recommendations": "1 new, 1 changed, 0 ended"}',
}  # fmt: skip
_FACT = {"seq": 7, "table": "recommendations", "effective_on": date(2023, 10, 3), "recorded_at": datetime(2023, 10, 5, tzinfo=UTC),
         "author": "clerk", "source": "doc:b", "message": "import board.md"}  # fmt: skip
FACTS = pl.DataFrame(
    [
        {**_FACT, "id": "rec:scrutiny/0.02", "field": "_present", "old": "false", "new": "true"},
        {**_FACT, "id": "rec:scrutiny/0.01", "field": "status", "old": '"in_progress"', "new": '"complete"'},
        {**_FACT, "id": "rec:scrutiny/0.01", "field": "status_raw", "old": '"Late"', "new": '"Done"'},
        {**_FACT, "id": "rec:scrutiny/0.09", "seq": 6, "field": "status", "old": "null", "new": '"complete"'},
    ]
)


def text(page: Detail) -> str:
    return "\n".join(f"{s.heading}|{f.label}|{f.value}" for s in page.sections for f in s.fields)


def test_a_commit_tells_who_when_how_much_and_each_record_it_changed() -> None:
    page = detail(
        COMMITS,
        COMMIT,
        {"commit": FACTS, "documents": frame_of("documents", [{"id": "doc:b", "name": "board.md"}])},
    )
    told = text(page)
    assert "Commit|Who|clerk" in told
    assert "Tables|Recommendations|1 new, 1 changed, 0 ended" in told
    assert "Records||status: in_progress \u2192 complete" in told
    assert "status_raw" not in told
    assert "0.09" not in told
    assert page.links == ("doc:b", "rec:scrutiny/0.01", "rec:scrutiny/0.02")


def test_a_rule_tells_its_thresholds_and_what_it_found() -> None:
    rule = {"id": "ACT003", "title": "late", "severity": "error", "findings": 1, "why": "Source: **audit**.", "fix": "Ask.",
            "condition": "due < :today", "thresholds": '{"grace": "0 days"}', "path": "rules/act003.toml"}  # fmt: skip
    hits = frame_of("findings", [{"id": "abc", "rule": "ACT003", "ref": "AR-1", "message": "is late"}])
    page = detail(RULES, rule, {"findings": hits})
    told = text(page)
    assert "Why||Source: audit." in told
    assert "Thresholds|grace|0 days" in told
    assert "Findings: 1|AR-1|is late" in told
    assert page.links == ("finding:abc",)


def test_a_plugin_that_may_not_run_says_how_to_let_it() -> None:
    page = detail(
        PLUGINS, {"id": "mine", "state": "untrusted", "path": "p/mine.py", "failures": ["broke"]}, {}
    )
    assert "slough plugins trust p/mine.py" in text(page)
    assert "What went wrong||broke" in text(page)
