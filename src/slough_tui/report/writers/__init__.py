"""How a report is written: Markdown, HTML, Word, Excel. Each takes a `Report` and gives the bytes of a file."""

from __future__ import annotations
