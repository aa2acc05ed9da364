"""The proof: whatever one does, the screen made of changed cells is the screen that Textual alone would make.

Two programs stand side by side, one of them with SLOUGH_PLAIN_OUTPUT=1, and get the same keys and sizes. After
each step pyte must show the same on both, cell by cell with all attributes that can be seen. Left out are characters whose
width pyte and Unicode count differently (families of emoji): there the plain way leaves old letters behind, and
`test_changes` shows that ours does not.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.tui.sample_register import build, recommendation, rows
from tests.tui.terminal_program import Terminal, seen
from tests.tui.test_terminal import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WIDE = (
    "漢字と仮名 in one line",
    "한국어 text",
    "emoji 🙂",
    "e\u0301 combining a\u0308\u0323",
    "ａｂｃ fullwidth",
    "→ ↑ ‹ › … café",
)
SIZES = [(80, 24), (200, 50)]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with lines that try to take the terminal, and lines with characters of every width."""
    path = tmp_path_factory.mktemp("equal") / "r"
    tables = rows()
    tables["recommendations"][4:9] = [
        recommendation(n, text=f"{n} {HOSTILE}", lead=HOSTILE) for n in range(5, 10)
    ]
    for n, text in enumerate(WIDE):
        tables["recommendations"][12 + n] |= {"text": f"{text} " * 9, "lead": text, "status_raw": text}
        tables["directions"][n] |= {"title": text, "clt_lead": text * 4}
    tables["updates"][0]["text"] = HOSTILE
    build(path, tables)
    return path


class Twins:
    """The program twice: `quick` as it is, `plain` without the differ."""

    def __init__(self, path: Path, size: tuple[int, int], **env: str) -> None:
        argv = [sys.executable, "-m", "slough_tui", "--register", str(path), "--as-of", "2023-11-23"]
        one, two = ({**env, "SLOUGH_MEMORY": "0", "SLOUGH_PLAIN_OUTPUT": plain} for plain in ("0", "1"))
        self.quick = Terminal(argv, columns=size[0], lines=size[1], env=one)
        self.plain = Terminal(argv, columns=size[0], lines=size[1], env=two)
        self.both = (self.quick, self.plain)

    def press(self, keys: str) -> None:
        for terminal in self.both:
            terminal.press(keys)

    def resize(self, columns: int, lines: int) -> None:
        for terminal in self.both:
            terminal.resize(columns, lines)

    def agree(self, on: str) -> None:
        """Wait until both show `on`, and then the same everywhere. AssertionError where they never do."""
        for terminal in self.both:
            terminal.wait(on)
        end = time.monotonic() + 60
        while (one := seen(self.quick.screen)) != (other := seen(self.plain.screen)):
            for terminal in self.both:
                terminal.read(0.02)
            if time.monotonic() > end:
                wrong = [
                    (y, x) for y, line in enumerate(one) for x in range(len(line)) if line[x] != other[y][x]
                ]
                y, x = wrong[0]
                pytest.fail(
                    f"after {on!r}, line {y} cell {x}: {one[y][x]} instead of {other[y][x]}\n{self.quick.text}\n{self.plain.text}"
                )

    def close(self) -> None:
        for terminal in self.both:
            terminal.close()


@pytest.fixture
def twins(register: Path, request: pytest.FixtureRequest) -> Iterator[Twins]:
    size, env = request.param
    made = Twins(register, size, **env)
    yield made
    made.close()


JOURNEY = [
    ("j", "2 of 33"), ("jjj", "5 of 33"), ("\x1b[6~", " of 33"), ("k\x1b[6~", "of 33"), ("G", "33 of 33"), ("kkkkkkkkk", "24 of 33"),
    ("gg", "1 of 33"), ("\r", "As read"), ("J", "0.02"), ("\x1b[B\x1b[B\x1b[B", "0.02"), ("\x1b[6~", "0.02"), ("q", "of 33"),
    ("/libraries\r", "3 of 33"), ("n", "23 of 33"), ("&fin", "& fin"), ("ance", "& finance"), ("\r", "(33 in all)"),
    ("\x1b", "All rows"), ("ll", "of 33"), ("[", "sort"), ("]", "sort"), ("?", "Keys of"), ("\x1b[6~", "Keys of"), ("q", "Enter open"),
    ("\x0c", "of 33"), ("gd", "of 15"), ("jj\r", "Direction"), ("q", "3 of 15"), ("ga", "of 120"), ("\x1b[6~\x1b[6~\x1b[6~", "of 120"),
    ("jjjjj", "of 120"), ("\x1b[5~", "of 120"), (":", ":"), ("rec:\t", "rec:"), ("\x1b", "Enter open"), ("y", "then"), ("\x1b", "Enter open"),
]  # fmt: skip


@pytest.mark.parametrize("twins", [(size, {}) for size in SIZES], indirect=True, ids=["80x24", "200x50"])
def test_on_a_long_journey_both_ways_show_the_same(twins: Twins) -> None:
    twins.agree("1 of 33")
    for keys, shows in JOURNEY:
        twins.press(keys)
        twins.agree(shows)
    assert len(twins.quick.raw) < 0.7 * len(twins.plain.raw)


@pytest.mark.parametrize("twins", [((80, 24), {"NO_COLOR": "1"})], indirect=True, ids=["NO_COLOR"])
def test_through_sizes_and_repaints_both_ways_show_the_same(twins: Twins) -> None:
    twins.agree("1 of 33")
    twins.press("jj\r")
    twins.agree("As read")
    for columns, lines in [(132, 40), (50, 10), (81, 23), (200, 50), (80, 24)]:
        twins.resize(columns, lines)
        twins.agree("too small" if columns == 50 else "0.03")
    for columns, lines in [
        (40, 9),
        (80, 24),
        (120, 30),
        (60, 15),
        (80, 24),
    ]:  # a storm: nobody waits for the screen
        twins.resize(columns, lines)
    twins.agree("0.03")
    twins.press(
        "\x0c"
    )  # the plain way may still bring a frame of a size before: what is painted anew is last
    twins.agree("0.03")
    twins.press("q")
    twins.agree("3 of 33")
    twins.press("\x0c")
    twins.agree("3 of 33")
