"""A line, its gaps, its target."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from slough_tui.model.report import Chart
from slough_tui.report.writers.svg import HEIGHT, WIDTH, svg


def drawn(*points: float | None, target: float | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(svg(Chart(points, 'said <&> "so"', target)))


def places(element: ElementTree.Element) -> list[tuple[float, float]]:
    pairs = [pair.split(",") for line in element.iter("polyline") for pair in line.attrib["points"].split()]
    return [(float(x), float(y)) for x, y in pairs]


def test_a_higher_value_stands_higher_and_everything_is_inside() -> None:
    found = places(drawn(1, 5, 3))
    heights = [y for _, y in found]
    assert heights[1] < heights[2] < heights[0]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in found)


def test_a_missing_value_is_a_gap_not_a_zero() -> None:
    element = drawn(1, 2, None, 4, 5)
    assert len(list(element.iter("polyline"))) == 2
    assert len(list(drawn(1, None, 4).iter("circle"))) == 3  # two lone points, and the dot on the latest


def test_a_target_stands_where_its_value_does() -> None:
    element = drawn(0, 10, target=10)
    (line,) = element.iter("line")
    assert float(line.attrib["y1"]) == places(element)[1][1]


@pytest.mark.parametrize("points", [(), (None,), (3.0,), (2.0, 2.0), (float("nan"), float("inf"), 1.0)])
def test_odd_values_are_still_a_picture(points: tuple[float | None, ...]) -> None:
    assert "nan" not in svg(Chart(points, "odd"))
    assert drawn(*points).attrib["aria-label"] == 'said <&> "so"'
