"""Whatever a paper holds, a terminal sees only text; data stays data; a reader who left stops nothing."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slough_tui.cli import emit, formats
from slough_tui.model.safe_text import CONTROLS
from tests.cli.conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Run

anything = st.text(st.characters(), max_size=40)


@pytest.fixture(autouse=True)
def _plain() -> None:
    emit.configure(quiet=False, color=False)


@given(anything)
def test_json_keeps_the_value_and_shows_a_terminal_nothing_to_obey(text: str) -> None:
    written = formats.to_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not CONTROLS.search(written)


@given(anything)
def test_text_never_carries_a_control_character(text: str) -> None:
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        emit.emit(text, (text, "red"))
    assert not CONTROLS.search(out.getvalue().replace("\n", ""))


def test_hostile_text_is_shown_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    emit.emit(HOSTILE)
    emit.note(HOSTILE)
    said = capsys.readouterr()
    for text in (said.out, said.err):
        assert "\u241b]52" in text
        assert not CONTROLS.search(text.replace("\n", ""))


@given(st.lists(st.lists(anything, min_size=1, max_size=3), max_size=5))
def test_many_lines_are_said_as_each_alone(lines: list[list[str]]) -> None:
    said = []
    for several in ([lines], [[line] for line in lines]):
        out = io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            for some in several:
                emit.emit_lines(some)
        said.append(out.getvalue())
    assert said[0] == said[1] or "\r" in str(lines)  # whose end belongs to the line end after it
    assert not CONTROLS.search(said[0].replace("\n", ""))


def test_nothing_more_is_made_once_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def lines() -> Iterator[list[str]]:
        for number in range(10 * emit.LINES):
            made.append(number)
            yield [str(number)]

    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Gone())
    emit.emit_lines(lines())
    assert len(made) == emit.LINES


def test_line_ends_stay(capsys: pytest.CaptureFixture[str]) -> None:
    emit.emit("one\r\ntwo\rthree")
    assert capsys.readouterr().out == "one\ntwo\nthree\n"


def test_data_in_a_pipe_is_exact(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    emit.emit_data("a\x1bb\u202e\n")
    emit.flush()
    assert capfdbinary.readouterr().out == "a\x1bb\u202e\n".encode()


def test_quiet_silences_notes_but_not_complaints(capsys: pytest.CaptureFixture[str]) -> None:
    emit.configure(quiet=True, color=False)
    emit.note("a note")
    emit.complain("a complaint")
    assert capsys.readouterr().err == "a complaint\n"


def test_what_a_plugin_prints_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    emit.claim()
    try:
        sys.stdout.write("hello from a plugin\n")
        emit.emit("data")
    finally:
        emit.release()
    sys.stdout.write("after\n")
    said = capsys.readouterr()
    assert said.out == "data\nafter\n"
    assert said.err == "hello from a plugin\n"


def test_progress_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with emit.progress(3) as line:
        line.say("reading", 1)
    assert capsys.readouterr().err == ""


def in_a_terminal(arguments: list[str], root: Path, **env: str) -> bytes:
    """What a terminal of 80 columns is sent by `slough` (stdout and stderr)."""
    leader, follower = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "slough_tui", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "TERM": "xterm", "COLUMNS": "80", **env},
    )
    os.close(follower)
    sent = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # Linux says so when the last writer is gone
            break
        if not part:
            break
        sent += part
    program.wait(timeout=60)
    os.close(leader)
    return sent


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "markdown"])
def test_no_format_lets_a_paper_speak_to_the_terminal(form: str, sample: Path, root: Path) -> None:
    arguments = ["--register", str(sample), "--as-of", "2023-11-01", "--no-color"]
    sent = in_a_terminal([*arguments, "list", "recommendations", "--output-format", form], root)
    assert b"rec:health/2" in sent
    assert not CONTROLS.search(sent.decode().replace("\r\n", ""))


def test_a_terminal_gets_colour_and_lines_that_fit(sample: Path, root: Path) -> None:
    arguments = ["--register", str(sample), "--as-of", "2023-11-01", "list", "recommendations"]
    sent = in_a_terminal(arguments, root).decode()
    lines = sent.replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()
    assert sent.startswith("\x1b[1mid")
    assert all(len(line) <= 80 for line in lines), lines
    assert "\x1b" not in in_a_terminal(arguments, root, NO_COLOR="1").decode()


def test_a_reader_that_leaves_early_is_no_error(sample: Path, root: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "slough_tui", "--register", str(sample), "list", "recommendations"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    with program.stderr as said:
        assert said.read() == b""
    assert program.wait(timeout=60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which always says: no room")
def test_a_full_disk_is_one_line_and_exit_3(sample: Path, root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "slough_tui", "--register", str(sample), "list", "recommendations"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(root / "src")},
        )
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1
    assert b"stdout" in done.stderr


def test_an_old_terminal_s_encoding_costs_no_traceback(process: Run, sample: Path) -> None:
    ran = process("--register", sample, "list", "recommendations", env={"PYTHONIOENCODING": "ascii"})
    assert ran.code == 0
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("text", [HOSTILE, "plain", "\x7f", "\u00a320"])
def test_json_lines_are_made_safe_without_another_meaning(text: str) -> None:
    lines = "".join(json.dumps({"text": one}, ensure_ascii=False) + "\n" for one in (text, "x"))
    safe = emit.safe_lines(lines.encode())
    assert safe.decode() == emit.json_safe(lines)
    assert [json.loads(line)["text"] for line in safe.split(b"\n")[:2]] == [text, "x"]
