"""A session over frames made by hand, and a way to press keys: no terminal, no register on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.tui.session import Session
from slough_tui.views.findings import findings_frame
from slough_tui.views.places import PLACES
from slough_tui.views.spans import plain
from tests.tui.sample_register import TODAY, rows
from tests.views.conftest import frame_of
from tests.views.test_findings import ONE, found

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.views.spans import Line

FINDING = {**ONE, "subjects": [{"type": "record", "id": "rec:scrutiny/0.01"}], "ref": "0.01"}


def frames() -> dict[str, pl.DataFrame]:
    """Every table, the findings too."""
    tables = rows()
    names = [place.name for place in PLACES if place.name not in {"findings", "changes", "overview"}]
    made = {name: frame_of(name, tables.get(name, [])) for name in [*names, "cells"]}
    return {**made, "findings": findings_frame(found(FINDING))}


def new_session(*, width: int = 80, height: int = 24, loaded: bool = True, **options: bool) -> Session:
    """A session of the sample, as large as a terminal."""
    session = Session("sample", TODAY, TODAY, **options)
    session.resize(width, height)
    if loaded:
        for name, frame in frames().items():
            session.loaded(name, frame)
    return session


def press(session: Session, keys: str) -> Session:
    """Press keys: names with a space between them; `'text'` types each character of it."""
    for key in keys.split(" "):
        if len(key) > 1 and key[0] == key[-1] == "'":
            for character in key[1:-1]:
                session.key(character.replace("_", " "))
        else:
            session.key(" " if key == "space" else key)
    return session


def text_of(lines: list[Line]) -> str:
    """Lines as one text."""
    return "\n".join(plain(line) for line in lines)


@pytest.fixture
def session() -> Session:
    """The sample at 80x24."""
    return new_session()


@pytest.fixture
def wide() -> Session:
    """The sample at 200x50."""
    return new_session(width=200, height=50)
