"""The command line as a program and as a function, and a small register of our own making to run it on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from slough_tui.cli import main
from slough_tui.model.batch import Author, Batch

HOSTILE = "\x1b]52;c;aGk=\x07 [/] \u202eevil\u009b31m \x9d"
"""What a paper could hold to take a terminal over: OSC 52, markup, bidi, C1."""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]

ROWS: dict[str, list[dict[str, Any]]] = {
    "recommendations": [
        {
            "id": "rec:health/1",
            "ref": "1",
            "series": "health",
            "text": "Publish the waiting times every month.",
            "document": "doc:aaa",
            "page": 2,
            "line": 14,
            "accepted": "yes",
            "response_received": "yes",
            "response": "The times have been published since May 2023.",
        },
        {
            "id": "rec:health/2",
            "ref": "2",
            "series": "health",
            "text": f"Write to the minister. {HOSTILE}",
            "document": "doc:aaa",
            "accepted": "no",
            "due": date(2023, 9, 30),
            "lead": "Head of Health",
        },
        {"id": "rec:health/10", "ref": "10", "series": "health", "text": "Ask again.\nAnd once more."},
    ],
    "audit_actions": [
        {
            "id": "aud:2023/A-1",
            "ref": "A-1",
            "series": "2023",
            "text": "Reconcile the bank weekly.",
            "status": "overdue",
            "priority": "high",
            "due": date(2023, 6, 30),
        }
    ],
    "kpis": [
        {
            "id": "kpi:care/visits",
            "ref": None,
            "series": "care",
            "text": "Visits in time",
            "title": "Visits in time",
            "polarity": "high",
            "target": 90.0,
            "tolerance": 5.0,
        }
    ],
    "readings": [
        {
            "id": "read:1",
            "measure": "kpi:care/visits",
            "period": "Q1",
            "period_end": date(2023, 6, 30),
            "value": 87.0,
        }
    ],
    "updates": [
        {
            "id": "upd:1",
            "record": "rec:health/2",
            "on": date(2023, 10, 2),
            "voice": "owner",
            "text": "A letter is being drafted.",
        }
    ],
    "documents": [{"id": "doc:aaa", "sha256": "a" * 64, "name": "tracker.md", "date": date(2023, 10, 3)}],
}

TRACKER = """# Recommendation tracker

| Ref | Committee Date | Recommendation | Response | Accepted |
|---|---|---|---|---|
| 1 | 05/06/2023 | Count the bins before winter. | The bins were counted in September 2023. | Y |
| 2 | 05/06/2023 | Paint the railings. | Paint has been bought. | Y |
"""


def make_register(path: Path) -> Path:
    from slough_tui.store.register import Register

    at = datetime(2023, 11, 1, 9, tzinfo=UTC)
    register = Register.create(path, name="test", at=at)
    batch = Batch("doc:aaa", "k" * 64, "a" * 64, date(2023, 10, 3), ROWS, message="import tracker.md")
    register.import_batch(batch, author=Author(1, "tester", "host"), recorded_at=at)
    return path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that nobody may change."""
    return make_register(tmp_path_factory.mktemp("sample") / "register")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def paper(here: Path) -> Path:
    """A small tracker."""
    path = here / "tracker.md"
    path.write_text(TRACKER, encoding="utf-8")
    return path


@pytest.fixture
def run(here: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """`slough` as a function: `run("list", "kpis")`."""

    def call(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return call


@pytest.fixture
def on(run: Run, sample: Path) -> Run:
    """`slough` on the shared register, on the first of November 2023."""

    def call(*arguments: str | Path) -> Ran:
        return run("--register", sample, "--as-of", "2023-11-01", *arguments)

    return call


@pytest.fixture
def process(here: Path, root: Path) -> Run:
    """`slough` as a program of its own; `code=` runs Python code instead, `stdin=` feeds it, `env=` adds."""

    def call(
        *arguments: str | Path, code: str = "", stdin: str = "", env: dict[str, str] | None = None
    ) -> Ran:
        start = ["-c", code] if code else ["-m", "slough_tui"]
        done = subprocess.run(
            [sys.executable, *start, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
            env={**os.environ, "PYTHONPATH": str(root / "src"), **(env or {})},
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return call
