from __future__ import annotations

import pytest

from slough_tui.views.sections import MOST_TEXT, Detail, Field, Section, long_text, pairs


def test_a_json_object_becomes_a_field_for_each_key_that_holds_something() -> None:
    kept = '{"Ward": "North", "Cost": 3, "List": [1, "a"], "Empty": "", "Null": null}'
    assert pairs(kept) == (Field("Ward", "North"), Field("Cost", "3"), Field("List", '[1, "a"]'))


@pytest.mark.parametrize("kept", ["{broken", "[1]", '"text"', "[" * 5000])
def test_what_is_no_object_stands_as_it_is(kept: str) -> None:
    assert pairs(kept) == (Field("", kept),)


@pytest.mark.parametrize("kept", [None, "", 5])
def test_nothing_kept_is_no_field(kept: object) -> None:
    assert pairs(kept) == ()


def test_a_long_text_says_how_much_is_not_shown() -> None:
    assert long_text("x" * MOST_TEXT) == "x" * MOST_TEXT
    assert long_text("x" * (MOST_TEXT + 5)).endswith("(and 5 more characters, not shown)")


def test_links_come_in_the_order_in_which_they_stand() -> None:
    fields = (Field("a", "1", link="rec:x/2"), Field("b", "2"), Field("c", "3", link="rec:x/1"))
    assert Detail("x", "X", "", (Section("S", fields),)).links == ("rec:x/2", "rec:x/1")
