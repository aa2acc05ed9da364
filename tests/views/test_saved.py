from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import SettingsError, UsageError
from slough_tui.views.grid import Grid
from slough_tui.views.ordering import Key
from slough_tui.views.places import BY_NAME
from slough_tui.views.saved import SHIPPED, Shelf, View, read, view_folders, write
from tests.views.conftest import frame_of

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = View(
    "Legal, overdue",
    "recommendations",
    'lead="Head of Legal" where due < :today',
    (Key("due", descending=True), Key("ref")),
    ("ref", "text", "due"),
    {"text": 40},
    date(2023, 10, 3),
    "5",
    "what Legal owes",
    lines=3,
    numbers=True,
)


def test_a_view_reads_as_it_was_written(tmp_path: Path) -> None:
    path = write(WHOLE, tmp_path)
    assert path.name == "legal-overdue.toml"
    found = read(path)
    assert [
        getattr(found, name) for name in ("name", "filter", "sort", "columns", "as_of", "key", "about")
    ] == [getattr(WHOLE, name) for name in ("name", "filter", "sort", "columns", "as_of", "key", "about")]
    assert dict(found.widths) == {"text": 40}
    assert (found.lines, found.numbers) == (3, True)
    assert "lines" not in write(View("plain", "kpis"), tmp_path).read_text()


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_view_can_be_shown(path: Path) -> None:
    view = read(path)
    place = BY_NAME[view.place]
    grid = Grid(place, frame_of(view.place, []), date(2023, 11, 23))
    grid.show(view.columns, view.widths)
    grid.sort(view.sort)
    grid.sift(view.filter)
    assert view.about
    assert set(view.columns) <= set(place.table.names)


def test_the_shipped_views_have_their_names_and_keys() -> None:
    assert [(view.key, view.name) for view in Shelf().views()] == [
        ("1", "overdue high"),
        ("2", "no response"),
        ("3", "no RAG"),
        ("4", "slipped"),
        ("5", "call in"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("place = 3", "place cannot be 3"),
        ("filter = 'x'", "a view needs a place"),
        ("place = 'kpis'\nplaces = 'x'", "a view has no 'places'"),
        ("place = 'kpis'\nkey = '10'", "key cannot be '10'"),
        ("place = 'kpis'\nsort = ['due desc']", "sort cannot have 'due desc'"),
        ("place = 'kpis'\nwidths = {due = 0}", "widths are numbers of cells"),
        ("place = 'kpis'\nlines = 0", "lines cannot be 0"),
        ("place =", "not valid TOML"),
    ],
)
def test_a_file_that_is_no_view_is_refused_with_its_name_and_what_is_wrong(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=said) as error:
        read(path)
    assert "bad.toml" in error.value.where
    shelf = Shelf([tmp_path])
    assert len(shelf.views()) == 5
    assert said in shelf.problems[0]


def test_the_project_s_view_comes_before_one_s_own_and_that_before_the_shipped(tmp_path: Path) -> None:
    own, project = tmp_path / "own", tmp_path / "project"
    write(View("mine", "kpis", key="1"), own)
    write(View("overdue high", "directions"), own)
    write(View("ours", "findings", key="1"), project)
    shelf = Shelf([own, project])
    on_one = shelf.on_key("1")
    assert on_one is not None
    assert on_one.name == "ours"
    mine, high = shelf.named("mine"), shelf.named("overdue")
    assert mine is not None
    assert high is not None
    assert (mine.key, high.place) == ("", "directions")


def test_a_key_leads_to_the_view_that_took_it_last(tmp_path: Path) -> None:
    shelf = Shelf([tmp_path])
    shelf.save(View("one", "kpis", key="5"))
    shelf.save(View("two", "kpis", key="5"))
    five, one = shelf.on_key("5"), shelf.named("one")
    assert five is not None
    assert one is not None
    assert (five.name, one.key) == ("two", "")


def test_a_view_needs_a_name_and_a_folder_that_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be the name"):
        write(View("!!", "kpis"), tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be kept"):
        write(View("x", "kpis"), tmp_path / "file" / "views")
    with pytest.raises(UsageError, match="no folder"):
        Shelf().save(View("x", "kpis"))


def test_views_lie_in_the_person_s_folder_and_beside_the_project_s_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    own = tmp_path / "config" / "slough-tui" / "views"
    (tmp_path / "papers").mkdir()
    assert view_folders(tmp_path / "papers" / "register") == (own,)
    (tmp_path / "papers" / "slough.toml").write_text("")
    assert view_folders(tmp_path / "papers" / "register") == (own, tmp_path / "papers" / "views")
