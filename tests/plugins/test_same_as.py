"""The same record in two papers: by its text, with confidence, and what a person decides beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from slough_tui.engine.assess import assess
from slough_tui.store.schema import schema_of
from tests.plugins.conftest import TODAY, host

if TYPE_CHECKING:
    from tests.plugins.conftest import Ask

TEXT = "Review the resources for joint commissioning of occupational therapy with health partners."
OTHER = "Publish quarterly figures on fly-tipping, graffiti and abandoned vehicles for every ward."


def rec(name: str, text: str | None, series: str) -> dict[str, Any]:
    return {"id": f"rec:{name}", "text": text, "series": series}


def said(ask: Ask, *records: dict[str, Any], links: tuple[dict[str, Any], ...] = (), **more: Any) -> Any:
    return ask("same_as", recommendations=list(records), links=list(links), **more)


@pytest.mark.parametrize(
    ("theirs", "series", "verdict"),
    [
        (TEXT, "b", "likely"),
        (TEXT.upper().replace(" ", "  ") + " \u2013", "b", "likely"),
        (TEXT.replace("resources", "resourcing"), "b", "likely"),
        (TEXT.replace("occupational therapy", "speech and language"), "b", "possible"),
        (TEXT, "a", "alone"),  # one series tells its own records apart
        (OTHER, "b", "alone"),
        (None, "b", "alone"),
        ("Review it.", "b", "alone"),
    ],
)
def test_the_text_decides_with_confidence(theirs: str | None, series: str, verdict: str, ask: Ask) -> None:
    found = said(ask, rec("1", TEXT, "a"), rec("2", theirs, series), rec("3", OTHER, "a"))["rec:1"]
    assert found[0] == verdict
    assert (found[1] is None) == (verdict == "alone")
    assert found[2]


def decided(state: str, one: str = "rec:1", other: str = "rec:2") -> dict[str, Any]:
    return {
        "id": "link:x",
        "from_id": one,
        "to_id": other,
        "relation": "same_as",
        "state": state,
        "by": "person",
    }


def test_a_person_s_decision_goes_before_the_similarity_in_either_order(ask: Ask) -> None:
    pair = (rec("1", TEXT, "a"), rec("2", TEXT, "b"))
    for one, other in (("rec:1", "rec:2"), ("rec:2", "rec:1")):
        yes = said(ask, *pair, links=(decided("confirmed", one, other),))["rec:1"]
        no = said(ask, *pair, links=(decided("rejected", one, other),))["rec:1"]
        assert yes == ("confirmed", 1.0, ["the text is that of rec:2, 1.0: a person confirmed it"])
        assert no == ("alone", None, ["the text is that of rec:2, 1.0: a person rejected it"])


def test_a_person_may_know_of_a_pair_that_no_text_tells_of(ask: Ask) -> None:
    found = said(ask, rec("1", TEXT, "a"), rec("2", OTHER, "b"), links=(decided("confirmed"),))
    assert found["rec:1"] == ("confirmed", None, ["rec:2: a person confirmed it"])
    assert found["rec:2"][0] == "confirmed"


def test_when_one_pair_is_rejected_the_next_best_counts(ask: Ask) -> None:
    records = (rec("1", TEXT, "a"), rec("2", TEXT, "b"), rec("3", TEXT, "c"))
    found = said(ask, *records, links=(decided("rejected"),))["rec:1"]
    assert found[0] == "likely"
    assert [reason.split()[5] for reason in found[2]] == ["rec:3,", "rec:2,"]


def test_a_stock_phrase_of_many_is_no_sign_and_many_records_stay_cheap(ask: Ask) -> None:
    many = [rec(f"n{n}", "That the committee notes the content of the report.", f"s{n}") for n in range(60)]
    found = said(ask, *many)
    assert {verdict for verdict, _, _ in found.values()} == {"alone"}


def test_actions_are_compared_with_actions(ask: Ask) -> None:
    lines = [{"id": "act:1", "text": TEXT, "series": "a"}, {"id": "act:2", "text": TEXT, "series": "b"}]
    found = ask("same_as", plan_actions=lines, recommendations=[rec("1", TEXT, "c")])
    assert found["act:1"][2] == ["the text is that of act:2, 1.0"]
    assert found["rec:1"][0] == "alone"


def test_the_evidence_names_the_pairs_so_that_no_program_reads_the_sentence() -> None:
    records = [rec("1", TEXT, "a"), rec("2", TEXT, "b"), rec("3", TEXT, "c"), rec("4", OTHER, "d")]
    tables = {"recommendations": records, "links": [decided("rejected")]}
    chosen = [one for one in host().assessors() if one[1].name == "same_as"]
    found = assess(
        chosen, lambda name: pl.DataFrame(tables.get(name, []), schema=schema_of(name)), today=TODAY
    )
    told = dict(found.frame.select("record", "evidence").rows())
    assert json.loads(told["rec:1"]) == {
        "pairs": [
            {"other": "rec:3", "confidence": 1.0, "state": None},
            {"other": "rec:2", "confidence": 1.0, "state": "rejected"},
        ]
    }
    assert told["rec:4"] is None
