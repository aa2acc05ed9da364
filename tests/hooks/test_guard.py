"""A reader or layout of a plugin that breaks on a paper costs only its own part of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from slough_tui.engine.importing import import_papers
from slough_tui.errors import DocumentError
from slough_tui.hooks.host import Host
from slough_tui.model.batch import Author

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.engine.importing import ImportOutcome
    from tests.hooks.conftest import Write

LAYOUT = '''"""A layout that breaks."""
from slough_tui.hooks.api import hookimpl

API = 1


class Breaks:
    name, version, shapes = "breaks", 1, ()

    def read(self, paper, grids, draft):
        raise ValueError("not my kind")


@hookimpl
def slough_register_layouts():
    return [Breaks()]
'''
READER = '''"""A reader that breaks."""
from slough_tui.hooks.api import hookimpl

API = 1


class Breaks:
    name, suffixes, extra = "mine", (".mine",), None

    def read(self, data, *, name, sha256, progress=None):
        raise {error}


@hookimpl
def slough_register_readers():
    return [Breaks()]
'''
TRACKER = """# Recommendation tracker

| Ref | Committee Date | Recommendation | Response | Accepted |
|---|---|---|---|---|
| 1 | 05/06/2023 | Count the bins before winter. | Done in September 2023. | Y |
"""


def read(path: Path, host: Host) -> ImportOutcome:
    (outcome,) = import_papers(
        [path],
        None,
        author=Author(0, "t", "h"),
        recorded_at=datetime(2023, 11, 1, tzinfo=UTC),
        dry_run=True,
        readers=host.readers(),
        layouts=host.layouts(),
    )
    return outcome


def test_a_layout_that_breaks_costs_only_what_it_would_have_found(
    write: Write, folder: Path, nothing: Path, tmp_path: Path
) -> None:
    write("breaks", LAYOUT)
    host = Host.load(folders=[folder], installed=False, bundle=nothing)
    paper = tmp_path / "tracker.md"
    paper.write_text(TRACKER, encoding="utf-8")
    outcome = read(paper, host)
    assert outcome.error is None
    assert outcome.counts["recommendations"] == 1
    (failure,) = host.failures
    assert failure.where == "plugin breaks"
    assert "tracker.md: ValueError: not my kind (line 11)" in failure.what


def test_a_reader_that_breaks_is_an_unreadable_document_and_names_the_plugin(
    write: Write, folder: Path, nothing: Path, tmp_path: Path
) -> None:
    write("breaks", READER.format(error="RuntimeError('torn')"))
    host = Host.load(folders=[folder], installed=False, bundle=nothing)
    paper = tmp_path / "paper.mine"
    paper.write_text("x", encoding="utf-8")
    outcome = read(paper, host)
    assert isinstance(outcome.error, DocumentError)
    assert "plugin breaks, reader mine: RuntimeError: torn" in str(outcome.error)
    assert len(host.failures) == 1


@pytest.mark.parametrize(
    "error", ["KeyboardInterrupt", "__import__('slough_tui.errors').errors.DocumentError('no')"]
)
def test_what_a_reader_means_to_say_is_not_touched(
    error: str, write: Write, folder: Path, nothing: Path
) -> None:
    write("says", READER.format(error=error))
    host = Host.load(folders=[folder], installed=False, bundle=nothing)
    with pytest.raises((KeyboardInterrupt, DocumentError)):
        host.readers()[0].read(b"", name="x.mine", sha256="0")
    assert host.failures == []
