"""Evidence, promises and admissions told apart: in our own sentences, on texts written beforehand, on the real report."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.engine.assess import Agreement, agreement
from tests.plugins.conftest import host

if TYPE_CHECKING:
    from slough_tui.store.register import Register
    from tests.plugins.conftest import Ask

DONE = "In May 2023 Cabinet approved the library strategy. Two branches have been refurbished and opened."
AHEAD = "The service will write a plan. Training is planned."
ADMITS = "Further work is required on the routes. The survey has not yet started."
HERE = Path(__file__).parent


def said(ask: Ask, table: str = "recommendations", **record: Any) -> tuple[str, float | None, list[str]]:
    updates = record.pop("updates", [])
    others: dict[str, list[dict[str, Any]]] = {
        name: record.pop(name) for name in ("links", "plan_actions", "cells") if name in record
    }
    lines = [{"record": "rec:x", "text": text, "on": on, "voice": "owner"} for text, on in updates]
    tables: dict[str, list[dict[str, Any]]] = {table: [{"id": "rec:x", **record}], "updates": lines, **others}
    return ask("satisfactory_progress", **tables)["rec:x"]


def score_of(ask: Ask, **record: Any) -> float:
    score = said(ask, **record)[1]
    assert score is not None
    return score


@pytest.mark.parametrize(
    ("progress", "verdict"),
    [
        (DONE, "satisfactory"),
        (AHEAD, "further_work"),
        (ADMITS, "further_work"),
        (f"{DONE} {AHEAD}", "satisfactory"),
        (f"{DONE} {ADMITS} {ADMITS}", "further_work"),
        (None, "no_evidence"),
        ("  \n ", "no_evidence"),
        ("See direction 8.", "no_evidence"),
        ("Noted.", "no_evidence"),
        ("The team supports schools and works closely with parents.", "satisfactory"),
    ],
)
def test_the_verdict_follows_what_is_told(progress: str | None, verdict: str, ask: Ask) -> None:
    found, score, reasons = said(ask, progress=progress)
    assert found == verdict, reasons
    assert (score is None) == (verdict == "no_evidence")
    assert score is None or 0 <= score <= 1
    assert reasons


# ---------------------------------------------------------------- texts written beforehand


@cache
def judged(file: str) -> Agreement:
    """The sixty or thirty texts of `file`, all in one run."""
    import polars as pl

    from slough_tui.engine.assess import assess
    from slough_tui.store.schema import empty, schema_of

    told = tomllib.loads((HERE / file).read_text(encoding="utf-8"))
    rows = [{"id": text["id"], "progress": text.get("progress")} for text in told["text"]]
    frame = pl.DataFrame(rows, schema=schema_of("recommendations"))
    chosen = [one for one in host().assessors() if one[1].name == "satisfactory_progress"]
    found = assess(
        chosen, lambda name: frame if name == "recommendations" else empty(name), today=told["today"]
    )
    assert found.failures == []
    ours = dict(found.frame.select("record", "verdict").iter_rows())
    return agreement((text["id"], text["expected"], ours[text["id"]]) for text in told["text"])


@pytest.mark.parametrize(
    ("file", "size", "kappa"), [("progress_texts.toml", 60, 0.9), ("progress_texts_later.toml", 30, 0.7)]
)
def test_texts_written_before_it_read_them_get_the_verdict_of_a_fair_reader(
    file: str, size: int, kappa: float
) -> None:
    found = judged(file)
    each = Counter(stated for (stated, _), number in found.pairs.items() for _ in range(number))
    assert each == {"satisfactory": size // 3, "further_work": size // 3, "no_evidence": size // 3}
    assert found.kappa is not None
    assert found.kappa >= kappa - 1e-9, found.disagreements


def test_no_text_is_judged_satisfactory_that_only_promises() -> None:
    wrong = [
        one.record for one in judged("progress_texts.toml").disagreements if one.verdict == "satisfactory"
    ]
    assert wrong == []


# ---------------------------------------------------------------- what is weighed


def test_the_reasons_are_the_sentences_that_counted_with_kind_and_weight(ask: Ask) -> None:
    _, _, reasons = said(ask, progress=f"{DONE} Members were thanked. {ADMITS}")
    assert reasons == [
        'for, done and dated, +2: "In May 2023 Cabinet approved the library strategy."',
        'for, done, +1: "Two branches have been refurbished and opened."',
        'for, done, +1: "Members were thanked."',
        'against, admitted gap, -2: "Further work is required on the routes."',
        'against, admitted gap, -2: "The survey has not yet started."',
    ]


def test_what_counts_nothing_is_named_only_where_nothing_counts(ask: Ask) -> None:
    assert said(ask, progress="See above.")[2] == ['counts nothing, pointer: "See above."']
    assert said(ask, progress=None)[2] == ["nothing is told about it"]
    assert len(said(ask, progress=f"See above. {DONE}")[2]) == 2


def test_a_reason_names_the_place_in_the_paper(ask: Ask) -> None:
    cells = [
        {"record": "rec:x", "field": "progress", "raw": f"2.4 {DONE}", "page": 3, "line": 57},
        {"record": "rec:x", "field": "verdict_stated", "raw": DONE, "page": 9, "line": 99},
        {"record": "rec:y", "field": "progress", "raw": DONE, "page": 8, "line": 88},
    ]
    _, _, reasons = said(ask, progress=DONE, cells=cells)
    assert [reason.rpartition('"')[2] for reason in reasons] == [" (page 3, line 57)"] * 2
    sheet = [{"record": "rec:x", "field": "progress", "raw": DONE, "address": "J4"}]
    assert said(ask, progress=DONE, cells=sheet)[2][0].endswith(" (cell J4)")


def test_what_is_conceded_before_a_turn_counts_half(ask: Ask) -> None:
    first = "More work is needed on fees, but the scheme has opened."
    then = "The scheme has opened, but more work is needed on fees."
    assert any("(conceded), -1:" in reason for reason in said(ask, progress=first)[2])
    assert any("(conceded), +0.5:" in reason for reason in said(ask, progress=then)[2])
    assert score_of(ask, progress=first) > score_of(ask, progress=then)


def test_a_date_makes_a_deed_stronger_but_only_if_it_has_passed(ask: Ask) -> None:
    text = "The plan was approved in {}. The rest will follow."
    passed = score_of(ask, progress=text.format("June 2023"))
    undated = score_of(ask, progress=text.format("time"))
    ahead = score_of(ask, progress=text.format("June 2031"))
    assert passed > undated == ahead


def test_a_promise_whose_date_has_passed_is_worse_than_one_ahead(ask: Ask) -> None:
    text = "The form was changed. The site will open in {}."
    past = said(ask, progress=text.format("June 2023"))
    assert past[1] is not None
    assert past[1] < score_of(ask, progress=text.format("June 2031"))
    assert any("promised for a date that has passed, -1.5" in reason for reason in past[2])


def test_more_promises_never_raise_the_score_and_more_evidence_never_lowers_it(ask: Ask) -> None:
    one = score_of(ask, progress=f"{DONE} {AHEAD}")
    assert score_of(ask, progress=f"{DONE} {AHEAD} More will follow.") <= one
    assert score_of(ask, progress=f"{DONE} {AHEAD} The bridge was completed.") >= one


def test_being_late_costs_something_unless_it_is_done(ask: Ask) -> None:
    text = f"{DONE} {AHEAD}"
    early = score_of(ask, progress=text, due=date(2024, 1, 1))
    late = said(ask, progress=text, due=date(2023, 1, 1))
    assert late[1] is not None
    assert late[1] < early
    assert late[2][-1] == "against, -0.5: was due 2023-01-01"
    assert score_of(ask, progress=text, due=date(2023, 1, 1), status="complete") == early
    assert said(ask, due=date(2023, 1, 1))[0] == "no_evidence"


def test_progress_goes_before_the_response(ask: Ask) -> None:
    assert said(ask, response=AHEAD)[0] == "further_work"
    assert said(ask, response=AHEAD, progress=DONE)[0] == "satisfactory"


def test_updates_up_to_today_are_read_too_and_their_date_dates_a_deed(ask: Ask) -> None:
    verdict, _, reasons = said(ask, updates=[("The bridge was opened.", date(2023, 10, 1))])
    assert verdict == "satisfactory"
    assert reasons == ['for, done and dated, +2: "The bridge was opened." (update of 2023-10-01)']
    assert said(ask, updates=[(DONE, date(2024, 10, 1))])[0] == "no_evidence"
    assert said(ask, progress=AHEAD, updates=[(DONE, None)])[0] == "satisfactory"


def test_linked_actions_count_as_they_stand(ask: Ask) -> None:
    def linked(state: str = "printed", **action: Any) -> tuple[str, float | None, list[str]]:
        link = {"from_id": "act:1", "to_id": "rec:x", "relation": "addresses", "state": state}
        return said(ask, links=[link], plan_actions=[{"id": "act:1", **action}])

    assert linked(status="complete")[0] == "satisfactory"
    assert linked(status="complete")[2] == ["for, +1: the action act:1 is complete"]
    assert linked(due=date(2023, 1, 1))[0] == "further_work"
    assert linked(due=date(2024, 1, 1))[0] == "no_evidence"
    assert linked("rejected", status="complete")[0] == "no_evidence"
    assert linked("proposed", status="complete")[0] == "no_evidence"


def test_the_council_s_own_verdict_moves_nothing(ask: Ask) -> None:
    stated = [
        {},
        {"verdict_stated": "satisfactory", "status_raw": "Satisfactory progress made."},
        {"verdict_stated": "further_work", "status_raw": "Further work to do"},
    ]
    texts = (DONE, ADMITS, AHEAD, None)
    records = [
        {"id": f"rec:{n}/{m}", "progress": text, **says}
        for n, text in enumerate(texts)
        for m, says in enumerate(stated)
    ]
    found = ask("satisfactory_progress", recommendations=records)
    for n in range(len(texts)):
        assert found[f"rec:{n}/0"] == found[f"rec:{n}/1"] == found[f"rec:{n}/2"]


def test_an_assessor_s_comment_is_no_evidence_of_the_owner(ask: Ask) -> None:
    update = {"record": "rec:x", "text": DONE, "on": date(2023, 10, 1), "voice": "assessor"}
    found = ask("satisfactory_progress", recommendations=[{"id": "rec:x"}], updates=[update])
    assert found["rec:x"][0] == "no_evidence"


def test_actions_of_plans_are_assessed_too(ask: Ask) -> None:
    assert said(ask, "plan_actions", progress=DONE)[0] == "satisfactory"


def test_a_council_may_weigh_otherwise(ask: Ask) -> None:
    text = "The team supports schools."
    lenient = ask("satisfactory_progress", recommendations=[{"id": "rec:x", "progress": text}])
    strict = ask(
        "satisfactory_progress",
        parameters={"weights": {"practice": 0}, "enough": 0.7},
        recommendations=[{"id": "rec:x", "progress": text}],
    )
    assert (lenient["rec:x"][0], strict["rec:x"][0]) == ("satisfactory", "no_evidence")


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x1b[31mapproved\x07",
        "\u202eapproved\u202c",
        "(((((((((((((((((((((((((",
        "\\d+[a-z]{3} $1 ${name} \x1c\x1d\x1e\x1f",
        "has not " * 5000,
        "approved" * 20_000,
        "\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}" * 1000,
        "完成了。已批准。",
        "a\n" * 3000,
    ],
    ids=[
        "controls",
        "bidi",
        "brackets",
        "patterns",
        "negations",
        "one word",
        "combining",
        "chinese",
        "lines",
    ],
)
def test_hostile_text_gets_a_verdict_like_any_other(text: str, ask: Ask) -> None:
    verdict, score, reasons = said(ask, progress=text)
    assert verdict in {"satisfactory", "further_work", "no_evidence"}
    assert score is None or 0 <= score <= 1
    assert all(len(reason) < 600 for reason in reasons)


# ---------------------------------------------------------------- the real report


@pytest.fixture(scope="module")
def register(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Register:
    from slough_tui.engine.importing import import_papers
    from slough_tui.model.batch import Author
    from slough_tui.store.register import Register

    now = datetime(2024, 1, 5, tzinfo=UTC)
    register = Register.create(tmp_path_factory.mktemp("seeds") / "r", name="r", at=now)
    papers = [next(seeds.glob(f"{number}_*.txt")) for number in ("000", "003")]
    list(import_papers(papers, register, author=Author(0, "t", "h"), recorded_at=now))
    return register


def test_on_the_real_report_it_agrees_well_beyond_chance_and_finds_both_gaps(register: Register) -> None:
    """16 satisfactory and 2 with further work are stated; ours is a second reading, not a copy of it."""
    from slough_tui.engine.assess import agreement_of, assess

    chosen = [one for one in host().assessors() if one[1].name == "satisfactory_progress"]
    found = assess(chosen, register.frame, today=date(2024, 1, 4)).frame
    agreed = agreement_of(chosen[0][1], found, register.frame)
    assert agreed is not None
    assert agreed.compared == 18
    assert agreed.pairs["further_work", "further_work"] == 2
    assert ("further_work", "satisfactory") not in agreed.pairs
    assert agreed.kappa is not None
    assert agreed.kappa >= 0.6


def test_on_the_real_tracker_names_pointers_and_silence_are_no_evidence(register: Register) -> None:
    from slough_tui.engine.assess import assess

    chosen = [one for one in host().assessors() if one[1].name == "satisfactory_progress"]
    found = assess(chosen, register.frame, today=date(2023, 11, 23)).frame
    tracker = found.filter(found["record"].str.contains("cisc"))
    none = set(tracker.filter(tracker["verdict"] == "no_evidence")["record"])
    silent = register.frame("recommendations").filter(
        (register.frame("recommendations")["response"].str.len_chars().fill_null(0) < 12)
        & register.frame("recommendations")["series"].str.contains("cisc")
    )
    assert tracker.height == 33
    assert set(silent["id"]) <= none
