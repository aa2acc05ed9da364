"""Reports in the programs that people open them with: a headless Chromium, and LibreOffice. Skipped where neither is."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.report.writing import write
from tests.report.browser import PROGRAM, Browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from slough_tui.model.report import Report
    from slough_tui.store import Register

OFFICE = shutil.which("soffice")
browser_needed = pytest.mark.skipif(PROGRAM is None, reason="no Chromium here: apt-get install chromium")
office_needed = pytest.mark.skipif(
    OFFICE is None, reason="no LibreOffice here: apt-get install libreoffice-writer"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def directions(make: Any, sample: Register) -> Report:
    return make("directions-summary", sample, "2024-06-01", today="2023-11-23")  # type: ignore[no-any-return]


@pytest.fixture
def page(browser: Browser, directions: Report, tmp_path: Path) -> Browser:
    write(directions, tmp_path / "report.html")
    browser.open(tmp_path / "report.html")
    return browser


def column(page: Browser, number: int) -> list[str]:
    cells = f"[...document.querySelectorAll('tbody tr')].map(r => r.cells[{number}].textContent)"
    found: list[str] = page.ask(cells)
    return found


@browser_needed
def test_it_opens_without_a_complaint_and_asks_for_nothing_but_itself(page: Browser) -> None:
    assert page.complaints == []
    assert [url.rpartition("/")[2] for url in page.requests] == ["report.html"]


@browser_needed
def test_a_hostile_report_runs_nothing(browser: Browser, example: Report, tmp_path: Path) -> None:
    write(example, tmp_path / "hostile.html")
    browser.open(tmp_path / "hostile.html")
    assert browser.complaints == []
    assert browser.ask("document.querySelectorAll('script').length") == 1
    assert len(browser.requests) == 1


@browser_needed
def test_a_click_on_a_head_sorts_and_a_second_one_turns_it_round(page: Browser) -> None:
    before = column(page, 1)
    page.click("thead th:nth-child(2)")
    assert column(page, 1) == sorted(before, key=str.casefold) != before
    assert page.ask("document.querySelector('thead th:nth-child(2)').ariaSort") == "ascending"
    page.click("thead th:nth-child(2) button")
    assert column(page, 1) == sorted(before, key=str.casefold, reverse=True)
    assert page.ask("document.getElementById('said').textContent") == "Sorted by Direction, descending"


@browser_needed
@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_keyboard_sorts_as_well(page: Browser, key: str) -> None:
    before = column(page, 1)
    for _ in range(20):
        page.press("Tab")
        if page.ask("document.activeElement.ariaLabel") == "Sort by Direction":
            break
    page.press(key)
    assert column(page, 1) == sorted(before, key=str.casefold) != before
    assert page.ask("document.activeElement.ariaLabel") == "Sort by Direction"


@browser_needed
def test_numbers_sort_as_numbers_and_a_total_stays_last(
    browser: Browser, make: Any, sample: Register, tmp_path: Path
) -> None:
    write(make("audit-actions", sample, "2023-10-31"), tmp_path / "audit.html")
    browser.open(tmp_path / "audit.html")
    browser.click("table thead th:nth-child(2)")
    numbers = browser.ask(
        "[...document.querySelector('table').tBodies[0].rows].map(r => +r.cells[1].textContent)"
    )
    assert numbers == sorted(numbers)
    assert browser.ask("[...document.querySelector('table').rows].at(-1).cells[0].textContent") == "Totals"


@browser_needed
def test_it_prints_on_a4_with_marking_and_heads_on_each_page(page: Browser) -> None:
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(io.BytesIO(page.pdf())).pages
    assert len(pages) > 1
    for one in pages:
        width, height = (float(side) / 72 * 25.4 for side in (one.mediabox.width, one.mediabox.height))
        assert (round(width), round(height)) == (297, 210)
        assert one.extract_text().count("CONFIDENTIAL") >= 2
    assert sum("Commentary" in one.extract_text() for one in pages) > 1


@browser_needed
def test_no_text_runs_out_of_a_narrow_window(page: Browser) -> None:
    page.call("Emulation.setDeviceMetricsOverride", width=400, height=800, deviceScaleFactor=1, mobile=False)
    try:
        assert page.ask("document.documentElement.scrollWidth <= window.innerWidth") is True
    finally:
        page.call("Emulation.clearDeviceMetricsOverride")


@office_needed
def test_libreoffice_opens_the_word_file_with_marking_and_heads_on_each_page(
    directions: Report, tmp_path: Path
) -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("docx")
    assert OFFICE is not None
    write(directions, tmp_path / "report.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [
            OFFICE,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            tmp_path / "report.docx",
        ],
        check=True,
        capture_output=True,
    )
    pages = pypdf.PdfReader(tmp_path / "report.pdf").pages
    assert len(pages) > 1
    for one in pages:
        assert one.extract_text().count("CONFIDENTIAL") >= 2
    assert sum("CLT lead" in one.extract_text() for one in pages) > 1
