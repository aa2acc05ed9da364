"""Messages, filled in for all findings at once."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from slough_tui.engine.rules.message import message, placeholders
from slough_tui.engine.rules.rule import Duration, Value

FRAME = pl.DataFrame(
    {
        "ref": ["0.10", None],
        "due": [date(2023, 9, 3), None],
        "days": [timedelta(days=1), timedelta(days=54)],
        "n": [3, None],
        "f": [327.0, 2.456],
        "cites": [["OR1", "OR2"], None],
        "text": ["a  long\ntext of many words", "short"],
        "b": [True, None],
    }
)


def written(text: str) -> list[str]:
    parameters: dict[str, Value] = {
        "today": date(2023, 11, 3),
        "grace": Duration(months=2),
        "words": ("x", "y"),
    }
    return FRAME.select(m=message(text, dict(FRAME.schema), parameters))["m"].to_list()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ref}: late", ["0.10: late", "(none): late"]),
        ("{due}", ["3 September 2023", "(none)"]),
        ("{days} late", ["1 day late", "54 days late"]),
        ("{n} of {f}", ["3 of 327", "(none) of 2.46"]),
        ("{cites}", ["OR1, OR2", "(none)"]),
        ("{text:10}", ["a long te\u2026", "short"]),
        ("{text}", ["a long text of many words", "short"]),
        ("{today}, {grace}, {words}", ["3 November 2023, 2 months, x, y"] * 2),
        ("{{}} {b}", ["{} true", "{} (none)"]),
        ("100 %", ["100 %"] * 2),
    ],
)
def test_a_message_is_filled_in_for_people(text: str, expected: list[str]) -> None:
    found = written(text)
    assert found == expected or found == expected[:1]


@pytest.mark.parametrize("text", ["{", "a } b", "{ref", "{Ref}", "{ref:}", "{a.b}", "{0}"])
def test_a_brace_that_stands_alone_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="stands alone"):
        placeholders(text)


def test_what_is_in_a_record_is_never_read_as_a_message() -> None:
    frame = pl.DataFrame({"ref": ["{due} {{"]})
    assert frame.select(m=message("{ref}", dict(frame.schema), {})).item() == "{due} {{"
