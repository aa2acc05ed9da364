"""One list of verbs: everything that can be pressed is in the help, and nothing can be pressed twice."""

from __future__ import annotations

import pytest

from slough_tui.tui import help_page
from slough_tui.tui.app import SloughApp, TheScreen
from slough_tui.tui.verbs import MODES, bindings, named, prefixes, verbs
from slough_tui.tui.verbs.house import GROUPS
from slough_tui.tui.verbs.verb import display, shown_key
from slough_tui.views.places import PLACES
from tests.tui.conftest import new_session, press

# screen.md's table of conventions, as far as this version goes: what a power user tries first
EXPECTED = {
    "table": "h j k l left down up right g,g G home end ctrl+f ctrl+b ctrl+d ctrl+u pageup pagedown enter escape q Q "
    "/ n N H L & + - [ ] z,[ z,] g,r g,d g,a g,p g,k g,f g,D g,/ ` y,c y,r y,v : ctrl+p ? f1 ctrl+l ctrl+z t f5 ctrl+c",
    "board": "h j k l left right up down g,g G ctrl+f ctrl+b enter escape q Q / n N H L g,r g,o g,/ t < > = ` : ? f1 tab ctrl+p",
    "record": "j k g,g G ctrl+f ctrl+d enter tab escape q Q / n N H L J K ` : ? f1 y,r",
    "prompt": "enter escape tab up down left right backspace ctrl+w ctrl+u ctrl+c",
    "chooser": "enter escape j k up down / q ctrl+c",
    "form": "enter escape tab up down left right backspace ctrl+w ctrl+u ctrl+s ctrl+c",
    "preview": "enter escape q j k ctrl+c",
    "conflict": "t m e escape q j k ctrl+c",
    "question": "enter escape q ctrl+c",
    "columns": "x J K < > enter escape j k ctrl+c",
    "letter": "escape ctrl+c",
    "jump": "escape ctrl+c",
    "paper": "enter escape q j k ctrl+c",
    "papers": "enter escape q j k ctrl+c",
    "groups": "j k B tab enter escape q",
}


@pytest.mark.parametrize("mode", MODES)
def test_the_keys_that_people_try_first_are_bound(mode: str) -> None:
    wanted = {tuple(key.split(",")) if len(key) > 1 else (key,) for key in EXPECTED[mode].split(" ")}
    assert wanted <= set(bindings(mode))


@pytest.mark.parametrize("mode", MODES)
def test_no_sequence_begins_with_a_key_that_acts_at_once(mode: str) -> None:
    assert not prefixes(mode) & set(bindings(mode))


@pytest.mark.parametrize("mode", ["table", "record"])
def test_everything_that_can_be_pressed_is_in_the_help_of_its_screen(mode: str) -> None:
    session = press(new_session(), "enter ?" if mode == "record" else "?")
    assert session.chooser is not None
    shown = {words for choice in session.chooser.choices for words in choice.key.split(" ")}
    for m in (mode, "prompt", "chooser"):
        for strokes in bindings(m):
            assert display(strokes) in shown, (m, strokes)


def test_textual_itself_binds_nothing() -> None:
    assert SloughApp.BINDINGS == []
    assert list(SloughApp._merge_bindings()) == []
    assert list(TheScreen._merge_bindings()) == []
    assert SloughApp.ENABLE_COMMAND_PALETTE is False


def test_every_verb_can_be_reached_and_explains_itself() -> None:
    for verb in verbs():
        assert verb.keys, verb.name
        assert verb.help
        assert verb.help[0].islower() or verb.group == "Places"
        assert verb.group in GROUPS
        assert set(verb.modes) <= set(MODES)
        assert named(verb.name) is verb, "names are unique: they can be typed after :"


def test_every_place_with_a_key_has_a_verb() -> None:
    for place in PLACES:
        if place.key:
            assert bindings("table")[tuple(place.key.split())].name == place.name.replace("_", "-")


def test_the_palette_offers_what_can_be_done_here() -> None:
    session = press(new_session(), "ctrl+p")
    assert session.chooser is not None
    offered = {choice.words for choice in session.chooser.choices}
    assert {"open", "filter", "sort-up", "check", "copy-cell", "resolutions"} <= offered
    assert "follow" not in offered


def test_two_verbs_may_not_want_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    import slough_tui.tui.verbs as room

    twice = (verbs()[0], verbs()[0])
    bindings.cache_clear()
    monkeypatch.setattr(room, "verbs", lambda: twice)
    with pytest.raises(ValueError, match="does down and down"):
        bindings("table")
    monkeypatch.undo()
    bindings.cache_clear()


@pytest.mark.parametrize(
    ("strokes", "text"),
    [
        (("g", "g"), "gg"),
        (("ctrl+f",), "Ctrl-F"),
        (("down",), "↓"),
        (("y", "c"), "yc"),
        (("escape",), "Esc"),
        ((" ",), "Space"),
    ],
)
def test_keys_are_shown_as_people_read_them(strokes: tuple[str, ...], text: str) -> None:
    assert display(strokes) == text


def test_an_arrow_has_a_name_where_there_is_only_ascii() -> None:
    assert display(("down",), ascii_only=True) == "Down"


def test_an_unknown_key_is_shown_safely() -> None:
    assert shown_key("\x1b") == "␛"


def test_the_help_speaks_only_of_keys_that_there_are() -> None:
    text = " ".join(f"{label} {words}" for part in help_page.HELP.values() for label, words in part.items())
    for strokes in ["g /", "y c", "y r", "y i", "y v", "z [", "z ]"]:
        assert strokes in text
        assert tuple(strokes.split(" ")) in bindings("table")
    for key in "`&+-t?:HJK":
        assert key in text
        assert (key,) in bindings("table") or (key,) in bindings("record")
