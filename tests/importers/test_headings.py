"""Headings by meaning: exact, synonym, pattern, contained, alike; one column a field; strangers stay strangers."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.importers.headings import Field, Holds, Shape, fits, match, means, normal, score
from slough_tui.importers.layouts import LAYOUTS

REF = Field("ref", Holds.REF, ("ref", "rec no", "number"))
TEXT = Field("text", Holds.TEXT, ("recommendation", "what was asked", "what * asked for"))
LEAD = Field("lead", Holds.WHO, ("lead officer", "owner"))
DUE = Field("due", Holds.DATE, ("due date", "by when"))
SHAPE = Shape("asks", (REF, TEXT, LEAD, DUE), (("text",), ("lead", "due")), ("ref", "text"), "text")


def fields(header: list[str], shape: Shape = SHAPE) -> list[str | None]:
    return [m.field for m in match(header, shape)]


# ---------------------------------------------------------------- one heading


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("  Accepted?  Y/N ", "accepted y n"),
        ("Impact & Outcome", "impact and outcome"),
        ("Children’s lead", "childrens lead"),
        ("Saving (£000)", "saving £000"),
        ("—", ""),
    ],
)
def test_a_heading_is_compared_without_case_and_punctuation(heading: str, plain: str) -> None:
    assert normal(heading) == plain


@pytest.mark.parametrize(
    ("heading", "how"),
    [
        ("TEXT", "exact"),
        ("Recommendation", "exact"),
        ("What was asked?", "synonym"),
        ("What the panel asked for", "pattern"),
        ("What was asked of us", "contains"),
        ("Recomendation", "likeness"),
    ],
)
def test_a_heading_is_known_and_it_is_said_how(heading: str, how: str) -> None:
    assert score(heading, TEXT)[1] == how


def test_the_less_direct_the_knowledge_the_less_sure_it_is() -> None:
    steps = [
        "Text",
        "Recommendation",
        "What was asked",
        "What they asked for",
        "What was asked of us",
        "Recomendation",
    ]
    sure = [score(step, TEXT)[0] for step in steps]
    assert sure == sorted(sure, reverse=True)
    assert all(0 < value <= 1 for value in sure)


def test_what_stands_in_brackets_may_be_left_out() -> None:
    assert score("By when (at the latest)", DUE)[0] > 0.9


def test_one_end_of_a_short_heading_says_that_it_is_the_reference() -> None:
    assert score("MDB Ref", REF)[1] == "contains"
    assert score("Ref MDB", REF)[1] == "contains"


@pytest.mark.parametrize("heading", ["", "  ", "12", "3 4", "x" * 91, "?!", "Weather", "Colour of the bin"])
def test_what_means_nothing_scores_nothing(heading: str) -> None:
    assert all(score(heading, field)[0] == 0 for field in SHAPE.fields)


@pytest.mark.parametrize("heading", ["Ref", "Recomendation", "What the panel asked for", "BY WHEN?"])
def test_a_heading_means_a_shape_that_has_a_field_for_it(heading: str) -> None:
    assert means(heading, SHAPE)


@pytest.mark.parametrize("heading", ["Mow the green", "Colour of the bin", "3 May 2023", "", "to be or not"])
def test_a_cell_of_a_record_means_no_field(heading: str) -> None:
    assert not means(heading, SHAPE)


@given(st.text(max_size=40))
def test_what_means_a_shape_is_matched_in_it(heading: str) -> None:
    (found,) = match([heading], SHAPE)
    assert means(heading, SHAPE) == (found.field is not None)


# ---------------------------------------------------------------- a row of headings


def test_an_unknown_heading_stays_unknown_and_keeps_its_words() -> None:
    found = match(["Ref", "Colour of the bin", "Recommendation"], SHAPE)
    assert [m.field for m in found] == ["ref", None, "text"]
    assert (found[1].heading, found[1].confidence) == ("Colour of the bin", 0.0)


def test_a_field_has_one_column_and_the_surest_gets_it() -> None:
    assert fields(["Recomendation", "Recommendation", "Owner"]) == [None, "text", "lead"]


def test_of_two_equal_headings_the_first_is_the_field() -> None:
    assert fields(["Owner", "Owner"]) == ["lead", None]


def test_every_column_gets_an_answer() -> None:
    assert [m.column for m in match(["", "Ref", "", "Owner"], SHAPE)] == [0, 1, 2, 3]


@given(st.permutations(["Rec No", "What was asked", "Owner", "By when", "Colour of the bin", ""]))
def test_headings_in_another_order_are_the_same_fields(header: list[str]) -> None:
    known = {"Rec No": "ref", "What was asked": "text", "Owner": "lead", "By when": "due"}
    assert fields(header) == [known.get(heading) for heading in header]


SHAPES = [shape for layout in LAYOUTS for shape in layout.shapes]


@given(st.data())
def test_the_headings_of_any_bundled_shape_may_stand_in_any_order(data: st.DataObject) -> None:
    shape = data.draw(st.sampled_from(SHAPES))
    plain = [field.name.replace("_", " ") for field in shape.fields]
    header = data.draw(st.permutations(plain))
    assert fields(header, shape) == [heading.replace(" ", "_") for heading in header]


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_row_of_cells_can_be_asked(header: list[str]) -> None:
    found = match(header, SHAPE)
    assert [m.heading for m in found] == header
    taken = [m.field for m in found if m.field]
    assert len(taken) == len(set(taken))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_shape_speaks_only_of_its_own_fields(shape: Shape) -> None:
    names = {field.name for field in shape.fields}
    assert len(names) == len(shape.fields)
    spoken = {*chain.from_iterable(shape.needs), *shape.opens, shape.body, *shape.carries}
    assert spoken | ({shape.key} if shape.key else set()) <= names


# ---------------------------------------------------------------- how well it fits


def test_a_header_without_what_a_shape_needs_does_not_fit() -> None:
    assert fits(match(["Ref", "Owner", "By when"], SHAPE), SHAPE) == 0
    assert fits(match(["Ref", "Recommendation"], SHAPE), SHAPE) == 0


def test_a_header_that_is_understood_fits_better_than_one_with_strangers() -> None:
    whole = fits(match(["Ref", "Recommendation", "Owner"], SHAPE), SHAPE)
    part = fits(match(["Ref", "Recommendation", "Owner", "Colour of the bin"], SHAPE), SHAPE)
    assert whole > part > 0
