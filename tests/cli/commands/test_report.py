"""`slough report`: the list, Markdown on stdout, files, and what goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import Exit
from slough_tui.report.building import kinds

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_alone_it_lists_the_reports(on: Run) -> None:
    ran = on("report")
    assert ran.code == Exit.DONE
    names = [line.split()[0] for line in ran.out.splitlines()[1:]]
    assert names == [kind.name for kind in kinds()]


def test_a_report_is_markdown_on_stdout(on: Run) -> None:
    ran = on("report", "tracker")
    assert (ran.code, ran.out.splitlines()[0]) == (Exit.DONE, "# Recommendation tracker")
    assert "As of 1 November 2023." in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("name", [kind.name for kind in kinds()])
def test_every_report_is_made_of_a_small_register(on: Run, name: str) -> None:
    ran = on("report", name, "--from", "2023-10-03", "--quiet")
    assert (ran.code, ran.err) == (Exit.DONE, "")
    assert ran.out.startswith("# ")


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".xlsx"])
def test_a_file_is_written_and_said(on: Run, here: Path, suffix: str) -> None:
    ran = on("report", "tracker", "-o", f"paper{suffix}")
    assert (ran.code, ran.out) == (Exit.DONE, "")
    assert f"paper{suffix}" in ran.err
    assert (here / f"paper{suffix}").stat().st_size > 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("traker",), "did you mean tracker?"),
        (("tracker", "-o", "paper.pdf"), "end it with .md, .html, .docx, .xlsx"),
        (("tracker", "-o", "missing/paper.md"), "cannot be written"),
        (("tracker", "--from", "2024-01-01"), "turn the dates round"),
        (("tracker", "--from", "someday"), "is not a day"),
    ],
)
def test_a_wrong_word_is_exit_2_and_leaves_nothing(
    on: Run, here: Path, arguments: tuple[str, ...], says: str
) -> None:
    ran = on("report", *arguments)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert says in ran.err
    assert list(here.iterdir()) == []


def test_a_plugin_that_breaks_is_exit_4(
    on: Run, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(here / "config"))
    (here / "own").mkdir()
    (here / "own" / "own.py").write_text(
        '"""Ours."""\nfrom slough_tui.hooks.api import hookimpl, report\nAPI = 1\n'
        '@report()\ndef late(asked):\n    """Breaks."""\n    raise ValueError("no such page")\n'
        "@hookimpl\ndef slough_register_reports():\n    return [late]\n",
        encoding="utf-8",
    )
    assert run("plugins", "trust", "own/own.py").code == Exit.DONE
    assert "late" in on("--plugins", "own", "report").out
    ran = on("--plugins", "own", "report", "late")
    assert (ran.code, ran.out) == (Exit.PARTIAL, "")
    assert "no such page" in ran.err
