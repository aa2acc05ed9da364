from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl
import pytest

from slough_tui.tui.effects import Copy
from slough_tui.tui.extensions import Extensions
from slough_tui.tui.preview import Preview
from slough_tui.views.proposals import proposals_frame
from slough_tui.views.spans import plain
from tests.tui.conftest import new_session, press
from tests.tui.working import Working, trusted
from tests.views.conftest import frame_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Working:
    monkeypatch.chdir(tmp_path)
    return Working(tmp_path / "r")


def test_what_is_shown_is_exported_in_its_order_with_its_columns(working: Working, tmp_path: Path) -> None:
    working.press("& 'Libraries' enter [ ] X 'out.csv' ctrl+s")
    assert "rows in" in working.session.note
    found = pl.read_csv(tmp_path / "out.csv", infer_schema=False)
    table = working.session.table
    assert table is not None
    assert found.columns == list(table.grid.names)
    assert found["ref"].to_list() == [table.grid.record(row)["ref"] for row in range(table.height)]


def test_marked_rows_are_exported_with_all_columns(working: Working, tmp_path: Path) -> None:
    working.press("space j space X 'out.json' enter ctrl+u 'marked' enter ctrl+u 'all' ctrl+s")
    found = pl.read_json(tmp_path / "out.json")
    assert found["id"].to_list() == ["rec:scrutiny/0.01", "rec:scrutiny/0.03"]
    assert "ref_raw" in found.columns


@pytest.mark.parametrize(
    ("name", "said"),
    [("out.doc", "the ending says"), ("nowhere/out.csv", "there is no folder"), ("", "which file?")],
)
def test_a_file_that_cannot_be_holds_the_form(working: Working, name: str, said: str) -> None:
    working.press(f"X '{name}' ctrl+s" if name else "X ctrl+s")
    assert said in working.session.note
    assert working.session.mode == "form"


def test_marked_rows_are_copied_as_a_table() -> None:
    session = press(new_session(), "space j space y m")
    copy = session.effects[-1]
    assert isinstance(copy, Copy)
    assert [line.split("\t")[0] for line in copy.text.split("\n")] == ["Ref", "0.01", "0.03"]
    assert copy.what == "2 marked rows"
    assert "Nothing is marked" in press(new_session(), "y m").note


def test_a_link_is_rejected_from_its_record_and_the_decision_has_a_name(working: Working) -> None:
    working.press("c j enter")
    assert working.session.mode == "preview"
    working.press("enter")
    assert working.value("links", "link:1", "state") == "rejected"
    assert working.value("links", "link:1", "by")
    working.press("g l c enter enter")
    assert working.value("links", "link:1", "state") == "confirmed"
    working.press("u u")
    assert working.value("links", "link:1", "state") == "printed"


def test_a_record_without_links_says_so(working: Working) -> None:
    assert "no link is chosen" in working.press("G c").session.note


def test_a_report_of_the_date_is_written(working: Working, tmp_path: Path) -> None:
    working.press("R 'track' tab enter enter 'out.md' enter")
    assert "out.md" in working.session.note
    assert "# " in (tmp_path / "out.md").read_text()
    assert "there is no report 'nothing'" in working.press("R 'nothing' ctrl+s").session.note


VERDICTS = [
    {"id": f"{one} same_as", "record": one, "assessor": "same_as", "verdict": "likely",
     "reasons": ["whatever a person reads"]}
    for one in ("rec:scrutiny/0.01", "rec:scrutiny/0.02")
]  # fmt: skip


def judged(working: Working, *others: tuple[str, str | None]) -> None:
    """Let the first records be the same as these others (0.97, then 0.812), on which a person has decided or not."""
    lines = [
        {**verdict, "evidence": json.dumps({"pairs": [
            {"other": other, "confidence": likeness, "state": state}
            for (other, state), likeness in zip(others, (0.97, 0.812), strict=False) if other != verdict["record"]
        ]})}
        for verdict in VERDICTS
    ]  # fmt: skip
    working.session.loaded("assessments", frame_of("assessments", VERDICTS))
    working.session.loaded("proposals", proposals_frame(pl.DataFrame(lines)))


NEAR = (("rec:scrutiny/0.02", None), ("rec:scrutiny/0.09", None))


def same_as(working: Working) -> list[tuple[str, str, str]]:
    links = working.register.frame("links").filter(pl.col("relation") == "same_as")
    return links.select("from_id", "to_id", "state").rows()


def test_a_computed_proposal_is_confirmed_after_a_look_and_taken_back(working: Working) -> None:
    judged(working, *NEAR)
    working.press("g A c")
    chooser = working.session.chooser
    assert chooser is not None
    assert [choice.text for choice in chooser.shown][::2] == [
        "rec:scrutiny/0.01 is the same as rec:scrutiny/0.02 (97% alike)",
        "rec:scrutiny/0.01 is the same as rec:scrutiny/0.09 (81% alike)",
    ]
    working.press("enter")
    assert isinstance(working.session.sheet, Preview)
    assert same_as(working) == []
    working.press("enter")
    assert same_as(working) == [("rec:scrutiny/0.01", "rec:scrutiny/0.02", "confirmed")]
    working.press("u")
    assert same_as(working) == []


def test_all_proposals_of_marked_verdicts_are_rejected_at_once_and_then_decided_anew(
    working: Working,
) -> None:
    judged(working, *NEAR)
    working.press("g A * c j enter enter")
    assert [state for _, _, state in same_as(working)] == ["rejected"] * 3
    before = len(working.register.commits())
    working.press("g r enter c")
    assert working.session.chooser is not None
    texts = [choice.text for choice in working.session.chooser.shown if choice.group == "Links"]
    assert "rec:scrutiny/0.01 same as rec:scrutiny/0.02 (rejected)" in texts
    assert len(working.register.commits()) == before


def test_what_a_person_has_decided_is_no_proposal_and_a_verdict_leads_to_the_other_record(
    working: Working,
) -> None:
    judged(working, ("rec:scrutiny/0.02", None), ("rec:scrutiny/0.09", "rejected"))
    working.press("g A enter")
    record = working.session.record
    assert record is not None
    assert [text for text in map(plain, record.page.lines) if "97% alike" in text]
    assert "0.09" not in "".join(record.detail.links)
    working.press("tab tab enter")
    assert working.session.record is not None
    assert working.session.record.id == "rec:scrutiny/0.02"


def test_a_proposal_of_a_record_that_is_gone_is_refused(working: Working) -> None:
    judged(working, ("rec:scrutiny/9.99", None))
    working.press("g A c enter")
    assert "there is no record rec:scrutiny/9.99" in working.session.note
    assert same_as(working) == []


def test_a_report_of_a_plugin_that_was_named_at_the_start_is_offered(
    working: Working, tmp_path: Path
) -> None:
    trusted(tmp_path / "own.py", PLUGIN)
    working.session.extensions = Extensions(plugin_dirs=[tmp_path])
    working.press("R 'ours' enter enter 'own.md' ctrl+s")
    assert "Our own words" in (tmp_path / "own.md").read_text()


PLUGIN = '''"""A report of our own."""

from slough_tui.hooks.api import ReportKind, hookimpl
from slough_tui.model.report import Report

API = 1


@hookimpl
def slough_register_reports():
    return [ReportKind("ours", "our own", lambda asked: Report("Our own words", ()))]
'''
