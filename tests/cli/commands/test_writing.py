"""init, import, demo, open: what is written, what is said, and that nothing is written where it must not be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import Exit
from tests.cli.conftest import HOSTILE, TRACKER

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def register(run: Run, here: Path) -> Path:
    """An empty register in ./register, which is where it is looked for."""
    assert run("init", "register").code == Exit.DONE
    return here / "register"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_init_makes_an_empty_register_and_says_what_comes_next(run: Run, here: Path) -> None:
    ran = run("init", "mine")
    assert (ran.code, ran.out) == (Exit.DONE, "")
    assert "slough --register mine import" in ran.err
    assert run("--register", "mine", "list", "kpis", "--output-format", "json").out == "[]\n"


def test_init_refuses_a_folder_that_is_not_empty(run: Run, here: Path) -> None:
    (here / "full").mkdir()
    (here / "full" / "letter.txt").write_text("x", encoding="utf-8")
    ran = run("init", "full")
    assert ran.code == Exit.USAGE
    assert files(here / "full") == {"letter.txt": b"x"}


# ---------------------------------------------------------------- import


def test_import_says_what_was_read_and_the_same_again_is_nothing_new(
    run: Run, register: Path, paper: Path
) -> None:
    first = run("import", paper)
    assert first.code == Exit.DONE, first.err
    assert first.out.startswith("tracker.md: 2 recommendations\n")
    assert "records added 2" in first.out
    before = files(register)
    again = run("import", paper)
    assert again.code == Exit.DONE
    assert "nothing new" in again.out
    assert files(register) == before


def test_import_as_json_says_everything(run: Run, register: Path, paper: Path) -> None:
    (found,) = json.loads(run("import", paper, "--output-format", "json").out)
    assert found["status"] == "committed"
    assert found["counts"]["recommendations"] == 2
    assert found["document"]["name"] == "tracker.md"
    assert sum(found["balance"].values()) == found["counts"]["cells"]
    assert {"repairs", "refusals", "commit", "seconds", "error"} <= set(found)


def test_a_dry_run_prints_the_balance_and_needs_and_writes_no_register(
    run: Run, paper: Path, here: Path
) -> None:
    ran = run("import", "--dry-run", paper)
    assert ran.code == Exit.DONE, ran.err
    assert "cells" in ran.out
    assert "record" in ran.out
    assert "nothing written" in ran.out
    assert list(here.iterdir()) == [paper]


def test_on_dates_the_paper(run: Run, register: Path, paper: Path) -> None:
    assert run("import", paper, "--on", "3 October 2023").code == Exit.DONE
    assert "rec:" in run("list", "rec", "--as-of", "2023-10-03", "--output-format", "csv").out
    assert "rec:" not in run("list", "rec", "--as-of", "2023-10-02", "--output-format", "csv").out


def test_a_bad_paper_does_not_stop_the_good_ones(run: Run, register: Path, paper: Path, here: Path) -> None:
    (here / "empty.txt").write_bytes(b"")
    (here / "folder").mkdir()
    (here / "liar.xlsx").write_bytes(b"%PDF-1.4 not a workbook")
    ran = run("import", "nowhere.txt", "empty.txt", "folder", "liar.xlsx", paper)
    assert ran.code == Exit.UNREADABLE
    assert "2 recommendations" in ran.out
    complaints = [line for line in ran.err.splitlines() if line.startswith("slough: ")]
    assert len(complaints) == 4
    for name, line in zip(("nowhere.txt", "empty.txt", "folder", "liar.xlsx"), complaints, strict=True):
        assert name in line
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments", [["--layout", "nothing"], ["--on", "31/09/2023"], ["--output-format", "csv"], ["--no-such"]]
)
def test_a_wrong_option_is_exit_2_and_the_register_unchanged(
    run: Run, register: Path, paper: Path, arguments: list[str]
) -> None:
    before = files(register)
    ran = run("import", paper, *arguments)
    assert ran.code == Exit.USAGE
    assert files(register) == before


def test_a_hostile_paper_is_named_and_quoted_without_obeying_it(run: Run, register: Path, here: Path) -> None:
    paper = here / "evil\x1b[31m.md"
    paper.write_text(TRACKER.replace("Paint the railings.", HOSTILE.replace("|", "")), encoding="utf-8")
    ran = run("import", paper, "--verbose")
    assert ran.code == Exit.DONE, ran.err
    assert "\x1b" not in ran.out + ran.err
    assert "\u202e" not in ran.out + ran.err


def test_a_register_without_write_permission_is_exit_5(run: Run, register: Path, paper: Path) -> None:
    import os

    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    register.chmod(0o500)
    try:
        assert run("import", paper).code == Exit.REFUSED
    finally:
        register.chmod(0o700)


def test_the_real_papers_import_and_say_nothing_new_the_second_time(
    run: Run, register: Path, seeds: Path
) -> None:
    tracker = next(seeds.glob("000_*.txt"))
    assert "33 recommendations" in run("import", tracker).out
    assert "nothing new" in run("import", tracker).out


# ---------------------------------------------------------------- demo, open


@pytest.fixture
def bundle(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from slough_tui.cli.commands import demo

    monkeypatch.setattr(demo, "bundled", lambda _name: sample.parent)
    return sample


def test_demo_copies_the_sample_into_a_folder_of_one_s_own(run: Run, bundle: Path, here: Path) -> None:
    ran = run("demo", "mine")
    assert ran.code == Exit.DONE, ran.err
    assert ran.out == "mine\n"
    assert files(here / "mine") == files(bundle)
    assert run("demo", "mine").code == Exit.USAGE


def test_demo_without_a_folder_makes_one_copy_and_keeps_what_was_done_to_it(
    run: Run, bundle: Path, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    first = run("demo").out.strip()
    assert (tmp_path / "state") in Path(first).parents
    assert run("--register", first, "import", paper).code == Exit.DONE
    assert run("demo").out.strip() == first
    assert "tracker" in run("--register", first, "log").out


def test_open_without_a_terminal_says_so(run: Run, bundle: Path) -> None:
    ran = run("--register", bundle, "open")
    assert ran.code == Exit.USAGE
    assert "terminal" in ran.err


def test_demo_with_a_size_makes_a_register_of_that_many_records(run: Run, here: Path) -> None:
    ran = run("demo", "--size", "40", "big")
    assert (ran.code, ran.out) == (Exit.DONE, "big\n")
    assert "40 records" in ran.err
    assert (
        len(
            run(
                "--register", "big", "query", "SELECT id FROM recommendations", "--output-format", "csv"
            ).out.splitlines()
        )
        == 22
    )
    assert "the committee agreed a later date" in run("--register", "big", "log").out
    again = run("demo", "--size", "40", "big")
    assert again.code == Exit.USAGE
    assert "not an empty folder" in again.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--size", "0", "x"), "0 records"),
        (("--size", "5"), "DIR"),
        (("--size", "many", "x"), "not a valid integer"),
    ],
)
def test_demo_with_a_size_that_cannot_be_says_why_and_makes_nothing(
    run: Run, here: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = run("demo", *arguments)
    assert ran.code == Exit.USAGE
    assert said in ran.err
    assert list(here.iterdir()) == []
