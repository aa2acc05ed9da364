"""Registers that reports are made of: the sample, an empty one, one of hostile texts, and the real papers'."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.hooks.host import Host
from slough_tui.model.batch import Author, Batch
from slough_tui.model.report import Chart, Heading, Report, ReportTable, Section, Source
from slough_tui.report.building import build
from slough_tui.store import Register

if TYPE_CHECKING:
    from collections.abc import Callable

    Build = Callable[..., Report]

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2023, 11, 1, 9, tzinfo=UTC)
AUTHOR = Author(1, "tester", "host")
HOSTILE = "=HYPERLINK(1)\x1b]52;c;x\x07 <script>alert(1)</script> | [x](y) \u202egnp\u2069 \x00 \ud800"


@pytest.fixture(scope="session")
def host() -> Host:
    """What is bundled, and nothing else."""
    return Host.load(installed=False)


@pytest.fixture(scope="session")
def sample() -> Register:
    """The sample council, which nobody changes."""
    return Register.open(ROOT / "sample_data" / "register", read_only=True)


def made(path: Path, rows: dict[str, list[dict[str, Any]]], on: date = date(2023, 10, 3)) -> Register:
    """A register of these lines, as one paper of `on` says."""
    register = Register.create(path, name="test", at=AT)
    batch = Batch("doc:aaa", "k" * 64, "a" * 64, on, rows, message="import")
    register.import_batch(batch, author=AUTHOR, recorded_at=AT)
    return register


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """A register that holds nothing."""
    return Register.create(tmp_path_factory.mktemp("empty") / "register", name="empty", at=AT)


@pytest.fixture(scope="session")
def make(host: Host) -> Build:
    """`build` with the bundled plugins; what breaks fails the test."""

    def call(name: str, register: Register, as_of: str, **more: Any) -> Report:
        failed: list[object] = []
        days: dict[str, Any] = {key: date.fromisoformat(value) for key, value in more.items()}
        found = build(
            name,
            register,
            as_of=date.fromisoformat(as_of),
            get_host=lambda: host,
            fail=failed.append,
            **days,
        )
        assert failed == []
        return found

    return call


def tables_of(report: Report) -> list[ReportTable]:
    """Every table, in order."""
    return [part for section in report.sections for part in section.parts if isinstance(part, ReportTable)]


def table_of(report: Report, begins: str) -> ReportTable:
    """The table whose caption begins so."""
    return next(table for table in tables_of(report) if table.caption.startswith(begins))


def said(report: Report) -> list[str]:
    """Every sentence and point, in order."""
    texts: list[str] = []
    for section in report.sections:
        for part in section.parts:
            if isinstance(part, str):
                texts.append(part)
            elif not isinstance(part, ReportTable):
                texts += part
    return texts


@pytest.fixture(scope="session")
def example() -> Report:
    """A report with everything that a writer must cope with."""
    rows = (
        (
            "10",
            HOSTILE,
            1234,
            date(2023, 10, 31),
            "red",
            Chart((1.0, None, 3.0), "waits: Q1 1, Q3 3; target 2", 2.0),
        ),
        ("9", "Plain", -2.5, None, "complete", None),
        ("2", None, None, date(1895, 1, 1), None, Chart((5.0, 4.0), "visits: Q1 5, Q2 4")),
        ("Totals", None, 1231.5, None, None, None),
    )
    heads = (
        Heading("Ref"),
        Heading(f"Text {HOSTILE}", wide=True),
        Heading("Number", "number"),
        Heading("Day", "date"),
        Heading("RAG", "rag"),
        Heading("Line", "chart"),
    )
    table = ReportTable(f"Caption [1]: {HOSTILE}", heads, rows, total=True)
    return Report(
        title=f"Title {HOSTILE}",
        sections=(
            Section("First & foremost", ("1. not a list", (f"a point {HOSTILE}", "- another"), table)),
            Section("History", (ReportTable("History", heads, rows[:2]),), level=3),
            Section("Third", ("Words.",)),
            Section("Fourth", (ReportTable("History", heads, ()),)),
        ),
        notes=("A note.",),
        name="example",
        as_of=date(2023, 10, 31),
        today=date(2023, 11, 1),
        start=date(2023, 10, 3),
        council="Anyborough Council",
        marking='CONFIDENTIAL & "private" </style>',
        sources=(Source("paper.txt", "A paper", date(2023, 10, 3), "CONFIDENTIAL"),),
    )
