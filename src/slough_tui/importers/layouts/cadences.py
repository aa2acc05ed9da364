"""Promises to report regularly: who reports to whom, and how often."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers.names import slug
from slough_tui.model.document import BlockKind

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.importers.paper import Paper

_EVERY = re.compile(
    r"\b(?:on an? )?(?P<every>weekly|fortnightly|monthly|bi-?monthly|quarterly|termly|six[- ]monthly|\d+[- ]monthly|half[- ]yearly|"
    r"bi-?annual(?:ly)?|annual(?:ly)?|yearly|every (?:\w+ )?(?:week|month|quarter|term|year)s?|twice (?:a|per) year|"
    r"(?:once|twice) a (?:month|quarter)|each (?:month|quarter|meeting)|regular(?:ly)?)(?: basis)?\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?P<verb>reports?(?: back)?|report(?:ed|ing)|present(?:s|ed)?|provides? (?:regular )?(?:reports?|updates?)|updates?)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\bto (?:the )?(?P<to>(?:[A-Z][\w&'’-]+|scrutiny|cabinet|council)(?:[ ,]+(?:and|&|of|the|for|[A-Z][\w&'’-]+|scrutiny|cabinet|council|\([A-Z][^)]*\)))*)"
)
_NAME = re.compile(r"(?:[A-Z][\w&-]+(?:['’]s)?|\bof\b|\band\b)(?: (?:[A-Z][\w&-]+(?:['’]s)?|of|and|for))* ?")
_NO_NAME = frozenset("The In It These This They A An Following Members Each".split())
_NORMAL = {
    "6 monthly": "every 6 months", "6-monthly": "every 6 months", "six monthly": "every 6 months", "six-monthly": "every 6 months",
    "half yearly": "every 6 months", "biannually": "twice a year", "bi-annually": "twice a year", "annual": "annually", "yearly": "annually",
    "regular": "regularly", "every month": "monthly", "every quarter": "quarterly", "every year": "annually", "each month": "monthly",
    "each quarter": "quarterly", "every week": "weekly", "twice per year": "twice a year",
}  # fmt: skip


class Cadences:
    """Reads sentences that promise a report to a body at an interval."""

    name = "cadences"
    version = 1
    shapes: tuple[Shape, ...] = ()

    def read(self, paper: Paper, _grids: list[Grid], draft: Draft) -> None:
        """One record for each sentence with a reporter's verb, an interval and somebody reported to."""
        series = f"{paper.series}-reporting"
        for block in paper.blocks:
            if block.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST} or draft.is_used(block.cell):
                continue
            for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])", block.text):
                every, says, to = _EVERY.search(sentence), _REPORTS.search(sentence), _TO.search(sentence)
                if not (every and says and to) or len(sentence.split()) > 90:
                    continue
                interval = " ".join(every["every"].lower().split())
                record = draft.record("cadences", slug(series), block.cell.place)
                record.id_ref = slug(f"{to['to']} {interval}", words=6)
                record.values.update(
                    text=draft.text(block.cell, record, "text")
                    if sentence == block.text
                    else " ".join(sentence.split()),
                    reporter=reporter(sentence[: says.start()]),
                    reports_to=to["to"].strip(" ,"),
                    every=_NORMAL.get(interval, interval),
                    schedule=_NORMAL.get(interval, interval),
                    council=paper.council or None,
                )
                draft.use(block.cell, "record", record, "text")


def reporter(before: str) -> str | None:
    """Who reports: the last name (words with capitals) in front of the verb."""
    names = []
    for match in _NAME.finditer(before):
        words = match[0].split()
        while words and (words[0] in _NO_NAME or words[0].islower()):
            words = words[1:]
        while words and words[-1].islower():
            words = words[:-1]
        if words:
            names.append(" ".join(words))
    return names[-1] if names else None
