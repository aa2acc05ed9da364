from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import SettingsError
from slough_tui.tui import painting_foot
from slough_tui.tui.keymap import remap
from slough_tui.tui.verbs import MODES, bindings, verbs
from slough_tui.views.spans import plain
from tests.tui.conftest import new_session, press

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _usual_keys_afterwards() -> Iterator[None]:
    yield
    remap({})


def test_a_verb_has_the_keys_that_a_person_gave_it_everywhere() -> None:
    remap({"edit": "E", "undo": ["ctrl+y", "z u"]})
    session = press(new_session(), "E")
    assert session.mode == "form"
    assert "e does nothing here" in press(new_session(), "e").note
    assert "E edit" in plain(painting_foot.key_line(new_session(), 80))
    assert bindings("table")[("z", "u")].name == "undo"


def test_keys_can_be_exchanged() -> None:
    remap({"down": "k", "up": "j"})
    table = press(new_session(), "k k j").table
    assert table is not None
    assert table.cursor == 1


def test_a_verb_without_keys_is_left_in_the_palette() -> None:
    remap({"edit": ""})
    assert all(verb.name != "edit" for verb in bindings("table").values())
    session = press(new_session(), "ctrl+p 'edit_a_field' enter")
    assert session.mode == "form"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"edti": "E"}, "there is no verb 'edti'; did you mean edit?"),
        ({"edit": "j"}, "'j' would do both down and edit"),
        ({"edit": "g"}, "'g' would do both edit and"),
        ({"edit": "j j"}, "'j' would do both down and edit"),
        ({"edit": 3}, "the keys of edit cannot be 3"),
        ({"edit": ["E", 3]}, "the keys of edit cannot be"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(keys: dict[str, object], said: str) -> None:
    remap({"undo": "U", "unmark-all": "z u"})
    with pytest.raises(SettingsError) as error:
        remap(keys, "slough.toml")
    assert said in str(error.value)
    assert "slough.toml" in str(error.value)
    assert bindings("table")[("U",)].name == "undo"


def test_the_usual_keys_clash_nowhere() -> None:
    remap({})
    for mode in MODES:
        assert bindings(mode)
    assert len({verb.name for verb in verbs()}) == len(verbs())
