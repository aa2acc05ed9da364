from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from slough_tui.model.safe_text import CONTROLS
from slough_tui.tui.safety import SafeFilter
from slough_tui.tui.styles import LOOKS, look, strip_of
from slough_tui.views.spans import Span

BLACK = Color(0, 0, 0)


@given(st.text(st.characters(), max_size=40))
def test_nothing_that_controls_a_terminal_passes_the_filter(text: str) -> None:
    (segment,) = SafeFilter().apply([Segment(text)], BLACK)
    assert not CONTROLS.search(segment.text)


@given(st.text(st.characters(), max_size=40))
def test_nor_does_it_reach_a_strip(text: str) -> None:
    assert not CONTROLS.search(strip_of((Span(text, "red"),)).text)


def test_links_and_actions_are_taken_off() -> None:
    style = Style(link="https://example.org", meta={"@click": "app.quit"}, bold=True)
    (segment,) = SafeFilter().apply([Segment("x", style)], BLACK)
    assert segment.style is not None
    assert (segment.style.link, segment.style.meta, segment.style.bold) == (None, {}, True)


def test_markup_is_text() -> None:
    text = "[/] [@click=app.quit]x[/] [red]y"
    assert strip_of((Span(text),)).text == text


def test_without_colour_bold_underline_and_reverse_are_left() -> None:
    plain = SafeFilter(colour=False)
    for roles in LOOKS:
        (segment,) = plain.apply([Segment("x", look(roles) + Style(bgcolor="default"))], BLACK)
        assert segment.style is not None
        assert segment.style.color is None
        assert segment.style.bgcolor is None
        assert segment.style.reverse == look(roles).reverse


def test_what_means_something_by_colour_has_a_colour_of_the_sixteen() -> None:
    for style in LOOKS.values():
        assert style.color is None or style.color.number in range(16)
        assert style.bgcolor is None


def test_roles_add_up_and_unknown_ones_look_like_nothing() -> None:
    assert look("red match") == LOOKS["red"] + LOOKS["match"]
    assert look("no-such-role") == Style.null()


def test_an_ascii_terminal_gets_ascii() -> None:
    strip = strip_of((Span("‹ ↑ up … “x” café │"),), ascii_only=True)
    assert strip.text == '< ^ up ~ "x" caf? |'


def test_every_role_that_a_painter_uses_has_a_look(root: object) -> None:
    """A role is a word in a Span; a misspelt one would silently look like nothing."""
    import re
    from pathlib import Path

    assert isinstance(root, Path)
    used: set[str] = set()
    for path in [*(root / "src/slough_tui/tui").glob("painting*.py"), root / "src/slough_tui/views/pages.py"]:
        for roles in re.findall(r'Span\([^()]*(?:\([^()]*\)[^()]*)*,\s*"([a-z ]+)"\)', path.read_text()):
            used.update(roles.split())
    assert {"head", "heading", "key", "printed", "quiet"} <= used
    assert used <= set(LOOKS)
