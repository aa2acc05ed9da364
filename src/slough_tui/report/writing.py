"""Reports into files: the ending says which format. Word and Excel need their extras."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.report.files import write_file

if TYPE_CHECKING:
    from slough_tui.model.report import Report

SUFFIXES = (".md", ".html", ".docx", ".xlsx")


def write(report: Report, path: Path) -> None:
    """The report under `path`, whole or not at all.

    UsageError for an ending that nobody knows or a place that cannot be written; MissingExtraError names the
    extra that Word or Excel needs.
    """
    write_file(path, rendered(report, path))


def check_suffix(path: Path) -> None:
    """UsageError for an ending that nobody knows."""
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(
            f"nobody knows how to write {path.suffix or 'a file without ending'}",
            where=str(path),
            hint=f"end it with {', '.join(SUFFIXES)}",
        )


def rendered(report: Report, path: Path) -> bytes:
    """The bytes of the file that `path` asks for by its ending."""
    check_suffix(path)
    suffix = path.suffix.lower()
    if suffix == ".md":
        from slough_tui.report.writers import markdown

        return markdown.write(report).encode()
    if suffix == ".html":
        from slough_tui.report.writers import html

        return html.write(report).encode()
    if suffix == ".docx":
        from slough_tui.report.writers import word

        return word.write(report)
    from slough_tui.report.writers import excel

    return excel.write(report)
