"""What the README and the authors' pages show is run; what the README promises about itself is counted."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "sample_data"
DOCS = sorted((ROOT / "docs").glob("*.md"))

MARKED = re.compile(r"^<!-- (runs|file [\w./-]+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A file to write (`path` and its text) or a command to run (its text)."""

    path: str
    text: str


def steps(page: str) -> Iterator[Step]:
    """Files and commands of the marked blocks, in the order of the page."""
    for mark, block in MARKED.findall((ROOT / page).read_text(encoding="utf-8")):
        kind, _, path = mark.partition(" ")
        if kind == "file":
            yield Step(path, block)
        else:
            yield from (Step("", line[2:]) for line in block.splitlines() if line.startswith("$ "))


def words_before(needle: str) -> int:
    assert needle in TEXT, f"the README lacks {needle!r}"
    return len(TEXT[: TEXT.index(needle)].split())


@pytest.mark.parametrize(
    ("needle", "words"),
    [("![", 20), ("make run", 40), ("opens the screen", 60), ("slough import", 150)],
    ids=["picture", "install", "running", "own paper"],
)
def test_a_reader_gets_there_soon(needle: str, words: int) -> None:
    assert words_before(needle) <= words


def test_the_readme_is_read_in_a_sitting() -> None:
    assert len(TEXT.splitlines()) <= 250


def test_every_local_link_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", TEXT) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_make_targets_it_names_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|\$ )make ([a-z]+)", TEXT))
    assert named
    assert named <= targets


def test_the_rule_has_twelve_lines_and_the_plugin_fifteen() -> None:
    sizes = {
        step.path.rpartition(".")[2]: len(step.text.splitlines()) for step in steps("README.md") if step.path
    }
    assert sizes["toml"] <= 12
    assert sizes["py"] <= 15


def test_every_exit_code_stands_in_the_table() -> None:
    from slough_tui.errors import Exit

    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", TEXT, re.MULTILINE)}
    assert codes == {int(code) for code in Exit}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in DOCS)])
def test_every_command_that_a_page_names_is_there(page: str) -> None:
    from slough_tui.cli.app import COMMANDS

    text = (ROOT / page).read_text(encoding="utf-8")
    options = r"(?:--(?:as-of|rules|plugins|register) \S+ )*"
    named = set(re.findall(rf"(?:`|\$ )slough {options}([a-z]+)", text))
    brought = set(re.findall(r'\bCommand\("([a-z]+)"', text))  # by a plugin that the page shows
    assert named
    assert named <= set(COMMANDS) | brought


def test_its_five_keys_are_bound() -> None:
    from slough_tui.tui.verbs import bindings

    keys = re.findall(r"^\| `(\S+)` \|", TEXT[: TEXT.index("## Your own paper")], re.MULTILINE)
    bound = {strokes[0] for strokes in bindings("table") if len(strokes) == 1}
    assert len(keys) == 5
    assert {key.lower() if len(key) > 1 else key for key in keys} <= bound


@pytest.mark.parametrize(
    ("page", "least"), [("README.md", 10), ("docs/writing-rules.md", 4), ("docs/writing-plugins.md", 6)]
)
def test_what_a_page_shows_runs_from_top_to_bottom(tmp_path: Path, page: str, least: int) -> None:
    shutil.copy(SAMPLE / "formats" / "tracker.docx", tmp_path)
    slough = [sys.executable, "-m", "slough_tui"]
    ran = 0
    for step in steps(page):
        if step.path:
            path = tmp_path / step.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
            continue
        program, *arguments = shlex.split(step.text, comments=True)
        assert program == "slough", f"only our own program is run from a page: {step.text}"
        done = subprocess.run(
            [*slough, *arguments],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        allowed = {0, 1} if "check" in arguments else {0}  # 1: it found something
        assert done.returncode in allowed, f"$ {step.text}\n{done.stdout}\n{done.stderr}"
        ran += 1
    assert ran > least
