"""Routing through Textual: keys, sizes, panes, the loader's messages. What keys do is tested without it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import RegisterError
from slough_tui.tui.app import SloughApp
from slough_tui.tui.loader import Failed, Newer
from slough_tui.tui.pane import Pane
from slough_tui.tui.safety import SafeFilter
from slough_tui.views.spans import plain
from tests.tui.sample_register import TODAY, build
from tests.tui.test_loader import one_finding

if TYPE_CHECKING:
    from pathlib import Path

    from textual.geometry import Region
    from textual.pilot import Pilot

    from slough_tui.tui.table_state import TableState


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("app") / "r"
    build(path)
    return path


@pytest.fixture
def app(register: Path) -> SloughApp:
    return SloughApp(register, as_of=TODAY, today=TODAY, check=one_finding)


async def settled(pilot: Pilot[int]) -> SloughApp:
    """Wait until everything is read and checked."""
    app = pilot.app
    assert isinstance(app, SloughApp)
    for _ in range(600):
        await pilot.pause(0.05)
        if not app.session.checking:
            break
    assert not app.session.checking
    await pilot.pause()
    return app


def text_of(app: SloughApp, pane: str) -> str:
    """What a pane shows."""
    return "\n".join(plain(line) for line in app.screen.query_one(f"#{pane}", Pane).lines)


def is_shown(app: SloughApp, pane: str) -> bool:
    """Whether a pane is there at all."""
    return bool(app.screen.query_one(f"#{pane}", Pane).display)


def table_of(app: SloughApp) -> TableState:
    assert app.session.table is not None
    return app.session.table


async def test_a_register_is_read_shown_and_left(app: SloughApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Recs" in text_of(app, "places")
        assert "0.01" in text_of(app, "body")
        assert "1 of 33" in text_of(app, "status")
        await pilot.press("j", "G", "g", "g", "left_square_bracket", "question_mark")
        assert "Keys of the table" in text_of(app, "body")
        await pilot.press("escape", "q")
    assert app.return_code == 0


async def test_keys_that_textual_would_take_for_itself_are_ours(app: SloughApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("tab")
        assert app.session.place.name == "directions"
        await pilot.press("ctrl+p")
        assert app.session.mode == "chooser"
        await pilot.press("ctrl+c")
        await pilot.press("ampersand", "r", "a", "g", "colon", "r", "e", "d", "enter")
        assert table_of(app).grid.filter == "rag:red"
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_a_wide_terminal_puts_the_record_beside_the_table(app: SloughApp) -> None:
    async with app.run_test(size=(200, 50)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        record, body = app.screen.query_one("#record", Pane), app.screen.query_one("#body", Pane)
        assert is_shown(app, "record")
        assert (record.size.width, body.size.width) == (
            app.session.room.record_width,
            app.session.table_width,
        )
        assert "Recommendation 0.01" in text_of(app, "record")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not is_shown(app, "record")
        assert "Recommendation 0.01" in text_of(app, "body")
        await pilot.press("escape")
        assert "Ref   Text" in text_of(app, "body")


async def test_a_small_terminal_shows_only_that_it_is(app: SloughApp) -> None:
    async with app.run_test(size=(50, 10)) as pilot:
        await settled(pilot)
        assert "too small: 50x10" in text_of(app, "body")
        assert not is_shown(app, "status")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert is_shown(app, "status")
        assert "1 of 33" in text_of(app, "status")


async def test_moving_the_cursor_draws_two_rows_and_the_status_anew(
    app: SloughApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        drawn: list[tuple[str | None, Region]] = []
        real = Pane.refresh

        def watched(pane: Pane, *regions: Region, **options: bool) -> Pane:
            drawn.extend((pane.id, region) for region in (regions or (pane.size.region,)))
            return real(pane, *regions, **options)

        monkeypatch.setattr(Pane, "refresh", watched)
        await pilot.press("j")
        assert [(name, region.y) for name, region in drawn] == [("body", 1), ("body", 2), ("status", 0)]


async def test_what_the_loader_says_reaches_the_screen(app: SloughApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await settled(pilot)
        app.post_message(SloughApp.Heard(Failed(0, "register", RegisterError("an old question"))))
        await pilot.pause()
        assert app.session.failure is None, "an answer to an older question is not heard"
        app.post_message(SloughApp.Heard(Failed(1, "question", RegisterError("it is locked"))))
        await pilot.pause()
        assert "it is locked" in text_of(app, "foot")
        app.post_message(SloughApp.Heard(Failed(1, "register", RegisterError("it was deleted"))))
        await pilot.pause()
        assert "it was deleted" in text_of(app, "body")
        await pilot.press("f5")
        await settled(pilot)
        assert "0.01" in text_of(app, "body")


async def test_somebody_else_s_commit_is_read_at_once(app: SloughApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await settled(pilot)
        await pilot.press("j")
        app.post_message(SloughApp.Heard(Newer(9, "Clerk", "new due dates")))
        await pilot.pause()
        assert "Commit 9 by Clerk was read: new due dates" in text_of(app, "foot")
        await settled(pilot)
        assert table_of(app).cursor == 1


async def test_the_register_as_of_another_date_is_read_by_the_loader(app: SloughApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("t", *"31/10/2023".replace("/", "."), "enter")
        await settled(pilot)
        assert app.session.as_of == date(2023, 10, 31)
        assert table_of(app).height == 0
        assert "as of 31 Oct 2023" in text_of(app, "status")


async def test_a_copy_is_told(app: SloughApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("y", "i")
        assert "Copied the id" in text_of(app, "foot")


async def test_too_much_for_a_clipboard_is_refused(app: SloughApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slough_tui.tui.clipboard.MOST_BYTES", 100)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("y", "v")
        assert "too much" in text_of(app, "body")


async def test_the_last_filter_is_ours_and_textual_adds_no_colour(app: SloughApp) -> None:
    async with app.run_test(size=(80, 24)):
        filters = app.get_line_filters()
        assert isinstance(filters[-1], SafeFilter)
        assert [type(f).__name__ for f in filters] == ["SafeFilter"]


async def test_a_defect_ends_the_program_without_printing_what_is_in_memory(
    app: SloughApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def journey() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            monkeypatch.setattr(app.session, "key", lambda _: 1 / 0)
            await pilot.press("j")

    with pytest.raises(ZeroDivisionError):
        await journey()
    assert app._exit_renderables == []


async def test_the_screen_can_be_exported_as_a_picture(app: SloughApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        svg = app.export_screenshot(title="slough")
    assert "Children's services: report every" in re.sub("&#160;", " ", svg).replace("&#x27;", "'")


async def test_keys_of_two_strokes_and_of_lists_reach_their_verbs(app: SloughApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("z", "v")
        assert table_of(app).tall == 2
        assert "quarter how far" in text_of(app, "body").splitlines()[2]
        await pilot.press("z", "n")
        assert text_of(app, "body").splitlines()[1].startswith(" 1 0.01")
        await pilot.press("c")
        assert "confirm" in text_of(app, "body")
        assert "rec:scrutiny/0.01 addresses dir:directions/3" in text_of(app, "body")
        await pilot.press("escape", "ctrl+e")
        assert app.session.mode == "form"
        assert "ctrl" not in text_of(app, "foot")
        await pilot.press("escape", "g", "f", "B")
        assert "Findings by rule" in text_of(app, "body")
        await pilot.press("B", "B", "tab")
        assert "Findings by severity" in text_of(app, "body")
        await pilot.press("space", "j", "enter")
        assert app.session.record is not None
        assert app.session.record.table == "findings"
