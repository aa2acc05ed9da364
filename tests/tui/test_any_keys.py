"""Whatever is pressed: nothing breaks, every line fits, the cursor stands on a record, and only commits write."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from slough_tui.tui import painting, painting_body, painting_foot
from slough_tui.tui.verbs import MODES, bindings
from slough_tui.views.findings import findings_frame
from slough_tui.views.saved import Shelf
from slough_tui.views.spans import line_width
from tests.tui.conftest import FINDING
from tests.tui.sample_register import build
from tests.tui.working import Working
from tests.views.test_findings import found

BOUND = sorted(
    {stroke for mode in MODES for strokes in bindings(mode) for stroke in strokes} - {"ctrl+z", "Q", "ctrl+q"}
)
TYPED = [
    "due",
    "lead",
    "31/3/24",
    "overdue",
    "where due < :today",
    "where (",
    "rag:red",
    "status:",
    "0.0",
    "ÅB漢",
    "'",
]


def text(session_keys: str) -> list[str]:
    """A text as the keys that type it."""
    return list(session_keys)


KEYS = st.lists(
    st.one_of(st.sampled_from(BOUND).map(lambda key: [key]), st.sampled_from(TYPED).map(text)), max_size=30
)


@settings(max_examples=25, deadline=None)
@given(KEYS, st.sampled_from([(80, 24), (200, 50), (61, 15)]))
def test_any_keys_leave_a_screen_that_stands(presses: list[list[str]], size: tuple[int, int]) -> None:
    width, height = size
    with TemporaryDirectory() as folder, chdir(folder):
        path = Path(folder) / "r"
        shutil.copytree(_sample(), path)
        working = Working(path, findings=findings_frame(found(FINDING)))
        session = working.session
        session.shelf = Shelf([Path(folder) / "views"])
        session.resize(width, height)
        for key in [key for keys in presses for key in keys]:
            session.key(key)
            working.settle()
            assert session.mode in MODES
            table = session.table
            if table is not None and table.height:
                assert 0 <= table.cursor < table.height
                assert table.marks.count == len(table.marks.numbers())
        body = painting_body.body(session, width, session.room.body)
        assert len(body) == session.room.body
        lines = [*body, painting.status_line(session, width), painting_foot.foot_line(session, width)]
        assert {line_width(line) for line in lines} == {width}
        commits = len(working.register.commits())
        for _ in range(8):
            session.key("escape")
            working.settle()
        assert session.mode in {"table", "board", "record"}
        assert len(working.register.commits()) == commits


_MADE: list[TemporaryDirectory[str]] = []


def _sample() -> Path:
    """The sample register, built once."""
    if not _MADE:
        _MADE.append(TemporaryDirectory())
        build(Path(_MADE[0].name) / "r")
    return Path(_MADE[0].name) / "r"
