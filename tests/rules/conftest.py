"""The rules that come along, and the five real papers in a register."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slough_tui.engine.rules.load import Loaded, load_rules
from slough_tui.engine.rules.run import CheckResult, run_check

if TYPE_CHECKING:
    from slough_tui.engine.rules.frames import Frames

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "rules"


@pytest.fixture(scope="session")
def bundled() -> Loaded:
    return load_rules([FOLDER])


@pytest.fixture(scope="session")
def papers(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Frames:
    """The real papers, imported, as of 4 January 2024."""
    from slough_tui.engine.importing import import_papers
    from slough_tui.model.batch import Author
    from slough_tui.store import Register

    at = datetime(2024, 1, 5, tzinfo=UTC)
    register = Register.create(tmp_path_factory.mktemp("papers") / "register", name="papers", at=at)
    author = Author(uid=1, name="tester", host="host")
    outcomes = import_papers(
        sorted(seeds.glob("*.txt")), register, author=author, recorded_at=at, today=date(2024, 1, 4)
    )
    assert [outcome.error for outcome in outcomes] == [None] * 5
    return lambda table: register.frame(table, as_of=date(2024, 1, 4)).lazy()


@pytest.fixture(scope="session")
def checked(papers: Frames, bundled: Loaded) -> CheckResult:
    """Every rule over the real papers on 23 November 2023."""
    return run_check(papers, bundled.rules, today=date(2023, 11, 23), as_of=date(2024, 1, 4))
