"""Every report on every register; names, dates, papers and their marking; and reports that a council adds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import PluginError, UsageError
from slough_tui.hooks.host import Host
from slough_tui.report.building import build, kinds
from tests.report.conftest import made, said, tables_of

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.model.report import Report
    from slough_tui.store import Register

NAMES = [kind.name for kind in kinds()]

DAY = date(2023, 11, 30)


@pytest.mark.parametrize("name", NAMES)
def test_every_report_is_made_of_the_sample(make: Any, sample: Register, name: str) -> None:
    report = make(name, sample, "2024-06-01", today="2023-11-23")
    assert report.title
    assert tables_of(report)
    assert report.sources
    assert report.council == "Fernleigh Borough Council"
    assert (report.name, report.as_of) == (name, date(2024, 6, 1))


@pytest.mark.parametrize("name", NAMES)
def test_every_report_is_made_of_a_past_day_and_compared_with_an_earlier_one(
    make: Any, sample: Register, name: str
) -> None:
    report = make(name, sample, "2023-10-31", start="2023-10-03", today="2023-11-23")
    assert said(report) or tables_of(report)
    assert report.start == date(2023, 10, 3)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_register_is_said_to_be_empty(make: Any, empty: Register, name: str) -> None:
    report = make(name, empty, "2023-10-31", start="2023-10-03")
    assert [text for text in said(report) if "nothing to report" in text]
    assert (tables_of(report), report.sources, report.marking) == ([], (), "")


def test_every_report_says_what_it_is_about() -> None:
    assert len(NAMES) == len(set(NAMES)) == 10
    assert all(kind.about.endswith(".") for kind in kinds())


def test_an_unknown_name_is_answered_with_the_nearest(sample: Register) -> None:
    with pytest.raises(UsageError, match="did you mean tracker"):
        build("traker", sample, as_of=DAY)


def test_dates_the_wrong_way_round_are_refused(sample: Register) -> None:
    with pytest.raises(UsageError, match="turn the dates round"):
        build("tracker", sample, as_of=DAY, start=date(2024, 1, 1))


def test_without_a_host_a_report_goes_without_verdicts(sample: Register) -> None:
    assert tables_of(build("kpi-scorecard", sample, as_of=DAY))


# ---------------------------------------------------------------- marking


def test_a_report_carries_the_marking_of_its_own_papers_only(make: Any, sample: Register) -> None:
    assert make("directions-summary", sample, "2024-06-01").marking == "CONFIDENTIAL"
    assert make("tracker", sample, "2024-06-01").marking == ""
    assert make("exceptions", sample, "2024-06-01", start="2023-10-03").marking == "CONFIDENTIAL"


def test_a_word_of_a_marked_paper_marks_the_report_that_quotes_it(make: Any, tmp_path: Path) -> None:
    rows: dict[str, list[dict[str, Any]]] = {
        "directions": [{"id": "dir:d/1", "ref": "1", "series": "d", "title": "One", "document": "doc:aaa"}],
        "updates": [
            {"id": "u", "record": "dir:d/1", "on": date(2023, 9, 1), "text": "x", "document": "doc:bbb"}
        ],
        "documents": [
            {"id": "doc:aaa", "sha256": "a" * 64, "name": "open.txt"},
            {"id": "doc:bbb", "sha256": "b" * 64, "name": "closed.txt", "marking": "EXEMPT"},
        ],
    }
    assert make("directions-summary", made(tmp_path / "r", rows), "2023-10-31").marking == "EXEMPT"


# ---------------------------------------------------------------- reports of a plugin

OWN = '''"""A report of our own."""
from slough_tui.hooks.api import hookimpl, report
from slough_tui.model.report import Report, Section
API = 1
@report()
def house_list(asked):
    """What the house keeps."""
    return Report("House list", (Section("All", (f"{asked.table('directions').height} directions",)),))
@report()
def broken(asked):
    """Breaks."""
    raise RuntimeError("out of order")
@report()
def not_one(asked):
    """Gives something else."""
    return "a report"
@report(name="tracker")
def clash(asked):
    """Wants to be ours."""
@hookimpl
def slough_register_reports():
    return [house_list, broken, not_one, clash]
'''


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Host:
    folder = tmp_path_factory.mktemp("own")
    (folder / "own.py").write_text(OWN, encoding="utf-8")
    return Host.load(installed=False, bundle=folder)


def of_plugin(name: str, register: Register, host: Host) -> Report:
    return build(name, register, as_of=date(2024, 6, 1), get_host=lambda: host)


def test_a_plugin_adds_a_report(sample: Register, own: Host) -> None:
    report = of_plugin("house-list", sample, own)
    assert said(report) == ["15 directions"]
    assert "house-list" in [kind.name for kind in kinds(lambda: own)]


def test_a_plugin_that_names_no_papers_is_marked_by_all_that_it_read(sample: Register, own: Host) -> None:
    assert of_plugin("house-list", sample, own).marking == "CONFIDENTIAL"


@pytest.mark.parametrize(("name", "why"), [("broken", "out of order"), ("not-one", "gave str, not a Report")])
def test_a_report_that_breaks_is_one_error_that_names_its_plugin(
    sample: Register, own: Host, name: str, why: str
) -> None:
    with pytest.raises(PluginError, match=why) as caught:
        of_plugin(name, sample, own)
    assert "plugin own" in caught.value.where


def test_a_plugin_cannot_take_the_name_of_a_built_in_report(sample: Register, own: Host) -> None:
    assert of_plugin("tracker", sample, own).title == "Recommendation tracker"
    names = [kind.name for kind in kinds(lambda: own)]
    assert names.count("tracker") == 1
    assert any("built-in report tracker" in failure.what for failure in own.failures)
