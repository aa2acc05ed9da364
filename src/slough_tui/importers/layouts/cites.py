"""Which recommendations a plan's actions answer: by their references, or by wording printed over or beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers.layouts.tracker import OWN_REF
from slough_tui.importers.names import looks_like_ref, normal_ref, split_refs
from slough_tui.model.document import BlockKind, Cell

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft, RecordDraft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.line import Line
    from slough_tui.importers.paper import Paper


def cite_by_ref(lines: list[Line]) -> None:
    """A plan's references are those of the recommendations it answers where they repeat or stand several in a cell."""
    refs = [line.raw("ref") for line in lines if line.cells("ref")]
    several = any(len(split_refs(ref)) > 1 for ref in refs)
    if any(line.cells("cites") for line in lines) or not (several or len(set(refs)) < len(refs)):
        return
    for line in lines:
        line.fields["cites"] = line.fields.pop("ref", [])


def carry_standing_over(lines: list[Line], grid: Grid, paper: Paper) -> None:
    """A line `Recommendation 2: ...` over a table is what its actions answer."""
    over = {number: recommendation_over(paper, part.block) for number, part in enumerate(grid.parts)}
    for line in lines:
        if (cell := over[line.part]) and not line.cells("cites"):
            line.carried["cites"] = [cell]


def recommendation_over(paper: Paper, index: int) -> Cell | None:
    """The line with a recommendation's number and wording that stands right over block `index`."""
    for block in reversed(paper.blocks[:index]):
        if block.kind is BlockKind.FURNITURE or not block.rows:
            continue
        match = None if block.kind is BlockKind.TABLE else OWN_REF.match(block.text.strip("*# "))
        return Cell(block.text.strip("*# "), block.cell.place) if match and match["named"] else None
    return None


_FEWEST = 2
"""Fewer words behind a reference are no wording of a recommendation."""


def carry_wording(lines: list[Line]) -> None:
    """A recommendation printed in words over several actions holds for those whose cell is blank."""
    last: list[Cell] = []
    for line in lines:
        if line.cells("cites"):
            last = line.cells("cites") if cites_of(line.raw("cites"))[1] else []
        elif last:
            line.carried["cites"] = last


def cites_of(raw: str) -> tuple[list[str], str]:
    """The references of a cell, and its wording where it prints the recommendation itself (`R1. Set a vision`)."""
    refs = split_refs(raw)
    match = OWN_REF.match(raw)
    wording = raw[match.end() :].strip() if match else raw
    few = len(wording.split()) < (_FEWEST if match else _FEWEST + 1)
    if few or all(looks_like_ref(ref) for ref in refs):
        return refs, ""
    return ([normal_ref(match["named"] or match["bare"])] if match else []), wording


_RECOMMENDATION = re.compile(r"[A-Z]*R[A-Z]*\d")
"""A reference whose letters say that it is a recommendation's (`R4`, `OR12`)."""


def links(draft: Draft, recommendations: list[RecordDraft]) -> None:
    """Printed references from plan actions to the recommendations of the same paper."""
    by_ref = {r.ref: r for r in recommendations}
    for action in draft.of("plan_actions"):
        if (
            not action.values.get("cites")
            and _RECOMMENDATION.match(action.ref or "")
            and action.ref in by_ref
        ):
            action.values["cites"] = [action.ref]
        linked: dict[int, RecordDraft] = {}
        for ref in action.values.get("cites") or ():
            if to := by_ref.get(ref) or by_ref.get(re.sub(r"^[A-Z]+", "", ref)):
                linked[id(to)] = to
        for to in linked.values():
            draft.link(action, to, "addresses")
