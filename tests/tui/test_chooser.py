from __future__ import annotations

from slough_tui.tui.chooser import Choice, Chooser


def nothing(_: object) -> None:
    """Do nothing."""


CHOICES = tuple(
    Choice(key, text, "Move", nothing, words)
    for key, text, words in [
        ("j", "down one row", "down"),
        ("G", "last row", "last"),
        ("&", "filter as you type", "filter"),
    ]
)


def test_every_typed_word_must_be_there() -> None:
    chooser = Chooser("Keys", CHOICES)
    chooser.narrow("row last")
    assert [c.key for c in chooser.shown] == ["G"]


def test_what_begins_with_the_word_comes_first() -> None:
    chooser = Chooser(
        "Keys", (*CHOICES, Choice("x", "filter and last", "Find", nothing, "last-thing")), "last"
    )
    assert [c.key for c in chooser.shown] == ["G", "x"]


def test_a_key_can_be_looked_for() -> None:
    assert [c.key for c in Chooser("Keys", CHOICES, "&").shown] == ["&"]


def test_the_cursor_stays_on_a_choice() -> None:
    chooser = Chooser("Keys", CHOICES)
    chooser.move(-5)
    assert chooser.here is CHOICES[0]
    chooser.move(99)
    assert chooser.here is CHOICES[2]
    chooser.narrow("nothing of the kind")
    chooser.move(1)
    assert chooser.here is None
