"""Recommendations of an inspection or review that stand as a plain list under their heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers.layouts.cites import links, recommendation_over
from slough_tui.importers.layouts.tracker import OWN_REF
from slough_tui.importers.names import slug
from slough_tui.model.document import BlockKind, Cell

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft, RecordDraft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Block

_HEADING = re.compile(
    r"\brecommendations\b|\bwhat needs to (?:improve|be improved|change)\b|\bareas? (?:for|of) improvement\b|\bareas? to improve\b|"
    r"\b(?:we|commissioners|inspectors|auditors|peers|(?:peer|review|inspection) team|task (?:and finish )?group|(?:panel|committee|board|commission)) recommends?\b.*:$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"^[\W\d]*(?:recommendations?(?:\s*\(s\))?(?:\s*/\s*proposed actions?)?|summary and recommendations|implications? of the recommendations?|proposed actions?)\W*$|"
    r"\b(?:progress|update|implication|recommended to)\b|recommendations\W*\d",
    re.IGNORECASE,
)
_ASKS_ITSELF = re.compile(
    r"^\W*(?:\([a-z]\)\s*)?(?:that (?:the )?(?:committee|panel|board|cabinet|members)\b.*\b(?:note|consider|comment)|"
    r"(?:note|comment|consider|approve|agree)\b)",
    re.IGNORECASE,
)
_MARKER = re.compile(r"^\W*(?:([A-Z]{0,4}\d{1,3}[a-z]?)[.):]\s+|[-•●○*]\s*)?")
_ENDING = re.compile(r"\s*[;,]\s*(?:and|or)?\s*$")
"""How an entry of a list leads to the next."""
FEWEST = 3
"""A heading over fewer listed is not a list of recommendations."""


class Numbered:
    """Reads lists of recommendations; listed that continue over a page break belong to one list."""

    name = "recommendation-list"
    version = 1
    shapes: tuple[Shape, ...] = ()

    def read(self, paper: Paper, _grids: list[Grid], draft: Draft) -> None:
        """Each entry under such a heading is a recommendation; plans' references to them become links."""
        made: list[RecordDraft] = []
        heading: Cell | None = None
        listed: list[Block] = []
        for block in (*paper.blocks, None):
            if block is not None and (block.kind is BlockKind.FURNITURE or not block.rows):
                continue
            if block is not None and heading is not None and block.kind is BlockKind.LIST:
                listed.append(block)
                continue
            if heading is not None and len(listed) >= FEWEST:
                made += self._list(heading, listed, paper, draft)
            heading, listed = None, []
            if block is None:
                break
            text = block.text.strip("*# ")
            short = block.kind is BlockKind.HEADING or len(text.split()) <= 8
            if (
                short
                and block.kind is not BlockKind.TABLE
                and _HEADING.search(text)
                and not _NOT.search(text)
            ):
                heading = block.cell
        made += self._over_tables(paper, draft)
        if made:
            links(draft, made)

    def _over_tables(self, paper: Paper, draft: Draft) -> list[RecordDraft]:
        """Recommendations that stand, each with its number, right over the table of the actions that answer it."""
        made: list[RecordDraft] = []
        for index, block in paper.document.tables():
            cell = recommendation_over(paper, index)
            match = OWN_REF.match(cell.text) if cell else None
            if (
                not cell
                or not match
                or not any(draft.is_used(c) for c in block.cells())
                or draft.is_used(cell)
            ):
                continue
            record = draft.record(
                "recommendations",
                self._series(cell, paper),
                cell.place,
                ref=match["named"],
                ref_raw=match["named"],
            )
            text = draft.text(Cell(cell.text[match.end() :], cell.place), record, "text")
            record.values.update(text=text, council=paper.council or None, body=_source(cell, paper))
            draft.use(cell, "record", record, "text", text)
            made.append(record)
        return made

    def _list(self, heading: Cell, listed: list[Block], paper: Paper, draft: Draft) -> list[RecordDraft]:
        fresh = [b for b in listed if not draft.is_used(b.cell) and not _ASKS_ITSELF.match(b.text)]
        if len(fresh) < FEWEST:
            return []
        draft.use(heading, "header")
        series = self._series(heading, paper)
        made = []
        for number, block in enumerate(fresh, 1):
            marker = _MARKER.match(block.text)
            ref = (marker[1] if marker else None) or str(number)
            record = draft.record(
                "recommendations", series, block.cell.place, ref=ref, ref_raw=block.marker or None
            )
            text = draft.text(block.cell, record, "text")
            record.values.update(
                text=_ENDING.sub("", _MARKER.sub("", text, count=1)),
                council=paper.council or None,
                body=_source(heading, paper),
            )
            draft.use(block.cell, "record", record, "text", record.values["text"])
            made.append(record)
        return made

    @staticmethod
    def _series(heading: Cell, paper: Paper) -> str:
        if paper.given_series:
            return slug(paper.given_series)
        who = slug(_source(heading, paper) or "inspection", words=2)
        return f"{who}-{paper.reference.year}" if paper.reference else who


_INSPECTORS = re.compile(
    r"\b(Ofsted|CQC|Care Quality Commission|HMICFRS|Grant Thornton|external audit(?:or)?s?|peer (?:review|challenge)|LGA|CIPFA|"
    r"Ombudsman|Regulator of Social Housing|inspectorate|commissioners?)\b",
    re.IGNORECASE,
)


def _source(heading: Cell, paper: Paper) -> str | None:
    """Who made the recommendations: an inspectorate named in the heading, in those above, or the paper's table of contents."""
    near = [heading, *paper.headings_over(heading.place.block, most=4)]
    for cell in near:
        if match := _INSPECTORS.search(cell.text):
            return match[1]
    counts: dict[str, int] = {}
    for match in _INSPECTORS.finditer(paper.text):
        counts[match[1]] = counts.get(match[1], 0) + 1
    return max(counts, key=lambda w: counts[w]) if counts else None
