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

_MINUTE = re.compile(
    r"^\W*(?:minute\s+)?((?:[A-Z]{1,5}[./-]?)?\d{1,4}[A-Za-z]?(?:[/-]\d{1,4}){0,2})[.):]?\s+\S", re.IGNORECASE
)
_RESOLVED = re.compile(
    r"^\W*(?:it was )?(?:unanimously )?(?:resolved|agreed|decided|decisions?(?=\s*:))(?:\b|(?=:))(?:\s*,?\s*(?:\(\w+\)|unanimously\b))?\W*",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^\W*(?:it was )?(?:unanimously )?(?:(?:resolved|agreed|decided|decisions?)(?:\s*,?\s*(?:\(\w+\)|unanimously\b))?\W*[:–—-]|"
    r"resolved(?:\s*,?\s*(?:\(\w+\)|unanimously))?,?\s+(?:that|to)\b)",
    re.IGNORECASE,
)
_IN_CAPITALS = re.compile(
    r"^(?-i:[A-Z][^.:]{0,60}?\b(?:RESOLVED|AGREED|DECIDED)\b|The (?:Executive|Cabinet|Council|Committee|Board|Panel) (?:unanimously )?resolved),?\W*(?=(?:that|to)\b|$)",
    re.IGNORECASE,
)
"""`The Cabinet RESOLVED to ...`: in a sentence, but in capitals."""
_MEETING_OF = re.compile(
    r"^\W*(?:(?:draft )?minutes of (?:the |a )?)?(?:(?:ordinary |special |extraordinary )?meeting of (?:the )?)?",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"(?<=[.;!?]\s)(?:[A-Z][a-z]+ ){0,4}(?:RESOLVED|AGREED)(?:\s*,?\s*(?:\(\w+\)|unanimously))?,?\W*(?=(?:that|to|That)\b)"
)
"""`Members noted the delay. RESOLVED that ...`: behind another sentence of its paragraph."""
TITLE_WORDS = 12
_LEADS_IN = re.compile(
    r"^(?:(?:that|to|that it|as follows|the following|the panel|the committee)?|(?:to )?recommend(?:ed)? (?:to )?(?:the )?[\w ]{3,60}?\b(?:that|to))\W*$",
    re.IGNORECASE,
)
"""What can stand between the word and the list of what was resolved."""
_PARTS = re.compile(r"(?:^|(?<=\s))\((?:([a-z])|(\d{1,2})|([ivx]{1,4}))\)\s+")
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
        body, meeting, minute = paper.body or _alone(paper), paper.dated.on if paper.dated else None, ""
        listing, counted = False, 0
        for block in paper.blocks:
            if block.kind in {BlockKind.FURNITURE, BlockKind.TABLE} or not block.rows:
                continue
            cell, text = block.cell, block.text.strip("*# ")
            heads = not _RESOLVED.match(text) and not _MINUTE.match(text)
            if heads and _HELD.search(text) and (held := _day(text)):
                meeting = held
                body = _MEETING_OF.sub("", re.split(r"\s+[-–]\s+|\s+(?i:held)\b", text)[0]).strip() or body
                draft.use(cell, "context")
            elif (match := _MINUTE.match(text)) and self._heads(
                block, match, minute, counted, listing=listing
            ):
                minute, listing, counted = match[1], False, 0
            elif match := _RESOLVED.match(text) or _IN_CAPITALS.match(text) or _LATER.search(text):
                counted = 0
                rest = text[match.end() :].strip()
                listing = bool(_LEADS_IN.match(rest))
                if listing:
                    draft.use(cell, "header")
                elif _SAID.match(text) or match.re in {_IN_CAPITALS, _LATER}:
                    for part in _parts(rest):
                        self._resolution(cell, part, minute, meeting, body, draft, alone=part is rest)
            elif listing and self._is_listed(block):
                counted += 1
                told = _MARKER.sub("", text, count=1)
                for part in _NEXT_THAT.split(told):
                    self._resolution(cell, part, minute, meeting, body, draft, alone=part is told)
            else:
                listing = False

    @staticmethod
    def _heads(block: Block, match: re.Match[str], minute: str, counted: int, *, listing: bool) -> bool:
        """Whether a numbered line is a minute's heading: printed as one, or short, counting on and no entry of a list."""
        if block.kind is BlockKind.HEADING:
            return True
        if (
            block.kind is not BlockKind.LIST
            or not match[1].isdigit()
            or len(block.text.split()) > TITLE_WORDS
        ):
            return False
        number, last = int(match[1]), int(minute) if minute.isdigit() else 0
        entry = listing and number == counted + 1
        return (
            not entry and number == last + 1 if last else not listing and not block.text.endswith((".", ";"))
        )

    @staticmethod
    def _is_listed(block: Block) -> bool:
        return block.kind is BlockKind.LIST or bool(re.match(r"^\W*that\b", block.text, re.IGNORECASE))

    def _resolution(
        self,
        cell: Cell,
        text: str,
        minute: str,
        meeting: date | None,
        body: str,
        draft: Draft,
        *,
        alone: bool = True,
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
            if not alone or now == " ".join(cell.raw.split())
            else _RESOLVED.sub("", _MARKER.sub("", now, count=1), count=1)
        )
        record.values.update(
            text=_ENDING.sub("", kept).strip(" :,"), body=body or None, meeting=meeting, minute=minute or None
        )
        record.as_at = meeting
        draft.use(cell, "record", record, "text", record.values["text"])


def _alone(paper: Paper) -> str:
    """A body of one word that stands alone near the top: the Cabinet, the Council, the Executive."""
    heads = (b.text.strip("*# ") for b in paper.blocks[:12] if b.kind is BlockKind.HEADING)
    return next(
        (t.capitalize() for t in heads if t.lower() in {"cabinet", "council", "executive", "full council"}),
        "",
    )


_NEXT_THAT = re.compile(r"(?<=;)\s+(?:and\s+)?(?=That\b)")
"""Where the next resolution of one paragraph begins (`That A; and That B`)."""
_ENDING = re.compile(r"[;,]\s*(?:and|or)?\s*$")
"""How an entry of a list leads to the next."""


def _parts(text: str) -> list[str]:
    """`That (a) ...; (b) ...` in one paragraph as its entries; a text without such letters in order is one."""
    marks = list(_PARTS.finditer(text))
    first = [m.group(1) or m.group(2) or m.group(3) for m in marks]
    if len(first) < 2 or first[0] not in {"a", "1", "i"} or first[1] not in {"b", "2", "ii"}:
        return [text]
    if not _LEADS_IN.match(text[: marks[0].start()]):
        return [text]
    ends = [m.start() for m in marks[1:]] + [len(text)]
    return [text[m.end() : end].strip() for m, end in zip(marks, ends, strict=True)]


def _day(text: str) -> date | None:
    return next((f.due.on for f in find_dates(text) if f.due.precision is Precision.DAY), None)
