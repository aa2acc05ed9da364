"""The rules that come along, and the five real papers in a register."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slough_tui.engine.rules.check import check, functions_for
from slough_tui.engine.rules.load import Loaded, load_rules
from slough_tui.hooks.host import Host

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slough_tui.engine.rules.compile import Function
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule
    from slough_tui.engine.rules.run import CheckResult
    from slough_tui.errors import SloughError

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "rules"


@pytest.fixture(scope="session")
def bundled() -> Loaded:
    return load_rules([FOLDER])


@cache
def host() -> Host:
    """The bundled plugins."""
    return Host.load(installed=False)


def functions_of(*rules: Rule) -> Mapping[str, Function]:
    """The functions of plugins that these rules name."""
    failed: list[SloughError] = []
    found = functions_for(rules, host, failed)
    assert failed == []
    return found


def everything(frames: Frames, loaded: Loaded, *, today: date, as_of: date) -> CheckResult:
    """What `slough check` finds with every rule, its plugins and assessors."""
    checked = check(frames, loaded, today=today, as_of=as_of, get_host=host)
    assert (checked.wrong, checked.failed) == ((), ())
    return checked.result


def imported(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Frames:
    """The papers of a folder in a register, as of 4 January 2024."""
    from slough_tui.engine.importing import import_papers
    from slough_tui.model.batch import Author
    from slough_tui.store import Register

    at = datetime(2024, 1, 5, tzinfo=UTC)
    register = Register.create(tmp_path_factory.mktemp("papers") / "register", name="papers", at=at)
    author = Author(uid=1, name="tester", host="host")
    paths = sorted(folder.glob("*.txt"))
    outcomes = import_papers(paths, register, author=author, recorded_at=at, today=date(2024, 1, 4))
    assert [outcome.error for outcome in outcomes] == [None] * len(paths)
    return lambda table: register.frame(table, as_of=date(2024, 1, 4)).lazy()


@pytest.fixture(scope="session")
def papers(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Frames:
    """The real papers, imported."""
    return imported(seeds, tmp_path_factory)


@pytest.fixture(scope="session")
def checked(papers: Frames, bundled: Loaded) -> CheckResult:
    """Every rule over the real papers on 23 November 2023."""
    return everything(papers, bundled, today=date(2023, 11, 23), as_of=date(2024, 1, 4))
