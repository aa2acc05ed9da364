"""The real program in a pty: the bytes that reach a terminal, and the keys at 80x24."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.tui.sample_register import build, recommendation, rows
from tests.tui.terminal_program import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HOSTILE = (
    "\x1b[31mred\x1b]52;c;SEFDSw==\x07 \x1b]0;OWNED\x07 \x9b31m \x9d0;OWNED\x9c [/] [@click=app.quit]x[/] [red]\u202egnirts\u2066"
    "\u200b\x00\x08\x0e \x1bPq\x1b\\ \x1b[?1049l \x1b[2J\x1bc\r\n\u2028e" + "\u0301" * 3000 + "x" * 100_000
)
ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[^\[\]P])", re.DOTALL
)
OURS = re.compile(
    rb"\x1b(?:\[[0-9;]*m|\[[0-9]*;?[0-9]*[CHG]|\[K|\[(?:[0-9]+;[0-9]+)?r|\[[0-9]*[LM]|\[\?(?:1049|25|1004|2004|2026|2048|7)[hl]|\[\?(?:2026|2048)\$p"
    rb"|\[[<>][0-9]*u|\]22;default\x07)"
)
"""What the program and Textual write of their own accord: styles, places, modes, questions, the pointer's shape."""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample register, which no test changes."""
    path = tmp_path_factory.mktemp("screen") / "sample"
    build(path)
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in which every text tries to take the terminal."""
    path = tmp_path_factory.mktemp("screen") / "hostile"
    bad = dict.fromkeys(("lead", "status_raw", "due_raw", "response", "task_group"), HOSTILE)
    tables = rows()
    tables["recommendations"] = [
        recommendation(n, text=f"{HOSTILE} {n}", extra='{"\\u001b[2J": "\\u001b]52;c;x\\u0007"}', **bad)
        for n in range(1, 6)
    ]
    tables["updates"][0]["text"] = tables["cells"][0]["raw"] = tables["documents"][0]["title"] = HOSTILE
    tables["directions"][0] |= {"title": HOSTILE, "ref": HOSTILE[:300]}
    build(path, tables, name="hostile\x1b]0;OWNED\x07")
    return path


@pytest.fixture
def start() -> Iterator[Callable[..., Terminal]]:
    """Starts the program on a register; ends it whatever happens."""
    started: list[Terminal] = []

    def one(path: Path, *, columns: int = 80, lines: int = 24, **env: str) -> Terminal:
        argv = [sys.executable, "-m", "slough_tui", "--register", str(path), "--as-of", "2023-11-23"]
        started.append(Terminal(argv, columns=columns, lines=lines, env={"SLOUGH_MEMORY": "0", **env}))
        return started[-1]

    yield one
    for terminal in started:
        terminal.close()


def test_nothing_that_a_paper_says_reaches_the_terminal_as_a_command(
    start: Callable[..., Terminal], hostile: Path
) -> None:
    terminal = start(hostile)
    terminal.wait("1 of 5")
    for keys, shows in [
        ("j", "2 of 5"), ("\r", "Recommendation 0.02"), ("G", "lines"), ("q", "2 of 5"), ("k\r", "Recommendation 0.01"),
        ("q", "1 of 5"), ("l+", "Kept"), ("\x1b", "All rows"), ("/red\r", "of 5"), ("&52;c\r", "& 52;c"),
        ("gd", "1 of 15"), ("\r", "Direction"), ("q", "1 of 15"), ("gD", "of 2"), ("gf", "Rule"), ("?", "Keys of"), ("q", "Rule"),
        (":rec:\t", "rec:"), ("\x1b", "? keys"), ("y", "then"),
    ]:  # fmt: skip
        terminal.press(keys)
        terminal.wait(shows)
    assert terminal.alive
    terminal.press("\x1b")
    terminal.wait("? keys")
    terminal.press("Q")
    assert terminal.end() == 0
    raw = terminal.raw
    foreign = [found for found in ESCAPES.findall(raw) if not OURS.fullmatch(found)]
    assert foreign == []
    rest = ESCAPES.sub(b"", raw).decode("utf-8")
    assert "OWNED" in rest, "the text itself is shown"
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u202a-\u202e\u2066-\u2069]", rest)
    assert raw.count(b"\x1b[?1049l") == 1, "the program itself leaves the second screen, and nobody else"


def test_the_keys_do_at_80x24_what_the_help_says(start: Callable[..., Terminal], sample: Path) -> None:
    terminal = start(sample)
    terminal.wait("1 of 33")
    terminal.press("\x1b[B")
    terminal.wait("2 of 33")
    terminal.press("/libraries\r")
    terminal.wait("3 of 33")
    terminal.press("n")
    terminal.wait("8 of 33")
    terminal.press("&finance")
    terminal.wait("7 of 33")
    terminal.press("\r")
    terminal.wait("(33 in all)")
    terminal.press("\r")
    terminal.wait("As read")
    terminal.press("q")
    terminal.wait("& finance")
    terminal.press("\x1b")
    terminal.wait("All rows are shown again.")
    terminal.press("?")
    terminal.wait("Keys of the table")
    terminal.press("q")
    terminal.wait(lambda shown: "Keys of the table" not in shown)
    terminal.press("q")
    assert terminal.end() == 0
    assert b"\x1b[?1000h" not in terminal.raw, "the mouse is off unless asked for"


def test_keys_typed_before_the_first_paint_are_honoured(start: Callable[..., Terminal], sample: Path) -> None:
    terminal = start(sample)
    terminal.press("gdjjj\r")
    terminal.wait("Direction 4")
    terminal.press("qq")
    assert terminal.end() == 0


def test_what_is_copied_goes_to_the_terminal_s_clipboard_and_nothing_else(
    start: Callable[..., Terminal], sample: Path
) -> None:
    terminal = start(sample, SSH_TTY="/dev/pts/9")
    terminal.wait("1 of 33")
    terminal.press("yi")
    terminal.wait("Copied the id (17 characters to the terminal).")
    terminal.press("q")
    assert terminal.end() == 0
    assert (
        terminal.raw.count(b"\x1b]52;") == terminal.raw.count(b"\x1b]52;c;cmVjOnNjcnV0aW55LzAuMDE=\x07") == 1
    )


def test_without_colour_no_colour_is_sent(start: Callable[..., Terminal], sample: Path) -> None:
    terminal = start(sample, NO_COLOR="1")
    terminal.wait("1 of 33")
    terminal.press("gd")
    terminal.wait("R red")
    terminal.press("\r")
    terminal.wait("As read")
    terminal.press("?")
    terminal.wait("Keys of")
    terminal.press("Q")
    assert terminal.end() == 0
    codes = {code for sgr in re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw) for code in sgr.split(b";")}
    assert codes <= {b"", b"0", b"1", b"2", b"3", b"4", b"7"}


def test_with_high_contrast_nothing_is_dim(start: Callable[..., Terminal], sample: Path) -> None:
    terminal = start(sample, SLOUGH_CONTRAST="high")
    terminal.wait("1 of 33")
    terminal.press("?")
    terminal.wait("Keys of")
    terminal.press("Q")
    assert terminal.end() == 0
    drawn = terminal.raw.split(b"\x1b[?1004h")[1]
    assert b"2" not in {code for sgr in re.findall(rb"\x1b\[([0-9;]*)m", drawn) for code in sgr.split(b";")}


@pytest.mark.parametrize("kind", ["linux", "screen", "tmux-256color", "vt220"])
def test_every_kind_of_terminal_shows_the_same(
    start: Callable[..., Terminal], sample: Path, kind: str
) -> None:
    terminal = start(sample, TERM=kind)
    terminal.wait("1 of 33")
    terminal.press("G")
    terminal.wait("33 of 33")
    terminal.press("k\r")
    terminal.wait("Recommendation 0.32")
    terminal.press("Q")
    assert terminal.end() == 0
    codes = {code for sgr in re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw) for code in sgr.split(b";")}
    assert not codes & {b"38", b"48"}, "the sixteen colours are enough for all of them"


def test_a_quiet_screen_sends_nothing_and_a_busy_one_only_the_sixteen_colours(
    start: Callable[..., Terminal], sample: Path
) -> None:
    terminal = start(sample)
    terminal.press("gd")
    terminal.wait(lambda shown: "R red" in shown and "checking" not in shown)
    while terminal.read(0.5):
        pass
    before = len(terminal.raw)
    terminal.read(1.2)
    assert len(terminal.raw) == before
    sgrs = [sgr.split(b";") for sgr in re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw)]
    assert not [sgr for sgr in sgrs if b"38" in sgr or b"48" in sgr]
    assert any(b"31" in sgr for sgr in sgrs)


def test_the_mouse_is_there_when_asked_for(start: Callable[..., Terminal], sample: Path) -> None:
    terminal = start(sample, SLOUGH_MOUSE="1")
    terminal.wait("1 of 33")
    terminal.press("\x1b[<0;10;5M\x1b[<0;10;5m")
    terminal.wait("3 of 33")
    terminal.press("Q")
    assert terminal.end() == 0
    assert b"\x1b[?1000h" in terminal.raw


def test_control_c_does_not_kill(start: Callable[..., Terminal], sample: Path) -> None:
    terminal = start(sample)
    terminal.wait(lambda shown: "1 of 33" in shown and "checking" not in shown)
    terminal.press("\x03")
    terminal.wait("Nothing to stop. Q quits.")
    assert terminal.alive


def test_a_resize_is_followed_and_a_terminal_too_small_says_so(
    start: Callable[..., Terminal], sample: Path
) -> None:
    terminal = start(sample)
    terminal.wait("1 of 33")
    terminal.resize(50, 10)
    terminal.wait("too small: 50x10")
    terminal.press("jjq")
    while terminal.read(0.5):  # what is ignored shows nothing that one could wait for
        pass
    terminal.resize(160, 40)
    terminal.wait(lambda shown: "Recommendations 33" in shown and "1 of 33" in shown)
    terminal.press("\r")
    terminal.wait("As read")
    assert "0.01" in terminal.text.splitlines()[2], "the table stands beside the record"


@pytest.mark.parametrize(
    "env",
    [
        {"SLOUGH_ASCII": "1"},
        {"LANG": "C"},
        {"LC_ALL": "C"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=["asked for", "LANG=C", "LC_ALL=C", "without UTF-8"],
)
def test_an_ascii_terminal_gets_only_ascii(
    start: Callable[..., Terminal], sample: Path, env: dict[str, str]
) -> None:
    terminal = start(sample, **env)
    terminal.wait("1 of 33")
    terminal.press("gd")
    terminal.wait("^ up")
    terminal.press("\r")
    terminal.wait("As read")
    terminal.press("Q")
    assert terminal.end() == 0
    assert terminal.raw.isascii()


def test_a_register_that_is_none_is_told_on_the_screen(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    build(broken)
    for file in (broken / "log").rglob("*"):
        if file.is_file():
            file.write_bytes(b"{")
    terminal = start(broken)
    terminal.wait("F5 tries again, q quits.")
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("key", ["Q", "q"])
def test_one_can_leave_at_once(start: Callable[..., Terminal], sample: Path, key: str) -> None:
    terminal = start(sample)
    terminal.wait(lambda shown: bool(shown.strip()))
    terminal.press(key)
    assert terminal.end(20) == 0


def test_without_a_terminal_the_screen_does_not_open(sample: Path) -> None:
    argv = [sys.executable, "-m", "slough_tui", "--register", str(sample), "open"]
    ended = subprocess.run(argv, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "needs a terminal" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_errors_of_libraries_do_not_stand_on_the_screen(start: Callable[..., Terminal], sample: Path) -> None:
    code = (
        "import os, sys; from datetime import date; from pathlib import Path; from slough_tui.tui import loader\n"
        "real = loader.Loader._job\n"
        "def noisy(self, *job): os.write(2, b'thread panicked at NOISE\\n'); real(self, *job)\n"
        "loader.Loader._job = noisy\n"
        "from slough_tui.tui.start import run\n"
        "sys.exit(run(Path(sys.argv[1]), as_of=date(2023, 11, 23), today=date(2023, 11, 23)))"
    )
    terminal = Terminal([sys.executable, "-c", code, str(sample)])
    try:
        terminal.wait("1 of 33")
        terminal.press("Q")
        assert terminal.end() == 0
        assert b"NOISE" not in terminal.raw
    finally:
        terminal.close()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP])
def test_whoever_ends_the_program_gets_the_terminal_back(
    start: Callable[..., Terminal], sample: Path, end: signal.Signals
) -> None:
    terminal = start(sample)
    terminal.wait("1 of 33")
    os.kill(terminal.pid, end)
    terminal.end()
    assert terminal.raw.count(b"\x1b[?1049l") == 1, "the first screen is back"
    assert terminal.raw.rindex(b"\x1b[?25h") > terminal.raw.rindex(b"\x1b[?25l"), "and its cursor"
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("how", ["ctrl-z", "kill -TSTP"])
def test_the_program_goes_to_the_background_and_comes_back(
    start: Callable[..., Terminal], sample: Path, how: str
) -> None:
    terminal = start(sample)
    terminal.wait("1 of 33")
    terminal.press("j")
    terminal.wait("2 of 33")
    if how == "ctrl-z":
        terminal.press("\x1a")
    else:
        os.kill(terminal.pid, signal.SIGTSTP)
    end = time.monotonic() + 20
    while not os.WIFSTOPPED(os.waitpid(terminal.pid, os.WUNTRACED | os.WNOHANG)[1]):
        assert time.monotonic() < end, "it does not stop"
        terminal.read(0.05)
    assert b"\x1b[?1049l" in terminal.raw, "the shell gets its screen back"
    terminal.screen.reset()
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.wait("2 of 33")
    terminal.press("j")
    terminal.wait("3 of 33")
    terminal.press("q")
    assert terminal.end() == 0


def test_what_another_process_commits_is_there_and_the_cursor_stays_on_its_record(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    build(tmp_path / "r")
    terminal = start(tmp_path / "r")
    terminal.wait("1 of 33")
    terminal.press("Gk\r")
    terminal.wait("Recommendation 0.32")
    terminal.press("q")
    terminal.wait("32 of 33")
    argv = [sys.executable, "-m", "slough_tui", "--register", str(tmp_path / "r"), "--as-of", "2023-11-23"]
    change = ["set", "rec:scrutiny/0.32", "text=Somebody else wrote this", "--on", "2023-11-22"]
    subprocess.run([*argv, *change], check=True, capture_output=True)
    terminal.wait("Somebody else wrote this")
    terminal.wait("was read")
    assert "32 of 33" in terminal.text


def test_a_terminal_that_cannot_place_a_cursor_is_told_so(
    start: Callable[..., Terminal], sample: Path
) -> None:
    terminal = start(sample, TERM="dumb")
    terminal.wait("TERM=dumb cannot place a cursor")
    assert terminal.end() == 2
    assert b"\x1b[" not in terminal.raw
