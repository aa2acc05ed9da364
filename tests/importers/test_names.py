"""Slugs, references and acronyms: what people type, made from what papers print."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.importers import names

# ---------------------------------------------------------------- slugs


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Corporate Overview Panel", "corporate-overview-panel"),
        ("Children's Services & Schools", "childrens-services-schools"),
        ("  2023/24  (draft) ", "2023-24-draft"),
        ("Café São", "cafe-sao"),
        ("—", ""),
    ],
)
def test_a_slug_is_lower_case_words_with_hyphens(text: str, slug: str) -> None:
    assert names.slug(text) == slug


def test_a_short_slug_takes_the_telling_words() -> None:
    assert names.slug("The review of the drains in the old town", words=3) == "review-drains-old"


def test_a_short_slug_of_nothing_but_small_words_takes_those() -> None:
    assert names.slug("to be or not", words=2) in {"to-be", "not", "or-not"}
    assert names.slug("of the", words=2) == "of-the"


@given(st.text(), st.integers(0, 6))
def test_a_slug_can_be_typed_and_is_its_own_slug(text: str, words: int) -> None:
    made = names.slug(text, words=words)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert names.slug(made) == made
    if words:
        assert len(made.split("-")) <= words


# ---------------------------------------------------------------- initials


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Place and Housing Scrutiny Panel", "PHSP"),
        ("Children's Services and Schools Board", "CSSB"),
        ("Audit Committee", "Audit Committee"),
        ("Improvement and Recovery Board", "Improvement and Recovery Board"),
        ("", ""),
    ],
)
def test_a_long_name_is_known_by_its_initials_and_a_short_one_by_itself(name: str, short: str) -> None:
    assert names.initials(name) == short


# ---------------------------------------------------------------- references


@pytest.mark.parametrize(
    ("raw", "ref"),
    [
        ("OR 1", "OR1"),
        ("or1", "OR1"),
        ("OR 07", "OR7"),
        ("AR-014", "AR-014"),
        ("Rec. 12a", "REC12a"),
        ("0.10", "0.10"),
        ("3a.", "3a"),
        (" 4 ) ", "4"),
        ("2022/14", "2022/14"),
        ("", ""),
    ],
)
def test_a_reference_has_one_normal_form(raw: str, ref: str) -> None:
    assert names.normal_ref(raw) == ref


@given(st.text(max_size=20))
def test_a_normal_reference_is_its_own_normal_form(raw: str) -> None:
    once = names.normal_ref(raw)
    assert names.normal_ref(once) == once


@pytest.mark.parametrize("raw", ["1", "0.10", "3a", "OR 12", "REC/7", "SEND", "AR-014", "12."])
def test_a_reference_looks_like_one(raw: str) -> None:
    assert names.looks_like_ref(raw)


@pytest.mark.parametrize(
    "raw", ["", "Send", "Mow the lawn", "31 drains are old", "A" * 30, "HOUSING REPAIRS"]
)
def test_a_text_looks_like_no_reference(raw: str) -> None:
    assert not names.looks_like_ref(raw)


@pytest.mark.parametrize(
    ("raw", "refs"),
    [
        ("OR 6 / 22", ["OR6", "OR22"]),
        ("OR1, OR2 and 3", ["OR1", "OR2", "OR3"]),
        ("4; 5 & 6", ["4", "5", "6"]),
        ("R1", ["R1"]),
        ("", []),
        ("/", []),
    ],
)
def test_a_cell_of_several_references_is_split_and_the_letters_carry_over(raw: str, refs: list[str]) -> None:
    assert names.split_refs(raw) == refs


def test_references_sort_as_people_count() -> None:
    shuffled = ["0.11", "3b", "0.9", "OR10", "0.10", "3a", "OR2"]
    assert sorted(shuffled, key=names.ref_key) == ["0.9", "0.10", "0.11", "3a", "3b", "OR2", "OR10"]


@given(st.lists(st.integers(0, 400), min_size=2, unique=True))
def test_numbers_sort_as_numbers_whatever_their_prefix(numbers: list[int]) -> None:
    refs = [f"AB{n}" for n in numbers]
    assert sorted(refs, key=names.ref_key) == [f"AB{n}" for n in sorted(numbers)]


# ---------------------------------------------------------------- acronyms


def test_an_acronym_is_found_where_the_paper_defines_it() -> None:
    text = "The Parks and Open Spaces Panel (POSP) met. The Marsh Drainage Board (MDB) sent its excuses."
    assert names.acronyms(text) == {"POSP": "Parks and Open Spaces Panel", "MDB": "Marsh Drainage Board"}


def test_brackets_that_are_not_the_initials_define_nothing() -> None:
    assert names.acronyms("The Parks Panel (Monday) and the Marsh Board (XYZ) met.") == {}


def test_the_first_definition_counts() -> None:
    text = "Marsh Drainage Board (MDB). Moor Dyke Bureau (MDB)."
    assert names.acronyms(text) == {"MDB": "Marsh Drainage Board"}


# ---------------------------------------------------------------- issues of one paper


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Savings tracker 2024/25 Period 9", "savings-tracker"),
        ("Scorecard Q2 (July to September 2024)", "scorecard"),
        ("Recovery plan, 31.03.25", "recovery-plan"),
        ("Progress to March 2025", "progress-to"),
        ("Marching on: 4 plans", "marching-on-4-plans"),
    ],
)
def test_a_title_without_its_dates_is_that_of_the_next_issue(title: str, plain: str) -> None:
    assert names.slug(names.undated(title)) == plain
