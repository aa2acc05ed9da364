"""Opinions beside findings: dominance, policy, scale, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plugins.conftest import host

if TYPE_CHECKING:
    from tests.plugins.conftest import Ask


def review(name: str, opinion: str | None, *counts: int | None, series: str = "a") -> dict[str, Any]:
    return {"id": name, "title": name, "opinion": opinion, "series": series} | dict(
        zip(("high", "medium", "low"), counts, strict=False)
    )


def test_a_review_with_as_many_findings_may_not_have_the_better_opinion(ask: Ask) -> None:
    said = ask(
        "audit_assurance",
        audit_reviews=[
            review("Adults", "Partial Assurance", 2, 4, 1),
            review("Cash", "Minimal Assurance", 2, 4, 1),
            review("Fuel", "minimal", 3, 5, 2),
            review("Tax", "Reasonable Assurance", 0, 7, 1),
            review("Elsewhere", "No assurance", 0, 0, 0, series="b"),
        ],
    )
    assert said["Adults"][:2] == ("lenient", 0.0)
    assert said["Adults"][2] == [
        "Partial Assurance with 2/4/1 (high/medium/low)",
        "no more findings at any grade, and a worse opinion: Cash (2/4/1) has Minimal Assurance",
    ]
    assert {said[name][0] for name in ("Cash", "Fuel", "Tax", "Elsewhere")} == {"consistent"}


def test_the_policy_says_how_many_high_findings_an_opinion_bears(ask: Ask) -> None:
    reviews = [review("One", "Substantial", 1, 0, 0), review("Two", "Reasonable assurance", 1, 9, 9)]
    said = ask("audit_assurance", audit_reviews=reviews)
    assert (said["One"][:2], said["Two"][0]) == (("against_policy", 0.5), "consistent")
    assert said["One"][2][-1] == "the policy lets it bear 0 high findings at most"
    strict = ask("audit_assurance", parameters={"mediums_make_a_high": 5}, audit_reviews=reviews)
    assert strict["Two"][0] == "against_policy"


def test_words_outside_the_scale_and_gaps_are_named(ask: Ask) -> None:
    said = ask(
        "audit_assurance",
        audit_reviews=[
            review("Odd", "Little Progress", 2, 3, 4),
            review("No opinion", None, 1, 1, 1),
            review("Blank", "  ", 1, 1, 1),
            review("No low", "Partial", 1, 1, None),
            review("Negative", "Partial", -1, 1, 1),
        ],
    )
    assert {name: verdict for name, (verdict, _, _) in said.items()} == {
        "Odd": "outside_scale",
        "No opinion": "no_data",
        "Blank": "no_data",
        "No low": "no_data",
        "Negative": "no_data",
    }
    assert said["Odd"][2][-1] == "the scale knows no Little Progress"
    assert said["No opinion"][2] == ["no opinion"]
    assert said["No low"][2] == ["the findings are not all told"]


def test_a_council_has_its_own_scale(ask: Ask) -> None:
    scale = {"scale": [["well controlled"], ["little progress", "adverse"]], "policy": {}}
    said = ask("audit_assurance", parameters=scale, audit_reviews=[review("Odd", "Little Progress", 2, 3, 4)])
    assert said["Odd"][0] == "consistent"


def test_only_so_many_are_named(ask: Ask) -> None:
    many = [review(f"R{n}", "Minimal", 0, n, 0) for n in range(9)]
    said = ask("audit_assurance", audit_reviews=[review("Best", "Reasonable", 1, 9, 9), *many])["Best"]
    assert said[0] == "lenient"
    assert said[2][-1] == "and 4 more"


counts = st.tuples(*[st.integers(0, 3)] * 3)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["Substantial", "Reasonable", "Partial", "Minimal"]), counts), max_size=8
    )
)
def test_it_finds_what_a_comparison_of_all_pairs_finds(
    reviews: list[tuple[str, tuple[int, int, int]]],
) -> None:
    import polars as pl

    from slough_tui.engine.assess import assess
    from slough_tui.store.schema import schema_of
    from tests.plugins.conftest import TODAY

    order = ["Substantial", "Reasonable", "Partial", "Minimal"]
    expected = {
        f"r{n}"
        for n, (mine, have) in enumerate(reviews)
        for theirs, has in reviews
        if order.index(mine) < order.index(theirs) and all(a >= b for a, b in zip(have, has, strict=True))
    }
    rows = [review(f"r{n}", opinion, *have) for n, (opinion, have) in enumerate(reviews)]
    frame = pl.DataFrame(rows, schema=schema_of("audit_reviews"))
    chosen = [one for one in host().assessors() if one[1].name == "audit_assurance"]
    found = assess(chosen, lambda _: frame, today=TODAY)
    assert found.failures == []
    assert set(found.frame.filter(found.frame["verdict"] == "lenient")["record"]) == expected
