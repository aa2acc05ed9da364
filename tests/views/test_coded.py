from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.model.kinds import TABLES
from slough_tui.views.coded import Coded
from slough_tui.views.ordering import Key, order
from slough_tui.views.sifting import looked_through
from tests.views.conftest import frame_of

TABLE = TABLES["audit_actions"]


def rows(codes: Coded, needle: str) -> list[int]:
    """The numbers of the rows that have it."""
    found = codes.having(needle)
    return [] if found is None else found.arg_true().to_list()


WORDS = st.sampled_from(["Head of IT", "head of it", "Finance", "AR-10", "AR-9", "", "not_due", None])


@given(st.lists(WORDS, min_size=1, max_size=40), st.sampled_from(["head", "it", "-1", "zzz", "due", ""]))
@pytest.mark.parametrize("name", ["lead", "ref", "review"])
def test_codes_find_and_order_what_the_texts_themselves_would(
    name: str, values: list[str | None], needle: str
) -> None:
    values = values * 4  # so that something is said often
    frame = frame_of(TABLE.name, [{"id": str(n), name: value} for n, value in enumerate(values)])
    column = TABLE.column(name)
    codes = Coded(frame.get_column(name), column)
    assert codes.codes is not None
    looked = looked_through(frame, [column], needle).to_list()
    for _ in range(2):
        found = codes.having(needle)
        assert looked == ([False] * len(values) if found is None else found.to_list())
        assert (found is None) is (True not in looked)
        codes.warm()
    for descending in (False, True):
        keys = [Key(name, descending)]
        plain = order(frame, TABLE, keys)
        quick = order(frame, TABLE, keys, lambda _: codes.order())
        assert plain is not None
        assert quick is not None
        assert quick.to_list() == plain.to_list()


def test_coded_words_are_found_as_people_read_them_and_ordered_by_what_they_mean() -> None:
    column = TABLE.column("status")
    codes = Coded(pl.Series("status", ["complete", "not_due", "overdue", None, "not_due"]), column)
    assert rows(codes, "not due") == [1, 4]
    ranks = codes.order().to_list()
    assert ranks[1] < ranks[2] < ranks[0]
    assert ranks[3] is None


def test_where_nearly_everything_is_different_the_texts_stand_for_themselves() -> None:
    values = [f"AR-{n}" for n in range(99, 0, -1)]
    codes = Coded(pl.Series("ref", values), TABLE.column("ref"))
    assert codes.codes is None
    for _ in range(2):
        assert rows(codes, "ar-1") == [n for n, value in enumerate(values) if value.startswith("AR-1")]
        assert rows(codes, "h") == rows(codes, "ar-1h") == []
        codes.warm()
    assert codes.order().to_list() == list(range(99, 0, -1))


def test_a_column_without_a_value_has_codes_too() -> None:
    codes = Coded(pl.Series("lead", [None, None], dtype=pl.String), TABLE.column("lead"))
    codes.warm()
    assert rows(codes, "") == []
    assert codes.order().to_list() == [None, None]


@given(
    st.lists(st.text("ab1 ", max_size=5) | st.none(), min_size=4, max_size=30),
    st.lists(st.text("ab1z", max_size=4), max_size=6),
    st.booleans(),
)
def test_a_word_that_is_typed_on_finds_what_it_finds_alone(
    values: list[str | None], typed: list[str], often: bool
) -> None:
    values = values * 3 if often else values
    column = TABLE.column("lead")
    codes = Coded(pl.Series("lead", values, dtype=pl.String), column)
    for word in typed:
        for end in range(len(word) + 1):
            told = [n for n, value in enumerate(values) if value is not None and word[:end] in value]
            assert rows(codes, word[:end]) == told
        codes.warm()
