"""Near duplicates, two tenses, and findings that no action takes up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

    from tests.plugins.conftest import Call

LIKE = {"share": 88, "letters": 20}


def actions(*texts: str, series: str = "a") -> list[dict[str, Any]]:
    return [{"series": series, "line": at, "document": "d", "text": text} for at, text in enumerate(texts)]


def test_a_word_more_is_nearly_the_same_and_letter_by_letter_equal_is_not_reported_here(call: Call) -> None:
    plan = actions(
        "Review how strategy meetings are run.", "Review how the strategy meetings are run", "review how strategy meetings are run",
        "Publish the policy on staying put.", "Review it.", "Review it now.",
    )  # fmt: skip
    found = call("likeness:near_duplicates", thresholds=LIKE, plan_actions=plan)
    assert found.select("other", "id").rows() == [
        ("plan_actions:0", "plan_actions:1"),
        ("plan_actions:1", "plan_actions:2"),
    ]


def test_a_plan_too_large_for_every_pair_is_compared_along_its_order(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.plugins.conftest import host

    module = host().function("likeness:near_duplicates").__globals__
    monkeypatch.setitem(module, "LARGEST", 2)
    plan = actions(
        "Review how strategy meetings are run.",
        "Publish the policy.",
        "Review how strategy meetings are run, too.",
    )
    assert call("likeness:near_duplicates", thresholds=LIKE, plan_actions=plan).height == 1


def test_the_nearest_mention_in_the_other_tense_is_told(call: Call) -> None:
    texts = {
        3: "An action plan is being developed.",
        9: "the action plan was developed in May",
        4: "An action plan has been developed.",
    }
    cells = [{"document": "d", "line": line, "raw": text} for line, text in texts.items()]
    assert call("likeness:tenses", cells=cells)["other_line"].to_list() == [4]


def test_another_verb_another_thing_or_another_paper_is_no_contradiction(call: Call) -> None:
    cells = [
        {"document": "d", "line": 3, "raw": "An action plan is being developed."},
        {"document": "d", "line": 4, "raw": "The action plan was reviewed; a training plan was developed."},
        {"document": "e", "line": 4, "raw": "The action plan was developed."},
    ]
    assert call("likeness:tenses", cells=cells).height == 0


def test_words_that_every_action_has_say_little(call: Call) -> None:
    plan = actions("Children: train foster carers", "Children: open a hub", "Children: publish the scorecard")
    asked = [
        {"document": "d", "text": "Children and foster carers"},
        {"document": "d", "text": "Children and permanence"},
    ]
    found = call(
        "likeness:uncovered", plan_actions=plan, recommendations=asked, judgements=[{"document": "d"}]
    )
    covered, not_covered = found["share"].to_list()
    assert covered > 90
    assert not_covered < 15


def test_a_plan_that_cites_its_recommendations_needs_no_proposal(call: Call) -> None:
    plan = [
        *actions("Train foster carers"),
        {"document": "d", "series": "b", "text": "Other", "cites": ["R1"]},
    ]
    asked = [{"document": "d", "text": "Permanence"}]
    assert (
        call(
            "likeness:uncovered", plan_actions=plan, recommendations=asked, judgements=[{"document": "d"}]
        ).height
        == 0
    )


def test_of_actions_that_share_as_much_the_first_is_proposed(call: Call) -> None:
    plan = actions("Train foster carers", "Recruit foster carers", "Carers, foster: train")
    asked = [{"document": "d", "text": text} for text in ("Foster carers", "The foster carers", "A train")]
    found = call(
        "likeness:uncovered", plan_actions=plan, recommendations=asked, judgements=[{"document": "d"}]
    )
    assert found["action"].to_list() == ["Train foster carers"] * 3
    assert found["words"].to_list() == ["carer, foster", "carer, foster", "train"]


def test_a_plan_that_no_person_could_look_through_brings_no_proposals(call: Call) -> None:
    asked = [{"document": "d", "text": "Foster carers"}]
    plan = actions(*(f"Train carer {number}" for number in range(1000)))
    tables = {"recommendations": asked, "judgements": [{"document": "d"}]}
    assert call("likeness:uncovered", plan_actions=plan, **tables).height == 1
    more = [*plan, *actions("One more")]
    assert call("likeness:uncovered", plan_actions=more, **tables).height == 0
