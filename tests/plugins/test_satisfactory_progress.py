"""Evidence, promises and admissions told apart, in our own sentences and on the real report."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plugins.conftest import Ask

DONE = "In May 2023 Cabinet approved the library strategy. Two branches have been refurbished and opened."
AHEAD = "The service will write a plan. Training is planned and officers are looking at the costs."
ADMITS = "Further work is required on the routes. The survey has not yet started."


def said(ask: Ask, table: str = "recommendations", **record: Any) -> tuple[str, float | None, list[str]]:
    updates = record.pop("updates", [])
    lines = [{"record": "rec:x", "text": text, "on": on} for text, on in updates]
    return ask("satisfactory_progress", **{table: [{"id": "rec:x", **record}], "updates": lines})["rec:x"]


@pytest.mark.parametrize(
    ("progress", "verdict"),
    [
        (DONE, "satisfactory"),
        (AHEAD, "promised"),
        (ADMITS, "further_work"),
        (f"{DONE} {AHEAD}", "satisfactory"),
        (f"{DONE} {ADMITS} {ADMITS}", "further_work"),
        (None, "not_evidenced"),
        ("  \n ", "not_evidenced"),
        ("See direction 8.", "not_evidenced"),
        ("Noted.", "not_evidenced"),
        ("The team supports schools and works closely with parents.", "satisfactory"),
        # what looks like evidence, but is not
        ("The policy has not been approved.", "further_work"),
        ("The policy was not yet published.", "further_work"),
        ("The policy will be approved in March.", "promised"),
        ("A group is being established.", "promised"),
        ("The team is in the process of reviewing its forms.", "promised"),
        ("Work on the car park is delayed.", "further_work"),
        ("No progress since the last meeting.", "further_work"),
        # what looks like a promise, but is not
        ("Staff have been trained and the new rota was introduced.", "satisfactory"),
        ("The goodwill of residents has increased.", "satisfactory"),
        ("This led to a reduction in complaints.", "satisfactory"),
        ("Arrangements are now in place.", "satisfactory"),
    ],
)
def test_the_verdict_follows_what_is_written(progress: str | None, verdict: str, ask: Ask) -> None:
    found, score, reasons = said(ask, progress=progress)
    assert found == verdict, reasons
    assert (score is None) == (verdict == "not_evidenced")
    assert reasons


def test_the_reasons_quote_the_words_that_counted(ask: Ask) -> None:
    _, _, reasons = said(ask, progress=f"{DONE} {ADMITS}")
    assert 'evidence: "approved", "have been refurbished"' in reasons
    assert 'dated: "May 2023"' in reasons
    assert 'admits: "Further work is", "has not yet"' in reasons


def test_a_date_makes_evidence_stronger_but_only_if_it_has_passed(ask: Ask) -> None:
    text = "The plan was approved in {}. The rest will follow."
    passed = said(ask, progress=text.format("June 2023"))[1]
    undated = said(ask, progress=text.format("time"))[1]
    ahead = said(ask, progress=text.format("June 2031"))[1]
    assert passed is not None
    assert undated is not None
    assert passed > undated == ahead


def test_more_promises_never_raise_the_score_and_more_evidence_never_lowers_it(ask: Ask) -> None:
    one = said(ask, progress=f"{DONE} {AHEAD}")[1]
    assert one is not None
    assert (said(ask, progress=f"{DONE} {AHEAD} More will follow.")[1] or 0) <= one
    assert (said(ask, progress=f"{DONE} {AHEAD} The bridge was completed.")[1] or 0) >= one


def test_being_late_costs_points_unless_it_is_done(ask: Ask) -> None:
    text = f"{DONE} {AHEAD}"
    early = said(ask, progress=text, due=date(2024, 1, 1))[1]
    late = said(ask, progress=text, due=date(2023, 1, 1))
    assert early is not None
    assert late[1] == pytest.approx(early - 0.2)
    assert "was due 2023-01-01" in late[2]
    assert said(ask, progress=text, due=date(2023, 1, 1), status="complete")[1] == early


def test_progress_goes_before_the_response(ask: Ask) -> None:
    assert said(ask, response=AHEAD)[0] == "promised"
    assert said(ask, response=AHEAD, progress=DONE)[0] == "satisfactory"


def test_updates_up_to_today_are_read_too(ask: Ask) -> None:
    assert said(ask, updates=[(DONE, date(2023, 10, 1))])[0] == "satisfactory"
    assert said(ask, updates=[(DONE, date(2024, 10, 1))])[0] == "not_evidenced"
    assert said(ask, progress=AHEAD, updates=[(DONE, None)])[0] == "satisfactory"


def test_the_council_s_own_verdict_moves_nothing_but_is_compared(ask: Ask) -> None:
    for text in (DONE, ADMITS, AHEAD, None):
        alone = said(ask, progress=text)
        for stated in ("satisfactory", "further_work"):
            beside = said(ask, progress=text, verdict_stated=stated)
            assert beside[:2] == alone[:2]
            agrees = "the council says the same" if stated == alone[0] else "disagrees with the council"
            assert any(reason.startswith(agrees) for reason in beside[2])


def test_no_response_is_said(ask: Ask) -> None:
    verdict, _, reasons = said(ask, response_received="no")
    assert verdict == "not_evidenced"
    assert "no response was received" in reasons


def test_actions_of_plans_are_assessed_too(ask: Ask) -> None:
    assert said(ask, "plan_actions", progress=DONE)[0] == "satisfactory"


def test_on_the_real_report_most_of_what_is_stated_is_borne_out(seeds: Path, tmp_path: Path) -> None:
    """16 satisfactory and 2 with further work are stated; ours is a second reading, not a copy of it."""
    from slough_tui.engine.assess import assess
    from slough_tui.engine.importing import import_papers
    from slough_tui.model.batch import Author
    from slough_tui.store.register import Register
    from tests.plugins.conftest import host

    now = datetime(2024, 1, 5, tzinfo=UTC)
    register = Register.create(tmp_path / "r", name="r", at=now)
    paper = next(seeds.glob("003_*.txt"))
    list(import_papers([paper], register, author=Author(0, "t", "h"), recorded_at=now))
    frame = register.frame("recommendations")
    stated = dict(frame.select("id", "verdict_stated").iter_rows())
    assert Counter(stated.values()) == {"satisfactory": 16, "further_work": 2}
    chosen = [one for one in host().assessors() if one[1].name == "satisfactory_progress"]
    found = assess(chosen, register.frame, today=date(2024, 1, 4)).frame
    ours = dict(found.select("record", "verdict").iter_rows())
    assert set(ours) == set(stated)
    agreeing = [one for one in ours if ours[one] == stated[one]]
    assert len(agreeing) >= 12
    flagged = found.filter(found["reasons"].list.join(" ").str.contains("disagrees"))
    assert set(flagged["record"]) == set(stated) - set(agreeing)
