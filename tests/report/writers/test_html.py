"""The structure of the HTML: well formed, labelled, sealed; and colours that can be read."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from slough_tui.report.writers import html

if TYPE_CHECKING:
    from slough_tui.model.report import Report

VOID = {"meta", "link", "br", "hr", "img", "input"}
FETCHES = {
    "src",
    "srcset",
    "href",
    "data",
    "action",
    "poster",
    "background",
    "xlink:href",
    "ping",
    "formaction",
}


class Page(HTMLParser):
    """Elements with their attributes, and whether every element that was opened was closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in {"style", "script"}:
            self.texts.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def page(example: Report) -> Page:
    return Page(html.write(example))


def test_every_element_is_closed_in_order(page: Page) -> None:
    assert (page.open, page.wrong) == ([], [])


def test_it_has_a_language_a_title_and_one_first_heading(page: Page) -> None:
    assert page.of("html")[0]["lang"] == "en-GB"
    assert len(page.of("title")) > 0
    assert len(page.of("h1")) == 1
    assert len(page.of("main")) == 1


def test_headings_do_not_skip_a_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_what_is_named_is_there(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {
        attributes["aria-labelledby"] for _, attributes in page.elements if "aria-labelledby" in attributes
    }
    named |= {(link["href"] or "").removeprefix("#") for link in page.of("a")}
    assert named <= set(ids)


def test_no_landmark_is_there_twice(page: Page) -> None:
    landmarks = [tag for tag, attributes in page.elements if tag in {"header", "main", "footer", "nav"}]
    assert sorted(landmarks) == sorted(set(landmarks))
    assert not [attributes for _, attributes in page.elements if attributes.get("role") == "region"]


def test_every_table_has_a_caption_and_scoped_heads(page: Page) -> None:
    assert len(page.of("table")) == len(page.of("caption")) == 3
    assert {head.get("scope") for head in page.of("th")} == {"col", "row"}
    rows = sum(1 for head in page.of("th") if head["scope"] == "row")
    assert rows == 4 + 2


def test_a_total_stands_in_the_foot_where_sorting_leaves_it(page: Page) -> None:
    assert len(page.of("tfoot")) == 1
    assert [table.get("class") for table in page.of("table")] == ["sortable", None, None]


def test_nothing_is_fetched_from_anywhere(page: Page, example: Report) -> None:
    for tag, attributes in page.elements:
        for name in FETCHES & set(attributes):
            assert (attributes[name] or "").startswith("#"), (tag, attributes)
    style = html.write(example).partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_a_policy_lets_only_its_own_style_and_script_run(example: Report) -> None:
    import base64
    import hashlib

    text = html.write(example)
    policy = next(a["content"] for a in Page(text).of("meta") if "http-equiv" in a) or ""
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        body = text.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r'\son[a-z]+="|style="', text.partition("</head>")[2])


def test_nothing_of_a_paper_becomes_an_element(page: Page) -> None:
    assert len(page.of("script")) == 1
    assert "<script>alert(1)</script>" in "".join(page.texts)
    assert not any(mark in "".join(page.texts) for mark in ("\x1b", "\u202e", "\x00"))


def test_the_marking_is_on_the_page_and_escaped_in_its_margins(page: Page, example: Report) -> None:
    assert 'CONFIDENTIAL & "private" </style>' in page.texts
    style = html.write(example).partition("<style>")[2].partition("</style>")[0]
    assert style.count("CONFIDENTIAL\\000020\\000026\\000020\\000022private") == 2
    assert "counter(pages)" in style


def test_a_report_without_marking_has_none_in_its_margins(example: Report) -> None:
    from dataclasses import replace

    text = html.write(replace(example, marking="", sources=()))
    assert "CONFIDENTIAL" not in text
    assert "@top-center" not in text


def test_dates_and_numbers_are_sorted_by_value_not_by_text(page: Page) -> None:
    keys = [cell["data-sort"] for cell in page.of("td") if "data-sort" in cell]
    assert {"1234", "2023-10-31", "1895-01-01", "-2.5", "3.0"} <= set(keys)


def test_a_chart_says_in_words_what_it_shows(page: Page) -> None:
    charts = page.of("svg")
    assert len(charts) == 3
    assert all(chart["role"] == "img" and "Q1" in (chart["aria-label"] or "") for chart in charts)
    assert [line.get("class") for line in page.of("line")] == ["target", "target"]


# ---------------------------------------------------------------- contrast


def luminance(color: str) -> float:
    """Relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2)."""
    digits = color.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_text_has_a_contrast_of_at_least_4_5_and_every_line_of_3() -> None:
    style = html._asset("report.css")
    colors = dict(re.findall(r"--(\w+): (#[0-9a-f]+)", style))
    texts = [(colors[ink], colors[back]) for ink in ("ink", "soft", "link") for back in ("paper", "band")]
    rags = re.findall(r"is-\w+ \{ background: (#\w+); color: (#\w+)", style)
    assert len(rags) == 4
    for ink, back in [*texts, *rags]:
        assert contrast(ink, back) >= 4.5, (ink, back)
    drawn = re.findall(r"(?:stroke|fill): (#\w+)", style)
    assert len(drawn) == 3
    for color in [*drawn, colors["line"]]:
        assert contrast(color, colors["paper"]) >= 3, color
