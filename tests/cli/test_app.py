"""The table of commands, global options, and the one place that turns errors into exit codes."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from slough_tui import __version__
from slough_tui.cli import app, main
from slough_tui.cli.app import COMMANDS, slough
from slough_tui.errors import Exit

if TYPE_CHECKING:
    from tests.cli.conftest import Run

HEAVY = ("polars", "pydantic", "textual", "rich", "pluggy", "rapidfuzz", "tomllib", "platformdirs")


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_help_says_of_each_command_what_it_says_of_itself(name: str) -> None:
    command = slough.get_command(click.Context(slough), name)
    assert command is not None
    assert command.get_short_help_str(limit=200) == COMMANDS[name].about
    assert command.name == name


def test_every_module_of_a_command_is_in_the_table() -> None:
    folder = Path(app.__file__).parent / "commands"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules == {line.module for line in COMMANDS.values()}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], [], ["lst"]])
def test_help_and_complaints_open_no_room(process: Run, arguments: list[str]) -> None:
    code = (
        "import sys; from slough_tui.cli import main; code = main(sys.argv[1:]);"
        "print(*(m for m in sys.modules if m.partition('.')[0] in "
        f"{HEAVY!r} or m.startswith('slough_tui.store')), file=sys.stderr)"
    )
    ran = process(*arguments, code=code)
    assert ran.err.splitlines()[-1].strip() == ""


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_explains_itself_without_polars(process: Run, name: str) -> None:
    code = "import sys; from slough_tui.cli import main; main(sys.argv[1:]); print('polars' in sys.modules)"
    ran = process(name, "--help", code=code)
    assert ran.out.startswith(f"Usage: slough {name}")
    assert ran.out.splitlines()[-1] == "False"


def test_the_help_has_every_command_and_the_exit_codes(run: Run) -> None:
    ran = run("--help")
    assert ran.code == Exit.DONE
    for name, line in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(line.about)}$", ran.out, re.MULTILINE)
    assert "130 interrupted" in ran.out
    assert "_SLOUGH_COMPLETE" in ran.out


def test_without_a_terminal_and_a_command_it_gives_short_help(run: Run) -> None:
    ran = run()
    assert ran.code == Exit.DONE
    assert ran.out.startswith("Usage: slough")


def test_the_version_is_data(run: Run) -> None:
    assert run("--version").out == f"slough-tui {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "meant"), [("improt", "import"), ("querry", "query"), ("explian", "explain")]
)
def test_a_mistyped_command_is_answered_with_the_nearest(run: Run, typed: str, meant: str) -> None:
    ran = run(typed)
    assert ran.code == Exit.USAGE
    assert ran.out == ""
    assert "did you mean" in ran.err
    assert meant in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--regster", "x", "list", "kpis"],
        ["list"],
        ["list", "kpis", "--output-format", "yaml"],
        ["list", "kpis", "--limit", "many"],
        ["--as-of"],
        ["import"],
        ["config"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == Exit.USAGE
    assert "Traceback" not in ran.err
    assert ran.out == "" or ran.out.startswith("Usage:")


def test_global_options_may_stand_after_the_command(run: Run, sample: Path) -> None:
    before = run("--register", sample, "--as-of", "2023-11-01", "list", "kpis")
    after = run("list", "kpis", "--as-of=2023-11-01", "--register", sample)
    assert before.code == Exit.DONE
    assert before.out == after.out
    assert "kpi:care/visits" in after.out


def test_what_stands_after_two_hyphens_is_no_global_option(run: Run) -> None:
    ran = run("import", "--dry-run", "--", "--register")
    assert ran.code == Exit.UNREADABLE
    assert "--register: there is no such file" in ran.err


def test_a_register_that_is_not_there_is_exit_3_with_what_to_do(run: Run, here: Path) -> None:
    ran = run("--register", "nowhere", "list", "kpis")
    assert ran.code == Exit.UNREADABLE
    assert str(here / "nowhere") in ran.err
    assert "slough init" in ran.err


def test_a_defect_is_one_line_and_a_log_but_no_traceback(
    on: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from slough_tui.cli import formats

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a figure\nof two lines")

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(formats, "write_frame", broken)
    ran = on("list", "kpis")
    assert ran.code == Exit.UNREADABLE
    assert ran.err.count("\n") == 1
    log = next((tmp_path / "state").rglob("crash-*.log"))
    assert str(log) in ran.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_debugging_shows_where(on: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLOUGH_DEBUG", "1")
    assert "Traceback" in on("list", "nothing").err


def test_a_panic_of_a_library_is_caught_although_it_is_no_exception(
    on: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from slough_tui.cli import formats

    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setattr(formats, "write_frame", panic)
    ran = on("list", "kpis")
    assert ran.code == Exit.UNREADABLE
    assert "index out of bounds" in ran.err


def test_an_interrupt_is_130_and_says_so(on: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from slough_tui.cli import formats

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(formats, "write_frame", interrupted)
    ran = on("list", "kpis")
    assert ran.code == Exit.INTERRUPTED
    assert "interrupted" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_control_c_ends_a_running_program_with_130(process: Run, sample: Path, root: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "slough_tui", "--register", str(sample), "query", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PATH": "", "HOME": str(sample.parent)},
    )
    time.sleep(1.0)  # it waits for its stdin by then; sooner, it would be interrupted while importing
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=60)
    assert out == b""
    assert b"Traceback" not in err
    assert program.returncode in {Exit.INTERRUPTED, -signal.SIGINT}


def test_of_several_exit_codes_the_gravest_is_the_run_s() -> None:
    from slough_tui.cli.context import Context

    context = Context({})
    for code, worst in [
        (Exit.FINDINGS, Exit.FINDINGS),
        (Exit.PARTIAL, Exit.PARTIAL),
        (Exit.USAGE, Exit.USAGE),
        (Exit.UNREADABLE, Exit.UNREADABLE),
        (Exit.FINDINGS, Exit.UNREADABLE),
        (Exit.INTERRUPTED, Exit.INTERRUPTED),
    ]:
        context.code(code)
        assert context.worst == worst


def test_completion_knows_commands_tables_and_formats(process: Run) -> None:
    def complete(line: str) -> list[str]:
        words = line.split(" ")
        env = {"_SLOUGH_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
        return [one.partition(",")[2] for one in process(env=env).out.splitlines()]

    assert complete("slough imp") == ["import"]
    assert complete("slough list aud") == ["audit_actions", "audit_reviews"]
    assert "markdown" in complete("slough list kpis --output-format ")


def test_stdout_of_a_program_is_only_data(process: Run, sample: Path) -> None:
    ran = process("--register", sample, "--as-of", "2023-11-01", "assess", "--output-format", "json")
    assert json.loads(ran.out)["as_of"] == "2023-11-01"
    assert ran.code == Exit.DONE
    assert "due_state" in ran.err


def test_quiet_leaves_only_errors_on_stderr(on: Run) -> None:
    assert on("assess").err
    assert on("assess", "--quiet").err == ""
    assert on("list", "nothing", "--quiet").err


def test_the_sample_is_shown_but_never_written(
    run: Run, paper: Path, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from slough_tui.cli import context

    monkeypatch.setattr(context, "bundled", lambda _name: sample.parent)
    shown = run("list", "kpis")
    assert shown.code == Exit.DONE
    assert "read-only" in shown.err
    assert "kpi:care/visits" in run("list", "kpis", "--output-format", "csv").out
    written = run("import", paper)
    assert written.code == Exit.USAGE
    assert "slough init" in written.err


def test_main_returns_what_a_program_would_exit_with() -> None:
    assert main(["--version"]) == 0
