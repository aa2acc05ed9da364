"""Negation, tense and condition: must and must not, kind by kind. None of these sentences is of a real paper."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.hooks.kinds_of_clause import KINDS, dated, kind_of


def kind(text: str) -> str:
    frame = pl.LazyFrame({"clause": [text]})
    return str(frame.select(kind_of("clause")).collect().item())


CASES = {
    "done": """
        The forms have been changed.|We have also trained the wardens.|Two branches were closed.|Complete.
        It went live on Monday.|The team has since moved.|No actions are outstanding.|Nothing remains to be done.
        Not only was the roof repaired, it was insulated.|The list is now complete.|Policy published
        The panel improved the form.|All staff trained|No further action is required.
    """,
    "decided": """
        Cabinet approved the scheme.|The motion was adopted in March.|The board has endorsed the plan.
        Signed off by the director.
    """,
    "result": """
        Complaints fell by a tenth.|This is leading to a reduction in waiting times.|There has been an improvement in attendance.
    """,
    "claim": "Good progress has been made.|Substantial progress with the backlog",
    "practice": """
        The panel meets monthly.|Minutes are published each week.|The helpline is available at night.
        Arrangements are in place.|Officers visit every home.|There is a dedicated manager.|The team works closely with schools.
        If a resident asks, an interpreter is provided.
    """,
    "under_way": """
        The policy is being rewritten.|Work has started on the bridge.|Procurement is under way.|A draft has been prepared.
        We are drafting a charter.|The team is in the process of moving.|Consultation is ongoing.|Options have been discussed.
    """,
    "planned": """
        A register will be created.|It is due to be in place by June.|Forms will be approved and published.
        Once the contract has been awarded, staff will be trained.|Subject to funding, a bridge would be built.
        We intend to write a plan.|A review is planned.|It was agreed that a plan would be written.|Training is scheduled for May.
        The portal is expected to open in May.
    """,
    "gap": """
        The policy has not yet been approved.|It was not published.|The group has yet to meet.|Further work is needed.
        The survey should have been completed in May.|The portal had been expected to go live in May.
        The scheme is on hold.|Six remain outstanding.|We were unable to recruit.|Work is delayed.|No progress was made.
        The report was due to be presented in May.|There are further opportunities to share costs.|None of the posts has been filled.
        The date has slipped.
    """,
    "acknowledged": "Noted.|The recommendation was accepted.|Cabinet agreed all recommendations.|Members welcomed the report.",
    "norm": """
        It is important that minutes are published.|Reports should be plain.|Managers must record visits.
        The council is committed to fairness.
    """,
    "pointer": "See above.|As above|Please refer to appendix 3.|Covered by recommendation 2.|Same as 4",
    "no_answer": "N/A|tbc|No update received.|A verbal update will be given at the meeting.|Awaiting response from the trust",
    "name": "Priya|Head of Leisure|Cllr Moss / Director of Place",
    "nothing": "Could this be linked to the other programme?|A borough for everyone|?|this and that",
}


def cases(expected: str) -> list[str]:
    lines = CASES[expected].strip().splitlines()
    return [text.strip() for line in lines for text in line.split("|") if text.strip()]


@pytest.mark.parametrize("expected", KINDS)
def test_the_kind_of_a_clause(expected: str) -> None:
    frame = pl.LazyFrame({"clause": cases(expected)})
    found = frame.select("clause", kind=kind_of("clause")).collect()
    assert found.filter(found["kind"] != expected).rows() == []


def test_every_kind_has_cases() -> None:
    assert set(CASES) == set(KINDS)


@pytest.mark.parametrize(
    "deed", ["approved", "published", "introduced", "completed", "set up", "written", "signed off", "built"]
)
def test_negation_tense_and_condition_take_any_deed_back(deed: str) -> None:
    assert kind(f"The plan has been {deed}.") in {"done", "decided"}
    assert kind(f"The plan has not been {deed}.") == "gap"
    assert kind(f"The plan has not yet been {deed}.") == "gap"
    assert kind(f"The plan should have been {deed}.") == "gap"
    assert kind(f"The plan was to have been {deed}.") not in {"done", "decided"}
    assert kind(f"The plan will be {deed}.") == "planned"
    assert kind(f"The plan is to be {deed}.") == "planned"
    assert kind(f"The plan is being {deed}.") == "under_way"
    assert kind(f"Once the plan has been {deed}, training will start.") == "planned"
    assert kind(f"If the plan is {deed}, training would start.") == "planned"
    assert kind(f"It is important that plans are {deed}.") == "norm"


@given(st.text(max_size=200))
def test_any_text_has_one_of_the_kinds(text: str) -> None:
    assert kind(text) in KINDS


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("approved in June 2023", True),
        ("approved on 4 june  2023", True),
        ("Completed 14/06/2023", True),
        ("Completed 14.06.2023", True),
        ("by November 2023", True),  # the month has begun
        ("by December 2023", False),
        ("by 31/12/2031", False),
        ("in June", False),
        ("31/09/2023", False),
        ("begun in May 2023, to end in May 2031", True),
        ("", False),
    ],
)
def test_only_a_day_or_month_with_its_year_that_has_begun_is_a_date_that_passed(
    text: str, passed: bool
) -> None:
    frame = pl.LazyFrame({"sentence": [text]})
    assert frame.select(dated("sentence", date(2023, 11, 23))).collect().item() is passed
