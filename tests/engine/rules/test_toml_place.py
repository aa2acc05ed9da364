"""Where a key stands in a TOML file."""

from __future__ import annotations

import pytest

from slough_tui.engine.rules.toml_place import place_of, place_of_text

TEXT = '''id = "ABC001"
severity = "bad"

[thresholds]
  grace = "5 days"

[condition]
sql = """
SELECT id
FROM kpis
severity = 'not a key'
"""

[[example]]
expect = "finding"

[[example]]
expect = "clear"
[example.given]
kpis = [{ id = "x" }]
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("id",), (1, 1)),
        (("severity",), (2, 1)),
        (("thresholds", "grace"), (5, 3)),
        (("condition", "sql"), (8, 1)),
        (("example", 0, "expect"), (15, 1)),
        (("example", 1, "expect"), (18, 1)),
        (("example", 1, "given"), (19, 2)),
        (("example", 1, "given", "kpis"), (20, 1)),
        (("example", 1, "nowhere"), (17, 3)),
        (("nowhere",), (1, 1)),
    ],
)
def test_a_key_is_found_where_it_stands(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert place_of(TEXT, path) == place


def test_a_line_inside_a_long_text_is_found_too() -> None:
    assert place_of_text(TEXT, ("condition", "sql"), "FROM kpis", 6) == (10, 6)


def test_a_line_that_is_written_differently_is_found_at_its_key() -> None:
    assert place_of_text(TEXT, ("condition", "sql"), "FROM elsewhere", 6) == (8, 1)
