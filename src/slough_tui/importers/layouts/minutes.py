"""Minutes of a meeting: what was resolved, under which minute, at which meeting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers.names import initials, slug
from slough_tui.model.document import BlockKind
from slough_tui.model.due import Precision, find_dates

if TYPE_CHECKING:
    from datetime import date

    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Block, Cell

_MINUTE = re.compile(r"^\W*(?:minute\s+)?(\d{1,4}[A-Za-z]?)[.)]?\s+\S", re.IGNORECASE)
_RESOLVED = re.compile(r"^\W*(?:it was )?(?:resolved|agreed|decided)\b\W*", re.IGNORECASE)
_SAID = re.compile(
    r"^\W*(?:it was )?(?:(?:resolved|agreed|decided)\W*[:–—-]|resolved,?\s+that\b)", re.IGNORECASE
)
"""What a resolution in one line begins with; a sentence in which something was agreed is none."""
_HELD = re.compile(
    r"^\W*(?:minutes of (?:the |a )?(?:meeting of (?:the )?)?)?(?P<body>[A-Z].{3,90}?(?:committee|panel|board|cabinet|commission|forum|council))"
    r"\W+(?:minutes of (?:the |a )?)?(?:meeting )?held\b",
    re.IGNORECASE,
)
_MARKER = re.compile(r"^\W*(?:\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s*", re.IGNORECASE)


class Minutes:
    """Reads resolutions out of minutes."""

    name = "minutes"
    version = 1
    shapes: tuple[Shape, ...] = ()

    def read(self, paper: Paper, _grids: list[Grid], draft: Draft) -> None:
        """`Resolved:` with its entries, or in one sentence; each entry is a resolution of the minute above."""
        body, meeting, minute = paper.body, paper.dated.on if paper.dated else None, ""
        listing = False
        for block in paper.blocks:
            if block.kind in {BlockKind.FURNITURE, BlockKind.TABLE} or not block.rows:
                continue
            cell, text = block.cell, block.text.strip("*# ")
            heads = not _RESOLVED.match(text) and not _MINUTE.match(text)
            if heads and _HELD.search(text) and (held := _day(text)):
                meeting = held
                body = (
                    re.split(r"\s+[-–]\s+|\s+held\b", text)[0].removeprefix("Minutes of the ").strip() or body
                )
                draft.use(cell, "context")
            elif (match := _MINUTE.match(text)) and block.kind is BlockKind.HEADING:
                minute, listing = match[1], False
            elif match := _RESOLVED.match(text):
                rest = text[match.end() :].strip()
                listing = not rest
                if rest and _SAID.match(text):
                    self._resolution(cell, rest, minute, meeting, body, draft)
                elif not rest:
                    draft.use(cell, "header")
            elif listing and self._is_listed(block):
                told = _MARKER.sub("", text, count=1)
                self._resolution(cell, told, minute, meeting, body, draft)
            else:
                listing = False

    @staticmethod
    def _is_listed(block: Block) -> bool:
        return block.kind is BlockKind.LIST or bool(re.match(r"^\W*that\b", block.text, re.IGNORECASE))

    def _resolution(
        self, cell: Cell, text: str, minute: str, meeting: date | None, body: str, draft: Draft
    ) -> None:
        series = slug(f"{initials(body)} {meeting or ''}") or "minutes"
        before = [r for r in draft.of("resolutions") if r.series == series]
        number = sum(1 for r in before if r.values["minute"] == (minute or None)) + 1
        record = draft.record(
            "resolutions", series, cell.place, ref=f"{minute}-{number}" if minute else str(number)
        )
        now = draft.text(cell, record, "text")
        kept = (
            text
            if now == " ".join(cell.raw.split())
            else _RESOLVED.sub("", _MARKER.sub("", now, count=1), count=1)
        )
        record.values.update(
            text=kept.strip(" :,"), body=body or None, meeting=meeting, minute=minute or None
        )
        record.as_at = meeting
        draft.use(cell, "record", record, "text", record.values["text"])


def _day(text: str) -> date | None:
    return next((f.due.on for f in find_dates(text) if f.due.precision is Precision.DAY), None)
