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
    assert codes.having(needle).to_list() == looked_through(frame, [column], needle).to_list()
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
    assert codes.having("not due").to_list() == [False, True, False, False, True]
    ranks = codes.order().to_list()
    assert ranks[1] < ranks[2] < ranks[0]
    assert ranks[3] is None


def test_where_nearly_everything_is_different_the_texts_stand_for_themselves() -> None:
    values = [f"AR-{n}" for n in range(99, 0, -1)]
    codes = Coded(pl.Series("ref", values), TABLE.column("ref"))
    assert codes.codes is None
    assert codes.having("ar-1").to_list() == [value.startswith("AR-1") for value in values]
    assert codes.order().to_list() == list(range(99, 0, -1))


def test_a_column_without_a_value_has_codes_too() -> None:
    codes = Coded(pl.Series("lead", [None, None], dtype=pl.String), TABLE.column("lead"))
    assert codes.having("").to_list() == [False, False]
    assert codes.order().to_list() == [None, None]
